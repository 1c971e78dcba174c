"""From marts to the Facts of a whole report: statistics, the ledger, or both.

Owns which of the two a region and a period have, and which breakdowns a report names;
words nothing, computes nothing.
"""

from __future__ import annotations

import pandas as pd

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
from analytics.lake.connection import Lake
from analytics.questions import growth, ledger, statistics
from analytics.questions.headline_facts import growth_fact, headline_facts
from analytics.questions.ledger_facts import ledger_facts
from analytics.questions.selection import TOTAL, Chosen
from analytics.questions.values import cell, decimal, number, pace_fact, quotient

_GROUPS = ("sector", "field", "composition", "holding", "project")


def report_facts(lake: Lake, selection: Chosen) -> ReportFacts:
    """Statistics, ledger or both of one region and period.

    Raises RefusedError where the lake knows neither.
    """
    of_projects = ledger_facts(lake, selection)
    try:
        of_statistics = statistics_facts(lake, selection)
    except RefusedError:
        if of_projects is None:
            raise
        of_statistics = None
    return ReportFacts(selection.region.name, selection.period, of_statistics, of_projects)


def statistics_facts(lake: Lake, selection: Chosen) -> StatisticsFacts:
    """Raises RefusedError where the region has no total for the period."""
    headline = headline_facts(lake, selection)
    rows = statistics.growth(lake, selection)
    shares = statistics.mix(lake, selection)
    goals = growth.growth_goals(lake, selection)
    return StatisticsFacts(
        headline=headline,
        groups=tuple(_group(rows, breakdown) for breakdown in _GROUPS),
        shares=tuple(_share(row) for _, row in shares[shares.share_pct.notna()].iterrows()),
        goals=tuple(
            GoalFact(
                row.indicator_label.removesuffix("增速"),
                row.tier,
                Sourced(decimal(row.goal_value), cell(row.source, row.upload_id)),
            )
            for _, row in goals.iterrows()
        ),
        pace=_pace(ledger.pace(lake, selection)),
    )


def _group(rows: pd.DataFrame, breakdown: str) -> PartGroup:
    """The parts of one breakdown that are no parts of each other."""
    own = rows[(rows.breakdown == breakdown) & rows.yoy_pct.notna()]
    if breakdown == "field":
        # 制造业 is an industry, and the third of 三大领域.
        industry = rows[(rows.indicator_code == "manufacturing") & rows.yoy_pct.notna()]
        own = pd.concat([industry, own[~own.parent_indicator_code.isin(set(own.indicator_code))]])
    return PartGroup(breakdown, tuple(growth_fact(row) for _, row in own.iterrows()))


def _share(row: pd.Series) -> ShareFact:
    before = number(row.share_last_year_pct)
    return ShareFact(
        row.indicator_name,
        Sourced(decimal(row.share_pct), quotient(row.source, row.upload_id, row.total_upload_id)),
        None
        if before is None
        else Sourced(
            before,
            quotient(row.last_year_source, row.last_year_upload_id, row.last_year_total_upload_id),
        ),
    )


def _pace(rows: pd.DataFrame) -> PaceFact | None:
    """For the nearest goal of the total."""
    own = rows[(rows.subject_kind == "indicator") & (rows.subject_key == TOTAL)]
    if own.empty:
        return None
    row = own.sort_values("goal_cny_10k", kind="stable").iloc[0]
    both = quotient(row.source, row.done_upload_id, row.goal_upload_id)
    done, goal = both.inputs if len(both.inputs) == 2 else (both, both)
    return pace_fact(row, done, goal)
