"""When a page has come to rest: its script has ended and its charts are drawn."""

from __future__ import annotations

from playwright.sync_api import Page

# Charts come after the script has ended: their code is loaded when first needed.
_SETTLED = """() => document.querySelector("[data-test-script-state=notRunning]")
  && document.querySelector("h1")
  && !document.querySelector("[data-testid=stSkeleton]")
  && [...document.querySelectorAll(".stPlotlyChart")].every((each) => each.querySelector("svg"))
  && (window.settledAt ??= performance.now()) < performance.now() - 900"""


def settle(page: Page) -> None:
    """Wait for a page just opened; a meeting hides the headings of screens not seen."""
    page.wait_for_function(_SETTLED, polling=300, timeout=90_000)
