"""One value scale for many small panels; a few values far out do not flatten all others.

What lies beyond the scale is not drawn smaller: it is printed at the edge it left by.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.basics.numbers import decimals, shown
from analytics.charts.kit.lines import ticks

_AIR = Decimal("0.06")
# The scale follows the middle nine tenths once all values reach more than twice as far.
_TAIL, _FAR, _MARGIN = Decimal("0.05"), 2, Decimal("0.3")
_LEAST_SPAN = Decimal(2)


@dataclass(frozen=True)
class PanelScale:
    """The reach of the panels and the ticks they have room for."""

    low: Decimal
    high: Decimal
    at: list[Decimal]

    @property
    def range(self) -> list[float]:
        air = (self.high - self.low) * _AIR
        return [float(self.low - air), float(self.high + air)]

    def is_beyond(self, value: Decimal) -> bool:
        low, high = self.range
        return not low <= float(value) <= high

    def held(self, value: Decimal) -> float:
        """Where a value, or the words for it, can stand."""
        return float(min(max(value, self.low), self.high))

    def labels(self, unit: str) -> list[str]:
        places = max(decimals(tick.normalize()) for tick in self.at)
        return [shown(tick, places) + (unit if tick == self.at[-1] else "") for tick in self.at]


def panel_scale(values: list[Decimal], height_px: float, tick_px: float) -> PanelScale:
    """The scale of all panels: lowest, zero and highest of the round numbers named.

    >>> scale = panel_scale([Decimal(n) for n in range(-9, 13)], 90, 16)
    >>> [str(tick) for tick in scale.at]
    ['-10', '0', '10']
    >>> panel_scale([*[Decimal(n) for n in range(-9, 31)], Decimal(-98)], 90, 16).low > -40
    True
    """
    low, high = _reach(values)
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if high - low < _LEAST_SPAN:
        high, low = high + (_LEAST_SPAN if not low else 0), low - (_LEAST_SPAN if low else 0)
    every = ticks([low, high])
    per_px = (high - low) / Decimal(height_px)
    least = per_px * Decimal(tick_px)
    ends = [tick for tick in (every[0], every[-1]) if abs(tick) >= least]
    return PanelScale(low, high, sorted({Decimal(0), *ends}))


def _reach(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    ordered = sorted(values)
    tail = int(len(ordered) * _TAIL)
    low, high = ordered[tail], ordered[-1 - tail]
    if ordered[-1] - ordered[0] <= _FAR * (high - low) or low == high:
        return ordered[0], ordered[-1]
    margin = (high - low) * _MARGIN
    return max(ordered[0], low - margin), min(ordered[-1], high + margin)
