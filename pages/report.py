"""讲话稿: a draft in the bureau's words, edited here, downloaded for Word, PPT and Excel."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.basics.moments import now_beijing
from analytics.documents import files, making
from analytics.documents import tables as report_tables
from analytics.documents.files import FILES, Make
from analytics.documents.making import KINDS, Document
from analytics.export.package import file_name
from analytics.questions.loaded import ANY
from pages.parts import bar, kept, navigation, report_editor, signed, tables
from pages.parts.markdown import plain


def render() -> None:
    selection = bar.chosen("讲话稿", ANY)
    if selection is None:
        return
    kind = kept.view("文稿", "kind", list(KINDS))
    try:
        document = report_editor.document(selection, kind)
    except FixedAssetError as error:
        st.info(plain(str(error)))
        return
    st.header(plain(document.title), anchor=False)
    for notice in document.notices:
        st.warning(plain(f"{notice}。"))
    left, right = st.columns([3, 2], gap="large")
    with right:  # drawn first: a download must not wait for thirty paragraphs
        _show_downloads(document)
        _show_problems(document)
        signed.show(document, selection)
        if document.charts:
            st.header("随稿图表", anchor=False)
            report_editor.edit_charts(document)
    with left:
        report_editor.edit(document)
    with st.expander("本稿的数字和出处"):
        tables.plain_table(report_tables.numbers_table(document), "report_numbers")


def _show_downloads(document: Document) -> None:
    st.header("下载", anchor=False)
    if not document.sections:
        st.info("所有段落都已关闭，没有可导出的内容。请打开至少一段。")
        return
    with st.container(horizontal=True):
        for suffix, (label, make) in FILES.items():
            if not document.charts_on and suffix in files.NEED_CHARTS:
                continue
            st.download_button(
                label,
                partial(_made, make, document),
                file_name=f"{file_name(document.title)}{suffix}",
                key=f"download{suffix}",
                type="primary" if suffix == ".docx" else "secondary",
            )


def _show_problems(document: Document) -> None:
    found = making.problems(document)
    st.header("导出前核稿", anchor=False)
    if not found:
        st.success("没有发现问题。")
        return
    for words, sentences in report_tables.problems_by_remedy(found).items():
        with st.expander(plain(f"{words}（{len(sentences)}处）"), icon=":material/rule:"):
            for sentence in sentences:
                st.markdown(f"- {plain(sentence)}")


def _made(make: Make, document: Document) -> bytes:
    return make(document, now_beijing())


if __name__ == "__main__":
    navigation.open_through_app()
