"""How many projects have reached each stage, and which share went on?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, shown
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import (
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
from analytics.charts.kit.columns import numbers, require, texts, whole_numbers
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, NOTE_PX, Ink, finish, widest_px
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import period_of, point_key

COLUMNS = ("stage", "stage_order", "standing_count", "reached_count", "conversion_pct", "source")
CONVERSION = "转化率"
# Stages at which no project stands are no rows: the reader must know what is divided.
_NOTE = f"条形为已到达该阶段的项目数；{CONVERSION}：到达本阶段÷到达上一行阶段"
_KIND = "漏斗条形图"
_ROW_PX, _COLUMN_GAP_PX = 36, 10


def funnel_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Stages from 谋划 down, each with the projects that reached it or went beyond.

    rows: mart_funnel of one region and period.
    customdata of a point: ["stage|<stage>|<period>", source].
    """
    require(rows, COLUMNS)
    title = caption.title or project_findings.funnel_finding(rows)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    period = period_of(rows, caption)
    if rows["stage"].duplicated().any():
        raise ValueError("two rows for one stage: one region a chart")
    rows = rows.sort_values("stage_order", kind="stable")
    stages, sources = texts(rows, "stage"), texts(rows, "source")
    reached, standing = whole_numbers(rows, "reached_count"), whole_numbers(rows, "standing_count")
    conversions = [
        UNDEFINED if value is None else f"{shown(value)}%"
        for value in numbers(rows, "conversion_pct")
    ]
    value_texts = [f"{count}个" for count in reached]
    said = list(zip(stages, value_texts, standing, conversions, sources, strict=True))
    labels = name_labels(stages, caption.narrowest_px)
    figure = go.Figure(
        bar_trace(
            period.label,
            reached,
            value_texts,
            colours.growth,
            points([point_key("stage", stage, period) for stage in stages], sources),
            [
                hover(
                    stage,
                    [f"已到达 {count}，其中现处本阶段 {here}个", f"{CONVERSION} {share}"],
                    source,
                )
                for stage, count, here, share, source in said
            ],
        )
    )
    readings = [(stage, f"{count}（{CONVERSION}{share}）") for stage, count, _, share, _ in said]
    right = max(widest_px(conversions), text_px(CONVERSION, NOTE_PX)) + _COLUMN_GAP_PX
    finish(
        figure,
        title,
        caption.subtitle,
        f"{caption.footer}　{_NOTE}",
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=right,
        above_px=24,
    )
    size = fit_rows(figure, labels, _ROW_PX, height)
    label_px = widest_px(value_texts) + 12
    zero_based(figure, reached, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, reached, value_texts, size, colours)
    text_column(figure, "conversion", CONVERSION, conversions, (1, right), size, colours)
    return figure
