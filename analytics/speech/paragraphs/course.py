"""The course of a year: its quarters, and for how many months growth went one way.

Owns when a run is worth saying and where it ends; counts published growth only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.facts import GrowthFact
from analytics.basics.ledger_facts import StatisticsFacts
from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, wording
from analytics.speech.grammar.figures import SpokenFigure
from analytics.speech.grammar.growth_figures import yoy_of
from analytics.speech.grammar.runs import Paragraph
from analytics.speech.paragraphs.sections import STATISTICS, ReportParagraph, paragraph
from analytics.speech.sentences import statistics as patterns

_QUARTERS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
_TWO_DIGITS, _FEWEST_IN_A_ROW = Decimal(10), 2


def trend_paragraph(facts: StatisticsFacts) -> ReportParagraph | None:
    """The quarters of this year, and for how many months the rate has gone one way."""
    history = _published_history(facts)
    sentences = [_quarters(history), _run(history), _since(history)]
    return paragraph("trend.quarters", sentences, basis=STATISTICS)


def _quarters(history: Sequence[GrowthFact]) -> Paragraph:
    year = history[-1].period.year if history else 0
    ends = [one for one in history if one.period.month in _QUARTERS and one.period.year == year]
    if len(ends) < 2:
        return ()
    names, rates = [_QUARTERS[one.period.month] for one in ends], [yoy_of(one) for one in ends]
    return patterns.quarters_growth(names, wording.short_name(history[-1].indicator), rates)


def _run(history: Sequence[GrowthFact]) -> Paragraph:
    """At least two steps one way, inside one year, month beside month."""
    steps = _steps_in_a_row(history)
    if steps < _FEWEST_IN_A_ROW:
        return ()
    now, before = (_rate(one) for one in (history[-1], history[-2]))
    if (now < 0) != (before < 0) and now != 0 and before != 0 and steps > 1:
        turn = _first_turn(history)
    else:
        turn = "未转"
    count = _counted(history[-steps - 1 :], Decimal(steps))
    return patterns.trend_run(count, now, before, turn)


def _steps_in_a_row(history: Sequence[GrowthFact]) -> int:
    """How many last steps went the same way as the last one, on the same side of zero."""
    steps, direction = 0, 0
    for now, before in zip(reversed(history), reversed(history[:-1]), strict=False):
        if (now.period.year, now.period.month - 1) != (before.period.year, before.period.month):
            break
        gap = _rate(now) - _rate(before)
        side = 1 if gap > 0 else -1 if gap < 0 else 0
        if side == 0 or (direction and side != direction):
            break
        # 降幅收窄 and 增速提高 are two wordings: a run in one wording stays on one side.
        fell = _rate(history[-1]) < 0 and _rate(history[-2]) < 0
        if fell and _rate(before) >= 0:
            break
        direction, steps = side, steps + 1
    return steps


def _first_turn(history: Sequence[GrowthFact]) -> str:
    year = history[-1].period.year
    earlier = [_rate(one) for one in history[:-1] if one.period.year == year]
    now = _rate(history[-1])
    if now > 0 and all(rate <= 0 for rate in earlier):
        return "首次转正"
    if now < 0 and all(rate >= 0 for rate in earlier):
        return "首次转负"
    return "未转"


def _since(history: Sequence[GrowthFact]) -> Paragraph:
    """两位数增长 for at least three periods of this year, not from its first one."""
    if not history:
        return ()
    this_year = [one for one in history if one.period.year == history[-1].period.year]
    high = 0
    for one in reversed(this_year):
        if _rate(one) < _TWO_DIGITS:
            break
        high += 1
    if high <= _FEWEST_IN_A_ROW:
        return ()
    return patterns.trend_since(this_year[-high].period.month)


def _rate(fact: GrowthFact) -> Decimal:
    return rounded(yoy_of(fact).value)


def _published_history(facts: StatisticsFacts) -> list[GrowthFact]:
    """Up to the headline's own period; empty where that one is not published."""
    fact = facts.headline.headline
    known = [one for one in facts.headline.history if one.yoy_pct is not None and one.is_published]
    return known if known and known[-1].period == fact.period else []


def _counted(history: Sequence[GrowthFact], count: Decimal) -> SpokenFigure:
    fact = history[-1]
    sources = [one.yoy_source for one in history if one.yoy_source]
    source = figures.formula("增速同向变动的连续月数", sources)
    return SpokenFigure(count, fact.indicator, fact.region, fact.period, "months_in_a_row", source)
