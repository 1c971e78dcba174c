"""Numbers to Chinese clauses in the bureau's wording. Pure text, no facts, no sources.

Every number is rounded half up first; what the reader sees is then compared and
subtracted. Never writes a minus sign, an ASCII comma, or % for a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.numbers import cny_100m, rounded
from analytics.basics.period import Period

LEVEL_WITH_LAST_YEAR = "与上年同期持平"
_FULL_WIDTH = str.maketrans("(),:;", "（），：；")
_ONE_CNY_100M = Decimal(10_000)  # in 万元
# Longest ending first: 自治区 is not 区 of a city, but both are 全区.
_WHOLES = ("自治州", "地区", "街道", *"省市州盟县旗区镇乡")
_COUNT_WORDS = {1: "首位", 2: "前两位", 3: "前三位"}


def full_width(label: str) -> str:
    """A printed label with the punctuation of a Chinese text.

    >>> full_width("固定资产投资(不含农户)")
    '固定资产投资（不含农户）'
    """
    return label.translate(_FULL_WIDTH)


def short_name(indicator: str) -> str:
    """An indicator as a title calls it, without its qualifier.

    >>> short_name("固定资产投资(不含农户)")
    '固定资产投资'
    """
    return full_width(indicator).partition("（")[0]


def whole(region: str) -> str:
    """How a text about a region calls the whole of it.

    >>> whole("邵阳市"), whole("城步苗族自治县"), whole("湘西土家族苗族自治州")
    ('全市', '全县', '全州')
    >>> whole("全国"), whole("市本级")
    ('全国', '市本级')
    """
    if region.startswith("全"):
        return region
    for ending in _WHOLES:
        if region.endswith(ending):
            return "全州" if ending == "自治州" else f"全{ending}"
    return region


def above(parent: str, region: str, count: int | None = None) -> str:
    """How a text about a region calls the one above it: whose name its readers would take
    for their own is said in full, with how many its list holds.

    >>> above("邵阳市", "新邵县"), above("湖南省", "邵阳市", 14)
    ('全市', '全省')
    >>> above("丽水市", "龙泉市", 9), above("丽水市", "龙泉市")
    ('丽水市9个县（市、区）', '丽水市')
    """
    if whole(parent) != whole(region):
        return whole(parent)
    return f"{parent}{count}个县（市、区）" if count else parent


def period_words(period: Period) -> str:
    """A period as a sentence opens with it; twelve months are the year.

    >>> period_words(Period(2025, 9)), period_words(Period(2025, 12))
    ('2025年1—9月', '2025年全年')
    """
    return f"{period.year}年全年" if period.month == 12 else period.label


def title_words(period: Period) -> str:
    """The same in a title.

    >>> title_words(Period(2025, 12))
    '2025年'
    """
    return period_words(period).removesuffix("全年")


def previous_label(now: Period, before: Period) -> str:
    """The earlier period as a sentence that has named this one calls it.

    >>> previous_label(Period(2025, 9), Period(2025, 8))
    '1—8月'
    >>> previous_label(Period(2025, 2), Period(2024, 12))
    '2024年全年'
    """
    if before.year == now.year:
        return before.months_label
    return period_words(before)


def money(cny_10k: Decimal, places: int = 2, *, beside_cny_10k: Decimal | None = None) -> str:
    """An amount: 亿元 from one 亿元 on (places: 0 national, 2 elsewhere), else 万元.

    beside_cny_10k: a larger amount in the same sentence, whose unit a smaller one takes.

    >>> money(Decimal(116777)), money(Decimal(3750350000), 0), money(Decimal(9800))
    ('11.68亿元', '375035亿元', '9800万元')
    >>> money(Decimal(9764), beside_cny_10k=Decimal(92900))
    '0.98亿元'
    """
    if cny_10k < 0:
        raise ValueError(f"an amount of investment is not negative: {cny_10k}")
    is_small = rounded(max(cny_10k, beside_cny_10k or cny_10k), 0) < _ONE_CNY_100M
    # 0.00亿元 would say nothing: such an amount keeps its 万元.
    if is_small or rounded(cny_100m(cny_10k), places) == 0:
        return f"{rounded(cny_10k, 0)}万元"
    return f"{rounded(cny_100m(cny_10k), places)}亿元"


def ranked_units(threshold_cny_10k: Decimal) -> str:
    """The units whose plan reaches a threshold; 以上 includes the bound itself.

    >>> ranked_units(Decimal(5000)), ranked_units(Decimal(10000)), ranked_units(Decimal(15000))
    ('年计划投资5000万元以上的单位', '年计划投资1亿元以上的单位', '年计划投资15000万元以上的单位')
    >>> ranked_units(Decimal(0))
    '各责任单位'
    """
    if threshold_cny_10k <= 0:
        return "各责任单位"
    whole, rest = divmod(threshold_cny_10k, _ONE_CNY_100M)
    bound = f"{whole:f}亿元" if whole and not rest else f"{threshold_cny_10k.normalize():f}万元"
    return f"年计划投资{bound}以上的单位"


def magnitude(yoy_pct: Decimal) -> str:
    """The part of a growth clause that is the number; 持平 when it rounds to zero.

    >>> [magnitude(Decimal(g)) for g in ("-9.9", "0.04", "130.2", "100", "10400")]
    ['9.9%', '持平', '1.3倍', '1倍', '104倍']
    """
    seen = rounded(yoy_pct)
    if seen == 0:
        return "持平"
    # Only a rise is said in 倍: nothing can fall by more than the whole.
    if seen >= 100:
        return f"{_without_zero(rounded(seen / 100))}倍"
    return f"{abs(seen)}%"


def rise_or_fall(yoy_pct: Decimal) -> str:
    """A growth in a list whose first member has said 同比.

    >>> rise_or_fall(Decimal("-51.6")), rise_or_fall(Decimal("0.0"))
    ('下降51.6%', '与上年同期持平')
    """
    seen = rounded(yoy_pct)
    if seen == 0:
        return LEVEL_WITH_LAST_YEAR
    return f"{'增长' if seen > 0 else '下降'}{magnitude(yoy_pct)}"


def growth(yoy_pct: Decimal) -> str:
    """The whole clause, so that no caller can write 同比与上年同期持平.

    >>> growth(Decimal("12.25")), growth(Decimal("-9.9")), growth(Decimal("-0.04"))
    ('同比增长12.3%', '同比下降9.9%', '与上年同期持平')
    """
    clause = rise_or_fall(yoy_pct)
    return clause if clause == LEVEL_WITH_LAST_YEAR else f"同比{clause}"


def growth_change(now_pct: Decimal, before_pct: Decimal, before: str) -> str:
    """How growth moved since the period before; the growth itself is said already.

    >>> growth_change(Decimal("3.1"), Decimal("3.2"), "1—8月")
    '增速比1—8月回落0.1个百分点'
    >>> growth_change(Decimal("-0.3"), Decimal("1.1"), "1—6月")
    '1—6月为增长1.1%'
    """
    now, then = rounded(now_pct), rounded(before_pct)
    if now == then:
        return f"{'降幅' if now < 0 else '增速'}与{before}持平"
    if then == 0:
        return f"{before}{LEVEL_WITH_LAST_YEAR}"
    if now * then <= 0:
        return f"{before}为{rise_or_fall(then)}"
    word = movement(now, then)
    return f"{word[:2]}比{before}{word[2:]}{points(now - then)}"


def movement(now_pct: Decimal, before_pct: Decimal) -> str:
    """Which way growth went: across zero it turned, on one side it rose or fell.

    >>> [movement(Decimal(now), Decimal(then)) for now, then in ((3, 2), (3, 4), (-3, -2))]
    ['增速提高', '增速回落', '降幅扩大']
    >>> movement(Decimal("-6.1"), Decimal("10.0")), movement(Decimal(0), Decimal(-1))
    ('由增转降', '由降转平')
    """
    now, then = rounded(now_pct), rounded(before_pct)
    if now == then:
        return "持平"
    if now * then <= 0:
        return f"由{_side(then)}转{_side(now)}"
    is_larger = abs(now) > abs(then)
    if now > 0:
        return "增速提高" if is_larger else "增速回落"
    return "降幅扩大" if is_larger else "降幅收窄"


def moved(now_pct: Decimal, change_pp: Decimal) -> str:
    """The same with by how much; change_pp: this period's growth less the one before.

    >>> moved(Decimal("3.1"), Decimal("-0.1")), moved(Decimal("-6.1"), Decimal("-16.1"))
    ('增速回落0.1个百分点', '由增转降，相差16.1个百分点')
    """
    word = movement(now_pct, rounded(now_pct) - rounded(change_pp))
    if word == "持平":
        return word
    return f"{word}{'，相差' if word.startswith('由') else ''}{points(change_pp)}"


def _side(rate_pct: Decimal) -> str:
    return "增" if rate_pct > 0 else "降" if rate_pct < 0 else "平"


def points(difference: Decimal) -> str:
    """A difference of two rates, its direction left to the words around it.

    >>> points(Decimal("-0.6"))
    '0.6个百分点'
    """
    return f"{abs(rounded(difference))}个百分点"


def comparison(rate_pct: Decimal, other_pct: Decimal, other: str) -> str:
    """A rate beside the rate of something else.

    >>> comparison(Decimal("-9.9"), Decimal("-2.1"), "全省平均水平")
    '低于全省平均水平7.8个百分点'
    """
    difference = rounded(rate_pct) - rounded(other_pct)
    if difference == 0:
        return f"与{other}持平"
    return f"{'高于' if difference > 0 else '低于'}{other}{points(difference)}"


def rank(position: int, count: int | None) -> str:
    """A position as text; the last one of several is 末位 (count: None where unknown).

    >>> rank(3, 12), rank(12, 12), rank(12, None)
    ('第3位', '末位', '第12位')
    """
    return "末位" if count is not None and position == count > 1 else f"第{position}位"


def first_places(count: int) -> str:
    """Where the first regions of a list stand together.

    >>> first_places(1), first_places(3), first_places(4)
    ('首位', '前三位', '前列')
    """
    return _COUNT_WORDS.get(count, "前列")


def last_places(count: int) -> str:
    """The same for the last ones, named from the last upwards.

    >>> last_places(1), last_places(3), last_places(4)
    ('末位', '后三位', '后列')
    """
    return "末位" if count == 1 else first_places(count).replace("前", "后")


def can_be_listed(names: Sequence[str]) -> bool:
    """Whether a reader can count the names: one that holds 、 looks like two."""
    return not any("、" in name for name in names)


def _without_zero(number: Decimal) -> str:
    return f"{number:f}".removesuffix(".0")
