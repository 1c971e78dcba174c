"""结构: what the total is made of, against last year; growth where only growth is known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import views
from analytics.charts import mix_bars
from analytics.reference import BREAKDOWNS
from pages.parts import navigation, tables, ui
from pages.parts.charts import breakdown_chart, caption, show


def render() -> None:
    selection = ui.selection_bar()
    st.title("结构")
    if selection is None:
        ui.nothing_loaded()
        return
    shares = ui.ask(
        "mix", region=selection.region.code, period=selection.period, as_of=selection.as_of
    )
    growth = ui.ask(
        "growth", region=selection.region.code, period=selection.period, as_of=selection.as_of
    )
    known = set(growth.breakdown)
    choices = [name for name in BREAKDOWNS if name != "total" and name in known]
    if not choices:
        st.info(f"{selection.place}{selection.period.label}没有分项数据，请换一个报告期。")
        return
    breakdown = (
        st.segmented_control(
            "分组", choices, default=choices[0], format_func=BREAKDOWNS.__getitem__, key="mix_by"
        )
        or choices[0]
    )
    parts = shares[shares.breakdown == breakdown]
    if parts.empty:
        _show_growth_instead(selection, growth, breakdown)
    else:
        _show_shares(selection, parts, breakdown)


def _show_shares(selection: ui.Selection, parts: pd.DataFrame, breakdown: str) -> None:
    words = caption(selection, parts, f"按{BREAKDOWNS[breakdown]}分投资占比", is_wide=True)
    show(mix_bars(parts, words, is_dark=ui.is_dark()), "mix")
    if parts.share_last_year_pct.isna().all():
        st.caption("没有上年同期的分项总量，不能比较占比变动。")
    tables.linked_table(views.mix_table(parts), parts, "mix_rows")


def _show_growth_instead(selection: ui.Selection, growth: pd.DataFrame, breakdown: str) -> None:
    name = BREAKDOWNS[breakdown]
    reason = (
        "各项互有交叉，不能相加，不算占比"
        if growth[growth.breakdown == breakdown].ytd_cny_10k.notna().any()
        else "只公布增速、没有总量，不能算占比"
    )
    st.info(f"{selection.period.label}按{name}分：{reason}；下面是各项增速。")
    breakdown_chart(selection, growth, breakdown, "mix_growth")
    rows = growth[growth.breakdown == breakdown]
    tables.linked_table(views.growth_table(rows), rows, "mix_growth_rows")


if __name__ == "__main__":
    navigation.open_through_app("structure")
