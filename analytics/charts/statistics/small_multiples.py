"""How did each district's growth run beside that of the whole: one small panel a district.

All panels share one scale, so that heights compare; no line crosses a January.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown
from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.labels import paragraph, wrapped
from analytics.charts.kit.marks import NO_POINT
from analytics.charts.kit.month_slots import slot_of
from analytics.charts.kit.panel_scale import PanelScale, panel_scale
from analytics.charts.kit.theme import (
    EDGE_PX,
    LINE_HEIGHT,
    NOTE_PX,
    TEXT_PX,
    Ink,
    plot_height_px,
    plot_width_px,
    widest_px,
)
from analytics.charts.statistics.history import District, GrowthReading, History, read_history
from analytics.charts.statistics.history_findings import lines_finding
from analytics.speech.grammar.wording import whole

_LEAST_PANEL_PX, _MOST_COLUMNS = 115, 8
_PANEL_HEIGHT_PX, _ROW_GAP_PX, _TICK_ROOM_PX = 88, 14, 46
_TICKS_PX, _YEARS_PX = 24, 40
_END_GAP_PX, _PANEL_GAP_PX, _TITLE_GAP_PX = 4, 14, 2
_TICK_PX = 16


@dataclass(frozen=True)
class _Grid:
    """Where the panels lie inside the plot, in pixels."""

    columns: int
    rows: int
    panel_px: float
    step_px: float
    title_px: float
    row_px: float

    def place(self, number: int) -> tuple[int, int]:
        return divmod(number, self.columns)

    def is_lowest(self, number: int, count: int) -> bool:
        return number + self.columns >= count


class DistrictLines(Chart):
    """Districts by the newest place, each a line with its last value, the whole muted.

    rows: mart_ranking of one parent and indicator over several periods. No native twin.
    """

    kind = "小图组"

    def __init__(self, rows: pd.DataFrame, caption: Caption, *, parent_label: str = "") -> None:
        parent_label = parent_label or whole(caption.place)
        self.history = history = read_history(rows, caption.period, parent_label)
        spoken, notes = caption, []
        if history.districts:
            self.scale = panel_scale(_values(history), _PANEL_HEIGHT_PX, _TICK_PX)
            spoken = replace(caption, period=history.last, first_period=history.periods[0])
            notes = [_note(history, self.scale)]
        super().__init__(
            rows,
            caption,
            lines_finding(history, parent_label),
            notes,
            spoken=spoken,
            is_blank=not history.districts,
        )
        if history.districts:
            self.read_out = _readings(history)

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        history, scale, caption = self.history, self.scale, self.caption
        figure = go.Figure()
        end_texts = [_end_text(region, history.last) for region in history.districts]
        end_px = widest_px(end_texts) + _END_GAP_PX
        grid = _grid(history, caption.narrowest_px, end_px)
        has_years = history.periods[0].year != history.last.year
        inner = grid.rows * grid.row_px - _ROW_GAP_PX
        self.finish(
            figure,
            colours,
            height or round(inner),
            left_px=_TICK_ROOM_PX,
            right_px=end_px,
            below_px=_YEARS_PX if has_years else _TICKS_PX,
        )
        if height is None:
            margin = figure.layout.margin
            figure.update_layout(height=round(inner + margin.t + margin.b))
        _place_panels(figure, history, grid, scale, caption, colours)
        for number, region in enumerate(history.districts):
            if history.parent:
                _add_line(figure, history.parent, history, number, colours, is_parent=True)
            _add_line(figure, region, history, number, colours)
        _write_words(figure, history, grid, scale, caption, colours)
        return figure


def _grid(history: History, width_px: int, end_px: float) -> _Grid:
    room = width_px - 2 * EDGE_PX - _TICK_ROOM_PX
    count = len(history.districts)
    fitting = int(room // (_LEAST_PANEL_PX + _PANEL_GAP_PX))
    most = max(1, min(fitting, _MOST_COLUMNS, count))
    rows = -(-count // most)
    # As few empty places as the number of rows allows.
    columns = -(-count // rows)
    # A lone panel need not fill a page.
    step = room / max(columns, 2)
    panel = step - end_px - _PANEL_GAP_PX
    lines = max(len(_heading(region, history.last, step)) for region in history.districts)
    title = lines * TEXT_PX * LINE_HEIGHT + _TITLE_GAP_PX
    row = title + _PANEL_HEIGHT_PX + _ROW_GAP_PX
    return _Grid(columns, rows, panel, step, title, row)


def _heading(region: District, last: Period, step_px: float) -> list[str]:
    place = region.place_at(last)
    said = region.name if place == UNDEFINED else f"{place} {region.name}"
    return wrapped(said, step_px - _PANEL_GAP_PX, TEXT_PX)


def _end_text(region: District, last: Period) -> str:
    newest = region.newest()
    late = "" if newest.period == last else "*"
    return f"{shown(newest.yoy_pct)}{late}"


def _note(history: History, scale: PanelScale) -> str:
    notes = []
    if history.parent:
        notes.append(f"虚线为{history.parent.name}（{shown(history.parent.newest().yoy_pct)}）")
    notes.append("名称前为本期位次")
    if any(scale.is_beyond(value) for value in _values(history)):
        notes.append("▲▼为超出刻度的数值")
    if not history.are_all_published():
        notes.append("空心点为直接计算，与公布数不可比")
    late = [r for r in history.districts if r.newest().period != history.last]
    if late:
        notes.append(f"*{history.last.months_label}无数据，为最近一期")
    return "；".join(notes)


def _readings(history: History) -> list[tuple[str, str]]:
    read = [(region.name, region.at(history.last)) for region in history.districts]
    return [(name, UNDEFINED if one is None else shown(one.yoy_pct)) for name, one in read]


def _values(history: History) -> list[Decimal]:
    regions = [*history.districts, *([history.parent] if history.parent else [])]
    return [reading.yoy_pct for region in regions for reading in region.readings.values()]


def _place_panels(
    figure: go.Figure,
    history: History,
    grid: _Grid,
    scale: PanelScale,
    caption: Caption,
    colours: Ink,
) -> None:
    inside, high = plot_width_px(figure, caption.narrowest_px), plot_height_px(figure)
    stretch = high / (grid.rows * grid.row_px - _ROW_GAP_PX)
    count = len(history.districts)
    first, last = slot_of(history.periods[0]), slot_of(history.last)
    air = max((last - first) * 0.04, 0.5)
    ends = list(dict.fromkeys([history.periods[0], history.last]))
    has_years = ends[0].year != ends[-1].year
    axes: dict[str, object] = {}
    for number in range(count):
        row, column = grid.place(number)
        left = column * grid.step_px / inside
        top = 1 - (row * grid.row_px + grid.title_px) * stretch / high
        bottom = top - _PANEL_HEIGHT_PX * stretch / high
        name = _suffix(number)
        is_lowest = grid.is_lowest(number, count)
        axes[f"xaxis{name}"] = {
            "domain": [left, min(1.0, left + grid.panel_px / inside)],
            "anchor": f"y{name}",
            "range": [first - air, last + air],
            "tickmode": "array",
            "tickvals": [slot_of(period) for period in ends] if is_lowest else [],
            "ticktext": [_tick(period, has_years) for period in ends] if is_lowest else [],
            "tickfont": {"size": NOTE_PX, "color": colours.muted},
        }
        axes[f"yaxis{name}"] = {
            "domain": [max(0.0, bottom), top],
            "anchor": f"x{name}",
            "range": scale.range,
            "tickmode": "array",
            "tickvals": [float(tick) for tick in scale.at],
            "ticktext": scale.labels(caption.unit),
            "showticklabels": column == 0,
            "tickfont": {"size": NOTE_PX, "color": colours.muted},
            "showgrid": True,
            "zeroline": True,
            "zerolinecolor": colours.muted,
            "zerolinewidth": 1,
        }
    figure.update_layout(axes)


def _tick(period: Period, has_years: bool) -> str:
    return f"{period.months_label}<br>{period.year}年" if has_years else period.months_label


def _suffix(number: int) -> str:
    return str(number + 1) if number else ""


def _add_line(
    figure: go.Figure,
    region: District,
    history: History,
    number: int,
    colours: Ink,
    is_parent: bool = False,
) -> None:
    drawn = history.line(region)
    last = drawn[-1] if drawn else None
    colour = colours.earlier if is_parent else colours.series[0]
    figure.add_scatter(
        name=region.name,
        x=[None if one is None else slot_of(one.period) for one in drawn],
        y=[None if one is None else float(one.yoy_pct) for one in drawn],
        xaxis=f"x{_suffix(number)}",
        yaxis=f"y{_suffix(number)}",
        mode="lines+markers",
        connectgaps=False,
        line={
            "color": colour,
            "width": 1.5 if is_parent else 2.25,
            "dash": "dot" if is_parent else "solid",
        },
        marker={
            "color": colour,
            "size": [_marker_px(one, last, is_parent) for one in drawn],
            "symbol": [
                "circle" if one is None or one.is_published else "circle-open" for one in drawn
            ],
        },
        customdata=[NO_POINT if one is None else [one.key, one.source] for one in drawn],
        hovertext=["" if one is None else one.hovertext(region.name) for one in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _marker_px(reading: GrowthReading | None, last: GrowthReading | None, is_parent: bool) -> int:
    if is_parent:
        return 2
    return 6 if reading is last or (reading is not None and not reading.is_published) else 3


def _write_words(
    figure: go.Figure,
    history: History,
    grid: _Grid,
    scale: PanelScale,
    caption: Caption,
    colours: Ink,
) -> None:
    inside, high = plot_width_px(figure, caption.narrowest_px), plot_height_px(figure)
    stretch = high / (grid.rows * grid.row_px - _ROW_GAP_PX)
    notes = []
    for number, region in enumerate(history.districts):
        row, column = grid.place(number)
        newest = region.newest()
        said = _heading(region, history.last, grid.step_px)
        notes.append(
            {
                "name": "panel",
                "text": f"<b>{'<br>'.join(paragraph(line, 10_000, TEXT_PX) for line in said)}</b>",
                "xref": "paper",
                "x": column * grid.step_px / inside,
                "xanchor": "left",
                "yref": "paper",
                "y": 1 - (row * grid.row_px + grid.title_px - _TITLE_GAP_PX) * stretch / high,
                "yanchor": "bottom",
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
                "font": {"color": colours.text, "size": TEXT_PX},
            }
        )
        notes.append(
            {
                "name": "end",
                "text": _end_text(region, history.last),
                "xref": f"x{_suffix(number)}",
                "x": slot_of(history.last),
                "xanchor": "left",
                "xshift": _END_GAP_PX + 2,
                "yref": f"y{_suffix(number)}",
                "y": scale.held(newest.yoy_pct),
                "yanchor": "middle",
                "showarrow": False,
                "borderpad": 0,
                "font": {"color": colours.series[0], "size": TEXT_PX},
            }
        )
        notes.extend(_beyond(region, number, newest, scale, colours))
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _beyond(
    region: District, number: int, newest: GrowthReading, scale: PanelScale, colours: Ink
) -> list[dict[str, object]]:
    """The farthest reading beyond either edge, printed where its line leaves the panel."""
    out = [r for r in region.readings.values() if r is not newest and scale.is_beyond(r.yoy_pct)]
    farthest = {r.yoy_pct < 0: r for r in sorted(out, key=lambda each: abs(each.yoy_pct))}
    return [
        {
            "name": "beyond",
            "text": f"{'▼' if is_low else '▲'}{shown(reading.yoy_pct)}",
            "xref": f"x{_suffix(number)}",
            "x": slot_of(reading.period),
            "yref": f"y{_suffix(number)}",
            "y": scale.held(reading.yoy_pct),
            "yanchor": "bottom" if is_low else "top",
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": colours.background,
            "font": {"color": colours.text, "size": NOTE_PX},
        }
        for is_low, reading in farthest.items()
    ]
