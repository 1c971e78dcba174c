"""What was stored, said once after 接收, with the way to what it changed."""

from __future__ import annotations

import streamlit as st

from pages.parts import compared, kept, navigation, taken_in
from pages.parts.markdown import plain

KEPT = "receipts"


def show() -> None:
    """Each file with its number, then what could not be stored."""
    receipts, failures = st.session_state.pop(KEPT, ([], []))
    for file, receipt in receipts:
        if receipt.is_known:
            st.info(f"{plain(file)}：与已接收的文件完全相同，未重复入库。")
            continue
        st.success(
            f"已接收 {plain(file)}：{receipt.row_count} 个数字，上传编号 {receipt.upload_id}"
        )
        st.page_link(
            navigation.page("sources"),
            label=plain(f"看 {file} 改变了什么"),
            icon=":material/difference:",
            query_params=kept.along(**{compared.UPLOAD: receipt.upload_id}),
        )
    for failure in failures:
        st.error(plain(failure))
    taken_in.link()
