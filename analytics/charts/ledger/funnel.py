"""How many projects have reached each stage, and which share went on?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown
from analytics.charts.kit.bars import (
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    text_column,
    zero_based,
)
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import numbers, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, GROWTH, ChartSpec, Column, Formula, Series
from analytics.charts.kit.spec_words import count_column, described, given
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import period_of, point_key

COLUMNS = ("stage", "stage_order", "standing_count", "reached_count", "conversion_pct", "source")
CONVERSION = "转化率"
# Stages at which no project stands are no rows: the reader must know what is divided.
_NOTE = (
    f"条形为已到达该阶段的项目数；{CONVERSION}：到达本阶段÷到达上一行阶段，"
    "一年走不完的（到竣工、到达产）不算"
)
_ROW_PX, _COLUMN_GAP_PX = 36, 10


class FunnelBars(Chart):
    """Stages from 谋划 down, each with the projects that reached it or went beyond.

    rows: mart_funnel of one region and period.
    customdata of a point: ["stage|<stage>|<period>", source].
    """

    kind = "漏斗条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        finding = project_findings.funnel_finding(rows)
        super().__init__(rows, caption, finding, [_NOTE], is_blank=rows.empty)
        self.period = period_of(rows, caption)
        if rows["stage"].duplicated().any():
            raise ValueError("two rows for one stage: one region a chart")
        self.ordered = rows.sort_values("stage_order", kind="stable")
        self.stages, self.sources = texts(self.ordered, "stage"), texts(self.ordered, "source")
        self.reached = numbers(self.ordered, "reached_count")
        self.rates = numbers(self.ordered, "conversion_pct")
        self.labels = [f"{count}个" for count in whole_numbers(self.ordered, "reached_count")]
        self.conversions = [UNDEFINED if rate is None else f"{shown(rate)}%" for rate in self.rates]
        self.read_out = [
            (stage, f"{label}（{CONVERSION}{share}）")
            for stage, label, share in zip(self.stages, self.labels, self.conversions, strict=True)
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        width = self.caption.narrowest_px
        labels = name_labels(self.stages, width)
        figure = go.Figure(
            bar_trace(
                self.period.label,
                self.reached,
                self.labels,
                colours.growth,
                points(
                    [point_key("stage", stage, self.period) for stage in self.stages],
                    self.sources,
                ),
                self._hovers(),
            )
        )
        right = max(widest_px(self.conversions), text_px(CONVERSION, NOTE_PX)) + _COLUMN_GAP_PX
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=right,
            above_px=24,
        )
        size = fit_rows(figure, labels, _ROW_PX, height)
        label_px = widest_px(self.labels) + 12
        drawn = [count for count in self.reached if count is not None]
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.reached, self.labels, size, colours)
        at = (1, right)
        text_column(figure, "conversion", CONVERSION, self.conversions, at, size, colours)
        return figure

    def describe(self) -> ChartSpec:
        named = zip(self.stages, self.rates, self.conversions, strict=True)
        reached = Series("已到达", tuple(self.reached), "个", 0, tuple(self.sources), tone=GROWTH)
        formula = Formula("share", "已到达", "上一阶段到达")
        return described(
            BARS,
            [
                stage if rate is None else f"{stage}（{CONVERSION}{share}）"
                for stage, rate, share in named
            ],
            [reached],
            self.caption,
            self.finding,
            foot=self.footer,
            extras=given(
                count_column(self.ordered, "standing_count", "现处本阶段", "个"),
                Column("上一阶段到达", (None, *self.reached[:-1]), "个", 0),
                Column(CONVERSION, tuple(self.rates), "%", formula=formula),
            ),
        )

    def _hovers(self) -> list[str]:
        standing = whole_numbers(self.ordered, "standing_count")
        said = zip(self.stages, self.labels, standing, self.conversions, self.sources, strict=True)
        return [
            hover(
                stage,
                [f"已到达 {label}，其中现处本阶段 {here}个", f"{CONVERSION} {share}"],
                source,
            )
            for stage, label, here, share, source in said
        ]
