"""Facts to one paragraph whose every number still knows its source.

Owns which clauses are said and in what order; a clause whose fact is missing is left
out. The wording of each clause is phrases.py's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analytics.facts import GrowthFact, HeadlineFacts, RankedRegion, Source
from analytics.numbers import rounded
from analytics.period import Period
from analytics.speech import phrases
from analytics.speech.runs import Number, Paragraph, cited, joined, separated

NATION = "全国"
SECTORS = ("第一产业", "第二产业", "第三产业")
COMPUTED_NOTE = "（直接计算）"
_NAMED_AT_EACH_END = 3


def draft_title(facts: HeadlineFacts) -> str:
    fact = facts.headline
    indicator = phrases.short_name(fact.indicator)
    return f"{fact.period.label}{fact.region}{indicator}情况"


def headline_paragraph(facts: HeadlineFacts) -> Paragraph:
    """One paragraph: the headline, its sectors, its other parts, its districts."""
    sentences = (
        _headline_sentence(facts),
        _sector_sentence(facts.breakdowns),
        _breakdown_sentence(facts.breakdowns),
        _district_sentence(facts),
    )
    return joined(sentence for sentence in sentences if sentence)


def _headline_sentence(facts: HeadlineFacts) -> Paragraph:
    fact = facts.headline
    clauses = [
        _level_clause(fact),
        _growth_clause(fact),
        _change_clause(fact),
        _turn_clause(fact),
        _parent_clause(fact, facts.parent),
        _place_clause(facts),
    ]
    said = [clause for clause in clauses if clause]
    if not said:
        return ()
    subject = phrases.whole(fact.region) + phrases.full_width(fact.indicator)
    return (f"{fact.period.label}，{subject}", *separated(said, "，"), "。")


def _level_clause(fact: GrowthFact) -> Paragraph:
    if fact.level_cny_10k is None or fact.level_source is None:
        return ()
    amount = phrases.money(fact.level_cny_10k, 0 if fact.region == NATION else 2)
    number = _number(fact, amount, "level", fact.level_source)
    return (number,) if fact.region == NATION else ("完成", number)


def _growth_clause(fact: GrowthFact, is_first: bool = True) -> Paragraph:
    if fact.yoy_pct is None or fact.yoy_source is None:
        return ()
    words = phrases.growth if is_first else phrases.rise_or_fall
    number = _growth_number(fact, fact.yoy_pct, fact.yoy_source)
    said = cited(words(fact.yoy_pct), number)
    return said if fact.is_published else (*said, COMPUTED_NOTE)


def _change_clause(fact: GrowthFact) -> Paragraph:
    before = _comparable_previous(fact)
    if before is None or fact.yoy_pct is None:
        return ()
    period, rate, source = before
    label = phrases.previous_label(fact.period, period)
    text = phrases.growth_change(fact.yoy_pct, rate, label)
    difference = rounded(fact.yoy_pct) - rounded(rate)
    if difference and rounded(fact.yoy_pct) * rounded(rate) <= 0:
        figure = phrases.magnitude(rate)
        stated = Number(figure, fact.indicator, fact.region, period, "yoy_pct", source)
        return cited(text, stated)
    figure = phrases.points(difference) if difference else "持平"
    formula = "本期增速减上期增速，均取一位小数"
    difference_source = _difference(fact.yoy_source, source, formula)
    return cited(text, _number(fact, figure, "yoy_change_pp", difference_source))


def _turn_clause(fact: GrowthFact) -> Paragraph:
    before = _comparable_previous(fact)
    if before is None or fact.yoy_pct is None:
        return ()
    turn = phrases.growth_turn(fact.yoy_pct, before[1])
    return (turn,) if turn else ()


def _parent_clause(fact: GrowthFact, parent: GrowthFact | None) -> Paragraph:
    if parent is None or fact.yoy_pct is None or parent.yoy_pct is None:
        return ()
    # A computed rate is on another basis than a published one: never subtracted.
    if fact.period != parent.period or not (fact.is_published and parent.is_published):
        return ()
    scope = f"{phrases.whole(parent.region)}平均水平"
    text = phrases.comparison(fact.yoy_pct, parent.yoy_pct, scope)
    difference = rounded(fact.yoy_pct) - rounded(parent.yoy_pct)
    formula = f"本地增速减{parent.region}增速，均取一位小数"
    source = _difference(fact.yoy_source, parent.yoy_source, formula)
    figure = phrases.points(difference) if difference else "持平"
    return cited(text, _number(fact, figure, "yoy_gap_pp", source))


def _place_clause(facts: HeadlineFacts) -> Paragraph:
    place = facts.place
    if place is None:
        return ()
    scope = phrases.whole(place.scope)
    text = phrases.place(place.rank, place.count, scope, place.is_tied)
    figure = phrases.rank(place.rank, place.count)
    return cited(text, _number(facts.headline, figure, "yoy_rank", place.source))


def _sector_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    by_name = {fact.indicator: fact for fact in breakdowns if fact.yoy_pct is not None}
    sectors = [by_name[name] for name in SECTORS if name in by_name]
    if not sectors:
        return ()
    # A level said for some sectors only would read as if the others had none.
    has_levels = all(sector.level_cny_10k is not None for sector in sectors)
    clauses: list[Paragraph] = []
    for position, sector in enumerate(sectors):
        said = _growth_clause(sector, is_first=has_levels and position == 0)
        if has_levels:
            clauses.append((f"{sector.indicator}投资", *_amount(sector), "，", *said))
        else:
            clauses.append((sector.indicator, *said))
    between = "；" if has_levels else "，"
    return ("分产业看，", *separated(clauses, between), "。")


def _amount(fact: GrowthFact) -> Paragraph:
    return tuple(run for run in _level_clause(fact) if isinstance(run, Number))


def _breakdown_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    others = [
        fact for fact in breakdowns if fact.yoy_pct is not None and fact.indicator not in SECTORS
    ]
    others.sort(key=lambda fact: (-_yoy(fact), fact.indicator))
    if len(others) < 2:
        return ()
    count = min(_NAMED_AT_EACH_END, len(others) // 2)
    strongest = [_named_growth(fact) for fact in others[:count]]
    weakest = [_named_growth(fact) for fact in reversed(others[-count:])]
    return (
        "主要分项中，增速居前的有：",
        *separated(strongest, "，"),
        "；居后的有：",
        *separated(weakest, "，"),
        "。",
    )


def _named_growth(fact: GrowthFact) -> Paragraph:
    # Name beside number: 信息传输、软件和… in a 分别 list would count as two names.
    name = phrases.full_width(fact.indicator)
    return (name, *_growth_clause(fact, is_first=False))


def _district_sentence(facts: HeadlineFacts) -> Paragraph:
    ordered = sorted(facts.districts, key=lambda d: (d.rank, -d.yoy_pct, d.region))
    count = min(_NAMED_AT_EACH_END, len(ordered) // 2)
    if count == 0:
        return ()
    first = [d for d in ordered if d.rank <= ordered[count - 1].rank]
    last = [d for d in ordered if d.rank >= ordered[-count].rank and d not in first]
    if not last:
        return ()
    said_first = _ranked_clause(facts, first, f"增速{phrases.first_places(len(first))}")
    last.reverse()
    said_last = _ranked_clause(facts, last, f"增速{phrases.last_places(len(last))}")
    return (_districts_word(facts), *said_first, "；", *said_last, "。")


def _ranked_clause(facts: HeadlineFacts, districts: Sequence[RankedRegion], said: str) -> Paragraph:
    fact = facts.headline
    numbers = [
        Number(
            phrases.magnitude(district.yoy_pct),
            fact.indicator,
            district.region,
            fact.period,
            "yoy_pct",
            district.source,
        )
        for district in districts
    ]
    names = [district.region for district in districts]
    rates = [district.yoy_pct for district in districts]
    text = phrases.respectively(names, said, rates)
    if text.endswith(f"均{phrases.LEVEL_WITH_LAST_YEAR}"):
        sources = tuple(number.source for number in numbers)
        all_of_them = Source(formula="各地增速均为0.0%", inputs=sources)
        return cited(text, replace(numbers[0], source=all_of_them))
    return cited(text, *numbers)


def _districts_word(facts: HeadlineFacts) -> str:
    region = facts.headline.region
    names = [district.region for district in facts.districts]
    if all(name.endswith("地区") for name in names):
        return "分地区看，"
    if region == NATION:
        return "分省（区、市）看，"
    if region.endswith(("省", "自治区")):
        return "分市（州）看，"
    if sum(name.endswith(("镇", "乡", "街道")) for name in names) * 2 > len(names):
        return "分乡镇（街道）看，"
    return "分县（市、区）看，"


def _comparable_previous(fact: GrowthFact) -> tuple[Period, Decimal, Source] | None:
    if not fact.is_published or fact.previous is None or fact.previous_source is None:
        return None
    return (*fact.previous, fact.previous_source)


def _yoy(fact: GrowthFact) -> Decimal:
    if fact.yoy_pct is None:
        raise ValueError(f"{fact.indicator} has no growth to order by")
    return fact.yoy_pct


def _number(fact: GrowthFact, text: str, measure: str, source: Source) -> Number:
    return Number(text, fact.indicator, fact.region, fact.period, measure, source)


def _growth_number(fact: GrowthFact, rate: Decimal, source: Source) -> Number:
    measure = "yoy_pct" if fact.is_published else "yoy_computed_pct"
    return _number(fact, phrases.magnitude(rate), measure, source)


def _difference(now: Source | None, other: Source | None, formula: str) -> Source:
    inputs = tuple(source for source in (now, other) if source is not None)
    return Source(formula=formula, inputs=inputs)
