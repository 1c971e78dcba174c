"""Rows of horizontal bars: names at the left, bars from zero, values at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown
from analytics.charts.kit.labels import paragraph, plain
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

ROW_PX = 30
_LEAST_TEXT_PX, _TIGHT = 10, 1.2
_NAME_GAP_PX = 8
_VALUE_GAP_PX = 4
# A longer name takes a second line; wide charts give it one: 电力、热力、燃气及水的生产和供应业.
_NAME_SHARE, _LONGEST_NAME_PX = 0.4, 19 * TEXT_PX


def name_labels(names: Sequence[str], width_px: int) -> list[str]:
    """Names as drawn in a chart of this width, none cut."""
    room = min(_LONGEST_NAME_PX, width_px * _NAME_SHARE)
    return [paragraph(name, room, TEXT_PX) for name in names]


def name_room_px(labels: list[str]) -> float:
    return widest_px(labels) + _NAME_GAP_PX


def bar_trace(
    name: str,
    values: Sequence[Decimal | None],
    labels: Sequence[str],
    fill: str | list[str],
    customdata: list[list[str]],
    hovertext: list[str],
) -> go.Bar:
    """Bars in row order; say_values writes the labels, clear of what they cross."""
    return go.Bar(
        name=name,
        x=[None if value is None else float(value) for value in values],
        y=list(range(len(values))),
        orientation="h",
        marker={"color": fill},
        text=list(labels),
        textposition="none",
        cliponaxis=False,
        # After a click the other bars stay readable.
        unselected={"marker": {"opacity": 0.5}},
        customdata=customdata,
        hovertext=hovertext,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def fit_rows(
    figure: go.Figure,
    labels: list[str],
    row_px: float,
    height: int | None,
    bars: int = 1,
) -> int:
    """Give each row its height, or all rows the height there is; the size of values."""
    margin = figure.layout.margin
    if height is None:
        tallest = max((label.count("<br>") + 1 for label in labels), default=1)
        row_px = max(row_px, tallest * TEXT_PX * _TIGHT + 2)
        # Two bars alone would be a strip between title and footer.
        rows = max(len(labels), 3)
        figure.update_layout(height=round(margin.t + margin.b + rows * row_px))
    room = plot_height_px(figure) / max(len(labels), 1)
    size = _fitting(room / LINE_HEIGHT)
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[len(labels) - 0.5, -0.5],
        tickfont={"size": size},
        ticklen=_NAME_GAP_PX,
        ticks="outside",
        tickcolor="rgba(0,0,0,0)",
    )
    return _fitting(room / bars / LINE_HEIGHT)


def zero_based(
    figure: go.Figure,
    values: Sequence[Decimal],
    label_px: tuple[float, float],
    width_px: int,
    colours: Ink,
) -> None:
    """A value axis that holds zero, every bar, and label_px left and right of them."""
    room = plot_width_px(figure, width_px)
    low, high = float(min([*values, Decimal(0)])), float(max([*values, Decimal(0)]))
    before = label_px[0] if low < 0 else EDGE_PX
    after = label_px[1] if high > 0 or low == 0 else EDGE_PX
    span = (high - low) or 1.0
    per_px = span / max(room - before - after, room * 0.3)
    figure.update_xaxes(
        range=[low - before * per_px, high + after * per_px],
        showticklabels=False,
        zeroline=True,
        zerolinecolor=colours.muted,
        zerolinewidth=1.5,
    )


def say_values(
    figure: go.Figure,
    values: Sequence[Decimal | None],
    labels: Sequence[str],
    size: float,
    colours: Ink,
    offset: float | None = None,
) -> None:
    """Each value at its bar's end; — where there is none, never a bar of length 0.

    offset: where in its row the bar lies, for bars in pairs; nothing crosses those.
    """
    notes: list[dict[str, object]] = []
    for row, (value, label) in enumerate(zip(values, labels, strict=True)):
        side = -1 if value is not None and value < 0 else 1
        notes.append(
            {
                "name": "missing" if value is None else "value",
                "text": UNDEFINED if value is None else plain(label),
                "x": 0 if value is None else float(value),
                "y": row + (offset or 0),
                "xanchor": "left" if side > 0 else "right",
                "xshift": side * _VALUE_GAP_PX,
                "showarrow": False,
                "borderpad": 0,
                # A trace's own text has no ground: the reference line would cross it.
                "bgcolor": colours.background if offset is None else None,
                "font": {"color": colours.text, "size": size},
            }
        )
    _add_notes(figure, notes)


def text_column(
    figure: go.Figure,
    name: str,
    head: str,
    cells: list[str],
    at: tuple[float, float],
    size: float,
    colours: Ink,
) -> None:
    """A column of words beside the rows, with its head above the plot.

    at: the side of the plot, 0 left or 1 right, and the pixels from there.
    """
    common = {
        "xref": "paper",
        "x": at[0],
        "xanchor": "right" if at[0] else "left",
        "xshift": at[1],
        "showarrow": False,
        "borderpad": 0,
    }
    heading = common | {
        "name": f"{name}_head",
        "text": plain(head),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"color": colours.muted, "size": NOTE_PX},
    }
    font = {"color": colours.text, "size": size}
    beside = [
        common | {"name": name, "text": plain(cell), "y": row, "yref": "y", "font": font}
        for row, cell in enumerate(cells)
    ]
    _add_notes(figure, [heading, *beside])


def reference_line(figure: go.Figure, name: str, value: Decimal, colours: Ink) -> None:
    """What the bars are measured against, named above the plot: 全市 −9.9."""
    figure.add_shape(
        name="reference",
        type="line",
        x0=float(value),
        x1=float(value),
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": colours.text, "width": 1.5, "dash": "dash"},
    )
    figure.add_annotation(
        name="reference",
        text=f"<b>{plain(name)} {shown(value)}</b>",
        x=float(value),
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        borderpad=2,
        font={"color": colours.text},
    )


def signed_colours(values: Sequence[Decimal | None], colours: Ink) -> list[str]:
    """Growth and decline; the side of zero says the same without colour."""
    return [
        colours.decline if value is not None and value < 0 else colours.growth for value in values
    ]


def _add_notes(figure: go.Figure, notes: list[dict[str, object]]) -> None:
    # All at once: add_annotation copies every earlier one, 2 s for 31 provinces.
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _fitting(room_px: float) -> int:
    return min(TEXT_PX, max(_LEAST_TEXT_PX, int(room_px)))
