"""The meeting package: complete, summed, the same twice, and alive without a network."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from playwright.sync_api import expect
from plotly.offline import get_plotlyjs

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.statistics.ranking import RankingBars
from analytics.export.package import PAGE, SOURCES, SUMS, MeetingFiles, package
from analytics.export.slides import Slide
from analytics.export.web_page import charts_html
from tests.charts import frames
from tests.charts.frames import drawn
from tests.export.every_spec import every_spec
from tests.export.test_report import report

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
CHARTS = every_spec()
NAME = "2025年前三季度邵阳市固定资产投资运行情况分析"


def meeting():
    slides = (Slide(CHARTS["ranking"]), Slide(CHARTS["mix"]))
    figures = tuple(frames.every_chart().values())
    return MeetingFiles(report(), slides, figures, "邵阳市 · 2025年1—9月")


@pytest.fixture(scope="module")
def files():
    with zipfile.ZipFile(io.BytesIO(package(meeting(), SAVED_AT))) as read:
        return {name: read.read(name) for name in read.namelist()}


def test_everything_for_the_meeting_is_in_it(files):
    names = [f"{NAME}.docx", f"{NAME}.pptx", f"{NAME}.xlsx", PAGE, SOURCES, SUMS]
    assert list(files) == names


def test_the_same_meeting_and_moment_give_the_same_bytes():
    assert package(meeting(), SAVED_AT) == package(meeting(), SAVED_AT)


def test_the_sums_are_those_of_the_files(files):
    lines = files[SUMS].decode().splitlines()
    assert len(lines) == len(files) - 1
    for line in lines:
        digest, name = line.split("  ")
        assert sha256(files[name]).hexdigest() == digest


def test_a_chart_in_report_and_slides_is_one_sheet():
    charts = meeting().charts
    assert charts.count(CHARTS["ranking"]) == 1
    assert len(charts) == 4


def test_the_list_of_sources_holds_text_and_charts(files):
    rows = list(csv.DictReader(io.StringIO(files[SOURCES].decode("utf-8-sig"))))
    first = rows[0]
    assert (first["所在"], first["数字"]) == ("正文", "9.9%")
    assert first["出处"] == "yuebao_202509.xlsx!投资11!B5"
    last = next(row for row in rows if row["类别"] == "北塔区")
    assert (last["数字"], last["单位"], last["出处"]) == ("-28.8", "%", "月报.xlsx!表3!B2")
    assert all(row["出处"] for row in rows)


def test_the_page_carries_its_program_once_and_names_its_fonts(files):
    page = files[PAGE].decode()
    assert page.count(get_plotlyjs()[:200]) == 1
    assert "src=" not in page.replace(get_plotlyjs(), "")
    assert "Noto Sans SC, Microsoft YaHei" in page
    assert page.count('role="img"') == len(frames.every_chart())


def test_text_from_a_sheet_cannot_become_a_program():
    rows = frames.ranking_rows(("</script><script>alert(1)</script>", 1, 1, 0))
    caption = Caption("同比", "市", Period(2025, 9), "%", "甲", "乙")
    page = charts_html("<b>", [drawn(RankingBars, rows, caption)], SAVED_AT).decode()
    assert "alert(1)</script>" not in page.replace(get_plotlyjs(), "")
    assert "<h1>&lt;b&gt;</h1>" in page


@pytest.mark.browser
def test_the_page_draws_every_chart_without_a_network(files, tmp_path, chromium):
    path = tmp_path / "page.html"
    path.write_bytes(files[PAGE])
    asked = []
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(path.as_uri())
    charts = page.locator(".js-plotly-plot:has(.main-svg)")
    expect(charts).to_have_count(len(frames.every_chart()), timeout=180_000)
    words = page.inner_text("body")
    context.close()
    assert asked == [path.as_uri()]
    assert "新邵县增速居首" in words
