"""make pictures: the guide's pictures, docs/pictures/<page>.png, from the real app.

The sample fills the lake; the pages on which a file is dropped stand on an empty one. All
pictures together must stay small enough for a clone, so they are palettised.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from take_pictures import ROOT

from analytics.basics.folders import GUIDE, SAMPLE
from analytics.lake import loading
from analytics.lake.opening import open_lake
from pages.parts.navigation import PAGES
from tests.browser.conftest import running_server
from tests.browser.settled import settle
from tests.conftest import CHROMIUM, FLAGS

FOLDER = GUIDE.with_name("pictures")
SIZE = {"width": 1366, "height": 768}
MOST_BYTES = 1_500_000  # of all pictures together
COLOURS = 128
CITY, COUNTY = ("邵阳市", "2025-09"), ("示例县", "2025-05")
BULLETIN = SAMPLE / "邵阳市统计月报_2025-09.xlsx"
# Which region and period shows each page's point.
SELECTIONS = {
    "overview": CITY,
    "growth": CITY,
    "structure": ("示例县", "2025-09"),
    "districts": CITY,
    "completion": COUNTY,
    "projects": COUNTY,
    "league": COUNTY,
    "dispatch": COUNTY,
    "report": COUNTY,
    "meeting": COUNTY,
    "sources": CITY,
}


def take_pages(page: Page, address: str) -> None:
    """Every page that shows data, and the guide in 帮助."""
    for name, (region, period) in SELECTIONS.items():
        place = "" if name == "overview" else name  # the first page is the root
        page.goto(f"{address}/{place}?region={quote(region)}&period={period}")
        keep(page, name)
    page.goto(f"{address}/help?section={quote('从空白到会议：邵阳市的地区排名')}")
    keep(page, "help")


def take_meeting_screen(page: Page, address: str) -> None:
    """The screen that the guide's walk leads to."""
    region, period = CITY
    page.goto(f"{address}/meeting?region={quote(region)}&period={period}")
    page.get_by_role("button", name="开始汇报").click()
    page.wait_for_selector(".st-key-meeting_screen_2 .main-svg", state="attached")
    settle(page)
    page.keyboard.press("2")
    keep(page, "meeting_screen")


def take_upload(page: Page, address: str) -> None:
    """What is read of a file, and the sheet it was read from."""
    page.goto(f"{address}/upload")
    sender = page.get_by_role("combobox", name="报送单位")
    sender.fill("邵阳市统计局")
    sender.press("Enter")
    page.get_by_role("textbox", name="经办人").fill("张三")
    page.locator("input[type=file]").set_input_files(BULLETIN)
    page.get_by_role("button", name="接收 1 个文件").wait_for()
    keep(page, "upload_read")
    page.get_by_text("逐表查看：读到了什么").click()
    page.get_by_text("底色：").scroll_into_view_if_needed()
    page.wait_for_timeout(2000)  # settled long ago, but for the table just opened
    keep(page, "upload")


def keep(page: Page, name: str) -> None:
    settle(page)
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}.png\n")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    steps: tuple[tuple[bool, tuple[Callable[[Page, str], None], ...]], ...] = (
        (False, (take_upload,)),
        (True, (take_meeting_screen, take_pages)),  # 帮助 shows pictures taken before
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for has_sample, takes in steps:
            with tempfile.TemporaryDirectory() as lake:
                if has_sample:
                    loading.load_sample_if_empty(open_lake(lake), lambda text: None)
                with running_server(lake) as address:
                    for take in takes:
                        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="zh-CN")
                        page.set_default_timeout(90_000)
                        take(page, address)
                        page.close()
        browser.close()
    missing = [name for name in PAGES if not (FOLDER / f"{name}.png").exists()]
    assert not missing, f"no picture of {missing}"
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    assert total <= MOST_BYTES, f"{total} bytes of pictures, more than {MOST_BYTES}"
    sys.stdout.write(f"{total} bytes under {FOLDER.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
