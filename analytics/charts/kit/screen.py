"""A finished chart for a meeting-room screen: only the plot, big enough to be read.

Owns the size rule (25 minutes of arc at the reader's eye), the scaling of a figure to it,
and the splitting of rows that would need smaller text. Title, figures and source stand
outside the figure; nothing is recomputed here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from analytics.charts.kit.screen_panels import FigureJson, split_panels
from analytics.charts.kit.theme import EDGE_PX, TEXT_PX

ARC_MINUTES = 25
MM_PER_INCH = 25.4
# Tall enough that no chart of rows shrinks its text before it is split.
_TALL_PX = 9000
# Three rows alone would be three walls.
_FEWEST_ROWS = 4
_PAIR_GAP = 0.12
_ROW_AIR_PX, _ROW_HEIGHT, _CLOSE = 2, 1.2, 1.04
_ONE_LINE_PX = 22  # what labels of one line need below an axis
_HEAD_PX, _FOOT_PX = 16, 12  # what theme.finish leaves between words and plot
_PIXELS = frozenset(
    [
        "width",
        "height",
        "size",
        "l",
        "r",
        "t",
        "b",
        "pad",
        "xshift",
        "yshift",
        "borderpad",
        "ticklen",
        "tickwidth",
        "gridwidth",
        "zerolinewidth",
        "standoff",
        "ax",
        "ay",
        "startstandoff",
        "arrowwidth",
        "borderwidth",
    ]
)


@dataclass(frozen=True)
class Room:
    """The pixels a plot is given on a screen, and the smallest type there."""

    width_px: int
    height_px: int
    type_px: int

    @property
    def scale(self) -> float:
        return self.type_px / TEXT_PX

    @property
    def drawn_width_px(self) -> int:
        """The width charts are asked for: everything in them grows by scale."""
        return int(self.width_px / self.scale)

    @property
    def drawn_height_px(self) -> int:
        return int(self.height_px / self.scale)


def type_px(width_px: int, height_px: int, inches: float, distance_m: float) -> int:
    """The smallest type on a screen of this diagonal, read from this distance.

    >>> type_px(1920, 1080, 65, 6), type_px(1920, 1080, 86, 6), type_px(3840, 2160, 65, 6)
    (58, 44, 116)
    """
    glyph_mm = distance_m * 1000 * math.tan(math.radians(ARC_MINUTES / 60))
    return round(glyph_mm * math.hypot(width_px, height_px) / (inches * MM_PER_INCH))


def for_screen(draw: Callable[[int | None], go.Figure], room: Room) -> list[go.Figure]:
    """The figure of draw(height) without its words, in as many pieces as it needs.

    draw's caption must have room.drawn_width_px as its narrowest_px. A chart without data
    gives none, nor does one whose panels would fill too many screens; title, subtitle,
    footer and alt stay in layout.meta.
    """
    whole = draw(_TALL_PX)
    if not whole.data:
        return []
    if _is_of_rows(whole):
        pieces = _split(whole, room.drawn_height_px)
    elif whole.data[0].type == "heatmap":
        pieces = _split_cells(draw, whole, room.drawn_height_px)
    elif "yaxis2" in whole.layout:
        pieces = split_panels(draw, _plain, room.drawn_height_px)
    else:
        words = whole.layout.height - _plain(whole)["layout"]["height"]
        pieces = [_plain(draw(math.floor(room.height_px / room.scale + words)))]
    return [_scaled(piece, room) for piece in pieces]


def _is_of_rows(figure: go.Figure) -> bool:
    first = figure.data[0]
    return bool(first.type == "bar" and first.orientation == "h")


def _plain(figure: go.Figure) -> FigureJson:
    """Without title, subtitle and footer, and without the room they took."""
    made: FigureJson = figure.to_plotly_json()
    layout = made["layout"]
    notes = {note.get("name"): note for note in layout["annotations"]}
    above = notes["subtitle"]["yshift"] - _HEAD_PX
    below = -notes["footer"]["yshift"] - _FOOT_PX
    margin = dict(layout["margin"])
    labels = [
        label
        for name, axis in layout.items()
        if name.startswith("xaxis")
        for label in axis.get("ticktext") or ()
    ]
    if labels and not any("<br>" in label for label in labels):
        below = min(below, _ONE_LINE_PX)
    # The topmost tick reaches half a line above the plot, and Plotly drops what is cut.
    top, bottom = max(EDGE_PX + above, TEXT_PX), EDGE_PX + below
    layout["height"] -= margin["t"] - top + margin["b"] - bottom
    layout["margin"] = margin | {"t": top, "b": bottom}
    layout["annotations"] = [
        note
        for note in layout["annotations"]
        if note.get("name") not in ("title", "subtitle", "footer")
    ]
    return made


def _split(figure: go.Figure, height_px: int) -> list[FigureJson]:
    """Rows in pieces of one length, each row high enough for its words."""
    labels = list(figure.layout.yaxis.ticktext)
    made = _plain(figure)
    margin = made["layout"]["margin"]
    plot_px = height_px - margin["t"] - margin["b"]
    lines = max(label.count("<br>") + 1 for label in labels)
    bars = len(figure.data) if figure.layout.barmode == "group" else 1
    most = _rows_in(plot_px, max(lines, bars), len(labels))
    pieces = -(-len(labels) // most)
    length = -(-len(labels) // pieces)
    # The last piece keeps the rows' height: its bars are as thick as the others'.
    rows = max(length, min(_FEWEST_ROWS, most))
    return [
        _piece(figure, start, min(start + length, len(labels)), rows, height_px)
        for start in range(0, len(labels), length)
    ]


def _split_cells(
    draw: Callable[[int | None], go.Figure], whole: go.Figure, height_px: int
) -> list[FigureJson]:
    """Rows of cells in pieces of one length; all pieces keep one scale of colours."""
    labels = list(whole.layout.yaxis.ticktext)
    margin = _plain(whole)["layout"]["margin"]
    plot_px = height_px - margin["t"] - margin["b"]
    lines = max(label.count("<br>") + 1 for label in labels)
    most = max(1, int(plot_px / (lines * TEXT_PX * _CLOSE + _ROW_AIR_PX)))
    pieces = -(-len(labels) // most)
    # As even as they can be: a row alone on a screen compares with nothing.
    edges = [len(labels) * piece // pieces for piece in range(pieces + 1)]
    length = -(-len(labels) // pieces)
    # Marks stand some pixels from the corner of their cell: rows are drawn as high as seen.
    words_px = whole.layout.margin.t + whole.layout.margin.b
    figure = draw(math.ceil(len(labels) * plot_px / length + words_px))
    return [
        _piece_of_cells(figure, start, end, length, height_px) for start, end in pairwise(edges)
    ]


def _piece_of_cells(
    figure: go.Figure, start: int, end: int, length: int, height_px: int
) -> FigureJson:
    made, labels = _plain(figure), list(figure.layout.yaxis.ticktext)
    low, high = start - 0.5, end - 0.5
    layout = made["layout"]
    # A heat map is cut to its rows; words beside it would be written all the same.
    made["data"] = [_of_rows(trace, start, end) for trace in made["data"]]
    layout["yaxis"] |= {
        "tickvals": list(range(start, end)),
        "ticktext": labels[start:end],
        "range": [start + length - 0.5, low],
    }
    for kind, place in (("annotations", "y"), ("shapes", "y0")):
        layout[kind] = [
            each
            for each in layout.get(kind, ())
            if each.get("yref", "y") != "y" or low < each[place] < high
        ]
    layout["height"] = height_px
    return made


def _of_rows(trace: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    if trace["type"] == "heatmap":
        return trace | {"y": trace["y"][start : end + 1], "z": trace["z"][start:end]}
    kept = [start - 0.5 < y < end - 0.5 for y in trace["y"]]

    def cut(part: object) -> object:
        if isinstance(part, dict):
            return {name: cut(value) for name, value in part.items()}
        if isinstance(part, str) or not isinstance(part, Collection) or len(part) != len(kept):
            return part
        return [each for each, is_kept in zip(part, kept, strict=True) if is_kept]

    return {name: cut(value) for name, value in trace.items()}


def _rows_in(plot_px: float, lines: int, count: int) -> int:
    """How many rows of so many lines fit, a little closer where all of them then do."""
    for leading in (_CLOSE, _ROW_HEIGHT):
        most = max(1, int(plot_px / (lines * TEXT_PX * leading + _ROW_AIR_PX)))
        if most >= count:
            break
    return most


def _piece(figure: go.Figure, start: int, end: int, rows: int, height_px: int) -> FigureJson:
    made, count = _plain(figure), len(figure.layout.yaxis.ticktext)
    made["data"] = [_cut(trace, start, end, count) for trace in made["data"]]
    layout = made["layout"]
    axis, reach = layout["yaxis"], (start - 0.5, end - 0.5)
    axis["tickvals"] = list(range(start, end))
    axis["ticktext"] = list(axis["ticktext"])[start:end]
    axis["range"] = [start + rows - 0.5, reach[0]]
    layout["annotations"] = [
        note
        for note in layout["annotations"]
        if note.get("yref", "y") != "y" or reach[0] < note["y"] < reach[1]
    ]
    layout["shapes"] = [
        shape
        for shape in layout.get("shapes", ())
        if shape.get("yref", "y") != "y"
        or (reach[0] <= min(shape["y0"], shape["y1"]) and max(shape["y0"], shape["y1"]) <= reach[1])
    ]
    layout["height"] = height_px
    if layout.get("barmode") == "group":
        _spread_pairs(layout)
    return made


def _spread_pairs(layout: dict[str, Any]) -> None:
    """Bars in pairs use nearly their whole row, or the words at their ends would touch."""
    layout["bargap"] = _PAIR_GAP
    for note in layout["annotations"]:
        if note.get("yref", "y") == "y" and (beside := note["y"] - round(note["y"])):
            note["y"] = round(note["y"]) + math.copysign((1 - _PAIR_GAP) / 4, beside)


def _cut(part: dict[str, Any], start: int, end: int, count: int) -> dict[str, Any]:
    cut: dict[str, Any] = {}
    for name, value in part.items():
        if isinstance(value, dict):
            cut[name] = _cut(value, start, end, count)
        elif not isinstance(value, str) and hasattr(value, "__len__") and len(value) == count:
            cut[name] = list(value)[start:end]
        else:
            cut[name] = value
    return cut


def _scaled(made: FigureJson, room: Room) -> go.Figure:
    made["layout"]["width"] = room.drawn_width_px
    for font, size in list(_font_sizes(made)):
        font["size"] = max(size, TEXT_PX)
    _grow(made, room.scale)
    return go.Figure(made)


def _font_sizes(part: object, name: str = "") -> Iterator[tuple[dict[str, float], float]]:
    if isinstance(part, dict):
        if name.endswith("font") and part.get("size"):
            yield part, part["size"]
        for key, value in part.items():
            yield from _font_sizes(value, key)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _font_sizes(value, name)


def _grow(part: object, scale: float) -> None:
    """Multiply every length in pixels, in place; data, ranges and shares stay."""
    if isinstance(part, list | tuple):
        for value in part:
            _grow(value, scale)
        return
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        if name == "meta":
            continue
        if name in _PIXELS and isinstance(value, int | float) and not isinstance(value, bool):
            part[name] = round(value * scale, 2)
        elif name in _PIXELS and isinstance(value, list | tuple):
            part[name] = [round(each * scale, 2) for each in value]
        else:
            _grow(value, scale)
