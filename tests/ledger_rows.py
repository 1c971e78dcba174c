"""Ledgers built in code: projects, units and goals, and a way to store them."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

from analytics.basics.period import parse_period_code
from analytics.intake.reading import (
    ProjectMonth,
    ProjectSubtotal,
    Reading,
    Target,
    UnitMonth,
)
from analytics.lake.uploads import accept_upload

COUNTY = "431122"
_numbers = itertools.count()
_rows = itertools.count(5)
_AMOUNTS = {
    *("planned_total", "invested_before", "annual_plan", "ytd", "ytd_plan", "monthly"),
    *("monthly_plan", "funds_in_place", "printed_rate_pct"),
}
_COLUMNS = {"project_name": "B", "planned_total": "C", "annual_plan": "D", "ytd": "E"}


def project(name="示例项目", period="2025-05", *, sheet="台账", row=None, **given):
    """One project; amounts as text, dates as 2025-03-01."""
    when = parse_period_code(period)
    row = row or next(_rows)
    return ProjectMonth(
        sheet=sheet,
        sheet_row=row,
        cells=_cells({"project_name": name} | given, row),
        year=when.year,
        month=when.month,
        region_code=given.pop("region_code", ""),
        project_name=name,
        **_typed(given),
    )


def unit(label, period="2025-05", *, sheet="汇总", row=None, **given):
    """One unit of a table that prints no single projects."""
    when = parse_period_code(period)
    row = row or next(_rows)
    return UnitMonth(
        sheet=sheet,
        sheet_row=row,
        cells=_cells(given, row),
        year=when.year,
        month=when.month,
        region_code=given.pop("region_code", ""),
        unit_label=label,
        **_typed(given),
    )


def subtotal(label, first_row, last_row, period="2025-05", **given):
    when = parse_period_code(period)
    return ProjectSubtotal(
        sheet="台账",
        sheet_row=first_row - 1,
        cells=(("label", f"A{first_row - 1}"),),
        year=when.year,
        month=when.month,
        label=label,
        first_row=first_row,
        last_row=last_row,
        **_typed(given),
    )


def target(value, *, month=None, scope="total", label="全县", unit="亿元", **given):
    return Target(
        sheet="目标",
        cell=given.pop("cell", f"C{next(_rows)}"),
        year=given.pop("year", 2025),
        month=month,
        scope_kind=scope,
        scope_label=label,
        region_code=given.pop("region_code", ""),
        indicator_label=given.pop("indicator", "固定资产投资"),
        goal_kind=given.pop("goal_kind", "level"),
        tier=given.pop("tier", ""),
        value=Decimal(value),
        unit=unit,
    )


def ledger(*rows, file="台账.xlsx", observations=()):
    """A reading of these rows, each in its own place."""
    kinds = {ProjectMonth: [], ProjectSubtotal: [], UnitMonth: [], Target: []}
    for row in rows:
        kinds[type(row)].append(row)
    projects, subtotals, units, targets = map(tuple, kinds.values())
    return Reading(
        file=file,
        sha256="",
        kind="xlsx",
        rows=tuple(observations),
        tables=(),
        pictures=(),
        problems=(),
        questions=(),
        projects=projects,
        project_subtotals=subtotals,
        units=units,
        targets=targets,
    )


def store(lake, *rows, region=COUNTY, sender="示例县发改局", file="台账.xlsx", observations=()):
    """Accept one ledger of unique bytes and return its receipt."""
    return accept_upload(
        lake,
        f"ledger {next(_numbers)}".encode(),
        ledger(*rows, file=file, observations=observations),
        sender=sender,
        region_code=region,
    )


def _cells(given, row):
    named = ((name, f"{_COLUMNS.get(name, 'F')}{row}") for name in given if name != "money_unit")
    return tuple(named)


def _typed(given):
    return {
        name: Decimal(value)
        if name in _AMOUNTS and value is not None
        else date.fromisoformat(value)
        if name.endswith("_on")
        else value
        for name, value in given.items()
    }
