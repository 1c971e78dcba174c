"""Invented and published rows in the shape of the statistics marts, and their charts."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.statistics.heat_strip import GrowthHeat
from analytics.charts.statistics.place_history import PlaceLines
from analytics.charts.statistics.pull_bars import PullBars
from analytics.charts.statistics.small_multiples import DistrictLines
from analytics.charts.statistics.waterfall import PullWaterfall
from tests.charts.frames import LONG_COUNTY, LONG_INDUSTRY, caption

MARCH = Period(2024, 3)


def decimal(value):
    return None if value is None else Decimal(str(value))


def contribution_rows(*parts, total=9.6, residual=None, code="2024-03", **changes):
    """parts: (indicator_name, yoy_pct, pull_pp, contribution_pct)."""
    if residual is not None:
        parts = (*parts, ("未分摊", None, residual, None))
    rows = [
        {
            "region_code": "140800",
            "region_name": "运城市",
            "breakdown": "sector",
            "indicator_code": f"part_{row}",
            "indicator_name": name,
            "sort_order": row,
            "period_code": code,
            "yoy_pct": decimal(yoy),
            "total_yoy_pct": decimal(total),
            "pull_pp": decimal(pull),
            "pull_shown_pp": decimal(pull),
            "contribution_pct": decimal(rate),
            "is_residual": residual is not None and row == len(parts) - 1,
            "is_complete_set": True,
            "is_safe_to_state": True,
            "reason": "",
            "formula": "拉动 = 基期占比 × 增速",
            "source": f"月报.xlsx!表2!B{row}",
        }
        for row, (name, yoy, pull, rate) in enumerate(parts)
    ]
    columns = list(rows[0]) if rows else list(contribution_rows(("甲", 1, 1, 1)).columns)
    return pd.DataFrame(rows, columns=columns).assign(**changes)


def yuncheng():
    # 运城 2024年一季度, the cleanest printed case.
    return contribution_rows(
        ("第一产业", 11.7, 1.1, 11.1), ("第二产业", 6.2, 2.8, 29.2), ("第三产业", 12.5, 5.7, 59.5)
    )


def huoshan():
    return contribution_rows(
        ("建筑安装工程", 4.8, 4.1, 27.2),
        ("设备工器具购置", -50.0, -3.8, -25.2),
        ("其他费用", 201.5, 14.8, 98.0),
        total=15.1,
    )


def fallen():
    return contribution_rows(
        ("制造业", -12.0, -6.2, 62.6),
        (LONG_INDUSTRY, 8.8, 1.4, -14.1),
        ("房地产业", -21.0, -4.9, 49.5),
        total=-9.9,
        residual=-0.2,
    )


def history_rows(*readings, parents=None):
    """readings: (region_name, period_code, yoy_pct, rank); parents: growth by period."""
    parents = parents or {}
    names = list(dict.fromkeys(name for name, *_ in readings))
    rows = [
        {
            "parent_region_code": "430500",
            "region_code": f"4305{names.index(name):02d}",
            "region_name": name,
            "indicator_code": "fai",
            "year": int(code[:4]),
            "month": int(code[5:]),
            "period_code": code,
            "yoy_pct": decimal(yoy),
            "rank": rank,
            "is_published": True,
            "is_parent_published": True,
            "parent_yoy_pct": decimal(parents.get(code)),
            "source": f"月报.xlsx!{code}!B{names.index(name)}",
            "parent_source": f"月报.xlsx!{code}!B99",
        }
        for name, code, yoy, rank in readings
    ]
    columns = list(rows[0]) if rows else list(history_rows(("甲", "2025-01", 1, 1)).columns)
    return pd.DataFrame(rows, columns=columns)


def three_counties():
    # 北塔区 has no growth in one period; 新邵县 rises from the second to the first place.
    return history_rows(
        ("新邵县", "2024-12", 3.0, 2),
        (LONG_COUNTY, "2024-12", 6.0, 1),
        ("北塔区", "2024-12", -5.0, 3),
        ("新邵县", "2025-02", 12.1, 1),
        (LONG_COUNTY, "2025-02", -0.4, 2),
        ("北塔区", "2025-02", None, None),
        ("新邵县", "2025-03", 11.4, 1),
        (LONG_COUNTY, "2025-03", -1.5, 2),
        ("北塔区", "2025-03", -28.85, 3),
        parents={"2024-12": 1.0, "2025-02": -2.0, "2025-03": -9.9},
    )


def many_districts(count=31, months=range(2, 13)):
    return history_rows(
        *(
            (f"第{n}省", f"2025-{month:02d}", 15 - n + month / 10, n)
            for month in months
            for n in range(1, count + 1)
        ),
        parents={f"2025-{month:02d}": month / 10 for month in months},
    )


def pulls_caption(**changes):
    return caption("三次产业对全部投资增长的拉动", MARCH, unit="百分点", **changes)


def statistics_charts_made(width_px=460):
    words = {"narrowest_px": width_px}
    return {
        "pull_waterfall": PullWaterfall(yuncheng(), pulls_caption(**words)),
        "pull_waterfall_of_a_fall": PullWaterfall(fallen(), pulls_caption(**words)),
        "district_lines": DistrictLines(three_counties(), caption(**words)),
        "place_lines": PlaceLines(three_counties(), caption(**words)),
        "growth_heat": GrowthHeat(three_counties(), caption(**words)),
        "pull_bars": PullBars(huoshan(), pulls_caption(**words)),
    }


def every_statistics_chart(width_px=460, **options):
    """Their figures; options: colours, height."""
    made = statistics_charts_made(width_px)
    return {name: chart.figure(**options) for name, chart in made.items()}
