"""Questions about project ledgers, one function each.

Owns which rows a page sees and in what order, and the choices that colour them;
computes nothing (SQL does) and keeps every frame's source columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pandas as pd

from analytics.errors import RefusedError
from analytics.period import Period
from analytics.status_rules import YARDSTICKS, rule_choices
from analytics.warehouse import Lake


@dataclass(frozen=True)
class Judging:
    """How progress is judged: the schedule's yardstick, the status rule, the thresholds.

    yardstick: a key of YARDSTICKS. rule: a rule_code of status_rules.csv.
    schedule_scale: k of k·n/12. keeps_amber: a project that was 滞后 stays 预警 when it
    has caught up. plan_threshold_cny_10k: units with a smaller plan are not ranked; the
    threshold itself is. small_base_cny_10k: below it an entry is flagged.
    """

    yardstick: str = "calendar"
    rule: str = "default"
    schedule_scale: Decimal = Decimal(1)
    keeps_amber: bool = False
    plan_threshold_cny_10k: Decimal = Decimal(0)
    small_base_cny_10k: Decimal = Decimal(1000)

    def __post_init__(self) -> None:
        if self.yardstick not in YARDSTICKS:
            words = "、".join(YARDSTICKS)
            raise RefusedError(f"没有叫“{self.yardstick}”的序时口径。请从{words}中选")
        if self.rule not in rule_choices():
            words = "、".join(rule_choices())
            raise RefusedError(f"没有编号为“{self.rule}”的状态规则。请从{words}中选")

    @property
    def settings(self) -> Mapping[str, object]:
        """The variables the views read."""
        return {
            "yardstick": self.yardstick,
            "status_rule": self.rule,
            "schedule_scale": float(self.schedule_scale),
            "keeps_amber": self.keeps_amber,
            "plan_threshold": self.plan_threshold_cny_10k,
            "small_base": self.small_base_cny_10k,
        }


USUAL = Judging()


@dataclass(frozen=True)
class Filters:
    """Which projects: empty means any. name is looked for in names and codes."""

    unit: str | None = None
    status: str | None = None
    stage: str | None = None
    league: str | None = None
    priority_level: str | None = None
    industry: str | None = None
    name: str | None = None
    project_key: str | None = None


EVERY = Filters()


def ledger_periods(
    lake: Lake, *, region: str | None = None, as_of: datetime | None = None
) -> pd.DataFrame:
    """Regions and periods there is a ledger or a table by unit for, the newest first."""
    return lake.query(
        """
        with

        periods as (

            select region_code, year, month from core_ledger_period
            union
            select region_code, year, month from core_unit

        )

        select
            periods.*,
            core_region.region_name,
            period_code(periods.year, periods.month) as period_code
        from periods
        left join core_region on periods.region_code = core_region.region_code
        where ($region is null or periods.region_code = $region)
        order by periods.region_code, periods.year desc, periods.month desc
        """,
        as_of=as_of,
        region=region,
    )


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
        **_months(period),
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
        **_months(period),
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
        settings=judging.settings,
        region=region,
        **_months(period),
        unit=filters.unit,
        status=filters.status,
        stage=filters.stage,
        league=filters.league,
        priority_level=filters.priority_level,
        industry=filters.industry,
        name=filters.name,
        project_key=filters.project_key,
    )


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
        **_months(period),
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
        **_months(period),
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
    return _ask(
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
    return _ask(
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
        settings=judging.settings,
        region=region,
        league=league,
        top=top,
        bottom=bottom,
        **_months(period),
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
    return _ask(
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


def problems(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Problems open or just closed, those to be raised highest first."""
    return _ask(
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
    return _ask(
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
    return _ask(
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


def late(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """该建未建, 该进未进, 该投未投, 逾期未竣工, the longest overdue first."""
    return _ask(
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
    return _ask(
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
    )


def ledger_sources(
    lake: Lake,
    *,
    region: str | None = None,
    project_key: str | None = None,
    period: Period | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Every printed row of a project, in every upload that counts, the newest first."""
    return lake.query(
        """
        select * from stg_project
        where ($region is null or region_code = $region)
            and ($project_key is null or project_key = $project_key)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
        order by year desc, month desc, accepted_at desc, sheet, sheet_row
        """,
        as_of=as_of,
        region=region,
        project_key=project_key,
        **_months(period),
    )


def _ask(
    lake: Lake,
    sql: str,
    region: str | None,
    period: Period | None,
    judging: Judging,
    as_of: datetime | None,
) -> pd.DataFrame:
    return lake.query(sql, as_of=as_of, settings=judging.settings, region=region, **_months(period))


def _months(period: Period | None) -> dict[str, int | None]:
    return {"year": period and period.year, "month": period and period.month}


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
