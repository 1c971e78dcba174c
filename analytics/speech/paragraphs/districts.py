"""The sentence about the regions below: who leads, who is last, as far as that is known.

Owns when a place may be said: a place that was printed, or one among all there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.basics.facts import NAMED_AT_EACH_END, HeadlineFacts, RankedRegion, Source
from analytics.speech.grammar import wording
from analytics.speech.grammar.clauses import NATION, growth_measure, list_note
from analytics.speech.grammar.runs import Number, Paragraph, cited, separated


def in_order(districts: Sequence[RankedRegion]) -> list[RankedRegion]:
    """By place; by growth where some have none."""
    if any(district.rank is None for district in districts):
        return sorted(districts, key=lambda d: (-d.yoy_pct, d.region))
    return sorted(districts, key=lambda d: (d.rank, -d.yoy_pct, d.region))


def district_sentence(facts: HeadlineFacts) -> Paragraph:
    ordered = in_order(facts.districts)
    if len(ordered) < 2:
        return ()
    said = _with_ends(facts, ordered) if _are_all_placed(facts, ordered) else _plain(facts, ordered)
    if not said:
        return ()
    note = list_note([district.is_published for district in ordered])
    among = "" if facts.are_districts_complete else f"{among_loaded(facts)}，"
    return (f"分{districts_kind(facts)}看{note}，{among}", *said, "。")


def among_loaded(facts: HeadlineFacts) -> str:
    """已装入的2个县（市、区）中: an order of some is not that of all."""
    return f"已装入的{len(facts.districts)}个{districts_kind(facts)}中"


def districts_kind(facts: HeadlineFacts) -> str:
    region = facts.headline.region
    names = [district.region for district in facts.districts]
    if all(name.endswith("地区") for name in names):
        return "地区"
    if region == NATION:
        return "省（区、市）"
    if region.endswith(("省", "自治区")):
        return "市（州）"
    if sum(name.endswith(("镇", "乡", "街道")) for name in names) * 2 > len(names):
        return "乡镇（街道）"
    return "县（市、区）"


def _are_all_placed(facts: HeadlineFacts, ordered: Sequence[RankedRegion]) -> bool:
    """Whether the places run from the first to the last, each filled or tied."""
    if not facts.are_districts_complete:
        return False
    ranks = [district.rank for district in ordered]
    return ranks[0] == 1 and all(
        rank in (place, ranks[place - 2]) for place, rank in enumerate(ranks[1:], start=2)
    )


def _with_ends(facts: HeadlineFacts, ordered: Sequence[RankedRegion]) -> Paragraph:
    count = min(NAMED_AT_EACH_END, len(ordered) // 2)
    first = [d for d in ordered if d.rank <= ordered[count - 1].rank]
    last = [d for d in ordered if d.rank >= ordered[-count].rank and d not in first]
    if not last:
        return ()
    last.reverse()
    said_first = _ranked_clause(facts, first, f"增速{wording.first_places(len(first))}")
    said_last = _ranked_clause(facts, last, f"增速{wording.last_places(len(last))}")
    return (*said_first, "；", *said_last)


def _plain(facts: HeadlineFacts, ordered: Sequence[RankedRegion]) -> Paragraph:
    """Each with its growth and the place somebody printed; no place is inferred."""
    if len(ordered) <= 2 * NAMED_AT_EACH_END:
        return separated([_placed(facts, district) for district in ordered], "，")
    strongest, weakest = ordered[:NAMED_AT_EACH_END], ordered[: -NAMED_AT_EACH_END - 1 : -1]
    first, last = wording.fastest_and_slowest(
        [district.yoy_pct for district in strongest], [district.yoy_pct for district in weakest]
    )
    return (
        f"{first}：",
        *separated([_placed(facts, district) for district in strongest], "，"),
        f"；{last}：",
        *separated([_placed(facts, district) for district in weakest], "，"),
    )


def _placed(facts: HeadlineFacts, district: RankedRegion) -> Paragraph:
    said = (
        district.region,
        *cited(wording.rise_or_fall(district.yoy_pct), _growth_number(facts, district)),
    )
    if district.rank is None:
        return said
    scope = wording.whole(facts.headline.region)
    fact = facts.headline
    place = Number(
        wording.rank(district.rank, None),
        fact.indicator,
        district.region,
        fact.period,
        "yoy_rank",
        district.rank_source or district.source,
    )
    return (*said, *cited(f"（{wording.place(district.rank, None, scope)}）", place))


def _ranked_clause(facts: HeadlineFacts, districts: Sequence[RankedRegion], said: str) -> Paragraph:
    numbers = [_growth_number(facts, district) for district in districts]
    names = [district.region for district in districts]
    rates = [district.yoy_pct for district in districts]
    text = wording.respectively(names, said, rates)
    if text.endswith(f"均{wording.LEVEL_WITH_LAST_YEAR}"):
        sources = tuple(number.source for number in numbers)
        all_of_them = Source(formula="各地增速均为0.0%", inputs=sources)
        return cited(text, replace(numbers[0], source=all_of_them))
    return cited(text, *numbers)


def _growth_number(facts: HeadlineFacts, district: RankedRegion) -> Number:
    fact = facts.headline
    return Number(
        wording.magnitude(district.yoy_pct),
        fact.indicator,
        district.region,
        fact.period,
        growth_measure(district.is_published),
        district.source,
    )
