"""The invented county's key projects month by month: plans, progress, and their path.

Owns the figures of facts_projects.csv's projects between the anchors it sets, all by
integer arithmetic; what a ledger looks like is ledger_sheets.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from data.sample.bulletin import read_rows

YEAR = 2025
MONTHS = range(1, 13)
# Of a thousand parts of a year's plan, those due by the end of each month.
SCHEDULE = (0, 35, 80, 185, 285, 385, 500, 590, 685, 780, 865, 940, 1000)
# May's completion in percent of the year's plan: what each status may lie between.
BANDS = {"较快": (53, 66), "正常": (33, 49), "预警": (13, 30), "滞后": (1, 11)}
YEAR_END_BAND = (95, 100)
MAY_TOTAL_PERMILLE = 352
YEAR_END_TOTAL_PERMILLE = 972
# Units whose May completion is fixed, per mille.
MAY_BY_UNIT = {
    "云岭乡": 23,
    "县卫生健康局": 53,
    "县交通运输局": 76,
    "县城发集团": 92,
    "柳林镇": 94,
}
# Their two projects only began in May; their unit's place is set by the facts.
FREE_UNITS = ("双桥乡",)


@dataclass(frozen=True)
class Problem:
    """What stands in a project's way from one month to another; due may be ""."""

    text: str
    first: int
    last: int
    due: str


@dataclass(frozen=True)
class Project:
    """One invented project. Amounts in 万元; months as 2025-03, "" where there is none.

    path: month to percent of the year's plan done by then, where it is set.
    """

    name: str
    section: str
    unit: str
    kind: str
    may_status: str
    planned_total: int
    invested_before: int
    annual_plan: int
    planned_start: str
    started: str
    planned_finish: str
    finished: str
    path: dict[int, Decimal]
    enters: str
    leaves: str
    problems: tuple[Problem, ...]

    def is_listed(self, month: int) -> bool:
        code = code_of(month)
        return self.enters <= code and (not self.leaves or code < self.leaves)

    def is_started(self, month: int) -> bool:
        return bool(self.started) and self.started <= code_of(month)

    def is_finished(self, month: int) -> bool:
        return bool(self.finished) and self.finished <= code_of(month)

    def problem(self, month: int) -> Problem | None:
        """The one that is open in a month."""
        return next((p for p in self.problems if p.first <= month <= p.last), None)


def code_of(month: int) -> str:
    return f"{YEAR}-{month:02d}"


@cache
def projects() -> tuple[Project, ...]:
    return tuple(_project(row) for row in read_rows("facts_projects.csv"))


def roster(month: int) -> list[Project]:
    """The projects a month's ledger lists."""
    return [project for project in projects() if project.is_listed(month)]


def plan_to_date(project: Project, month: int) -> int:
    """What the project's own monthly plans sum to by then; the year's plan by December."""
    first = int(project.planned_start[5:]) if project.planned_start >= code_of(1) else 1
    before = SCHEDULE[first - 1]
    due = max(SCHEDULE[month] - before, 0)
    return _part(project.annual_plan, due, 1000 - before)


def done(project: Project, month: int) -> int:
    """1—month completed: straight along the schedule between the anchors."""
    anchors = _anchors(project)
    start = max(at for at in anchors if at <= month)
    if start == month:
        return anchors[month]
    end = min(at for at in anchors if at > month)
    passed, whole = (SCHEDULE[at] - SCHEDULE[start] for at in (month, end))
    return anchors[start] + _part(anchors[end] - anchors[start], passed, whole)


def fitted(values: list[int], bands: list[tuple[int, int]], target: int) -> list[int]:
    """The values moved inside their bands until they sum to the target exactly.

    >>> fitted([10, 20], [(0, 40), (0, 30)], 50)
    [25, 25]
    """
    gap = target - sum(values)
    pairs = zip(values, bands, strict=True)
    room = [high - value if gap > 0 else value - low for value, (low, high) in pairs]
    if sum(room) < abs(gap):
        raise ValueError(f"no way to reach {target} from {sum(values)}")
    moved: list[int] = []
    sign, given, before = (1 if gap > 0 else -1), 0, 0
    for value, one in zip(values, room, strict=True):
        before += one
        share = before * abs(gap) // sum(room) if gap else 0
        moved.append(value + sign * (share - given))
        given = share
    return moved


