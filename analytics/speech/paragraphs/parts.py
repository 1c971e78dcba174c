"""The sentences about the parts of a total: its sectors, and one other breakdown.

Owns which parts are named and in which order; which there are is said by the facts, their
words are rows of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.facts import NAMED_AT_EACH_END, GrowthFact
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.growth_figures import level_of, places_of, yoy_of
from analytics.speech.grammar.runs import Paragraph, Run, separated
from analytics.speech.phrases import fill

SECTORS = ("第一产业", "第二产业", "第三产业")


def sector_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    by_name = {fact.indicator: fact for fact in breakdowns if fact.yoy_pct is not None}
    sectors = [by_name[name] for name in SECTORS if name in by_name]
    if not sectors:
        return ()
    # A level said for some sectors only would read as if the others had none.
    levels = [one.level_cny_10k for one in sectors if one.level_cny_10k is not None]
    has_levels = len(levels) == len(sectors)
    largest = max(levels) if has_levels else None
    note = tone.computed(sector.is_published for sector in sectors)
    said = []
    for position, sector in enumerate(sectors):
        slots: dict[str, Run | Paragraph] = {"产业": sector.indicator}
        cases = []
        if has_levels:
            slots["总量"] = figures.money(level_of(sector), places_of(sector), beside=largest)
            cases.append("总量")
        growth = figures.growth if has_levels and position == 0 else figures.rise_or_fall
        slots["增速"] = growth(yoy_of(sector))
        if not sector.is_published and not note:
            cases.append("推算")
        said.append(fill("sector.one", slots, tuple(cases)))
    return fill("part.sector", {"名单": separated(said, "；" if has_levels else "，")}, note)


def part_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    """The parts that are no sectors, fastest first; published ones alone if any are."""
    parts = [f for f in breakdowns if f.yoy_pct is not None and f.indicator not in SECTORS]
    published = [fact for fact in parts if fact.is_published]
    parts = sorted(published or parts, key=lambda fact: (-yoy_of(fact).value, fact.indicator))
    if len(parts) < 2:
        return ()
    count = min(NAMED_AT_EACH_END, len(parts) // 2)
    strongest, weakest = parts[:count], parts[: -count - 1 : -1]
    slots = {"前列": _named(strongest), "末列": _named(weakest)}
    ends = tone.ends([yoy_of(fact).value for fact in (*strongest, *weakest)])
    return fill("part.industry", slots, (*ends, *tone.computed(f.is_published for f in parts)))


def _named(parts: Sequence[GrowthFact]) -> Paragraph:
    # Name beside number: 信息传输、软件和… in a 分别 list would count as two names.
    names = [wording.full_width(part.indicator) for part in parts]
    return figures.beside(names, [figures.rise_or_fall(yoy_of(part)) for part in parts], "，")
