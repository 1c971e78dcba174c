"""make screenshots: every page of the real app with the sample, in two sizes, light and dark.

Writes into screenshots/ (not kept in git); docs/overview.png is the README's picture.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from analytics import loading  # noqa: E402  (the project root must be on the path first)
from analytics.warehouse import open_lake  # noqa: E402
from pages.parts.navigation import PAGES  # noqa: E402
from tests.browser.conftest import running_server  # noqa: E402
from tests.conftest import CHROMIUM, FLAGS  # noqa: E402

SIZES = ((1920, 1080), (1366, 768))
SELECTIONS = {
    "邵阳": ("邵阳市", "2025-09"),
    "全国": ("全国", "2023-09"),
    "示例": ("示例县", "2025-09"),
    "台账": ("示例县", "2025-05"),
}
PICTURE = ("邵阳", "overview", (1366, 768), "light")


def take(browser: Browser, address: str, folder: Path) -> None:
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            for who, (region, period) in SELECTIONS.items():
                for name in PAGES:
                    place = "" if name == "overview" else name  # the first page is the root
                    page.goto(f"{address}/{place}?region={quote(region)}&period={period}")
                    page.wait_for_selector("h1", timeout=90_000)
                    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=90_000)
                    page.wait_for_timeout(1500)  # charts draw after the script has ended
                    path = folder / f"{who}_{name}_{width}_{scheme}.png"
                    page.screenshot(path=path)
                    sys.stdout.write(f"{path.relative_to(ROOT)}\n")
                    if (who, name, (width, height), scheme) == PICTURE:
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
