"""The sentence about the regions below: who leads, who is last, as far as that is known.

Owns when a place may be said: a place that was printed, or one among all there are. Its
words are rows of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analytics.basics.facts import (
    NAMED_AT_EACH_END,
    GrowthFact,
    HeadlineFacts,
    RankedRegion,
)
from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import SpokenFigure
from analytics.speech.grammar.growth_figures import NATION, growth_measure
from analytics.speech.grammar.runs import Paragraph, separated
from analytics.speech.phrases import Slots, fill


def in_order(districts: Sequence[RankedRegion]) -> list[RankedRegion]:
    """By place; by growth where some have none."""
    if any(district.rank is None for district in districts):
        return sorted(districts, key=lambda d: (-d.yoy_pct, d.region))
    return sorted(districts, key=lambda d: (d.rank, -d.yoy_pct, d.region))


def district_sentence(facts: HeadlineFacts) -> Paragraph:
    ordered = in_order(facts.districts)
    if len(ordered) < 2:
        return ()
    places = _all_places(facts, ordered)
    said = _with_ends(facts, ordered, places) if places else _plain(facts, ordered)
    if not said:
        return ()
    kind = districts_kind(facts)
    loaded: Paragraph = ()
    if not facts.are_districts_complete:
        # An order of some is not that of all.
        loaded = fill("district.loaded", {"个数": str(len(ordered)), "区划": kind})
    slots: Slots = {"区划": kind, "已装入": loaded, "名单": said}
    return fill("part.district", slots, tone.computed(one.is_published for one in ordered))


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


def district_yoy(fact: GrowthFact, district: RankedRegion) -> SpokenFigure:
    """The growth of a region below, of the headline's indicator and period."""
    measure = growth_measure(district.is_published)
    return SpokenFigure(
        district.yoy_pct, fact.indicator, district.region, fact.period, measure, district.source
    )


def _all_places(facts: HeadlineFacts, ordered: Sequence[RankedRegion]) -> list[int]:
    """The places from the first to the last, each filled or tied; none where one is missing."""
    ranks = [district.rank for district in ordered if district.rank is not None]
    if not facts.are_districts_complete or len(ranks) < len(ordered) or ranks[0] != 1:
        return []
    following = enumerate(ranks[1:], start=2)
    return ranks if all(rank in (place, ranks[place - 2]) for place, rank in following) else []


def _with_ends(
    facts: HeadlineFacts, ordered: Sequence[RankedRegion], places: Sequence[int]
) -> Paragraph:
    count = min(NAMED_AT_EACH_END, len(ordered) // 2)
    placed = list(zip(ordered, places, strict=True))
    first = [d for d, place in placed if place <= places[count - 1]]
    last = [d for d, place in placed if place >= places[-count] and d not in first]
    if not last:
        return ()
    last.reverse()
    ends = (
        _together(facts.headline, first, wording.first_places(len(first))),
        _together(facts.headline, last, wording.last_places(len(last))),
    )
    return separated(ends, "；")


def _plain(facts: HeadlineFacts, ordered: Sequence[RankedRegion]) -> Paragraph:
    """Each with its growth and the place somebody printed; no place is inferred."""
    if len(ordered) <= 2 * NAMED_AT_EACH_END:
        return _one_by_one(facts.headline, ordered)
    strongest, weakest = ordered[:NAMED_AT_EACH_END], ordered[: -NAMED_AT_EACH_END - 1 : -1]
    slots: Slots = {
        "前列": _one_by_one(facts.headline, strongest),
        "末列": _one_by_one(facts.headline, weakest),
    }
    ends = tone.ends([district.yoy_pct for district in (*strongest, *weakest)])
    return fill("district.extremes", slots, ends)


def _one_by_one(fact: GrowthFact, districts: Sequence[RankedRegion]) -> Paragraph:
    said = []
    for district in districts:
        growth = district_yoy(fact, district)
        slots: Slots = {"名称": district.region, "增速": figures.rise_or_fall(growth)}
        if district.rank is None:
            said.append(fill("district.one", slots))
            continue
        rank = replace(
            growth,
            value=Decimal(district.rank),
            measure="yoy_rank",
            source=district.rank_source or district.source,
        )
        place: Slots = {"上级": wording.whole(fact.region), "位次": figures.place(rank, None)}
        said.append(fill("district.placed", {**slots, **place}))
    return separated(said, "，")


def _together(fact: GrowthFact, districts: Sequence[RankedRegion], places: str) -> Paragraph:
    """Names, then their growth; all of them level with last year are said in one number."""
    rates = [district_yoy(fact, district) for district in districts]
    direction, values = figures.together(rates)
    names, listed = figures.listed([district.region for district in districts], values)
    case = "单" if len(districts) == 1 else "各"
    if case == "各" and not any(rounded(rate.value) for rate in rates):
        source = figures.formula("各地增速均为0.0%", [rate.source for rate in rates])
        case, listed = "均", figures.rise_or_fall(replace(rates[0], source=source))
    slots: Slots = {"名称": names, "名次": places, "增速": listed}
    return fill("district.ends", slots, (case, direction))
