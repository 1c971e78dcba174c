"""What stands under a headline: extremes among the parts, and what is loaded."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.questions.loaded import statistics_loaded
from analytics.questions.selection import Chosen
from analytics.tables import statistics as statistics_tables
from pages.parts import tables
from pages.parts.asking import ask
from pages.parts.markdown import plain


def show(selection: Chosen, rows: pd.DataFrame) -> None:
    """The fastest and slowest parts, and the periods of the region."""
    st.header("增速最快与最慢的分项", anchor=False)
    extremes = statistics_tables.extremes(rows)
    if extremes.empty:
        st.info("本期没有分项增速。")
    else:
        tables.linked_table(statistics_tables.extremes_table(extremes), extremes, "extremes")
    held = ask(statistics_loaded, selection)
    with st.expander(f"{plain(selection.region.name)}已装入 {len(held)} 期"):
        st.dataframe(statistics_tables.loaded_table(held), hide_index=True)
