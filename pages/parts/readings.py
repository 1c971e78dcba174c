"""The table behind a chart: for those who read with keys or ears, and for copying."""

from __future__ import annotations

import streamlit as st

from analytics.charts.kit.chart import Chart
from analytics.charts.kit.readings import readings
from pages.parts.markdown import plain

HEADS = {"point": "点", "reading": "读数", "source": "出处"}
_LONG, _LONG_PX = 13, 520  # rows beyond which the table scrolls, and how high it is then


def offer(chart: Chart, key: str) -> str | None:
    """A button that opens the table; the key of the point whose row was chosen there."""
    if st.button("看数据", icon=":material/table_rows:", type="tertiary", key=f"{key}_readings"):
        _show(chart, key)
    chosen: str | None = st.session_state.pop(_chosen(key), None)
    return chosen


@st.dialog("看数据", width="large")
def _show(chart: Chart, key: str) -> None:
    st.markdown(f"**{plain(chart.finding)}**")
    st.caption(plain(chart.subtitle))
    rows = readings(chart.figure())
    event = st.dataframe(
        rows[list(HEADS)].rename(columns=HEADS),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{key}_readings_rows",
        height=_LONG_PX if len(rows) > _LONG else "content",
        column_config={"点": st.column_config.Column(pinned=True)},
    )
    st.caption("选中一行，到它的出处或明细（键盘用方向键和 Shift＋空格）。")
    if event.selection.rows:
        st.session_state[_chosen(key)] = rows.key.iloc[event.selection.rows[0]]
        st.rerun()


def _chosen(key: str) -> str:
    return f"{key}_readings_chosen"
