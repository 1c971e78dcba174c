"""PNG and SVG of a chart, drawn by one browser that is held for the whole process.

Owns the browser: started at the first image, shared by all threads, started again where
it has died, closed at exit. Where the machine has none it refuses and offers the native
chart. Nothing is fetched from a network.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import importlib.util
import os
import re
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plotly.graph_objects import Figure

from analytics.basics.errors import RefusedError

if TYPE_CHECKING:
    from kaleido import Kaleido

_T = TypeVar("_T")
PNG, SVG = "png", "svg"
# A text block of 156 mm at 96 px an inch; three times as fine is 288 dots an inch.
PRINT_WIDTH_PX = 590
_PRINT_SCALE = 3
_PATIENCE_S = 60
_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_RANDOM_ID = re.compile(rb'id="(?:top)?defs-([0-9a-f]{6})"')
_NO_BROWSER = (
    "这台机器上没有找到 Chrome、Edge 或 Chromium 浏览器，不能画图片。"
    "请改为下载原生图表（Word、PowerPoint 或 Excel），或者安装浏览器后再试"
)
_FAILED = "图片没有画成，浏览器没有回应。请再试一次，或者改为下载原生图表"
_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir></fontconfig>
"""


def image(figure: Figure, kind: str, *, width_px: int | None = None) -> bytes:
    """The chart as "png" or "svg", in the width it was laid out for unless told.

    A png is fine enough for print; the text of an svg stays text.
    """
    if kind not in (PNG, SVG):
        raise ValueError(f"an image is png or svg, not {kind!r}")
    options = {
        "format": kind,
        "width": width_px or figure.layout.width or PRINT_WIDTH_PX,
        "height": figure.layout.height or 440,
        "scale": _PRINT_SCALE if kind == PNG else 1,
    }
    described = figure.to_dict()
    for number, trace in enumerate(described["data"]):
        trace["uid"] = f"trace{number}"
    drawn = _RENDERER.draw(described, options)
    return _with_fixed_ids(drawn) if kind == SVG else drawn


def _with_fixed_ids(svg: bytes) -> bytes:
    """Plotly's ids hold six random digits: the same chart shall give the same bytes."""
    found = _RANDOM_ID.search(svg)
    if found is None:
        return svg
    return re.sub(rb"(?<=[a-z-])" + found[1], b"chart", svg)


class _Renderer:
    """One browser behind one event loop in one thread of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: Kaleido | None = None

    def draw(self, figure: dict[str, object], options: dict[str, object]) -> bytes:
        with self._lock:
            is_new = self._browser is None
            browser = self._open()
            try:
                return bytes(self._run(browser.calc_fig(figure, opts=options)))
            except Exception as error:
                # A browser that has crashed answers nothing any more: one more try with a new one.
                self._close()
                if is_new:
                    raise RefusedError(_FAILED) from error
            browser = self._open()
            try:
                return bytes(self._run(browser.calc_fig(figure, opts=options)))
            except Exception as error:
                self._close()
                raise RefusedError(_FAILED) from error

    def close(self) -> None:
        with self._lock:
            self._close()

    def _open(self) -> Kaleido:
        if self._browser is not None:
            return self._browser
        path = browser_path()
        if path is None:
            raise RefusedError(_NO_BROWSER)
        from kaleido import Kaleido, PageGenerator  # half a second, only for who draws

        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="images", daemon=True).start()
        try:
            with _chinese_font():
                page = PageGenerator(mathjax=False)
                browser = Kaleido(path=path, page_generator=page, timeout=_PATIENCE_S)
                self._run(browser.__aenter__())
        except Exception as error:
            self._stop_loop()
            raise RefusedError(_FAILED) from error
        self._browser = browser
        return browser

    def _close(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with contextlib.suppress(Exception):
                self._run(browser.__aexit__(None, None, None))
        self._stop_loop()

    def _stop_loop(self) -> None:
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)

    def _run(self, work: Coroutine[object, object, _T]) -> _T:
        if self._loop is None:
            raise ValueError("no browser is open")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE_S)


def browser_path() -> str | None:
    """Chrome, Edge or Chromium, or what BROWSER_PATH names; None where there is none."""
    from choreographer.browsers.chromium import Chromium

    # A browser of its own that choreographer may once have fetched is not looked for.
    path = Chromium.find_browser(skip_local=True)
    return path if path and Path(path).is_file() else None


@contextlib.contextmanager
def _chinese_font() -> Iterator[None]:
    """Where the machine's own fonts are asked, a Chinese one is among them.

    A missing font would be drawn as boxes, without a word.
    """
    found = importlib.util.find_spec(_FONT_PACKAGE)
    folders = None if found is None else found.submodule_search_locations
    if os.name != "posix" or not folders or "FONTCONFIG_FILE" in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory() as where:
        conf = Path(where) / "fonts.conf"
        conf.write_text(_FONTS_CONF.format(folder=folders[0]), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(conf)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]


_RENDERER = _Renderer()
close_browser = _RENDERER.close
atexit.register(close_browser)
