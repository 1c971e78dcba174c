"""How fast does each part grow in one period, and what of the whole?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import shown, with_unit
from analytics.charts.kit.bars import (
    ROW_PX,
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    reference_line,
    say_values,
    signed_colours,
    text_column,
    zero_based,
)
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import fastest_first, kept, numbers, point_keys, require, texts
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, ChartSpec, Column, Formula
from analytics.charts.kit.spec_words import (
    GROWTH_NAME,
    amount_column,
    described,
    differences,
    given,
    number_column,
    one_mark,
    signed_series,
)
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.statistics import findings

TOTAL_LABEL = "总计"
# A narrower chart needs the room for its bars; the period before is in the hover.
_PREVIOUS_FROM_PX = 600
COLUMNS = ("indicator_name", "breakdown", "yoy_pct", "previous_yoy_pct", "source")


class BreakdownBars(Chart):
    """Growth of the parts for one period, fastest first, against the total's growth.

    rows: indicator_name, breakdown ("total" marks the line to compare with), yoy_pct,
    previous_yoy_pct, source. The period before stands as a column of numbers at the
    right: as marks it hid the labels of the bars.
    """

    kind = "条形图"

    def __init__(
        self, rows: pd.DataFrame, caption: Caption, *, previous_label: str = "上期"
    ) -> None:
        require(rows, COLUMNS)
        keyed = rows.assign(key=point_keys(rows, "yoy_pct", caption.place, caption.period.code))
        is_total = [kind == "total" for kind in texts(rows, "breakdown")]
        parts = kept(keyed, [not is_whole for is_whole in is_total])
        super().__init__(rows, caption, findings.breakdown_finding(rows), is_blank=parts.empty)
        self.previous_label = previous_label
        self.total = next(iter(numbers(kept(keyed, is_total), "yoy_pct")), None)
        self.parts = parts.iloc[fastest_first(numbers(parts, "yoy_pct"))]
        self.names, self.sources = texts(self.parts, "indicator_name"), texts(self.parts, "source")
        self.values = numbers(self.parts, "yoy_pct")
        self.before = numbers(self.parts, "previous_yoy_pct")
        self.read_out = [
            (name, shown(value)) for name, value in zip(self.names, self.values, strict=True)
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        value_texts = [shown(value) for value in self.values]
        before_texts, width = [shown(value) for value in self.before], self.caption.narrowest_px
        labels = name_labels(self.names, width)
        figure = go.Figure(
            bar_trace(
                self.caption.period.label,
                self.values,
                ["" if value is None else shown(value) for value in self.values],
                signed_colours(self.values, colours),
                points(texts(self.parts, "key"), self.sources),
                self._hovers(),
            )
        )
        is_wide = width >= _PREVIOUS_FROM_PX
        has_previous = is_wide and any(value is not None for value in self.before)
        previous_room = max(widest_px(before_texts), text_px(self.previous_label, NOTE_PX)) + 8
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=previous_room if has_previous else 0,
            above_px=0 if self.total is None and not has_previous else 24,
        )
        size = fit_rows(figure, labels, ROW_PX, height)
        drawn = [value for value in (*self.values, self.total) if value is not None]
        label_px = widest_px(value_texts) + 12
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.values, value_texts, size, colours)
        if has_previous:
            at, head = (1, previous_room), self.previous_label
            text_column(figure, "previous", head, before_texts, at, size, colours)
        if self.total is not None:
            reference_line(figure, TOTAL_LABEL, self.total, colours)
        return figure

    def describe(self) -> ChartSpec:
        before = number_column(self.parts, "previous_yoy_pct", f"{self.previous_label}增速", "%")
        # The bureau subtracts what it printed, one decimal from one decimal.
        change = None
        if before is not None:
            formula = Formula("difference", GROWTH_NAME, before.name)
            changes = differences(self.values, before.values)
            change = Column("变动", changes, "个百分点", formula=formula)
        return described(
            BARS,
            self.names,
            [signed_series(GROWTH_NAME, self.values, self.sources)],
            self.caption,
            self.finding,
            mark=one_mark(TOTAL_LABEL, self.total, len(self.values)),
            extras=given(before, change, amount_column(self.parts, "ytd_cny_10k", "累计完成投资")),
        )

    def _hovers(self) -> list[str]:
        caption, previous = self.caption, self.previous_label
        said = zip(self.names, self.values, self.before, self.sources, strict=True)
        return [
            hover(
                name,
                [
                    f"{caption.measure} {with_unit(shown(value), caption.unit)}",
                    f"{previous} {with_unit(shown(earlier), caption.unit)}",
                ],
                source,
            )
            for name, value, earlier, source in said
        ]
