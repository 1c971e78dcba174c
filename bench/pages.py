"""Speed to the eye: our pages in a real Chromium beside an empty Streamlit page.

Words: from asking for the address (or pressing the link) to the page's heading. Chart: to the
last chart of it. Whole: to the last chart or table. Cold: nothing in the browser's cache.
Ours and the empty page take turns, for the machine may be busy with other things.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from analytics.lake import loading
from analytics.lake.opening import open_lake
from pages.parts.navigation import PAGES
from tests.browser.conftest import running_server
from tests.conftest import CHROMIUM, FLAGS

WORDS_LIMIT, LOAD_LIMIT, SWITCH_LIMIT = 1.5, 1.5, 2.5
REPEATS = 7
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
  new MutationObserver((changes) => {
    const heading = document.querySelector("h1")?.textContent.trim();
    if (heading && heading !== seen.heading) {
      seen.heading = heading;
      seen.words = performance.now();
    }
    if (changes.some(({ target }) => target.closest?.(".chart"))) {
      seen.chart = performance.now();
    }
    const tables = document.querySelectorAll("canvas").length;
    if (tables !== seen.tables) {
      seen.tables = tables;
      seen.table = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  addEventListener("click", () => {
    seen.clicked = performance.now();
    seen.heading = seen.chart = seen.tables = seen.table = undefined;
  }, true);
})()"""
SETTLED = """() => benchSeen.heading
  && document.querySelector("[data-test-script-state=notRunning]")
  && !document.querySelector("[data-testid=stSkeleton]")
  && [...document.querySelectorAll(".chart")].every((each) => each.querySelector("svg"))
  && ["words", "chart", "table"].every((each) =>
    !(performance.now() - benchSeen[each] < 600))"""


class Seen(NamedTuple):
    """Seconds since the address was asked for or the link pressed."""

    words: float
    chart: float
    whole: float


@contextmanager
def new_tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def seen(page: Page) -> Seen:
    page.wait_for_function(SETTLED, polling=100, timeout=60_000)
    found = page.evaluate("benchSeen")
    start, words = found.get("clicked", 0), found["words"]
    chart = max(words, found.get("chart") or 0)  # nothing to draw is drawn with the words
    whole = max(chart, found.get("table") or 0)
    return Seen(*((each - start) / 1000 for each in (words, chart, whole)))


def loads(browser: Browser, addresses: list[str]) -> list[dict[str, Seen]]:
    """Of each address, medians of a first visit and of a second one in the same browser."""
    found = [{"cold": [], "warm": []} for _ in addresses]
    for _ in range(REPEATS):
        for times, address in zip(found, addresses, strict=True):
            with new_tab(browser) as page:
                for kind in times:
                    page.goto(address)
                    times[kind].append(seen(page))
    return [{kind: _medians(each) for kind, each in times.items()} for times in found]


def switches(browser: Browser, visits: list[tuple[str, list[str]]]) -> list[dict[str, Seen]]:
    """Medians of going to each title by its link, from the one before it, by turns."""
    found = [{title: [] for title in titles} for _, titles in visits]
    with contextlib.ExitStack() as stack:
        tabs = [stack.enter_context(new_tab(browser)) for _ in visits]
        for tab, (address, _) in zip(tabs, visits, strict=True):
            tab.goto(address)
            seen(tab)
        for _ in range(REPEATS + 1):  # the first round only warms the server
            for tab, times in zip(tabs, found, strict=True):
                tab.bring_to_front()
                for title in times:
                    tab.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
                    times[title].append(seen(tab))
    return [{title: _medians(each[1:]) for title, each in times.items()} for times in found]


def _medians(times: list[Seen]) -> Seen:
    return Seen(*map(statistics.median, zip(*times, strict=True)))


def _say(name: str, own: Seen, peer: Seen, limit: float) -> None:
    print(f"{name:16}", end="")
    for what, most in (("words", WORDS_LIMIT), ("chart", limit), ("whole", None)):
        mine = getattr(own, what)
        ratio = mine / getattr(peer, what)
        over = " OVER" if most and ratio > most else ""
        print(f"   {what} {mine:6.3f} s {ratio:5.2f} ×{over}", end="")
    print(f"   (limits {WORDS_LIMIT} ×, {limit} ×)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lake = open_lake(Path(folder) / "lake")
        loading.load_sample_if_empty(lake, lambda _: None)
        lake.close()
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running_server(lake.folder, script) as empty, running_server(lake.folder) as own:
            measure(browser, f"{empty}/", f"{own}/{CHOICE}")
        browser.close()


def measure(browser: Browser, empty: str, own: str) -> None:
    with new_tab(browser) as page:  # what the server keeps from its first visitor on
        page.goto(own)
        seen(page)
    peer, ours = loads(browser, [empty, own])
    for kind in peer:
        _say(f"{kind} load", ours[kind], peer[kind], LOAD_LIMIT)
    titles = [title for title, _ in PAGES.values()]
    peer, ours = switches(browser, [(empty, ["增速", "总览"]), (own, [*titles[1:], titles[0]])])
    step = _medians(list(peer.values()))
    for title, times in ours.items():
        _say(f"to {title}", times, step, SWITCH_LIMIT)


if __name__ == "__main__":
    main()
