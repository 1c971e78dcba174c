"""The guide's walk, by a newcomer: from an empty lake to the ranking on a meeting's screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from analytics.reference.guide import chosen, read_guide
from tests.browser.test_bulletin import SAMPLE

FINDING = "新邵县增速居首，北塔区居末位"
WALK = "从空白到会议：邵阳市的地区排名"

pytestmark = pytest.mark.browser


def test_the_guides_walk_leads_from_an_empty_lake_to_the_ranking_on_screen(page, serve, tmp_path):
    [walk] = chosen(read_guide(), WALK)
    with serve(tmp_path / "lake") as address:
        page.goto(address)
        page.get_by_role("link", name="上传").first.click()
        sender = page.get_by_role("combobox", name="报送单位")
        sender.fill(said_in(walk, "邵阳市统计局"))
        sender.press("Enter")
        page.get_by_role("textbox", name=said_in(walk, "经办人")).fill("张三")
        assert said_in(walk, SAMPLE.name)
        page.locator("input[type=file]").set_input_files(SAMPLE)
        page.get_by_role("button", name=said_in(walk, "接收 1 个文件")).click()
        expect(page.get_by_text(said_in(walk, "已接收")).first).to_be_visible()

        page.get_by_role("link", name=said_in(walk, "会议")).click()
        expect(page.get_by_role("heading", name="会议")).to_be_visible()
        choose(page, "地区", said_in(walk, "邵阳市"))
        choose(page, "报告期", said_in(walk, "2025年1—9月"))

        first = page.get_by_role("switch").first
        expect(first).not_to_have_accessible_name("地区排名")
        page.locator(".st-key-move_-1_districts button").first.press("Enter")
        expect(first).to_have_accessible_name(said_in(walk, "地区排名"))
        page.get_by_role("button", name=said_in(walk, "开始汇报")).press("Enter")
        title = page.locator(".st-key-meeting_screen_1 h1")
        expect(title).to_be_visible()
        expect(title).to_have_text(said_in(walk, FINDING))

        expect(page.locator(".st-key-meeting_screen_1 .main-svg").first).to_be_attached()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="备询：地区排名")).to_contain_text("首次接收")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="开始汇报")).to_be_visible()


def test_the_help_page_finds_a_word_and_shows_its_pictures_without_the_internet(
    page, empty_address
):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{empty_address}/help?section={WALK}")
    expect(page.get_by_role("heading", level=1)).to_have_text("帮助")
    expect(page.get_by_role("heading", level=2)).to_have_text(WALK)
    picture = page.get_by_role("img", name=FINDING)
    expect(picture).to_be_visible()
    drawn = "each => each.complete && each.naturalWidth > 1000"
    page.wait_for_function(drawn, arg=picture.element_handle())

    search = page.get_by_role("textbox", name="在手册里找")
    search.fill("黑屏")
    search.press("Enter")
    page.get_by_role("button", name="会议的键").press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("会议的键")
    expect(page.get_by_role("cell", name="黑屏")).to_be_visible()

    own = (empty_address, f"ws{empty_address[4:]}", "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def said_in(section, words):
    """Words of the walk, so that a page that changes its own breaks this test."""
    assert words in section.words
    return words


def choose(page, label, value):
    """As the guide says: type the name, press Enter."""
    box = page.get_by_role("combobox", name=label)
    box.fill(value)
    box.press("Enter")
    expect(box).to_have_value(value)
