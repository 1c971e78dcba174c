"""A native chart's file: its XML, the workbook behind it, the room it takes in a text.

Owns how a description becomes the parts of a Word or PowerPoint file; the look is
native_look's business.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from docx.shared import Mm

from analytics.charts.kit.labels import text_px
from analytics.charts.kit.spec import BARS, WATERFALL, ChartSpec
from analytics.export.chart_sheet import write_table
from analytics.export.chart_xml import mended
from analytics.export.fixed_package import fixed_package
from analytics.export.native_look import TEXT_PT, draw, has_legend

WIDTH = Mm(156)
BOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_SHEET = "Sheet1"
_BAR_MM, _PAIR_MM, _FRAME_MM, _LEGEND_MM, _LINE_MM = 5.8, 9.5, 6, 7, 70
_WATERFALL_MM = 80
# A page of 225 mm less caption, subtitle and sources.
_TALLEST_MM = 165
# What Office gives to names beside bars before it breaks them.
_LONGEST_NAME_PT = 190


@dataclass(frozen=True)
class NativeChart:
    """A finished chart for a docx or pptx: its XML and the workbook behind it."""

    xml: bytes
    workbook: bytes


def native_chart(spec: ChartSpec, saved_at: datetime, text_pt: float = TEXT_PT) -> NativeChart:
    """The chart and its workbook, the same bytes for the same spec and moment."""
    with zipfile.ZipFile(io.BytesIO(_book(spec, text_pt))) as package:
        xml = package.read("xl/charts/chart1.xml")
    return NativeChart(mended(xml, is_embedded=True), fixed_package(_book(spec), saved_at))


def chart_height(spec: ChartSpec) -> int:
    """What the chart takes in a text of WIDTH, by its rows."""
    rows: float = len(spec.points)
    if spec.kind == BARS:
        longest = max(text_px(point.label, TEXT_PT) for point in spec.points)
        if longest > _LONGEST_NAME_PT:
            rows *= 1.6  # names of two lines
        # Two bars alone would be a strip between title and footer.
        rows = max(rows, 4)
        row = _BAR_MM if len(spec.series) == 1 else _PAIR_MM
        height = _FRAME_MM + row * rows + (_LEGEND_MM if has_legend(spec) else 0)
        return Mm(min(height, _TALLEST_MM))
    if spec.kind == WATERFALL:
        return Mm(_WATERFALL_MM)
    return Mm(_LINE_MM + (_LEGEND_MM if has_legend(spec) else 0))


def _book(spec: ChartSpec, text_pt: float | None = None) -> bytes:
    """A workbook of the table, with the chart where a text size is given."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, BOOK_OPTIONS)
    sheet = book.add_worksheet(_SHEET)
    cells = write_table(book, sheet, spec)
    if text_pt is not None:
        sheet.insert_chart(0, 0, draw(book, spec, cells, text_pt))
    book.close()
    return buffer.getvalue()
