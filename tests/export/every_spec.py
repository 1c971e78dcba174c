"""Every chart's native description, from the rows the screen's charts are tested with."""

from __future__ import annotations

from decimal import Decimal

from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.league import LeagueBars
from analytics.charts.ledger.project_progress import PlanLine
from analytics.charts.ledger.status import StatusBars
from analytics.charts.statistics.breakdown import BreakdownBars
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.pull_bars import PullBars
from analytics.charts.statistics.ranking import RankingBars
from analytics.charts.statistics.reconciliation import ReconciliationLine
from analytics.charts.statistics.waterfall import PullWaterfall
from tests.charts import frames, ledger_frames, statistics_frames


def levelled(rows):
    """Rows of shares with the amounts they come from."""
    shares = [Decimal(str(share)) for share in rows.share_pct]
    return rows.assign(
        ytd_cny_10k=[share * 12345 for share in shares],
        total_cny_10k=Decimal(1234500),
        last_year_source=rows.source.str.replace("月报", "上年月报"),
    )


def ledger(rows):
    """Completion with the amount done, of which the rate is the share."""
    done = [None if rate is None else rate * Decimal(1174) for rate in rows.completion_rate_pct]
    return rows.assign(ytd_cny_10k=done)


def every_spec():
    caption, words = frames.caption, ledger_frames.words
    share, pulls = levelled(frames.sectors()), statistics_frames.pulls_caption()
    return {
        "ranking": RankingBars(frames.districts(), caption(), parent_label="全市").twin(),
        "breakdown": BreakdownBars(frames.industries(), caption()).twin(),
        "mix": MixBars(share, caption("按产业分投资占比")).twin(),
        "growth_line": GrowthLine(frames.two_years(), caption()).twin(),
        "by_year": GrowthByYearLine(frames.two_years(), caption()).twin(),
        "reconciliation": ReconciliationLine(frames.national(), caption()).twin(),
        "waterfall": PullWaterfall(statistics_frames.fallen(), pulls).twin(),
        "pull_bars": PullBars(statistics_frames.huoshan(), pulls).twin(),
        "completion": CompletionBars(ledger(ledger_frames.units()), words()).twin(),
        "status": StatusBars(ledger_frames.seventy_six(), words("项目状态", "个")).twin(),
        "funnel": FunnelBars(ledger_frames.stages(), words("项目阶段", "个")).twin(),
        "league": LeagueBars(ledger_frames.runners(), words("完成率排名")).twin(),
        "plan": PlanLine(ledger_frames.spring(), words("累计完成投资", "万元")).twin(),
    }


def own_schedules():
    rows = ledger_frames.completion_rows(
        ("甲单位", 118.24, "较快", 50), ("乙单位", 3.05, "滞后", "66.7")
    )
    return CompletionBars(rows, ledger_frames.words()).twin()
