"""Growth facts as Figures: the values of statistics on their way into a sentence.

Owns how a GrowthFact, a place and a goal become figures; words nothing.
"""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.facts import GrowthFact, Place
from analytics.basics.ledger_facts import GoalFact, StatisticsFacts
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.figures import FigureContext, SpokenFigure

NATION = "全国"


def growth_measure(is_published: bool) -> str:
    return "yoy_pct" if is_published else "yoy_computed_pct"


def yoy_of(fact: GrowthFact) -> SpokenFigure:
    measure = growth_measure(fact.is_published)
    whose = (fact.indicator, fact.region, fact.period, measure)
    return SpokenFigure(fact.yoy_pct, *whose, fact.yoy_source)


def previous_of(fact: GrowthFact) -> SpokenFigure | None:
    """The published growth before a published one; a computed one has none beside it."""
    if fact.yoy_pct is None or fact.previous is None or not fact.is_published:
        return None
    period, rate = fact.previous
    return SpokenFigure(rate, fact.indicator, fact.region, period, "yoy_pct", fact.previous_source)


def level_of(fact: GrowthFact) -> SpokenFigure:
    return SpokenFigure(
        fact.level_cny_10k, fact.indicator, fact.region, fact.period, "level", fact.level_source
    )


def rank_of(fact: GrowthFact, place: Place) -> SpokenFigure:
    rank = Decimal(place.rank)
    return SpokenFigure(rank, fact.indicator, fact.region, fact.period, "yoy_rank", place.source)


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
