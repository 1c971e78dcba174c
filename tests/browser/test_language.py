"""Nothing a reader sees or hears is English, in Streamlit's own widgets too."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pages.parts.navigation import PAGES
from tests.browser import settled
from tests.browser.lakes import BULLETIN

# Names of programs, formats, keys and files; everything else is said in Chinese.
NAMES = (
    "Word|Excel|PPT|PNG|SVG|CSV|TXT|HTML|WPS|XLSX|XLS|xlsx|xls|csv|docx|pptx|UTF-8|GB18030"
    "|XLSM|XLSB|ODS|ET|DOCX|TSV|PDF|JPG|BMP|GIF|TIF|WEBP|DOC|RTF|PPTX|ZIP|RAR|xlsb|ods|et"
    "|MB|KB|Debian|Ctrl|Shift|Enter|Esc|Tab|PageUp|PageDown|Home|End|Linux|Windows|PowerShell|Python"
    "|Chrome|Edge|Firefox|pip|make run|make"
)
# A file with its cell, a cell alone, the number of an upload.
MARKS = (
    r"[^\s，。；：、（）“”]*\.(?:xlsx|xls|csv|docx|pptx|txt|pdf|md|exe)(?:![^\s，；]*)?"
    r"|![A-Z]+\d+|\d{8}T\d{6,12}-[0-9a-f]+"
)
KNOWN = rf"{MARKS}|(?<![A-Za-z])(?:{NAMES})(?![A-Za-z])"
# What is said to somebody: the text seen, and the names that a screen reader speaks.
ENGLISH = """(pattern) => {
  const known = new RegExp(pattern, "g");
  const isEnglish = (said) => /[A-Za-z]{2}/.test(said.replace(known, ""));
  // Names of icons are glyphs; code is typed as it stands; a label tells a whole picture.
  const skip = ["style", "script", "noscript", "canvas", "code", '[data-testid$="Icon"]',
    '[data-testid="stIconMaterial"]', '[role="img"] *'].join(",");
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const place = node.parentElement;
    if (!isEnglish(node.data) || place.closest(skip)) continue;
    if (place.checkVisibility({ visibilityProperty: true })) found.push(node.data);
  }
  for (const name of ["aria-label", "title", "placeholder"]) {
    for (const each of document.body.querySelectorAll(`[${name}]`)) {
      const said = each.getAttribute(name);
      if (isEnglish(said) && !each.closest(skip)) found.push(`${name}: ${said}`);
    }
  }
  return found;
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(filled_address):
    return filled_address


def english(page):
    return page.evaluate(ENGLISH, KNOWN)


def open_page(page, address, name, region="示例县", period="2025-05"):
    # The first page has no name of its own.
    path = "" if name == next(iter(PAGES)) else name
    page.goto(f"{address}/{path}?region={quote(region)}&period={period}")
    settle(page)


def settle(page):
    page.locator("html[lang=zh-CN]").wait_for(state="attached")
    settled.settle(page)


def table(page):
    found = page.locator("[data-testid=stDataFrame]:visible").first
    found.scroll_into_view_if_needed()
    found.hover()
    return found


def open_column_menu(page, grid):
    """Click along the header until a column's menu is hit: it is painted, no element."""
    box = grid.bounding_box()
    menu = page.get_by_role("menu", name="列菜单")
    for x in range(530, 700, 12):
        page.mouse.move(box["x"] + x, box["y"] + 18)
        page.mouse.click(box["x"] + x, box["y"] + 18)
        settle(page)
        if menu.is_visible():
            return menu
    pytest.fail("no column of numbers opens its menu")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_chinese(page, address, name):
    open_page(page, address, name)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach((head) => head.click())"
    )
    settle(page)

    assert english(page) == []


