"""How far is one project, or one unit, beside its plan as the year goes on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, decimals, rounded, shown
from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import kept, numbers, periods, require, texts
from analytics.charts.kit.lines import LineEnd, end_room_px, name_ends, ticks, value_axis
from analytics.charts.kit.marks import NO_POINT, hover
from analytics.charts.kit.spec import PLANNED as PLANNED_TONE
from analytics.charts.kit.spec import ChartSpec, Column, Formula, Series
from analytics.charts.kit.spec_periods import over_time, unbroken
from analytics.charts.kit.theme import Ink, plot_width_px, widest_px
from analytics.charts.kit.time_axis import draw_time_axis, months_label, x_of
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import point_key

COLUMNS = (
    "year",
    "month",
    "ytd_cny_10k",
    "annual_plan_cny_10k",
    "schedule_progress_pct",
    "source",
)
DONE, PLANNED = "累计完成", "序时计划"
FORMULA = f"{PLANNED}：年度计划×序时进度"
# Decimals of an amount, by the unit of the caption.
_PLACES = {"万元": 0, "亿元": 2}
_TICK_GAP_PX = 12
# 1—12月 with air around it.
_MONTH_TICK_PX = 60


@dataclass(frozen=True)
class _Point:
    period: Period
    done_cny_10k: Decimal | None
    plan_cny_10k: Decimal | None
    annual_plan_cny_10k: Decimal | None
    key: str
    source: str


class PlanLine(Chart):
    """One project or unit up to the caption's period: done, and planned by then.

    rows: one a period, with project_key (and project_name) or unit. The caption's unit
    is 亿元 or 万元. Each year begins anew: no line joins December to the year after.
    customdata of a point: ["project|<project_key>|<period>", source], or unit|….
    """

    kind = "折线图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        if caption.unit not in _PLACES:
            raise ValueError(f"amounts are drawn in 万元 or 亿元, not {caption.unit!r}")
        subject, self.points = _read(rows, caption.period)
        self.drawn = [
            p for p in self.points if p.done_cny_10k is not None or p.plan_cny_10k is not None
        ]
        self.spoken = caption
        if self.drawn:
            first, last = self.drawn[0].period, self.drawn[-1].period
            self.spoken = replace(caption, period=last, first_period=first)
        both = (
            (PLANNED, [(point, point.plan_cny_10k) for point in self.drawn]),
            (DONE, [(point, point.done_cny_10k) for point in self.drawn]),
        )
        self.lines = {
            name: line for name, line in both if any(value is not None for _, value in line)
        }
        super().__init__(
            rows,
            caption,
            _finding(subject, self.points, caption.unit),
            [FORMULA if len(self.lines) > 1 else ""],
            spoken=self.spoken,
            is_blank=not self.drawn,
        )
        self.ends = {
            name: next((p, value) for p, value in reversed(line) if value is not None)
            for name, line in self.lines.items()
        }
        self.labels = {name: self._label(name, *end) for name, end in self.ends.items()}
        self.read_out = [(label, "") for label in self.labels.values()]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        first, last = self.drawn[0].period, self.drawn[-1].period
        is_one_year, width, unit = first.year == last.year, self.caption.narrowest_px, self.unit
        inks = {PLANNED: colours.muted, DONE: colours.series[0]}
        figure, ends = go.Figure(), []
        for name, line in self.lines.items():
            _add_line(figure, name, line, inks[name], is_one_year, unit)
            (newest, value), label = self.ends[name], self.labels[name]
            at = _x(newest.period, is_one_year)
            ends.append(LineEnd(at, value, label, inks[name], name == DONE))
        every = [value for line in self.lines.values() for _, value in line]
        amounts = [Decimal(0), *(value for value in every if value is not None)]
        labels = _tick_labels(amounts, unit)
        self.finish(
            figure,
            colours,
            height,
            left_px=widest_px(labels) + _TICK_GAP_PX,
            right_px=end_room_px(ends, width),
            below_px=28 if is_one_year else 44,
        )
        value_axis(figure, amounts, "", colours)
        figure.update_yaxes(ticktext=labels)
        if is_one_year:
            _draw_months(figure, [point.period for point in self.drawn], width, colours)
        else:
            draw_time_axis(figure, first, last, width, colours)
        name_ends(figure, ends, width)
        return figure

    def describe(self) -> ChartSpec:
        dates = unbroken(point.period for point in self.drawn)
        known = {point.period: point for point in self.points}
        points = [known.get(period) for period in dates]
        places = _PLACES[self.unit]

        def along(amounts: Iterable[Decimal | None]) -> tuple[Decimal | None, ...]:
            return tuple(None if v is None else _in_unit(v, self.unit) for v in amounts)

        done = along(None if p is None else p.done_cny_10k for p in points)
        by_then = along(None if p is None else p.plan_cny_10k for p in points)
        plans = along(None if p is None else p.annual_plan_cny_10k for p in points)
        sources = tuple("" if point is None else point.source for point in points)
        series = [
            Series(DONE, done, self.unit, places, sources),
            Series(PLANNED, by_then, self.unit, places, tone=PLANNED_TONE),
        ]
        series = [each for each in series if each.name in self.lines]
        extras = [Column("年度计划", plans, self.unit, places)]
        if DONE in self.lines and any(plan is not None for plan in plans):
            formula = Formula("share", DONE, "年度计划")
            rates = tuple(formula.value(d, p) for d, p in zip(done, plans, strict=True))
            extras.append(Column("完成率", rates, "%", 1, formula=formula))
        return over_time(dates, series, self.spoken, self.finding, foot=self.footer, extras=extras)

    @property
    def unit(self) -> str:
        return self.caption.unit

    def _label(self, name: str, newest: _Point, value: Decimal) -> str:
        label = f"{name} {_said(value, self.unit)}"
        is_late = newest.period != self.spoken.period
        return f"{label}（{newest.period.label}）" if is_late else label


def _read(rows: pd.DataFrame, last: Period) -> tuple[str, list[_Point]]:
    kind = "project" if "project_key" in rows.columns else "unit"
    column = "project_key" if kind == "project" else "unit"
    require(rows, (column,))
    if (count := rows[column].nunique()) > 1:
        raise ValueError(f"one {kind} a chart, got {count}")
    rows = kept(rows, [period <= last for period in periods(rows)])
    dates, subjects = periods(rows), texts(rows, column)
    if len(set(dates)) < len(dates):
        raise ValueError("two rows for one period of a line")
    plans = numbers(rows, "annual_plan_cny_10k")
    schedules = numbers(rows, "schedule_progress_pct")
    by_then = [
        plan * schedule / 100 if plan and schedule is not None else None
        for plan, schedule in zip(plans, schedules, strict=True)
    ]
    keys = [
        point_key(kind, subject, period) for subject, period in zip(subjects, dates, strict=True)
    ]
    done, sources = numbers(rows, "ytd_cny_10k"), texts(rows, "source")
    read = zip(dates, done, by_then, plans, keys, sources, strict=True)
    points = sorted((_Point(*each) for each in read), key=lambda point: point.period)
    names = texts(rows, "project_name" if kind == "project" else "unit")
    newest = max(range(len(dates)), key=lambda row: dates[row], default=None)
    return ("" if newest is None else names[newest]), points


def _finding(subject: str, points: list[_Point], unit: str) -> str:
    known = [(p, p.done_cny_10k) for p in points if p.done_cny_10k is not None]
    if not known:
        return f"{subject}尚无累计完成数据"
    newest, done = known[-1]
    plan = None if newest.plan_cny_10k is None else _amount(newest.plan_cny_10k, unit)
    return project_findings.plan_finding(
        subject, newest.period.label, _amount(done, unit), plan, unit
    )


def _add_line(
    figure: go.Figure,
    name: str,
    line: list[tuple[_Point, Decimal | None]],
    colour: str,
    is_one_year: bool,
    unit: str,
) -> None:
    drawn = _with_gaps(line)
    figure.add_scatter(
        name=name,
        x=[None if point is None else _x(point.period, is_one_year) for point, _ in drawn],
        y=[None if value is None else float(value) for _, value in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={
            "color": colour,
            "width": 2.25 if name == DONE else 1.75,
            "dash": "solid" if name == DONE else "dash",
        },
        marker={"color": colour, "size": 6, "symbol": "circle" if name == DONE else "square"},
        customdata=[NO_POINT if p is None else [p.key, p.source] for p, _ in drawn],
        hovertext=["" if p is None else _hover(p, unit) for p, _ in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _with_gaps(
    line: list[tuple[_Point, Decimal | None]],
) -> list[tuple[_Point | None, Decimal | None]]:
    """The line broken at each January and where a period has no amount."""
    broken: list[tuple[_Point | None, Decimal | None]] = []
    year = None
    for point, value in line:
        if year is not None and point.period.year != year:
            broken.append((None, None))
        year = point.period.year
        broken.append((None, None) if value is None else (point, value))
    return broken


def _draw_months(figure: go.Figure, periods: Sequence[Period], width_px: int, colours: Ink) -> None:
    first, last = periods[0].month, periods[-1].month
    fitting = max(1, int(plot_width_px(figure, width_px) // _MONTH_TICK_PX))
    every = -(-(last - first + 1) // fitting)
    named = list(range(last, first - 1, -every))[::-1]
    figure.update_xaxes(
        tickmode="array",
        tickvals=named,
        ticktext=[months_label(month) for month in named],
        range=[first - 0.4, last + 0.2],
        tickfont={"color": colours.muted},
    )


def _tick_labels(amounts: list[Decimal], unit: str) -> list[str]:
    at = [_in_unit(tick, unit) for tick in ticks(amounts)]
    places = max(decimals(tick.normalize()) for tick in at)
    labels = [shown(tick, places) for tick in at]
    return [*labels[:-1], labels[-1] + unit]


def _x(period: Period, is_one_year: bool) -> str | int:
    return period.month if is_one_year else x_of(period)


def _amount(cny_10k: Decimal, unit: str) -> Decimal:
    return rounded(_in_unit(cny_10k, unit), _PLACES[unit])


def _in_unit(cny_10k: Decimal, unit: str) -> Decimal:
    return cny_10k if unit == "万元" else cny_100m(cny_10k)


def _said(cny_10k: Decimal, unit: str) -> str:
    return shown(_amount(cny_10k, unit), _PLACES[unit])


def _hover(point: _Point, unit: str) -> str:
    amounts = (
        (DONE, point.done_cny_10k),
        (PLANNED, point.plan_cny_10k),
        ("年度计划", point.annual_plan_cny_10k),
    )
    lines = [f"{name} {_said(v, unit)}{unit}" for name, v in amounts if v is not None]
    return hover(point.period.label, lines, point.source)
