"""In what order do the districts stand by growth, and who moved since last period?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown, with_unit
from analytics.charts.kit.alt import alt_text
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
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import numbers, point_keys, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import (
    CHART_HEIGHT_PX,
    EDGE_PX,
    LIGHT,
    NOTE_PX,
    Ink,
    finish,
    widest_px,
)
from analytics.charts.statistics import findings

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


def ranking_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    parent_label: str = "全市",
    previous_label: str = "上期",
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Districts by place, each with its growth and its move; the parent as a line.

    rows: region_name, yoy_pct, rank (equal ranks are a tie), rank_change (up is
    positive), parent_yoy_pct, source; a district without growth stands last with —.
    """
    require(rows, COLUMNS)
    title = caption.title or findings.ranking_finding(rows)
    if rows.empty:
        return blank(caption, "条形图", title, colours=colours)
    keyed = rows.assign(key=point_keys(rows, "yoy_pct", caption.place, caption.period.code))
    keyed = keyed.iloc[_by_place(rows)]
    names, values = texts(keyed, "region_name"), numbers(keyed, "yoy_pct")
    ranks = whole_numbers(keyed, "rank")
    moves = [place_change(move) for move in whole_numbers(keyed, "rank_change")]
    sources, keys = texts(keyed, "source"), texts(keyed, "key")
    parent = next((v for v in numbers(rows, "parent_yoy_pct") if v is not None), None)
    places = [
        UNDEFINED if rank is None or value is None else str(rank)
        for rank, value in zip(ranks, values, strict=True)
    ]
    value_texts = [shown(value) for value in values]
    said = zip(names, value_texts, places, moves, sources, strict=True)
    figure = go.Figure(
        bar_trace(
            caption.period.label,
            values,
            ["" if value is None else shown(value) for value in values],
            signed_colours(values, colours),
            points(keys, sources),
            [
                hover(
                    name,
                    [
                        f"{caption.measure} {with_unit(text, caption.unit)}",
                        f"位次 {place}，较{previous_label} {move}",
                    ],
                    source,
                )
                for name, text, place, move, source in said
            ],
        )
    )
    readings = [
        (f"第{place}位{name}" if place != UNDEFINED else name, text)
        for place, name, text in zip(places, names, value_texts, strict=True)
    ]
    labels = name_labels(names, caption.narrowest_px)
    change_head = f"较{previous_label}"
    change_room = max(widest_px(moves), text_px(change_head, NOTE_PX)) + 8
    finish(
        figure,
        title,
        caption.subtitle,
        caption.footer,
        alt_text("条形图", title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels) + _RANK_ROOM_PX,
        right_px=change_room,
        above_px=24,
    )
    size = fit_rows(figure, labels, _ROW_PX, height)
    drawn = [value for value in (*values, parent) if value is not None]
    label_px = widest_px(value_texts) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    left = -(figure.layout.margin.l - EDGE_PX)
    text_column(figure, "rank", "位次", places, (0, left), size, colours)
    text_column(
        figure,
        "rank_change",
        change_head,
        moves,
        (1, change_room),
        size,
        colours,
    )
    if parent is not None:
        reference_line(figure, parent_label, parent, colours)
    return figure


def _by_place(rows: pd.DataFrame) -> list[int]:
    ranks, values = whole_numbers(rows, "rank"), numbers(rows, "yoy_pct")
    last = len(rows) + max((rank or 0 for rank in ranks), default=0)
    return sorted(
        range(len(rows)),
        key=lambda row: (values[row] is None, ranks[row] or last, -(values[row] or 0)),
    )
