"""Screens of a meeting in Streamlit: all of them at once, the browser shows one.

Draws only; what stands where is analytics/meeting/stage.py's. Texts come from sheets and
are escaped here: st.html reads HTML, not Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.basics.folders import STATIC
from analytics.basics.key_figure import KeyFigure
from analytics.meeting.stage import Box, Display, StageSlide, said_figure
from pages.parts import drawing, look
from pages.parts.markdown import plain

STYLE = STATIC.joinpath("meeting.css")


def show(slides: Sequence[StageSlide], display: Display) -> None:
    """All slides over each other; those not seen are hidden from readers and keys too."""
    boxes = "".join(
        f".st-key-meeting_chart_{number}{{{_place(slide.chart_box)}}}"
        for number, slide in enumerate(slides, 1)
    )
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}{_colours(display)}{boxes}</style>")
    for number, slide in enumerate(slides, 1):
        with st.container(key=f"meeting_screen_{number}"):
            st.html(_words(slide, f"{number}/{len(slides)}", display.type_px))
            with st.container(key=f"meeting_chart_{number}"):
                drawing.show_still(slide, f"meeting_{slide.key}_{slide.piece}")


def nothing(said: str) -> None:
    """Why nothing can be shown, in type that is large all the same."""
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    st.error(plain(said))


def _colours(display: Display) -> str:
    colours = look.colours()
    return (
        f":root{{--meeting-em:{display.type_px}px;--meeting-ground:{colours.background};"
        f"--meeting-text:{colours.text};--meeting-muted:{colours.muted};"
        f"--meeting-line:{colours.grid};--meeting-accent:{colours.growth}}}"
    )


def _words(slide: StageSlide, place: str, em: int) -> str:
    title, source = (
        "<br>".join(escape(line) for line in lines) for lines in (slide.title, slide.source)
    )
    figures = "".join(_figure(figure, em, is_strip=slide.is_strip) for figure in slide.figures)
    return (
        '<div class="meeting-words">'
        f'<h1 style="font-size:{slide.title_px}px">{title}</h1>'
        f'<dl class="{"meeting-strip" if slide.is_strip else "meeting-column"}" '
        f'style="{_place(slide.figures_box)}">{figures}</dl>'
        f'<p class="meeting-source">{source}</p>'
        f'<p class="meeting-place">{place}</p></div>'
    )


def _figure(figure: KeyFigure, em: int, *, is_strip: bool) -> str:
    said = said_figure(figure, em, is_strip=is_strip)
    return (
        f"<div><dt>{escape(figure.label)}</dt>"
        f'<dd>{escape(said.before)}<b style="font-size:{said.number_px}px">'
        f"{escape(said.number)}</b>{escape(said.after)}</dd></div>"
    )


def _place(box: Box) -> str:
    return (
        f"left:{box.left:.0f}px;top:{box.top:.0f}px;"
        f"width:{box.width:.0f}px;height:{box.height:.0f}px"
    )
