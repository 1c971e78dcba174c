"""When a page has come to rest: its script has ended and nothing on it changes any more."""

from __future__ import annotations

from playwright.sync_api import Page

# How long a condition is waited for: a busy machine is not a broken page.
PATIENCE_S = 180
# Charts and tables come after the script has ended: their code is loaded when first needed.
_SETTLED = """() => {
  const watch = (window.lastChange ??= (() => {
    const change = { at: performance.now() };
    new MutationObserver(() => (change.at = performance.now()))
      .observe(document, { subtree: true, childList: true, characterData: true });
    return change;
  })());
  const moves = (each) => each.playState === "running"
    && each.effect.getComputedTiming().endTime !== Infinity;
  return document.querySelector("[data-test-script-state=notRunning]")
    && document.querySelector("h1")
    && !document.querySelector("[data-testid=stSkeleton]")
    && [...document.querySelectorAll(".chart")].every((each) => each.querySelector("svg"))
    && !document.getAnimations().some(moves)
    && watch.at < performance.now() - 600;
}"""


def settle(page: Page) -> None:
    """Wait for a page; a meeting hides the headings of screens not seen."""
    page.wait_for_function(_SETTLED, polling=100, timeout=PATIENCE_S * 1000)
