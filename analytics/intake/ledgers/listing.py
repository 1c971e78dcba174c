"""Ledger rows as the command line lists printed numbers: one figure a line.

Owns what span and measure each field has there; texts and dates are not listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from analytics.intake.ledgers.columns import COUNTS, MONEY
from analytics.intake.ledgers.troubles import NAMES
from analytics.intake.reading import ProjectMonth, ProjectSubtotal, Reading, UnitMonth
from analytics.reference.regions import full_name

_SPANS = {
    "planned_total": "point",
    "invested_before": "point",
    "annual_plan": "year",
    "monthly": "month",
    "monthly_plan": "month",
}
_MEASURES = {
    "printed_rate_pct": "other",
    "printed_rank": "rank",
    "project_count": "count",
    "started_count": "count",
}
_FIGURES = (*MONEY, *COUNTS, "printed_rate_pct")


def ledger_records(reading: Reading) -> Iterable[dict[str, str]]:
    """label: the project's, unit's or total's name; parent: the figure's; section: its unit."""
    for project in reading.projects:
        name, unit = project.project_name, project.unit_label
        yield from _figures(reading.file, "project", project, name, unit, project.region_code)
    for total in reading.project_subtotals:
        yield from _figures(reading.file, "project_subtotal", total, total.label, "", "")
    for row in reading.units:
        yield from _figures(reading.file, "unit", row, row.unit_label, row.scope, row.region_code)
    for goal in reading.targets:
        record = _record(reading.file, "target", goal.sheet, goal.cell, goal.region_code)
        growth = goal.goal_kind.startswith("growth")
        yield record | {
            "period": f"{goal.year:04d}-{goal.month or 12:02d}",
            "span": "year" if goal.month is None else "ytd",
            "region": record["region"] or goal.scope_label,
            "label": goal.indicator_label,
            "section": goal.scope_label,
            "parent": f"目标{goal.tier}",
            "measure": "yoy_pct" if growth else "level" if goal.unit != "%" else "other",
            "unit": goal.unit,
            "value": f"{goal.value:f}",
            "printed": f"{goal.value:f}",
        }


def _figures(
    file: str,
    statistic: str,
    row: ProjectMonth | ProjectSubtotal | UnitMonth,
    label: str,
    section: str,
    region_code: str,
) -> Iterable[dict[str, str]]:
    cells = dict(row.cells)
    for name in _FIGURES:
        value: Decimal | int | None = getattr(row, name, None)
        # A count may stand in the words of a heading: 合计（100项）.
        cell = cells.get(name, cells.get("label", "") if name == "project_count" else "")
        if value is None or not cell:
            continue
        amount = f"{Decimal(value):f}"
        yield _record(file, statistic, row.sheet, cell, region_code) | {
            "period": f"{row.year:04d}-{row.month:02d}",
            "span": _SPANS.get(name, "ytd"),
            "label": label,
            "section": section,
            "parent": NAMES[name],
            "measure": _MEASURES.get(name, "level"),
            "unit": _unit(name, row.money_unit),
            "value": amount,
            "printed": amount,
        }


def _unit(name: str, money_unit: str) -> str:
    if name == "printed_rate_pct":
        return "%"
    return {"printed_rank": "", "project_count": "个", "started_count": "个"}.get(name, money_unit)


def _record(file: str, statistic: str, sheet: str, cell: str, region_code: str) -> dict[str, str]:
    return {
        "file": file,
        "sheet": sheet,
        "cell": cell,
        "statistic": statistic,
        "region": full_name(region_code),
        "region_code": region_code,
        "is_of_which": "false",
        "table_title": "",
    }
