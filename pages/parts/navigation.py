"""Which pages there are, in which order and under which address."""

from __future__ import annotations

import logging
import uuid
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.basics.errors import ReferenceDataError
from analytics.basics.folders import STATIC
from pages.parts import language, look
from pages.parts.markdown import plain

_log = logging.getLogger(__name__)
STYLE = STATIC.joinpath("page.css")
ASKED_TOO_EARLY = "page_asked_too_early"
# address: (title, icon); each is a module of this folder with a render() function
PAGES = {
    "overview": ("总览", ":material/dashboard:"),
    "growth": ("增速", ":material/show_chart:"),
    "structure": ("结构", ":material/stacked_bar_chart:"),
    "districts": ("地区", ":material/map:"),
    "completion": ("完成率", ":material/speed:"),
    "projects": ("项目", ":material/construction:"),
    "league": ("赛马", ":material/leaderboard:"),
    "dispatch": ("月调度", ":material/event_note:"),
    "report": ("讲话稿", ":material/edit_document:"),
    "meeting": ("会议", ":material/present_to_all:"),
    "upload": ("上传", ":material/upload_file:"),
    "sources": ("出处与版次", ":material/fact_check:"),
    "help": ("帮助", ":material/help:"),
}


def page(address: str) -> StreamlitPage:
    """The page under an address, to link or to switch to."""
    title, icon = PAGES[address]
    module = import_module(f"pages.{address}")
    return st.Page(
        module.render, title=title, icon=icon, url_path=address, default=address == "overview"
    )


def render(address: str) -> None:
    """Run a page inside the one that is open."""
    import_module(f"pages.{address}").render()


def pages() -> list[StreamlitPage]:
    return [page(address) for address in PAGES]


def run() -> None:
    """Show the navigation and run the page asked for."""
    st.html(STYLE)
    look.style()
    language.speak_chinese()
    chosen = st.navigation(pages(), position="top")
    if address := st.session_state.pop(ASKED_TOO_EARLY, None):
        st.switch_page(page(address), query_params=st.query_params.to_dict())
    try:
        chosen.run()
    except ReferenceDataError as error:
        for problem in error.problems:
            st.error(plain(f"{problem}。"))
    except Exception:  # whatever it was, a reader gets Chinese and the log gets the rest
        number = uuid.uuid4().hex[:8]
        _log.exception("incident %s on page %s", number, chosen.url_path)
        st.error(
            f"这一页出错了，数据没有改动。请刷新重试；仍不行请把出错编号 {number} 告诉管理员。"
        )


def open_through_app(address: str) -> None:
    """Start a page that Streamlit ran on its own: app.py first, then the page in it.

    A fresh server takes a deep link for a file of pages/ until app.py has run once.
    """
    st.session_state[ASKED_TOO_EARLY] = address
    st.switch_page("app.py", query_params=st.query_params.to_dict())
