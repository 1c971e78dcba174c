"""Questions about growth: one series in time, pulls, derived growth, diffusion, goals."""

from __future__ import annotations

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.lake.connection import Lake
from analytics.questions.ask import HERE, IN_PERIOD, OF_BREAKDOWN, OF_INDICATOR, ask, rows
from analytics.questions.selection import Selection


def contribution(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Pull and contribution of each part of the total; the line of the residual last."""
    return rows(
        lake,
        "mart_contribution",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD, OF_BREAKDOWN),
        order="region_code, breakdown, year, month, is_residual, sort_order",
    )


def derived(lake: Lake, selection: Selection) -> pd.DataFrame:
    """What follows from cumulative figures (推算), each with the band of its rounding."""
    return rows(
        lake,
        "mart_derived",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD, OF_BREAKDOWN),
        order="region_code, sort_order, year, month",
    )


def reconciliation(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Published growth beside the ratio of published levels, and since when they part."""
    return rows(
        lake,
        "mart_reconciliation",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD, OF_BREAKDOWN),
        order="region_code, sort_order, year, month",
    )


def series(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Growth of one indicator in time, with what bore its name before: mart_growth rows.

    Every period, whichever is selected. is_scope_break: the first period of another
    meaning; no line leads across it.
    """
    return ask(
        lake,
        """
        with

        family as (

            select $indicator as indicator_code
            union
            select former_code from core_indicator_successor where indicator_code = $indicator

        )

        select
            growth.*,
            coalesce(reconciliation.is_scope_break, false) as is_scope_break
        from mart_growth as growth
        semi join family
            on growth.indicator_code = family.indicator_code
        left join mart_reconciliation as reconciliation
            on growth.region_code = reconciliation.region_code
            and growth.indicator_code = reconciliation.indicator_code
            and growth.year = reconciliation.year
            and growth.month = reconciliation.month
        where growth.region_code = $region
        order by growth.year, growth.month
        """,
        selection,
    )


def diffusion(lake: Lake, selection: Selection) -> pd.DataFrame:
    """How many districts, or parts of a breakdown, rise and speed up.

    breakdown is a code of BREAKDOWNS, or district. Raises RefusedError for an indicator:
    what is counted are indicators, and districts by their total.
    """
    if selection.indicator is not None:
        raise RefusedError(
            "扩散情况按分组计数，没有单个指标，mart diffusion 不用 --indicator。请去掉"
        )
    return rows(
        lake,
        "mart_diffusion",
        selection,
        *(HERE, IN_PERIOD, "($breakdown is null or grouping = $breakdown)"),
        order="region_code, grouping, year, month",
    )


def growth_goals(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Goals for the growth of the period's year by indicator and tier, 保底 before 力争.

    What is owed in amounts is ledger.pace's.
    """
    return ask(
        lake,
        """
        select indicator_label, tier, goal_value, source, upload_id
        from core_target
        where region_code = $region
            and year = $year
            and month is null
            and is_total
            and goal_kind = 'growth'
            and goal_value is not null
        order by indicator_label, list_position(['', '保底', '力争'], tier), tier
        """,
        selection,
    )
