"""Which kind of chart answers what, for reports and meetings alike.

Owns kind and unit only: which rows, under which name and with which words is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.league import LeagueBars
from analytics.charts.ledger.problems import ProblemBars
from analytics.charts.ledger.status import StatusBars
from analytics.charts.statistics.breakdown import BreakdownBars
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.heat_strip import GrowthHeat
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.place_history import PlaceLines
from analytics.charts.statistics.pull_bars import PullBars
from analytics.charts.statistics.ranking import RankingBars
from analytics.charts.statistics.small_multiples import DistrictLines
from analytics.charts.statistics.waterfall import PullWaterfall


@dataclass(frozen=True)
class Recipe:
    """is_series: over time, so that its subtitle says since when."""

    make: Callable[[pd.DataFrame, Caption], Chart]
    unit: str = "%"
    is_series: bool = False


GROWTH = Recipe(GrowthLine, is_series=True)
BY_YEAR = Recipe(GrowthByYearLine, is_series=True)
PARTS = Recipe(BreakdownBars)
SHARES = Recipe(MixBars)
PULLS = Recipe(PullWaterfall, "百分点")
OVERLAPPING_PULLS = Recipe(PullBars, "百分点")
DISTRICTS = Recipe(RankingBars)
DISTRICT_HEAT = Recipe(GrowthHeat, is_series=True)
DISTRICT_LINES = Recipe(DistrictLines, is_series=True)
PLACES = Recipe(PlaceLines, "位", is_series=True)
COMPLETION = Recipe(CompletionBars)
STATUSES = Recipe(StatusBars, "个")
LEAGUE = Recipe(LeagueBars)
STAGES = Recipe(FunnelBars, "个")
PROBLEMS = Recipe(ProblemBars, "个月")
