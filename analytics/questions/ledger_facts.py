"""From ledger marts to Facts: what a text may state of a region's projects.

Owns which units and projects are named and the cells each figure rests on; words
nothing. Rates, gaps, statuses and places are the marts'.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

import pandas as pd

from analytics.basics.cell_ranges import sheet_sources
from analytics.basics.facts import Source
from analytics.basics.ledger_facts import (
    CountFact,
    LedgerFacts,
    NamedProject,
    PaceFact,
    ProblemsFact,
    ProgressFact,
    RateFact,
    Sourced,
)
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.questions import ledger
from analytics.questions.selection import Chosen, Judging
from analytics.questions.values import cell, decimal, number, pace_fact, quotient, sourced
from analytics.reference.status_rules import STATUSES

_NAMED_UNITS = 5
_BEHIND = ("预警", "滞后")
_CALENDAR = "calendar"
_AMOUNTS = {"annual_plan_cny_10k": "annual_plan", "ytd_cny_10k": "ytd"}
_HIGHEST_ESCALATION = 3
_NAMED = ["project_name", "unit", "name_source", "upload_id"]
_LOCATED = ["file", "sheet", "cells", "cell", "upload_id"]


class _Starts(TypedDict, total=False):
    """The fields of LedgerFacts about new starts, those there are."""

    starts: RateFact | None
    due_starts: RateFact
    new_starts: CountFact
    new_starts_behind: CountFact


def ledger_facts(lake: Lake, selection: Chosen) -> LedgerFacts | None:
    """The ledger of one region and period; None where there is none."""
    region, period, judging = selection.region, selection.period, selection.judging
    totals = ledger.totals(lake, selection)
    totals = totals[totals.scope == ""]
    if totals.empty:
        return None
    row = totals.iloc[0]
    projects = ledger.projects(lake, selection)
    projects = projects[projects.region_code == region.code]
    units = ledger.completion(lake, selection)
    units = units[(units.scope == "") & (units.region_code == region.code)]
    is_named = row.basis != "unit_table" and not projects.empty
    ranked = units[units.is_ranked.astype(bool) & units.completion_rate_pct.notna()]
    ordered = ranked.sort_values(["completion_rate_pct", "unit"], kind="stable")
    progress = _progress_of(projects if is_named else None, judging)
    total = progress(row)
    uploads = dict(zip(projects.file, projects.upload_id, strict=True))
    starts: _Starts = _starts(projects, row, period) if is_named else {}
    return LedgerFacts(
        period=period,
        region=region.name,
        total=total,
        schedule_words=_schedule_words(judging),
        rule_words=f"{row.rule_name}第{row.rule_version}版",
        statuses=_statuses(projects, row) if is_named else (),
        threshold_cny_10k=judging.plan_threshold_cny_10k,
        lowest=tuple(progress(one) for _, one in ordered.head(_NAMED_UNITS).iterrows()),
        highest=tuple(progress(one) for _, one in ordered.iloc[::-1].head(_NAMED_UNITS).iterrows()),
        **starts,
        listed=_listed(projects, row) if is_named else None,
        late=_late(ledger.late(lake, selection), uploads),
        problems=_problems(ledger.problems(lake, selection), uploads),
        pace=_pace(ledger.pace(lake, selection), total),
    )


def _progress_of(
    projects: pd.DataFrame | None, judging: Judging
) -> Callable[[pd.Series], ProgressFact]:
    """A maker of one unit's facts; the ledger's own rows name the cells of a sum."""
    schedule = f"{judging.yardstick_words}的序时进度"

    def made(row: pd.Series) -> ProgressFact:
        own = None
        if projects is not None:
            own = projects if row.is_total else projects[projects.unit_key == row.unit_key]
        printed = quotient(row.source, row.printed_upload_id, row.printed_upload_id)
        sums = {
            name: printed if own is None else _sum(own, field) for name, field in _AMOUNTS.items()
        }
        rate = printed if own is None else _formula("本年累计完成 ÷ 年度计划", sums)
        gap = Source(formula=f"完成率 − {schedule}", inputs=(rate,))
        return ProgressFact(
            name=row.unit,
            project_count=sourced(row.project_count, _count_source(own, printed)),
            annual_plan_cny_10k=sourced(row.annual_plan_cny_10k, sums["annual_plan_cny_10k"]),
            ytd_cny_10k=sourced(row.ytd_cny_10k, sums["ytd_cny_10k"]),
            completion_rate_pct=sourced(row.completion_rate_pct, rate),
            schedule_progress_pct=sourced(
                row.schedule_progress_pct, Source(formula=schedule, inputs=(rate,))
            ),
            schedule_gap_pp=sourced(row.schedule_gap_pp, gap),
            plan_to_date_rate_pct=sourced(
                row.plan_to_date_rate_pct,
                printed
                if own is None
                else _rate_over(own, "ytd", "ytd_plan", "本年累计完成 ÷ 分月计划累计"),
            ),
            funds_rate_pct=sourced(
                row.funds_rate_pct,
                printed
                if own is None
                else _rate_over(own, "funds_in_place", "annual_plan", "到位资金 ÷ 年度计划"),
            ),
        )

    return made


def _statuses(projects: pd.DataFrame, row: pd.Series) -> tuple[CountFact, ...]:
    """Each status somebody has; — where no rule could judge."""
    given = projects.status.fillna("—")
    words = f"按{row.rule_name}第{row.rule_version}版规则计数"
    return tuple(
        _counted(status, projects[given == status], words)
        for status in (*STATUSES, "—")
        if (given == status).any()
    )


def _starts(projects: pd.DataFrame, row: pd.Series, period: Period) -> _Starts:
    """New starts of the year, those due by now, and those due by the quarter's end."""
    new = projects[projects.is_new_start.fillna(False).astype(bool)]
    if new.empty:
        return {}
    started = new[new.is_started.fillna(False).astype(bool)]
    ends = pd.Timestamp(period.year, (period.month + 2) // 3 * 3, 1) + pd.offsets.MonthEnd(0)
    by_quarter = new[pd.to_datetime(new.planned_start_on) <= ends]
    behind = by_quarter[by_quarter.status.isin(_BEHIND)]
    facts: _Starts = {
        "starts": _rate(new, started, number(row.start_rate_pct), "已开工 ÷ 全年新开工"),
    }
    due, due_rate = number(row.start_due_count), number(row.due_start_rate_pct)
    if due and due_rate is not None:
        facts["due_starts"] = RateFact(
            Sourced(due, _names_source(new, "截至本期应开工的项目计数")),
            Sourced(decimal(row.new_started_count), _names_source(started, "已开工项目计数")),
            Sourced(due_rate, _names_source(new, "已开工 ÷ 截至本期应开工")),
        )
    if not by_quarter.empty:
        facts["new_starts"] = _counted("新开工", by_quarter, "计划开工不晚于本季末的新开工项目")
    if not behind.empty:
        facts["new_starts_behind"] = _counted("落后", behind, "其中预警和滞后的项目")
    return facts


def _listed(projects: pd.DataFrame, row: pd.Series) -> RateFact | None:
    """应入库 by the mart; which ones they are is the started projects."""
    should, listed, rate = (
        number(row.should_list_count),
        number(row.listed_count),
        number(row.listed_rate_pct),
    )
    if not should or listed is None or rate is None:
        return None
    started = projects[projects.is_started.fillna(False).astype(bool)]
    own = started if len(started) == should else projects
    there = own[own.is_in_statistics.fillna(False).astype(bool)]
    return RateFact(
        Sourced(should, _names_source(own, "应入库项目计数")),
        Sourced(
            listed,
            _fields_source(there if len(there) else own, "is_in_statistics", "已入库项目计数"),
        ),
        Sourced(rate, _fields_source(own, "is_in_statistics", "已入库 ÷ 应入库")),
    )


def _late(rows: pd.DataFrame, uploads: Mapping[str, str]) -> tuple[CountFact, ...]:
    kinds = list(dict.fromkeys(rows.kind))
    made = []
    for kind in kinds:
        own = rows[rows.kind == kind]
        projects = tuple(
            NamedProject(one.project_name, one.unit, _located(one.source, uploads), one.reason)
            for _, one in own.iterrows()
        )
        source = Source(formula=f"{kind}项目计数", inputs=_joined(one.source for one in projects))
        made.append(CountFact(kind, Sourced(Decimal(len(own)), source), projects))
    return tuple(made)


def _problems(rows: pd.DataFrame, uploads: Mapping[str, str]) -> ProblemsFact | None:
    now = rows[rows.is_open.astype(bool)] if not rows.empty else rows
    if now.empty:
        return None
    overdue = now[now.is_overdue.fillna(False).astype(bool)]
    return ProblemsFact(
        open=_counted_rows(now, "未解决问题计数", uploads),
        overdue=_counted_rows(overdue, "超过解决时限的问题计数", uploads) if len(overdue) else None,
        raised=_raised(now[now.escalation_level >= _HIGHEST_ESCALATION], uploads),
    )


def _raised(rows: pd.DataFrame, uploads: Mapping[str, str]) -> CountFact | None:
    """Problems that the region's own meeting takes up, with the ledger's words."""
    if rows.empty:
        return None
    projects = tuple(
        NamedProject(one.project_name, one.unit, _located(one.source, uploads), one.problem_text)
        for _, one in rows.iterrows()
    )
    return CountFact("提请", _counted_rows(rows, "提请调度的问题计数", uploads), projects)


def _rate(
    whole: pd.DataFrame, part: pd.DataFrame, rate: Decimal | None, words: str
) -> RateFact | None:
    if rate is None:
        return None
    return RateFact(
        Sourced(Decimal(len(whole)), _names_source(whole, "项目计数")),
        Sourced(Decimal(len(part)), _names_source(part if len(part) else whole, "项目计数")),
        Sourced(rate, _names_source(whole, words)),
    )


def _counted(kind: str, projects: pd.DataFrame, words: str) -> CountFact:
    source = _names_source(projects, words)
    named = tuple(
        NamedProject(name, unit, cell(source, upload))
        for name, unit, source, upload in projects[_NAMED].to_numpy().tolist()
    )
    return CountFact(kind, Sourced(Decimal(len(projects)), source), named)


def _counted_rows(rows: pd.DataFrame, words: str, uploads: Mapping[str, str]) -> Sourced:
    return Sourced(
        Decimal(len(rows)),
        Source(formula=words, inputs=_joined(_located(one, uploads) for one in rows.source)),
    )


def _names_source(projects: pd.DataFrame, words: str) -> Source:
    return _fields_source(projects, "project_name", words)


def _count_source(projects: pd.DataFrame | None, printed: Source) -> Source:
    return printed if projects is None else _names_source(projects, "项目计数")


def _sum(projects: pd.DataFrame, field: str) -> Source:
    return _fields_source(projects, field, "各项目相加")


def _fields_source(projects: pd.DataFrame, field: str, words: str) -> Source:
    """The cells one column of the ledger was read from; its own cell where it names none."""
    cells = [
        (file, sheet, json.loads(cells).get(field) or own, upload)
        for file, sheet, cells, own, upload in projects[_LOCATED].to_numpy().tolist()
    ]
    return Source(formula=words, inputs=sheet_sources(cells))


def _rate_over(projects: pd.DataFrame, part: str, whole: str, words: str) -> Source:
    return Source(formula=words, inputs=(_sum(projects, part), _sum(projects, whole)))


def _formula(words: str, sums: dict[str, Source]) -> Source:
    return Source(formula=words, inputs=(sums["ytd_cny_10k"], sums["annual_plan_cny_10k"]))


def _joined(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Cells of one sheet in one address."""
    return sheet_sources((one.file, one.sheet, one.cell, one.upload_id) for one in sources)


def _schedule_words(judging: Judging) -> str:
    """Other yardsticks than n/12 are named, for they may say the opposite."""
    if judging.yardstick == _CALENDAR:
        return "序时进度"
    return f"序时进度{judging.yardstick_words.removeprefix('按').join(('（按', '）'))}"


def _pace(rows: pd.DataFrame, total: ProgressFact) -> PaceFact | None:
    own = rows[rows.subject_kind == "total"]
    if own.empty or total.ytd_cny_10k is None or total.annual_plan_cny_10k is None:
        return None
    return pace_fact(own.iloc[0], total.ytd_cny_10k.source, total.annual_plan_cny_10k.source)


def _located(text: str, uploads: Mapping[str, str]) -> Source:
    """A cell with the upload its file came in, where this ledger knows it."""
    found = cell(text, "")
    return replace(found, upload_id=uploads.get(found.file, ""))
