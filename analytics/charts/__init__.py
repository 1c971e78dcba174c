"""Charts: a DataFrame of one mart in, one finished go.Figure out. No database, no web."""

from plotly.graph_objects import Figure

from analytics.charts.breakdown import breakdown_bars
from analytics.charts.caption import Caption
from analytics.charts.completion import completion_bars
from analytics.charts.diffusion import diffusion_bars
from analytics.charts.funnel import funnel_bars
from analytics.charts.gap import gap_bars
from analytics.charts.growth import growth_by_year_line, growth_line
from analytics.charts.heat_strip import growth_heat
from analytics.charts.league import league_bars
from analytics.charts.mix import mix_bars
from analytics.charts.month_growth import month_growth_bars
from analytics.charts.movers import mover_bars
from analytics.charts.place_history import place_lines
from analytics.charts.project_progress import plan_line
from analytics.charts.ranking import ranking_bars
from analytics.charts.reconciliation import reconciliation_line
from analytics.charts.selfcheck import chart_problems
from analytics.charts.small_multiples import district_lines
from analytics.charts.status import status_bars
from analytics.charts.theme import CONFIG
from analytics.charts.two_year import two_year_line
from analytics.charts.waterfall import pull_bars, pull_waterfall

__all__ = [
    "CONFIG",
    "Caption",
    "Figure",
    "breakdown_bars",
    "chart_problems",
    "completion_bars",
    "diffusion_bars",
    "district_lines",
    "funnel_bars",
    "gap_bars",
    "growth_by_year_line",
    "growth_heat",
    "growth_line",
    "league_bars",
    "mix_bars",
    "month_growth_bars",
    "mover_bars",
    "place_lines",
    "plan_line",
    "pull_bars",
    "pull_waterfall",
    "ranking_bars",
    "reconciliation_line",
    "status_bars",
    "two_year_line",
]
