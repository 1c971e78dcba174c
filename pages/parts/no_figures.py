"""A page without figures for what was chosen: it says so and offers the nearest, or uploading.

Nothing chosen is exchanged unasked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import pandas as pd
import streamlit as st

from analytics.basics.period import Period, parse_period_code
from analytics.questions import loaded
from analytics.questions.nearest import nearest_period, nearest_region
from analytics.questions.selection import Chosen, Selection
from analytics.reference.regions import Region
from pages.parts import kept, navigation
from pages.parts.asking import ask
from pages.parts.markdown import plain

WHAT = {
    loaded.STATISTICS: "统计局月报",
    loaded.LEDGER: "项目台账或进展表",
    loaded.ANY: "统计局月报或项目台账",
}


def offer_nearest(said: str, selection: Chosen, codes: Collection[str]) -> None:
    """A page has nothing of a region and period, but of the regions of these codes."""
    known = ask(loaded.regions_loaded, Selection(as_of=selection.as_of))
    offer_region(said, selection.region, known[known.region_code.isin(codes)])


def offer_region(said: str, region: Region, known: pd.DataFrame) -> None:
    """There are no figures of a region here, and which of the known is the nearest."""
    if known.empty:
        st.info(plain(f"{said}。请另选地区或报告期，或上传。"))
        _to_upload()
        return
    code = nearest_region(region.code, known.region_code.tolist())
    name = str(known[known.region_code == code].label.iloc[0])
    and_ = "。" if "。" in said else "，"
    st.info(plain(f"{said}{and_}离它最近、有数的是{name}；请点下面的按钮去看，或在“地区”中另选。"))
    _offer(f"看{name}", region=code)


def offer_period(said: str, period: Period, codes: list[str]) -> None:
    """There are no figures of a period here, and which of the known is the nearest."""
    near = nearest_period(period, [parse_period_code(code) for code in codes])
    st.info(
        plain(f"{said}，离它最近、有数的是{near.label}；请点下面的按钮去看，或在“报告期”中另选。")
    )
    _offer(f"看{near.label}", period=near.code)


def _offer(label: str, **choices: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(label, type="primary", key="nearest", on_click=kept.choose, kwargs=choices)
        _to_upload()


def nothing_loaded(kind: str, as_of: datetime | None) -> None:
    """The empty state: what to do first."""
    if as_of is not None:
        st.info(f"这一版次还没有{WHAT[kind]}。请回到最新，或另选版次。")
        return
    st.info(
        f"还没有数据。请上传{WHAT[kind]}（xlsx、xls、csv），或用 make run 首次启动自动装入示例。"
    )
    _to_upload()


def _to_upload() -> None:
    st.page_link(navigation.page("upload"), label="去上传", icon=":material/upload_file:")
