"""Facts to one paragraph whose every number still knows its source.

Owns which clauses are said and in what order; a clause whose fact is missing is left
out. The wording of each clause is phrases.py's business.
"""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.facts import GrowthFact, HeadlineFacts, Source
from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.clauses import fact_number, growth_clause, level_clause
from analytics.speech.grammar.runs import Number, Paragraph, cited, joined, separated
from analytics.speech.paragraphs.districts import district_sentence
from analytics.speech.paragraphs.parts import part_sentence, sector_sentence


def draft_title(facts: HeadlineFacts) -> str:
    fact = facts.headline
    indicator = wording.short_name(fact.indicator)
    return f"{wording.title_words(fact.period)}{fact.region}{indicator}情况"


def headline_paragraph(facts: HeadlineFacts) -> Paragraph:
    """One paragraph: the headline, its sectors, its other parts, its districts."""
    sentences = (
        headline_sentence(facts),
        sector_sentence(facts.breakdowns),
        part_sentence(facts.breakdowns),
        district_sentence(facts),
    )
    return joined(sentence for sentence in sentences if sentence)


def headline_sentence(facts: HeadlineFacts) -> Paragraph:
    """How much, how fast, since when, against whom, in which place."""
    fact = facts.headline
    clauses = [
        level_clause(fact),
        growth_clause(fact),
        _change_clause(fact),
        _turn_clause(fact),
        _parent_clause(fact, facts.parent),
        _place_clause(facts),
    ]
    said = [clause for clause in clauses if clause]
    if not said:
        return ()
    subject = wording.whole(fact.region) + wording.full_width(fact.indicator)
    return (f"{wording.period_words(fact.period)}，{subject}", *separated(said, "，"), "。")


def _change_clause(fact: GrowthFact) -> Paragraph:
    before = _comparable_previous(fact)
    if before is None or fact.yoy_pct is None:
        return ()
    period, rate, source = before
    label = wording.previous_label(fact.period, period)
    text = wording.growth_change(fact.yoy_pct, rate, label)
    difference = rounded(fact.yoy_pct) - rounded(rate)
    if difference and rounded(fact.yoy_pct) * rounded(rate) <= 0:
        figure = wording.magnitude(rate)
        stated = Number(figure, fact.indicator, fact.region, period, "yoy_pct", source)
        return cited(text, stated)
    figure = wording.points(difference) if difference else "持平"
    formula = "本期增速减上期增速，均取一位小数"
    difference_source = _difference(fact.yoy_source, source, formula)
    return cited(text, fact_number(fact, figure, "yoy_change_pp", difference_source))


def _turn_clause(fact: GrowthFact) -> Paragraph:
    before = _comparable_previous(fact)
    if before is None or fact.yoy_pct is None:
        return ()
    turn = wording.growth_turn(fact.yoy_pct, before[1])
    return (turn,) if turn else ()


def _parent_clause(fact: GrowthFact, parent: GrowthFact | None) -> Paragraph:
    if parent is None or fact.yoy_pct is None or parent.yoy_pct is None:
        return ()
    # A computed rate is on another basis than a published one: never subtracted.
    if fact.period != parent.period or not (fact.is_published and parent.is_published):
        return ()
    scope = f"{wording.whole(parent.region)}平均水平"
    text = wording.comparison(fact.yoy_pct, parent.yoy_pct, scope)
    difference = rounded(fact.yoy_pct) - rounded(parent.yoy_pct)
    formula = f"本地增速减{parent.region}增速，均取一位小数"
    source = _difference(fact.yoy_source, parent.yoy_source, formula)
    figure = wording.points(difference) if difference else "持平"
    return cited(text, fact_number(fact, figure, "yoy_gap_pp", source))


def _place_clause(facts: HeadlineFacts) -> Paragraph:
    place = facts.place
    if place is None:
        return ()
    scope = wording.whole(place.scope)
    count = place.count if place.is_complete else None
    text = wording.place(place.rank, count, scope, place.is_tied)
    figure = wording.rank(place.rank, count)
    return cited(text, fact_number(facts.headline, figure, "yoy_rank", place.source))


def _comparable_previous(fact: GrowthFact) -> tuple[Period, Decimal, Source] | None:
    if not fact.is_published or fact.previous is None or fact.previous_source is None:
        return None
    return (*fact.previous, fact.previous_source)


def _difference(now: Source | None, other: Source | None, formula: str) -> Source:
    inputs = tuple(source for source in (now, other) if source is not None)
    return Source(formula=formula, inputs=inputs)
