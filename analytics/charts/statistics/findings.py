"""A chart's title: what its rows say, in words that stay true for ties, one row, none.

Numbers are compared as the reader sees them, rounded; the grammar of growth is the
speech's. Published and directly computed growth are never compared with each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import rounded
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.columns import flags, numbers, texts, whole_numbers
from analytics.charts.kit.series import GrowthPoint, read_series
from analytics.speech.grammar.wording import (
    can_be_listed,
    growth,
    growth_change,
    points,
    previous_label,
    rise_or_fall,
)

_NAMED_AT_MOST = 3


def growth_line_finding(rows: pd.DataFrame) -> str:
    """One line: its newest growth and the change; several: the first and the last."""
    series = read_series(rows)
    if not series:
        return "尚无增速数据"
    last = max(line[-1].period for line in series.values())
    if len(series) == 1:
        name, line = next(iter(series.items()))
        said = f"{last.label}{name}{_growth(line[-1])}"
        change = _change(line)
        return f"{said}，{change}" if change else said
    newest = [
        (name, line[-1].yoy_pct)
        for name, line in series.items()
        if line[-1].period == last and line[-1].is_published
    ]
    return f"{last.label}{_extremes(newest, '条线', '增速最高', '增速最低')}"


def growth_by_year_finding(rows: pd.DataFrame) -> str:
    """The newest growth beside the growth of the same months a year before."""
    series = read_series(rows)
    if not series:
        return "尚无增速数据"
    line = next(iter(series.values()))
    newest = line[-1]
    said = f"{newest.period.label}{_growth(newest)}"
    before = [p for p in line if p.period == newest.period.last_year]
    if before and newest.is_published and before[0].is_published:
        change = growth_change(newest.yoy_pct, before[0].yoy_pct, "上年同期")
        return f"{said}，{change}"
    return said


def breakdown_finding(rows: pd.DataFrame) -> str:
    """The fastest and the slowest part; the total is no part."""
    kinds = texts(rows, "breakdown")
    named = zip(texts(rows, "indicator_name"), numbers(rows, "yoy_pct"), kinds, strict=True)
    parts = [(name, value) for name, value, kind in named if kind != "total"]
    return _extremes(parts, "个分项", "增长最快", "增长最慢")


def ranking_finding(rows: pd.DataFrame) -> str:
    """Who leads and who is last, by the place printed; how many have no number."""
    names, values = texts(rows, "region_name"), numbers(rows, "yoy_pct")
    ranks = whole_numbers(rows, "rank")
    placed = [
        (name, rounded(value), rank)
        for name, value, rank in zip(names, values, ranks, strict=True)
        if value is not None
    ]
    missing = len(names) - len(placed)
    suffix = f"，{missing}个地区无数据" if missing and placed else ""
    pairs = [(name, value) for name, value, _ in placed]
    plainly = _extremes(pairs, "个地区", "增速最高", "增速最低")
    high = max((value for _, value in pairs), default=Decimal(0))
    low = min((value for _, value in pairs), default=Decimal(0))
    if high == low or high < 0:
        return plainly + suffix
    tops = [(name, value) for name, value, rank in placed if rank == 1]
    worst = max((rank or 0 for _, _, rank in placed), default=0)
    lasts = [(name, value) for name, value, rank in placed if rank == worst]
    # The bureau may rank more units than it prints: then nobody here is 首 or 末.
    are_all_here = all(rank for _, _, rank in placed) and (worst + len(lasts) - 1 == len(placed))
    agree = {value for _, value in tops} == {high} and {v for _, v in lasts} == {low}
    if not (are_all_here and agree):
        return plainly + suffix
    first, end = joined(tops, "个地区"), joined(lasts, "个地区")
    leads = "增速居首" if len(tops) == 1 else "增速并列首位"
    trails = "居末位" if len(lasts) == 1 else "并列末位"
    return f"{first}{leads}，{end}{trails}{suffix}"


def mix_finding(rows: pd.DataFrame) -> str:
    """The largest share and the share that rose most."""
    names = texts(rows, "indicator_name")
    shares = _defined(names, numbers(rows, "share_pct"))
    if not shares:
        return "尚无占比数据"
    largest = those_at(shares, max(value for _, value in shares))
    said = f"{joined(largest, '个分项')}占比{'最大' if len(largest) == 1 else '同为最大'}"
    if len(shares) == 1:
        said = f"仅{shares[0][0]}有占比"
    said += f"（{max(value for _, value in shares)}%）"
    changes = _defined(names, numbers(rows, "share_change_pp"))
    if not changes:
        return said
    rise = max(value for _, value in changes)
    if all(value == 0 for _, value in changes):
        return f"{said}，占比与上年同期持平"
    if rise <= 0:
        return said
    gained = those_at(changes, rise)
    most = "提高最多" if len(changes) > 1 else "提高"
    if gained == [pair for pair in changes if pair[0] == largest[0][0]]:
        also = "也" if len(changes) > 1 else ""
        return f"{said}，{also}{most}（{points(rise)}）"
    return f"{said}，{joined(gained, '个分项')}占比{most}（{points(rise)}）"


def reconciliation_finding(rows: pd.DataFrame) -> str:
    """Published beside directly computed growth of the newest period that has both."""
    reported = numbers(rows, "yoy_reported_pct")
    computed = numbers(rows, "yoy_computed_pct")
    periods = [parse_period_code(code) for code in texts(rows, "period_code")]
    incomparable = flags(rows, "is_incomparable")
    both = [
        (periods[row], row, published, direct)
        for row, (published, direct) in enumerate(zip(reported, computed, strict=True))
        if published is not None and direct is not None
    ]
    if not both:
        return "没有同时有公布数和直接计算数的时期"
    period, row, published, direct = max(both, key=lambda each: each[0])
    difference = rounded(direct) - rounded(published)
    said = f"{period.label}公布{growth(published)}"
    if not difference:
        return f"{said}，直接计算与公布一致"
    said += f"，直接计算为{rise_or_fall(direct)}，相差{points(difference)}"
    if not incomparable[row]:
        return said
    since = texts(rows, "incomparable_since")[row]
    if since and since != period.code:
        return f"{said}，自{parse_period_code(since).label}起两者不一致，不可比"
    return f"{said}，不可比"


def _growth(point: GrowthPoint) -> str:
    if point.is_published:
        return growth(point.yoy_pct)
    return f"直接计算{growth(point.yoy_pct)}"


def _change(line: list[GrowthPoint]) -> str:
    if len(line) < 2:
        return ""
    before, now = line[-2], line[-1]
    follows = before.period.year == now.period.year or (
        before.period == Period(now.period.year - 1, 12) and now.period.month == 2
    )
    if not (follows and before.is_published and now.is_published):
        return ""
    label = previous_label(now.period, before.period)
    return growth_change(now.yoy_pct, before.yoy_pct, label)


def _extremes(
    pairs: Sequence[tuple[str, Decimal | None]], counted: str, top: str, bottom: str
) -> str:
    seen = _defined([name for name, _ in pairs], [value for _, value in pairs])
    if not seen:
        return "尚无增速数据"
    if len(seen) == 1:
        name, value = seen[0]
        return f"{'仅' if len(pairs) > 1 else ''}{name}{_only(len(pairs))}{growth(value)}"
    high, low = max(value for _, value in seen), min(value for _, value in seen)
    if high == low:
        return f"{len(seen)}{counted}增速相同，均{rise_or_fall(high)}"
    highest = joined(those_at(seen, high), counted)
    lowest = joined(those_at(seen, low), counted)
    if high < 0:
        return f"{len(seen)}{counted}均下降，{highest}降幅最小，{lowest}降幅最大"
    if high == 0:
        return f"{highest}与上年同期持平，{lowest}降幅最大"
    if low == 0:
        return f"{highest}{top}，{lowest}与上年同期持平"
    return f"{highest}{top}，{lowest}{bottom if low > 0 else '降幅最大'}"


def _only(count: int) -> str:
    return "有数据，" if count > 1 else ""


def _defined(names: Sequence[str], values: Sequence[Decimal | None]) -> list[tuple[str, Decimal]]:
    return [
        (name, rounded(value))
        for name, value in zip(names, values, strict=True)
        if value is not None
    ]


def those_at(pairs: Sequence[tuple[str, Decimal]], value: Decimal) -> list[tuple[str, Decimal]]:
    """Everyone with that value: a tie is never cut to one name."""
    return [pair for pair in pairs if pair[1] == value]


def joined(pairs: Sequence[tuple[str, Decimal]], counted: str) -> str:
    """Their names, or how many they are where the names would fill the title."""
    names = [name for name, _ in pairs]
    if len(names) == 1:
        return names[0]
    if len(names) <= _NAMED_AT_MOST and can_be_listed(names):
        return "、".join(names)
    return f"{len(names)}{counted}"
