"""Which pages there are, in which order and under which address."""

from __future__ import annotations

import logging
import runpy
import uuid
from functools import partial
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.basics.errors import ReferenceDataError
from analytics.basics.folders import PROJECT, STATIC
from pages.parts import kept, language, look
from pages.parts.markdown import plain

_log = logging.getLogger(__name__)
STYLE = STATIC.joinpath("page.css")
APP = PROJECT.joinpath("app.py")
AFTERWARDS = "done_after_the_page"  # what a page needs not wait for
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
    "health": ("体检", ":material/health_and_safety:"),
    "help": ("帮助", ":material/help:"),
}


def page(address: str) -> StreamlitPage:
    """The page under an address, to link or to switch to."""
    title, icon = PAGES[address]
    return st.Page(
        partial(render, address),
        title=title,
        icon=icon,
        url_path=address,
        default=address == "overview",
    )


def render(address: str) -> None:
    """Run a page with the choices its address asks for."""
    own = page(address).url_path
    kept.arrive(address)
    with st.container(key="address"):
        kept.write_address(own)
        settled = st.container()
    look.style()
    import_module(f"pages.{address}").render()
    with settled:
        kept.write_address(own)
    if finish := st.session_state.pop(AFTERWARDS, None):
        finish()


def pages() -> list[StreamlitPage]:
    return [page(address) for address in PAGES]


def run() -> None:
    """Show the navigation and run the page asked for."""
    st.html(STYLE)
    language.speak_chinese()
    chosen = st.navigation(pages(), position="top")
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


def open_through_app() -> None:
    """Run app.py in the place of a page that Streamlit took for a script of its own.

    A fresh server takes a deep link for a file of pages/ until app.py has run once; switching
    to app.py and back would make two entries of the browser's history.
    """
    runpy.run_path(str(APP), run_name="__main__")
