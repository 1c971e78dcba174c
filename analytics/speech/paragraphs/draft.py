"""Facts to one paragraph whose every number still knows its source.

Owns which clauses the headline has; one whose fact is missing is left out. Their words and
their order are rows of data/reference/phrases.csv.
"""

from __future__ import annotations

from analytics.basics.facts import GrowthFact, HeadlineFacts
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.growth_figures import (
    NATION,
    level_of,
    places_of,
    previous_of,
    rank_of,
    yoy_of,
)
from analytics.speech.grammar.runs import Paragraph, joined
from analytics.speech.paragraphs.districts import district_sentence
from analytics.speech.paragraphs.parts import part_sentence, sector_sentence
from analytics.speech.phrases import Slots, fill
from analytics.speech.sentences import statistics as patterns


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
    return joined(run for sentence in sentences if sentence for run in (sentence, ("。",)))


def headline_sentence(facts: HeadlineFacts, basis: str = "") -> Paragraph:
    """How much, how fast, since when, against whom, in which place."""
    fact = facts.headline
    clauses: dict[str, Paragraph] = {
        "总量": _level(fact),
        "增速": () if fact.yoy_pct is None else figures.growth(yoy_of(fact)),
        "变化": change_clause(fact),
        "比上级": _parent_clause(fact, facts.parent),
        "位次": place_clause(facts),
    }
    if not any(clauses.values()):
        return ()
    slots = clauses | {
        "口径": basis,
        "期": wording.period_words(fact.period),
        "范围": wording.whole(fact.region),
        "指标": wording.full_width(fact.indicator),
    }
    return fill("lead.statistics", slots, _cases(fact))


def change_clause(fact: GrowthFact) -> Paragraph:
    """How published growth moved since the period before."""
    before = previous_of(fact)
    if before is None:
        return ()
    label = wording.previous_label(fact.period, before.period)
    return patterns.change(yoy_of(fact), before, label)


def place_clause(facts: HeadlineFacts) -> Paragraph:
    place = facts.place
    if place is None:
        return ()
    count = place.count if place.is_complete else None
    above = wording.above(place.scope, facts.headline.region, count)
    slots: Slots = {"上级": above, "位次": figures.place(rank_of(facts.headline, place), count)}
    return fill("lead.place", slots, ("并列" if place.is_tied else "独占",))


def _level(fact: GrowthFact) -> Paragraph:
    return () if fact.level_cny_10k is None else (figures.money(level_of(fact), places_of(fact)),)


def _parent_clause(fact: GrowthFact, parent: GrowthFact | None) -> Paragraph:
    if parent is None or fact.yoy_pct is None or parent.yoy_pct is None:
        return ()
    # A computed rate is on another basis than a published one: never subtracted.
    if fact.period != parent.period or not (fact.is_published and parent.is_published):
        return ()
    formula = f"本地增速减{parent.region}增速，均取一位小数"
    gap = figures.difference(yoy_of(fact), yoy_of(parent), "yoy_gap_pp", formula)
    case = tone.higher(figures.exact(gap))
    said = figures.said(gap, "持平") if case == "平" else figures.points(gap)
    return fill(
        "lead.parent", {"上级": wording.above(parent.region, fact.region), "差": said}, (case,)
    )


def _cases(fact: GrowthFact) -> tuple[str, ...]:
    """The words the facts decide: 完成, （直接计算）, 增速由负转正."""
    cases = [] if fact.level_cny_10k is None else ["全国" if fact.region == NATION else "地方"]
    if fact.yoy_pct is not None and not fact.is_published:
        cases.append("推算")
    if (before := previous_of(fact)) is not None:
        cases.append(tone.turned(yoy_of(fact).value, before.value))
    return tuple(cases)
