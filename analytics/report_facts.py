"""From marts to the Facts of a whole report: statistics, the ledger, or both.

Owns which of the two a region and a period have, and which breakdowns a report names;
words nothing, computes nothing.
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics import goal_marts, marts, project_marts
from analytics.basics.errors import RefusedError
from analytics.basics.ledger_facts import (
    GoalFact,
    PaceFact,
    PartGroup,
    ReportFacts,
    ShareFact,
    Sourced,
    StatisticsFacts,
)
from analytics.basics.period import Period
from analytics.judging import Judging
from analytics.lake.connection import Lake
from analytics.ledger_speech_facts import RANKED, ledger_facts
from analytics.mart_values import cell, number, pace_fact, quotient
from analytics.speech_facts import growth_fact, headline_facts

_GROUPS = ("sector", "field", "composition", "holding", "project")


def report_facts(
    lake: Lake,
    region_name: str,
    period: Period,
    judging: Judging = RANKED,
    as_of: datetime | None = None,
) -> ReportFacts:
    """Statistics, ledger or both of one region and period.

    Raises RefusedError where the lake knows neither.
    """
    region = marts.find_region(lake, region_name)
    pace = project_marts.pace(lake, region=region.code, period=period, judging=judging, as_of=as_of)
    ledger = ledger_facts(lake, region, period, pace, judging, as_of)
    try:
        statistics = statistics_facts(lake, region, period, pace, as_of)
    except RefusedError:
        if ledger is None:
            raise
        statistics = None
    return ReportFacts(region.name, period, statistics, ledger)


def statistics_facts(
    lake: Lake,
    region: marts.Region,
    period: Period,
    pace: pd.DataFrame,
    as_of: datetime | None = None,
) -> StatisticsFacts:
    """pace: mart_pace of the region and period.

    Raises RefusedError where the region has no total for the period.
    """
    headline = headline_facts(lake, region.code, period, as_of)
    rows = marts.growth(lake, region=region.code, period=period, as_of=as_of)
    shares = marts.mix(lake, region=region.code, period=period, as_of=as_of)
    goals = goal_marts.growth_goals(lake, region=region.code, year=period.year, as_of=as_of)
    return StatisticsFacts(
        headline=headline,
        groups=tuple(_group(rows, breakdown) for breakdown in _GROUPS),
        shares=tuple(_share(row) for row in shares.itertuples(index=False)),
        goals=tuple(
            GoalFact(
                row.indicator_label.removesuffix("增速"),
                row.tier,
                Sourced(number(row.goal_value), cell(row.source, row.upload_id)),
            )
            for row in goals.itertuples(index=False)
        ),
        pace=_pace(pace),
    )


def _group(rows: pd.DataFrame, breakdown: str) -> PartGroup:
    """The parts of one breakdown that are no parts of each other."""
    own = rows[(rows.breakdown == breakdown) & rows.yoy_pct.notna()]
    if breakdown == "field":
        # 制造业 is an industry, and the third of 三大领域.
        industry = rows[(rows.indicator_code == "manufacturing") & rows.yoy_pct.notna()]
        own = pd.concat([industry, own[~own.parent_indicator_code.isin(set(own.indicator_code))]])
    return PartGroup(breakdown, tuple(growth_fact(row) for _, row in own.iterrows()))


def _share(row: object) -> ShareFact:
    before = number(row.share_last_year_pct)
    return ShareFact(
        row.indicator_name,
        Sourced(number(row.share_pct), quotient(row.source, row.upload_id)),
        None if before is None else Sourced(before, quotient(row.last_year_source, row.upload_id)),
    )


def _pace(rows: pd.DataFrame) -> PaceFact | None:
    """For the nearest goal of the total."""
    own = rows[(rows.subject_kind == "indicator") & (rows.subject_key == marts.TOTAL)]
    if own.empty:
        return None
    row = own.sort_values("goal_cny_10k", kind="stable").iloc[0]
    both = quotient(row.source, "")
    done, goal = both.inputs if len(both.inputs) == 2 else (both, both)
    return pace_fact(row, done, goal)
