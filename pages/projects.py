"""项目: the ledger with filters, a project's card, the funnel, who moved, who came and went."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.project_progress import PlanLine
from analytics.project_marts import EVERY
from analytics.tables import ledger as ledger_tables
from pages.parts import kept, ledger, navigation, tables, ui
from pages.parts.charts import caption, draw
from pages.parts.markdown import plain

FILTERS = {"unit": "责任单位", "status": "状态", "stage": "阶段"}


def render() -> None:
    selection, judging = ledger.choices("重点项目")
    if selection is None:
        ledger.nothing_loaded()
        return
    ledger.show_identity_questions(selection, judging)
    every = ledger.ask("projects", selection, judging)
    rows = _filtered(selection, judging, every)
    st.caption(
        f"{len(rows)}/{len(every)} 个项目。{plain(ledger.rule_line(every, judging))}"
        "选中一行看项目卡片（键盘用方向键和 Shift＋空格）。"
    )
    chosen = tables.selectable_table(ledger_tables.projects_table(rows), "project_rows")
    if chosen is not None:
        _show_card(selection, judging, rows.iloc[chosen])
    left, right = st.columns(2)
    with left:
        stages = ledger.ask("funnel", selection, judging)
        words = caption(selection, stages, "项目阶段：走到这一步的项目", unit="个")
        draw(FunnelBars(stages, words), "funnel")
    with right:
        _show_moves(selection, judging)


def _filtered(
    selection: ui.Selection, judging: ledger.Judging, every: pd.DataFrame
) -> pd.DataFrame:
    """The ledger cut by the choices in the address."""
    choices = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for column, label in FILTERS.items():
            options = sorted(set(every[column].dropna()))
            choices[column] = kept.optional_choice(label, column, options)
        name = st.text_input("项目名称", key="project_name", placeholder="名称中的几个字")
    filters = replace(EVERY, **choices, name=name.strip() or None)
    return (
        every if filters == EVERY else ledger.ask("projects", selection, judging, filters=filters)
    )


def _show_card(selection: ui.Selection, judging: ledger.Judging, project: pd.Series) -> None:
    with st.container(border=True):
        st.header(plain(f"{project.project_name}　{project.status or '—'}"), anchor=False)
        words, chart = st.columns([2, 3])
        with words:
            lines = ledger_tables.card_lines(project).items()
            st.markdown("  \n".join(f"**{name}**　{plain(text)}" for name, text in lines))
        with chart:
            history = ledger.ask(
                "status_history", selection, judging, period=None, project_key=project.project_key
            )
            measure = f"{project.project_name}：计划与完成"
            words = caption(selection, history, measure, unit="亿元", is_series=True)
            draw(PlanLine(history, words), "project_line")
        with st.expander(plain(f"出处：{project.source}")):
            ledger.show_origin(project)


def _show_moves(selection: ui.Selection, judging: ledger.Judging) -> None:
    st.header("状态变化", anchor=False)
    moves = ledger_tables.moves_table(ledger.ask("status_moves", selection, judging))
    if moves.empty:
        ledger.empty("项目改变状态")
    else:
        tables.short_table(moves, "moves")
    st.header("项目进出", anchor=False)
    roster = ledger.ask("roster_changes", selection, judging)
    if roster.empty:
        ledger.empty("项目进出")
    else:
        tables.plain_table(ledger_tables.roster_table(roster), "roster")


if __name__ == "__main__":
    navigation.open_through_app("projects")
