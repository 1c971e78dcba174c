"""The value axis of a line chart and the names at the ends of its lines.

Ticks are our own text: Plotly's would be rounded and worded by d3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import plotly.graph_objects as go

from analytics.basics.numbers import decimals, shown
from analytics.charts.kit.labels import plain, spread, wrapped
from analytics.charts.kit.theme import LINE_HEIGHT, TEXT_PX, Ink, plot_height_px, widest_px

_TICKS = 6
# Air above the highest and below the lowest point, as a share of their distance.
_AIR = Decimal("0.06")
# A narrower axis would make a tenth of a point look like a cliff.
_LEAST_SPAN = Decimal(2)
# Room for −100.0% left of the plot.
TICK_ROOM_PX = 56
# 城步苗族自治县 11.4 in one line where there is room.
_LONGEST_END_PX, _END_SHARE = 11 * TEXT_PX, 0.31
_END_GAP_PX = 10


@dataclass(frozen=True)
class LineEnd:
    """The last point of a line and what stands beside it."""

    x: str | float
    y: Decimal | float
    label: str
    colour: str
    is_bold: bool = False


def ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Round numbers within the values' reach.

    >>> [str(tick) for tick in ticks([Decimal("-9.9"), Decimal("12.1")])]
    ['-10', '-5', '0', '5', '10']
    """
    low, high = _span(values)
    step = _round_step((high - low) / _TICKS)
    air = (high - low) * _AIR
    first = ((low - air) / step).to_integral_value(ROUND_CEILING)
    last = ((high + air) / step).to_integral_value(ROUND_FLOOR)
    return [step * (first + index) for index in range(int(last - first) + 1)]


def value_axis(figure: go.Figure, values: Sequence[Decimal], unit: str, colours: Ink) -> None:
    """Ticks with the unit at the topmost, faint lines, a firm line at zero."""
    low, high = _span(values)
    at = ticks(values)
    labels = [shown(tick, _places(at)) for tick in at]
    labels[-1] += unit
    figure.update_yaxes(
        tickmode="array",
        tickvals=[float(tick) for tick in at],
        ticktext=labels,
        range=[float(low - (high - low) * _AIR), float(high + (high - low) * _AIR)],
        showgrid=True,
        zeroline=True,
        zerolinecolor=colours.muted,
        zerolinewidth=1.5,
        tickfont={"color": colours.muted},
    )


def end_label(name: str, value: Decimal, period: str = "") -> str:
    """Name and value; the period only where the line ends before the others."""
    said = f"{name} {shown(value)}".strip()
    return f"{said}（{period}）" if period else said


def end_label_lines(label: str, width_px: int) -> list[str]:
    return wrapped(label, min(_LONGEST_END_PX, width_px * _END_SHARE), TEXT_PX)


def name_ends(figure: go.Figure, ends: Sequence[LineEnd], width_px: int) -> None:
    """Write each line's name beside its last point, moved apart where they meet."""
    if not ends:
        return
    low, high = figure.layout.yaxis.range
    ground = figure.layout.template.layout.paper_bgcolor
    room = plot_height_px(figure)
    wanted = [(high - float(end.y)) / (high - low) * room for end in ends]
    lines = [end_label_lines(end.label, width_px) for end in ends]
    heights = [len(each) * TEXT_PX * LINE_HEIGHT for each in lines]
    placed = spread(wanted, heights, room)
    newest = max(end.x for end in ends)
    for end, at, moved, said in zip(ends, wanted, placed, lines, strict=True):
        text = "<br>".join(plain(line) for line in said)
        figure.add_annotation(
            name="end",
            text=f"<b>{text}</b>" if end.is_bold else text,
            x=end.x,
            y=float(end.y),
            xanchor="left",
            yanchor="middle",
            xshift=_END_GAP_PX,
            yshift=at - moved,
            align="left",
            showarrow=False,
            borderpad=0,
            # Beyond the last points a ground hides only grid lines, earlier it hides data.
            bgcolor=ground if end.x == newest else None,
            font={"color": end.colour},
        )


def end_room_px(ends: Sequence[LineEnd], width_px: int) -> float:
    """The margin the end labels need to the right of the plot."""
    lines = [line for end in ends for line in end_label_lines(end.label, width_px)]
    return _END_GAP_PX + widest_px(lines) * 1.05


def _span(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    if high - low >= _LEAST_SPAN:
        return low, high
    middle = (high + low) / 2
    return middle - _LEAST_SPAN / 2, middle + _LEAST_SPAN / 2


def _round_step(step: Decimal) -> Decimal:
    magnitude = Decimal(1).scaleb(step.adjusted())
    factor = next(f for f in (1, 2, 5, 10) if magnitude * f >= step)
    return magnitude * factor


def _places(at: Sequence[Decimal]) -> int:
    return max(decimals(tick.normalize()) for tick in at)
