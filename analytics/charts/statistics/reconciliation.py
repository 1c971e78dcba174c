"""Does direct division of the published amounts give the published growth?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import flags, numbers, point_keys, require, texts
from analytics.charts.kit.lines import (
    TICK_ROOM_PX,
    LineEnd,
    end_label,
    end_room_px,
    name_ends,
    value_axis,
)
from analytics.charts.kit.marks import NO_POINT, hover
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, NOTE_PX, Ink, finish
from analytics.charts.kit.time_axis import (
    SCOPE_BREAK_PX,
    draw_time_axis,
    mark_scope_breaks,
    scope_break_note,
    up_to,
    with_gaps,
    x_of,
)
from analytics.charts.statistics import findings

COLUMNS = ("period_code", "yoy_reported_pct", "yoy_computed_pct", "is_incomparable")
PUBLISHED, COMPUTED, INCOMPARABLE = "公布", "直接计算", "不可比"
FORMULA = "直接计算：本期累计 ÷ 上年同期累计 − 1"
_KIND = "折线图"
_NAMED_POINTS = 8


@dataclass(frozen=True)
class _Point:
    period: Period
    value: Decimal
    is_apart: bool
    key: str
    source: str
    base_cny_10k: Decimal | None
    is_scope_break: bool


def reconciliation_line(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int = CHART_HEIGHT_PX,
) -> go.Figure:
    """Published growth and growth by division; periods where they part are marked.

    rows: period_code, yoy_reported_pct, yoy_computed_pct, is_incomparable, as
    mart_reconciliation gives them for one region and indicator; its sources,
    comparable_base_cny_10k, incomparable_since, scope and is_scope_break where it has them.
    """
    require(rows, COLUMNS)
    if rows["period_code"].duplicated().any():
        raise ValueError("two rows for one period: one region and indicator a chart")
    rows = up_to(rows, caption.period)
    title = caption.title or findings.reconciliation_finding(rows)
    published, computed = _published(rows, caption), _computed(rows, caption)
    every = [*published, *computed]
    if not every:
        return blank(caption, _KIND, title, colours=colours)
    first, last = min(p.period for p in every), max(p.period for p in every)
    figure, ends = go.Figure(), []
    for name, line, colour in (
        (PUBLISHED, published, colours.series[0]),
        (COMPUTED, computed, colours.series[3]),
    ):
        if not line:
            continue
        _add_line(figure, name, line, colour)
        newest = line[-1]
        late = "" if newest.period == last else newest.period.label
        label = end_label(name, newest.value, late)
        label += f"（{INCOMPARABLE}）" if newest.is_apart else ""
        ends.append(LineEnd(x_of(newest.period), newest.value, label, colour))
    spoken = replace(caption, period=last, first_period=first)
    apart = [point for point in computed if point.is_apart]
    footer = spoken.footer
    if apart:
        footer += f"　×：与公布数{INCOMPARABLE}，以公布数为准"
    breaks = [point.period for point in every if point.is_scope_break]
    if note := scope_break_note(breaks):
        footer += f"　{note}"
    finish(
        figure,
        title,
        spoken.subtitle,
        footer,
        alt_text(_KIND, title, spoken.subtitle, [(end.label, "") for end in ends]),
        colours=colours,
        height=height,
        width_px=caption.narrowest_px,
        left_px=TICK_ROOM_PX,
        right_px=end_room_px(ends, caption.narrowest_px),
        above_px=SCOPE_BREAK_PX if breaks else 0,
        below_px=44,
    )
    value_axis(figure, [point.value for point in every], caption.unit, colours)
    draw_time_axis(figure, first, last, caption.narrowest_px, colours)
    mark_scope_breaks(figure, breaks, last, colours)
    name_ends(figure, ends, caption.narrowest_px)
    # Where most periods part, a word at each would hide the line; the footer says it.
    if len(apart) <= _NAMED_POINTS:
        for point in apart:
            if point is not computed[-1]:
                _name_incomparable(figure, point, colours)
    return figure


def _published(rows: pd.DataFrame, caption: Caption) -> list[_Point]:
    cited = "yoy_reported_source"
    sources = texts(rows, cited if cited in rows.columns else "yoy_source")
    return _points(rows, "yoy_reported_pct", sources, [False] * len(rows), caption)


def _computed(rows: pd.DataFrame, caption: Caption) -> list[_Point]:
    sources = [source or FORMULA for source in texts(rows, "yoy_computed_source")]
    apart = flags(rows, "is_incomparable")
    return _points(rows, "yoy_computed_pct", sources, apart, caption)


def _points(
    rows: pd.DataFrame,
    column: str,
    sources: list[str],
    apart: list[bool],
    caption: Caption,
) -> list[_Point]:
    periods = [parse_period_code(code) for code in texts(rows, "period_code")]
    values, keys = numbers(rows, column), point_keys(rows, column, caption.place)
    bases = (
        numbers(rows, "comparable_base_cny_10k")
        if "comparable_base_cny_10k" in rows.columns
        else [None] * len(rows)
    )
    breaks = _scope_breaks(rows, periods)
    read = zip(periods, values, apart, keys, sources, bases, breaks, strict=True)
    points = [_Point(*each) for each in read if each[1] is not None]
    return sorted(points, key=lambda point: point.period)


def _scope_breaks(rows: pd.DataFrame, periods: list[Period]) -> list[bool]:
    """The first period of another scope, also where the mart's own first row is not here."""
    named = "is_scope_break" in rows.columns
    breaks = flags(rows, "is_scope_break") if named else [False] * len(rows)
    scopes, before = texts(rows, "scope"), ""
    for row in sorted(range(len(rows)), key=lambda index: periods[index]):
        breaks[row] = breaks[row] or bool(before and scopes[row] and scopes[row] != before)
        before = scopes[row] or before
    return breaks


def _add_line(figure: go.Figure, name: str, line: list[_Point], colour: str) -> None:
    is_computed = name == COMPUTED
    gaps = with_gaps(
        [point.period for point in line],
        [True] * len(line),
        [point.is_scope_break for point in line],
    )
    drawn = [None if place is None else line[place] for place in gaps]
    figure.add_scatter(
        name=name,
        x=[None if p is None else x_of(p.period) for p in drawn],
        y=[None if p is None else float(p.value) for p in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": colour, "width": 2.25, "dash": "dash" if is_computed else "solid"},
        marker={
            "color": colour,
            "size": [9 if p is not None and p.is_apart else 6 for p in drawn],
            "symbol": [_symbol(p, is_computed) for p in drawn],
        },
        customdata=[NO_POINT if p is None else [p.key, p.source] for p in drawn],
        hovertext=["" if p is None else _hover(name, p) for p in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _symbol(point: _Point | None, is_computed: bool) -> str:
    if point is not None and point.is_apart:
        return "x"
    return "square-open" if is_computed else "circle"


def _hover(name: str, point: _Point) -> str:
    remark = f"（{INCOMPARABLE}）" if point.is_apart else ""
    said = [f"{name}同比 {shown(point.value)}%{remark}"]
    if point.base_cny_10k is not None:
        base = shown(cny_100m(point.base_cny_10k), 2)
        said.append(f"上年同期可比基数 {base}亿元（由公布增速推算）")
    return hover(point.period.label, said, point.source)


def _name_incomparable(figure: go.Figure, point: _Point, colours: Ink) -> None:
    figure.add_annotation(
        name="incomparable",
        text=INCOMPARABLE,
        x=x_of(point.period),
        y=float(point.value),
        yanchor="top",
        yshift=-6,
        showarrow=False,
        font={"color": colours.muted, "size": NOTE_PX},
    )
