"""Whether parts add up to what is printed above them, as exactly as they are printed.

Owns the tolerance; what is a part of what is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.numbers import decimals

_HALF = Decimal("0.5")
# More rounded parts than this are taken to round away from each other.
_MANY = 25


def step(value: Decimal) -> Decimal:
    """One in the last printed place.

    >>> step(Decimal("92.0")), step(Decimal("360"))
    (Decimal('0.1'), Decimal('1'))
    """
    return Decimal(1).scaleb(-decimals(value))


def tolerance(total: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """How far a sum of rounded parts may lie from the rounded total.

    Whole numbers are taken as exact; decimals as rounded, half a last place each.
    """
    finest = min((step(part) for part in parts), default=Decimal(1))
    rounded = sum((_HALF * finest for _ in parts[:_MANY]), Decimal(0)) if finest < 1 else Decimal(0)
    return rounded + _HALF * step(total)


def difference(total: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    """Sum of the parts minus the total where they disagree; None where they agree."""
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return None
    gap = sum(known, Decimal(0)) - total
    return gap if abs(gap) > tolerance(total, known) else None
