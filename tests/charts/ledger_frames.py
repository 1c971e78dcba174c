"""Invented rows in the shape of the marts of ledgers, and every chart drawn from them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.league import LeagueBars
from analytics.charts.ledger.project_progress import PlanLine
from analytics.charts.ledger.status import StatusBars
from tests.charts.frames import caption

MAY = Period(2025, 5)
LONG_UNIT = "示例县现代农业产业园区管理委员会（示例高新技术产业开发区）"
RULE = {"rule_name": "默认（四档）", "rule_version": "1"}
SCHEDULE = Decimal(500) / 12


def words(measure="年度计划完成率", unit="%", **changes):
    changes = {"place": "示例县", "source": "示例县发改局，项目台账.xlsx"} | changes
    return caption(measure, changes.pop("period", MAY), unit=unit, **changes)


def completion_rows(*units, schedule=SCHEDULE):
    """units: (unit, completion_rate_pct, status[, its own schedule_progress_pct])."""
    columns = ["unit", "completion_rate_pct", "schedule_progress_pct", "schedule_gap_pp"]
    read = []
    for name, rate, status, *own in units:
        by_now = Decimal(str(own[0])) if own else schedule
        done = None if rate is None else Decimal(str(rate))
        gap = None if done is None or by_now is None else done - by_now
        read.append((name, done, by_now, gap, status))
    frame = pd.DataFrame(read, columns=[*columns, "status"])
    plans = [None if rate is None else Decimal(117400) for rate in frame.completion_rate_pct]
    return frame.assign(
        year=2025,
        month=5,
        annual_plan_cny_10k=pd.Series(plans, dtype=object),
        source=[f"台账.xlsx!5月!F{row}" for row in range(len(frame))],
        **RULE,
    )


def units():
    return completion_rows(
        ("教育局", 43.9, "正常"),
        ("县城发集团", 2.3, "滞后"),
        ("园区办", None, None),
        (LONG_UNIT, 28.4, "预警"),
        ("水利局", 104.6, "较快"),
    )


def status_rows(*counts):
    """counts: (status, project_count, share_pct)."""
    frame = pd.DataFrame(counts, columns=["status", "project_count", "share_pct"])
    sources = [f"{count} 个项目：台账.xlsx!5月!B{count}" for count in frame.project_count]
    return frame.assign(source=sources, year=2025, month=5, **RULE)


def seventy_six():
    return status_rows(("较快", 4, 5.3), ("正常", 48, 63.2), ("预警", 16, 21.1), ("滞后", 8, 10.5))


def funnel_rows(*stages):
    """stages: (stage, standing_count, reached_count, conversion_pct)."""
    columns = ["stage", "standing_count", "reached_count", "conversion_pct"]
    frame = pd.DataFrame(stages, columns=columns)
    sources = [f"台账.xlsx!5月!G{row}" for row in range(len(frame))]
    return frame.assign(stage_order=range(1, len(frame) + 1), source=sources, year=2025, month=5)


def stages():
    return funnel_rows(
        ("谋划", 10, 76, None),
        ("签约", 16, 66, 86.84),
        ("开工", 8, 50, 75.76),
        ("在建", 30, 42, 84.0),
        ("竣工", 9, 12, 28.57),
        ("投产", 3, 3, 25.0),
    )


def league_rows(*units):
    """units: (unit, place, completion_rate_pct, place_change, is_small_base)."""
    columns = ["unit", "place", "completion_rate_pct", "place_change", "is_small_base"]
    frame = pd.DataFrame(units, columns=columns)
    sources = [f"台账.xlsx!5月!F{row}" for row in range(len(frame))]
    return frame.assign(source=sources, year=2025, month=5, threshold_cny_10k=5000)


def runners():
    return league_rows(
        ("水利局", 1, 62.1, 2, False),
        ("档案馆", 2, 50.0, None, True),
        (LONG_UNIT, 2, 50.0, 0, False),
        ("县城发集团", 4, 2.3, -1, False),
    )


def plan_rows(*periods, plan=8000, **subject):
    """periods: (year, month, ytd_cny_10k)."""
    frame = pd.DataFrame(periods, columns=["year", "month", "ytd_cny_10k"])
    return frame.assign(
        annual_plan_cny_10k=plan,
        schedule_progress_pct=[Decimal(month * 100) / 12 for month in frame.month],
        source=[f"台账.xlsx!{month}月!F9" for month in frame.month],
        **(subject or {"project_key": "P-017", "project_name": "示例县城北1号路"}),
    )


def spring():
    return plan_rows((2025, 2, 400), (2025, 3, 900), (2025, 4, 2100), (2025, 5, 2816))


def ledger_charts_made(narrowest_px=460):
    width = {"narrowest_px": narrowest_px}
    return {
        "completion_bars": CompletionBars(units(), words(**width)),
        "status_bars": StatusBars(seventy_six(), words("项目状态", "个", **width)),
        "funnel_bars": FunnelBars(stages(), words("项目阶段", "个", **width)),
        "league_bars": LeagueBars(runners(), words("完成率排名", **width)),
        "plan_line": PlanLine(spring(), words("累计完成投资", "万元", **width)),
    }


def every_ledger_chart(narrowest_px=460, **options):
    """Their figures; options: colours, height."""
    made = ledger_charts_made(narrowest_px)
    return {name: chart.figure(**options) for name, chart in made.items()}
