"""帮助: the user guide in the app, section by section, searched by words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.basics.folders import STATIC
from analytics.reference import guide
from analytics.reference.guide import GuideSection, Picture
from pages.parts import bar, kept, navigation
from pages.parts.markdown import plain

STYLE = STATIC.joinpath("guide.css")
SECTION, WORDS = "section", "guide_words"
PICTURE_PX = 900  # leaves room for the words on one screen


def render() -> None:
    st.html(STYLE)
    with bar.titled("帮助"):
        st.space("stretch")
    sections = _sections()
    titles = [one.title for one in sections]
    parts_of = {one.title: f"　{one.title}" for one in sections if one.title != one.chapter}
    contents, search = st.columns(2, vertical_alignment="bottom")
    with contents:
        title = kept.choice(
            "目录", SECTION, titles, titles[0], lambda each: parts_of.get(each, each)
        )
    words = search.text_input("在手册里找", key=WORDS, placeholder="输入一个词，如 序时进度")
    if words.strip():
        _show_found(sections, words.strip())
        return
    first, *parts = guide.chosen(sections, title)
    st.header(first.title, anchor=False)
    _show(first)
    for part in parts:
        st.subheader(part.title, anchor=False)
        _show(part)


@st.cache_data(show_spinner=False)
def _sections() -> tuple[GuideSection, ...]:
    return guide.read_guide()


def _show(section: GuideSection) -> None:
    is_glossary = section.title == guide.GLOSSARY
    for block in section.blocks:
        if isinstance(block, Picture):
            with st.container(width=PICTURE_PX):  # asked of st.image, it would make it coarser
                st.image(str(block.path), alt=block.alt)
        else:
            st.markdown(guide.without_tables(block) if is_glossary else block)
    if is_glossary:
        st.markdown(guide.glossary_table())


def _show_found(sections: Sequence[GuideSection], words: str) -> None:
    found = guide.found(sections, words)
    if not found:
        st.info(f"手册里没有“{plain(words)}”。请换一个词，或从目录里选。")
        return
    st.header(f"有“{plain(words)}”的 {len(found)} 节", anchor=False)
    for one in found:
        st.button(one.title, key=f"found_{one.title}", on_click=_open, args=(one.title,))
        st.caption(plain(one.excerpt))


def _open(title: str) -> None:
    st.session_state[SECTION] = title
    st.session_state[WORDS] = ""


if __name__ == "__main__":
    navigation.open_through_app()
