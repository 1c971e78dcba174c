"""How fast does it grow: over the years, and through one year beside earlier ones."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, shown
from analytics.basics.period import Period
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.lines import (
    TICK_ROOM_PX,
    LineEnd,
    end_label,
    end_room_px,
    name_ends,
    value_axis,
)
from analytics.charts.kit.marks import NO_POINT, hover
from analytics.charts.kit.series import GrowthPoint, read_series
from analytics.charts.kit.theme import (
    CHART_HEIGHT_PX,
    DASHES,
    LIGHT,
    MOST_SERIES,
    SYMBOLS,
    Ink,
    finish,
)
from analytics.charts.kit.time_axis import (
    SCOPE_BREAK_PX,
    draw_month_slots,
    draw_time_axis,
    mark_scope_breaks,
    scope_break_note,
    up_to,
    with_gaps,
    x_of,
)
from analytics.charts.statistics import findings
from analytics.charts.statistics.breakdown import breakdown_bars

# Growth is asked for in one place, part by part too.
__all__ = ["breakdown_bars", "growth_by_year_line", "growth_line"]

_KIND = "折线图"
_COMPUTED_NOTE = "空心点为直接计算，与公布数不可比"


def growth_line(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int = CHART_HEIGHT_PX,
) -> go.Figure:
    """Growth of at most five regions or indicators up to the caption's period.

    rows: region_name, indicator_name, year, month, period_code, yoy_pct, is_published,
    yoy_source, ytd_cny_10k; one row a series and period, as mart_growth gives them;
    is_scope_break where the scope may have changed: no line leads across it.
    """
    rows = up_to(rows, caption.period)
    series = read_series(rows)
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} series; a reader can follow {MOST_SERIES}")
    title = caption.title or findings.growth_line_finding(rows)
    every = [point for line in series.values() for point in line]
    if not every:
        return blank(caption, _KIND, title, colours=colours)
    first, last = min(p.period for p in every), max(p.period for p in every)
    figure, ends = go.Figure(), []
    for number, (name, line) in enumerate(series.items()):
        colour, newest = colours.series[number], line[-1]
        _add_line(figure, name, line, colour, number)
        late = "" if newest.period == last else newest.period.label
        label = end_label(name, newest.yoy_pct, late)
        ends.append(LineEnd(x_of(newest.period), newest.yoy_pct, label, colour))
    spoken = replace(caption, period=last, first_period=first)
    _frame(figure, spoken, title, every, ends, 44, colours, height)
    draw_time_axis(figure, first, last, caption.narrowest_px, colours)
    mark_scope_breaks(figure, _breaks(every), last, colours)
    name_ends(figure, ends, caption.narrowest_px)
    return figure


def growth_by_year_line(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int = CHART_HEIGHT_PX,
) -> go.Figure:
    """One region's growth through the year, a line a year, the newest emphasised.

    rows: as growth_line, of one region and one indicator; the last five years drawn.
    """
    rows = up_to(rows, caption.period)
    series = read_series(rows)
    if len(series) > 1:
        raise ValueError(f"one series a chart by year, got {', '.join(series)}")
    title = caption.title or findings.growth_by_year_finding(rows)
    line = [point for each in series.values() for point in each]
    if not line:
        return blank(caption, _KIND, title, colours=colours)
    newest_year = line[-1].period.year
    line = [p for p in line if p.period.year > newest_year - MOST_SERIES]
    figure, ends = go.Figure(), []
    for year in sorted({point.period.year for point in line}):
        age = newest_year - year
        colour = colours.series[age] if age < 2 else colours.earlier
        of_year = [point for point in line if point.period.year == year]
        _add_line(figure, f"{year}年", of_year, colour, age, is_by_year=True)
        end = of_year[-1]
        late = "" if end.period.month == 12 or age == 0 else end.period.months_label
        label = end_label(f"{year}年", end.yoy_pct, late)
        text_colour = colour if age < 2 else colours.muted
        ends.append(LineEnd(end.period.month, end.yoy_pct, label, text_colour, age == 0))
    spoken = replace(caption, period=line[-1].period, first_period=line[0].period)
    _frame(figure, spoken, title, line, ends, 28, colours, height)
    # January is no period of investment; a slot for it only where a sheet has one.
    draw_month_slots(figure, min(2, *(p.period.month for p in line)), caption.narrowest_px, colours)
    name_ends(figure, ends, caption.narrowest_px)
    return figure


def _frame(
    figure: go.Figure,
    caption: Caption,
    title: str,
    points: list[GrowthPoint],
    ends: list[LineEnd],
    below_px: float,
    colours: Ink,
    height: int,
) -> None:
    footer = caption.footer
    if not all(point.is_published for point in points):
        footer += f"　{_COMPUTED_NOTE}"
    if note := scope_break_note(_breaks(points)):
        footer += f"　{note}"
    readings = [(end.label, "") for end in ends]
    finish(
        figure,
        title,
        caption.subtitle,
        footer,
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height,
        width_px=caption.narrowest_px,
        left_px=TICK_ROOM_PX,
        right_px=end_room_px(ends, caption.narrowest_px),
        above_px=SCOPE_BREAK_PX if _breaks(points) else 0,
        below_px=below_px,
    )
    value_axis(figure, [point.yoy_pct for point in points], caption.unit, colours)


def _add_line(
    figure: go.Figure,
    name: str,
    line: list[GrowthPoint],
    colour: str,
    number: int,
    is_by_year: bool = False,
) -> None:
    if is_by_year:
        places = with_gaps(
            [p.period for p in line], [True] * len(line), [p.is_scope_break for p in line]
        )
    else:
        places = with_gaps(
            [p.period for p in line],
            [p.is_published for p in line],
            [p.is_scope_break for p in line],
        )
    drawn = [None if place is None else line[place] for place in places]
    symbol, is_newest = SYMBOLS[number], number == 0
    figure.add_scatter(
        name=name,
        x=[None if p is None else _x(p, is_by_year) for p in drawn],
        y=[None if p is None else float(p.yoy_pct) for p in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={
            "color": colour,
            "width": (3.5 if is_newest else 1.75) if is_by_year else 2.25,
            "dash": DASHES[number],
        },
        marker={
            "size": 8 if is_by_year and is_newest else 6,
            "color": colour,
            "symbol": [symbol if p is None or p.is_published else f"{symbol}-open" for p in drawn],
        },
        customdata=[NO_POINT if p is None else [p.key, p.source] for p in drawn],
        hovertext=["" if p is None else _hover(name, p, is_by_year) for p in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _breaks(points: list[GrowthPoint]) -> list[Period]:
    return [point.period for point in points if point.is_scope_break]


def _x(point: GrowthPoint, is_by_year: bool) -> str | int:
    return point.period.month if is_by_year else x_of(point.period)


def _hover(name: str, point: GrowthPoint, is_by_year: bool) -> str:
    kind = "公布" if point.is_published else "直接计算，不可比"
    lines = [f"{point.period.label}同比 {shown(point.yoy_pct)}%（{kind}）"]
    if point.ytd_cny_10k is not None:
        lines.append(f"累计完成 {shown(cny_100m(point.ytd_cny_10k), 2)}亿元")
    return hover(point.period.label if is_by_year else name, lines, point.source)
