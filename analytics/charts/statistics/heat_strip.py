"""Which districts grew and which fell, period by period: one printed number a cell.

Colour only repeats what number, minus sign and triangle say; a missing number is —.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Self

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, rounded, shown
from analytics.basics.period import Period
from analytics.charts.kit.bars import fit_rows, name_labels, name_room_px, text_column
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.labels import plain
from analytics.charts.kit.theme import (
    EDGE_PX,
    TEXT_PX,
    Ink,
    plot_height_px,
    plot_width_px,
    widest_px,
)
from analytics.charts.statistics.history import District, GrowthReading, History, read_history
from analytics.charts.statistics.history_findings import heat_finding
from analytics.speech.grammar.wording import whole

_ROW_PX, _PLACE_ROOM_PX, _CELL_AIR_PX = 28, 40, 6
_YEAR_GAP = 0.3
_HEAD_PX = 38
_CORNER_PX, _MARK_PX = 6, 6
# Full colour at the nine tenths nearest to zero: one collapse must not pale all others.
_FULL_AT, _LEAST_FULL = Decimal("0.9"), Decimal(5)
_COMPUTED_MARK, _COMPUTED_NOTE = "*", "*为直接计算，与公布数不可比"
_NOTE = "▾为下降"


class GrowthHeat(Chart):
    """Districts by the newest place, one cell a period, the whole in the top row.

    rows: mart_ranking of one parent and indicator over several periods; no later than the
    caption's period; only the newest that a narrow chart has room for. No native twin.
    """

    kind = "热力表"

    def __init__(self, rows: pd.DataFrame, caption: Caption, *, parent_label: str = "") -> None:
        self.parent_label = parent_label or whole(caption.place)
        history = read_history(rows, caption.period, self.parent_label)
        self.parent = [history.parent] if history.parent and history.districts else []
        self.districts = history.districts
        self.regions = [*self.parent, *history.districts]
        self.labels = name_labels([region.name for region in self.regions], caption.narrowest_px)
        self.left_px = name_room_px(self.labels) + _PLACE_ROOM_PX
        self.periods, spoken = history.periods, caption
        if history.districts:
            room = caption.narrowest_px - self.left_px - 2 * EDGE_PX
            self.periods = _that_fit(history, self.regions, room)
            first, last = self.periods[0], self.periods[-1]
            spoken = replace(caption, period=last, first_period=first)
        super().__init__(
            rows,
            caption,
            # 各期 in the title are the periods in sight.
            heat_finding(replace(history, periods=self.periods)),
            [_note(history, self.regions, self.periods)],
            spoken=spoken,
            is_blank=not history.districts,
        )
        if history.districts:
            self.read_out = _readings(self.regions, self.periods[-1])

    def of_width(self, width_px: int) -> Self:
        """Its width decides how many periods are drawn."""
        caption = replace(self.caption, narrowest_px=width_px)
        return type(self)(self.rows, caption, parent_label=self.parent_label)

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        regions, periods, width = self.regions, self.periods, self.caption.narrowest_px
        figure = go.Figure()
        self.finish(figure, colours, height, left_px=self.left_px, above_px=_HEAD_PX)
        size = fit_rows(figure, self.labels, _ROW_PX, height)
        centres = _centres(periods)
        _draw_cells(figure, regions, periods, centres, colours)
        _write_cells(figure, regions, periods, centres, size, width, colours)
        _draw_heads(figure, periods, centres, width, colours)
        places = [*("" for _ in self.parent), *(d.place_at(periods[-1]) for d in self.districts)]
        at = (0, EDGE_PX - figure.layout.margin.l)
        text_column(figure, "place", "位次", places, at, size, colours)
        if self.parent:
            _part_parent(figure, colours)
        return figure


def _cell_text(reading: GrowthReading | None) -> str:
    if reading is None:
        return UNDEFINED
    return shown(reading.yoy_pct) + ("" if reading.is_published else _COMPUTED_MARK)


def _that_fit(history: History, regions: list[District], room: float) -> list[Period]:
    said = [_cell_text(reading) for region in regions for reading in region.readings.values()]
    cell = widest_px(said) + _CELL_AIR_PX
    periods = history.periods
    while len(periods) > 1 and (_centres(periods)[-1] + 1) * cell > room:
        periods = periods[1:]
    return periods


def _centres(periods: list[Period]) -> list[float]:
    """Where the columns stand; a new year is a step wider."""
    centres, at = [0.0], 0.0
    for before, now in pairwise(periods):
        at += 1 + (_YEAR_GAP if now.year != before.year else 0)
        centres.append(at)
    return centres


def _note(history: History, regions: list[District], periods: list[Period]) -> str:
    notes = []
    read = [region.at(period) for region in regions for period in periods]
    if any(reading is not None and rounded(reading.yoy_pct) < 0 for reading in read):
        notes.append(_NOTE)
    if any(reading is not None and not reading.is_published for reading in read):
        notes.append(_COMPUTED_NOTE)
    if len(periods) < len(history.periods):
        notes.append(f"只画最近{len(periods)}期")
    return "；".join(notes)


def _readings(regions: list[District], last: Period) -> list[tuple[str, str]]:
    return [(region.name, _cell_text(region.at(last))) for region in regions]


def _draw_cells(
    figure: go.Figure,
    regions: list[District],
    periods: list[Period],
    centres: list[float],
    colours: Ink,
) -> None:
    # Edges of the columns, with an empty column wherever a year begins.
    edges = [centres[0] - 0.5]
    columns: list[Period | None] = []
    for centre, period in zip(centres, periods, strict=True):
        if centre - 0.5 > edges[-1] + 1e-9:
            edges.append(centre - 0.5)
            columns.append(None)
        edges.append(centre + 0.5)
        columns.append(period)
    bound = float(_full_colour_at(regions, periods))
    figure.add_heatmap(
        name="同比",
        x=edges,
        y=[row - 0.5 for row in range(len(regions) + 1)],
        z=[[_z(region, period) for period in columns] for region in regions],
        zmin=-bound,
        zmax=bound,
        colorscale=[[0, colours.decline], [0.5, colours.grid], [1, colours.growth]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
        hoverongaps=False,
    )
    figure.update_xaxes(range=[centres[0] - 0.5, centres[-1] + 0.5])


def _z(region: District, period: Period | None) -> float | None:
    reading = None if period is None else region.at(period)
    return None if reading is None else float(reading.yoy_pct)


def _full_colour_at(regions: list[District], periods: list[Period]) -> Decimal:
    sizes = sorted(
        abs(reading.yoy_pct)
        for region in regions
        for period in periods
        if (reading := region.at(period)) is not None
    )
    return max(_LEAST_FULL, sizes[int((len(sizes) - 1) * _FULL_AT)])


def _write_cells(
    figure: go.Figure,
    regions: list[District],
    periods: list[Period],
    centres: list[float],
    size: float,
    width_px: int,
    colours: Ink,
) -> None:
    bound = _full_colour_at(regions, periods)
    cells = [
        (centre, row, region, region.at(period))
        for row, region in enumerate(regions)
        for centre, period in zip(centres, periods, strict=True)
    ]
    # A heat map answers no click: the numbers on it lead to their sources.
    figure.add_scatter(
        name="数值",
        x=[centre for centre, _, _, _ in cells],
        y=[row for _, row, _, _ in cells],
        mode="markers+text",
        text=[_cell_text(reading) for _, _, _, reading in cells],
        textfont={
            "size": size,
            "color": [_text_colour(reading, bound, colours) for _, _, _, reading in cells],
        },
        marker={"size": 24, "symbol": "square", "color": "rgba(0,0,0,0)", "line": {"width": 0}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[
            [f"{region.name}||", ""] if reading is None else [reading.key, reading.source]
            for _, _, region, reading in cells
        ],
        hovertext=[
            f"<b>{plain(region.name)}</b><br>没有数据"
            if reading is None
            else reading.hovertext(region.name)
            for _, _, region, reading in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    falls = [
        (centre, row, reading)
        for centre, row, _, reading in cells
        if reading is not None and rounded(reading.yoy_pct) < 0
    ]
    if not falls:
        return
    cell_px = plot_width_px(figure, width_px) / (centres[-1] + 1)
    row_px = plot_height_px(figure) / len(regions)
    figure.add_scatter(
        name="下降",
        x=[centre - 0.5 + _CORNER_PX / cell_px for centre, _, _ in falls],
        y=[row + 0.5 - _CORNER_PX / row_px for _, row, _ in falls],
        mode="markers",
        marker={
            "symbol": "triangle-down",
            "size": _MARK_PX,
            "color": [_text_colour(reading, bound, colours) for _, _, reading in falls],
        },
        unselected={"marker": {"opacity": 1}},
        customdata=[[reading.key, reading.source] for _, _, reading in falls],
        hoverinfo="skip",
    )


def _text_colour(reading: GrowthReading | None, bound: Decimal, colours: Ink) -> str:
    if reading is None:
        return colours.muted
    share = min(abs(float(reading.yoy_pct / bound)), 1.0)
    full = colours.decline if reading.yoy_pct < 0 else colours.growth
    light = _luminance(_mixed(colours.grid, full, share))
    # Whichever of black and white stands out more, as WCAG reckons it.
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


def _mixed(start: str, end: str, share: float) -> list[float]:
    return [a + (b - a) * share for a, b in zip(_rgb(start), _rgb(end), strict=True)]


def _rgb(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _luminance(rgb: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _draw_heads(
    figure: go.Figure,
    periods: list[Period],
    centres: list[float],
    width_px: int,
    colours: Ink,
) -> None:
    labels = [period.months_label for period in periods]
    cell_px = plot_width_px(figure, width_px) / (centres[-1] + 1)
    if widest_px(labels) > cell_px:
        labels = [label.replace("1—", "1—<br>") for label in labels]
    else:
        firsts = [
            row for row, p in enumerate(periods) if p.year not in {q.year for q in periods[:row]}
        ]
        for row in firsts:
            labels[row] = f"{periods[row].year}年<br>{labels[row]}"
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=centres,
        ticktext=labels,
        tickfont={"size": TEXT_PX, "color": colours.muted},
    )


def _part_parent(figure: go.Figure, colours: Ink) -> None:
    figure.add_shape(
        name="parent",
        type="line",
        xref="paper",
        x0=0,
        x1=1,
        y0=0.5,
        y1=0.5,
        line={"color": colours.text, "width": 1.5},
    )
