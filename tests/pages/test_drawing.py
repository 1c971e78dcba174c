"""A chart on its way to the browser: by which program, drawn how often, and as what."""

from __future__ import annotations

import json
import re

import plotly.graph_objects as go
import pytest
import streamlit as st
from plotly.offline import get_plotlyjs_version

from analytics.basics.folders import STATIC
from analytics.charts.kit.browser import TRACES, for_browser
from analytics.charts.kit.theme import DARK, LIGHT
from analytics.charts.statistics.growth import GrowthLine
from pages.parts import drawing
from tests.charts.frames import caption, growth_rows

PROGRAM = STATIC / f"plotly-{get_plotlyjs_version()}.min.js"
TRACE = re.compile(r'moduleType:"trace",name:"(\w+)"')


def line(september=-9.9):
    return GrowthLine(growth_rows((2025, 8, -0.9), (2025, 9, september)), caption())


@pytest.fixture(autouse=True)
def nothing_kept():
    st.cache_resource.clear()


def test_the_browsers_plotly_is_the_one_that_figures_are_made_for():
    program = PROGRAM.read_text(encoding="utf-8")
    licences = (STATIC / "plotly-LICENSES.txt").read_text(encoding="utf-8")

    assert f'"app/static/{PROGRAM.name}"' in (STATIC / "chart.js").read_text(encoding="utf-8")
    assert f"plotly.js {get_plotlyjs_version()} (MIT)" in licences
    assert set(TRACE.findall(program)) == TRACES


def test_a_kind_of_trace_the_browser_cannot_draw_is_never_sent():
    with pytest.raises(ValueError, match="pie"):
        for_browser(go.Figure(go.Pie()))


def test_only_a_meetings_chart_lets_the_mouse_pass():
    figure = line().figure()

    told = [json.loads(for_browser(figure, is_still=is_still)) for is_still in (False, True)]

    assert [each["config"]["staticPlot"] for each in told] == [False, True]


def test_the_same_chart_made_anew_is_not_drawn_again(monkeypatch):
    first = drawing.drawn(line(), LIGHT)
    monkeypatch.setattr(GrowthLine, "figure", None)  # whoever draws again fails

    assert drawing.drawn(line(), LIGHT) is first


def test_one_other_figure_or_other_colours_are_another_drawing():
    first = drawing.drawn(line(), LIGHT)

    assert drawing.drawn(line(-9.8), LIGHT) != first
    assert drawing.drawn(line(), DARK) != first
