"""What the ledger pages share: what judged their rows, and the way from a project to its cells."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.lake import loading
from analytics.lake.identity import note_identity
from analytics.questions import ledger
from analytics.questions.selection import Judging, Selection
from analytics.reference.status_rules import rule_choices
from analytics.tables import ledger as ledger_tables
from analytics.tables.pictures import coloured_sheet
from pages.parts.asking import ask, lake
from pages.parts.markdown import plain

SCOPE = "数据为发改口径（项目单位报送），不等于统计口径。"


def judging_line(judging: Judging) -> str:
    """Which rule and yardstick judged, where no row says it."""
    return f"状态规则：{rule_choices()[judging.rule]}；序时口径：{judging.yardstick_words}。{SCOPE}"


def rule_line(rows: pd.DataFrame, judging: Judging) -> str:
    """Which rule and yardstick coloured these rows, to print beneath them."""
    if rows.empty:
        return ""
    row = rows.iloc[0]
    return (
        f"状态规则：{row.rule_name}，第{row.rule_version}版；序时口径：{judging.yardstick_words}。"
        f"{SCOPE}"
    )


def show_origin(project: pd.Series) -> None:
    """The ledger's own sheet with the project's row of cells marked."""
    try:
        picture = loading.original_picture(lake(), project.sha256, project.file, project.sheet)
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return
    if picture is None:
        st.info("这张表太大，图中没有这一行；请到出处与版次页下载原始文件查看。")
        return
    cells = ledger_tables.cells_of(project)
    with st.container(key="ledger_original"):
        st.dataframe(
            coloured_sheet(picture, states=dict.fromkeys(cells.values(), "chosen")), height=320
        )


def show_identity_questions(selection: Selection) -> None:
    """Pairs that may be one project renamed: asked, never merged silently."""
    pairs = ask(ledger.identity_questions, selection)
    if pairs.empty:
        return
    st.warning(f"有 {len(pairs)} 个新进项目与退出项目很像，请确认是不是改名。")
    for _, pair in pairs.iterrows():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                plain(f"{pair.unit}：“{pair.project_name_before}”退出，“{pair.project_name}”新进")
            )
            key = f"{pair.project_key_before}→{pair.project_key}"
            for label, is_same in (("是改名，合为一个项目", True), ("不是，两个项目", False)):
                if st.button(label, key=f"identity_{is_same}_{key}"):
                    note_identity(
                        lake(), pair.project_key, pair.project_key_before, is_same=is_same
                    )
                    st.rerun()


def empty(what: str) -> None:
    """A part of a page with nothing to show, and why."""
    st.info(f"本期没有{what}。")
