"""The paragraphs of project ledgers: progress, statuses, starts, what is late (发改口径).

Owns which sentences a paragraph has and when it is left out; the sentences are the
patterns' business, the place in the report that of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.ledger_facts import (
    CountFact,
    LedgerFacts,
    NamedProject,
    ProgressFact,
    Sourced,
)
from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import FigureContext, SpokenFigure
from analytics.speech.grammar.runs import Paragraph, separated
from analytics.speech.paragraphs.sections import LEDGER, ReportParagraph, paragraph
from analytics.speech.phrases import Slots, fill
from analytics.speech.sentences import progress as patterns

PROJECTS = "重点项目"
# 滞后 ones are named among the problems, not twice.
_NAMED_STATUSES = ("较快",)
_QUARTERS = {1: "一季度", 2: "一、二季度", 3: "前三季度", 4: "全年"}
_UNITS_AT_EACH_END = 3
_MOST_RAISED = 8
_HALF_YEAR = 6


def ledger_paragraphs(facts: LedgerFacts, basis_words: str) -> list[ReportParagraph]:
    """Every paragraph these facts can fill.

    basis_words: 按发改口径， where statistics speak too; the 导语 says it always.
    """
    made = [
        _lead(facts, f"按{LEDGER}，"),
        _half_year(facts, basis_words),
        _statuses(facts, basis_words),
        _starts(facts, basis_words),
        _listed(facts, basis_words),
        _plan(facts, basis_words),
        _funds(facts, basis_words),
        _pace(facts, basis_words),
        _units(facts, basis_words),
        _lowest(facts, basis_words),
        _behind(facts, basis_words),
        _new_starts(facts, basis_words),
        _late(facts, basis_words),
        _not_listed(facts, basis_words),
        _problems(facts, basis_words),
        *_advice(facts),
    ]
    return [one for one in made if one is not None]


def context_of(facts: LedgerFacts) -> FigureContext:
    return FigureContext(facts.region, facts.period)


def figure_of(
    facts: LedgerFacts, sourced: Sourced, measure: str, what: str = PROJECTS
) -> SpokenFigure:
    return context_of(facts).figure(sourced, measure, what)


def gap_of(facts: LedgerFacts, unit: ProgressFact) -> SpokenFigure | None:
    if unit.schedule_gap_pp is None:
        return None
    return figure_of(facts, unit.schedule_gap_pp, "schedule_gap_pp", subject_of(unit))


def rate_of(facts: LedgerFacts, unit: ProgressFact) -> SpokenFigure | None:
    if unit.completion_rate_pct is None:
        return None
    return figure_of(facts, unit.completion_rate_pct, "completion_rate_pct", subject_of(unit))


def unit_rates(facts: LedgerFacts, units: Sequence[ProgressFact]) -> list[tuple[str, SpokenFigure]]:
    """Each unit that has a rate, with it."""
    return [(one.name, rate) for one in units if (rate := rate_of(facts, one)) is not None]


def subject_of(unit: ProgressFact) -> str:
    """合计 is the whole ledger; a unit's figures are its own facts."""
    return PROJECTS if unit.name == "合计" else f"{PROJECTS}·{unit.name}"


def status_kinds(facts: LedgerFacts, *, are_named: bool) -> list[tuple[str, SpokenFigure, str]]:
    return [
        (
            "未评" if one.kind == "—" else one.kind,
            figure_of(facts, one.count, f"status_count_{one.kind}"),
            which(one.projects) if are_named and one.kind in _NAMED_STATUSES else "",
        )
        for one in facts.statuses
    ]


def which(projects: Sequence[NamedProject]) -> str:
    return patterns.named_by_unit([(one.unit, one.name) for one in projects])


