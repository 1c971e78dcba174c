"""Growth facts as Figures: the values of statistics on their way into a sentence.

Owns how a GrowthFact and a goal become figures; words nothing.
"""

from __future__ import annotations

from analytics.basics.facts import GrowthFact
from analytics.basics.ledger_facts import GoalFact, StatisticsFacts
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.clauses import NATION, growth_measure
from analytics.speech.grammar.figures import Context, Figure


def yoy_of(fact: GrowthFact) -> Figure:
    measure = growth_measure(fact.is_published)
    return Figure(fact.yoy_pct, fact.indicator, fact.region, fact.period, measure, fact.yoy_source)


def level_of(fact: GrowthFact) -> Figure:
    return Figure(
        fact.level_cny_10k, fact.indicator, fact.region, fact.period, "level", fact.level_source
    )


def own_goals(facts: StatisticsFacts) -> list[GoalFact]:
    fact = facts.headline.headline
    if fact.yoy_pct is None or not fact.is_published:
        return []
    own = wording.short_name(fact.indicator)
    return [one for one in facts.goals if wording.short_name(one.indicator) == own]


def goal_of(fact: GrowthFact, goal: GoalFact) -> Figure:
    measure = f"goal_pct_{goal.tier}"
    return Context(fact.region, Period(fact.period.year, 12)).figure(
        goal.goal_pct, measure, fact.indicator
    )


def places_of(fact: GrowthFact) -> int:
    return 0 if fact.region == NATION else 2


def context_of(facts: StatisticsFacts) -> Context:
    return Context(facts.headline.headline.region, facts.headline.headline.period)
