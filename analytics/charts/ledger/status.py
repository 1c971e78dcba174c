"""How many projects have each status under the rule in force?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import shown
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import bar_trace, fit_rows, name_room_px, say_values, zero_based
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import numbers, require, texts, whole_numbers
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import (
    CHART_HEIGHT_PX,
    LIGHT,
    STATUS_MARKS,
    Ink,
    finish,
    status_colour,
    status_label,
    widest_px,
)
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import RULE_COLUMNS, footer_with_rule, period_of, point_key

COLUMNS = ("status", "project_count", "share_pct", "source", *RULE_COLUMNS)
_KIND = "条形图"
_ROW_PX = 36


def status_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """One bar a status, 较快 first: mark, word, count and share of all projects.

    rows: mart_status_by_rule of one period and rule; — is drawn as 未判定.
    customdata of a point: ["status|<status>|<period>", source].
    """
    require(rows, COLUMNS)
    title = caption.title or project_findings.status_finding(rows)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    footer, period = footer_with_rule(rows, caption), period_of(rows, caption)
    if rows["status"].duplicated().any():
        raise ValueError("two rows for one status: one region a chart")
    order, given = list(STATUS_MARKS), texts(rows, "status")
    rows = rows.iloc[
        sorted(
            range(len(rows)),
            key=lambda row: order.index(given[row]) if given[row] in order else len(order),
        )
    ]
    statuses, sources = texts(rows, "status"), texts(rows, "source")
    labels = [status_label(status) for status in statuses]
    counts = whole_numbers(rows, "project_count")
    value_texts = [
        f"{count}个（{shown(share)}%）"
        for count, share in zip(counts, numbers(rows, "share_pct"), strict=True)
    ]
    figure = go.Figure(
        bar_trace(
            period.label,
            counts,
            value_texts,
            [status_colour(status, colours) for status in statuses],
            points([point_key("status", status, period) for status in statuses], sources),
            [
                hover(label, [text], source)
                for label, text, source in zip(labels, value_texts, sources, strict=True)
            ],
        )
    )
    finish(
        figure,
        title,
        caption.subtitle,
        footer,
        alt_text(_KIND, title, caption.subtitle, list(zip(labels, value_texts, strict=True))),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
    )
    size = fit_rows(figure, labels, _ROW_PX, height)
    label_px = widest_px(value_texts) + 12
    zero_based(figure, counts, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, counts, value_texts, size, colours)
    return figure
