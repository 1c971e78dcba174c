"""The paragraphs of statistics: growth, its course, its parts, what is weak (统计口径).

Owns which sentences a paragraph has and when it is left out; the sentences are the
patterns' business, the place in the report that of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.facts import GrowthFact
from analytics.basics.ledger_facts import ShareFact, StatisticsFacts
from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import FigureContext, SpokenFigure
from analytics.speech.grammar.growth_figures import context_of, goal_of, own_goals, yoy_of
from analytics.speech.grammar.runs import Paragraph, separated
from analytics.speech.paragraphs.course import trend_paragraph
from analytics.speech.paragraphs.districts import (
    district_sentence,
    district_yoy,
    districts_kind,
    in_order,
)
from analytics.speech.paragraphs.draft import change_clause, headline_sentence
from analytics.speech.paragraphs.parts import SECTORS, part_sentence, sector_sentence
from analytics.speech.paragraphs.sections import STATISTICS, ReportParagraph, paragraph
from analytics.speech.phrases import Slots, fill
from analytics.speech.sentences import statistics as patterns

# Breakdown to the code of its paragraph; 分产业 and 分行业 have sentences of their own.
_GROUPS = {"field": "part.field", "composition": "part.composition", "holding": "part.holding"}
_MOST_WEAK = 6
NEWLY_STARTED, BUILDING = "本年新开工项目个数", "建筑安装工程"


def statistics_paragraphs(facts: StatisticsFacts, basis_words: str) -> list[ReportParagraph]:
    """Every paragraph these facts can fill. basis_words: 按统计口径， or empty."""
    made = [
        _lead(facts, basis_words),
        _goals(facts),
        trend_paragraph(facts),
        _sectors(facts),
        *(_group(facts, breakdown, code) for breakdown, code in _GROUPS.items()),
        _industries(facts),
        _districts(facts),
        _falling(facts),
        _newly_started(facts),
        _below_goal(facts),
        _advice(facts),
    ]
    return [one for one in made if one is not None]


def _lead(facts: StatisticsFacts, basis_words: str) -> ReportParagraph | None:
    said = headline_sentence(facts.headline, basis_words)
    return paragraph("lead.statistics", [said], basis=STATISTICS)


def _goals(facts: StatisticsFacts) -> ReportParagraph | None:
    """对照年初目标: every tier of the goal for the total, one clause each."""
    fact = facts.headline.headline
    clauses = [
        patterns.goal_tier(yoy_of(fact), goal.tier, goal_of(fact, goal))
        for goal in own_goals(facts)
    ]
    if not clauses:
        return None
    opening = f"{wording.whole(fact.region)}{wording.short_name(fact.indicator)}"
    said = (opening, *figures.growth(yoy_of(fact)), "，", *separated(clauses, "，"))
    return paragraph("goal.tier", [said], basis=STATISTICS)


def _sectors(facts: StatisticsFacts) -> ReportParagraph | None:
    sectors = facts.parts_of("sector")
    body = sector_sentence(sectors)
    if not body:
        return None
    return paragraph(
        "part.sector",
        [body, _structure(facts)],
        basis=STATISTICS,
        titles={"最快": _fastest(sectors)},
    )


def _structure(facts: StatisticsFacts) -> Paragraph:
    shares = [one for name in SECTORS for one in facts.shares if one.indicator == name]
    before = [one for share in shares if (one := _last_year_share(facts, share)) is not None]
    if not len(shares) == len(before) == len(SECTORS):
        return ()
    context = context_of(facts)
    now = [context.figure(one.share_pct, "share_pct", one.indicator) for one in shares]
    return patterns.structure(before, now)


def _last_year_share(facts: StatisticsFacts, share: ShareFact) -> SpokenFigure | None:
    period = facts.headline.headline.period.last_year
    sourced = share.share_last_year_pct
    if sourced is None:
        return None
    return FigureContext(facts.headline.headline.region, period).figure(
        sourced, "share_pct", share.indicator
    )


def _group(facts: StatisticsFacts, breakdown: str, code: str) -> ReportParagraph | None:
    """Each part with its growth, its change since the period before, its share."""
    parts = _grown(facts.parts_of(breakdown))
    if len(parts) < 2:
        return None
    clauses = []
    for part in parts:
        name = wording.full_width(part.indicator)
        said = (name, *figures.rise_or_fall(yoy_of(part)), *_note(part))
        clauses.append((*said, *_change(part), *_share(facts, part, breakdown)))
    slots = {"名单": separated(clauses, "；")}
    titles = {"最快": _fastest(parts)}
    return paragraph(code, [fill(code, slots)], basis=STATISTICS, titles=titles)


def _share(facts: StatisticsFacts, part: GrowthFact, breakdown: str) -> Paragraph:
    """占全部投资的 only where the parts add up: 领域 and 主体 overlap."""
    if breakdown != "composition":
        return ()
    own = next((one for one in facts.shares if one.indicator == part.indicator), None)
    if own is None:
        return ()
    figure = context_of(facts).figure(own.share_pct, "share_pct", part.indicator)
    return ("，", *patterns.share_of_total("", figure))


def _change(part: GrowthFact) -> Paragraph:
    said = change_clause(part)
    return ("，", *said) if said else ()


def _industries(facts: StatisticsFacts) -> ReportParagraph | None:
    named = [one for one in facts.headline.breakdowns if one.indicator not in SECTORS]
    titles = {"最快": _fastest(_grown(named))} if named else {}
    said = part_sentence(facts.headline.breakdowns)
    return paragraph("part.industry", [said], basis=STATISTICS, titles=titles)


def _districts(facts: StatisticsFacts) -> ReportParagraph | None:
    body = district_sentence(facts.headline)
    if not body:
        return None
    ordered = in_order(facts.headline.districts)
    titles = {"最快": ordered[0].region}
    return paragraph(
        "part.district", [body, _above(facts), _spread(facts)], basis=STATISTICS, titles=titles
    )


def _above(facts: StatisticsFacts) -> Paragraph:
    """Regions above the whole: only where all are known and all on one basis."""
    whole, headline = facts.headline.headline, facts.headline
    if not headline.are_districts_complete or whole.yoy_pct is None or not whole.is_published:
        return ()
    ordered = [one for one in in_order(headline.districts) if one.is_published]
    above = [one for one in ordered if rounded(one.yoy_pct) > rounded(whole.yoy_pct)]
    if not above or len(ordered) != len(headline.districts):
        return ()
    best = [one.region for one in above if rounded(one.yoy_pct) == rounded(above[0].yoy_pct)]
    count = SpokenFigure(
        Decimal(len(above)),
        whole.indicator,
        whole.region,
        whole.period,
        "districts_above_count",
        figures.formula("增速高于全部的地区个数", [one.source for one in ordered]),
    )
    kind = districts_kind(headline)
    return patterns.regions_above([one.region for one in above], kind, whole.region, best, count)


def _spread(facts: StatisticsFacts) -> Paragraph:
    headline = facts.headline
    ordered = in_order(headline.districts)
    first, last = ordered[0], ordered[-1]
    if not headline.are_districts_complete or first.yoy_pct == last.yoy_pct:
        return ()
    high, low = (district_yoy(headline.headline, one) for one in (first, last))
    return patterns.regions_spread(first.region, last.region, high, low)


def _falling(facts: StatisticsFacts) -> ReportParagraph | None:
    """The main parts that fell, the deepest first; names beside numbers."""
    weak = _weak_parts(facts)
    if not weak:
        return None
    scope = wording.whole(facts.headline.headline.region)
    clauses = [
        (wording.full_width(one.indicator), *figures.rise_or_fall(yoy_of(one)), *_change(one))
        for one in weak
    ]
    slots: Slots = {"范围": scope, "名单": separated(clauses, "；")}
    return paragraph("problem.falling", [fill("problem.falling", slots)], basis=STATISTICS)


def _weak_parts(facts: StatisticsFacts) -> list[GrowthFact]:
    parts = [
        one
        for name in _GROUPS
        for one in _grown(facts.parts_of(name))
        # 设备 and 其他费用 are what a sum was spent on, no field to be pushed.
        if name != "composition" or one.indicator == BUILDING
    ]
    fallen = [one for one in parts if one.is_published and rounded(yoy_of(one).value) < 0]
    return sorted(fallen, key=lambda one: (one.yoy_pct, one.indicator))[:_MOST_WEAK]


def _newly_started(facts: StatisticsFacts) -> ReportParagraph | None:
    counts = [one for one in facts.parts_of("project") if one.indicator == NEWLY_STARTED]
    if not counts or counts[0].yoy_pct is None or rounded(counts[0].yoy_pct) >= 0:
        return None
    slots: Slots = {"名称": counts[0].indicator, "增速": figures.growth(yoy_of(counts[0]))}
    return paragraph(
        "problem.newly_started", [fill("problem.newly_started", slots)], basis=STATISTICS
    )


def _below_goal(facts: StatisticsFacts) -> ReportParagraph | None:
    fact = facts.headline.headline
    sentences = []
    for goal in own_goals(facts):
        figure = goal_of(fact, goal)
        gap = patterns.difference_of(yoy_of(fact), figure)
        if figures.exact(gap) >= 0:
            continue
        slots = {
            "指标": wording.short_name(fact.indicator),
            "档次": goal.tier,
            "目标": figures.share(figure),
            "差": figures.points(gap),
        }
        sentences.append(fill("problem.goal", slots, (tone.compared(figures.exact(gap)),)))
    return paragraph("problem.goal", sentences[:1], basis=STATISTICS)


def _advice(facts: StatisticsFacts) -> ReportParagraph | None:
    weak = [wording.full_width(one.indicator) for one in _weak_parts(facts)]
    names = "、".join(weak[:3]) + ("等" if len(weak) > 3 else "")
    sentences = [fill("advice.weak", {"名称": names})] if weak else []
    return paragraph("advice.weak", sentences, is_stub=True)


def _grown(parts: Sequence[GrowthFact]) -> list[GrowthFact]:
    return [one for one in parts if one.yoy_pct is not None]


def _fastest(parts: Sequence[GrowthFact]) -> str:
    best = max(rounded(one.yoy_pct) for one in parts if one.yoy_pct is not None)
    names = [one.indicator for one in parts if one.yoy_pct is not None]
    rates = [rounded(one.yoy_pct) for one in parts if one.yoy_pct is not None]
    first = [name for name, rate in zip(names, rates, strict=True) if rate == best]
    return "、".join(wording.full_width(name) for name in first)


def _note(fact: GrowthFact) -> Paragraph:
    return () if fact.is_published else ("（直接计算）",)
