"""增速: over time, by breakdown, by district; published against computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import views
from analytics.charts import growth_by_year_line, growth_line, ranking_bars, reconciliation_line
from analytics.reference import BREAKDOWNS
from analytics.speech import phrases
from pages.parts import navigation, tables, ui
from pages.parts.charts import breakdown_chart, caption, show

BY_YEAR, IN_TIME = "分年对比", "连续走势"


def render() -> None:
    selection = ui.selection_bar()
    st.title("增速")
    if selection is None:
        ui.nothing_loaded()
        return
    region, as_of = selection.region.code, selection.as_of
    now = ui.ask("growth", region=region, period=selection.period, as_of=as_of)
    names = views.indicator_choices(now[now.yoy_pct.notna()])
    if not names:
        st.info(f"{selection.place}{selection.period.label}没有增速，请换一个报告期。")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = ui.kept_choice("指标", "indicator", names, names[0])
        st.segmented_control("走势", [BY_YEAR, IN_TIME], default=BY_YEAR, key="series_way")
    code = now[now.indicator_name == indicator].indicator_code.iloc[0]
    series = ui.ask("growth", region=region, indicator=code, as_of=as_of)
    districts = ui.ask(
        "ranking", region=region, indicator=code, period=selection.period, as_of=as_of
    )
    if districts.empty:
        _show_series(selection, series, indicator, is_wide=True)
        st.caption(f"没有{selection.place}下辖地区的{ui.plain(indicator)}增速，不排名。")
    else:
        left, right = st.columns(2)
        with left:
            _show_series(selection, series, indicator, is_wide=False)
        with right:
            _show_districts(selection, districts, indicator)
    _show_breakdowns(selection, now)
    _show_reconciliation(selection, series, indicator)
    st.subheader("本期全部增速")
    tables.linked_table(views.growth_table(now), now, "growth_rows")


def _show_series(
    selection: ui.Selection, series: pd.DataFrame, indicator: str, *, is_wide: bool
) -> None:
    draw = growth_line if st.session_state["series_way"] == IN_TIME else growth_by_year_line
    words = caption(selection, series, f"{indicator}累计同比", is_series=True, is_wide=is_wide)
    show(draw(series, words, is_dark=ui.is_dark()), "growth_series")


def _show_districts(selection: ui.Selection, rows: pd.DataFrame, indicator: str) -> None:
    words = caption(selection, rows, f"{indicator}累计同比")
    whole = phrases.whole(selection.region.name)
    show(ranking_bars(rows, words, parent_label=whole, is_dark=ui.is_dark()), "growth_ranking")
    with st.expander("排名表"):
        tables.linked_table(views.ranking_table(rows), rows, "ranking_rows")


def _show_breakdowns(selection: ui.Selection, now: pd.DataFrame) -> None:
    printed = now[now.yoy_pct.notna()].breakdown
    choices = [name for name in BREAKDOWNS if name != "total" and name in set(printed)]
    if not choices:
        st.info(f"{selection.period.label}没有分项增速。")
        return
    breakdown = st.segmented_control(
        "分组", choices, default=choices[0], format_func=BREAKDOWNS.__getitem__, key="breakdown"
    )
    breakdown_chart(selection, now, breakdown or choices[0], "growth_parts")


def _show_reconciliation(selection: ui.Selection, series: pd.DataFrame, indicator: str) -> None:
    both = series[series.yoy_reported_pct.notna() & series.yoy_computed_pct.notna()]
    with st.expander(f"公布增速与直接计算对照（{len(both)} 期两者都有）"):
        if both.empty:
            st.info("只有增速没有总量，或没有上年同期总量，无法直接计算；以公布增速为准。")
            return
        words = caption(
            selection, both, f"{indicator}累计同比：公布与直接计算", is_series=True, is_wide=True
        )
        show(reconciliation_line(both, words, is_dark=ui.is_dark()), "reconciliation")
        tables.linked_table(views.growth_table(both), both, "reconciliation_rows")


if __name__ == "__main__":
    navigation.open_through_app("growth")
