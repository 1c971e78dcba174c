"""The axis of reporting periods: continuous in time, broken at each January.

1—N月 stands at month N; a year is a new beginning, so no line crosses its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.period import Period
from analytics.charts.kit.columns import kept, require, texts
from analytics.charts.kit.theme import NOTE_PX, TEXT_PX, Ink, plot_width_px

_QUARTER_ENDS = (3, 6, 9, 12)
# 1—12月 or 2025年 with air around it.
_TICK_PX = 60
_BESIDE = timedelta(days=20)
_BEFORE_BREAK = timedelta(days=15)
SCOPE_BREAK, SCOPE_BREAK_PX = "口径调整", 18


def x_of(period: Period) -> str:
    return date(period.year, period.month, 1).isoformat()


def with_gaps(
    periods: Sequence[Period], kinds: Sequence[bool], breaks: Sequence[bool] = ()
) -> list[int | None]:
    """Indices in time order, None where the line breaks: January, a change of kind.

    breaks: which points are the first of another scope, so that no line leads to them.

    >>> with_gaps([Period(2024, 11), Period(2024, 12), Period(2025, 2)], [True] * 3)
    [0, 1, None, 2]
    """
    order = sorted(range(len(periods)), key=lambda index: periods[index])
    broken: list[int | None] = []
    for before, index in zip([None, *order], order, strict=False):
        is_new = before is not None and (
            periods[before].year != periods[index].year
            or kinds[before] != kinds[index]
            or (bool(breaks) and breaks[index])
        )
        broken.extend([None, index] if is_new else [index])
    return broken


def up_to(rows: pd.DataFrame, last: Period) -> pd.DataFrame:
    """Rows no later than a period: a chart of 9月 knows no 10月."""
    require(rows, ("period_code",))
    return kept(rows, [code <= last.code for code in texts(rows, "period_code")])


def draw_time_axis(
    figure: go.Figure, first: Period, last: Period, width_px: int, colours: Ink
) -> None:
    """Years named in their middle, or quarters where there is room for them."""
    begin = date(first.year, first.month, 1) - _BESIDE
    end = date(last.year, last.month, 1) + _BESIDE
    room = plot_width_px(figure, width_px)
    # What a quarter takes on this axis decides, not the number of years.
    if room / (end - begin).days * 91 >= _TICK_PX:
        at, labels = _quarter_ticks(first, last)
    else:
        at, labels = _year_ticks(first, last, room)
    figure.update_xaxes(
        type="date",
        range=[begin.isoformat(), end.isoformat()],
        tickmode="array",
        tickvals=at,
        ticktext=labels,
        tickfont={"color": colours.muted, "size": TEXT_PX},
    )
    for year in range(first.year, last.year + 1):
        if begin < date(year, 1, 1) < end:
            figure.add_shape(
                name="january",
                type="line",
                x0=f"{year}-01-01",
                x1=f"{year}-01-01",
                y0=0,
                y1=1,
                yref="paper",
                layer="below",
                line={"color": colours.grid, "width": 1},
            )


def mark_scope_breaks(
    figure: go.Figure, firsts: Sequence[Period], last: Period, colours: Ink
) -> None:
    """A dotted line before each first period of another scope, named above the plot."""
    notes, lines = [], []
    for first in dict.fromkeys(firsts):
        at = (date(first.year, first.month, 1) - _BEFORE_BREAK).isoformat()
        lines.append(
            {
                "name": "scope_break",
                "type": "line",
                "x0": at,
                "x1": at,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "layer": "below",
                "line": {"color": colours.muted, "width": 1.5, "dash": "dot"},
            }
        )
        notes.append(
            {
                "name": "scope_break",
                "text": SCOPE_BREAK,
                "x": at,
                # Words right of the newest break would run over the names of the lines.
                "xanchor": "right" if first == last else "center",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "borderpad": 1,
                "font": {"color": colours.muted, "size": NOTE_PX},
            }
        )
    figure.layout.shapes = [*figure.layout.shapes, *lines]
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def scope_break_note(firsts: Sequence[Period]) -> str:
    """What the footer says of breaks; nothing where there is none.

    >>> scope_break_note([Period(2026, 2)])
    '自2026年1—2月起口径调整，前后不可比'
    """
    labels = [period.label for period in sorted(set(firsts))]
    return f"自{'、'.join(labels)}起{SCOPE_BREAK}，前后不可比" if labels else ""


def draw_month_slots(figure: go.Figure, opening: int, width_px: int, colours: Ink) -> None:
    """1—2月 to 1—12月 side by side; only quarters' ends are named in a narrow chart."""
    slots = range(opening, 13)
    is_wide = plot_width_px(figure, width_px) / len(slots) >= _TICK_PX
    named = [month for month in slots if is_wide or month in _QUARTER_ENDS]
    figure.update_xaxes(
        tickmode="array",
        tickvals=named,
        ticktext=[months_label(month) for month in named],
        range=[opening - 0.4, 12.2],
        tickfont={"color": colours.muted},
    )


def months_label(month: int) -> str:
    """The same words in every year."""
    return Period(2000, month).months_label


def _quarter_ticks(first: Period, last: Period) -> tuple[list[str], list[str]]:
    at, labels = [], []
    for year in range(first.year, last.year + 1):
        ends = [Period(year, month) for month in _QUARTER_ENDS]
        ends = [period for period in ends if first <= period <= last]
        for period in ends or [max(first, Period(year, 1))]:
            at.append(x_of(period))
            is_first = not ends or period == ends[0]
            label = period.months_label
            labels.append(f"{label}<br>{year}年" if is_first else label)
    return at, labels


def _year_ticks(first: Period, last: Period, room: float) -> tuple[list[str], list[str]]:
    every = -(-(last.year - first.year + 1) * _TICK_PX // max(room, 1))
    years = list(range(last.year, first.year - 1, -int(every)))[::-1]
    return [_middle(year, first, last) for year in years], [f"{year}年" for year in years]


def _middle(year: int, first: Period, last: Period) -> str:
    begin = max(date(year, 1, 1), date(first.year, first.month, 1))
    end = min(date(year, 12, 28), date(last.year, last.month, 1))
    return (begin + (end - begin) / 2).isoformat()
