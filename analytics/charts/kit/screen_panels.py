"""Small panels on a meeting-room screen: whole rows of them, one scale over all screens.

Owns how many rows of panels a screen bears and the cutting of a figure between them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict

import plotly.graph_objects as go

# Panels may be drawn a little lower than on a page, their names keep their size.
_LEAST_STRETCH = 0.75
# Nobody compares over more screens than these.
_MOST_PIECES = 4


class FigureJson(TypedDict):
    """A figure as Plotly writes it down: its traces, and what lies around them."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]


@dataclass(frozen=True)
class _Rows:
    """How rows of panels lie in a plot, from its top, as shares of its height."""

    count: int
    pitch: float
    gap: float

    def share(self, rows: int) -> float:
        return rows * self.pitch - self.gap


def split_panels(
    draw: Callable[[int | None], go.Figure],
    plain: Callable[[go.Figure], FigureJson],
    height_px: int,
) -> list[FigureJson]:
    """draw(height) in pieces of whole rows of panels; none where they would be too many.

    plain: a figure without its words; draw(None) is as high as a page would have it.
    """
    natural = draw(None)
    rows = _rows(natural)
    margin = natural.layout.margin
    usual_px = natural.layout.height - margin.t - margin.b
    spare = plain(natural)["layout"]["margin"]
    plot_px = height_px - spare["t"] - spare["b"]
    most = max(
        (
            number
            for number in range(1, rows.count + 1)
            if rows.share(number) * usual_px * _LEAST_STRETCH <= plot_px
        ),
        default=0,
    )
    if not most or -(-rows.count // most) > _MOST_PIECES:
        return []
    length = -(-rows.count // -(-rows.count // most))
    high = round(plot_px / rows.share(length) + margin.t + margin.b)
    figure = draw(high)
    return [
        _piece(plain(figure), rows, start, length, height_px)
        for start in range(0, rows.count, length)
    ]


def _rows(figure: go.Figure) -> _Rows:
    tops = sorted(
        {round(axis["domain"][1], 6) for _, axis in _axes(figure.to_plotly_json()["layout"])},
        reverse=True,
    )
    if len(tops) == 1:
        return _Rows(1, 1.0, 0.0)
    pitch = tops[0] - tops[1]
    return _Rows(len(tops), pitch, len(tops) * pitch - 1)


def _axes(layout: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every panel's value axis by what its name ends in: "", "2", "3" and so on."""
    return [
        (name.removeprefix("yaxis"), axis)
        for name, axis in layout.items()
        if name.startswith("yaxis")
    ]


def _piece(made: FigureJson, rows: _Rows, start: int, length: int, height_px: int) -> FigureJson:
    top, bottom = 1 - start * rows.pitch, 1 - start * rows.pitch - rows.share(length)

    def is_here(y: float) -> bool:
        return bottom - rows.gap / 2 < y < top + rows.gap / 2

    def moved(y: float) -> float:
        return min(1.0, max(0.0, (y - bottom) / (top - bottom)))

    layout = made["layout"]
    axes = dict(_axes(layout))
    here = {end: axis for end, axis in axes.items() if is_here(sum(axis["domain"]) / 2)}
    ticks = next(layout[f"xaxis{end}"] for end in axes if layout[f"xaxis{end}"].get("ticktext"))
    lefts = {end: round(layout[f"xaxis{end}"]["domain"][0], 6) for end in here}
    for end, axis in here.items():
        is_lowest = axis["domain"][0] == min(
            here[each]["domain"][0] for each in here if lefts[each] == lefts[end]
        )
        if is_lowest:
            below = layout[f"xaxis{end}"]
            below["tickvals"], below["ticktext"] = ticks["tickvals"], ticks["ticktext"]
    for end in axes:
        if end not in here:
            del layout[f"xaxis{end}"], layout[f"yaxis{end}"]
    for axis in here.values():
        axis["domain"] = [moved(y) for y in axis["domain"]]
    made["data"] = [
        trace for trace in made["data"] if trace.get("yaxis", "y").removeprefix("y") in here
    ]
    layout["annotations"] = [
        note | {"y": moved(note["y"])} if note["yref"] == "paper" else note
        for note in layout["annotations"]
        if (
            is_here(note["y"])
            if note["yref"] == "paper"
            else note["yref"].removeprefix("y") in here
        )
    ]
    layout["height"] = height_px
    return made
