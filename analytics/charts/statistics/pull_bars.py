"""What does each of several parts that overlap pull, each for itself?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import shown
from analytics.charts.kit.bars import (
    ROW_PX,
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    signed_colours,
    text_column,
    zero_based,
)
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.diverging import stripes
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.spec import BARS, ChartSpec
from analytics.charts.kit.spec_words import described, signed_series
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.statistics.pull_findings import pull_finding
from analytics.charts.statistics.pulls import (
    RATE_HEAD,
    formula_of,
    one_set,
    pull_columns,
    read_pulls,
    reason_of,
    safe_only,
    total_growth,
)

GROWTH_HEAD = "本身同比%"
_COLUMN_GAP_PX, _GROWTH_FROM_PX = 10, 600


class PullBars(Chart):
    """Pulls of parts that overlap (领域): each for itself, sorted, no total to add up to.

    rows: mart_contribution of one region, period and breakdown; parts that are not safe
    to state are left out and counted in the footer.
    """

    kind = "条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        one_set(rows)
        safe = safe_only(rows)
        pulls = read_pulls(safe, caption.place, caption.period.code)
        self.pulls = sorted((p for p in pulls if not p.is_residual), key=lambda pull: -pull.pp)
        left_out = len(rows) - len(safe)
        note = "各分项有交叉，不相加"
        if left_out:
            note += f"；{left_out}个分项不能可靠算出，未画"
        is_blank = not self.pulls
        finding = reason_of(rows) if is_blank else pull_finding(self.pulls, total_growth(rows))
        super().__init__(rows, caption, finding, [note], is_blank=is_blank)
        if is_blank:
            # Why nothing is drawn outweighs a title of the caller's own.
            self.finding = finding
        self.names = [pull.name for pull in self.pulls]
        self.values = [pull.pp for pull in self.pulls]
        self.labels = [pull.label for pull in self.pulls]
        self.read_out = list(zip(self.names, self.labels, strict=True))

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        pulls, values, width = self.pulls, self.values, self.caption.narrowest_px
        formula, labels = formula_of(self.rows), name_labels(self.names, width)
        trace = bar_trace(
            self.caption.period.label,
            values,
            self.labels,
            signed_colours(values, colours),
            [[pull.key, pull.source] for pull in pulls],
            [pull.hovertext(formula) for pull in pulls],
        )
        trace.marker.pattern = stripes(["/" if value < 0 else "" for value in values], colours)
        figure = go.Figure(trace)
        rates = ["" if p.contribution_pct is None else shown(p.contribution_pct) for p in pulls]
        columns = [("rate", RATE_HEAD, rates)] if any(rates) else []
        if width >= _GROWTH_FROM_PX:
            columns.append(("growth", GROWTH_HEAD, [shown(pull.yoy_pct) for pull in pulls]))
        rooms = [
            max(widest_px(cells), text_px(head, NOTE_PX)) + _COLUMN_GAP_PX
            for _, head, cells in columns
        ]
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=sum(rooms),
            above_px=20 if columns else 0,
        )
        size = fit_rows(figure, labels, ROW_PX, height)
        room = widest_px(self.labels) + 12
        zero_based(figure, values, (room, room), width, colours)
        say_values(figure, values, self.labels, size, colours)
        for number, (name, head, cells) in enumerate(columns):
            at = (1, sum(rooms[: number + 1]))
            text_column(figure, name, head, cells, at, size, colours)
        return figure

    def describe(self) -> ChartSpec:
        sources = [pull.source for pull in self.pulls]
        return described(
            BARS,
            self.names,
            [signed_series("拉动", self.values, sources, "个百分点")],
            self.caption,
            self.finding,
            foot=self.footer,
            extras=pull_columns(self.pulls, 0),
        )
