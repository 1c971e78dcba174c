"""Invented rows in the shape of the marts, and every chart drawn from them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH
from analytics.charts.statistics.breakdown import BreakdownBars
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.ranking import RankingBars
from analytics.charts.statistics.reconciliation import ReconciliationLine

SEPTEMBER = Period(2025, 9)
LONG_INDUSTRY = "电力、热力、燃气及水的生产和供应业"
LONG_COUNTY = "城步苗族自治县"

INKS = (LIGHT, DARK, LIGHT_HIGH, DARK_HIGH)


def caption(measure="固定资产投资（不含农户）累计同比", period=SEPTEMBER, **changes):
    words = {
        "measure": measure,
        "place": "示例市",
        "period": period,
        "unit": "%",
        "source": "示例市统计局，月报.xlsx",
        "vintage": "2025年10月20日14:30接收",
    }
    return Caption(**(words | changes))


def growth_rows(*points, region="示例市", indicator="固定资产投资", published=True):
    """points: (year, month, yoy_pct)."""
    return pd.DataFrame(
        [
            {
                "region_name": region,
                "indicator_name": indicator,
                "year": year,
                "month": month,
                "period_code": f"{year}-{month:02d}",
                "yoy_pct": None if yoy is None else Decimal(str(yoy)),
                "is_published": published,
                "yoy_source": f"月报.xlsx!表1!C{month}",
                "ytd_cny_10k": None,
            }
            for year, month, yoy in points
        ]
    )


def two_years():
    return growth_rows(
        (2024, 11, 3.4), (2024, 12, 3.1), (2025, 2, 2.0), (2025, 3, -1.5), (2025, 9, -9.9)
    )


def breakdown_rows(*parts, total=None):
    """parts: (indicator_name, yoy_pct, previous_yoy_pct)."""
    rows = [(name, "industry", now, before) for name, now, before in parts]
    if total is not None:
        rows.insert(0, ("固定资产投资", "total", total, None))
    columns = ["indicator_name", "breakdown", "yoy_pct", "previous_yoy_pct"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(source=[f"月报.xlsx!表2!B{row}" for row in range(len(frame))])


def ranking_rows(*districts, parent=None):
    """districts: (region_name, yoy_pct, rank, rank_change)."""
    columns = ["region_name", "yoy_pct", "rank", "rank_change"]
    frame = pd.DataFrame(districts, columns=columns)
    sources = [f"月报.xlsx!表3!B{row}" for row in range(len(frame))]
    return frame.assign(parent_yoy_pct=parent, source=sources)


def mix_rows(*parts):
    """parts: (indicator_name, share_pct, share_last_year_pct, share_change_pp)."""
    columns = ["indicator_name", "share_pct", "share_last_year_pct", "share_change_pp"]
    frame = pd.DataFrame(parts, columns=columns)
    return frame.assign(source=[f"月报.xlsx!表4!B{row}" for row in range(len(frame))])


def reconciliation_rows(*periods):
    """periods: (period_code, yoy_reported_pct, yoy_computed_pct, is_incomparable)."""
    columns = ["period_code", "yoy_reported_pct", "yoy_computed_pct", "is_incomparable"]
    frame = pd.DataFrame(periods, columns=columns)
    return frame.assign(yoy_reported_source=[f"公报!{code}" for code in frame.period_code])


def industries():
    return breakdown_rows(
        ("制造业", 12.1, 13.0),
        (LONG_INDUSTRY, -2.5, 5.8),
        ("建筑业", None, None),
        ("房地产业", -28.85, None),
        total=-9.9,
    )


def districts():
    return ranking_rows(
        ("新邵县", 12.1, 1, 2),
        (LONG_COUNTY, 11.4, 2, -1),
        ("北塔区", -28.8, 3, 0),
        ("经开区", None, None, None),
        parent=-9.9,
    )


def sectors():
    return mix_rows(
        ("第一产业", 4.8, 5.3, -0.5), ("第二产业", 45.5, 42.6, 2.9), ("第三产业", 49.7, 52.1, -2.4)
    )


def national():
    # The national series of September, as printed and as the amounts divide.
    return reconciliation_rows(
        ("2022-08", 5.8, 5.8, False), ("2022-09", 5.9, 5.9, False), ("2023-09", 3.1, -11.0, True)
    )


def drawn(make, rows, words, *, colours=LIGHT, height=None, **options):
    """The figure of one kind of chart of these rows."""
    return make(rows, words, **options).figure(colours, height)


def charts_made():
    return {
        "growth_line": GrowthLine(two_years(), caption()),
        "growth_by_year_line": GrowthByYearLine(two_years(), caption()),
        "breakdown_bars": BreakdownBars(industries(), caption("按行业分累计同比")),
        "ranking_bars": RankingBars(districts(), caption()),
        "mix_bars": MixBars(sectors(), caption("按三次产业分占比")),
        "reconciliation_line": ReconciliationLine(national(), caption("公布与直接计算的累计同比")),
    }


def every_chart(**options):
    """Their figures; options: colours, height."""
    return {name: chart.figure(**options) for name, chart in charts_made().items()}


def notes(figure, name):
    """The texts of a figure's annotations of one name."""
    return [note.text for note in figure.layout.annotations if note.name == name]
