"""How fast does it grow through one year, beside the years before?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.kit.caption import Caption
from analytics.charts.kit.lines import LineEnd, end_label
from analytics.charts.kit.series import read_series
from analytics.charts.kit.spec import EARLIER, LINES, ChartSpec
from analytics.charts.kit.spec_periods import QUARTER_ENDS, is_by_quarter
from analytics.charts.kit.spec_words import described
from analytics.charts.kit.theme import MOST_SERIES, Ink
from analytics.charts.kit.time_axis import draw_month_slots, months_label, up_to
from analytics.charts.statistics import findings
from analytics.charts.statistics.growth_lines import (
    GrowthLines,
    add_growth,
    growth_series,
    notes_of,
)


class GrowthByYearLine(GrowthLines):
    """One region's growth through the year, a line a year, the newest emphasised.

    rows: as GrowthLine, of one region and one indicator; the last five years drawn.
    """

    below_px: float = 28

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        rows = up_to(rows, caption.period)
        lines = read_series(rows)
        if len(lines) > 1:
            raise ValueError(f"one series a chart by year, got {', '.join(lines)}")
        line = [point for each in lines.values() for point in each]
        self.newest_year = line[-1].period.year if line else caption.period.year
        self.points = [p for p in line if p.period.year > self.newest_year - MOST_SERIES]
        self.spoken = caption
        if line:
            first, last = self.points[0].period, self.points[-1].period
            self.spoken = replace(caption, period=last, first_period=first)
        super().__init__(
            rows,
            caption,
            findings.growth_by_year_finding(rows),
            notes_of(self.points),
            spoken=self.spoken,
            is_blank=not line,
        )
        self.by_year = {
            year: [point for point in self.points if point.period.year == year]
            for year in sorted({point.period.year for point in self.points})
        }
        # January is no period of investment; a slot for it only where a sheet has one.
        self.opening = min([2, *(point.period.month for point in self.points)])
        self.labels = {}
        for year, of_year in self.by_year.items():
            end, is_newest = of_year[-1], year == self.newest_year
            late = "" if end.period.month == 12 or is_newest else end.period.months_label
            self.labels[year] = end_label(f"{year}年", end.yoy_pct, late)
        self.read_out = [(label, "") for label in self.labels.values()]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        figure, ends = go.Figure(), []
        for year, of_year in self.by_year.items():
            age, end = self.newest_year - year, of_year[-1]
            colour = colours.series[age] if age < 2 else colours.earlier
            add_growth(figure, f"{year}年", of_year, colour, age, is_by_year=True)
            text_colour, label = colour if age < 2 else colours.muted, self.labels[year]
            ends.append(LineEnd(end.period.month, end.yoy_pct, label, text_colour, age == 0))
        self.frame(figure, ends, colours, height)
        return figure

    def draw_periods(self, figure: go.Figure, colours: Ink) -> None:
        draw_month_slots(figure, self.opening, self.caption.narrowest_px, colours)

    def describe(self) -> ChartSpec:
        by_quarter = is_by_quarter(point.period for point in self.points)
        months = QUARTER_ENDS if by_quarter else range(self.opening, 13)
        series = []
        for year, of_year in reversed(self.by_year.items()):
            known = {point.period.month: point for point in of_year}
            tone = EARLIER if self.newest_year - year > 1 else ""
            series.append(growth_series(f"{year}年", [known.get(month) for month in months], tone))
        names = [months_label(month) for month in months]
        spec = described(LINES, names, series, self.spoken, self.finding, foot=self.foot)
        return replace(spec, spans_gaps=True)
