"""One chart as files: pictures of it, and its native twin with the numbers behind it.

Owns which files a chart can be had as; each is made elsewhere, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from analytics.charts.kit.chart import Chart
from analytics.charts.kit.spec import ChartSpec
from analytics.charts.kit.theme import LIGHT, Ink
from analytics.export.images import PNG, SVG, browser_path, image
from analytics.export.package import file_name
from analytics.export.slides import Slide, meeting_pptx
from analytics.export.workbook import tables_xlsx

Make = Callable[[datetime], bytes]
NO_PICTURES = "这台机器上没有浏览器，不能画图片；请下载可编辑的 PPT 或 Excel 图。"
NO_TWIN = "这种图没有可编辑的版本，请下载图片；数据见页上的表。"


def chart_files(chart: Chart, colours: Ink = LIGHT) -> dict[str, tuple[str, Make]]:
    """label: (file name, how it is made at a moment).

    colours: those of the reader's page, for the pictures.
    """
    title = file_name(chart.finding)
    files: dict[str, tuple[str, Make]] = {}
    if browser_path() is not None:
        for label, kind in (("PNG 图片", PNG), ("SVG 矢量图", SVG)):
            files[label] = (f"{title}.{kind}", _picture(chart, colours, kind))
    twin = chart.twin()
    if twin is not None:
        files["PPT 可编辑图"] = (f"{title}.pptx", lambda at: _slide(twin, at))
        files["Excel 可编辑图和数据"] = (f"{title}.xlsx", lambda at: _tables(twin, at))
    return files


def _picture(chart: Chart, colours: Ink, kind: str) -> Make:
    width = chart.caption.narrowest_px
    return lambda _: image(chart.figure(colours), kind, width_px=width)


def _slide(spec: ChartSpec, saved_at: datetime) -> bytes:
    return meeting_pptx(spec.finding, spec.subtitle, [Slide(spec)], saved_at)


def _tables(spec: ChartSpec, saved_at: datetime) -> bytes:
    return tables_xlsx(spec.finding, [spec], saved_at)
