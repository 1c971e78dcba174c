"""What a reading returns: rows as printed, what was understood, what was not.

Owns these values and their JSON form (they cross a process border); reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from analytics.basics.errors import Problem
from analytics.basics.period import Period
from analytics.reference.regions import Region

MEASURES = ("level", "yoy_pct", "rank", "share_pct", "count", "index", "change", "other")


@dataclass(frozen=True)
class Observation:
    """One printed number with everything that says what it is.

    region_label, label, section, parent, printed: as on the sheet, blanks folded;
    region_code: six digits, or PARENT/NAME for a statistical unit without a code, ""
    where unresolved. statistic: "investment", or an English word for what else the
    bulletin reports. unit: as printed ("亿元", "%", "个", ""). value: as printed, in
    that unit. cell: A1 address.
    """

    sheet: str
    cell: str
    table_title: str
    statistic: str
    period: Period
    span: str
    region_label: str
    region_code: str
    label: str
    section: str
    parent: str
    is_of_which: bool
    measure: str
    unit: str
    printed: str
    value: Decimal


Cells = tuple[tuple[str, str], ...]  # (field name, A1 address) of what was read from where


@dataclass(frozen=True)
class ProjectMonth:
    """One project in one period, as a ledger prints it; "" and None where it does not.

    Fields as lake.raw_project_month; amounts in money_unit, as printed.
    """

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    region_code: str
    project_name: str
    project_code: str = ""
    unit_label: str = ""
    league: str = ""
    priority_level: str = ""
    project_kind: str = ""
    stage: str = ""
    industry_label: str = ""
    tags: str = ""
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    invested_before: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None
    ytd_plan: Decimal | None = None
    monthly: Decimal | None = None
    monthly_plan: Decimal | None = None
    funds_in_place: Decimal | None = None
    printed_rate_pct: Decimal | None = None
    planned_start_on: date | None = None
    started_on: date | None = None
    planned_finish_on: date | None = None
    finished_on: date | None = None
    is_started: bool | None = None
    is_in_statistics: bool | None = None
    progress_text: str = ""
    next_plan_text: str = ""
    problem_text: str = ""
    problem_owner: str = ""
    problem_due_on: date | None = None
    leader: str = ""
    contact: str = ""


@dataclass(frozen=True)
class ProjectSubtotal:
    """One total or subtotal a ledger prints over its rows first_row..last_row."""

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    label: str
    first_row: int
    last_row: int
    project_count: int | None = None
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None


@dataclass(frozen=True)
class UnitMonth:
    """One unit or district in one period, from a table that prints no single projects.

    scope: what is counted (重点项目, 固定资产投资); where the rows are no units or
    districts, by what they divide it: 重点项目按性质. A row of the whole keeps its printed
    label (全市, 合计). An office's region_code is the home's.
    """

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    region_code: str
    unit_label: str
    scope: str = ""
    project_count: int | None = None
    started_count: int | None = None
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None
    ytd_plan: Decimal | None = None
    monthly: Decimal | None = None
    funds_in_place: Decimal | None = None
    printed_rate_pct: Decimal | None = None
    printed_rank: int | None = None


@dataclass(frozen=True)
class Target:
    """One goal: a year's (month None), or that of months 1..month.

    scope_kind: "region", "unit" or "indicator". goal_kind: "level", "growth" or
    "completion"; of one quarter or month alone "level_of_quarter", "level_of_month".
    tier: 保底, 力争, 奋斗 or "".
    """

    sheet: str
    cell: str
    year: int
    month: int | None
    scope_kind: str
    scope_label: str
    region_code: str
    indicator_label: str
    goal_kind: str
    tier: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class Question:
    """Something the sheet does not say. The answer is remembered by fingerprint.

    about: "unit", "region", "indicator", "year", "measure", "period" (a year and a month:
    2025-05), "card" (whether one project's form counts), "twice" (which of two printed
    values counts) or "column " and a head. choices may be empty (free text).
    fingerprint: of the table's layout, without its numbers; of its numbers too where a year
    or period is asked for, which no other month's file may inherit. layout and month: the
    table's own fingerprint and last month ("" and 0 unknown), to propose the period by.
    """

    about: str
    sheet: str
    fingerprint: str
    prompt: str
    choices: tuple[str, ...] = ()
    suggestion: str = ""
    layout: str = ""
    month: int = 0

    @property
    def likeliest(self) -> str:
        """What the answer probably is; "" where nothing can be said."""
        return self.suggestion or (self.choices[0] if self.choices else "")


@dataclass(frozen=True)
class ColumnUnderstood:
    """One column of a table: its letters, its head, what its answer is remembered by, and
    what it was read as ("": it is not)."""

    column: str
    head: str
    about: str
    means: str


@dataclass(frozen=True)
class TableUnderstood:
    """One table found: box and header are A1 ranges ("A3:C17"); labels: of its first rows."""

    sheet: str
    title: str
    box: str
    header: str
    fingerprint: str
    statistic: str
    periods: str
    units: str
    regions: str
    row_count: int
    columns: tuple[ColumnUnderstood, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetPicture:
    """The first rows of a sheet as text, to show beside what was understood."""

    name: str
    is_hidden: bool
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Hints:
    """What is known before reading: the sender's region and remembered answers.

    region_code: the region the file is read for ("" unknown). sender_region: what the
    sender's name says, to ask when it is neither. answers: (fingerprint, about) to
    the answer; the fingerprint "*" answers for the whole file. regions: those the office
    added to the list.
    """

    region_code: str = ""
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    sender_region: str = ""
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything one file gave."""

    file: str
    sha256: str
    kind: str
    rows: tuple[Observation, ...]
    tables: tuple[TableUnderstood, ...]
    pictures: tuple[SheetPicture, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    region_suggestion: str = ""
    projects: tuple[ProjectMonth, ...] = ()
    project_subtotals: tuple[ProjectSubtotal, ...] = ()
    units: tuple[UnitMonth, ...] = ()
    targets: tuple[Target, ...] = ()
