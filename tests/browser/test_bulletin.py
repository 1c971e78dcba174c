"""A bulletin's whole way, as its user goes it: upload, accept, look, trace, download."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.export.office import converted

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "files" / "yuebao_202509.xlsx"
SAMPLE = ROOT / "data" / "sample" / "邵阳市统计月报_2025-09.xlsx"
BULLETIN = CORPUS if CORPUS.exists() else SAMPLE

pytestmark = pytest.mark.browser


def offer(page, address, files):
    page.goto(f"{address}/upload")
    sender = page.get_by_role("combobox", name="报送单位")
    sender.fill("邵阳市统计局")
    sender.press("Enter")
    page.get_by_role("textbox", name="经办人").fill("张三")
    page.locator("input[type=file]").set_input_files(files)


def accept_bulletin(page, address):
    offer(page, address, BULLETIN)
    expect(page.get_by_text("邵阳市").first).to_be_visible()
    page.get_by_role("button", name="接收 1 个文件").click()
    expect(page.get_by_text("已接收").first).to_be_visible()


def test_a_deep_link_on_a_fresh_server_runs_the_app_around_the_page(page, serve, tmp_path):
    with serve(tmp_path / "lake") as address:
        page.goto(f"{address}/growth")

        expect(page.get_by_role("heading", name="增速")).to_be_visible()
        # The navigation is app.py's: a page file run alone has none.
        expect(page.get_by_role("link", name="出处与版次")).to_be_visible()
        expect(page.get_by_text("还没有数据").first).to_be_visible()


def test_no_page_asks_anything_of_the_internet(page, empty_address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("", "growth", "upload", "sources"):
        page.goto(f"{empty_address}/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()

    outside = {url for url in asked if not url.startswith((empty_address, "data:", "blob:"))}
    assert {url for url in outside if not url.startswith(f"ws{empty_address[4:]}")} == set()


def test_a_chart_whose_program_cannot_be_read_says_so(page, sample_address):
    page.route("**/plotly-*.js", lambda route: route.abort())
    try:
        page.goto(f"{sample_address}/?region={quote('邵阳市')}&period=2025-09")

        expect(page.get_by_text("图没有画出来").first).to_be_visible()
    finally:
        page.unroute("**/plotly-*.js")


def test_a_bulletin_goes_from_upload_to_a_traced_number_in_word(page, serve, tmp_path):
    with serve(tmp_path / "lake") as address:
        accept_bulletin(page, address)

        page.goto(f"{address}/?region={quote('邵阳市')}&period=2025-09")
        expect(page.get_by_text("−9.9%").first).to_be_visible()
        expect(page.locator(".st-key-overview_ranking")).to_contain_text("新邵县")
        page.reload()
        expect(page.get_by_text("−9.9%").first).to_be_visible()
        assert "2025-09" in page.url or quote("2025-09") in page.url

        with page.expect_download() as download:
            page.get_by_role("button", name="下载 Word 稿").click()
        draft = tmp_path / "draft.docx"
        download.value.save_as(draft)
        written = converted(draft, "txt:Text (encoded):UTF8", tmp_path / "office")
        text = written.read_text(encoding="utf-8-sig")
        assert "下降9.9%" in text
        assert "新邵县" in text
        assert f"{BULLETIN.name}!" in text

        page.locator(".st-key-overview_ranking .point path").first.click(force=True)
        expect(page.get_by_role("heading", name="出处与版次")).to_be_visible()
        expect(page.get_by_text(f"{BULLETIN.name}!").first).to_be_visible()
        expect(page.locator(".st-key-original")).to_be_visible()


def twin_corners():
    """A 2 KB workbook whose two cells span the whole grid: it kills a reader in process."""
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_broken_files_get_a_sentence_each_and_the_good_one_beside_them_goes_on(
    page, serve, tmp_path
):
    broken = {
        "空.xlsx": b"",
        "坏.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "图片.xlsx": b"\x89PNG\r\n\x1a\n" + b"x" * 60,
        "四角.xlsx": twin_corners(),
    }
    files = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        for name, data in broken.items()
    ]
    good = {
        "name": SAMPLE.name,
        "mimeType": "application/octet-stream",
        "buffer": SAMPLE.read_bytes(),
    }
    with serve(tmp_path / "lake") as address:
        offer(page, address, [*files, good])

        for name in broken:
            said = page.locator("[data-testid=stAlert]", has_text=name).first
            expect(said).to_contain_text("请")
        page.get_by_role("button", name="接收 1 个文件").click()
        expect(page.get_by_text("已接收").first).to_be_visible()
        page.goto(address)
        expect(page.get_by_text("−9.9%").first).to_be_visible()
