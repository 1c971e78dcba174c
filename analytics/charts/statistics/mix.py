"""What is the total made of, and how did the shares move in a year?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown, with_unit
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import (
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    zero_based,
)
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import fastest_first, numbers, point_keys, require, texts
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import CHART_HEIGHT_PX, EDGE_PX, LIGHT, Ink, finish, widest_px
from analytics.charts.statistics import findings

COLUMNS = (
    "indicator_name",
    "share_pct",
    "share_last_year_pct",
    "share_change_pp",
    "source",
)
_KIND = "成对条形图"
_ROW_PX, _PAIR_GAP = 42, 0.24
_PAIR_OFFSET = (1 - _PAIR_GAP) / 4
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
    """What must be said where the parts shown do not make up the whole.

    >>> missing_note([Decimal("60.0"), Decimal("35.2")])
    '注意：各分项合计95.2%，与总计相差4.8个百分点'
    """
    known = [share for share in shares_pct if share is not None]
    total = sum(known, Decimal(0))
    if not known or abs(total - 100) <= _ROUNDING_PP * len(known):
        return ""
    difference = rounded(abs(total - 100))
    return f"注意：各分项合计{shown(total)}%，与总计相差{difference}个百分点"


def mix_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Shares of this year beside the same months of last year, largest first.

    rows: indicator_name, share_pct, share_last_year_pct, share_change_pp, source;
    last_year_source where the mart gives it.
    """
    require(rows, COLUMNS)
    title = caption.title or findings.mix_finding(rows)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    keyed = rows.assign(key=point_keys(rows, "share_pct", caption.place, caption.period.code))
    keyed = keyed.iloc[fastest_first(numbers(rows, "share_pct"))]
    names = texts(keyed, "indicator_name")
    now, before = numbers(keyed, "share_pct"), numbers(keyed, "share_last_year_pct")
    moves = [change_label(move) for move in numbers(keyed, "share_change_pp")]
    now_texts = [
        f"{shown(share)}　{move}".rstrip("　") for share, move in zip(now, moves, strict=True)
    ]
    keys, earlier_keys = texts(keyed, "key"), [f"{k}|last_year" for k in texts(keyed, "key")]
    labels, note = name_labels(names, caption.narrowest_px), missing_note(now)
    this_label, last_label = caption.period.label, caption.period.last_year.label
    figure = go.Figure()
    for label, shares, fill, stripes, own_keys, sources in (
        (this_label, now, colours.growth, "", keys, texts(keyed, "source")),
        (
            last_label,
            before,
            colours.earlier,
            "/",
            earlier_keys,
            texts(keyed, "last_year_source"),
        ),
    ):
        said = [f"{label}占比 {with_unit(shown(share), caption.unit)}" for share in shares]
        hovers = [
            hover(name, [text], source)
            for name, text, source in zip(names, said, sources, strict=True)
        ]
        value_texts = [shown(share) for share in shares]
        trace = bar_trace(label, shares, value_texts, fill, points(own_keys, sources), hovers)
        # A photocopy keeps the stripes, not the grey.
        trace.marker.pattern = {
            "shape": stripes,
            "fillmode": "overlay",
            "fgcolor": colours.background,
            "size": 6,
            "solidity": 0.3,
        }
        figure.add_trace(trace)
    readings = [
        (name, f"{shown(share)}（{move}）" if move else shown(share))
        for name, share, move in zip(names, now, moves, strict=True)
    ]
    finish(
        figure,
        title,
        caption.subtitle,
        f"{note}　{caption.footer}" if note else caption.footer,
        alt_text(_KIND, title, caption.subtitle, readings) + note,
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=8,
        above_px=26,
    )
    size = fit_rows(figure, labels, _ROW_PX, height, bars=2)
    drawn = [share for share in (*now, *before) if share is not None]
    label_px = widest_px(now_texts, size) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, now, now_texts, size, colours, offset=-_PAIR_OFFSET)
    say_values(figure, before, [shown(s) for s in before], size, colours, offset=_PAIR_OFFSET)
    figure.update_layout(barmode="group", bargap=_PAIR_GAP, bargroupgap=0.08)
    _name_pair(figure, this_label, last_label, colours)
    return figure


def _name_pair(figure: go.Figure, this_label: str, last_label: str, colours: Ink) -> None:
    # Words beside the colours, and no legend of Plotly's: it wraps over the subtitle.
    figure.add_annotation(
        name="pair",
        text=(
            f'<span style="color:{colours.growth}">■</span> {this_label}（实心）　'
            f'<span style="color:{colours.earlier}">■</span> {last_label}（斜纹）'
        ),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=EDGE_PX - figure.layout.margin.l,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        borderpad=0,
        font={"color": colours.text},
    )
