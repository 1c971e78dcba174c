"""Questions about project ledgers, one function each; the one door for pages.

Owns which rows a page sees and in what order; computes nothing (SQL does) and keeps
every frame's source columns.
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.asking import ask_about, months_of, periods_read
from analytics.basics.period import Period
from analytics.judging import EVERY, USUAL, Filters, Judging
from analytics.lake.connection import Lake
from analytics.status_marts import (
    behind_in_a_row,
    recoloured,
    status_counts,
    status_history,
    status_moves,
)
from analytics.supervision_marts import identity_questions, late, problems, roster_changes

__all__ = [
    "EVERY",
    "MARTS",
    "USUAL",
    "Filters",
    "Judging",
    "behind_in_a_row",
    "completion",
    "funnel",
    "identity_questions",
    "late",
    "league",
    "pace",
    "problems",
    "projects",
    "recoloured",
    "roster_changes",
    "status_counts",
    "status_history",
    "status_moves",
    "totals",
]


def completion(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    unit: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Units against the schedule, the furthest behind first, those without a gap last.

    region: the code the ledger was sent for, or a district's own.
    """
    return lake.query(
        """
        select * from mart_completion
        where not is_total
            and ($region is null or region_code = $region or district_code = $region)
            and ($unit is null or unit = $unit)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, scope, schedule_gap_pp asc nulls last, unit
        """,
        as_of=as_of,
        settings=judging.settings,
        region=region,
        unit=unit,
        **months_of(period),
    )


def totals(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """The whole region against the schedule: the columns of completion, a row a period."""
    return lake.query(
        """
        select * from mart_completion
        where is_total
            and ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, scope
        """,
        as_of=as_of,
        settings=judging.settings,
        region=region,
        **months_of(period),
    )


def projects(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    filters: Filters = EVERY,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """One row a project, the furthest behind first, those without a gap last."""
    return lake.query(
        """
        select * from mart_projects
        where ($region is null or region_code = $region or district_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
            and ($unit is null or unit = $unit)
            and ($status is null or coalesce(status, '—') = $status)
            and ($stage is null or stage = $stage)
            and ($league is null or league = $league)
            and ($priority_level is null or priority_level = $priority_level)
            and ($industry is null or industry_label = $industry)
            and ($project_key is null or project_key = $project_key)
            and ($name is null or contains(name_key(project_name), name_key($name))
                or project_code = $name)
        order by region_code, year, month, schedule_gap_pp asc nulls last, project_name
        """,
        as_of=as_of,
        settings={**judging.settings, **periods_read(lake, period, as_of)},
        region=region,
        **months_of(period),
        unit=filters.unit,
        status=filters.status,
        stage=filters.stage,
        league=filters.league,
        priority_level=filters.priority_level,
        industry=filters.industry,
        name=filters.name,
        project_key=filters.project_key,
    )


def league(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    league: str | None = None,
    top: int | None = None,
    bottom: int | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Units that are ranked, the best place first.

    top=5 keeps 前五, bottom=5 keeps 后五 and puts the lowest first; ties come whole.
    """
    return lake.query(
        """
        select * from mart_league
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
            and ($league is null or league = $league)
            and ($top is null or place <= $top)
            and ($bottom is null or place_from_bottom <= $bottom)
        order by
            region_code, year, month, scope,
            case when $bottom is null then place else place_from_bottom end, unit
        """,
        as_of=as_of,
        settings={**judging.settings, **periods_read(lake, period, as_of)},
        region=region,
        league=league,
        top=top,
        bottom=bottom,
        **months_of(period),
    )


def funnel(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Stages some project stands at, 谋划 first, with the share that went on."""
    return ask_about(
        lake,
        """
        select * from mart_funnel
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, stage_order
        """,
        region,
        period,
        judging,
        as_of,
    )


def pace(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """What each remaining month must bring: 合计 first, then goals, then units."""
    return ask_about(
        lake,
        """
        select * from mart_pace
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month,
            list_position(['total', 'indicator', 'unit'], subject_kind), subject, tier
        """,
        region,
        period,
        judging,
        as_of,
    )


MARTS = {
    "completion": completion,
    "totals": totals,
    "projects": projects,
    "status": status_counts,
    "moves": status_moves,
    "league": league,
    "funnel": funnel,
    "problems": problems,
    "roster": roster_changes,
    "pace": pace,
    "late": late,
}
