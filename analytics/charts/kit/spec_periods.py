"""Reporting periods as points of a native chart: in order, January a gap.

Owns which periods stand between the first and the last, and how they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.spec import LINES, ChartPoint, ChartSpec, Column, Series
from analytics.charts.kit.spec_words import described

QUARTER_ENDS = (3, 6, 9, 12)
# More months than this have no room for a name each: years are named.
_MOST_NAMED = 30


def unbroken(known: Iterable[Period]) -> list[Period]:
    """Every month from the first to the last: the missing ones are the gaps.

    Of a series by quarters only its quarters, and January, where the line breaks.
    """
    periods = set(known)
    first, last = min(periods), max(periods)
    months = (1, *QUARTER_ENDS) if is_by_quarter(periods) else range(1, 13)
    every = [Period(y, m) for y in range(first.year, last.year + 1) for m in months]
    return [period for period in every if first <= period <= last]


def without_january(known: Iterable[Period]) -> list[Period]:
    """As unbroken, for columns: an empty January would look like a missing number."""
    periods = set(known)
    return [period for period in unbroken(periods) if period.month > 1 or period in periods]


def is_by_quarter(periods: Iterable[Period]) -> bool:
    return {period.month for period in periods} <= set(QUARTER_ENDS)


def is_long(periods: Sequence[Period]) -> bool:
    return len(periods) > _MOST_NAMED


def period_points(periods: Sequence[Period]) -> list[ChartPoint]:
    """Months under their years; of many the codes."""
    if is_long(periods):
        return [ChartPoint(period.code) for period in periods]
    return month_points(periods)


def month_points(periods: Sequence[Period]) -> list[ChartPoint]:
    return [ChartPoint(str(period.month), f"{period.year}年") for period in periods]


def axis_note(periods: Sequence[Period]) -> str:
    """What stands before a foot where only N is printed of 1—N月."""
    return "" if is_long(periods) else "横轴为1—N月的N　"


def over_time(
    periods: Sequence[Period],
    series: Sequence[Series],
    caption: Caption,
    finding: str,
    *,
    foot: str,
    extras: Sequence[Column] = (),
) -> ChartSpec:
    """Lines through these periods; caption: of the span that is drawn."""
    return described(
        LINES,
        period_points(periods),
        series,
        caption,
        finding,
        foot=f"{axis_note(periods)}{foot}",
        extras=extras,
        is_dated=is_long(periods),
    )
