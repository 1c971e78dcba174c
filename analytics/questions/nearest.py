"""What lies nearest to a region or a period there are no figures of."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.period import Period
from analytics.reference.regions import ancestors


def nearest_region(code: str, known: Sequence[str]) -> str:
    """Of the known codes the fewest steps away, up and down the tree; of equals the first.

    >>> nearest_region("430502", ["000000", "430524", "430500"])
    '430500'
    """
    return min(known, key=lambda each: _steps(_path(code), _path(each)))


def nearest_period(period: Period, known: Sequence[Period]) -> Period:
    """Of the known periods the fewest months away; of equals the earlier.

    >>> nearest_period(Period(2025, 9), [Period(2025, 12), Period(2025, 6)]).code
    '2025-06'
    """
    return min(known, key=lambda each: (abs(_months(each) - _months(period)), each))


def _path(code: str) -> list[str]:
    """From the whole country down to the region; a unit without a code is below its place."""
    place, _, unit = code.partition("/")
    above = [one.code for one in reversed(ancestors(place))]
    return [*above, *([code] if unit else [])] or [code]


def _steps(one: list[str], other: list[str]) -> int:
    shared = sum(a == b for a, b in zip(one, other, strict=False))
    return len(one) + len(other) - 2 * shared


def _months(period: Period) -> int:
    return 12 * period.year + period.month
