"""定稿 beside the editor: sign a draft off, later see what moved and take the redline."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.basics.moments import beijing
from analytics.documents import signed as signed_drafts
from analytics.documents import tables as report_tables
from analytics.documents.making import Document
from analytics.export.package import file_name
from analytics.lake.drafts import FrozenDraft, frozen_drafts
from pages.parts import tables
from pages.parts.asking import lake
from pages.parts.markdown import plain


def show(document: Document) -> None:
    """The signed drafts of this document, the newest first, each against today's figures."""
    st.header("定稿", anchor=False)
    if st.button("把现在的稿子定稿", icon=":material/verified:", key="sign"):
        try:
            signed_drafts.sign(lake(), document)
        except FixedAssetError as error:
            st.error(plain(str(error)))
        else:
            st.toast("已定稿，数字和图表的版次一并留存。")
    kept = frozen_drafts(lake(), document.key)
    if not kept:
        st.caption("定稿后，数据再有变动，这里会指出哪些句子和图表不同，并给出修订稿。")
    for signed in kept:
        changes = signed_drafts.changes_since(signed, document)
        said = "与现有数据一致" if not changes else "现有数据已有变动"
        icon = ":material/check:" if not changes else ":material/warning:"
        with st.expander(f"{beijing(signed.frozen_at)} 定稿：{said}", icon=icon):
            if not changes:
                st.markdown("定稿中的数字和图表与现有数据一致。")
                continue
            tables.short_table(report_tables.changes_table(changes), f"moved_{signed.draft_id}")
            st.download_button(
                "下载修订稿（Word 修订标记）",
                partial(_redline, signed, document),
                file_name=f"{file_name(signed.title)}_数据变动对照.docx",
                key=f"redline_{signed.draft_id}",
            )


def _redline(signed: FrozenDraft, document: Document) -> bytes:
    return signed_drafts.redline(signed, document, datetime.now().astimezone())
