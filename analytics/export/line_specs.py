"""The native twins of the lines: periods in order, January a gap, at most five lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import cny_100m, rounded
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import flags, kept, numbers, texts, whole_numbers
from analytics.charts.kit.series import GrowthPoint, read_series
from analytics.charts.kit.theme import MOST_SERIES
from analytics.charts.kit.time_axis import months_label, up_to
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.project_progress import DONE, FORMULA, PLANNED
from analytics.charts.statistics import findings
from analytics.charts.statistics.reconciliation import COMPUTED, INCOMPARABLE, PUBLISHED
from analytics.charts.statistics.reconciliation import FORMULA as COMPUTED_FORMULA
from analytics.export.chart_spec import COMPUTED as COMPUTED_TONE
from analytics.export.chart_spec import (
    EARLIER,
    LINES,
    ChartPoint,
    ChartSpec,
    Column,
    Formula,
    Series,
)
from analytics.export.chart_spec import PLANNED as PLANNED_TONE
from analytics.export.spec_words import amount_column, described, given

_COMPUTED_NOTE = "空心点为直接计算，与公布数不可比"
_QUARTER_ENDS = (3, 6, 9, 12)
# More months than this have no room for a name each: years are named.
MOST_NAMED = 30


def growth_line_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Growth of at most five regions or indicators up to the caption's period."""
    rows = up_to(rows, caption.period)
    lines = read_series(rows)
    every = [point for line in lines.values() for point in line]
    if not every:
        return None
    if len(lines) > MOST_SERIES:
        raise ValueError(f"{len(lines)} series; a reader can follow {MOST_SERIES}")
    periods = unbroken([point.period for point in every])
    series = [
        _growth_series(name, {point.period: point for point in line}, periods)
        for name, line in lines.items()
    ]
    finding = caption.title or findings.growth_line_finding(rows)
    foot = _foot(caption, every)
    return _over_time(periods, series, caption, finding, foot=foot)


def growth_by_year_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """One region's growth through the year, a line a year, the newest first."""
    rows = up_to(rows, caption.period)
    lines = read_series(rows)
    if len(lines) > 1:
        raise ValueError(f"one series a chart by year, got {', '.join(lines)}")
    line = [point for each in lines.values() for point in each]
    if not line:
        return None
    newest = line[-1].period.year
    line = [point for point in line if point.period.year > newest - MOST_SERIES]
    opening = min(2, *(point.period.month for point in line))
    is_by_quarter = _is_by_quarter([point.period for point in line])
    months = _QUARTER_ENDS if is_by_quarter else range(opening, 13)
    series = []
    for year in sorted({point.period.year for point in line}, reverse=True):
        known = {p.period.month: p for p in line if p.period.year == year}
        drawn = [known.get(month) for month in months]
        tone = EARLIER if newest - year > 1 else ""
        series.append(replace(_series(f"{year}年", drawn), tone=tone))
    spoken = replace(caption, period=line[-1].period, first_period=line[0].period)
    names = [months_label(month) for month in months]
    finding = caption.title or findings.growth_by_year_finding(rows)
    spec = described(LINES, names, series, spoken, finding, foot=_foot(spoken, line))
    return replace(spec, spans_gaps=True)


