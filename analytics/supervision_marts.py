"""Questions before a 月调度: open problems, late projects, who came and went.

Owns which rows a page sees and in what order; computes nothing (SQL does).
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.asking import ask_about
from analytics.basics.period import Period
from analytics.judging import USUAL, Judging
from analytics.lake.connection import Lake


def problems(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Problems open or just closed, those to be raised highest first."""
    return ask_about(
        lake,
        """
        select * from mart_problems
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, is_open desc,
            escalation_level desc, days_overdue desc nulls last, months_open desc, project_name
        """,
        region,
        period,
        judging,
        as_of,
    )


def roster_changes(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Projects that entered or left since the period before, with their plans."""
    return ask_about(
        lake,
        """
        select * from mart_roster
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, change, project_name
        """,
        region,
        period,
        judging,
        as_of,
        reads_before=True,
    )


def late(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """该建未建, 该进未进, 该投未投, 逾期未竣工, the longest overdue first."""
    return ask_about(
        lake,
        """
        select * from mart_late
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, kind, days_overdue desc nulls last,
            project_name
        """,
        region,
        period,
        judging,
        as_of,
    )


def identity_questions(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Pairs that may be one project renamed; note_identity answers one."""
    return ask_about(
        lake,
        """
        select * from mart_project_question
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by region_code, year, month, likeness desc,
            project_name
        """,
        region,
        period,
        judging,
        as_of,
        reads_before=True,
    )