def test_a_tables_tools_and_menus_speak_chinese(page, address):
    open_page(page, address, "projects")
    grid = table(page)
    for name in ("显示或隐藏列", "下载 CSV", "全屏"):
        grid.hover()
        grid.get_by_role("button", name=name).hover()
        expect(page.get_by_test_id("stTooltipContent")).to_have_text(name)
        assert english(page) == []

    grid.hover()
    grid.get_by_role("button", name="显示或隐藏列").click()
    expect(page.get_by_test_id("stDataFrameColumnVisibilityMenu")).to_contain_text("全选")
    assert english(page) == []
    page.keyboard.press("Escape")

    grid.hover()
    grid.get_by_role("button", name="查找").click()
    page.get_by_test_id("search-input").fill("乡")
    area = page.get_by_test_id("search-result-area")
    expect(area).to_have_text(re.compile(r"^共 \d+ 处"))
    page.keyboard.press("Enter")
    expect(area).to_have_text(re.compile(r"第 \d+ 处，共 \d+ 处"))
    assert english(page) == []
    grid.get_by_role("button", name="关闭查找").click()

    menu = open_column_menu(page, grid)
    for name, opened in (("格式", "ColumnFormattingMenu"), ("统计", "StatisticsChart")):
        menu.get_by_role("menuitem", name=name).hover()
        expect(page.get_by_test_id(f"stDataFrame{opened}")).to_be_visible()
        settle(page)
        assert english(page) == []


def test_a_full_screen_table_offers_the_way_back_in_chinese(page, address):
    open_page(page, address, "projects")
    grid = table(page)
    grid.get_by_role("button", name="全屏").click()

    expect(page.get_by_role("button", name="退出全屏").first).to_be_attached()
    assert english(page) == []


def test_a_list_with_nothing_found_and_a_new_name_speak_chinese(page, address):
    open_page(page, address, "projects")
    page.get_by_role("combobox", name="地区").click()
    page.keyboard.type("查无此地")
    expect(page.get_by_text("没有符合的")).to_be_visible()
    assert english(page) == []

    open_page(page, address, "upload")
    page.get_by_role("combobox", name="报送单位").fill("新来的统计局")
    expect(page.get_by_role("option", name="新增：新来的统计局")).to_be_visible()
    assert english(page) == []


def test_the_uploader_speaks_chinese_of_files_taken_and_refused(page, address, tmp_path):
    open_page(page, address, "upload")
    expect(page.get_by_text("每个文件不超过 30MB")).to_be_visible()
    sender = page.get_by_role("combobox", name="报送单位")
    sender.fill("邵阳市统计局")
    sender.press("Enter")
    page.locator("input[type=file]").set_input_files(BULLETIN)
    expect(page.get_by_role("button", name=f"去掉 {BULLETIN.name}")).to_be_visible()
    settle(page)
    assert english(page) == []

    refused = tmp_path / "程序.exe"
    refused.write_bytes(b"MZ\x90\x00" + bytes(64))
    page.locator("input[type=file]").set_input_files(refused)
    expect(page.get_by_text("程序.exe：认不出文件格式")).to_be_visible()
    page.get_by_test_id("stFileChip").filter(has_text="程序.exe").hover()
    settle(page)
    assert english(page) == []


def test_help_and_typing_hints_speak_chinese(page, address):
    open_page(page, address, "upload")
    page.get_by_role("button", name="说明：报送单位").hover()
    expect(page.get_by_test_id("stTooltipContent")).to_be_visible()
    assert english(page) == []

    open_page(page, address, "projects")
    box = page.get_by_role("textbox").first
    box.focus()
    page.keyboard.insert_text("学校")
    expect(page.get_by_test_id("InputInstructions").first).to_have_text("按回车生效")
    assert english(page) == []


def test_an_address_that_does_not_exist_is_told_in_chinese(page, address):
    page.goto(f"{address}/nowhere")

    expect(page.get_by_role("dialog")).to_contain_text("没有这一页")
    expect(page.get_by_role("dialog").get_by_role("button", name="关闭")).to_be_visible()
    settle(page)
    assert english(page) == []


def test_a_readers_own_words_stay_as_they_are(page, address):
    open_page(page, address, "projects")
    left = page.evaluate(
        """async () => {
          const own = document.createElement("p");
          own.textContent = "Search";
          own.title = "No results";
          document.querySelector(".stMainBlockContainer").append(own);
          await new Promise((done) => setTimeout(done, 100));
          own.firstChild.data = "Select all";
          await new Promise((done) => setTimeout(done, 100));
          return [own.textContent, own.title];
        }"""
    )

    assert left == ["Select all", "No results"]


def test_the_script_takes_no_room(page, address):
    open_page(page, address, "projects")

    place = page.locator(".st-key-chinese_words")
    expect(place).to_have_count(1)
    expect(place.locator("xpath=..")).to_be_hidden()
