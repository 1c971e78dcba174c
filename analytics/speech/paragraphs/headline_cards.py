"""The cards above a region's charts: each a number and what the bureau would say of it.

Owns which cards there are and their wording; every number comes from a Fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.basics.facts import GrowthFact, HeadlineFacts
from analytics.basics.numbers import UNDEFINED, rounded, shown
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.growth_figures import NATION

# The first national release that says 按可比口径计算 of its growth.
_COMPARABLE_SINCE = Period(2023, 9)


@dataclass(frozen=True)
class Card:
    """A label, its number as shown, a sentence beside it, and the number's source."""

    label: str
    value: str
    note: str
    source: str


def cards(facts: HeadlineFacts) -> list[Card]:
    """Growth, its change, the gap to the region above, the place, the amount."""
    fact = facts.headline
    made = [
        _growth_card(fact),
        _change_card(fact),
        _parent_card(fact, facts.parent),
        _place_card(facts),
        _level_card(fact),
    ]
    return [card for card in made if card is not None]


def _growth_card(fact: GrowthFact) -> Card | None:
    label = "累计同比增速"
    if fact.yoy_pct is not None and fact.yoy_source is not None:
        return Card(label, f"{shown(fact.yoy_pct)}%", _basis(fact), fact.yoy_source.text)
    if fact.yoy_computed_pct is None or fact.yoy_computed_source is None:
        return None
    note = f"未公布；名义推算{shown(fact.yoy_computed_pct)}%，不可比"
    return Card(label, UNDEFINED, note, fact.yoy_computed_source.text)


def _basis(fact: GrowthFact) -> str:
    if not fact.is_published:
        return "直接计算，未按可比口径"
    is_comparable = fact.region == NATION and fact.period >= _COMPARABLE_SINCE
    return "公布，按可比口径" if is_comparable else "公布"


def _change_card(fact: GrowthFact) -> Card | None:
    if fact.yoy_pct is None or fact.previous is None or not fact.is_published:
        return None
    before_period, before = fact.previous
    label = wording.previous_label(fact.period, before_period)
    note = wording.growth_change(fact.yoy_pct, before, label)
    return Card(
        f"比{label}",
        _points(rounded(fact.yoy_pct) - rounded(before)),
        note,
        fact.previous_source.text if fact.previous_source else "",
    )


def _parent_card(fact: GrowthFact, parent: GrowthFact | None) -> Card | None:
    if parent is None or parent.yoy_pct is None or fact.yoy_pct is None:
        return None
    # A computed rate is on another basis than a published one: never subtracted.
    if not (fact.is_published and parent.is_published):
        return None
    return Card(
        f"与{parent.region}相比",
        _points(rounded(fact.yoy_pct) - rounded(parent.yoy_pct)),
        wording.comparison(fact.yoy_pct, parent.yoy_pct, parent.region),
        parent.yoy_source.text if parent.yoy_source else "",
    )


def _place_card(facts: HeadlineFacts) -> Card | None:
    place = facts.place
    if place is None:
        return None
    # A printed place among some of the siblings says nothing of how many there are.
    among = f"共{place.count}个" if place.is_complete else "公布的位次"
    return Card(
        f"在{place.scope}的位次",
        f"第{place.rank}位",
        among + ("，并列" if place.is_tied else ""),
        place.source.text,
    )


def _level_card(fact: GrowthFact) -> Card | None:
    if fact.level_cny_10k is None or fact.level_source is None:
        return None
    amount = wording.money(fact.level_cny_10k, 0 if fact.region == NATION else 2)
    return Card("累计完成投资", amount, fact.period.label, fact.level_source.text)


def _points(difference: Decimal) -> str:
    sign = "+" if difference > 0 else ""
    return f"{sign}{shown(difference)}个百分点"
