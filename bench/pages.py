"""Speed to the eye: our pages in a real Chromium beside an empty Streamlit page.

First words: from asking for the address (or pressing the link) to the page's heading.
Drawn: to the last chart or table of it. Cold: nothing in the browser's cache.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from analytics.lake import loading
from analytics.lake.opening import open_lake
from pages.parts.navigation import PAGES
from tests.browser.conftest import running_server
from tests.conftest import CHROMIUM, FLAGS

LIMIT = 1.5
REPEATS = 5
CHOICE = f"?region={quote('示例县')}&period=2025-05"
EMPTY = """
import streamlit as st

st.set_page_config(layout="wide")


def one():
    st.title("总览")


def other():
    st.title("增速")


pages = [st.Page(one, title="总览", default=True), st.Page(other, title="增速", url_path="growth")]
st.navigation(pages, position="top").run()
"""
# Kept by the page itself, so that asking costs nothing.
WATCH = """(() => {
  const seen = (window.benchSeen = {});
  new MutationObserver(() => {
    const heading = document.querySelector("h1")?.textContent.trim();
    if (heading && heading !== seen.heading) {
      seen.heading = heading;
      seen.words = performance.now();
    }
    const parts = document.querySelectorAll(".main-svg, canvas").length;
    if (parts !== seen.parts) {
      seen.parts = parts;
      seen.drawn = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  addEventListener("click", () => {
    seen.clicked = performance.now();
    seen.heading = seen.parts = undefined;
  }, true);
})()"""
SETTLED = """() => benchSeen.heading
  && document.querySelector("[data-test-script-state=notRunning]")
  && !document.querySelector("[data-testid=stSkeleton]")
  && [...document.querySelectorAll(".stPlotlyChart")].every((each) => each.querySelector("svg"))
  && performance.now() - Math.max(benchSeen.words, benchSeen.drawn ?? 0) > 600"""


@contextmanager
def new_tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def seen(page: Page) -> tuple[float, float]:
    """Seconds to the first words and to the last thing drawn, since load or click."""
    page.wait_for_function(SETTLED, polling=100, timeout=60_000)
    found = page.evaluate("benchSeen")
    start = found.get("clicked", 0)
    words = found["words"]
    return (words - start) / 1000, (max(words, found.get("drawn") or 0) - start) / 1000


def loads(browser: Browser, address: str) -> dict[str, tuple[float, float]]:
    """Medians of a first visit and of a second one in the same browser."""
    cold, warm = [], []
    for _ in range(REPEATS):
        with new_tab(browser) as page:
            page.goto(address)
            cold.append(seen(page))
            page.goto(address)
            warm.append(seen(page))
    return {"cold": _medians(cold), "warm": _medians(warm)}


def switches(browser: Browser, address: str, titles: list[str]) -> dict[str, tuple[float, float]]:
    """Medians of going to each page by its link, from the page before it."""
    found: dict[str, list[tuple[float, float]]] = {title: [] for title in titles}
    with new_tab(browser) as page:
        page.goto(address)
        seen(page)
        for _ in range(REPEATS + 1):  # the first round only warms the server
            for title in titles:
                page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
                found[title].append(seen(page))
    return {title: _medians(times[1:]) for title, times in found.items()}


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    words, drawn = zip(*times, strict=True)
    return statistics.median(words), statistics.median(drawn)


def _say(name: str, own: tuple[float, float], peer: tuple[float, float]) -> None:
    ratios = [mine / theirs for mine, theirs in zip(own, peer, strict=True)]
    over = "  OVER" if ratios[0] > LIMIT else ""
    print(
        f"{name:22} words {own[0]:6.3f} s {ratios[0]:5.2f} ×   drawn {own[1]:6.3f} s"
        f" {ratios[1]:5.2f} ×   (limit {LIMIT} × for words){over}"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lake = open_lake(Path(folder) / "lake")
        loading.load_sample_if_empty(lake, lambda _: None)
        lake.close()
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running_server(lake.folder, script) as empty, running_server(lake.folder) as own:
            peer = loads(browser, f"{empty}/")
            for name, times in loads(browser, f"{own}/{CHOICE}").items():
                _say(f"first load, {name}", times, peer[name])
            [there, back] = switches(browser, f"{empty}/", ["增速", "总览"]).values()
            step = _medians([there, back])
            titles = [title for title, _ in PAGES.values()]
            for title, times in switches(
                browser, f"{own}/{CHOICE}", [*titles[1:], titles[0]]
            ).items():
                _say(f"switch to {title}", times, step)
        browser.close()


if __name__ == "__main__":
    main()
