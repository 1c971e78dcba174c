"""make screenshots: every page and every meeting screen of the real app with the sample.

Four sizes (among them a 4:3 projector), each as usual in light and dark, in high contrast and as
a grey copy. Writes into screenshots/ (not kept in git); docs/overview.png is the README's.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from analytics.lake import loading  # noqa: E402
from analytics.lake.opening import open_lake  # noqa: E402
from pages.parts.look import GREY, HIGH_CONTRAST, USUAL  # noqa: E402
from pages.parts.navigation import PAGES  # noqa: E402
from tests.browser.conftest import running_server  # noqa: E402
from tests.browser.settled import settle  # noqa: E402
from tests.conftest import CHROMIUM, FLAGS  # noqa: E402

SIZES = ((1920, 1080), (3840, 2160), (1366, 768), (1024, 768))
# name: (what the browser prefers, 显示方式)
VIEWS = {
    "light": ("light", USUAL),
    "dark": ("dark", USUAL),
    "grey": ("light", GREY),
    "contrast": ("light", HIGH_CONTRAST),
}
CITY, COUNTY, NATION = ("邵阳市", "2025-09"), ("示例县", "2025-05"), ("全国", "2023-09")
OF_LEDGERS = ("completion", "projects", "league", "dispatch", "report", "meeting")
CHOICES = (
    *((name, COUNTY if name in OF_LEDGERS else CITY) for name in PAGES),
    ("overview", COUNTY),
    ("growth", NATION),
    ("structure", NATION),
)
MEETINGS = (CITY, COUNTY)
PICTURE = ("邵阳市_overview", (1366, 768), "light")


def shots(page: Page, address: str, look: str) -> Iterator[str]:
    """The name of each picture, when it is time to take it."""
    for name, (region, period) in CHOICES:
        place = "" if name == "overview" else name  # the first page is the root
        page.goto(f"{address}/{place}?region={quote(region)}&period={period}&look={look}")
        settle(page)
        yield f"{region}_{name}"
    for region, period in MEETINGS:
        page.goto(f"{address}/meeting?region={quote(region)}&period={period}&look={look}&show=1")
        page.wait_for_selector(".st-key-meeting_screen_1 .main-svg", state="attached")
        settle(page)
        for number in range(1, page.locator('[class*="st-key-meeting_screen_"]').count() + 1):
            yield f"{region}_meeting_{number:02}"
            page.keyboard.press("ArrowRight")


def take(browser: Browser, address: str, folder: Path) -> None:
    for width, height in SIZES:
        for view, (scheme, look) in VIEWS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            context.set_default_timeout(90_000)
            page = context.new_page()
            for name in shots(page, address, look):
                path = folder / f"{name}_{width}_{view}.png"
                page.screenshot(path=path)
                sys.stdout.write(f"{path.relative_to(ROOT)}\n")
                if (name, (width, height), view) == PICTURE:
                    shutil.copy(path, ROOT / "docs" / "overview.png")
            context.close()


def main() -> None:
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as lake, sync_playwright() as playwright:
        loading.load_sample_if_empty(open_lake(lake), lambda text: None)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running_server(lake) as address:
            take(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main()
