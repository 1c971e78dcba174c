"""How fast does each part grow in one period, and what of the whole?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import findings
from analytics.charts.alt import alt_text
from analytics.charts.bars import (
    ROW_PX,
    as_floats,
    fit_rows,
    name_labels,
    name_room_px,
    reference_line,
    say_missing,
    signed_colours,
    zero_based,
)
from analytics.charts.blank import blank
from analytics.charts.caption import SEPARATOR, Caption
from analytics.charts.columns import fastest_first, numbers, point_keys, require, texts
from analytics.charts.labels import text_px
from analytics.charts.marks import hover, points
from analytics.charts.theme import CHART_HEIGHT_PX, TEXT_PX, finish, ink
from analytics.numbers import shown

COLUMNS = ("indicator_name", "breakdown", "yoy_pct", "previous_yoy_pct", "source")


def breakdown_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    previous_label: str = "上期",
    is_dark: bool = False,
    height: int | None = None,
) -> go.Figure:
    """Growth of the parts for one period, fastest first, against the total's growth.

    rows: indicator_name, breakdown ("total" marks the line to compare with), yoy_pct,
    previous_yoy_pct, source; previous_yoy_source where the mart gives it.
    """
    require(rows, COLUMNS)
    keyed = rows.assign(key=point_keys(rows, "yoy_pct", caption.place, caption.period.code))
    is_total = [kind == "total" for kind in texts(rows, "breakdown")]
    total = keyed[is_total]
    parts = keyed[[not is_whole for is_whole in is_total]]
    order = fastest_first(numbers(parts, "yoy_pct"))
    parts = parts.iloc[order]
    names = texts(parts, "indicator_name")
    values, before = numbers(parts, "yoy_pct"), numbers(parts, "previous_yoy_pct")
    sources, keys = texts(parts, "source"), texts(parts, "key")
    total_pct = (numbers(total, "yoy_pct") or [None])[0]
    title = caption.title or findings.breakdown_finding(rows)
    if not names:
        return blank(caption, "条形图", title, is_dark=is_dark)
    colours, places = ink(is_dark), list(range(len(parts)))
    value_texts = [shown(value) for value in values]
    figure = go.Figure(
        go.Bar(
            name=caption.period.label,
            x=as_floats(values),
            y=places,
            orientation="h",
            marker={"color": signed_colours(values, colours)},
            text=["" if value is None else shown(value) for value in values],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": colours.text},
            customdata=points(keys, sources),
            hovertext=[
                hover(name, [f"{caption.measure} {text}{caption.unit}"], source)
                for name, text, source in zip(names, value_texts, sources, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    has_previous = any(value is not None for value in before)
    if has_previous:
        earlier_sources = texts(parts, "previous_yoy_source")
        figure.add_scatter(
            name=previous_label,
            x=as_floats(before),
            y=places,
            mode="markers",
            marker={
                "symbol": "diamond-open",
                "size": 9,
                "color": colours.text,
                "line": {"width": 1.5},
            },
            customdata=points([f"{key}|previous" for key in keys], earlier_sources),
            hovertext=[
                hover(name, [f"{previous_label} {shown(value)}{caption.unit}"], source)
                for name, value, source in zip(names, before, earlier_sources, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    subtitle = caption.subtitle
    if has_previous:
        subtitle += f"{SEPARATOR}◇ {previous_label}"
    labels = name_labels(names, caption.narrowest_px)
    alt = alt_text("条形图", title, subtitle, list(zip(names, value_texts, strict=True)))
    finish(
        figure,
        title,
        subtitle,
        caption.footer,
        alt,
        is_dark=is_dark,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=8,
        above_px=0 if total_pct is None else 22,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    figure.update_traces(textfont={"size": size}, selector={"type": "bar"})
    drawn = [v for v in (*values, *before, total_pct) if v is not None]
    label_px = max((text_px(text, TEXT_PX) for text in value_texts), default=0) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_missing(figure, values, size, colours)
    if total_pct is not None:
        reference_line(figure, texts(total, "indicator_name")[0], total_pct, colours)
    return figure
