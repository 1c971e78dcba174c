"""The sides of 增速: parts of one period, derived growth, published against computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.caption import HALF_PAGE_PX, WHOLE_PAGE_PX
from analytics.charts.statistics.diffusion import DiffusionBars
from analytics.charts.statistics.month_growth import MonthGrowthBars
from analytics.charts.statistics.movers import MoverBars
from analytics.charts.statistics.reconciliation import ReconciliationLine
from analytics.charts.statistics.two_year import TwoYearLine
from analytics.questions import growth
from analytics.questions.selection import Chosen
from analytics.reference.indicators import BREAKDOWNS
from analytics.tables import growth as growth_tables
from pages.parts import kept, tables
from pages.parts.asking import ask
from pages.parts.charts import breakdown_chart, caption, show
from pages.parts.markdown import plain


def show_parts(selection: Chosen, now: pd.DataFrame) -> None:
    """Growth of the parts of one breakdown, which moved, and how many rise."""
    printed = set(now[now.yoy_pct.notna()].breakdown)
    choices = [name for name in BREAKDOWNS if name != "total" and name in printed]
    if not choices:
        st.info(f"{selection.period.label}没有分项增速，请换一个报告期。")
        return
    breakdown = kept.view("分组", "breakdown", choices, BREAKDOWNS.__getitem__)
    rows = now[now.breakdown == breakdown]
    left, right = st.columns(2)
    with left:
        breakdown_chart(selection, now, breakdown, "growth_parts", narrowest_px=HALF_PAGE_PX)
    with right:
        measure = f"按{BREAKDOWNS[breakdown]}分同比增速比上期变动"
        words = caption(selection, rows, measure, unit="百分点")
        show(MoverBars(rows, words), "growth_movers")
    counts = ask(growth.diffusion, selection.but(period=None, breakdown=breakdown))
    counts = growth_tables.until(counts, selection.period)
    if not counts.empty:
        words = caption(
            selection,
            counts,
            f"按{BREAKDOWNS[breakdown]}分各项增速升降个数",
            unit="个",
            is_series=True,
            narrowest_px=WHOLE_PAGE_PX,
        )
        show(DiffusionBars(counts, words), "growth_diffusion")


def show_derived(selection: Chosen, rows: pd.DataFrame, indicator: str) -> None:
    """A month's own growth with its band, two-year averages, and what the goal still needs."""
    months = rows[rows.month_yoy_pct.notna()]
    left, right = st.columns(2)
    with left:
        if months.empty:
            st.info("没有各期累计总量，推算不出当月增速；累计增速见“走势”。")
        else:
            words = caption(selection, months, f"{indicator}当月同比（推算）", is_series=True)
            show(MonthGrowthBars(months, words), "month_growth")
    with right:
        averaged = rows[rows.two_year_average_pct.notna()]
        if averaged.empty:
            st.info("没有连续两年同期的公布增速，算不出两年平均增速。")
        else:
            words = caption(selection, averaged, f"{indicator}两年平均增速", is_series=True)
            show(TwoYearLine(averaged, words), "two_year")
    for line in growth_tables.goal_lines(rows, selection.period):
        st.markdown(plain(line))
    st.caption(
        "当月、单季由累计数相减推算，不是公布数；公布增速只有一位小数，推算结果因此有一个范围。"
    )
    tables.linked_table(
        growth_tables.derived_table(rows), growth_tables.newest_first(rows), "derived_rows"
    )


def show_reconciliation(selection: Chosen, rows: pd.DataFrame, indicator: str) -> None:
    """Published growth beside the ratio of published levels, and since when they part."""
    both = rows[rows.yoy_reported_pct.notna() & rows.yoy_computed_pct.notna()]
    if both.empty:
        st.info("只有增速没有总量，或没有上年同期总量，无法直接计算；以公布增速为准。")
        return
    words = caption(
        selection,
        both,
        f"{indicator}累计同比：公布与直接计算",
        is_series=True,
        narrowest_px=WHOLE_PAGE_PX,
    )
    show(ReconciliationLine(both, words), "reconciliation")
    tables.linked_table(
        growth_tables.reconciliation_table(rows),
        growth_tables.newest_first(rows),
        "reconciliation_rows",
    )
