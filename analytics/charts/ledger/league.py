"""Who leads and who trails among the units, and who moved since last period?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown, with_unit
from analytics.charts.kit.alt import alt_text
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
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import flags, numbers, require, texts, whole_numbers
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
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import period_of, point_key, unit_names
from analytics.charts.statistics.ranking import place_change

COLUMNS = ("unit", "place", "completion_rate_pct", "place_change", "is_small_base", "source")
SMALL_BASE = "基数小"
_KIND = "条形图"
_RANK_ROOM_PX, _COLUMN_GAP_PX = 40, 8


def league_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    is_within_league: bool = False,
    previous_label: str = "上期",
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Units in the order of the rows with place, completion rate and move.

    rows: mart_league of one period; a small base is grey and says so. is_within_league
    takes league_place and league_place_change for the places of one league.
    customdata of a point: ["unit|<unit>|<period>", source].
    """
    place, move = (
        ("league_place", "league_place_change") if is_within_league else ("place", "place_change")
    )
    require(rows, (*COLUMNS, place, move))
    title = caption.title or project_findings.league_finding(rows, place)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    period = period_of(rows, caption)
    small, units = flags(rows, "is_small_base"), unit_names(rows)
    names = [
        f"{unit}（{SMALL_BASE}）" if is_small else unit
        for unit, is_small in zip(units, small, strict=True)
    ]
    values, sources = numbers(rows, "completion_rate_pct"), texts(rows, "source")
    places = [UNDEFINED if each is None else str(each) for each in whole_numbers(rows, place)]
    moves = [place_change(each) for each in whole_numbers(rows, move)]
    value_texts = [shown(value) for value in values]
    said = list(zip(names, value_texts, places, moves, sources, strict=True))
    figure = go.Figure(
        bar_trace(
            period.label,
            values,
            ["" if value is None else shown(value) for value in values],
            [colours.earlier if is_small else colours.growth for is_small in small],
            points([point_key("unit", unit, period) for unit in texts(rows, "unit")], sources),
            [
                hover(
                    name,
                    [f"完成率 {with_unit(text, '%')}", f"位次 {each}，较{previous_label} {change}"],
                    source,
                )
                for name, text, each, change, source in said
            ],
        )
    )
    readings = [(f"第{each}位{name}", text) for name, text, each, _, _ in said]
    labels = name_labels(names, caption.narrowest_px)
    change_head = f"较{previous_label}"
    right = max(widest_px(moves), text_px(change_head, NOTE_PX)) + _COLUMN_GAP_PX
    finish(
        figure,
        title,
        caption.subtitle,
        caption.footer,
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels) + _RANK_ROOM_PX,
        right_px=right,
        above_px=24,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    drawn = [value for value in values if value is not None]
    label_px = widest_px(value_texts) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    left = -(figure.layout.margin.l - EDGE_PX)
    text_column(figure, "place", "位次", places, (0, left), size, colours)
    text_column(figure, "place_change", change_head, moves, (1, right), size, colours)
    return figure
