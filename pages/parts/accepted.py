"""The list of uploads on 出处与版次, and taking one back."""

from __future__ import annotations

import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.lake.uploads import withdraw_upload
from analytics.questions import loaded
from analytics.tables import statistics as statistics_tables
from pages.parts import weighing
from pages.parts.asking import lake
from pages.parts.markdown import plain


def show() -> None:
    """Every upload, newest first; a chosen one can be withdrawn."""
    st.header("上传记录", anchor=False)
    uploads = loaded.uploads(lake())
    if uploads.empty:
        st.info("还没有上传。")
        return
    event = st.dataframe(
        statistics_tables.upload_table(uploads),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="upload_rows",
    )
    if not event.selection.rows:
        st.caption("选中一行可撤回。撤回后不再进入任何图表，原始文件和记录保留，以前的版次不变。")
        return
    chosen = uploads.iloc[event.selection.rows[0]]
    if chosen.status == "withdrawn":
        st.info(plain(f"{chosen.file} 已撤回：{chosen.note}"))
    elif st.button(f"撤回 {plain(chosen.file)}", icon=":material/undo:", key="withdraw"):
        _confirm_withdrawal(chosen.upload_id, chosen.file)


@st.dialog("撤回上传")
def _confirm_withdrawal(upload_id: str, file: str) -> None:
    st.write(plain(f"撤回后，{file} 的数字不再进入任何图表；原始文件和记录保留。"))
    with st.form("withdrawal", border=False):
        note = st.text_input("撤回原因（必填）", key="withdraw_note")
        is_sure = st.form_submit_button("确认撤回", type="primary", key="confirm_withdraw")
    if not is_sure:
        return
    if not note.strip():
        st.error("没有填写撤回原因。请写明后再确认。")
        return
    try:
        withdraw_upload(lake(), upload_id, note=note.strip(), by=weighing.known_person())
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return
    st.rerun()
