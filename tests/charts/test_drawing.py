"""Every chart through a real Chromium: Plotly accepts it and text lies where it should."""

from __future__ import annotations

import re
import shutil

import kaleido
import pytest

from tests.charts.frames import every_chart
from tests.charts.statistics_frames import every_statistics_chart

pytestmark = pytest.mark.browser


def every_drawn_chart(**options):
    return every_chart(**options) | every_statistics_chart(1200, **options)


@pytest.fixture(scope="module")
def drawings():
    browser = shutil.which("chromium")
    kaleido.start_sync_server(path=browser, silence_warnings=True)
    try:
        yield {
            name: kaleido.calc_fig_sync(
                figure.to_dict(), opts={"format": "svg", "width": 1200, "height": 600}
            ).decode()
            for name, figure in every_drawn_chart(height=600).items()
        }
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


@pytest.mark.parametrize("name", every_drawn_chart())
def test_a_drawn_chart_holds_its_words_and_marks(name, drawings):
    texts = "".join(re.findall(r">([^<]+)<", drawings[name]))
    title = every_drawn_chart()[name].layout.meta["title"]

    assert title.replace("，", "") in texts.replace("，", "")
    assert "来源：示例市统计局" in texts
    assert "NaN" not in drawings[name]


def test_long_names_are_drawn_whole(drawings):
    assert "城步苗族自治县" in drawings["ranking_bars"]
    drawn = "".join(re.findall(r">([^<]+)<", drawings["breakdown_bars"]))
    assert "电力、热力、燃气及水的生产和供应业" in drawn


def test_no_english_month_and_no_ascii_minus_is_drawn(drawings):
    for drawing in drawings.values():
        texts = re.findall(r">([^<>]+)</(?:text|tspan)>", drawing)
        assert not [t for t in texts if re.search(r"\b(Jan|Feb|Sep|Nov|Dec)\b|^-\d", t)]
