"""Preparing a meeting: which screens, in which order, on which screen from how far.

Owns the choices before presenting; the order goes into the lake, the rest into the address.
"""

from __future__ import annotations

import streamlit as st

from analytics.basics.errors import RefusedError
from analytics.lake.meetings import keep_order, kept_order
from analytics.meeting.order import in_order, moved, switched
from analytics.meeting.screen import NAMES
from analytics.meeting.screens import screens
from analytics.meeting.stage import (
    DISTANCES,
    INCHES,
    USUAL_DISTANCE_M,
    USUAL_INCHES,
    Display,
)
from analytics.questions.selection import Chosen
from pages.parts import asking, kept, meeting_present
from pages.parts.asking import lake
from pages.parts.markdown import plain

KEYS = (
    ("← → 或 PageUp PageDown", "上一屏、下一屏"),
    ("数字", "到第几屏（两位数在 0.8 秒内按完）"),
    ("Home End", "第一屏、最后一屏"),
    ("/", "查找地区或项目，回车看数字"),
    ("?", "备询：谁在拉动、上年同期、修订、有关项目"),
    ("Z", "只看图"),
    ("B", "黑屏"),
    ("F", "全屏"),
    ("Esc", "返回"),
)


def display_choice() -> tuple[int, float]:
    """The meeting room's screen and its last row, kept in the address."""
    inches = kept.choice(
        "屏幕大小", "inches", [str(each) for each in INCHES], str(USUAL_INCHES), _inches
    )
    distance = kept.choice(
        "最后一排离屏幕",
        "distance",
        list(DISTANCES),
        f"{USUAL_DISTANCE_M:g}",
        kept.named(DISTANCES),
    )
    return int(inches), float(distance)


def show(selection: Chosen, inches: int, distance_m: float) -> None:
    """The list of screens to put in order, and the way into the meeting."""
    facts = asking.for_meeting(selection)
    for notice in facts.notices:
        st.warning(plain(f"{notice}。"))
    made = {screen.key: screen for screen in screens(facts)}
    if not made:
        st.info(
            f"{plain(selection.region.name)}{selection.period.label}没有可以汇报的数据，请换一个报告期。"
        )
        return
    order = in_order(made, kept_order(lake(), selection.region.code, selection.period))
    listed, keys = st.columns([3, 2])
    with listed:
        _show_order(selection, order)
    with keys:
        _show_start(any(is_on for _, is_on in order), inches, distance_m)


def _show_order(selection: Chosen, order: list[tuple[str, bool]]) -> None:
    st.header("各屏的顺序", anchor=False)
    for key, is_on in order:
        name = NAMES[key]
        shown, up, down = st.columns([4, 1, 1], vertical_alignment="center")
        # Another region or period has switches of its own.
        switch = f"on_{selection.region.code}_{selection.period.code}_{key}"
        chosen = shown.toggle(name, value=is_on, key=switch)
        for place, label, steps, icon in (
            (up, "上移", -1, ":material/arrow_upward:"),
            (down, "下移", 1, ":material/arrow_downward:"),
        ):
            tip = f"把“{name}”{label}一屏"
            if place.button(label, key=f"move_{steps}_{key}", icon=icon, help=tip, type="tertiary"):
                _keep(selection, moved(order, key, steps))
        if chosen != is_on:
            _keep(selection, switched(order, key, chosen))
    st.caption("顺序和取舍按地区、报告期保存；新的报告期沿用上一期的。")


def _keep(selection: Chosen, order: list[tuple[str, bool]]) -> None:
    keep_order(lake(), selection.region.code, selection.period, order)
    st.rerun()


def _show_start(has_screens: bool, inches: int, distance_m: float) -> None:
    st.header("开始", anchor=False)
    try:
        needed = Display(1920, 1080, inches, distance_m).type_px
        st.caption(f"按视角25角分，1920×1080的屏上最小的字为{needed}像素，放不下的图自动分屏。")
    except RefusedError as error:
        st.error(plain(str(error)))
    if st.button(
        "开始汇报",
        type="primary",
        icon=":material/present_to_all:",
        key="start_meeting",
        disabled=not has_screens,
    ):
        kept.address(meeting_present.SHOW, "1")
        st.rerun()
    if not has_screens:
        st.caption("请至少打开一屏。")
    st.header("按键", anchor=False)
    st.markdown("\n".join(f"- **{plain(key)}**　{what}" for key, what in KEYS))


def _inches(code: str) -> str:
    return INCHES.get(int(code), code)
