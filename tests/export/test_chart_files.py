"""A chart as files: pictures of its own width, its native twin, and honest gaps."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from PIL import Image

from analytics.charts.statistics.heat_strip import GrowthHeat
from analytics.charts.statistics.ranking import RankingBars
from analytics.export import chart_files as files
from tests.charts.frames import caption, districts

SAVED_AT = datetime(2025, 10, 20, 1, 30, tzinfo=UTC)


def made(offered, label):
    name, make = offered[label]
    return name, make(SAVED_AT)


def test_bars_can_be_had_as_pictures_and_as_editable_charts():
    offered = files.chart_files(RankingBars(districts(), caption(narrowest_px=620)))

    name, png = made(offered, "PNG 图片")
    assert name == "新邵县增速居首，北塔区居末位，1个地区无数据.png"
    assert Image.open(io.BytesIO(png)).size[0] == 620 * 3
    assert "新邵县" in made(offered, "SVG 矢量图")[1].decode()
    for label, part in (
        ("PPT 可编辑图", "ppt/charts/chart"),
        ("Excel 可编辑图和数据", "xl/charts/chart"),
    ):
        with zipfile.ZipFile(io.BytesIO(made(offered, label)[1])) as package:
            assert any(one.startswith(part) for one in package.namelist())


def test_a_chart_without_a_native_twin_is_offered_as_pictures_only():
    rows = districts().assign(
        region_code="430522", indicator_code="x", indicator_name="固定资产投资",
        parent_region_code="430500", year=2025, month=9, period_code="2025-09",
        district_count=4, gap_to_parent_pp=None, parent_source="月报.xlsx!表3!B9",
    )  # fmt: skip

    assert set(files.chart_files(GrowthHeat(rows, caption()))) == {"PNG 图片", "SVG 矢量图"}


def test_without_a_browser_the_native_charts_remain(monkeypatch):
    monkeypatch.setattr(files, "browser_path", lambda: None)
    offered = files.chart_files(RankingBars(districts(), caption()))

    assert set(offered) == {"PPT 可编辑图", "Excel 可编辑图和数据"}
