"""Growth facts as Figures: the values of statistics on their way into a sentence.

Owns how a GrowthFact, a place and a goal become figures; words nothing.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from analytics.basics.facts import GrowthFact, Place, Source
from analytics.basics.ledger_facts import GoalFact, StatisticsFacts
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.figures import FigureContext, SpokenFigure

NATION = "全国"


def growth_measure(is_published: bool) -> str:
    return "yoy_pct" if is_published else "yoy_computed_pct"


def yoy_of(fact: GrowthFact) -> SpokenFigure:
    return _known(fact, fact.yoy_pct, growth_measure(fact.is_published), fact.yoy_source)


def previous_of(fact: GrowthFact) -> SpokenFigure | None:
    """The published growth before a published one; a computed one has none beside it."""
    if fact.yoy_pct is None or fact.previous is None or not fact.is_published:
        return None
    period, rate = fact.previous
    return replace(_known(fact, rate, "yoy_pct", fact.previous_source), period=period)


def level_of(fact: GrowthFact) -> SpokenFigure:
    return _known(fact, fact.level_cny_10k, "level", fact.level_source)


def rank_of(fact: GrowthFact, place: Place) -> SpokenFigure:
    return _known(fact, Decimal(place.rank), "yoy_rank", place.source)


def own_goals(facts: StatisticsFacts) -> list[GoalFact]:
    fact = facts.headline.headline
    if fact.yoy_pct is None or not fact.is_published:
        return []
    own = wording.short_name(fact.indicator)
    return [one for one in facts.goals if wording.short_name(one.indicator) == own]


def goal_of(fact: GrowthFact, goal: GoalFact) -> SpokenFigure:
    measure = f"goal_pct_{goal.tier}"
    return FigureContext(fact.region, Period(fact.period.year, 12)).figure(
        goal.goal_pct, measure, fact.indicator
    )


def places_of(fact: GrowthFact) -> int:
    return 0 if fact.region == NATION else 2


def context_of(facts: StatisticsFacts) -> FigureContext:
    return FigureContext(facts.headline.headline.region, facts.headline.headline.period)


def _known(
    fact: GrowthFact, value: Decimal | None, measure: str, source: Source | None
) -> SpokenFigure:
    if value is None or source is None:
        raise ValueError(f"no {measure} of {fact.indicator} is known")
    return SpokenFigure(value, fact.indicator, fact.region, fact.period, measure, source)
