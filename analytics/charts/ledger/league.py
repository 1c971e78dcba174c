"""Who leads and who trails among the units, and who moved since last period?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown, with_unit
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
from analytics.charts.kit.columns import flags, numbers, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, EARLIER, GROWTH, ChartSpec, Column
from analytics.charts.kit.spec_words import count_column, described, given
from analytics.charts.kit.theme import EDGE_PX, NOTE_PX, Ink, widest_px
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import amounts, period_of, point_key, rate_series, unit_names
from analytics.charts.statistics.ranking import place_change
from analytics.speech.grammar import wording
from analytics.speech.grammar.figures import exact

COLUMNS = (
    *("unit", "place", "completion_rate_pct", "place_change", "is_small_base"),
    *("threshold_cny_10k", "source"),
)
SMALL_BASE = "基数小"
_RANK_ROOM_PX, _COLUMN_GAP_PX = 40, 8


def ranked_words(rows: pd.DataFrame) -> str:
    """Which units are ranked at all, to be printed with a ranking; rows: of mart_league."""
    least = next(iter(numbers(rows, "threshold_cny_10k")), None)
    return "" if least is None else f"（{wording.ranked_units(exact(least))}）"


class LeagueBars(Chart):
    """Units in the order of the rows with place, completion rate and move.

    rows: mart_league of one period; a small base is grey and says so. is_within_league
    takes league_place and league_place_change for the places of one league.
    customdata of a point: ["unit|<unit>|<period>", source].
    """

    kind = "条形图"

    def __init__(
        self,
        rows: pd.DataFrame,
        caption: Caption,
        *,
        is_within_league: bool = False,
        previous_label: str = "上期",
    ) -> None:
        self.place, move = (
            ("league_place", "league_place_change")
            if is_within_league
            else ("place", "place_change")
        )
        require(rows, (*COLUMNS, self.place, move))
        finding = project_findings.league_finding(rows, self.place)
        caption = replace(caption, measure=caption.measure + ranked_words(rows))
        super().__init__(rows, caption, finding, is_blank=rows.empty)
        self.previous_label, self.period = previous_label, period_of(rows, caption)
        self.smalls = flags(rows, "is_small_base")
        self.names = [
            f"{unit}（{SMALL_BASE}）" if is_small else unit
            for unit, is_small in zip(unit_names(rows), self.smalls, strict=True)
        ]
        self.values = numbers(rows, "completion_rate_pct")
        self.places = [
            UNDEFINED if each is None else str(each) for each in whole_numbers(rows, self.place)
        ]
        self.moves = [place_change(each) for each in whole_numbers(rows, move)]
        self.read_out = [
            (f"第{place}位{name}", shown(value))
            for place, name, value in zip(self.places, self.names, self.values, strict=True)
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        value_texts, width = [shown(value) for value in self.values], self.caption.narrowest_px
        keys = [point_key("unit", unit, self.period) for unit in texts(self.rows, "unit")]
        figure = go.Figure(
            bar_trace(
                self.period.label,
                self.values,
                ["" if value is None else shown(value) for value in self.values],
                [colours.earlier if is_small else colours.growth for is_small in self.smalls],
                points(keys, texts(self.rows, "source")),
                self._hovers(),
            )
        )
        labels = name_labels(self.names, width)
        change_head = f"较{self.previous_label}"
        right = max(widest_px(self.moves), text_px(change_head, NOTE_PX)) + _COLUMN_GAP_PX
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels) + _RANK_ROOM_PX,
            right_px=right,
            above_px=24,
        )
        size = fit_rows(figure, labels, ROW_PX, height)
        drawn = [value for value in self.values if value is not None]
        label_px = widest_px(value_texts) + 12
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.values, value_texts, size, colours)
        left = -(figure.layout.margin.l - EDGE_PX)
        text_column(figure, "place", "位次", self.places, (0, left), size, colours)
        text_column(figure, "place_change", change_head, self.moves, (1, right), size, colours)
        return figure

    def describe(self) -> ChartSpec:
        tones = [EARLIER if is_small else GROWTH for is_small in self.smalls]
        return described(
            BARS,
            self.names,
            [rate_series(self.rows, tones)],
            self.caption,
            self.finding,
            extras=given(
                *amounts(self.rows),
                count_column(self.rows, self.place, "位次"),
                Column("较上期位次", tuple(self.moves)),
            ),
        )

    def _hovers(self) -> list[str]:
        sources = texts(self.rows, "source")
        said = zip(self.names, self.values, self.places, self.moves, sources, strict=True)
        return [
            hover(
                name,
                [
                    f"完成率 {with_unit(shown(value), '%')}",
                    f"位次 {place}，较{self.previous_label} {move}",
                ],
                source,
            )
            for name, value, place, move, source in said
        ]
