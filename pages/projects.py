"""项目: the ledger with filters, a project's card, the funnel, who moved, who came and went."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.project_progress import PlanLine
from analytics.questions import ledger
from analytics.questions.project_list import project_list
from analytics.questions.selection import Chosen, Cuts
from analytics.tables import ledger as ledger_tables
from pages.parts import bar, kept, navigation, project, tables
from pages.parts.asking import ask
from pages.parts.charts import caption, draw
from pages.parts.markdown import plain

CUTS = {"unit": "责任单位", "status": "状态", "stage": "阶段"}


def render() -> None:
    selection = bar.judged("重点项目")
    if selection is None:
        return
    project.show_identity_questions(selection)
    chosen_cuts = selection.but(cuts=_cuts(ask(project_list, selection).choices))
    found = ask(project_list, chosen_cuts)
    st.caption(
        f"{plain(ledger_tables.list_line(found))}"
        f"{plain(project.rule_line(found.rows, selection.judging))}"
        "选中一行看项目卡片（键盘用方向键和 Shift＋空格）。"
    )
    chosen = tables.selectable_table(
        ledger_tables.projects_table(found.rows),
        "project_rows",
        whole=lambda: ledger_tables.projects_table(ask(ledger.projects, chosen_cuts)),
    )
    if chosen is not None:
        _show_card(selection, found.rows.iloc[chosen])
    left, right = st.columns(2)
    with left:
        stages = ask(ledger.funnel, selection)
        words = caption(selection, stages, "项目阶段：走到这一步的项目", unit="个")
        draw(FunnelBars(stages, words), "funnel")
    with right:
        _show_moves(selection)


def _cuts(options: Mapping[str, list[str]]) -> Cuts:
    """The ledger is cut by the choices in the address."""
    choices = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for cut, label in CUTS.items():
            choices[cut] = kept.optional_choice(label, cut, options[cut])
        name = st.text_input("项目名称", key="project_name", placeholder="名称中的几个字")
    return Cuts(**choices, name=name.strip() or None)


def _show_card(selection: Chosen, row: pd.Series) -> None:
    with st.container(border=True):
        st.header(plain(f"{row.project_name}　{row.status or '—'}"), anchor=False)
        left, right = st.columns([2, 3])
        with left:
            lines = ledger_tables.card_lines(row).items()
            st.markdown("  \n".join(f"**{name}**　{plain(text)}" for name, text in lines))
        with right:
            history = ask(
                ledger.status_history, selection.but(cuts=Cuts(project_key=row.project_key))
            )
            measure = f"{row.project_name}：计划与完成"
            words = caption(selection, history, measure, unit="亿元", is_series=True)
            draw(PlanLine(history, words), "project_line")
        with st.expander(plain(f"出处：{row.source}")):
            project.show_origin(row)


def _show_moves(selection: Chosen) -> None:
    st.header("状态变化", anchor=False)
    moves = ledger_tables.moves_table(ask(ledger.status_moves, selection))
    if moves.empty:
        project.empty("项目改变状态")
    else:
        tables.short_table(moves, "moves")
    st.header("项目进出", anchor=False)
    roster = ask(ledger.roster_changes, selection)
    if roster.empty:
        project.empty("项目进出")
    else:
        tables.plain_table(ledger_tables.roster_table(roster), "roster")


if __name__ == "__main__":
    navigation.open_through_app()
