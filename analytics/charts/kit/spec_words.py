"""A frame's columns and a caption's words as parts of a chart description.

Owns what every description from a mart has in common: amounts in 亿元, tones by sign,
alt text, the words around; chooses no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import UNDEFINED, cny_100m, rounded, shown
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.caption import SEPARATOR, Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import numbers
from analytics.charts.kit.spec import (
    BARS,
    DECLINE,
    GROWTH,
    LINES,
    WATERFALL,
    ChartPoint,
    ChartSpec,
    Column,
    Mark,
    Series,
)

GROWTH_NAME = "同比增速"
_KIND_WORDS = {BARS: "条形图", LINES: "折线图", WATERFALL: "瀑布图"}


def described(
    kind: str,
    names: Sequence[str] | Sequence[ChartPoint],
    series: Sequence[Series],
    caption: Caption,
    finding: str,
    *,
    foot: str = "",
    mark: Mark | None = None,
    extras: Sequence[Column] = (),
    is_dated: bool = False,
) -> ChartSpec:
    """The chart with its caption's words; names without a value say so."""
    points = _points(kind, names, series)
    subtitle = caption.subtitle
    if mark is not None:
        subtitle += f"{SEPARATOR}竖线：{mark.name}"
    return ChartSpec(
        kind,
        points,
        tuple(series),
        finding,
        subtitle,
        foot or caption.footer,
        alt_text(_KIND_WORDS[kind], finding, subtitle, _readings(kind, points, series)),
        mark,
        tuple(extras),
        is_dated,
    )


def as_drawn(
    chart: Chart,
    kind: str,
    names: Sequence[str] | Sequence[ChartPoint],
    series: Sequence[Series],
    *,
    foot: str = "",
    is_dated: bool = False,
    is_cumulative: bool = True,
) -> ChartSpec:
    """The chart with every word as the figure has it; names without a value say so."""
    return ChartSpec(
        kind,
        _points(kind, names, series),
        tuple(_of_one_tone(each) for each in series),
        chart.finding,
        chart.subtitle,
        foot or chart.footer,
        chart.alt,
        is_dated=is_dated,
        is_cumulative=is_cumulative,
    )


def one_mark(name: str, value: Decimal | None, count: int, unit: str = "") -> Mark | None:
    """One line through every row, with its value in its name."""
    if value is None:
        return None
    return Mark(f"{name}{shown(value)}{unit}", (value,) * count)


def by_sign(values: Sequence[Decimal | None]) -> tuple[str, ...]:
    """Growth and decline as the reader sees them."""
    return tuple(
        DECLINE if value is not None and rounded(value) < 0 else GROWTH for value in values
    )


def number_column(
    rows: pd.DataFrame, name: str, head: str, unit: str, places: int = 1
) -> Column | None:
    """A column of the mart for the table, where the mart has it and it holds anything."""
    if name not in rows.columns:
        return None
    values = numbers(rows, name)
    if all(value is None for value in values):
        return None
    return Column(head, tuple(values), unit, places)


def amount_column(rows: pd.DataFrame, name: str, head: str) -> Column | None:
    """万元 of the mart in 亿元."""
    column = number_column(rows, name, head, "亿元", 2)
    if column is None:
        return None
    values = (cny_100m(v) if isinstance(v, Decimal) else None for v in column.values)
    return Column(head, tuple(values), "亿元", 2)


def count_column(rows: pd.DataFrame, name: str, head: str, unit: str = "") -> Column | None:
    return number_column(rows, name, head, unit, 0)


def signed_series(
    name: str, values: Sequence[Decimal | None], sources: Sequence[str], unit: str = "%"
) -> Series:
    """Growth and decline each in its tone."""
    return Series(name, tuple(values), unit, sources=tuple(sources), tones=by_sign(values))


def differences(
    first: Sequence[Decimal | None], second: Sequence[Decimal | str | None]
) -> tuple[Decimal | None, ...]:
    """Of published growth: one decimal minus one decimal, as the bureau does."""
    return tuple(
        rounded(one) - rounded(other) if one is not None and isinstance(other, Decimal) else None
        for one, other in zip(first, second, strict=True)
    )


def given(*columns: Column | None) -> tuple[Column, ...]:
    return tuple(column for column in columns if column is not None)


def _of_one_tone(series: Series) -> Series:
    # A gap has none.
    tones = set(series.tones) - {""}
    return replace(series, tone=tones.pop(), tones=()) if len(tones) == 1 else series


def _points(
    kind: str, names: Sequence[str] | Sequence[ChartPoint], series: Sequence[Series]
) -> tuple[ChartPoint, ...]:
    points = tuple(n if isinstance(n, ChartPoint) else ChartPoint(n) for n in names)
    if kind != BARS:
        return points
    return tuple(
        point if any(s.values[row] is not None for s in series) else _without_value(point)
        for row, point in enumerate(points)
    )


def _without_value(point: ChartPoint) -> ChartPoint:
    return ChartPoint(f"{point.label}（{UNDEFINED}）", point.group)


def _readings(
    kind: str, points: Sequence[ChartPoint], series: Sequence[Series]
) -> list[tuple[str, str]]:
    """Of bars every value, of lines the newest, each with whose it is."""
    if kind == LINES:
        return [
            (f"{each.name} ", shown(last, each.places))
            for each in series
            if not each.is_marks_only
            and (last := next((v for v in reversed(each.values) if v is not None), None))
            is not None
        ]
    is_one = len(series) == 1
    return [
        (
            point.label if is_one else f"{point.label}{each.name} ",
            shown(each.values[row], each.places),
        )
        for row, point in enumerate(points)
        for each in series
    ]
