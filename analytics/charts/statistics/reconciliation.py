"""Does direct division of the published amounts give the published growth?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
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
from analytics.charts.kit.spec import COMPUTED as COMPUTED_TONE
from analytics.charts.kit.spec import ChartSpec, Series
from analytics.charts.kit.spec_periods import over_time, unbroken
from analytics.charts.kit.spec_words import amount_column, given
from analytics.charts.kit.theme import NOTE_PX, Ink
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


class ReconciliationLine(Chart):
    """Published growth and growth by division; periods where they part are marked.

    rows: period_code, yoy_reported_pct, yoy_computed_pct, is_incomparable, as
    mart_reconciliation gives them for one region and indicator; its sources,
    comparable_base_cny_10k, incomparable_since, scope and is_scope_break where it has them.
    """

    kind = "折线图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        if rows["period_code"].duplicated().any():
            raise ValueError("two rows for one period: one region and indicator a chart")
        rows = up_to(rows, caption.period)
        self.published, self.computed = _published(rows, caption), _computed(rows, caption)
        self.points = [*self.published, *self.computed]
        self.spoken = caption
        if self.points:
            self.first = min(point.period for point in self.points)
            self.last = max(point.period for point in self.points)
            self.spoken = replace(caption, period=self.last, first_period=self.first)
        self.apart = [point for point in self.computed if point.is_apart]
        self.apart_note = f"×：与公布数{INCOMPARABLE}，以公布数为准" if self.apart else ""
        self.breaks = [point.period for point in self.points if point.is_scope_break]
        super().__init__(
            rows,
            caption,
            findings.reconciliation_finding(rows),
            [self.apart_note, scope_break_note(self.breaks)],
            spoken=self.spoken,
            is_blank=not self.points,
        )
        both = ((PUBLISHED, self.published), (COMPUTED, self.computed))
        self.lines = {name: line for name, line in both if line}
        self.labels = {name: self._label(name, line[-1]) for name, line in self.lines.items()}
        self.read_out = [(label, "") for label in self.labels.values()]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        figure, ends, width = go.Figure(), [], self.caption.narrowest_px
        inks = {PUBLISHED: colours.series[0], COMPUTED: colours.series[3]}
        for name, line in self.lines.items():
            _add_line(figure, name, line, inks[name])
            at, value = x_of(line[-1].period), line[-1].value
            ends.append(LineEnd(at, value, self.labels[name], inks[name]))
        self.finish(
            figure,
            colours,
            height,
            left_px=TICK_ROOM_PX,
            right_px=end_room_px(ends, width),
            above_px=SCOPE_BREAK_PX if self.breaks else 0,
            below_px=44,
        )
        value_axis(figure, [point.value for point in self.points], self.caption.unit, colours)
        draw_time_axis(figure, self.first, self.last, width, colours)
        mark_scope_breaks(figure, self.breaks, self.last, colours)
        name_ends(figure, ends, width)
        # Where most periods part, a word at each would hide the line; the footer says it.
        if len(self.apart) <= _NAMED_POINTS:
            for point in self.apart:
                if point is not self.computed[-1]:
                    _name_incomparable(figure, point, colours)
        return figure

    def describe(self) -> ChartSpec:
        periods = unbroken(point.period for point in self.points)
        codes = texts(self.rows, "period_code")
        at = {parse_period_code(code): row for row, code in enumerate(codes)}
        rows = [at.get(period) for period in periods]
        cited = {PUBLISHED: _published_sources(self.rows), COMPUTED: _own_sources(self.rows)}
        tones = {PUBLISHED: "", COMPUTED: COMPUTED_TONE}
        series = []
        for name, line in self.lines.items():
            known = {point.period: point.value for point in line}
            sources = tuple("" if row is None else cited[name][row] for row in rows)
            values = tuple(known.get(period) for period in periods)
            series.append(Series(name, values, sources=sources, tone=tones[name]))
        if self.apart:
            known = {point.period: point.value for point in self.apart}
            values = tuple(known.get(period) for period in periods)
            series.append(replace(series[-1], name=INCOMPARABLE, values=values, is_marks_only=True))
        levels = given(
            amount_column(self.rows, "ytd_cny_10k", "本期累计"),
            amount_column(self.rows, "ytd_last_year_cny_10k", "上年同期累计"),
        )
        extras = [
            replace(c, values=tuple(None if row is None else c.values[row] for row in rows))
            for c in levels
        ]
        foot = "　".join(filter(None, (self.spoken.footer, self.apart_note)))
        return over_time(periods, series, self.spoken, self.finding, foot=foot, extras=extras)

    def _label(self, name: str, newest: _Point) -> str:
        late = "" if newest.period == self.last else newest.period.label
        label = end_label(name, newest.value, late)
        return f"{label}（{INCOMPARABLE}）" if newest.is_apart else label


def _published(rows: pd.DataFrame, caption: Caption) -> list[_Point]:
    sources = _published_sources(rows)
    return _points(rows, "yoy_reported_pct", sources, [False] * len(rows), caption)


def _computed(rows: pd.DataFrame, caption: Caption) -> list[_Point]:
    apart = flags(rows, "is_incomparable")
    return _points(rows, "yoy_computed_pct", _own_sources(rows), apart, caption)


def _published_sources(rows: pd.DataFrame) -> list[str]:
    cited = "yoy_reported_source"
    return texts(rows, cited if cited in rows.columns else "yoy_source")


def _own_sources(rows: pd.DataFrame) -> list[str]:
    return [source or FORMULA for source in texts(rows, "yoy_computed_source")]


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
