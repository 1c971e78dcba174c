"""定稿 beside the editor: sign a draft off, later see what moved and take the redline."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.basics.moments import beijing, now_beijing
from analytics.documents import making
from analytics.documents import signed as signed_drafts
from analytics.documents import tables as report_tables
from analytics.documents.making import Document
from analytics.export.package import file_name
from analytics.lake.drafts import FrozenDraft, frozen_drafts
from analytics.questions.checks import failing_red
from analytics.questions.selection import Chosen
from pages.parts import tables
from pages.parts.asking import ask, lake
from pages.parts.markdown import plain


def show(document: Document, selection: Chosen) -> None:
    """The signed drafts of this document, the newest first, each against today's figures.

    一致 is said of a draft that nothing speaks against: no change, nothing left standing, no
    red check.
    """
    st.header("定稿", anchor=False)
    _offer_signing(document)
    kept = frozen_drafts(lake(), document.key)
    if not kept:
        st.caption("定稿后，数据再有变动，这里会指出哪些句子和图表不同，并给出修订稿。")
    red = ask(failing_red, selection) if kept else []
    for signed in kept:
        changes = signed_drafts.changes_since(signed, document)
        left = signed_drafts.left_standing(signed)
        said = [
            *(["现有数据已有变动"] if changes else []),
            *([f"有 {len(left)} 处核稿问题签字保留"] if left else []),
            *([f"所据数据有 {len(red)} 项红色体检没有通过"] if red else []),
        ]
        icon = ":material/warning:" if said else ":material/check:"
        verdict = "，".join(said) or "与现有数据一致"
        with st.expander(f"{beijing(signed.frozen_at)} 定稿：{verdict}", icon=icon):
            for one in left:
                st.markdown(plain(f"{one.problem}保留理由：{one.reason}（{one.by}）"))
            for check in red:
                st.markdown(plain(f"体检“{check.check.title}”：{check.message}"))
            if not said:
                st.markdown("定稿中的数字和图表与现有数据一致。")
            if not changes:
                continue
            tables.short_table(report_tables.changes_table(changes), f"moved_{signed.draft_id}")
            st.download_button(
                "下载修订稿（Word 修订标记）",
                partial(_redline, signed, document),
                file_name=f"{file_name(signed.title)}_数据变动对照.docx",
                key=f"redline_{signed.draft_id}",
            )


def _offer_signing(document: Document) -> None:
    """The button; beside what the proof-reading still finds, a reason for each and a name."""
    found = making.problems(document)
    reasons, by = {}, ""
    if found:
        st.warning(f"核稿还有 {len(found)} 处没有改。请改稿；要保留的逐处写明理由并签字，再定稿。")
        with st.expander(f"保留理由（{len(found)} 处）"):
            for number, one in enumerate(found, 1):
                key = f"reason_{document.key.kind}_{number}_{one.code}_{one.sentence}"
                reasons[one] = st.text_input(plain(str(one)), placeholder="保留的理由", key=key)
            by = st.text_input("签字人", placeholder="姓名", key="signed_by")
    if not st.button("把现在的稿子定稿", icon=":material/verified:", key="sign"):
        return
    try:
        signed_drafts.sign(lake(), document, by=by, reasons=reasons)
    except FixedAssetError as error:
        st.error(plain(str(error)))
    else:
        st.toast("已定稿，数字和图表的版次一并留存。")


def _redline(signed: FrozenDraft, document: Document) -> bytes:
    return signed_drafts.redline(signed, document, now_beijing())
