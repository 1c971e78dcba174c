"""How fast does each part grow in one period, and what of the whole?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import shown, with_unit
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import (
    ROW_PX,
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
from analytics.charts.kit.columns import fastest_first, kept, numbers, point_keys, require, texts
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, NOTE_PX, Ink, finish, widest_px
from analytics.charts.statistics import findings

TOTAL_LABEL = "总计"
# A narrower chart needs the room for its bars; the period before is in the hover.
_PREVIOUS_FROM_PX = 600
_KIND = "条形图"
COLUMNS = ("indicator_name", "breakdown", "yoy_pct", "previous_yoy_pct", "source")


def breakdown_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    previous_label: str = "上期",
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Growth of the parts for one period, fastest first, against the total's growth.

    rows: indicator_name, breakdown ("total" marks the line to compare with), yoy_pct,
    previous_yoy_pct, source. The period before stands as a column of numbers at the
    right: as marks it hid the labels of the bars.
    """
    require(rows, COLUMNS)
    title = caption.title or findings.breakdown_finding(rows)
    keyed = rows.assign(key=point_keys(rows, "yoy_pct", caption.place, caption.period.code))
    is_total = [kind == "total" for kind in texts(rows, "breakdown")]
    parts = kept(keyed, [not is_whole for is_whole in is_total])
    if parts.empty:
        return blank(caption, _KIND, title, colours=colours)
    parts = parts.iloc[fastest_first(numbers(parts, "yoy_pct"))]
    total_pct = next(iter(numbers(kept(keyed, is_total), "yoy_pct")), None)
    names, sources = texts(parts, "indicator_name"), texts(parts, "source")
    values, before = numbers(parts, "yoy_pct"), numbers(parts, "previous_yoy_pct")
    value_texts, before_texts = [shown(v) for v in values], [shown(v) for v in before]
    labels = name_labels(names, caption.narrowest_px)
    said = zip(names, value_texts, before_texts, sources, strict=True)
    figure = go.Figure(
        bar_trace(
            caption.period.label,
            values,
            ["" if value is None else shown(value) for value in values],
            signed_colours(values, colours),
            points(texts(parts, "key"), sources),
            [
                hover(
                    name,
                    [
                        f"{caption.measure} {with_unit(text, caption.unit)}",
                        f"{previous_label} {with_unit(earlier, caption.unit)}",
                    ],
                    source,
                )
                for name, text, earlier, source in said
            ],
        )
    )
    alt = alt_text(_KIND, title, caption.subtitle, list(zip(names, value_texts, strict=True)))
    is_wide = caption.narrowest_px >= _PREVIOUS_FROM_PX
    has_previous = is_wide and any(value is not None for value in before)
    previous_room = max(widest_px(before_texts), text_px(previous_label, NOTE_PX)) + 8
    finish(
        figure,
        title,
        caption.subtitle,
        caption.footer,
        alt,
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=previous_room if has_previous else 0,
        above_px=0 if total_pct is None and not has_previous else 24,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    drawn = [v for v in (*values, total_pct) if v is not None]
    label_px = widest_px(value_texts) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    if has_previous:
        at = (1, previous_room)
        text_column(figure, "previous", previous_label, before_texts, at, size, colours)
    if total_pct is not None:
        reference_line(figure, TOTAL_LABEL, total_pct, colours)
    return figure
