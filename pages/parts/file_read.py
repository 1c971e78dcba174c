"""One file on 上传: what was read, what is wrong, and how it differs from the lake.

Draws only; what a session remembers of the file is waiting's.
"""

from __future__ import annotations

import streamlit as st

from analytics.basics.errors import Problem
from analytics.lake.gate import Weighed
from analytics.lake.loading import Prepared
from analytics.tables import changes as change_tables
from analytics.tables import reading as reading_tables
from analytics.tables.pictures import LEGEND, coloured_sheet
from pages.parts import answers, tables, weighing
from pages.parts.asking import lake
from pages.parts.markdown import plain

SEVERITIES = {
    "error": ("读不出", st.error),
    "question": ("需要确认", st.warning),
    "warning": ("请留意", st.warning),
    "note": ("未读入的部分", st.info),
}


def show(prepared: Prepared) -> None:
    """One file: what is in it, what is wrong, what must be answered, sheet by sheet."""
    reading = prepared.reading
    with st.container(border=True):
        st.header(plain(reading.file), anchor=False)
        if known := prepared.known_upload(lake()):
            st.info(f"这个文件的内容与已接收的上传 {known} 完全相同，再次接收不会重复入库。")
        counts = reading_tables.counts(reading) | reading_tables.state_counts(prepared)
        for column, (label, value) in zip(st.columns(len(counts)), counts.items(), strict=True):
            column.metric(label, value)
        st.caption(
            f"地区：{plain(reading_tables.region_name(lake(), prepared.region_code))}　"
            f"报告期：{plain(reading_tables.periods_text(reading))}"
        )
        if lines := reading_tables.drift_lines(prepared):
            st.warning("\n".join(f"- {plain(line)}" for line in lines))
        answers.show_questions(reading.sha256, reading.questions)
        weighed = weighing.weighed(prepared)
        weighing.show(weighed)
        _show_problems(reading.problems)
        answers.offer_new_places(prepared)
        weighing.show_changes(prepared)
        _show_ledger_difference(prepared)
        _show_sheets(prepared, weighed)


def _show_problems(problems: tuple[Problem, ...]) -> None:
    for severity, (title, box) in SEVERITIES.items():
        found = [problem for problem in problems if problem.severity == severity]
        if not found:
            continue
        lines = [f"- {plain(str(problem))}" for problem in found]
        if severity == "note" or len(found) > 5:
            with st.expander(f"{title}：{len(found)} 处"):
                st.markdown("\n".join(lines))
        else:
            box("\n".join([f"{title}：", *lines]))


def _show_ledger_difference(prepared: Prepared) -> None:
    """Sheet by sheet what accepting the ledger would bring in, take out and change."""
    difference = prepared.ledger_difference
    if difference.empty:
        return
    sha256 = prepared.reading.sha256
    st.markdown("**与已入库的台账、目标相比**")
    tables.short_table(change_tables.summary_table(difference), f"summary_{sha256}")
    if notes := change_tables.notes(difference):
        st.caption(plain(notes))
    changes = change_tables.changes_table(difference)
    if changes.empty:
        st.caption("与已入库的完全相同，接收后各项数字不变。")
        return
    with st.expander(f"逐项查看：{len(changes)} 处不同", expanded=not prepared.is_first_ledger):
        tables.plain_table(changes, f"changes_{sha256}")


def _show_sheets(prepared: Prepared, weighed: Weighed) -> None:
    reading = prepared.reading
    titles = {
        picture.name: reading_tables.sheet_title(reading, picture) for picture in reading.pictures
    }
    if not titles:
        return
    with st.expander("逐表查看：读到了什么", expanded=len(titles) == 1):
        name = st.selectbox(
            "工作表",
            list(titles),
            index=list(titles).index(reading_tables.first_sheet(reading)),
            format_func=titles.__getitem__,
            key=f"sheet_{reading.sha256}",
            placeholder="请选择工作表",
        )
        picture = next(one for one in reading.pictures if one.name == name)
        tables = [table for table in reading.tables if table.sheet == name]
        states = prepared.states_of(name) | weighed.marks_of(name)
        left, right = st.columns([3, 2])
        with left:
            st.dataframe(
                coloured_sheet(picture, tables, states, reading.questions),
                height=420,
                key=f"picture_{reading.sha256}",
            )
            legend = "、".join(LEGEND.values())
            st.caption(f"底色：{legend}" if tables else "这张表没有读出统计表。")
        with right:
            for table in tables:
                st.markdown(f"**{plain(table.title or '（无标题）')}**　{table.box}")
                st.markdown(plain(reading_tables.table_text(table)))
                answers.show_columns(reading.sha256, table)
            numbers = reading_tables.rows_frame(prepared, name)
            if not numbers.empty:
                st.dataframe(numbers, height=280, hide_index=True, width="stretch")
