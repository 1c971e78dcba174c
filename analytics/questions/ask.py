"""Asking the lake about a selection: what every question shares.

Owns how a selection's values become SQL's, and which views are told to read no more than
the ledger before.
"""

from __future__ import annotations

import re

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.selection import Selection

# Conditions of rows(); a null binds nothing.
HERE = "($region is null or region_code = $region)"
BELOW = "($region is null or parent_region_code = $region)"
HERE_OR_DISTRICT = "($region is null or region_code = $region or district_code = $region)"
IN_PERIOD = "($year is null or year = $year) and ($month is null or month = $month)"
OF_INDICATOR = "($indicator is null or indicator_code = $indicator)"
OF_BREAKDOWN = "($breakdown is null or breakdown = $breakdown)"

_NAMED = re.compile(r"\$(\w+)")
_COMPARED = re.compile(r"\bmart_(projects|league|roster|status_moves|project_question)\b")
_BOUNDS = """
    select
        min(previous_year) as first_year_before,
        max(previous_year) as last_year_before,
        min(previous_month) as first_month_before,
        max(previous_month) as last_month_before
    from core_ledger_period
    where year = $year and month = $month
"""


def ask(lake: Lake, sql: str, selection: Selection, **extras: object) -> pd.DataFrame:
    """Answer sql about the selection, as of its moment and as it judges.

    sql names with $ what it reads of selection.values or of extras; nothing else is bound.
    """
    known = {**selection.values, **extras}
    settings = dict(selection.judging.settings)
    if _COMPARED.search(sql):
        settings |= _periods_read(lake, selection)
    named = {name: known[name] for name in _NAMED.findall(sql)}
    return lake.query(sql, as_of=selection.as_of, settings=settings, **named)


def rows(
    lake: Lake, mart: str, selection: Selection, *conditions: str, order: str, **extras: object
) -> pd.DataFrame:
    """The rows of a mart that meet every condition, in order."""
    sql = "select * from " + mart + " where " + " and ".join(conditions) + " order by " + order
    return ask(lake, sql, selection, **extras)


def _periods_read(lake: Lake, selection: Selection) -> dict[str, int]:
    """Settings that keep a comparison with the ledger before from reading every ledger.

    A region's ledger before may be older than another's: the bounds hold them all.
    """
    if selection.period is None:
        return {}
    [bounds] = ask(lake, _BOUNDS, selection).to_dict("records")
    known = {str(name): int(value) for name, value in bounds.items() if pd.notna(value)}
    return {"asked_year": selection.period.year, "asked_month": selection.period.month, **known}
