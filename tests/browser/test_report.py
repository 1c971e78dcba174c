"""讲话稿 in a real browser: rewrite, sign off, download, open in LibreOffice, see what moved."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from analytics.basics.period import Period
from analytics.documents import files, making
from analytics.lake import loading
from analytics.lake.opening import open_lake
from tests.export.office import converted
from tests.lake_rows import SHAOYANG
from tests.saved import saved_at
from tests.selections import chosen

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
MONTHS = ("2025-08", "2025-09")

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(lake):
    for month in MONTHS:
        name = f"邵阳市统计月报_{month}.xlsx"
        data = (SAMPLE / name).read_bytes()
        loading.prepare(lake, data, name, "邵阳市统计局", SHAOYANG).accept(lake)
    return lake


@pytest.mark.office
def test_a_draft_is_rewritten_signed_and_leaves_as_word_with_its_numbers(
    page, serve, filled, tmp_path
):
    with serve(filled.folder) as address:
        page.goto(f"{address}/report?region={quote('邵阳市')}&period=2025-09")
        lead = page.get_by_role("textbox", name="正文").first
        expect(lead).to_have_value(re.compile("同比下降9.9%"))
        lead.fill("2025年1—9月，全市投资同比下降9.9%，形势严峻。")
        lead.press("Tab")
        expect(page.get_by_role("button", name="还原")).to_be_visible()
        suggested = page.get_by_role("textbox", name="正文").last
        suggested.fill("针对下降的领域，逐个项目调度。")
        suggested.press("Tab")
        expect(page.get_by_role("button", name="还原")).to_have_count(2)

        page.get_by_role("button", name="把现在的稿子定稿").click()
        expect(page.get_by_text("定稿：与现有数据一致")).to_be_visible()

        with page.expect_download() as download:
            page.get_by_role("button", name="Word 稿（数字带出处）").click()
        path = tmp_path / "季分析.docx"
        download.value.save_as(path)

    data = path.read_bytes()
    lake = open_lake(filled.folder)
    with_edits = making.document(lake, chosen(lake, "邵阳市", Period(2025, 9)))
    assert files.docx(with_edits, saved_at(data)) == data

    text = converted(path, "txt:Text (encoded):UTF8", tmp_path / "office").read_text("utf-8-sig")
    assert "全市投资同比下降9.9%，形势严峻。" in text
    assert "邵阳市统计月报_2025-09.xlsx!投资11!B5" in text
