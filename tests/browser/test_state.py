"""What was chosen stays chosen: menu, F5, Back, links, and what is said of the unknown."""

from __future__ import annotations

import contextlib
import re
from itertools import pairwise, permutations
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from analytics.basics.moments import beijing_exact
from analytics.basics.period import parse_period_code
from analytics.lake.opening import open_lake
from analytics.questions.loaded import versions
from pages.parts.navigation import PAGES

FIRST = next(iter(PAGES))  # the page without a name of its own in the address
NO_BAR = ("upload", "help")
# Choices no page would make by itself, so that a lost one is seen.
COUNTY, CITY = "999901", "430500"
NAMES = {COUNTY: "示例县", CITY: "邵阳市"}
# Of the address, when a page has been opened and has written what it shows.
SAYS = """([path, said]) => {
  const found = new URLSearchParams(location.search);
  return location.pathname === path
    && Object.entries(said).every(([name, value]) => found.get(name) === value);
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def newest(filled):
    """The newest version of the lake, as an address says it."""
    with contextlib.closing(open_lake(filled)) as lake:
        return beijing_exact(versions(lake).moment.iloc[0])


@pytest.fixture
def tab(window):
    """A tab of its own in the window, for what a tab keeps: its history and its scripts."""
    own = window.context.new_page()
    yield own
    own.close()


def path_of(name):
    return "/" if name == FIRST else f"/{name}"


def open_page(page, address, name, **said):
    page.goto(f"{address}{path_of(name)}?{urlencode(said)}")


def click(page, name):
    page.get_by_test_id("stTopNavLink").filter(has_text=PAGES[name][0]).first.click()


def expect_shown(page, name, **said):
    """A page stands in the address with its choices, and its widgets say the same."""
    page.wait_for_function(SAYS, arg=[path_of(name), said])
    if name in NO_BAR:
        return
    region, period = said["region"], said["period"]
    expect(choice(page, "地区")).to_have_value(NAMES.get(region, region))
    expect(choice(page, "报告期")).to_have_value(parse_period_code(period).label)
    is_past = bool(said.get("as_of"))
    expect(page.get_by_text("正在看")).to_have_count(int(is_past))


def choice(page, label):
    return page.get_by_role("combobox", name=label)


def choose(page, label, value):
    box = choice(page, label)
    box.fill(value)
    box.press("Enter")
    expect(box).to_have_value(value if label != "版次" else re.compile(value))


def asked_of(page):
    return parse_qs(urlsplit(page.url).query)


def every_way():
    """Pages in an order that goes from each to each other once: a walk over all pairs."""
    ways = {name: [other for other in PAGES if other != name] for name in PAGES}
    walk, back = [FIRST], []
    while walk:  # Hierholzer: as many ways lead to a page as away from it
        if ways[walk[-1]]:
            walk.append(ways[walk[-1]].pop())
        else:
            back.append(walk.pop())
    return back[::-1]


def test_the_walk_goes_over_every_pair_once():
    walk = every_way()

    assert sorted(pairwise(walk)) == sorted(permutations(PAGES, 2))


def test_choices_survive_the_menu_from_every_page_to_every_other(page, filled_address, newest):
    chosen = {"region": COUNTY, "period": "2024-06", "as_of": newest}
    walk = every_way()
    open_page(page, filled_address, walk[0], **chosen)
    expect_shown(page, walk[0], **chosen)

    for name in walk[1:]:
        click(page, name)
        expect_shown(page, name, **chosen)


@pytest.mark.parametrize("name", PAGES)
def test_choices_survive_f5_on_every_page_and_the_menu_click_after_it(
    page, filled_address, newest, name
):
    chosen = {"region": CITY, "period": "2025-08", "as_of": newest}
    open_page(page, filled_address, name, **chosen)
    expect_shown(page, name, **chosen)

    page.reload()
    expect_shown(page, name, **chosen)
    after = "growth" if name == FIRST else FIRST
    click(page, after)
    expect_shown(page, after, **chosen)


def test_a_page_is_one_entry_of_the_history_and_back_returns_to_its_choices(tab, filled_address):
    page = tab
    april, may = ({"region": COUNTY, "period": f"2025-0{month}"} for month in (4, 5))
    page.goto(f"{filled_address}/_stcore/health")
    entries = page.evaluate("history.length") + 1
    open_page(page, filled_address, "completion")
    expect_shown(page, "completion", **may)
    assert page.evaluate("history.length") == entries
    choose(page, "报告期", "2025年1—4月")
    expect_shown(page, "completion", **april)
    click(page, "league")
    expect_shown(page, "league", **april)
    choose(page, "报告期", "2025年1—5月")
    choose(page, "参排门槛（含本数）", "不设门槛")
    expect_shown(page, "league", threshold="0", **may)
    click(page, "help")
    expect_shown(page, "help", **may)
    assert page.evaluate("history.length") == entries + 2

    page.go_back()
    expect_shown(page, "league", threshold="0", **may)
    expect(choice(page, "参排门槛（含本数）")).to_have_value("不设门槛")
    page.go_back()
    expect_shown(page, "completion", **april)
    page.go_forward()
    expect_shown(page, "league", threshold="0", **may)
    # What Back has brought goes along like what was chosen.
    page.go_back()
    expect_shown(page, "completion", **april)
    click(page, "dispatch")
    expect_shown(page, "dispatch", **april)


def test_a_click_on_a_figure_leaves_the_page_it_is_on_as_it_was(page, filled_address):
    chosen = {"region": COUNTY, "period": "2025-05"}
    open_page(page, filled_address, "completion", **chosen)
    page.locator(".st-key-completion .point path").first.click(force=True)
    expect(page).to_have_url(re.compile("/projects.*unit="))
    expect(choice(page, "责任单位")).not_to_have_value("")

    page.go_back()
    expect_shown(page, "completion", **chosen)
    assert "unit" not in asked_of(page)
    page.go_forward()
    expect(choice(page, "责任单位")).not_to_have_value("")


@pytest.mark.parametrize("region", [CITY, "邵阳市"])
def test_a_link_names_a_region_by_its_code_or_its_name(page, filled_address, region):
    open_page(page, filled_address, "growth", region=region, period="2025-09")

    expect_shown(page, "growth", region=CITY, period="2025-09")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_link_to_nothing_known_is_said_and_what_is_shown_instead(page, filled_address):
    open_page(page, filled_address, "growth", region="430599", period="2025-13", as_of="昨天")

    said = page.get_by_test_id("stAlert")
    expect(said.filter(has_text="没有“430599”这个地区，现在显示的是“示例县”")).to_be_visible()
    expect(said.filter(has_text="没有“2025-13”这个报告期，现在显示的是")).to_be_visible()
    expect(said.filter(has_text="没有“昨天”这个版次，现在显示的是“最新”")).to_be_visible()
    choose(page, "地区", "邵阳市")
    expect(said.filter(has_text="这个地区")).to_have_count(0)


def test_a_page_without_figures_says_so_offers_the_nearest_and_stays(page, filled_address):
    open_page(page, filled_address, FIRST, region=CITY, period="2025-09")
    expect(page.get_by_text("−9.9%").first).to_be_visible()
    click(page, "completion")

    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("邵阳市没有项目台账或进展表，离它最近、有数的是示例县；请")
    expect_shown(page, "completion", region=CITY, period="2025-09")
    page.get_by_role("button", name="看示例县").click()
    expect(said).to_contain_text("示例县没有2025年1—9月的项目台账或进展表")
    page.get_by_role("button", name="看2025年1—5月").click()
    expect_shown(page, "completion", region=COUNTY, period="2025-05")
    expect(page.get_by_text("35.2%").first).to_be_visible()


def test_a_past_version_is_a_date_too_and_one_click_leads_back(page, filled_address):
    open_page(page, filled_address, "growth", region=CITY, period="2025-09")
    expect_shown(page, "growth", region=CITY, period="2025-09")
    choose(page, "版次", "2099-01-31")

    past = page.locator(".st-key-past_version")
    expect(past).to_contain_text("正在看 2099-01-31 23:59 的版次")
    expect_shown(page, "growth", region=CITY, period="2025-09", as_of="2099-01-31")
    click(page, "report")
    expect(past).to_be_visible()
    choose(page, "版次", "2001-01-31")
    expect(page.get_by_text("这一版次还没有统计局月报或项目台账")).to_be_visible()
    past.get_by_role("button", name="回到最新").click()
    expect(past).to_have_count(0)
    expect_shown(page, "report", region=CITY, period="2025-09")
    assert "as_of" not in asked_of(page)


def test_a_cold_visitor_never_sees_the_names_of_our_files(tab, serve, tmp_path):
    tab.add_init_script(
        """new MutationObserver(() => {
          const found = document.querySelector('[data-testid^="stSidebar"]');
          if (found) window.sidebarSeen = found.textContent || "empty";
        }).observe(document, { subtree: true, childList: true });"""
    )
    with serve(tmp_path / "lake") as address:
        tab.goto(f"{address}/growth")

        expect(tab.get_by_text("还没有数据").first).to_be_visible()
        assert tab.evaluate("window.sidebarSeen") is None
