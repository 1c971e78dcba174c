"""The sentences of statistics beyond plain growth: places, shares, pulls, runs.

Each is a pure function of numbers; a value that is a Figure keeps its source. Which of
them a text says is the sections' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import Value, exact
from analytics.speech.grammar.runs import Paragraph, Run, cited, separated
from analytics.speech.phrases import fill

_SMALLEST_TOTAL_PCT = Decimal("0.5")  # below it a 贡献率 is a quotient of noise


def parts_growth(
    names: Sequence[str], rates: Sequence[Value], *, says_yoy: bool = True
) -> Paragraph:
    """Pattern 2: as many numbers as names, or it is refused.

    >>> _text(parts_growth(["民间投资", "国有投资"], [Decimal("19.9"), Decimal("7.7")]))
    '民间投资、国有投资分别同比增长19.9%、7.7%'
    >>> _text(parts_growth(["民间投资", "国有投资"], [Decimal("-1"), Decimal("7.7")]))
    '民间投资、国有投资分别下降1.0%、增长7.7%'
    """
    seen = [rounded(exact(rate)) for rate in rates]
    case = "增" if min(seen, default=0) > 0 else "降" if max(seen, default=0) < 0 else "杂"
    values = [figures.rise_or_fall(rate) if case == "杂" else (magnitude(rate),) for rate in rates]
    listed_names, listed_values = figures.listed(names, values)
    direction = {"增": "增长", "降": "下降", "杂": ""}[case]
    if not says_yoy:
        together = "分别" if len(names) > 1 else ""
        return (f"{listed_names}{together}{direction}", *listed_values)
    slots = {"名称": listed_names, "增速": listed_values}
    return fill("parts.growth", slots, ("多" if len(names) > 1 else "单", case))


def growth_placed(
    period: Period, indicator: str, yoy: Value, scope: str, place: Value, count: int | None
) -> Paragraph:
    """Pattern 5: a place names its scope.

    >>> _text(growth_placed(Period(2023, 5), "建安投资", Decimal("3.6"), "全市", 8, 9))
    '1—5月建安投资同比增长3.6%，居全市第8位'
    """
    slots = {
        "期": period.months_label,
        "指标": wording.full_width(indicator),
        "增速": figures.growth(yoy),
        "上级": scope,
        "位次": figures.place(place, count),
    }
    return fill("growth.placed", slots)


def growth_weak_again(
    indicator: str, last_year: Value, now: Value, scope: str, place: Value, count: int
) -> Paragraph:
    """Pattern 6, only where it fell last year, was last, rises now and is still low.

    >>> said = growth_weak_again("制造业投资", Decimal(-14), Decimal("10.9"), "全市", 7, 9)
    >>> _text(said).partition("，居全市末位；")[2]
    '在同期基数下降的情况下，今年制造业投资依然只增长10.9%，居全市第7位'
    """
    is_said = tone.is_still_weak(exact(last_year), int(exact(place)), count)
    if not is_said or rounded(exact(now)) <= 0:
        return ()
    slots = {
        "指标": wording.full_width(indicator),
        "去年增速": figures.growth(last_year),
        "增速": figures.rise_or_fall(now),
        "上级": scope,
        "位次": figures.place(place, count),
    }
    return fill("growth.weak_again", slots)


def growth_ahead(
    period: Period, region: str, yoy: Value, other: Value, scope: str, place: Value
) -> Paragraph:
    """Pattern 11: the rate, its gap to the region above, and the place there.

    >>> _text(growth_ahead(Period(2021, 2), "西工区", Decimal("61.1"), Decimal("40.4"), "全市", 2))
    '2021年1—2月，全区固定资产投资同比增长61.1%，高于全市20.7个百分点，位居全市第2位'
    """
    slots = opening(period, region, "固定资产投资") | {
        "增速": figures.growth(yoy),
        "上级": scope,
        "差": gap_points(yoy, other),
        "位次": figures.place(place, None),
    }
    return fill("growth.ahead", slots, (tone.compared(gap_of(yoy, other)),))


def growth_first(region: str, yoy: Value, other: Value, scope: str, place: Value) -> Paragraph:
    """Pattern 23.

    >>> _text(growth_first("某市", Decimal("8.3"), Decimal("1.6"), "全省", 1))
    '全市固定资产投资同比增长8.3%，居全省第1位，超全省平均增速6.7个百分点'
    """
    slots = {
        "范围": wording.whole(region),
        "指标": "固定资产投资",
        "增速": figures.growth(yoy),
        "上级": scope,
        "位次": figures.place(place, None),
        "差": gap_points(yoy, other),
    }
    return fill("growth.first", slots, (tone.compared(gap_of(yoy, other)),))


def contribution(indicator: str, share_pct: Value, total_yoy: Value) -> Paragraph:
    """Pattern 17; silent where the total hardly moved or fell.

    >>> _text(contribution("第二产业", Decimal("86.8"), Decimal("11.2")))
    '第二产业对全部投资增长的贡献率为86.8%'
    >>> contribution("第二产业", Decimal("300"), Decimal("0.4"))
    ()
    """
    if exact(total_yoy) < _SMALLEST_TOTAL_PCT or exact(share_pct) < 0:
        return ()
    return fill("part.contribution", {"指标": indicator, "贡献率": figures.share(share_pct)})


def share_of_parent(scope: str, share_pct: Value, regions: int) -> Paragraph:
    """Pattern 19; 仅 below an equal share among the regions.

    >>> _text(share_of_parent("全省", Decimal("4.3"), 10))
    '仅占全省总量的4.3%'
    """
    case = "仅" if tone.only_share(exact(share_pct), regions) == "仅" else "已"
    return fill("share.of_parent", {"上级": scope, "占比": figures.share(share_pct)}, (case,))


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


def pull(indicator: str, contribution_pp: Value) -> Paragraph:
    """Pattern 33; 下拉 for a negative one, nothing for none.

    >>> _text(pull("建筑安装工程", Decimal("4.1"))), _text(pull("设备工器具购置", Decimal("-3.8")))
    ('建筑安装工程拉动全部投资增长4.1个百分点', '设备工器具购置下拉全部投资3.8个百分点')
    """
    seen = rounded(exact(contribution_pp))
    if seen == 0:
        return ()
    slots = {"指标": indicator, "差": figures.points(contribution_pp)}
    return fill("part.pull", slots, ("拉" if seen > 0 else "降",))


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


def growth_driven(
    names: Sequence[str], rates: Sequence[Value], whole: str, yoy: Value
) -> Paragraph:
    """Pattern 35; only parts that grew drive a total that grew.

    >>> _text(growth_driven(["航空运输业投资"], [Decimal("45.2")], "基础设施投资", Decimal("69.8")))
    '在航空运输业投资（增长45.2%）的带动下，基础设施投资同比增长69.8%'
    """
    grown = [
        (name, rate) for name, rate in zip(names, rates, strict=True) if rounded(exact(rate)) > 0
    ]
    if not grown or rounded(exact(yoy)) <= 0:
        return ()
    said = [(name, "（", *figures.rise_or_fall(rate), "）") for name, rate in grown]
    slots = {"带动": separated(said, "、"), "指标": whole, "增速": figures.growth(yoy)}
    return fill("growth.driven", slots)


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


def place_moved(before: str, places: Value) -> Paragraph:
    """Pattern 41: places won are positive.

    >>> _text(place_moved("一季度", 1)), _text(place_moved("一季度", 0))
    ('位次比一季度上升1位', '位次比一季度保持不变')
    """
    moved = int(exact(places))
    case = "升" if moved > 0 else "降" if moved < 0 else "平"
    said: Run = figures.said(places, f"{abs(moved)}位") if moved else ""
    return fill("place.moved", {"上期": before, "位数": said}, (case,))


def two_places(
    scope: str, count: int, kind: str, level_place: Value, growth_place: Value
) -> Paragraph:
    """Pattern 42: the place by amount and the place by growth.

    >>> _text(two_places("全市", 9, "县（市、区）", 6, 2))
    '总量居全市9个县（市、区）第6位、增幅居第2位'
    """
    slots = {
        "上级": scope,
        "个数": str(count),
        "区划": kind,
        "总量位次": figures.place(level_place, count),
        "增幅位次": figures.place(growth_place, count),
    }
    return fill("place.two", slots)


def growth_moved(indicator: str, now: Value, before: Value, label: str) -> Paragraph:
    """Pattern 48, without the word 环比: places have no seasonally adjusted series.

    >>> _text(growth_moved("固定资产投资", Decimal("4.0"), Decimal("3.6"), "1—8月"))
    '固定资产投资同比增长4.0%，增速比1—8月提高0.4个百分点'
    """
    slots = {"指标": indicator, "增速": figures.growth(now), "变化": change(now, before, label)}
    return fill("growth.moved", slots)


def magnitude(rate: Value) -> Run:
    """The number of a growth clause whose verb is said elsewhere."""
    return figures.said(rate, wording.magnitude(exact(rate)))


def change(now: Value, before: Value, label: str) -> Paragraph:
    """How growth moved since the period before; the figure in it is cited.

    >>> _text(change(Decimal("3.1"), Decimal("3.2"), "1—8月"))
    '增速比1—8月回落0.1个百分点'
    """
    said = wording.growth_change(exact(now), exact(before), label)
    gap = rounded(exact(now)) - rounded(exact(before))
    if not isinstance(now, figures.Figure) or not isinstance(before, figures.Figure):
        return (said,)
    if gap and rounded(exact(now)) * rounded(exact(before)) <= 0:
        return cited(said, before.shown_as(wording.magnitude(before.value)))
    formula = "本期增速减上期增速，均取一位小数"
    moved = figures.difference(now, before, "yoy_change_pp", formula)
    return cited(said, moved.shown_as(wording.points(gap) if gap else "持平"))


def opening(period: Period, region: str, indicator: str) -> dict[str, Run | Paragraph]:
    return {
        "期": wording.period_words(period),
        "范围": wording.whole(region),
        "指标": wording.full_width(indicator),
    }


def gap_of(now: Value, other: Value) -> Decimal:
    """Growth is compared as the reader sees it, at one decimal."""
    return rounded(exact(now)) - rounded(exact(other))


def difference_of(now: Value, other: Value) -> Value:
    """now less other; what it is held against is part of the fact."""
    is_own = isinstance(now, figures.Figure) and isinstance(other, figures.Figure)
    is_own = is_own and other.region == now.region
    measure = f"gap_to_{other.measure}" if is_own else "yoy_gap_pp"
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