def reconciliation_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Published growth beside growth by division; where they part is marked."""
    rows = up_to(rows, caption.period)
    at = {parse_period_code(code): row for row, code in enumerate(texts(rows, "period_code"))}
    published, computed = numbers(rows, "yoy_reported_pct"), numbers(rows, "yoy_computed_pct")
    known = [p for p, row in at.items() if (published[row], computed[row]) != (None, None)]
    if not known:
        return None
    periods, apart = unbroken(known), flags(rows, "is_incomparable")
    cited = "yoy_reported_source" if "yoy_reported_source" in rows.columns else "yoy_source"
    own = [source or COMPUTED_FORMULA for source in texts(rows, "yoy_computed_source")]

    def line(name: str, values: Sequence[Decimal | None], sources: list[str]) -> Series:
        drawn = tuple(values[at[p]] if p in at else None for p in periods)
        places = tuple(sources[at[p]] if p in at else "" for p in periods)
        tone = "" if name == PUBLISHED else COMPUTED_TONE
        return Series(name, drawn, sources=places, tone=tone)

    series = [line(PUBLISHED, published, texts(rows, cited)), line(COMPUTED, computed, own)]
    series = [s for s in series if any(value is not None for value in s.values)]
    marked = [v if is_apart else None for v, is_apart in zip(computed, apart, strict=True)]
    foot = caption.footer
    if any(value is not None for value in marked):
        foot += f"　×：与公布数{INCOMPARABLE}，以公布数为准"
        series.append(replace(line(INCOMPARABLE, marked, own), is_marks_only=True))
    extras = _level_columns(rows, at, periods)
    finding = caption.title or findings.reconciliation_finding(rows)
    return _over_time(periods, series, caption, finding, foot=foot, extras=extras)


def plan_line_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """One project or unit: done, and planned by then, in the caption's unit."""
    pairs = zip(whole_numbers(rows, "year"), whole_numbers(rows, "month"), strict=True)
    rows = rows.assign(period=[Period(*pair) for pair in pairs])
    rows = kept(rows, [period <= caption.period for period in rows["period"]])
    done = [_amount(value, caption) for value in numbers(rows, "ytd_cny_10k")]
    plans = [_amount(value, caption) for value in numbers(rows, "annual_plan_cny_10k")]
    schedules = numbers(rows, "schedule_progress_pct")
    planned = [
        plan * schedule / 100 if plan and schedule is not None else None
        for plan, schedule in zip(plans, schedules, strict=True)
    ]
    at = {period: row for row, period in enumerate(rows["period"])}
    known = [p for p, row in at.items() if (done[row], planned[row]) != (None, None)]
    if not known:
        return None
    periods = unbroken(known)
    places = 2 if caption.unit == "亿元" else 0

    def along(values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
        return tuple(values[at[p]] if p in at else None for p in periods)

    sources = tuple(texts(rows, "source")[at[p]] if p in at else "" for p in periods)
    series = [
        Series(DONE, along(done), caption.unit, places, sources),
        Series(PLANNED, along(planned), caption.unit, places, tone=PLANNED_TONE),
    ]
    series = [s for s in series if any(value is not None for value in s.values)]
    newest = max(p for p in known if done[at[p]] is not None or planned[at[p]] is not None)
    name = texts(rows, "project_name" if "project_key" in rows.columns else "unit")[at[newest]]
    rates = _rates(series, along(plans))
    extras = [Column("年度计划", along(plans), caption.unit, places), *rates]
    finding = caption.title or _plan_finding(name, newest, done, planned, at, caption)
    foot = f"{caption.footer}　{FORMULA}" if len(series) > 1 else caption.footer
    return _over_time(periods, series, caption, finding, foot=foot, extras=extras)


def _over_time(
    periods: list[Period],
    series: list[Series],
    caption: Caption,
    finding: str,
    *,
    foot: str,
    extras: Sequence[Column] = (),
) -> ChartSpec:
    spoken = replace(caption, period=periods[-1], first_period=periods[0])
    is_long = len(periods) > MOST_NAMED
    points = [
        ChartPoint(p.code) if is_long else ChartPoint(str(p.month), f"{p.year}年") for p in periods
    ]
    axis = "" if is_long else "横轴为1—N月的N　"
    return described(
        LINES,
        points,
        series,
        spoken,
        finding,
        foot=f"{axis}{foot.replace(caption.footer, spoken.footer)}",
        extras=extras,
        is_dated=is_long,
    )


def unbroken(periods: list[Period]) -> list[Period]:
    """Every month from the first to the last: the missing ones are the gaps.

    Of a series by quarters only its quarters, and January, where the line breaks.
    """
    first, last = min(periods), max(periods)
    months = (1, *_QUARTER_ENDS) if _is_by_quarter(periods) else range(1, 13)
    every = [Period(y, m) for y in range(first.year, last.year + 1) for m in months]
    return [period for period in every if first <= period <= last]


def _is_by_quarter(periods: list[Period]) -> bool:
    return {period.month for period in periods} <= set(_QUARTER_ENDS)


def _growth_series(name: str, known: dict[Period, GrowthPoint], periods: list[Period]) -> Series:
    return _series(name, [known.get(period) for period in periods])


def _series(name: str, drawn: list[GrowthPoint | None]) -> Series:
    return Series(
        name,
        tuple(point and point.yoy_pct for point in drawn),
        sources=tuple(point.source if point else "" for point in drawn),
        hollow=tuple(bool(point) and not point.is_published for point in drawn),
    )


def _foot(caption: Caption, points: list[GrowthPoint]) -> str:
    if all(point.is_published for point in points):
        return caption.footer
    return f"{caption.footer}　{_COMPUTED_NOTE}"


def _level_columns(
    rows: pd.DataFrame, at: dict[Period, int], periods: list[Period]
) -> tuple[Column, ...]:
    columns = given(
        amount_column(rows, "ytd_cny_10k", "本期累计"),
        amount_column(rows, "ytd_last_year_cny_10k", "上年同期累计"),
    )
    return tuple(
        replace(c, values=tuple(c.values[at[p]] if p in at else None for p in periods))
        for c in columns
    )


def _rates(series: list[Series], plans: tuple[Decimal | None, ...]) -> list[Column]:
    done = next((each for each in series if each.name == DONE), None)
    if done is None or all(plan is None for plan in plans):
        return []
    formula = Formula("share", DONE, "年度计划")
    rates = tuple(formula.value(d, p) for d, p in zip(done.values, plans, strict=True))
    return [Column("完成率", rates, "%", 1, formula=formula)]


def _amount(value: Decimal | None, caption: Caption) -> Decimal | None:
    if value is None or caption.unit == "万元":
        return value
    return cny_100m(value)


def _plan_finding(
    name: str,
    newest: Period,
    done: list[Decimal | None],
    planned: list[Decimal | None],
    at: dict[Period, int],
    caption: Caption,
) -> str:
    places = 2 if caption.unit == "亿元" else 0
    has = [period for period in at if done[at[period]] is not None]
    if not has:
        return f"{name}尚无累计完成数据"
    last = max(has)
    plan = planned[at[last]]
    return project_findings.plan_finding(
        name,
        last.label,
        rounded(done[at[last]], places),
        None if plan is None else rounded(plan, places),
        caption.unit,
    )
