"""Images of charts: Chinese text as text, one browser for all, a way out without one."""

from __future__ import annotations

import re
import struct
import threading

import pytest

from analytics.basics.errors import RefusedError
from analytics.export import images
from tests.charts.frames import every_chart

CHARTS = every_chart()


@pytest.fixture(scope="module", autouse=True)
def browser_closed_after():
    yield
    images.close_browser()


def size_of(png):
    return struct.unpack(">II", png[16:24])


@pytest.mark.browser
@pytest.mark.parametrize("name", CHARTS)
def test_the_text_of_an_svg_is_chinese_text(name):
    svg = images.image(CHARTS[name], images.SVG).decode()
    texts = "".join(re.findall(r">([^<]+)<", svg))
    assert svg.startswith("<svg")
    assert "示例市统计局" in texts
    assert "Noto Sans SC" in svg


@pytest.mark.browser
def test_a_png_is_fine_enough_for_print():
    png = images.image(CHARTS["mix_bars"], images.PNG)
    assert png.startswith(b"\x89PNG")
    width, height = size_of(png)
    assert width == images.PRINT_WIDTH_PX * 3
    assert height == round(CHARTS["mix_bars"].layout.height * 3)


@pytest.mark.browser
def test_many_threads_share_one_browser():
    got = {}

    def draw(name):
        got[name] = images.image(CHARTS[name], images.SVG)

    threads = [threading.Thread(target=draw, args=(name,)) for name in CHARTS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {name: images.image(CHARTS[name], images.SVG) for name in CHARTS}


@pytest.mark.browser
def test_a_dead_browser_is_started_again():
    first = images.image(CHARTS["ranking_bars"], images.SVG)
    dead = images._RENDERER._browser
    images._RENDERER._run(dead.close())
    assert images.image(CHARTS["ranking_bars"], images.SVG) == first
    assert images._RENDERER._browser is not dead


def test_without_a_browser_the_native_chart_is_offered(monkeypatch):
    images.close_browser()
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    with pytest.raises(RefusedError, match=r"没有找到.*浏览器.*原生图表"):
        images.image(CHARTS["mix_bars"], images.PNG)


def test_another_kind_of_image_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="png or svg"):
        images.image(CHARTS["mix_bars"], "gif")
