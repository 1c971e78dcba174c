"""How many projects have each status under the rule in force?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import shown
from analytics.charts.kit.bars import bar_trace, fit_rows, name_room_px, say_values, zero_based
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import numbers, require, texts, whole_numbers
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, ChartSpec, Column, Formula, Series
from analytics.charts.kit.spec_words import described
from analytics.charts.kit.theme import STATUS_MARKS, Ink, status_colour, status_label, widest_px
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import RULE_COLUMNS, period_of, point_key, rule_note, status_tone

COLUMNS = ("status", "project_count", "share_pct", "source", *RULE_COLUMNS)
_ROW_PX = 36


class StatusBars(Chart):
    """One bar a status, 较快 first: mark, word, count and share of all projects.

    rows: mart_status_by_rule of one period and rule; — is drawn as 未判定.
    customdata of a point: ["status|<status>|<period>", source].
    """

    kind = "条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        note = "" if rows.empty else rule_note(rows)
        finding = project_findings.status_finding(rows)
        super().__init__(rows, caption, finding, [note], is_blank=rows.empty)
        self.period = period_of(rows, caption)
        if rows["status"].duplicated().any():
            raise ValueError("two rows for one status: one region a chart")
        rows = rows.iloc[_by_status(texts(rows, "status"))]
        self.statuses, self.sources = texts(rows, "status"), texts(rows, "source")
        self.names = [status_label(status) for status in self.statuses]
        self.counts, self.shares = numbers(rows, "project_count"), numbers(rows, "share_pct")
        self.labels = [
            f"{count}个（{shown(share)}%）"
            for count, share in zip(whole_numbers(rows, "project_count"), self.shares, strict=True)
        ]
        self.read_out = list(zip(self.names, self.labels, strict=True))

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        keys = [point_key("status", status, self.period) for status in self.statuses]
        said = zip(self.names, self.labels, self.sources, strict=True)
        figure = go.Figure(
            bar_trace(
                self.period.label,
                self.counts,
                self.labels,
                [status_colour(status, colours) for status in self.statuses],
                points(keys, self.sources),
                [hover(name, [label], source) for name, label, source in said],
            )
        )
        self.finish(figure, colours, height, left_px=name_room_px(self.names))
        size = fit_rows(figure, self.names, _ROW_PX, height)
        label_px, width = widest_px(self.labels) + 12, self.caption.narrowest_px
        drawn = [count for count in self.counts if count is not None]
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.counts, self.labels, size, colours)
        return figure

    def describe(self) -> ChartSpec:
        counts = Series(
            "项目数",
            tuple(self.counts),
            "个",
            0,
            tuple(self.sources),
            tones=tuple(status_tone(status) for status in self.statuses),
        )
        total = sum((count for count in self.counts if count is not None), Decimal(0))
        whole = Column("合计", (total,) * len(self.counts), "个", 0)
        formula = Formula("share", "项目数", "合计")
        return described(
            BARS,
            [
                f"{name}（{shown(share)}%）"
                for name, share in zip(self.names, self.shares, strict=True)
            ],
            [counts],
            self.caption,
            self.finding,
            foot=self.footer,
            extras=[whole, Column("占比", tuple(self.shares), "%", formula=formula)],
        )


def _by_status(given: list[str]) -> list[int]:
    order = list(STATUS_MARKS)
    return sorted(
        range(len(given)),
        key=lambda row: order.index(given[row]) if given[row] in order else len(order),
    )
