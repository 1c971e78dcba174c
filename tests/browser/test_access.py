"""Every page for readers with other eyes and hands: axe-core, keys alone, size of type."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages.parts.navigation import PAGES
from tests.browser.settled import PATIENCE_S, settle

COUNTY = ("示例县", "2025-05")
CITY = ("邵阳市", "2025-09")
OF_LEDGERS = {"completion", "projects", "league", "dispatch", "report", "meeting"}
SMALLEST_PX = 14
MOST_STOPS = 250
# Every text on the page that is seen: what was typed there and how high its letters are.
SMALL_TEXTS = """(smallest) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent.trim();
    const place = node.parentElement;
    if (!text || ["STYLE", "SCRIPT", "NOSCRIPT"].includes(place.tagName)) continue;
    if (!place.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(place).fontSize);
    if (box.width < 2 || size >= smallest) continue;
    found.push(`${text} ${size}`);
  }
  return found;
}"""
# A table draws the focus of its cells itself, on its canvas: those count as seen.
# How whatever has the focus differs from the same thing without it.
RING = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const seen = (each) => {
    const style = getComputedStyle(each);
    return [style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor,
            style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine,
            style.color, style.opacity].join("|");
  };
  const line = [];
  for (let each = at; each && line.length < 4; each = each.parentElement) line.push(each);
  const focused = line.map(seen);
  at.dataset.reached = "yes";
  const name = (at.getAttribute("aria-label") || at.textContent || at.tagName).trim().slice(0, 40);
  const box = at.getBoundingClientRect();
  at.blur();
  const blurred = line.map(seen);
  at.focus({ focusVisible: true });
  return { name: `${at.tagName} ${name}`,
    ring: !!at.closest("canvas") || focused.some((each, n) => each !== blurred[n]),
           isSeen: box.width > 1 && box.height > 1 };
}"""

# The other choices of a group are reached by arrows from the one that is chosen; what undoes
# the choice of a cell appears with that choice, before it.
MISSED = """() => {
  const all = document.querySelectorAll("button:not([role=radio]), a[href], input, textarea");
  const named = (each) => (each.innerText || each.ariaLabel || "").trim();
  return [...all].filter((each) => each.tabIndex >= 0 && !each.disabled && named(each)
    && !each.dataset.reached && !each.closest("[data-testid=stElementToolbar]")
    && each.checkVisibility({ visibilityProperty: true })).map(named);
}"""

pytestmark = pytest.mark.browser


def open_page(page, address, name, look="usual"):
    region, period = COUNTY if name in OF_LEDGERS else CITY
    place = "" if name == "overview" else name
    page.goto(f"{address}/{place}?region={quote(region)}&period={period}&look={look}")
    expect(page.locator("h1")).to_be_visible()
    settle(page)


def serious(page):
    """What axe-core calls serious or critical, each with its place and its reason."""
    found = Axe().run(page).response["violations"]
    return [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(chromium, request):
    context = chromium.new_context(
        viewport={"width": 1920, "height": 1080}, locale="zh-CN", color_scheme=request.param
    )
    context.set_default_timeout(PATIENCE_S * 1000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_read_by_everyone(coloured, sample_address, name):
    open_page(coloured, sample_address, name)

    assert serious(coloured) == []
    assert coloured.evaluate(SMALL_TEXTS, SMALLEST_PX) == []
    charts = coloured.get_by_role("figure").all()
    said = [chart.get_attribute("aria-label") or "" for chart in charts]
    assert all("数值：" in text or "没有" in text for text in said), said
    drawn = [text for text in said if "数值：" in text]
    assert coloured.get_by_role("button", name="看数据").count() == len(drawn)


@pytest.mark.parametrize("name", ["overview", "completion", "report", "upload"])
def test_high_contrast_has_no_serious_finding_either(coloured, sample_address, name):
    open_page(coloured, sample_address, name, look="contrast")

    assert coloured.get_by_role("radio", name="高对比").is_checked()
    assert serious(coloured) == []


@pytest.mark.parametrize("name", PAGES)
def test_keys_reach_everything_and_show_where_they_are(page, sample_address, name):
    open_page(page, sample_address, name)
    reached = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop is None:  # past the last one, in the browser's own bar
            break
        assert stop["ring"], f"nothing shows the focus on {stop['name']}"
        reached.add(stop["name"])
    assert len(reached) > len(PAGES), "the pages' links and more"
    assert page.evaluate(MISSED) == []


def test_from_the_headline_to_a_cell_with_keys_alone(page, sample_address):
    open_page(page, sample_address, "overview")
    page.get_by_role("button", name="看数据").nth(1).focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("dialog").get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    table.locator("canvas").first.focus()
    for key in ("ArrowDown", "Shift+Space"):
        page.keyboard.press(key)

    expect(page.get_by_role("heading", name="出处与版次")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_contain_text("邵阳市统计月报_2025-09.xlsx!")


def test_a_menu_that_is_open_has_no_serious_finding(coloured, sample_address):
    open_page(coloured, sample_address, "overview")
    for name in ("看数据", "下载此图"):
        coloured.get_by_role("button", name=name).first.click()
        opened = coloured.get_by_role("dialog")
        expect(opened).to_be_visible()
        settle(coloured)
        assert serious(coloured) == []
        coloured.keyboard.press("Escape")
        expect(opened).to_have_count(0)


@pytest.mark.parametrize(("region", "period"), [CITY, COUNTY])
def test_a_meeting_and_what_lies_over_it_have_no_serious_finding(
    coloured, sample_address, region, period
):
    address = f"{sample_address}/meeting?region={quote(region)}&period={period}&show=1"
    coloured.goto(address)
    expect(coloured.locator(".st-key-meeting_screen_1 .main-svg").first).to_be_attached()
    settle(coloured)
    for key in ("", "ArrowRight", "?", "Escape", "/"):
        if key:
            coloured.keyboard.press(key)
        assert serious(coloured) == [], key


def test_a_photocopy_is_grey_wherever_the_page_goes(page, sample_address):
    open_page(page, sample_address, "overview")
    page.get_by_text("黑白复印").click()
    expect(page.locator("html")).to_have_css("filter", "grayscale(1)")

    page.get_by_role("link", name="结构").click()
    expect(page.get_by_role("heading", name="结构与拉动")).to_be_visible()
    expect(page.locator("html")).to_have_css("filter", "grayscale(1)")
    assert "look=grey" in page.url
    page.get_by_text("常规").click()
    expect(page.locator("html")).to_have_css("filter", "none")
