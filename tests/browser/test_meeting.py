"""A whole meeting with keys only, and the size of everything an audience has to read."""

from __future__ import annotations

import re
import shutil
import time
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import expect

from analytics.charts.kit.screen import type_px
from tests.browser.lakes import BULLETIN, load
from tests.browser.settled import PATIENCE_S, settle

SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1024, 768)]
# Every text on the screen that is seen: its size as it is drawn, zoom and scale included.
TEXTS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent.trim();
    const place = node.parentElement;
    if (!text || ["STYLE", "SCRIPT"].includes(place.tagName)) continue;
    if (place.closest("[aria-live]")) continue; // spoken, cut to one pixel
    if (!place.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(place).fontSize);
    const matrix = place.getScreenCTM ? place.getScreenCTM().a : 1;
    if (box.width < 2) continue;
    found.push({ text, px: size * matrix, left: box.left, right: box.right,
                 top: box.top, bottom: box.bottom });
  }
  return found;
}"""
SEEN = """() => [...document.querySelectorAll('[class*="st-key-meeting_screen_"]')]
  .filter((each) => getComputedStyle(each).visibility === "visible")
  .map((each) => Number(each.className.match(/meeting_screen_(\\d+)/)[1]))"""

# The page's clock stands still: two digits belong together by the time between them.
AT = "(ms) => { performance.now = () => ms; }"
# The city's months name twelve districts: every screen over time has something to show.
MEETINGS = {"county": ("示例县", "2025-05"), "city": ("邵阳市", "2025-09")}

pytestmark = pytest.mark.browser


def enter(page, address, region, period, **more):
    choices = "".join(f"&{name}={value}" for name, value in more.items())
    page.goto(f"{address}/meeting?region={quote(region)}&period={period}{choices}")
    start = page.get_by_role("button", name="开始汇报")
    expect(start).to_be_enabled()
    start.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-meeting_screen_1 h1")).to_be_visible()
    settle(page)


def seen(page):
    [number] = page.evaluate(SEEN)
    return number


def screens(page):
    return page.locator('[class*="st-key-meeting_screen_"]').count()


def corrected(path):
    """The bulletin with its first growth a little better, wherever it is printed."""
    book = openpyxl.load_workbook(BULLETIN)
    for sheet in ("投资11", "33投资处1"):
        book[sheet]["B5"] = -9.7
    book.save(path)
    return path


def test_a_whole_meeting_is_held_with_keys_only(page, filled_address):
    enter(page, filled_address, "示例县", "2025-05")
    count = screens(page)
    assert count > 12
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("link", name="总览")).to_be_hidden()
    expect(page.get_by_role("combobox", name="地区")).to_be_hidden()

    said = []
    for key in ("ArrowRight", "PageDown", "ArrowLeft", "PageUp", "PageUp", "End", "ArrowRight"):
        page.keyboard.press(key)
        said.append(seen(page))
    assert said == [2, 3, 2, 1, 1, count, count]
    page.keyboard.press("Home")
    assert seen(page) == 1
    page.evaluate(AT, 0)
    page.keyboard.press("5")
    assert seen(page) == 5
    page.evaluate(AT, 900)
    page.keyboard.press("1")
    page.keyboard.press("2")
    assert seen(page) == 12
    page.evaluate("delete performance.now")

    page.keyboard.press("b")
    blank = page.get_by_role("dialog", name="黑屏")
    expect(blank).to_have_css("background-color", "rgb(0, 0, 0)")
    page.keyboard.press("b")
    expect(blank).to_have_count(0)
    assert seen(page) == 12

    page.keyboard.press("Home")
    chart = page.locator(".st-key-meeting_chart_1")
    title = page.locator(".st-key-meeting_screen_1 h1")
    before = chart.bounding_box()
    page.keyboard.press("z")
    expect(title).to_be_hidden()
    assert chart.bounding_box()["width"] > before["width"] * 1.2
    page.keyboard.press("Escape")
    expect(title).to_be_visible()
    assert chart.bounding_box() == before

    page.keyboard.press("?")
    card = page.get_by_role("dialog", name="备询：增速走势")
    expect(card).to_contain_text("2025年1—5月全县同比")
    for what in ("拉动最多", "上年同期", "修订", "项目", "出处"):
        expect(card.locator("dt", has_text=what)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)

    page.keyboard.press("/")
    box = page.get_by_role("textbox", name="查找地区或项目")
    expect(box).to_be_focused()
    page.keyboard.insert_text("便民服务")
    page.keyboard.press("b")  # a letter in the box is a letter, no command
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    found = page.get_by_role("dialog", name="云岭乡便民服务综合楼")
    expect(found).to_contain_text("权属纠纷未化解")
    expect(found).to_contain_text("示例县重点项目台账_2025-05.xlsx!")
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    assert seen(page) == 1

    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")

    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="开始汇报")).to_be_visible()
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    page.keyboard.press("ArrowRight")  # no meeting, no keys
    assert page.evaluate("document.querySelectorAll('.meeting-over').length") == 0


def test_the_order_put_before_a_meeting_is_the_order_of_the_meeting(page, serve, filled, tmp_path):
    lake = tmp_path / "lake"
    shutil.copytree(filled, lake)  # the order is kept in it
    with serve(lake) as address:
        page.goto(f"{address}/meeting?region={quote('邵阳市')}&period=2025-09")
        down = page.locator(".st-key-move_1_growth button").first
        expect(down).to_be_visible()
        down.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("switch").first).to_have_accessible_name("地区排名")
        switch = page.get_by_role("switch", name="分行业增速")
        expect(switch).to_be_checked()
        switch.focus()
        page.keyboard.press("Space")
        expect(switch).not_to_be_checked()
        deadline = time.monotonic() + PATIENCE_S
        while len(list((lake / "log").glob("meeting-*.json"))) < 2:
            assert time.monotonic() < deadline, "the order is not kept"
            page.wait_for_timeout(100)

        enter(page, address, "邵阳市", "2025-09")
        titles = page.locator('[class*="st-key-meeting_screen_"] h1').all_text_contents()
        assert "居首" in titles[0]
        assert any("下降9.9%" in title for title in titles[1:])
        assert not any("信息传输" in title for title in titles)


def test_new_numbers_come_in_while_presenting_and_are_told(page, serve, tmp_path):
    lake = tmp_path / "lake"
    load(lake, BULLETIN, "邵阳市统计局", "--region", "邵阳市")
    with serve(lake) as address:
        enter(page, address, "邵阳市", "2025-09")
        title = page.locator(".st-key-meeting_screen_1 h1")
        expect(title).to_contain_text("下降9.9%")
        page.keyboard.press("ArrowRight")

        file = corrected(tmp_path / BULLETIN.name)
        load(lake, file, "邵阳市统计局", "--region", "邵阳市", "--reason", "更正差错")

        notice = page.locator(".meeting-notice")
        expect(notice).to_have_text(re.compile("数据有更新：第1、.*屏的数字变了"))
        assert seen(page) == 2
        page.keyboard.press("Escape")
        expect(notice).to_have_count(0)
        page.keyboard.press("ArrowLeft")
        expect(title).to_contain_text("下降9.7%")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_contain_text("由下降9.9%改为下降9.7%")


def test_a_room_too_large_for_its_screen_is_told_what_to_do(page, filled_address):
    page.goto(
        f"{filled_address}/meeting?region={quote('邵阳市')}&period=2025-09&distance=12&show=1"
    )

    expect(page.get_by_text("米以内，或换更大的屏幕")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="开始汇报")).to_be_visible()


@pytest.mark.parametrize("meeting", MEETINGS)
@pytest.mark.parametrize(
    ("width", "height", "scheme"), [*((*size, "light") for size in SIZES), (*SIZES[0], "dark")]
)
def test_nothing_is_smaller_than_the_last_row_can_read(
    page, sample_address, width, height, scheme, meeting
):
    rule = type_px(width, height, 65, 6)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    enter(page, sample_address, *MEETINGS[meeting])
    for _ in range(screens(page)):
        texts = page.evaluate(TEXTS)
        assert len(texts) > 8
        too_small = [each for each in texts if each["px"] < rule - 0.05]
        assert too_small == [], seen(page)
        outside = [
            each
            for each in texts
            if each["left"] < -1 or each["right"] > width + 1 or each["bottom"] > height + 1
        ]
        assert outside == [], seen(page)
        page.keyboard.press("ArrowRight")
    for key in ("?", "/"):
        page.keyboard.press("Home")
        page.keyboard.press(key)
        expect(page.locator(".meeting-over")).to_be_visible()
        assert all(each["px"] >= rule - 0.05 for each in page.evaluate(TEXTS))
        page.keyboard.press("Escape")
