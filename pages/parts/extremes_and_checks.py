"""What stands under a headline: extremes among the parts, and the state of the data."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.lake import history
from analytics.questions.checks import checks
from analytics.questions.loaded import statistics_loaded
from analytics.questions.selection import Chosen
from analytics.tables import statistics as statistics_tables
from pages.parts import tables
from pages.parts.asking import ask, lake
from pages.parts.markdown import plain


def show(selection: Chosen, rows: pd.DataFrame) -> None:
    """The fastest and slowest parts beside what is loaded and which checks fail."""
    parts, state = st.columns(2)
    with parts:
        st.header("增速最快与最慢的分项", anchor=False)
        extremes = statistics_tables.extremes(rows)
        if extremes.empty:
            st.info("本期没有分项增速。")
        else:
            tables.linked_table(statistics_tables.extremes_table(extremes), extremes, "extremes")
    with state:
        st.header("已装入与体检", anchor=False)
        _show_checks(selection)
        held = ask(statistics_loaded, selection)
        with st.expander(f"{plain(selection.region.name)}已装入 {len(held)} 期"):
            st.dataframe(statistics_tables.loaded_table(held), hide_index=True)


def _show_checks(selection: Chosen) -> None:
    if outdated := history.outdated(lake()):
        st.warning(plain(str(outdated)))
    results = ask(checks, selection)
    failing = [result for result in results if not result.is_passed]
    if not failing:
        st.success(f"{selection.period.label}：{len(results)} 项体检全部通过。")
    for result in failing:
        with st.expander(f"{result.message}（{len(result.rows)} 处）", icon=":material/warning:"):
            st.dataframe(statistics_tables.check_table(result.rows), hide_index=True)
