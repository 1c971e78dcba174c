"""The list of projects as a page shows it: its first rows, and what the whole of it comes to.

Owns how many rows are shown; a ledger of a province has hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.ask import HERE_OR_DISTRICT, IN_PERIOD, ask, rows
from analytics.questions.ledger import MEETS_CUTS, PROJECTS_IN_ORDER
from analytics.questions.selection import Selection
from analytics.questions.values import number

MOST_ROWS = 500
_SQL = (
    """
    with

    statuses as (

        select * from core_project_status
        where rule_code = $rule

    ),

    listed as materialized (

        select
            projects.project_code,
            projects.project_name,
            projects.unit,
            projects.stage,
            projects.league,
            projects.priority_level,
            projects.industry_label,
            coalesce(statuses.status, '—') as status,
            projects.annual_plan_cny_10k,
            projects.ytd_cny_10k
        from core_project as projects
        inner join statuses
            on projects.region_code = statuses.region_code
            and projects.project_key = statuses.project_key
            and projects.year = statuses.year
            and projects.month = statuses.month
        where (projects.region_code = $region or projects.district_code = $region)
            and projects.year = $year
            and projects.month = $month

    ),

    met as (

        select * from listed
        where """
    + " and ".join(MEETS_CUTS)
    + """

    )

    select
        (select count(*) from listed) as every_count,
        (select list(distinct unit order by unit) from listed) as unit,
        (select list(distinct status order by status) from listed) as status,
        (select list(distinct stage order by stage) from listed where stage is not null) as stage,
        (select count(*) from met) as count,
        (select sum(annual_plan_cny_10k) from met) as annual_plan_cny_10k,
        (select sum(ytd_cny_10k) from met) as ytd_cny_10k
    """
)


@dataclass(frozen=True)
class ProjectList:
    """The first projects that meet the cuts, the furthest behind first.

    rows: columns of mart_projects, at most MOST_ROWS of them. count, annual_plan_cny_10k,
    ytd_cny_10k: of all that meet the cuts; a sum of nothing is None. every_count, choices:
    of the whole period, choices by the name of a cut.
    """

    rows: pd.DataFrame
    count: int
    every_count: int
    annual_plan_cny_10k: Decimal | None
    ytd_cny_10k: Decimal | None
    choices: dict[str, list[str]]


def project_list(lake: Lake, selection: Selection, *, most: int = MOST_ROWS) -> ProjectList:
    """What a page shows of the projects of one region and period, by the selection's cuts."""
    [found] = ask(lake, _SQL, selection).to_dict("records")
    first = rows(
        lake,
        "mart_projects",
        selection,
        *(HERE_OR_DISTRICT, IN_PERIOD, *MEETS_CUTS),
        order=f"{PROJECTS_IN_ORDER} limit $most",
        most=most,
    )
    return ProjectList(
        rows=first,
        count=int(found["count"]),
        every_count=int(found["every_count"]),
        annual_plan_cny_10k=number(found["annual_plan_cny_10k"]),
        ytd_cny_10k=number(found["ytd_cny_10k"]),
        choices={cut: _listed(found[cut]) for cut in ("unit", "status", "stage")},
    )


def _listed(value: object) -> list[str]:
    """A list of the lake, which says null of an empty one."""
    return [str(one) for one in value] if isinstance(value, Iterable) else []
