"""Pulls, derived growth and reconciliation as tables: Chinese headers with units.

Owns headers and order of columns on pages and in downloads; computes nothing but digits.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.numbers import shown
from analytics.basics.period import Period
from analytics.tables.statistics import (
    digits,
    growth_table,
    in_cny_100m,
    period_labels,
    ranking_table,
)

SAFE = ""


def pull_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_contribution of one period: one row a part, why nothing is said where it is not."""
    return pd.DataFrame(
        {
            "分项": rows.indicator_name,
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "同比增速（%）": digits(rows.yoy_pct),
            "拉动（百分点）": digits(rows.pull_shown_pp),
            "贡献率（%）": digits(rows.contribution_pct),
            "增量（亿元）": in_cny_100m(rows.increment_cny_10k),
            "反推可比基数（亿元）": in_cny_100m(rows.base_cny_10k),
            "不计算的原因": rows.reason.fillna(SAFE),
            "公式": rows.formula.fillna(SAFE),
            "出处": rows.source,
        }
    )


def derived_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_derived of one series, the newest first: month, quarter, two years, what is needed."""
    newest = newest_first(rows)
    return pd.DataFrame(
        {
            "报告期": period_labels(newest),
            "累计同比（%）": digits(newest.yoy_pct),
            "推算当月额（亿元）": in_cny_100m(newest.month_cny_10k),
            "推算当月同比（%）": digits(newest.month_yoy_pct),
            "当月同比范围": _bands(newest.month_yoy_low_pct, newest.month_yoy_high_pct),
            "推算单季额（亿元）": in_cny_100m(newest.quarter_cny_10k),
            "推算单季同比（%）": digits(newest.quarter_yoy_pct),
            "单季同比范围": _bands(newest.quarter_yoy_low_pct, newest.quarter_yoy_high_pct),
            "两年平均增速（%）": digits(newest.two_year_average_pct),
            "年度目标增速（%）": digits(newest.goal_yoy_pct),
            "后续所需增速（%）": digits(newest.needed_yoy_pct),
            "所需增速说明": newest.needed_reason.fillna(SAFE),
            "依据": _formulas(newest),
        }
    )


def reconciliation_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_reconciliation of one series, the newest first."""
    newest = newest_first(rows)
    return pd.DataFrame(
        {
            "报告期": period_labels(newest),
            "累计完成（亿元）": in_cny_100m(newest.ytd_cny_10k),
            "上年同期印出（亿元）": in_cny_100m(newest.ytd_last_year_cny_10k),
            "公布增速（%）": digits(newest.yoy_reported_pct),
            "直接计算（%）": digits(newest.yoy_computed_pct),
            "相差（百分点）": digits(newest.gap_pp),
            "反推可比基数（亿元）": in_cny_100m(newest.comparable_base_cny_10k),
            "可比性": [
                "不可比" if is_so else SAFE for is_so in newest.is_incomparable.fillna(False)
            ],
            "自何期起": newest.incomparable_since.fillna(SAFE),
            "统计口径": newest.scope,
            "出处": newest.source,
        }
    )


def ranking_history_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_ranking of every period: one row a district and period, the newest first."""
    newest = newest_first(rows)
    table = ranking_table(newest)
    table.insert(0, "报告期", period_labels(newest))
    return table


def _bands(low: pd.Series, high: pd.Series) -> list[str]:
    """What rounding the published growth to one decimal leaves open."""
    return [
        SAFE if pd.isna(one) else f"{shown(one)}%～{shown(other)}%"
        for one, other in zip(low, high, strict=True)
    ]


def _formulas(rows: pd.DataFrame) -> list[str]:
    named = ("month_source", "quarter_source", "two_year_source", "needed_source")
    return [
        "；".join(text for name in named if isinstance(text := getattr(row, name), str) and text)
        for row in rows.itertuples()
    ]


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of the tables of this module, for the way from a row to its source."""
    return rows.sort_values(["year", "month"], ascending=False, kind="stable")


def until(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """What was known of a series when the period was reported: no later period."""
    return rows[rows.period_code <= period.code]


def series_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_growth of one series: one row a period, the newest first."""
    newest = newest_first(rows)
    table = growth_table(newest).drop(columns=["指标"])
    table.insert(0, "报告期", period_labels(newest))
    return table


def goal_lines(rows: pd.DataFrame, period: Period) -> list[str]:
    """What the year's growth goal still asks for as of one period, or why that is not said."""
    now = rows[(rows.period_code == period.code) & rows.goal_yoy_pct.notna()]
    lines = []
    for _, row in now.iterrows():
        goal = f"全年目标增长{shown(row.goal_yoy_pct)}%"
        if pd.notna(row.needed_yoy_pct):
            lines.append(
                f"{goal}，{period.label}之后各月合计需同比增长{shown(row.needed_yoy_pct)}%。"
            )
        else:
            lines.append(f"{goal}；后续所需增速不计算：{row.needed_reason}。")
    return lines
