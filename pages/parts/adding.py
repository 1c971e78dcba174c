"""What a question on 上传 turns out to be about and no list knows: added on the spot.

Owns the small forms; what may be added is the lake's.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.lake.office_lists import KINDS, add_indicator, add_region
from analytics.tables import reading as reading_tables
from pages.parts.asking import lake
from pages.parts.markdown import plain


def offer_region(
    key: str, answer: Callable[[str], None] | None = None, name: str = "", parent: str = ""
) -> None:
    """A region for the list, which then answers the question by its code."""

    def fields() -> Callable[[], str]:
        named = st.text_input("名称", value=name, placeholder="全称，如 云桥区", key=f"{key}_name")
        above = st.text_input(
            "上级地区", value=parent, placeholder="如 益阳市", key=f"{key}_parent"
        )
        kind = st.selectbox(
            "类型",
            list(KINDS),
            index=None,
            placeholder="按名称判断",
            format_func=KINDS.__getitem__,
            key=f"{key}_kind",
        )
        code = st.text_input("区划代码（可不填）", placeholder="不填就另编一个", key=f"{key}_code")
        return lambda: add_region(lake(), named, above, code=code, kind=kind or "").code

    title = f"新增地区：{name}" if name else "新增地区"
    said = "名单上没有的县区、开发区、乡镇：新增后立即保存，以后按名称认得。"
    with st.popover(plain(title), icon=":material/add_location_alt:"):
        _offer(said, fields, ("新增并作为回答" if answer else "新增", f"{key}_add"), answer)


def offer_indicator(key: str, label: str, answer: Callable[[str], None] | None = None) -> None:
    """An indicator for the list: of a label as printed, or to answer a question by its name."""
    names = reading_tables.indicator_names(lake())

    def fields() -> Callable[[], str]:
        name = st.text_input("名称", value=label, key=f"{key}_indicator")
        parent = st.selectbox(
            "上级指标",
            list(names),
            index=None,
            placeholder="没有上级",
            format_func=names.__getitem__,
            key=f"{key}_above",
        )
        unit = st.text_input("计量单位", value="亿元", key=f"{key}_unit")
        adds_up = st.checkbox("同类各项相加等于总量", key=f"{key}_adds_up")

        def add() -> str:
            add_indicator(lake(), name, parent or "", unit=unit, adds_up=adds_up, label=label)
            return name

        return add

    said = "名单上没有的指标：新增后立即保存，以后按名称认得，已入库的也算数。"
    with st.popover("新增指标", icon=":material/add_chart:"):
        _offer(said, fields, ("新增", f"{key}_add_indicator"), answer)


def _offer(
    said: str,
    fields: Callable[[], Callable[[], str]],
    button: tuple[str, str],
    answer: Callable[[str], None] | None,
) -> None:
    """A form of fields and a button (its words and key); what was added may answer."""
    st.caption(said)
    add = fields()
    words, key = button
    if not st.button(words, key=key):
        return
    try:
        made = add()
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return
    if answer:
        answer(made)
    st.rerun()