def _lead(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    """How much, of which plan, against which schedule."""
    total = facts.total
    rate, gap, schedule = rate_of(facts, total), gap_of(facts, total), total.schedule_progress_pct
    count, done, plan = total.project_count, total.ytd_cny_10k, total.annual_plan_cny_10k
    if rate is None or gap is None or schedule is None:
        return None
    if count is None or done is None or plan is None:
        return None
    slots: Slots = {
        "口径": basis,
        "期": wording.period_words(facts.period),
        "范围": wording.whole(facts.region),
        "个数": figures.count(figure_of(facts, count, "project_count")),
        "金额": figures.money(figure_of(facts, done, "ytd_cny_10k"), beside=plan.value),
        "计划": figures.money(figure_of(facts, plan, "annual_plan_cny_10k")),
        "完成率": figures.share(rate),
        "序时名": facts.schedule_words,
        "序时": figures.share(figure_of(facts, schedule, "schedule_progress_pct")),
        "差": patterns.gap_points(gap),
    }
    cases = (tone.only(gap.value), tone.against_schedule(gap.value))
    return paragraph("lead.ledger", [fill("lead.ledger", slots, cases)], basis=LEDGER)


def _half_year(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    rate = rate_of(facts, facts.total)
    if rate is None or facts.period.month != _HALF_YEAR:
        return None
    return paragraph("half.done", [patterns.half_done(rate, basis)], basis=LEDGER)


def _statuses(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    if not facts.statuses or facts.total.project_count is None:
        return None
    said = patterns.status_counts(
        facts.period,
        figure_of(facts, facts.total.project_count, "project_count"),
        status_kinds(facts, are_named=True),
        basis,
    )
    rule: Paragraph = (f"状态按“{facts.rule_words}”规则判定",) if facts.rule_words else ()
    return paragraph("run.status", [said, rule], basis=LEDGER)


def _starts(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    starts, due = facts.starts, facts.due_starts
    if starts is None:
        return None
    by_now: Paragraph = ()
    if due is not None:
        by_now = fill(
            "starts.due",
            {
                "个数": figures.count(figure_of(facts, due.whole, "start_due_count")),
                "开工率": figures.share(figure_of(facts, due.rate_pct, "due_start_rate_pct")),
            },
        )
    slots = {
        "口径": basis,
        "范围": wording.whole(facts.region),
        "个数": figures.count(figure_of(facts, starts.whole, "new_start_count")),
        "开工": figures.count(figure_of(facts, starts.part, "new_started_count")),
        "开工率": figures.share(figure_of(facts, starts.rate_pct, "start_rate_pct")),
        "应开工": by_now,
    }
    return paragraph("run.starts", [fill("run.starts", slots)], basis=LEDGER)


def _listed(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    if facts.listed is None:
        return None
    slots = {
        "口径": basis,
        "个数": figures.count(figure_of(facts, facts.listed.whole, "should_list_count")),
        "入库": figures.count(figure_of(facts, facts.listed.part, "listed_count")),
        "入库率": figures.share(figure_of(facts, facts.listed.rate_pct, "listed_rate_pct")),
    }
    return paragraph("run.listed", [fill("run.listed", slots)], basis=LEDGER)


def _plan(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    to_date, rate = facts.total.plan_to_date_rate_pct, rate_of(facts, facts.total)
    if to_date is None or rate is None:
        return None
    figure = figure_of(facts, to_date, "plan_to_date_rate_pct")
    said = patterns.plan_to_date(facts.period, figure, rate, basis)
    return paragraph("run.plan", [said], basis=LEDGER)


def _funds(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    if facts.total.funds_rate_pct is None:
        return None
    rate = figures.share(figure_of(facts, facts.total.funds_rate_pct, "funds_rate_pct"))
    said = fill("run.funds", {"口径": basis, "到位率": rate})
    return paragraph("run.funds", [said], basis=LEDGER)


def _pace(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    pace = facts.pace
    if pace is None:
        return None
    slots = {
        "口径": basis,
        "对象": PROJECTS,
        "目标名": "年度计划",
        "目标": figures.money(figure_of(facts, pace.goal_cny_10k, "annual_plan_cny_10k")),
        "差额": figures.money(
            figure_of(facts, pace.remaining_cny_10k, "remaining_cny_10k"),
            beside=pace.goal_cny_10k.value,
        ),
        "月数": str(pace.remaining_months),
        "月均": figures.money(
            figure_of(facts, pace.required_monthly_cny_10k, "required_monthly_cny_10k"),
            beside=pace.goal_cny_10k.value,
        ),
        "倍数": figures.times(figure_of(facts, pace.multiple, "required_multiple")),
    }
    return paragraph("run.pace", [fill("run.pace", slots)], basis=LEDGER)


def _units(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    """The best and the last three; none of the last is ahead of the schedule or does as
    well as one of the best."""
    best = unit_rates(facts, facts.highest[:_UNITS_AT_EACH_END])
    behind = [one for one in facts.lowest[:_UNITS_AT_EACH_END] if _is_behind(one)]
    least = min((rounded(figures.exact(rate)) for _, rate in best), default=None)
    worst = [
        (name, rate)
        for name, rate in unit_rates(facts, behind)
        if least is not None and rounded(figures.exact(rate)) < least
    ]
    if not worst:
        return None
    scope = ""
    if facts.threshold_cny_10k > 0:
        scope = f"（{wording.ranked_units(facts.threshold_cny_10k)}）"
    said = patterns.units_ends(scope, best, worst, basis)
    titles = {"最好": best[0][0]}
    return paragraph("units.ends", [said], basis=LEDGER, titles=titles)


def _lowest(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    units = [one for one in facts.lowest if _is_behind(one)]
    if not units:
        return None
    said = patterns.lowest_units(
        wording.ranked_units(facts.threshold_cny_10k),
        [one.name for one in units],
        [rate for _, rate in unit_rates(facts, units)],
        [gap for one in units if (gap := gap_of(facts, one)) is not None],
        basis,
    )
    return paragraph("problem.lowest", [said], basis=LEDGER)


def _behind(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    behind = _status(facts, "滞后")
    if behind is None:
        return None
    slots = {
        "口径": basis,
        "个数": figures.count(figure_of(facts, behind.count, "status_count_滞后")),
        "名单": which(behind.projects),
    }
    return paragraph("problem.behind", [fill("problem.behind", slots)], basis=LEDGER)


def _new_starts(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    if facts.new_starts is None or facts.new_starts_behind is None:
        return None
    said = patterns.starts_behind(
        _QUARTERS[(facts.period.month + 2) // 3],
        figure_of(facts, facts.new_starts.count, "new_starts_by_quarter_count"),
        figure_of(facts, facts.new_starts_behind.count, "new_starts_behind_count"),
        which(facts.new_starts_behind.projects),
        basis,
    )
    return paragraph("problem.new_starts", [said], basis=LEDGER)


def _late(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    if not facts.late:
        return None
    kinds = [
        fill(
            "late.one",
            {
                "类别": one.kind,
                "个数": figures.count(figure_of(facts, one.count, f"late_count_{one.kind}")),
                "名单": which(one.projects),
            },
        )
        for one in facts.late
    ]
    slots: Slots = {"口径": basis, "分类": separated(kinds, "；")}
    return paragraph("problem.late", [fill("problem.late", slots)], basis=LEDGER)


def _not_listed(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    missing = not_listed(facts)
    if facts.listed is None or missing is None:
        return None
    slots = {
        "口径": basis,
        "个数": figures.count(figure_of(facts, facts.listed.whole, "should_list_count")),
        "未入库": figures.count(missing),
    }
    return paragraph("problem.listed", [fill("problem.listed", slots)], basis=LEDGER)


def not_listed(facts: LedgerFacts) -> SpokenFigure | None:
    """How many of those that should be listed are not; None where all are."""
    if facts.listed is None or facts.listed.part.value >= facts.listed.whole.value:
        return None
    source = figures.formula(
        "应入库 − 已入库", [facts.listed.whole.source, facts.listed.part.source]
    )
    missing = Sourced(facts.listed.whole.value - facts.listed.part.value, source)
    return figure_of(facts, missing, "not_listed_count")


def _problems(facts: LedgerFacts, basis: str) -> ReportParagraph | None:
    problems = facts.problems
    if problems is None:
        return None
    overdue: Paragraph = ()
    if problems.overdue is not None:
        count = figures.count(figure_of(facts, problems.overdue, "overdue_problem_count"))
        overdue = ("，其中", count, "个已超过解决时限")
    raised: Paragraph = ()
    if problems.raised is not None:
        named = "；".join(
            f"{one.name}（{one.unit}：{one.reason}）"
            for one in problems.raised.projects[:_MOST_RAISED]
        )
        more = "等" if len(problems.raised.projects) > _MOST_RAISED else ""
        count = figures.count(figure_of(facts, problems.raised.count, "raised_problem_count"))
        scope = wording.whole(facts.region)
        raised = (f"，建议提请{scope}调度的有", count, f"个：{named}{more}")
    slots = {
        "口径": basis,
        "个数": figures.count(figure_of(facts, problems.open, "open_problem_count")),
        "逾期": overdue,
        "提请": raised,
    }
    return paragraph("problem.open", [fill("problem.open", slots)], basis=LEDGER)


def _advice(facts: LedgerFacts) -> list[ReportParagraph | None]:
    """Stubs for what the figures show; a person rewrites them."""
    said: dict[str, Slots] = {}
    if (behind := _status(facts, "滞后")) is not None:
        count = figures.count(figure_of(facts, behind.count, "status_count_滞后"))
        said["advice.behind"] = {"个数": count}
    units = [one.name for one in facts.lowest if _is_behind(one)]
    if units:
        said["advice.lowest"] = {"名称": "、".join(units)}
    if facts.late:
        said["advice.late"] = {"分类": "、".join(one.kind for one in facts.late)}
    if (missing := not_listed(facts)) is not None:
        said["advice.listed"] = {"个数": figures.count(missing)}
    if facts.problems is not None:
        count = figures.count(figure_of(facts, facts.problems.open, "open_problem_count"))
        said["advice.open"] = {"个数": count}
    if facts.pace is not None:
        figure = figure_of(facts, facts.pace.required_monthly_cny_10k, "required_monthly_cny_10k")
        amount = figures.money(figure, beside=facts.pace.goal_cny_10k.value)
        said["advice.pace"] = {"月均": amount}
    return [
        paragraph(code, [fill(code, slots)], basis=LEDGER, is_stub=True)
        for code, slots in said.items()
    ]


def _status(facts: LedgerFacts, kind: str) -> CountFact | None:
    return next((one for one in facts.statuses if one.kind == kind), None)


def _is_behind(unit: ProgressFact) -> bool:
    gap = unit.schedule_gap_pp
    return gap is not None and rounded(gap.value) < 0 and unit.completion_rate_pct is not None
