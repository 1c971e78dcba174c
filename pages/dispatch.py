"""月调度: when the next meetings are and what to raise: problems, the behind, the late."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.questions import ledger
from analytics.questions.selection import Chosen
from analytics.reference.duties import read_duties
from analytics.tables import ledger as ledger_tables
from analytics.tables.duties import duties_table
from pages.parts import bar, navigation, project, tables
from pages.parts.asking import ask
from pages.parts.markdown import plain


def render() -> None:
    selection = bar.judged("月调度清单")
    if selection is None:
        return
    problems = ask(ledger.problems, selection)
    is_open = problems.is_open.fillna(False).astype(bool)
    behind = ask(ledger.behind_in_a_row, selection)
    late = ask(ledger.late, selection)
    counts = {
        "未解决的问题": int(is_open.sum()),
        "本期解决的问题": int((~is_open).sum()),
        "滞后项目": len(behind),
        "逾期的节点": len(late),
    }
    for column, (label, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.container(border=True).metric(label, f"{count} 个")
    _show_calendar(selection, counts)
    _show("未解决的问题", ledger_tables.problems_table(problems[is_open]), "未解决的问题")
    _show("滞后项目", ledger_tables.behind_table(behind), "滞后项目")
    _show("该建未建、该进未进、该投未投、逾期未竣工", ledger_tables.late_table(late), "逾期的节点")
    _show("本期解决的问题", ledger_tables.problems_table(problems[~is_open]), "本期解决的问题")
    st.caption(
        plain(
            "问题每月提一级：责任单位、分管领导、全区调度；过了时限的直接提请。"
            f"{project.judging_line(selection.judging)}"
        )
    )


def _show_calendar(selection: Chosen, counts: dict[str, int]) -> None:
    st.header("调度日历", anchor=False)
    duties = read_duties()
    if not duties:
        project.empty("调度会议，请在 data/reference/duties.csv 中添加")
        return
    tables.short_table(duties_table(duties, selection.period, counts), "duties")
    st.caption("会议节奏在 data/reference/duties.csv 中改；不含法定节假日和调休，遇节请另行安排。")


def _show(title: str, table: pd.DataFrame, what: str) -> None:
    st.header(title, anchor=False)
    if table.empty:
        project.empty(what)
    else:
        tables.plain_table(table, f"dispatch_{what}")


if __name__ == "__main__":
    navigation.open_through_app()
