"""Which checks fail for a selection, and which were explained when it came in."""

from __future__ import annotations

from dataclasses import replace

from analytics.lake.checks import CheckResult, run_checks
from analytics.lake.connection import Lake
from analytics.questions.ask import HERE, IN_PERIOD, ask, rows
from analytics.questions.selection import Selection
from analytics.reference.checks import GOALS, LEDGER, RED, STATISTICS, read_checks

MOST_NAMED = 3
_LOOKED_AT = {STATISTICS: "core_printed", LEDGER: "core_unit_progress", GOALS: "core_target"}
_IN_YEAR = "($year is null or year = $year)"


def checks(lake: Lake, selection: Selection) -> list[CheckResult]:
    """Every check, worst first, with the rows of the selection that break it.

    A region keeps the rows of itself and of what lies directly in it; a period those of
    its own and of its whole year.
    """
    results = run_checks(lake, selection.as_of)
    if selection.period is not None:
        codes = {selection.period.code, str(selection.period.year)}
        results = [_keeping(one, "period_code", codes) for one in results]
    if selection.region is not None:
        near = ask(
            lake,
            "select region_code from core_region "
            "where region_code = $region or parent_code = $region",
            selection.but(as_of=None),
        ).region_code
        results = [_keeping(one, "region_code", {*near, ""}) for one in results]
    return results


def groups_loaded(lake: Lake, selection: Selection) -> list[str]:
    """Which groups of checks have anything to look at: a check of nothing has not passed."""
    return [
        group
        for group, view in _LOOKED_AT.items()
        if not rows(
            lake,
            view,
            selection,
            HERE,
            _IN_YEAR if group == GOALS else IN_PERIOD,
            order="1 limit 1",
        ).empty
    ]


def looked_at(lake: Lake, selection: Selection) -> list[CheckResult]:
    """The checks of what is loaded, worst first, with the rows that break them."""
    loaded = groups_loaded(lake, selection)
    return [one for one in checks(lake, selection) if one.check.group in loaded]


def failing_red(lake: Lake, selection: Selection) -> list[CheckResult]:
    """The red checks that something of the selection breaks."""
    results = looked_at(lake, selection)
    return [one for one in results if one.check.severity == RED and not one.is_passed]


def notices(lake: Lake, selection: Selection) -> list[str]:
    """What must be said at the head of whatever is made of the selection: a line a file.

    Such a file was taken in although a check was red, and still counts.
    """
    # Nearly no lake has any, and to ask where they count costs as much as a page.
    if lake.query("from lake.check_note limit 1").empty:
        return []
    found = rows(lake, "mart_check_note", selection, HERE, IN_PERIOD, order="noted_at, cell")
    titles = {check.name: check.title for check in read_checks()}
    cells: dict[tuple[str, str, str], list[str]] = {}
    for one in found.astype(str).to_dict("records"):
        title = titles.get(one["check_name"], one["check_name"])
        key = one["file"], one["text"], one["noted_by"]
        cells.setdefault(key, []).append(f"{one['cell']} {title}".strip())
    return [
        f"所据 {file} 有 {len(said)} 处红色体检经说明后接收"
        f"（{'；'.join(said[:MOST_NAMED])}{'等' if len(said) > MOST_NAMED else ''}）。"
        f"说明：{why}{f'（{by}）' if by else ''}"
        for (file, why, by), said in cells.items()
    ]


def _keeping(result: CheckResult, column: str, values: set[str]) -> CheckResult:
    # Nearly all are empty, and to filter nothing takes as long.
    if result.rows.empty:
        return result
    return replace(result, rows=result.rows[result.rows[column].isin(values)])
