"""结构: what the total is made of and what pulls it; growth where only growth is known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.caption import HALF_PAGE_PX
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.movers import MoverBars
from analytics.charts.statistics.pull_bars import PullBars
from analytics.charts.statistics.waterfall import PullWaterfall
from analytics.questions import growth, statistics
from analytics.questions.selection import Chosen
from analytics.reference.indicators import BREAKDOWNS
from analytics.tables import growth as growth_tables
from analytics.tables import statistics as statistics_tables
from pages.parts import bar, kept, navigation, no_figures, tables
from pages.parts.asking import ask
from pages.parts.charts import breakdown_chart, caption, show

PARTS = [name for name in BREAKDOWNS if name != "total"]


def render() -> None:
    selection = bar.chosen("结构与拉动")
    if selection is None:
        return
    rows = ask(statistics.growth, selection)
    known = set(rows.breakdown)
    choices = [name for name in PARTS if name in known]
    if not choices:
        every = ask(statistics.growth, selection.but(region=None))
        said = f"{selection.region.name}{selection.period.label}没有分项数据"
        no_figures.offer_nearest(
            said, selection, set(every[every.breakdown.isin(PARTS)].region_code)
        )
        return
    breakdown = kept.view("分组", "breakdown", choices, BREAKDOWNS.__getitem__)
    shares = ask(statistics.mix, selection)
    parts = shares[shares.breakdown == breakdown]
    pulls = ask(growth.contribution, selection.but(breakdown=breakdown))
    if parts.empty:
        _show_growth_instead(selection, rows, breakdown, pulls)
    else:
        _show_shares(selection, parts, breakdown, pulls)


def _show_shares(
    selection: Chosen, parts: pd.DataFrame, breakdown: str, pulls: pd.DataFrame
) -> None:
    left, right = st.columns(2)
    with left:
        words = caption(selection, parts, f"按{BREAKDOWNS[breakdown]}分投资占比")
        show(MixBars(parts, words), "mix")
        if parts.share_last_year_pct.isna().all():
            st.caption("没有上年同期的分项总量，不能比较占比变动。")
    with right:
        _show_pulls(selection, pulls, breakdown, adds_up=True)
    tables.linked_table(statistics_tables.mix_table(parts), parts, "mix_rows")
    _pull_table(pulls)


def _show_growth_instead(
    selection: Chosen, every: pd.DataFrame, breakdown: str, pulls: pd.DataFrame
) -> None:
    rows = every[every.breakdown == breakdown]
    name = BREAKDOWNS[breakdown]
    overlaps = rows.ytd_cny_10k.notna().any()
    reason = (
        "各项互有交叉，不能相加，不画结构图"
        if overlaps
        else "只公布增速、没有总量，不能算占比和拉动"
    )
    st.caption(f"{selection.period.label}按{name}分：{reason}。")
    left, right = st.columns(2)
    with left:
        breakdown_chart(selection, every, breakdown, "mix_growth", narrowest_px=HALF_PAGE_PX)
    with right:
        if pulls.is_safe_to_state.any():
            _show_pulls(selection, pulls, breakdown, adds_up=False)
        else:
            words = caption(selection, rows, f"按{name}分同比增速比上期变动", unit="百分点")
            show(MoverBars(rows, words), "movers")
    tables.linked_table(statistics_tables.growth_table(rows), rows, "mix_growth_rows")
    _pull_table(pulls)


def _show_pulls(selection: Chosen, pulls: pd.DataFrame, breakdown: str, *, adds_up: bool) -> None:
    words = caption(selection, pulls, f"按{BREAKDOWNS[breakdown]}分对投资增长的拉动", unit="百分点")
    make = PullWaterfall if adds_up else PullBars
    show(make(pulls, words), "pulls")


def _pull_table(pulls: pd.DataFrame) -> None:
    if pulls.empty:
        return
    with st.expander("拉动与贡献率：公式和不计算的原因"):
        st.caption(
            "拉动＝分项增量÷总计可比基数；贡献率＝拉动÷总计公布增速，各项相加不必等于100%。"
            "总计增速不足0.5%、口径不一致或缺少分项时不计算。"
        )
        tables.plain_table(growth_tables.pull_table(pulls), "pull_rows")


if __name__ == "__main__":
    navigation.open_through_app()
