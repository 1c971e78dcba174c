"""How fast does it grow over the years?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.kit.caption import Caption
from analytics.charts.kit.lines import LineEnd, end_label
from analytics.charts.kit.series import read_series
from analytics.charts.kit.spec import ChartSpec
from analytics.charts.kit.spec_periods import over_time, unbroken
from analytics.charts.kit.theme import MOST_SERIES, Ink
from analytics.charts.kit.time_axis import draw_time_axis, mark_scope_breaks, up_to, x_of
from analytics.charts.statistics import findings
from analytics.charts.statistics.growth_lines import (
    GrowthLines,
    add_growth,
    growth_series,
    notes_of,
    scope_breaks,
)


class GrowthLine(GrowthLines):
    """Growth of at most five regions or indicators up to the caption's period.

    rows: region_name, indicator_name, year, month, period_code, yoy_pct, is_published,
    yoy_source, ytd_cny_10k; one row a series and period, as mart_growth gives them;
    is_scope_break where the scope may have changed: no line leads across it.
    """

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        rows = up_to(rows, caption.period)
        self.lines = read_series(rows)
        if len(self.lines) > MOST_SERIES:
            raise ValueError(f"{len(self.lines)} series; a reader can follow {MOST_SERIES}")
        self.points = [point for line in self.lines.values() for point in line]
        self.spoken = caption
        if self.points:
            self.first = min(point.period for point in self.points)
            self.last = max(point.period for point in self.points)
            self.spoken = replace(caption, period=self.last, first_period=self.first)
        super().__init__(
            rows,
            caption,
            findings.growth_line_finding(rows),
            notes_of(self.points),
            spoken=self.spoken,
            is_blank=not self.points,
        )
        self.labels = []
        for name, line in self.lines.items():
            newest = line[-1]
            late = "" if newest.period == self.last else newest.period.label
            self.labels.append(end_label(name, newest.yoy_pct, late))
        self.read_out = [(label, "") for label in self.labels]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        figure, ends = go.Figure(), []
        said = zip(self.lines.items(), self.labels, strict=True)
        for number, ((name, line), label) in enumerate(said):
            colour, newest = colours.series[number], line[-1]
            add_growth(figure, name, line, colour, number)
            ends.append(LineEnd(x_of(newest.period), newest.yoy_pct, label, colour))
        self.frame(figure, ends, colours, height)
        return figure

    def draw_periods(self, figure: go.Figure, colours: Ink) -> None:
        draw_time_axis(figure, self.first, self.last, self.caption.narrowest_px, colours)
        mark_scope_breaks(figure, scope_breaks(self.points), self.last, colours)

    def describe(self) -> ChartSpec:
        periods, series = unbroken(point.period for point in self.points), []
        for name, line in self.lines.items():
            known = {point.period: point for point in line}
            series.append(growth_series(name, [known.get(period) for period in periods]))
        return over_time(periods, series, self.spoken, self.finding, foot=self.foot)
