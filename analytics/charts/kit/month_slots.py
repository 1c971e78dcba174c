"""One slot a month for bars in time: equal steps, January kept as an empty one.

Owns the axis of bars by period; lines in time have time_axis.
"""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go

from analytics.basics.period import Period
from analytics.charts.kit.theme import TEXT_PX, Ink, plot_width_px, widest_px

BAR_WIDTH = 0.66
_QUARTER_ENDS = (3, 6, 9, 12)
_MARGIN, _FEWEST_SLOTS = 0.6, 6
_TICK_GAP_PX = 10
# Room below the plot for a tick of two lines: months, year.
SLOT_TICKS_PX = 44


def slot_of(period: Period) -> int:
    """Where a period stands: its month, counted from the year 0.

    >>> slot_of(Period(2025, 2)) - slot_of(Period(2024, 12))
    2
    """
    return period.year * 12 + period.month - 1


def slot_px(figure: go.Figure, first: Period, last: Period, width_px: int) -> float:
    """How wide one slot is drawn in a finished figure."""
    low, high = _reach(first, last)
    return plot_width_px(figure, width_px) / (high - low)


def draw_slots(
    figure: go.Figure,
    first: Period,
    last: Period,
    width_px: int,
    colours: Ink,
    label: Callable[[Period], str],
    opening: int = 2,
) -> None:
    """Name each slot where there is room, else the newest and quarters' ends.

    opening: the month a year's figures begin with; earlier slots of a year stay empty.
    """
    periods = [_period(slot) for slot in range(slot_of(first), slot_of(last) + 1)]
    known = [period for period in periods if period.month >= opening or period in (first, last)]
    one = slot_px(figure, first, last, width_px)
    need = widest_px([label(period) for period in known]) + _TICK_GAP_PX
    named = known if one >= need else _spaced(known, need / one)
    years = [period.year for period in named]
    figure.update_xaxes(
        tickmode="array",
        tickvals=[slot_of(period) for period in named],
        ticktext=[
            f"{label(period)}<br>{period.year}年"
            if years.index(period.year) == place
            else label(period)
            for place, period in enumerate(named)
        ],
        range=list(_reach(first, last)),
        tickfont={"color": colours.muted, "size": TEXT_PX},
    )
    januaries = [p for p in periods if p.month == 1 and p not in (first, last)]
    lines = [
        {
            "name": "january",
            "type": "line",
            "x0": slot_of(period),
            "x1": slot_of(period),
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "layer": "below",
            "line": {"color": colours.grid, "width": 1},
        }
        for period in januaries
    ]
    figure.layout.shapes = [*figure.layout.shapes, *lines]


def _spaced(known: list[Period], least: float) -> list[Period]:
    """The newest and the quarters' ends before it, none closer than the words need."""
    ends = [period for period in known if period.month in _QUARTER_ENDS or period == known[-1]]
    kept: list[Period] = []
    for period in reversed(ends):
        if not kept or slot_of(kept[-1]) - slot_of(period) >= least:
            kept.append(period)
    return kept[::-1]


def _reach(first: Period, last: Period) -> tuple[float, float]:
    low, high = slot_of(first) - _MARGIN, slot_of(last) + _MARGIN
    # One bar alone would fill the whole width.
    air = max(0.0, _FEWEST_SLOTS - (high - low)) / 2
    return low - air, high + air


def _period(slot: int) -> Period:
    return Period(slot // 12, slot % 12 + 1)
