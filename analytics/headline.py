"""The cards above a region's charts: each a number and what the bureau would say of it.

Owns which cards there are and their wording; every number comes from a Fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.facts import GrowthFact, HeadlineFacts
from analytics.numbers import rounded, shown
from analytics.speech import phrases


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
    if fact.yoy_pct is None or fact.yoy_source is None:
        return None
    note = "公布，按可比口径" if fact.is_published else "直接计算，未按可比口径"
    return Card("累计同比增速", f"{shown(fact.yoy_pct)}%", note, fact.yoy_source.text)


def _change_card(fact: GrowthFact) -> Card | None:
    if fact.yoy_pct is None or fact.previous is None or not fact.is_published:
        return None
    before_period, before = fact.previous
    label = phrases.previous_label(fact.period, before_period)
    note = phrases.growth_change(fact.yoy_pct, before, label)
    return Card(
        f"比{label}",
        _points(rounded(fact.yoy_pct) - rounded(before)),
        note,
        fact.previous_source.text if fact.previous_source else "",
    )


def _parent_card(fact: GrowthFact, parent: GrowthFact | None) -> Card | None:
    if parent is None or parent.yoy_pct is None or fact.yoy_pct is None:
        return None
    return Card(
        f"与{parent.region}相比",
        _points(rounded(fact.yoy_pct) - rounded(parent.yoy_pct)),
        phrases.comparison(fact.yoy_pct, parent.yoy_pct, parent.region),
        parent.yoy_source.text if parent.yoy_source else "",
    )


def _place_card(facts: HeadlineFacts) -> Card | None:
    place = facts.place
    if place is None:
        return None
    return Card(
        f"在{place.scope}的位次",
        f"第{place.rank}位",
        f"共{place.count}个" + ("，并列" if place.is_tied else ""),
        place.source.text,
    )


def _level_card(fact: GrowthFact) -> Card | None:
    if fact.level_cny_10k is None or fact.level_source is None:
        return None
    amount = phrases.money(fact.level_cny_10k, 0 if fact.region == "全国" else 2)
    return Card("累计完成投资", amount, fact.period.label, fact.level_source.text)


def _points(difference: Decimal) -> str:
    sign = "+" if difference > 0 else ""
    return f"{sign}{shown(difference)}个百分点"
