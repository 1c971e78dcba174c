"""What was chosen stays chosen: menu, F5, Back, links, and what is said of the unknown."""

from __future__ import annotations

import contextlib
from itertools import permutations
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from analytics.basics.moments import beijing_exact
from analytics.lake.opening import open_lake
from analytics.questions.loaded import versions
from pages.parts.navigation import PAGES

FIRST = next(iter(PAGES))  # the page without a name of its own in the address
NO_BAR = ("upload", "help")
COUNTY, CITY, NATION = "999901", "430500", "000000"
NAMES = {COUNTY: "示例县", CITY: "邵阳市"}
LABELS = {"2025-05": "2025年1—5月", "2025-09": "2025年1—9月"}
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
    expect(choice(page, "报告期")).to_have_value(LABELS[period])
    is_past = bool(said.get("as_of"))
    expect(page.get_by_text("正在看")).to_have_count(int(is_past))


def choice(page, label):
    return page.get_by_role("combobox", name=label)


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

    assert sorted(zip(walk, walk[1:], strict=False)) == sorted(permutations(PAGES, 2))


def test_choices_survive_the_menu_from_every_page_to_every_other(page, filled_address, newest):
    chosen = {"region": COUNTY, "period": "2025-05", "as_of": newest}
    walk = every_way()
    open_page(page, filled_address, walk[0], **chosen)
    expect_shown(page, walk[0], **chosen)
    before = page.evaluate("history.length")

    for name in walk[1:]:
        click(page, name)
        expect_shown(page, name, **chosen)

    # A browser keeps fifty entries.
    assert page.evaluate("history.length") == min(50, before + len(walk) - 1)
