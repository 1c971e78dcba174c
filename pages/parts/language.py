"""Streamlit's own words in Chinese, on every page.

Owns only where the script of it is mounted; the words are in static/chinese.js.
"""

from __future__ import annotations

import streamlit as st

from analytics.basics.folders import STATIC

_SCRIPT = STATIC.joinpath("chinese.js")
_words = st.components.v2.component(
    "chinese_words", js=_SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def speak_chinese() -> None:
    """Mount the script; the style sheet of every page gives its place no room."""
    with st.container(key="chinese_words"):
        _words(key="chinese_words_script")
