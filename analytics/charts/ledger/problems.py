"""Which open problems have stayed open for how long, and whom are they to be raised to?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

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
from analytics.charts.kit.columns import flags, kept, numbers, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, NOTE_PX, Ink, finish, widest_px
from analytics.charts.ledger.rows import period_of, point_key
from analytics.charts.statistics.findings import joined, those_at

COLUMNS = (
    "project_name",
    "unit",
    "problem_text",
    "months_open",
    "is_open",
    "is_overdue",
    "escalation",
    "source",
)
_KIND, _HEAD, _COLUMN_GAP_PX = "条形图", "提请", 10
_COUNTED = "个项目"


def problem_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Open problems by the months they are open, in the order of the rows.

    rows: mart_problems of one region and period; what is solved is left out.
    customdata of a point: ["project|<project_key>|<period>", source].
    """
    require(rows, COLUMNS)
    rows = kept(rows, flags(rows, "is_open"))
    title = caption.title or _finding(rows)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    period = period_of(rows, caption)
    names, sources = texts(rows, "project_name"), texts(rows, "source")
    values, raised = numbers(rows, "months_open"), texts(rows, "escalation")
    late = flags(rows, "is_overdue")
    value_texts = [
        f"{months}个月{'（逾期）' if is_late else ''}"
        for months, is_late in zip(whole_numbers(rows, "months_open"), late, strict=True)
    ]
    keys = texts(rows, "project_key") if "project_key" in rows.columns else names
    said = zip(names, texts(rows, "problem_text"), value_texts, raised, sources, strict=True)
    figure = go.Figure(
        bar_trace(
            period.label,
            values,
            value_texts,
            [colours.decline if is_late else colours.growth for is_late in late],
            points([point_key("project", key, period) for key in keys], sources),
            [
                hover(name, [problem, f"已{text}，{level}"], source)
                for name, problem, text, level, source in said
            ],
        )
    )
    labels = name_labels(names, caption.narrowest_px)
    room = max(widest_px(raised), text_px(_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
    readings = [
        (name, f"已{text}，提请{level}")
        for name, text, level in zip(names, value_texts, raised, strict=True)
    ]
    finish(
        figure,
        title,
        caption.subtitle,
        caption.footer,
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=room,
        above_px=24,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    label_px = widest_px(value_texts) + 12
    drawn = [value for value in values if value is not None]
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    text_column(figure, "raised", _HEAD, raised, (1, room), size, colours)
    return figure


def _finding(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "没有未解决的问题"
    overdue = sum(flags(rows, "is_overdue"))
    months = whole_numbers(rows, "months_open")
    pairs = list(zip(texts(rows, "project_name"), months, strict=True))
    known = [pair for pair in pairs if pair[1] is not None]
    said = f"{len(rows)}个问题未解决"
    if overdue:
        said += f"，{overdue}个已超过时限"
    if not known:
        return said
    longest = max(value for _, value in known)
    names = those_at(known, longest)
    return f"{said}，{joined(names, _COUNTED)}已{longest}个月"
