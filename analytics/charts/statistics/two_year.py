"""Two-year average growth beside this year's: what is left when a low base is taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
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
from analytics.charts.kit.spec import GROWTH, LINES, ChartSpec, Series
from analytics.charts.kit.spec_periods import axis_note, is_long, period_points, unbroken
from analytics.charts.kit.spec_words import as_drawn
from analytics.charts.kit.theme import DASHES, SYMBOLS, Ink
from analytics.charts.kit.time_axis import draw_time_axis, up_to, with_gaps, x_of
from analytics.speech.grammar.wording import LEVEL_WITH_LAST_YEAR, rise_or_fall

COLUMNS = ("period_code", "yoy_pct", "two_year_average_pct", "two_year_source", "source")
AVERAGE, NOW = "两年平均", "当年同比"
NOTHING = "没有连续两年同期的公布增速，算不出两年平均"
MEANS = "两年平均：今年与上年同期增速的几何平均"
_TONES = {AVERAGE: GROWTH, NOW: ""}


@dataclass(frozen=True)
class _Point:
    period: Period
    value: Decimal
    key: str
    source: str


class TwoYearLine(Chart):
    """The two-year average and this year's growth of the periods that have both.

    rows: mart_derived of one region and indicator.
    """

    kind = "折线图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        if rows.period_code.duplicated().any():
            raise ValueError("two rows for one period: one region and indicator a chart")
        rows = up_to(rows, caption.period)
        averaged = rows[rows.two_year_average_pct.notna()]
        average = _points(averaged, "two_year_average_pct", "two_year_source", caption.place)
        now = _points(averaged, "yoy_pct", "source", caption.place)
        finding, spoken = NOTHING, caption
        if average:
            self.first, self.last = average[0].period, average[-1].period
            spoken = replace(caption, period=self.last, first_period=self.first)
            finding = _finding(average[-1], now[-1] if now else None)
        super().__init__(rows, caption, finding, [MEANS], spoken=spoken, is_blank=not average)
        self.lines = {name: line for name, line in ((AVERAGE, average), (NOW, now)) if line}
        self.labels = {name: end_label(name, line[-1].value) for name, line in self.lines.items()}
        self.read_out = [(label, "") for label in self.labels.values()]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        figure, ends, width = go.Figure(), [], self.caption.narrowest_px
        for number, (name, line) in enumerate(self.lines.items()):
            colour, newest, label = colours.series[number], line[-1], self.labels[name]
            _add_line(figure, name, line, colour, number)
            ends.append(LineEnd(x_of(newest.period), newest.value, label, colour, number == 0))
        self.finish(
            figure,
            colours,
            height,
            left_px=TICK_ROOM_PX,
            right_px=end_room_px(ends, width),
            below_px=44,
        )
        values = [point.value for line in self.lines.values() for point in line]
        value_axis(figure, values, self.caption.unit, colours)
        draw_time_axis(figure, self.first, self.last, width, colours)
        name_ends(figure, ends, width)
        return figure

    def describe(self) -> ChartSpec:
        periods = unbroken(p.period for line in self.lines.values() for p in line)
        return as_drawn(
            self,
            LINES,
            period_points(periods),
            [
                _series(name, line, periods, self.caption.unit, _TONES[name])
                for name, line in self.lines.items()
            ],
            foot=f"{axis_note(periods)}{self.footer}",
            is_dated=is_long(periods),
        )


def _series(name: str, line: list[_Point], periods: list[Period], unit: str, tone: str) -> Series:
    known = {point.period: point for point in line}
    drawn = [known.get(period) for period in periods]
    return Series(
        name,
        tuple(None if point is None else point.value for point in drawn),
        unit,
        sources=tuple("" if point is None else point.source for point in drawn),
        tone=tone,
        hollow=(False,) * len(drawn),
    )


def _points(rows: pd.DataFrame, column: str, cited: str, place: str) -> list[_Point]:
    read = zip(
        [parse_period_code(code) for code in texts(rows, "period_code")],
        numbers(rows, column),
        point_keys(rows, column, place),
        texts(rows, cited),
        strict=True,
    )
    points = [_Point(at, value, *rest) for at, value, *rest in read if value is not None]
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
