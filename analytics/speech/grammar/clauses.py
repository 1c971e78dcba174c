"""The two clauses every sentence is made of: how much, and how fast it grows.

Owns how one fact becomes a clause with its source; which facts are said is not its
business.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.facts import GrowthFact, Source
from analytics.speech.grammar import wording
from analytics.speech.grammar.runs import Number, Paragraph, cited

NATION = "全国"
COMPUTED_NOTE = "（直接计算）"


def level_clause(fact: GrowthFact, *, beside_cny_10k: Decimal | None = None) -> Paragraph:
    """beside_cny_10k: the largest amount in the same sentence."""
    if fact.level_cny_10k is None or fact.level_source is None:
        return ()
    places = 0 if fact.region == NATION else 2
    amount = wording.money(fact.level_cny_10k, places, beside_cny_10k=beside_cny_10k)
    number = fact_number(fact, amount, "level", fact.level_source)
    return (number,) if fact.region == NATION else ("完成", number)


def growth_clause(fact: GrowthFact, *, is_first: bool = True, is_noted: bool = False) -> Paragraph:
    """is_first: says 同比. is_noted: the list has said that its growth is computed."""
    if fact.yoy_pct is None or fact.yoy_source is None:
        return ()
    words = wording.growth if is_first else wording.rise_or_fall
    measure = growth_measure(fact.is_published)
    number = fact_number(fact, wording.magnitude(fact.yoy_pct), measure, fact.yoy_source)
    said = cited(words(fact.yoy_pct), number)
    return said if fact.is_published or is_noted else (*said, COMPUTED_NOTE)


def growth_measure(is_published: bool) -> str:
    return "yoy_pct" if is_published else "yoy_computed_pct"


def list_note(are_published: Sequence[bool]) -> str:
    """One mark for a whole list of computed growth."""
    return "" if any(are_published) else COMPUTED_NOTE


def fact_number(fact: GrowthFact, text: str, measure: str, source: Source) -> Number:
    return Number(text, fact.indicator, fact.region, fact.period, measure, source)
