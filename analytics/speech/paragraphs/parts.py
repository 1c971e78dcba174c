"""The sentences about the parts of a total: its sectors, and one other breakdown.

Owns how the parts are worded; which parts there are is said by the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.facts import NAMED_AT_EACH_END, GrowthFact
from analytics.speech.grammar import wording
from analytics.speech.grammar.clauses import growth_clause, level_clause, list_note
from analytics.speech.grammar.runs import Number, Paragraph, separated

SECTORS = ("第一产业", "第二产业", "第三产业")


def sector_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    by_name = {fact.indicator: fact for fact in breakdowns if fact.yoy_pct is not None}
    sectors = [by_name[name] for name in SECTORS if name in by_name]
    if not sectors:
        return ()
    # A level said for some sectors only would read as if the others had none.
    has_levels = all(sector.level_cny_10k is not None for sector in sectors)
    largest = max(sector.level_cny_10k for sector in sectors) if has_levels else None
    note = list_note([sector.is_published for sector in sectors])
    clauses: list[Paragraph] = []
    for position, sector in enumerate(sectors):
        is_first = has_levels and position == 0
        said = growth_clause(sector, is_first=is_first, is_noted=bool(note))
        if has_levels:
            clauses.append((f"{sector.indicator}投资", *_amount(sector, largest), "，", *said))
        else:
            clauses.append((sector.indicator, *said))
    between = "；" if has_levels else "，"
    return (f"分产业看{note}，", *separated(clauses, between), "。")


def other_parts(breakdowns: Sequence[GrowthFact]) -> list[GrowthFact]:
    """The parts that are no sectors, fastest first; published ones alone if any are."""
    parts = [f for f in breakdowns if f.yoy_pct is not None and f.indicator not in SECTORS]
    published = [fact for fact in parts if fact.is_published]
    return sorted(published or parts, key=lambda fact: (-fact.yoy_pct, fact.indicator))


def part_sentence(breakdowns: Sequence[GrowthFact]) -> Paragraph:
    others = other_parts(breakdowns)
    if len(others) < 2:
        return ()
    note = list_note([fact.is_published for fact in others])
    count = min(NAMED_AT_EACH_END, len(others) // 2)
    strongest, weakest = others[:count], others[: -count - 1 : -1]
    first, last = wording.fastest_and_slowest(
        [fact.yoy_pct for fact in strongest], [fact.yoy_pct for fact in weakest]
    )
    return (
        f"主要分项中{note}，{first}：",
        *separated([_named_growth(fact) for fact in strongest], "，"),
        f"；{last}：",
        *separated([_named_growth(fact) for fact in weakest], "，"),
        "。",
    )


def _amount(fact: GrowthFact, largest_cny_10k: Decimal | None) -> Paragraph:
    clause = level_clause(fact, beside_cny_10k=largest_cny_10k)
    return tuple(run for run in clause if isinstance(run, Number))


def _named_growth(fact: GrowthFact) -> Paragraph:
    # Name beside number: 信息传输、软件和… in a 分别 list would count as two names.
    name = wording.full_width(fact.indicator)
    return (name, *growth_clause(fact, is_first=False, is_noted=True))
