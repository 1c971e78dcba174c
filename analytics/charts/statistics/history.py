"""Rows of mart_ranking over several periods: districts in the order of the newest places.

Refuses two rows for one district and period; knows no drawing and says no finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import UNDEFINED, rounded, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.columns import flags, numbers, point_keys, require, texts, whole_numbers
from analytics.charts.kit.marks import hover
from analytics.charts.kit.time_axis import up_to

COLUMNS = ("region_name", "period_code", "yoy_pct", "rank", "parent_yoy_pct", "source")
_COMPUTED = "（直接计算）"


@dataclass(frozen=True)
class GrowthReading:
    """One growth of one region in one period."""

    period: Period
    yoy_pct: Decimal
    rank: int | None
    is_published: bool
    key: str
    source: str

    def hovertext(self, name: str) -> str:
        basis = "" if self.is_published else _COMPUTED
        lines = [f"{self.period.label}同比 {shown(self.yoy_pct)}%{basis}"]
        if self.rank is not None:
            lines.append(f"位次 {self.rank}")
        return hover(name, lines, self.source)


@dataclass(frozen=True)
class District:
    """A region with its readings by period; a period without growth has none."""

    name: str
    readings: dict[Period, GrowthReading]

    def at(self, period: Period) -> GrowthReading | None:
        return self.readings.get(period)

    def newest(self) -> GrowthReading:
        return self.readings[max(self.readings)]

    def place_at(self, period: Period) -> str:
        rank = self.rank_at(period)
        return UNDEFINED if rank is None else str(rank)

    def rank_at(self, period: Period) -> int | None:
        reading = self.at(period)
        return None if reading is None else reading.rank


@dataclass(frozen=True)
class History:
    """Periods in time, districts by the newest place, and the whole they belong to."""

    periods: list[Period]
    districts: list[District]
    parent: District | None

    @property
    def last(self) -> Period:
        return self.periods[-1]

    def line(self, region: District) -> list[GrowthReading | None]:
        """A region's readings in time; None breaks it: January, another basis, a gap."""
        drawn: list[GrowthReading | None] = []
        for period in self.periods:
            before, now = drawn[-1] if drawn else None, region.at(period)
            if before is not None and (
                now is None
                or before.period.year != period.year
                or before.is_published != now.is_published
            ):
                drawn.append(None)
            if now is not None:
                drawn.append(now)
        return drawn if not drawn or drawn[-1] is not None else drawn[:-1]

    def are_all_published(self) -> bool:
        readings = (r for region in self.districts for r in region.readings.values())
        return all(reading.is_published for reading in readings)


def read_history(rows: pd.DataFrame, last: Period, parent_name: str) -> History:
    """Everything up to a period; districts that never grew or fell are left out."""
    require(rows, COLUMNS)
    if "indicator_code" in rows.columns and rows["indicator_code"].nunique() > 1:
        raise ValueError(f"one indicator a chart, got {rows['indicator_code'].nunique()}")
    rows = up_to(rows, last)
    names, periods = texts(rows, "region_name"), texts(rows, "period_code")
    published = (
        flags(rows, "is_published") if "is_published" in rows.columns else [True] * len(rows)
    )
    read = zip(
        names,
        [parse_period_code(code) for code in periods],
        numbers(rows, "yoy_pct"),
        whole_numbers(rows, "rank"),
        published,
        point_keys(rows, "yoy_pct"),
        texts(rows, "source"),
        strict=True,
    )
    found: dict[str, dict[Period, GrowthReading]] = {}
    for name, period, value, *rest in read:
        of_region = found.setdefault(name, {})
        if period in of_region:
            raise ValueError(f"two rows for {name} in {period.code}")
        if value is not None:
            of_region[period] = GrowthReading(period, value, *rest)
    regions = [District(name, readings) for name, readings in found.items() if readings]
    shown_periods = sorted({period for region in regions for period in region.readings})
    parent = _parent(rows, parent_name)
    if not shown_periods:
        return History([], [], None)
    return History(shown_periods, _by_newest_place(regions, shown_periods[-1]), parent)


def _parent(rows: pd.DataFrame, name: str) -> District | None:
    codes = texts(rows, "parent_region_code")
    indicators = texts(rows, "indicator_code")
    values, sources = numbers(rows, "parent_yoy_pct"), texts(rows, "parent_source")
    published = (
        flags(rows, "is_parent_published")
        if "is_parent_published" in rows.columns
        else [True] * len(rows)
    )
    if len(set(codes)) > 1:
        raise ValueError(f"districts of one parent a chart, got {len(set(codes))}")
    readings: dict[Period, GrowthReading] = {}
    for row, code in enumerate(texts(rows, "period_code")):
        if (value := values[row]) is None:
            continue
        period = parse_period_code(code)
        key = f"{codes[row] or name}|{indicators[row]}|{code}|yoy_pct"
        readings[period] = GrowthReading(
            period, value, None, published[row], key, sources[row] or name
        )
    return District(name, readings) if readings else None


def _by_newest_place(regions: list[District], last: Period) -> list[District]:
    def order(region: District) -> tuple[bool, int, Decimal]:
        reading = region.at(last)
        if reading is None:
            return True, 0, Decimal(0)
        return False, reading.rank or len(regions) + 1, -rounded(reading.yoy_pct)

    return sorted(regions, key=order)
