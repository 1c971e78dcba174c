"""领导备询卡: one question, one figure, an answer of at most forty characters.

Owns which questions there are and that an answer stays short; a longer one is left out,
for a card that must be read twice is none.
"""

from __future__ import annotations

from analytics.basics.ledger_facts import LedgerFacts, StatisticsFacts
from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.growth_figures import goal_of, level_of, own_goals, places_of, yoy_of
from analytics.speech.grammar.runs import Paragraph
from analytics.speech.paragraphs.draft import place_clause
from analytics.speech.paragraphs.ledger_sections import (
    figure_of,
    gap_of,
    rate_of,
    status_kinds,
    unit_rates,
)
from analytics.speech.paragraphs.sections import LEDGER, STATISTICS, ReportParagraph, paragraph
from analytics.speech.phrases import Slots, fill
from analytics.speech.sentences import progress
from analytics.speech.sentences import statistics as patterns

LONGEST_ANSWER = 40


def statistics_cards(facts: StatisticsFacts) -> list[ReportParagraph]:
    fact = facts.headline.headline
    opening: Slots = {"期": fact.period.label, "范围": wording.whole(fact.region)}
    titles = {"指标": wording.short_name(fact.indicator)}
    made = []
    if fact.yoy_pct is not None:
        note = "" if fact.is_published else "（直接计算）"
        slots: Slots = {**opening, "增速": figures.growth(yoy_of(fact)), "补充": note}
        made.append(_card("card.growth", slots, STATISTICS, titles=titles))
    if fact.level_cny_10k is not None:
        slots = {**opening, "金额": figures.money(level_of(fact), places_of(fact))}
        made.append(_card("card.level", slots, STATISTICS, titles=titles))
    if (place := facts.headline.place) is not None:
        titles = {"上级": wording.above(place.scope, fact.region)}
        slots = {"位次": place_clause(facts.headline), "补充": ""}
        made.append(_card("card.place", slots, STATISTICS, titles=titles))
    for goal in own_goals(facts):
        gap = patterns.difference_of(yoy_of(fact), goal_of(fact, goal))
        slots = {
            "档次": goal.tier,
            "目标": figures.share(goal_of(fact, goal)),
            "差": figures.points(gap) if figures.exact(gap) else "",
        }
        case = tone.compared(figures.exact(gap))
        made.append(_card("card.goal", slots, STATISTICS, (case,), subject=goal.tier))
    return [one for one in made if one is not None]


def ledger_cards(facts: LedgerFacts) -> list[ReportParagraph]:
    made = [
        _rate(facts),
        _gap(facts),
        _statuses(facts),
        _starts(facts),
        _listed(facts),
        _lowest(facts),
        _open(facts),
        _pace(facts),
    ]
    return [one for one in made if one is not None]


def _rate(facts: LedgerFacts) -> ReportParagraph | None:
    total, rate = facts.total, rate_of(facts, facts.total)
    plan = total.annual_plan_cny_10k
    if rate is None or total.project_count is None or total.ytd_cny_10k is None:
        return None
    slots = {
        "个数": figures.count(figure_of(facts, total.project_count, "project_count")),
        "金额": figures.money(
            figure_of(facts, total.ytd_cny_10k, "ytd_cny_10k"),
            beside=None if plan is None else plan.value,
        ),
        "完成率": figures.share(rate),
    }
    return _card("card.rate", slots, LEDGER)


def _gap(facts: LedgerFacts) -> ReportParagraph | None:
    gap, schedule = gap_of(facts, facts.total), facts.total.schedule_progress_pct
    if gap is None or schedule is None:
        return None
    slots = {
        "序时名": facts.schedule_words,
        "序时": figures.share(figure_of(facts, schedule, "schedule_progress_pct")),
        "差": progress.gap_points(gap),
    }
    return _card("card.gap", slots, LEDGER, (tone.against_schedule(gap.value),))


def _statuses(facts: LedgerFacts) -> ReportParagraph | None:
    if not facts.statuses:
        return None
    kinds = status_kinds(facts, are_named=False)
    return _card("card.status", {"分布": progress.status_list(kinds)}, LEDGER)


def _starts(facts: LedgerFacts) -> ReportParagraph | None:
    if facts.starts is None:
        return None
    slots = {
        "个数": figures.count(figure_of(facts, facts.starts.whole, "new_start_count")),
        "开工": figures.count(figure_of(facts, facts.starts.part, "new_started_count")),
        "开工率": figures.share(figure_of(facts, facts.starts.rate_pct, "start_rate_pct")),
    }
    return _card("card.starts", slots, LEDGER)


def _listed(facts: LedgerFacts) -> ReportParagraph | None:
    if facts.listed is None:
        return None
    slots = {
        "个数": figures.count(figure_of(facts, facts.listed.whole, "should_list_count")),
        "入库": figures.count(figure_of(facts, facts.listed.part, "listed_count")),
        "入库率": figures.share(figure_of(facts, facts.listed.rate_pct, "listed_rate_pct")),
    }
    return _card("card.listed", slots, LEDGER)


def _lowest(facts: LedgerFacts) -> ReportParagraph | None:
    """The last unit, or those that share its rate as the reader sees it."""
    rates = unit_rates(facts, facts.lowest)
    if not rates:
        return None
    last = rates[0][1]
    names = [name for name, rate in rates if rounded(rate.value) == rounded(last.value)]
    slots = {"名称": "、".join(names), "完成率": figures.share(last)}
    return _card("card.lowest", slots, LEDGER)


def _open(facts: LedgerFacts) -> ReportParagraph | None:
    if facts.problems is None:
        return None
    overdue: Paragraph = ()
    if facts.problems.overdue is not None:
        count = figure_of(facts, facts.problems.overdue, "overdue_problem_count")
        overdue = ("，其中", figures.count(count), "个已超过时限")
    count = figure_of(facts, facts.problems.open, "open_problem_count")
    return _card("card.open", {"个数": figures.count(count), "逾期": overdue}, LEDGER)


def _pace(facts: LedgerFacts) -> ReportParagraph | None:
    pace = facts.pace
    if pace is None:
        return None
    required = figure_of(facts, pace.required_monthly_cny_10k, "required_monthly_cny_10k")
    slots = {
        "月数": str(pace.remaining_months),
        "月均": figures.money(required, beside=pace.goal_cny_10k.value),
        "倍数": figures.times(figure_of(facts, pace.multiple, "required_multiple")),
    }
    return _card("card.pace", slots, LEDGER)


def _card(
    code: str,
    slots: Slots,
    basis: str,
    cases: tuple[str, ...] = (),
    *,
    titles: dict[str, str] | None = None,
    subject: str = "",
) -> ReportParagraph | None:
    said = fill(code, slots, cases)
    card = paragraph(code, [said], basis=basis, titles=titles, subject=subject)
    return card if card is not None and len(card.text) <= LONGEST_ANSWER else None
