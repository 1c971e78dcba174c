"""Questions to project ledgers: progress, ranks, colours, and what a 月调度 raises."""

from __future__ import annotations

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.ask import HERE, HERE_OR_DISTRICT, IN_PERIOD, ask, rows
from analytics.questions.selection import Selection

_OF_UNIT = "($unit is null or unit = $unit)"
_OF_LEAGUE = "($league is null or league = $league)"
_OF_PROJECT = "($project_key is null or project_key = $project_key)"
MEETS_CUTS = (
    *(_OF_UNIT, _OF_LEAGUE),
    "($status is null or coalesce(status, '—') = $status)",
    "($stage is null or stage = $stage)",
    "($priority_level is null or priority_level = $priority_level)",
    "($industry is null or industry_label = $industry)",
    "($name is null or contains(name_key(project_name), name_key($name)) or project_code = $name)",
)
PROJECTS_IN_ORDER = (
    "region_code, year, month, schedule_gap_pp asc nulls last, project_name, project_key"
)


def completion(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Units against the schedule, the furthest behind first, those without a gap last.

    The region is the one the ledger was sent for, or a district itself.
    """
    return rows(
        lake,
        "mart_completion",
        selection,
        *("not is_total", HERE_OR_DISTRICT, _OF_UNIT, IN_PERIOD),
        order="region_code, year, month, scope, schedule_gap_pp asc nulls last, unit",
    )


def totals(lake: Lake, selection: Selection) -> pd.DataFrame:
    """The whole region against the schedule: the columns of completion, a row a period."""
    return rows(
        lake,
        "mart_completion",
        selection,
        *("is_total", HERE, IN_PERIOD),
        order="region_code, year, month, scope",
    )


def projects(lake: Lake, selection: Selection) -> pd.DataFrame:
    """One row a project, the furthest behind first, those without a gap last."""
    return rows(
        lake,
        "mart_projects",
        selection,
        *(HERE_OR_DISTRICT, IN_PERIOD, _OF_PROJECT, *MEETS_CUTS),
        order=PROJECTS_IN_ORDER,
    )


def league(
    lake: Lake, selection: Selection, *, top: int | None = None, bottom: int | None = None
) -> pd.DataFrame:
    """Units that are ranked, the best place first.

    top=5 keeps 前五, bottom=5 keeps 后五 and puts the lowest first; ties come whole.
    """
    return rows(
        lake,
        "mart_league",
        selection,
        *(HERE, IN_PERIOD, _OF_LEAGUE),
        "($top is null or place <= $top)",
        "($bottom is null or place_from_bottom <= $bottom)",
        order="region_code, year, month, scope, "
        "case when $bottom is null then place else place_from_bottom end, unit",
        top=top,
        bottom=bottom,
    )


def funnel(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Stages some project stands at, 谋划 first, with the share that went on."""
    return rows(
        lake,
        "mart_funnel",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, stage_order",
    )


def pace(lake: Lake, selection: Selection) -> pd.DataFrame:
    """What each remaining month must bring: 合计 first, then goals, then units."""
    return rows(
        lake,
        "mart_pace",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, "
        "list_position(['total', 'indicator', 'unit'], subject_kind), subject, tier",
    )


def status_counts(lake: Lake, selection: Selection) -> pd.DataFrame:
    """How many projects have each status under each rule, 较快 first, — last."""
    return rows(
        lake,
        "mart_status_by_rule",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, rule_code, "
        "list_position(['较快', '正常', '预警', '滞后', '—'], status)",
    )


def recoloured(lake: Lake, selection: Selection, *, other_rule: str) -> pd.DataFrame:
    """The projects to which another rule gives another status: status, other_status."""
    return ask(
        lake,
        """
        with

        one as (

            select * from core_project_status where rule_code = $rule

        ),

        other as (

            select * from core_project_status where rule_code = $other_rule

        )

        select
            projects.project_key,
            projects.project_name,
            projects.unit,
            projects.completion_rate_pct,
            projects.schedule_gap_pp,
            coalesce(one.status, '—') as status,
            coalesce(other.status, '—') as other_status,
            projects.source
        from core_project_progress as projects
        left join one
            on projects.region_code = one.region_code
            and projects.project_key = one.project_key
            and projects.year = one.year
            and projects.month = one.month
        left join other
            on projects.region_code = other.region_code
            and projects.project_key = other.project_key
            and projects.year = other.year
            and projects.month = other.month
        where projects.region_code = $region
            and projects.year = $year
            and projects.month = $month
            and one.status is distinct from other.status
        order by projects.schedule_gap_pp, projects.project_name
        """,
        selection,
        other_rule=other_rule,
    )


def status_history(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Each project's status period by period, and how many months it is behind.

    Every period, whichever is selected.
    """
    return rows(
        lake,
        "mart_status_history",
        selection,
        *(HERE, _OF_PROJECT),
        order="region_code, project_key, year, month",
    )


def status_moves(lake: Lake, selection: Selection) -> pd.DataFrame:
    """From which status to which, how many projects and which ones."""
    return rows(
        lake,
        "mart_status_moves",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, "
        "list_position(['较快', '正常', '预警', '滞后', '—'], status_before), "
        "list_position(['较快', '正常', '预警', '滞后', '—'], status)",
    )


def behind_in_a_row(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Projects that are 滞后 now, those behind for the longest first."""
    return rows(
        lake,
        "mart_status_history",
        selection,
        *(HERE, IN_PERIOD, "status = '滞后'"),
        order="region_code, year, month, months_behind_in_a_row desc, schedule_gap_pp",
    )


def problems(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Problems open or just closed, those to be raised highest first."""
    return rows(
        lake,
        "mart_problems",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, is_open desc, "
        "escalation_level desc, days_overdue desc nulls last, months_open desc, project_name",
    )


def roster_changes(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Projects that entered or left since the period before, with their plans."""
    return rows(
        lake,
        "mart_roster",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, change, project_name",
    )


def late(lake: Lake, selection: Selection) -> pd.DataFrame:
    """该建未建, 该进未进, 该投未投, 逾期未竣工, the longest overdue first."""
    return rows(
        lake,
        "mart_late",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, kind, days_overdue desc nulls last, project_name",
    )


def identity_questions(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Pairs that may be one project renamed; note_identity answers one."""
    return rows(
        lake,
        "mart_project_question",
        selection,
        *(HERE, IN_PERIOD),
        order="region_code, year, month, likeness desc, project_name",
    )
