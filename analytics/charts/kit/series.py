"""Rows of mart_growth as named lines of points; a row without growth is no point."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.kit.columns import flags, numbers, periods, point_keys, require, texts

COLUMNS = (
    "region_name",
    "indicator_name",
    "year",
    "month",
    "period_code",
    "yoy_pct",
    "is_published",
    "yoy_source",
    "ytd_cny_10k",
)


@dataclass(frozen=True)
class GrowthPoint:
    period: Period
    yoy_pct: Decimal
    is_published: bool
    ytd_cny_10k: Decimal | None
    key: str
    source: str
    is_scope_break: bool = False


def read_series(rows: pd.DataFrame) -> dict[str, list[GrowthPoint]]:
    """Lines in the order the rows name them, each in time order.

    A line is named by what tells it apart: its region, its indicator, or both.
    """
    require(rows, COLUMNS)
    regions, indicators = texts(rows, "region_name"), texts(rows, "indicator_name")
    names = _names(regions, indicators)
    yoy, published = numbers(rows, "yoy_pct"), flags(rows, "is_published")
    levels, keys = numbers(rows, "ytd_cny_10k"), point_keys(rows, "yoy_pct")
    sources = texts(rows, "yoy_source")
    breaks = (
        flags(rows, "is_scope_break") if "is_scope_break" in rows.columns else [False] * len(rows)
    )
    series: dict[str, list[GrowthPoint]] = {}
    seen: set[tuple[str, Period]] = set()
    for row, (name, period, value) in enumerate(zip(names, periods(rows), yoy, strict=True)):
        if (name, period) in seen:
            raise ValueError(f"two rows for one point of a line: {name}, {period.code}")
        seen.add((name, period))
        if value is None:
            continue
        series.setdefault(name, []).append(
            GrowthPoint(
                period,
                value,
                published[row],
                levels[row],
                keys[row],
                sources[row],
                breaks[row],
            )
        )
    return {name: sorted(line, key=lambda point: point.period) for name, line in series.items()}


def _names(regions: list[str], indicators: list[str]) -> list[str]:
    if len(set(indicators)) <= 1:
        return regions
    if len(set(regions)) <= 1:
        return indicators
    return [f"{region} {indicator}" for region, indicator in zip(regions, indicators, strict=True)]
