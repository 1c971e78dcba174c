"""Month values that somebody made by subtracting running totals.

Owns the recognition: such months and their growth were never published,
so the growth is not given out as published growth before the user has said so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analytics.intake.questions import DERIVED, PUBLISHED
from analytics.intake.reading import Observation, Question

_ENOUGH = 6
_ROUNDING = Decimal("0.15")


def without_derived_growth(
    rows: Sequence[Observation], answer: str, sheet: str, print_: str
) -> tuple[list[Observation], list[Question]]:
    """Rows with the growth of derived months demoted to "other", and the question."""
    series: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        series[row.label].append(row)
    derived = {label for label, own in series.items() if _is_derived(own)}
    if not derived or answer == PUBLISHED:
        return list(rows), []
    demoted = [
        replace(row, measure="other")
        if row.label in derived and row.span == "month" and row.measure == "yoy_pct"
        else row
        for row in rows
    ]
    if answer == DERIVED:
        return demoted, []
    prompt = "当月数等于累计数逐月相减，不像公布的数。其中的当月同比是推算的还是公布的"
    return demoted, [Question("measure", sheet, print_, prompt, (DERIVED, PUBLISHED), DERIVED)]


def _is_derived(rows: Sequence[Observation]) -> bool:
    levels = {
        span: {
            (row.period.year, row.period.month): row.value
            for row in rows
            if row.span == span and row.measure == "level"
        }
        for span in ("month", "ytd")
    }
    pairs = [
        (value, levels["ytd"][year, month] - levels["ytd"][year, month - 1])
        for (year, month), value in levels["month"].items()
        if (year, month) in levels["ytd"] and (year, month - 1) in levels["ytd"]
    ]
    same = sum(abs(value - difference) <= _ROUNDING for value, difference in pairs)
    return len(pairs) >= _ENOUGH and same >= 0.9 * len(pairs)
