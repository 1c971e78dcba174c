"""A chart in the browser: drawn on the server once, however often its page is asked for.

Owns what is kept of drawn charts and where the browser's program for them, static/chart.js,
is mounted.
"""

from __future__ import annotations

import pickle
from typing import NamedTuple

import streamlit as st

from analytics.basics.folders import STATIC
from analytics.charts.kit.browser import for_browser
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.theme import Ink
from analytics.meeting.stage import StageSlide

_program = st.components.v2.component(
    "chart", js=STATIC.joinpath("chart.js").read_text(encoding="utf-8"), isolate_styles=False
)


class Drawn(NamedTuple):
    figure: bytes
    height_px: int


def show(chart: Chart, colours: Ink, key: str) -> str | None:
    """Draw a chart; the key of the point just clicked, in that run alone."""
    return _mount(drawn(chart, colours), key)


def show_still(slide: StageSlide, key: str) -> None:
    """Draw a meeting's chart, of the size its screen gives it."""
    figure = for_browser(slide.chart, is_still=True)
    _mount(Drawn(figure, int(slide.chart.layout.height)), key)


def drawn(chart: Chart, colours: Ink) -> Drawn:
    """The chart for the browser: building one takes 25 to 500 ms, finding it again 1."""
    made_of = {name: value for name, value in vars(chart).items() if name != "_twin"}
    # All of it, to the last byte: Streamlit's digest of a large frame is that of a sample.
    return _drawn(pickle.dumps((type(chart), made_of, colours)), chart, colours)


@st.cache_resource(max_entries=256, show_spinner=False)
def _drawn(made_of: bytes, _chart: Chart, _colours: Ink) -> Drawn:
    del made_of  # only a key
    figure = _chart.figure(_colours)
    return Drawn(for_browser(figure), int(figure.layout.height))


def _mount(made: Drawn, key: str) -> str | None:
    heard = _program(
        key=key, data=made.figure, height=made.height_px, on_chosen_change=lambda: None
    )
    chosen: str | None = heard.chosen
    return chosen
