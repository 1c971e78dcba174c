"""In what order do the districts stand by growth, and who moved since last period?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown, with_unit
from analytics.charts.kit.bars import (
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
from analytics.charts.kit.columns import numbers, point_keys, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, ChartSpec, Column, Formula
from analytics.charts.kit.spec_words import (
    GROWTH_NAME,
    amount_column,
    count_column,
    described,
    differences,
    given,
    one_mark,
    signed_series,
)
from analytics.charts.kit.theme import EDGE_PX, NOTE_PX, Ink, widest_px
from analytics.charts.statistics import findings
from analytics.speech.grammar.wording import whole

COLUMNS = (
    "region_name",
    "yoy_pct",
    "rank",
    "rank_change",
    "parent_yoy_pct",
    "source",
)
_ROW_PX = 28
_RANK_ROOM_PX = 40


def place_change(change: int | None) -> str:
    """A move in the ranking in words a photocopy keeps; unknown is —.

    >>> [place_change(change) for change in (2, -1, 0, None)]
    ['↑2', '↓1', '持平', '—']
    """
    if change is None:
        return UNDEFINED
    if change == 0:
        return "持平"
    return f"{'↑' if change > 0 else '↓'}{abs(change)}"


class RankingBars(Chart):
    """Districts by place, each with its growth and its move; the parent as a line.

    rows: region_name, yoy_pct, rank (equal ranks are a tie), rank_change (up is
    positive), parent_yoy_pct, source; a district without growth stands last with —.
    parent_label: 全市; by the name of the place where none is given.
    """

    kind = "条形图"

    def __init__(
        self,
        rows: pd.DataFrame,
        caption: Caption,
        *,
        parent_label: str = "",
        previous_label: str = "上期",
    ) -> None:
        require(rows, COLUMNS)
        super().__init__(rows, caption, findings.ranking_finding(rows), is_blank=rows.empty)
        self.parent_label = parent_label or whole(caption.place)
        self.previous_label = previous_label
        self.parent = next((v for v in numbers(rows, "parent_yoy_pct") if v is not None), None)
        keyed = rows.assign(key=point_keys(rows, "yoy_pct", caption.place, caption.period.code))
        self.ordered = keyed.iloc[_by_place(rows)]
        self.names = texts(self.ordered, "region_name")
        self.values = numbers(self.ordered, "yoy_pct")
        self.sources = texts(self.ordered, "source")
        self.moves = [place_change(move) for move in whole_numbers(self.ordered, "rank_change")]
        self.places = [
            UNDEFINED if rank is None or value is None else str(rank)
            for rank, value in zip(whole_numbers(self.ordered, "rank"), self.values, strict=True)
        ]
        self.read_out = [
            (f"第{place}位{name}" if place != UNDEFINED else name, shown(value))
            for place, name, value in zip(self.places, self.names, self.values, strict=True)
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        value_texts, width = [shown(value) for value in self.values], self.caption.narrowest_px
        figure = go.Figure(
            bar_trace(
                self.caption.period.label,
                self.values,
                ["" if value is None else shown(value) for value in self.values],
                signed_colours(self.values, colours),
                points(texts(self.ordered, "key"), self.sources),
                self._hovers(),
            )
        )
        labels = name_labels(self.names, width)
        change_head = f"较{self.previous_label}"
        change_room = max(widest_px(self.moves), text_px(change_head, NOTE_PX)) + 8
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels) + _RANK_ROOM_PX,
            right_px=change_room,
            above_px=24,
        )
        size = fit_rows(figure, labels, _ROW_PX, height)
        drawn = [value for value in (*self.values, self.parent) if value is not None]
        label_px = widest_px(value_texts) + 12
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.values, value_texts, size, colours)
        left = -(figure.layout.margin.l - EDGE_PX)
        text_column(figure, "rank", "位次", self.places, (0, left), size, colours)
        at = (1, change_room)
        text_column(figure, "rank_change", change_head, self.moves, at, size, colours)
        if self.parent is not None:
            reference_line(figure, self.parent_label, self.parent, colours)
        return figure

    def describe(self) -> ChartSpec:
        return described(
            BARS,
            self.names,
            [signed_series(GROWTH_NAME, self.values, self.sources)],
            self.caption,
            self.finding,
            mark=one_mark(self.parent_label, self.parent, len(self.values)),
            extras=given(
                count_column(self.ordered, "rank", "位次"),
                Column("较上期位次", tuple(self.moves)),
                *_gap_columns(self.values, self.parent, self.parent_label),
                amount_column(self.ordered, "ytd_cny_10k", "累计完成投资"),
            ),
        )

    def _hovers(self) -> list[str]:
        caption, previous = self.caption, self.previous_label
        said = zip(self.names, self.values, self.places, self.moves, self.sources, strict=True)
        return [
            hover(
                name,
                [
                    f"{caption.measure} {with_unit(shown(value), caption.unit)}",
                    f"位次 {place}，较{previous} {move}",
                ],
                source,
            )
            for name, value, place, move, source in said
        ]


def _by_place(rows: pd.DataFrame) -> list[int]:
    ranks, values = whole_numbers(rows, "rank"), numbers(rows, "yoy_pct")
    last = len(rows) + max((rank or 0 for rank in ranks), default=0)
    return sorted(
        range(len(rows)),
        key=lambda row: (values[row] is None, ranks[row] or last, -(values[row] or 0)),
    )


def _gap_columns(
    values: list[Decimal | None], parent: Decimal | None, parent_label: str
) -> tuple[Column, ...]:
    """What a reader would subtract: a district's growth and the parent's."""
    if parent is None:
        return ()
    parents = (parent,) * len(values)
    head = f"{parent_label}增速"
    formula = Formula("difference", GROWTH_NAME, head)
    return (
        Column(head, parents, "%"),
        Column(f"与{parent_label}之差", differences(values, parents), "个百分点", formula=formula),
    )
