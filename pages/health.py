"""体检: every check with its result, for statistics, ledgers and goals."""

from __future__ import annotations

import streamlit as st

from analytics.lake.checks import CheckResult
from analytics.questions.checks import groups_loaded, looked_at, notices
from analytics.questions.loaded import ANY
from analytics.reference.checks import GROUPS
from analytics.tables import checks as check_tables
from pages.parts import bar, kept, navigation, tables
from pages.parts.asking import ask
from pages.parts.markdown import plain

PERIOD, ALL = SPANS = ("本期", "全部时期")


def render() -> None:
    selection = bar.chosen("体检", ANY)
    if selection is None:
        return
    span = kept.view("时期", "span", list(SPANS))
    asked = selection if span == PERIOD else selection.but(period=None)
    loaded = ask(groups_loaded, asked)
    results = ask(looked_at, asked)
    place = f"{selection.region.name}{selection.period.label if span == PERIOD else ALL}"
    st.header(plain(f"{place}：{check_tables.result_line(results)}"), anchor=False)
    for notice in ask(notices, asked):
        st.warning(plain(f"{notice}。"))
    for group, place_of_group in zip(GROUPS, st.tabs(GROUPS), strict=True):
        with place_of_group:
            if group in loaded:
                _show([one for one in results if one.check.group == group], group)
            else:
                st.info(f"{plain(place)}没有{group}数据，没有可体检的。")


def _show(results: list[CheckResult], group: str) -> None:
    tables.short_table(check_tables.results_table(results), f"checks_{group}")
    for result in results:
        if not result.is_passed:
            title = plain(f"{result.check.severity}　{result.message}（{len(result.rows)} 处）")
            with st.expander(title, icon=":material/warning:"):
                tables.plain_table(check_tables.check_table(result.rows), result.name)


if __name__ == "__main__":
    navigation.open_through_app()
