"""Which open problems have stayed open for how long, and whom are they to be raised to?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.kit.bars import (
    ROW_PX,
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
from analytics.charts.kit.columns import flags, kept, numbers, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, DECLINE, GROWTH, ChartSpec, Series
from analytics.charts.kit.spec_words import as_drawn
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.ledger.rows import period_of, point_key
from analytics.charts.statistics.findings import joined, those_at

COLUMNS = (
    "project_name",
    "unit",
    "problem_text",
    "months_open",
    "is_open",
    "is_overdue",
    "escalation",
    "source",
)
_HEAD, _COLUMN_GAP_PX = "提请", 10
_COUNTED = "个项目"


class ProblemBars(Chart):
    """Open problems by the months they are open, in the order of the rows.

    rows: mart_problems of one region and period; what is solved is left out.
    customdata of a point: ["project|<project_key>|<period>", source].
    """

    kind = "条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        rows = kept(rows, flags(rows, "is_open"))
        super().__init__(rows, caption, _finding(rows), is_blank=rows.empty)
        self.period = period_of(rows, caption)
        self.names, self.sources = texts(rows, "project_name"), texts(rows, "source")
        self.values, self.raised = numbers(rows, "months_open"), texts(rows, "escalation")
        self.late = flags(rows, "is_overdue")
        self.labels = [
            f"{months}个月{'（逾期）' if is_late else ''}"
            for months, is_late in zip(whole_numbers(rows, "months_open"), self.late, strict=True)
        ]
        said = zip(self.names, self.labels, self.raised, strict=True)
        self.read_out = [(name, f"已{label}，提请{level}") for name, label, level in said]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        rows, width = self.rows, self.caption.narrowest_px
        keys = texts(rows, "project_key") if "project_key" in rows.columns else self.names
        problems = texts(rows, "problem_text")
        said = zip(self.names, problems, self.labels, self.raised, self.sources, strict=True)
        figure = go.Figure(
            bar_trace(
                self.period.label,
                self.values,
                self.labels,
                [colours.decline if is_late else colours.growth for is_late in self.late],
                points([point_key("project", key, self.period) for key in keys], self.sources),
                [
                    hover(name, [problem, f"已{label}，{level}"], source)
                    for name, problem, label, level, source in said
                ],
            )
        )
        labels = name_labels(self.names, width)
        room = max(widest_px(self.raised), text_px(_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=room,
            above_px=24,
        )
        size = fit_rows(figure, labels, ROW_PX, height)
        label_px = widest_px(self.labels) + 12
        drawn = [value for value in self.values if value is not None]
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.values, self.labels, size, colours)
        text_column(figure, "raised", _HEAD, self.raised, (1, room), size, colours)
        return figure

    def describe(self) -> ChartSpec:
        months = Series(
            self.period.label,
            tuple(self.values),
            self.caption.unit,
            0,
            tuple(self.sources),
            tones=tuple(DECLINE if is_late else GROWTH for is_late in self.late),
        )
        return as_drawn(self, BARS, self.names, [months])


def _finding(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "没有未解决的问题"
    overdue = sum(flags(rows, "is_overdue"))
    months = whole_numbers(rows, "months_open")
    pairs = zip(texts(rows, "project_name"), months, strict=True)
    known = [(name, Decimal(count)) for name, count in pairs if count is not None]
    said = f"{len(rows)}个问题未解决"
    if overdue:
        said += f"，{overdue}个已超过时限"
    if not known:
        return said
    longest = max(value for _, value in known)
    names = those_at(known, longest)
    return f"{said}，{joined(names, _COUNTED)}已{longest}个月"
