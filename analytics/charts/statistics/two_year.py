"""Two-year average growth beside this year's: what is left when a low base is taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import numbers, point_keys, require, texts
from analytics.charts.kit.lines import (
    TICK_ROOM_PX,
    LineEnd,
    end_label,
    end_room_px,
    name_ends,
    value_axis,
)
from analytics.charts.kit.marks import NO_POINT, hover
from analytics.charts.kit.theme import CHART_HEIGHT_PX, DASHES, LIGHT, SYMBOLS, Ink, finish
from analytics.charts.kit.time_axis import draw_time_axis, up_to, with_gaps, x_of
from analytics.speech.grammar.wording import LEVEL_WITH_LAST_YEAR, rise_or_fall

COLUMNS = ("period_code", "yoy_pct", "two_year_average_pct", "two_year_source", "source")
AVERAGE, NOW = "两年平均", "当年同比"
NOTHING = "没有连续两年同期的公布增速，算不出两年平均"
MEANS = "两年平均：今年与上年同期增速的几何平均"
_KIND = "折线图"


@dataclass(frozen=True)
class _Point:
    period: Period
    value: Decimal
    key: str
    source: str


def two_year_line(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int = CHART_HEIGHT_PX,
) -> go.Figure:
    """The two-year average and this year's growth of the periods that have both.

    rows: mart_derived of one region and indicator.
    """
    require(rows, COLUMNS)
    if rows.period_code.duplicated().any():
        raise ValueError("two rows for one period: one region and indicator a chart")
    rows = up_to(rows, caption.period)
    averaged = rows[rows.two_year_average_pct.notna()]
    average = _points(averaged, "two_year_average_pct", "two_year_source", caption.place)
    now = _points(averaged, "yoy_pct", "source", caption.place)
    if not average:
        return blank(caption, _KIND, caption.title or NOTHING, colours=colours)
    first, last = average[0].period, average[-1].period
    figure, ends = go.Figure(), []
    for number, (name, line) in enumerate(((AVERAGE, average), (NOW, now))):
        if not line:
            continue
        _add_line(figure, name, line, colours.series[number], number)
        label = end_label(name, line[-1].value)
        at = x_of(line[-1].period)
        ends.append(LineEnd(at, line[-1].value, label, colours.series[number], number == 0))
    spoken = replace(caption, period=last, first_period=first)
    title = caption.title or _finding(average[-1], now[-1] if now else None)
    alt = alt_text(_KIND, title, spoken.subtitle, [(end.label, "") for end in ends])
    finish(
        figure,
        title,
        spoken.subtitle,
        f"{spoken.footer}　{MEANS}",
        alt,
        colours=colours,
        height=height,
        width_px=caption.narrowest_px,
        left_px=TICK_ROOM_PX,
        right_px=end_room_px(ends, caption.narrowest_px),
        below_px=44,
    )
    value_axis(figure, [point.value for point in (*average, *now)], caption.unit, colours)
    draw_time_axis(figure, first, last, caption.narrowest_px, colours)
    name_ends(figure, ends, caption.narrowest_px)
    return figure


def _points(rows: pd.DataFrame, column: str, cited: str, place: str) -> list[_Point]:
    read = zip(
        [parse_period_code(code) for code in texts(rows, "period_code")],
        numbers(rows, column),
        point_keys(rows, column, place),
        texts(rows, cited),
        strict=True,
    )
    points = [_Point(*each) for each in read if each[1] is not None]
    return sorted(points, key=lambda point: point.period)


def _finding(average: _Point, now: _Point | None) -> str:
    """2025年1—9月两年平均增长3.2%，当年同比下降1.6%."""
    said = f"{average.period.label}{AVERAGE}"
    # An average is level with no year before it.
    said += "增速为零" if rounded(average.value) == 0 else rise_or_fall(average.value)
    if now is None or now.period != average.period:
        return said
    grown = rise_or_fall(now.value)
    return f"{said}，{'当年' if grown == LEVEL_WITH_LAST_YEAR else NOW}{grown}"


def _add_line(figure: go.Figure, name: str, line: list[_Point], colour: str, number: int) -> None:
    gaps = with_gaps([point.period for point in line], [True] * len(line))
    drawn = [None if place is None else line[place] for place in gaps]
    figure.add_scatter(
        name=name,
        x=[None if p is None else x_of(p.period) for p in drawn],
        y=[None if p is None else float(p.value) for p in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": colour, "width": 2.75 if number == 0 else 1.75, "dash": DASHES[number]},
        marker={"color": colour, "size": 6, "symbol": SYMBOLS[number]},
        customdata=[NO_POINT if p is None else [p.key, p.source] for p in drawn],
        hovertext=[
            "" if p is None else hover(p.period.label, [f"{name} {shown(p.value)}%"], p.source)
            for p in drawn
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