def _anchors(project: Project) -> dict[int, int]:
    """Month to what is completed by then, where it is set."""
    anchors = {0: 0, 12: _year_end()[project.name]}
    begins = int(project.started[5:]) if project.started >= code_of(1) else 0
    if 1 < begins <= 5:
        anchors[begins - 1] = 0
    if not project.enters:
        anchors[5] = _may()[project.name]
    for month, percent in project.path.items():
        anchors[month] = _rounded(project.annual_plan * percent / 100)
    return anchors


@cache
def _may() -> dict[str, int]:
    """What each project has completed by the end of May."""
    listed = roster(5)
    found = _set_by_path(listed, 5)
    for unit, permille in MAY_BY_UNIT.items():
        own = [project for project in listed if project.unit == unit]
        found |= _in_may(own, _plan_of(own) * permille // 1000)
    for unit in FREE_UNITS:
        own = [project for project in listed if project.unit == unit]
        found |= {p.name: _part(p.annual_plan, 135, 1000) for p in own}
    rest = [project for project in listed if project.name not in found]
    target = _part(_plan_of(listed), MAY_TOTAL_PERMILLE, 1000) - sum(found.values())
    return found | _in_may(rest, target)


@cache
def _year_end() -> dict[str, int]:
    """What each project has completed by the end of December."""
    found = _set_by_path(projects(), 12)
    listed = roster(12)
    target = _part(_plan_of(listed), YEAR_END_TOTAL_PERMILLE, 1000)
    set_already = sum(found[project.name] for project in listed if project.name in found)
    rest = [project for project in projects() if project.name not in found]
    return found | _in_bands(rest, [YEAR_END_BAND] * len(rest), target - set_already)


def _set_by_path(listed: Iterable[Project], month: int) -> dict[str, int]:
    return {
        project.name: _rounded(project.annual_plan * project.path[month] / 100)
        for project in listed
        if month in project.path
    }


def _in_may(listed: list[Project], target: int) -> dict[str, int]:
    return _in_bands(listed, [BANDS[project.may_status] for project in listed], target)


def _in_bands(
    listed: list[Project], percents: list[tuple[int, int]], target: int
) -> dict[str, int]:
    bands = [_band(*pair) for pair in zip(listed, percents, strict=True)]
    values = fitted([_start(*band, at) for at, band in enumerate(bands)], bands, target)
    return {project.name: value for project, value in zip(listed, values, strict=True)}


def _band(project: Project, percents: tuple[int, int]) -> tuple[int, int]:
    low, high = percents
    return -(-project.annual_plan * low // 100), project.annual_plan * high // 100


def _start(low: int, high: int, at: int) -> int:
    """Somewhere in a band, unevenly, so that no two projects look alike."""
    return low + (high - low) * (7 * at % 11 + 1) // 12


def _plan_of(listed: list[Project]) -> int:
    return sum(project.annual_plan for project in listed)


def _part(whole: int, numerator: int, denominator: int) -> int:
    return (2 * whole * numerator + denominator) // (2 * denominator)


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _project(row: dict[str, str]) -> Project:
    amounts = ("planned_total", "invested_before", "annual_plan")
    steps = (step.split(":") for step in row["path"].split())
    parts = (text.split("|") for text in row["problems"].split(";") if text)
    return Project(
        **{name: row[name] for name in row if name not in (*amounts, "path", "problems")},
        **{name: int(row[name]) for name in amounts},
        path={int(month): Decimal(percent) for month, percent in steps},
        problems=tuple(Problem(text, int(a), int(b), due) for text, a, b, due in parts),
    )
