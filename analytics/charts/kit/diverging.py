"""Bars to both sides of zero with words at their ends and the growth now beside.

Owns what movers and gaps share; knows no mart and says no finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from analytics.charts.kit.bars import (
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    signed_colours,
    text_column,
    zero_based,
)
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.labels import plain, text_px
from analytics.charts.kit.spec import BARS, ChartSpec
from analytics.charts.kit.spec_words import as_drawn, signed_series
from analytics.charts.kit.theme import NOTE_PX, TEXT_PX, Ink, plot_width_px, widest_px

HEAD = "同比%"
_ROW_PX, _COLUMN_GAP_PX, _HEAD_PX = 28, 14, 22


@dataclass(frozen=True)
class Side:
    """One bar: how far from zero, in words, and the number it comes from."""

    name: str
    value: Decimal | None
    label: str
    growth: str
    key: str
    source: str
    hovertext: str


class Sides(Chart):
    """Sides in the order given, from zero.

    zero_label: what the bars are measured from, above zero.
    """

    kind = "条形图"
    zero_label = ""

    def read(self, sides: list[Side]) -> None:
        self.sides, self.values = sides, [side.value for side in sides]
        self.read_out = [(side.name, f"{side.label}（同比{side.growth}）") for side in sides]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        sides, values, width = self.sides, self.values, self.caption.narrowest_px
        value_texts, cells = [side.label for side in sides], [side.growth for side in sides]
        labels = name_labels([side.name for side in sides], width)
        trace = bar_trace(
            self.caption.period.label,
            values,
            ["" if side.value is None else side.label for side in sides],
            signed_colours(values, colours),
            [[side.key, side.source] for side in sides],
            [side.hovertext for side in sides],
        )
        is_below = [value is not None and value < 0 for value in values]
        trace.marker.pattern = stripes(["/" if below else "" for below in is_below], colours)
        figure = go.Figure(trace)
        growth_px = max(widest_px(cells), text_px(HEAD, NOTE_PX)) + _COLUMN_GAP_PX
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=growth_px,
            above_px=_HEAD_PX,
        )
        size = fit_rows(figure, labels, _ROW_PX, height)
        room = widest_px(value_texts) + 12
        defined = [value for value in values if value is not None]
        zero_based(figure, defined, (room, room), width, colours)
        say_values(figure, values, value_texts, size, colours)
        text_column(figure, "growth", HEAD, cells, (1, growth_px), size, colours)
        if self.zero_label:
            _name_zero(figure, self.zero_label, width, colours)
        return figure

    def describe(self) -> ChartSpec:
        series = signed_series(
            self.caption.period.label,
            self.values,
            [side.source for side in self.sides],
            self.caption.unit,
        )
        return as_drawn(self, BARS, [side.name for side in self.sides], [series])


def stripes(shapes: str | list[str], colours: Ink) -> dict[str, object]:
    """Patterns of bars: a photocopy keeps the stripes, not the colour."""
    return {
        "shape": shapes,
        "fillmode": "overlay",
        "fgcolor": colours.background,
        "size": 6,
        "solidity": 0.3,
    }


def _name_zero(figure: go.Figure, label: str, width_px: int, colours: Ink) -> None:
    low, high = figure.layout.xaxis.range
    room = plot_width_px(figure, width_px)
    half = text_px(label, TEXT_PX) / 2
    at = -low / (high - low) * room
    # Near the right end the words would lie on the head of the column.
    shift = min(0.0, room - half - at)
    figure.add_annotation(
        name="zero",
        text=f"<b>{plain(label)}</b>",
        x=0,
        xshift=shift,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        borderpad=2,
        font={"color": colours.text},
    )
