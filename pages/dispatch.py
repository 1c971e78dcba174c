"""月调度: what to raise at the next meeting: problems, the long behind, the late."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ledger_views, marts
from pages.parts import ledger, navigation, ui


def render() -> None:
    selection = ui.selection_bar(marts.LEDGER)
    st.title("月调度清单")
    if selection is None:
        ledger.nothing_loaded()
        return
    judging = ledger.judging_bar()
    problems = ledger.ask("problems", selection, judging)
    is_open = problems.is_open.fillna(False).astype(bool)
    behind = ledger.ask("behind_in_a_row", selection, judging)
    late = ledger.ask("late", selection, judging)
    for column, (label, count) in zip(
        st.columns(4),
        {
            "未解决的问题": int(is_open.sum()),
            "本期解决的问题": int((~is_open).sum()),
            "滞后项目": len(behind),
            "该建未建、该进未进、该投未投": len(late),
        }.items(),
        strict=True,
    ):
        column.container(border=True).metric(label, f"{count} 个")
    _show("未解决的问题", ledger_views.problems_table(problems[is_open]), "未解决的问题")
    _show("滞后项目", ledger_views.behind_table(behind), "滞后项目")
    _show("该建未建、该进未进、该投未投、逾期未竣工", ledger_views.late_table(late), "逾期的节点")
    _show("本期解决的问题", ledger_views.problems_table(problems[~is_open]), "本期解决的问题")
    st.caption(
        ui.plain(
            f"问题每月提一级：责任单位、分管领导、全区调度；过了时限的直接提请。{ledger.rule_line(behind)}"
        )
        if "rule_name" in behind
        else "问题每月提一级：责任单位、分管领导、全区调度；过了时限的直接提请。"
    )


def _show(title: str, table: pd.DataFrame, what: str) -> None:
    st.subheader(title)
    if table.empty:
        ledger.empty(what)
    else:
        ui.plain_table(table, f"dispatch_{what}")


if __name__ == "__main__":
    navigation.open_through_app("dispatch")
