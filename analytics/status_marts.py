"""Questions about the colours of projects: how many, which moved, what a rule changes.

Owns which rows a page sees and in what order; computes nothing (SQL does).
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.asking import ask_about, months_of
from analytics.basics.period import Period
from analytics.judging import USUAL, Judging
from analytics.lake.connection import Lake


def status_counts(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """How many projects have each status under each rule, 较快 first, — last."""
    return lake.query(
        """
        select * from mart_status_by_rule
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by
            region_code, year, month, rule_code,
            list_position(['较快', '正常', '预警', '滞后', '—'], status)
        """,
        as_of=as_of,
        settings=judging.settings,
        region=region,
        **months_of(period),
    )


def recoloured(
    lake: Lake,
    *,
    region: str,
    period: Period,
    rule: str,
    other_rule: str,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """The projects to which two rules give different statuses: status, other_status."""
    return lake.query(
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
        as_of=as_of,
        settings=judging.settings,
        region=region,
        rule=rule,
        other_rule=other_rule,
        **months_of(period),
    )


def status_history(
    lake: Lake,
    *,
    region: str | None = None,
    project_key: str | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Each project's status period by period, and how many months it is behind."""
    return lake.query(
        """
        select * from mart_status_history
        where ($region is null or region_code = $region)
            and ($project_key is null or project_key = $project_key)
        order by region_code, project_key, year, month
        """,
        as_of=as_of,
        settings=judging.settings,
        region=region,
        project_key=project_key,
    )


def status_moves(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """From which status to which, how many projects and which ones."""
    return ask_about(
        lake,
        """
        select * from mart_status_moves
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month,
            list_position(['较快', '正常', '预警', '滞后', '—'], status_before),
            list_position(['较快', '正常', '预警', '滞后', '—'], status)
        """,
        region,
        period,
        judging,
        as_of,
        reads_before=True,
    )


def behind_in_a_row(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Projects that are 滞后 now, those behind for the longest first."""
    return ask_about(
        lake,
        """
        select * from mart_status_history
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
            and status = '滞后'
        order by region_code, year, month, months_behind_in_a_row desc, schedule_gap_pp
        """,
        region,
        period,
        judging,
        as_of,
    )
