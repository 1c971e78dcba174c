"""Questions to a bureau's statistics: growth, ranking, mix, and the numbers as printed."""

from __future__ import annotations

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.ask import BELOW, HERE, IN_PERIOD, OF_BREAKDOWN, OF_INDICATOR, rows
from analytics.questions.selection import Selection


def growth(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Growth of every indicator, in the order bureaus print them, then in time."""
    return rows(
        lake,
        "mart_growth",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD, OF_BREAKDOWN),
        order="region_code, sort_order, year, month",
    )


def ranking(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Districts of a region, best place first."""
    return rows(
        lake,
        "mart_ranking",
        selection,
        *(BELOW, OF_INDICATOR, IN_PERIOD),
        order="parent_region_code, indicator_code, year, month, rank, yoy_pct desc, region_code",
    )


def mix(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Shares of the parts of breakdowns that add up, in the order bureaus print them."""
    return rows(
        lake,
        "mart_mix",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD),
        order="region_code, breakdown, year, month, sort_order",
    )


def sources(lake: Lake, selection: Selection) -> pd.DataFrame:
    """Every printed number, the ones in use first."""
    return rows(
        lake,
        "mart_source",
        selection,
        *(HERE, OF_INDICATOR, IN_PERIOD),
        order="is_in_use desc, region_code, year desc, month desc, source",
    )
