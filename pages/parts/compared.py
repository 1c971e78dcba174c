"""What differs between two versions, sheet by sheet, the changed ones first.

Owns the choice of two versions on 出处与版次; the same tables stand on 上传 before 接收.
"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from analytics.questions import loaded
from analytics.questions.changes import Differences, changes
from analytics.tables import versions as version_tables
from pages.parts import kept, tables
from pages.parts.asking import lake
from pages.parts.markdown import plain

BEFORE_IT = "紧挨着的前一版次"
UPLOAD = "upload"  # in an address: whose changes are asked for


def choose() -> None:
    """Two versions of the lake, and what is different in the later one."""
    st.header("版次对照", anchor=False)
    known = loaded.versions(lake())
    if known.empty:
        st.info("还没有上传。")
        return
    upload_id = kept.addressed(UPLOAD)
    # Not before it is asked for: every check is run twice.
    if not st.toggle("对照两个版次", value=upload_id is not None, key="compare_versions"):
        return
    moments = dict(zip(known.label, known.moment, strict=True))
    labels = list(moments)
    asked = _of_upload(labels, moments, upload_id)
    with st.container(horizontal=True):
        later = st.selectbox("新版次", labels, index=asked, key="version_later")
        earlier = st.selectbox(
            "原版次",
            labels,
            index=None,
            placeholder=BEFORE_IT,
            key="version_earlier",
        )
    since = None if earlier is None else moments[earlier]
    show(changes(lake(), since, moments[later]), "compared")


def _of_upload(labels: list[str], moments: dict[str, datetime], upload_id: str | None) -> int:
    """Where the version an upload made stands; the newest where none is asked for."""
    found = loaded.uploads(lake())
    made = found[found.upload_id == upload_id].uploaded_at
    return 0 if made.empty else [moments[label] for label in labels].index(made.iloc[0])


def show(found: Differences, key: str) -> None:
    """Changed sheets, figures old → new, places that move, checks that turn."""
    st.markdown(plain(f"{version_tables.line(found)}。"))
    if not found:
        return
    tables.short_table(version_tables.sheets_table(found), f"{key}_sheets")
    figures = version_tables.figures_table(found)
    if not figures.empty:
        with st.expander(f"逐项对照：{len(figures)} 处不同", expanded=True):
            tables.plain_table(figures, f"{key}_figures")
    if found.places:
        with st.expander(f"位次移动：{len(found.places)} 个"):
            tables.plain_table(version_tables.places_table(found), f"{key}_places")
    if found.checks:
        with st.expander(f"体检结果不同：{len(found.checks)} 项"):
            tables.plain_table(version_tables.checks_table(found), f"{key}_checks")
