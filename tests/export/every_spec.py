"""Every chart's native description, from the rows the screen's charts are tested with."""

from __future__ import annotations

from decimal import Decimal

from analytics.export.ledger_specs import (
    completion_spec,
    funnel_spec,
    league_spec,
    status_spec,
)
from analytics.export.line_specs import (
    growth_by_year_spec,
    growth_line_spec,
    plan_line_spec,
    reconciliation_spec,
)
from analytics.export.statistics_specs import (
    breakdown_spec,
    mix_spec,
    pull_bars_spec,
    ranking_spec,
    waterfall_spec,
)
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
    share = levelled(frames.sectors())
    return {
        "ranking": ranking_spec(frames.districts(), caption(), parent_label="全市"),
        "breakdown": breakdown_spec(frames.industries(), caption()),
        "mix": mix_spec(share, caption("按产业分投资占比")),
        "growth_line": growth_line_spec(frames.two_years(), caption()),
        "by_year": growth_by_year_spec(frames.two_years(), caption()),
        "reconciliation": reconciliation_spec(frames.national(), caption()),
        "waterfall": waterfall_spec(statistics_frames.fallen(), statistics_frames.pulls_caption()),
        "pull_bars": pull_bars_spec(statistics_frames.huoshan(), statistics_frames.pulls_caption()),
        "completion": completion_spec(ledger(ledger_frames.units()), words()),
        "status": status_spec(ledger_frames.seventy_six(), words("项目状态", "个")),
        "funnel": funnel_spec(ledger_frames.stages(), words("项目阶段", "个")),
        "league": league_spec(ledger_frames.runners(), words("完成率排名")),
        "plan": plan_line_spec(ledger_frames.spring(), words("累计完成投资", "万元")),
    }


def own_schedules():
    rows = ledger_frames.completion_rows(
        ("甲单位", 118.24, "较快", 50), ("乙单位", 3.05, "滞后", "66.7")
    )
    return completion_spec(rows, ledger_frames.words())
