"""What is the total made of, and how did the shares move in a year?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import findings
from analytics.charts.alt import alt_text
from analytics.charts.bars import (
    as_floats,
    fit_rows,
    name_labels,
    name_room_px,
    say_missing,
    zero_based,
)
from analytics.charts.blank import blank
from analytics.charts.caption import Caption
from analytics.charts.columns import fastest_first, numbers, point_keys, require, texts
from analytics.charts.labels import text_px
from analytics.charts.marks import hover, points
from analytics.charts.theme import CHART_HEIGHT_PX, EDGE_PX, TEXT_PX, finish, ink
from analytics.numbers import rounded, shown

COLUMNS = (
    "indicator_name",
    "share_pct",
    "share_last_year_pct",
    "share_change_pp",
    "source",
)
_ROW_PX = 52
# What rounding to one decimal can move a sum by, for each part.
_ROUNDING_PP = Decimal("0.05")


def change_label(change_pp: Decimal | None) -> str:
    """A share's move in a year, always with its sign; nothing where it is unknown.

    >>> change_label(Decimal("1.3")), change_label(Decimal("-0.25")), change_label(None)
    ('+1.3个百分点', '−0.3个百分点', '')
    """
    if change_pp is None:
        return ""
    seen = rounded(change_pp)
    return f"{'+' if seen > 0 else ''}{shown(seen)}个百分点" if seen else "持平"


def missing_note(shares_pct: list[Decimal | None]) -> str:
    """What must be said where the parts shown do not make up the whole."""
    known = [share for share in shares_pct if share is not None]
    total = sum(known, Decimal(0))
    if not known or abs(total - 100) <= _ROUNDING_PP * len(known):
        return ""
    difference = rounded(abs(total - 100))
    if not difference:
        return ""
    return f"注意：各分项合计{shown(total)}%，与总计相差{difference}个百分点"


def mix_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    is_dark: bool = False,
    height: int | None = None,
) -> go.Figure:
    """Shares of this year beside the same months of last year, largest first.

    rows: indicator_name, share_pct, share_last_year_pct, share_change_pp, source;
    last_year_source where the mart gives it.
    """
    require(rows, COLUMNS)
    title = caption.title or findings.mix_finding(rows)
    if rows.empty:
        return blank(caption, "成对条形图", title, is_dark=is_dark)
    keyed = rows.assign(key=point_keys(rows, "share_pct", caption.place, caption.period.code))
    keyed = keyed.iloc[fastest_first(numbers(rows, "share_pct"))]
    names = texts(keyed, "indicator_name")
    now, before = numbers(keyed, "share_pct"), numbers(keyed, "share_last_year_pct")
    moves = [change_label(move) for move in numbers(keyed, "share_change_pp")]
    sources, keys = texts(keyed, "source"), texts(keyed, "key")
    colours, places = ink(is_dark), list(range(len(names)))
    this_label, last_label = caption.period.label, caption.period.last_year.label
    now_texts = [
        "" if share is None else f"{shown(share)}　{move}".rstrip("　")
        for share, move in zip(now, moves, strict=True)
    ]
    figure = go.Figure()
    for label, shares, said, colour, pattern, key_end, cited in (
        (this_label, now, now_texts, colours.growth, "", "", sources),
        (
            last_label,
            before,
            ["" if share is None else shown(share) for share in before],
            colours.earlier,
            "/",
            "|last_year",
            texts(keyed, "last_year_source"),
        ),
    ):
        figure.add_bar(
            name=label,
            x=as_floats(shares),
            y=places,
            orientation="h",
            marker={
                "color": colour,
                "pattern": {
                    "shape": pattern,
                    "fillmode": "overlay",
                    "fgcolor": colours.background,
                    "size": 6,
                    "solidity": 0.3,
                },
            },
            text=said,
            textposition="outside",
            constraintext="none",
            cliponaxis=False,
            textfont={"color": colours.text if not key_end else colours.muted},
            customdata=points([f"{key}{key_end}" for key in keys], cited),
            hovertext=[
                hover(name, [f"{label}占比 {shown(share)}{caption.unit}"], source)
                for name, share, source in zip(names, shares, cited, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    subtitle = caption.subtitle
    labels, note = name_labels(names, caption.narrowest_px), missing_note(now)
    footer = f"{note}　{caption.footer}" if note else caption.footer
    readings = [
        (name, shown(share) if not move else f"{shown(share)}（{move}）")
        for name, share, move in zip(names, now, moves, strict=True)
    ]
    alt = alt_text("成对条形图", title, subtitle, readings) + note
    finish(
        figure,
        title,
        subtitle,
        footer,
        alt,
        is_dark=is_dark,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=8,
        above_px=28,
    )
    size = fit_rows(figure, labels, _ROW_PX, height)
    figure.update_traces(textfont={"size": size})
    drawn = [share for share in (*now, *before) if share is not None]
    label_px = max((text_px(text, TEXT_PX) for text in now_texts), default=0) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_missing(figure, now, size, colours)
    figure.update_layout(
        barmode="group",
        bargap=0.3,
        bargroupgap=0.08,
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "xref": "container",
            "x": EDGE_PX / caption.narrowest_px,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"color": colours.text},
        },
    )
    return figure
