"""The sentences of statistics beyond plain growth: places, shares, pulls, runs.

Each is a pure function of numbers; a value that is a Figure keeps its source. Which of
them a text says is the sections' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import SpokenFigure, Value, exact
from analytics.speech.grammar.runs import Paragraph, cited, separated
from analytics.speech.phrases import Slots, fill


def quarters_growth(names: Sequence[str], indicator: str, rates: Sequence[Value]) -> Paragraph:
    """Pattern 2: as many numbers as names, or it is refused.

    >>> _text(quarters_growth(["一季度", "上半年"], "投资", [Decimal("19.9"), Decimal("7.7")]))
    '从各季度末累计看，一季度、上半年投资分别增长19.9%、7.7%'
    >>> _text(quarters_growth(["一季度", "上半年"], "投资", [Decimal("-1"), Decimal("7.7")]))
    '从各季度末累计看，一季度、上半年投资分别下降1.0%、增长7.7%'
    """
    case, values = figures.together(rates)
    listed_names, listed_values = figures.listed(names, values)
    slots: Slots = {"名称": listed_names, "指标": indicator, "增速": listed_values}
    return fill("trend.quarters", slots, (case,))


def goal_tier(yoy: Value, tier: str, goal: Value) -> Paragraph:
    """One of two goals, 保底 or 力争; 略 below one point.

    >>> _text(goal_tier(Decimal("3.9"), "保底", Decimal(5)))
    '低于年初保底目标（5.0%）1.1个百分点'
    """
    slots = {"档次": tier, "目标": figures.share(goal), "差": gap_points(yoy, goal)}
    return fill("goal.tier", slots, (tone.compared(gap_of(yoy, goal)),))


def regions_above(
    names: Sequence[str], kind: str, region: str, first: Sequence[str], count: Value | None = None
) -> Paragraph:
    """Pattern 31: at most three are named, all are counted.

    >>> _text(regions_above(["甲县", "乙县", "丙县", "丁县"], "县", "某市", ["甲县"]))
    '甲县、乙县、丙县等4个县增速高于全市平均水平，其中甲县增速最高'
    """
    slots = {
        "名称": "、".join(names[:3]) + ("等" if len(names) > 3 else ""),
        "个数": figures.count(len(names) if count is None else count),
        "区划": kind,
        "范围": wording.whole(region),
        "首位": "、".join(first),
    }
    return fill("regions.above", slots)


def regions_spread(highest: str, lowest: str, high: Value, low: Value) -> Paragraph:
    """Pattern 32.

    >>> _text(regions_spread("庆元", "青田", Decimal("250.0"), Decimal("-41.3")))
    '增速最高的庆元和最低的青田相差291.3个百分点'
    """
    gap = figures.difference(high, low, "yoy_spread_pp", "最高增速减最低增速，均取一位小数")
    return fill("regions.spread", {"高": highest, "低": lowest, "差": figures.points(gap)})


def share_of_total(indicator: str, share_pct: Value) -> Paragraph:
    """Pattern 34.

    >>> _text(share_of_total("建筑安装工程投资", Decimal("77.4")))
    '建筑安装工程投资占全部投资的77.4%'
    """
    return fill("share.total", {"指标": indicator, "占比": figures.share(share_pct)})


def structure(before: Sequence[Value], now: Sequence[Value]) -> Paragraph:
    """Pattern 34: three shares then, three now.

    >>> _text(structure([7, 14, 79], [2, 18, 80]))
    '三次产业投资结构由上年同期的7.0∶14.0∶79.0调整为2.0∶18.0∶80.0'
    """
    if len(before) != len(now):
        raise ValueError(f"{len(before)} shares then, {len(now)} now")
    slots = {"上年": _ratio(before), "本年": _ratio(now)}
    return fill("share.structure", slots)


def trend_run(months: Value, now: Decimal, before: Decimal, turn: str = "未转") -> Paragraph:
    """Pattern 39: how the last step went, and for how many months it went so.

    turn: 首次转正 or 首次转负 where this month is the year's first beyond zero.

    >>> _text(trend_run(4, Decimal("-1.2"), Decimal("-2.0")))
    '降幅已连续4个月收窄'
    >>> _text(trend_run(6, Decimal("-0.5"), Decimal("0.5"), "首次转负"))
    '增速已连续6个月回落，年内首次转负'
    """
    both_fall = now < 0 and before < 0
    rises = now > before
    case = ("窄" if rises else "扩") if both_fall else ("升" if rises else "落")
    slots = {"主语": "降幅" if both_fall else "增速", "个数": figures.count(months)}
    return fill("trend.run", slots, (case, turn))


def trend_since(month: int) -> Paragraph:
    """Pattern 40.

    >>> _text(trend_since(4))
    '自4月以来持续保持两位数增长'
    """
    return fill("trend.since", {"起": f"{month}月"})


def change(now: Value, before: Value, label: str) -> Paragraph:
    """How growth moved since the period before; the figure in it is cited.

    >>> _text(change(Decimal("3.1"), Decimal("3.2"), "1—8月"))
    '增速比1—8月回落0.1个百分点'
    """
    said = wording.growth_change(exact(now), exact(before), label)
    gap = rounded(exact(now)) - rounded(exact(before))
    if not isinstance(now, SpokenFigure) or not isinstance(before, SpokenFigure):
        return (said,)
    if gap and rounded(exact(now)) * rounded(exact(before)) <= 0:
        return cited(said, before.shown_as(wording.magnitude(before.value)))
    formula = "本期增速减上期增速，均取一位小数"
    moved = figures.figure_difference(now, before, "yoy_change_pp", formula)
    return cited(said, moved.shown_as(wording.points(gap) if gap else "持平"))


def gap_of(now: Value, other: Value) -> Decimal:
    """Growth is compared as the reader sees it, at one decimal."""
    return rounded(exact(now)) - rounded(exact(other))


def difference_of(now: Value, other: Value) -> Value:
    """now less other; what it is held against is part of the fact."""
    measure = "yoy_gap_pp"
    if isinstance(now, SpokenFigure) and isinstance(other, SpokenFigure):
        measure = f"gap_to_{other.measure}" if other.region == now.region else measure
    return figures.difference(now, other, measure, "前者减后者，均取一位小数")


def gap_points(now: Value, other: Value) -> Paragraph:
    if gap_of(now, other) == 0:
        return ()
    gap = difference_of(now, other)
    return (figures.points(gap),)


def _ratio(shares: Sequence[Value]) -> Paragraph:
    said = [(figures.said(one, str(rounded(exact(one)))),) for one in shares]
    return separated(said, "∶")


def _text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)
