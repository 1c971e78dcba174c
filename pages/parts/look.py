"""How a reader wants pages to look: as usual, in high contrast, or as a photocopy in grey.

Owns that one choice and the style sheets that follow from it; light or dark is the
browser's own setting.
"""

from __future__ import annotations

import streamlit as st

from analytics.basics.folders import STATIC
from analytics.charts.kit.theme import Ink, ink
from pages.parts import kept

USUAL, HIGH_CONTRAST, GREY = "usual", "contrast", "grey"
LOOKS = {USUAL: "常规", HIGH_CONTRAST: "高对比", GREY: "黑白复印"}
KEY = "look"


def choice() -> None:
    """Three buttons; the choice goes along from page to page and into the address."""
    with st.container(key="look_choice", width="content"):
        kept.view("显示方式", KEY, list(LOOKS), LOOKS.__getitem__)


def colours() -> Ink:
    """What charts are drawn with; a copy on paper is drawn as on white paper."""
    is_dark = st.context.theme.type == "dark"
    return ink(is_dark=is_dark and _chosen() != GREY, is_high_contrast=_chosen() == HIGH_CONTRAST)


def style() -> None:
    """The style sheet of the choice, beside the one every page has."""
    if _chosen() != USUAL:
        st.html(STATIC.joinpath(f"{_chosen()}.css"))


def _chosen() -> str:
    asked = kept.wanted(KEY)  # before the buttons of this run are drawn
    return asked if asked in LOOKS else USUAL
