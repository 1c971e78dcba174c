"""Questions about what moves the growth: pulls, derived growth, reconciliation, diffusion.

Owns which rows a page sees and in what order; computes nothing (SQL does) and keeps
every frame's source columns.
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.marts import SELECTION, chosen

OF_BREAKDOWN = "and ($breakdown is null or breakdown = $breakdown) "


def contribution(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Pull and contribution of each part of the total; the line of the residual last."""
    return lake.query(
        "select * from mart_contribution"
        + SELECTION
        + OF_BREAKDOWN
        + "order by region_code, breakdown, year, month, is_residual, sort_order",
        as_of=as_of,
        breakdown=breakdown,
        **chosen(region, indicator, period),
    )


def derived(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """What follows from cumulative figures (推算), each with the band of its rounding."""
    return lake.query(
        "select * from mart_derived"
        + SELECTION
        + OF_BREAKDOWN
        + "order by region_code, sort_order, year, month",
        as_of=as_of,
        breakdown=breakdown,
        **chosen(region, indicator, period),
    )


def reconciliation(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Published growth beside the ratio of published levels, and since when they part."""
    return lake.query(
        "select * from mart_reconciliation"
        + SELECTION
        + OF_BREAKDOWN
        + "order by region_code, sort_order, year, month",
        as_of=as_of,
        breakdown=breakdown,
        **chosen(region, indicator, period),
    )


def series(
    lake: Lake,
    *,
    region: str,
    indicator: str,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Growth of one series in time, with what bore its name before: mart_growth rows.

    is_scope_break: the first period of another meaning; no line leads across it.
    """
    return lake.query(
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
        as_of=as_of,
        region=region,
        indicator=indicator,
    )


def diffusion(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """How many districts, or parts of a breakdown, rise and speed up.

    breakdown is a code of BREAKDOWNS, or district. Raises RefusedError for an indicator:
    what is counted are indicators, and districts by their total.
    """
    if indicator is not None:
        raise RefusedError(
            "扩散情况按分组计数，没有单个指标，mart diffusion 不用 --indicator。请去掉"
        )
    return lake.query(
        """
        select * from mart_diffusion
        where ($region is null or region_code = $region)
            and ($year is null or year = $year)
            and ($month is null or month = $month)
            and ($breakdown is null or grouping = $breakdown)
        order by region_code, grouping, year, month
        """,
        as_of=as_of,
        region=region,
        breakdown=breakdown,
        year=period and period.year,
        month=period and period.month,
    )


MARTS = {
    "contribution": contribution,
    "derived": derived,
    "reconciliation": reconciliation,
    "diffusion": diffusion,
}
