"""What every chart of statistics keeps, whatever it draws."""

from __future__ import annotations

import pytest

from tests.charts.frames import INKS
from tests.charts.selfcheck import chart_problems
from tests.charts.statistics_frames import every_statistics_chart


@pytest.mark.parametrize("width_px", [460, 620, 1280])
@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("name", every_statistics_chart())
def test_every_chart_keeps_the_rules(name, colours, width_px):
    assert chart_problems(every_statistics_chart(width_px, colours=colours)[name]) == []


@pytest.mark.parametrize("name", every_statistics_chart())
def test_the_alt_text_says_finding_scope_and_numbers(name):
    meta = every_statistics_chart()[name].layout.meta

    assert meta["title"] in meta["alt"]
    assert meta["subtitle"] in meta["alt"]
    assert "数值：" in meta["alt"]
