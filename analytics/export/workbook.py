"""The tables behind the charts as .xlsx bytes: a sheet a chart, an index that leads there.

Owns sheets, their names and their panes; what a table holds is chart_sheet's business.
Numbers are unrounded; a formula stands where a reader would check.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics.charts.kit.labels import text_px
from analytics.charts.kit.spec import BARS, ChartPoint, ChartSpec
from analytics.export.chart_sheet import SOURCE, SheetCells, write_table
from analytics.export.chart_xml import mended
from analytics.export.fixed_package import fixed_package
from analytics.export.native_chart import BOOK_OPTIONS
from analytics.export.native_look import draw
from analytics.export.word import AUTHOR

INDEX = "目录"
_HEADS = ("序号", "图表", "指标、地区、时期、单位", "来源")
_HEAD_ROW = 3  # finding, subtitle, a line of air, then the table
_INDEX_WIDTHS = (6, 58, 60, 60)
_NAME_WIDTH, _NUMBER_WIDTH, _SOURCE_WIDTH, _LONGEST_NAME = 14, 13, 48, 34
_CHART_PX = (760, 380)
_ROW_PX, _FRAME_PX = 30, 90
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET = 31
_CHART = re.compile(r"xl/charts/chart\d+\.xml")


def tables_xlsx(title: str, charts: Sequence[ChartSpec], saved_at: datetime) -> bytes:
    """The same charts and moment give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, BOOK_OPTIONS)
    book.set_properties({"title": title, "author": AUTHOR, "created": saved_at})
    index = book.add_worksheet(INDEX)
    names = sheet_names(charts)
    for name, spec in zip(names, charts, strict=True):
        _add_sheet(book, name, spec)
    _fill_index(book, index, title, names, charts, saved_at)
    book.close()
    return fixed_package(_with_mended_charts(buffer.getvalue()), saved_at)


def sheet_names(charts: Sequence[ChartSpec]) -> list[str]:
    """图1 and what it says, cut to what a sheet's name may hold, each only once.

    >>> from analytics.charts.kit.spec import ChartPoint, Series
    >>> series = (Series("同比", (None,)),)
    >>> spec = ChartSpec("bars", (ChartPoint("甲"),), series, "A/B：快", "", "", "")
    >>> sheet_names([spec, spec])
    ['图1 A B：快', '图2 A B：快']
    """
    return [
        f"图{number} {_NOT_IN_NAMES.sub(' ', spec.finding)}"[:_LONGEST_SHEET].rstrip()
        for number, spec in enumerate(charts, start=1)
    ]


def _add_sheet(book: Workbook, name: str, spec: ChartSpec) -> None:
    sheet, spec = book.add_worksheet(name), _with_whole_periods(spec)
    sheet.write_string(0, 0, spec.finding, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, spec.subtitle)
    sheet.write_url(2, 0, f"internal:'{INDEX}'!A1", string="返回目录")
    cells = write_table(book, sheet, spec, top=_HEAD_ROW, is_exact=True)
    _set_widths(sheet, spec, cells)
    last = max(cells.columns.values())
    sheet.autofilter(cells.top, 0, cells.last, last)
    sheet.freeze_panes(cells.top + 1, cells.label_columns)
    foot = cells.last + 2
    sheet.write_string(foot, 0, spec.foot)
    chart = draw(book, spec, cells)
    width, height = _CHART_PX
    if spec.kind == BARS:
        height = max(height, _FRAME_PX + _ROW_PX * len(spec.points) * len(spec.series))
    chart.set_size({"width": width, "height": height})
    options = {"description": spec.alt, "object_position": 2}
    sheet.insert_chart(cells.top, last + 2, chart, options)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _with_whole_periods(spec: ChartSpec) -> ChartSpec:
    """A year named once above its months would be lost when a reader sorts or filters."""
    if not spec.is_grouped:
        return spec
    first = "1—" if spec.is_cumulative else ""
    labels = (f"{p.group}{'' if p.label == '1' else first}{p.label}月" for p in spec.points)
    return replace(spec, points=tuple(ChartPoint(label) for label in labels))


def _set_widths(sheet: Worksheet, spec: ChartSpec, cells: SheetCells) -> None:
    longest = max(round(text_px(point.label, 2)) for point in spec.points) + 2
    at = cells.label_columns - 1
    sheet.set_column(at, at, min(max(_NAME_WIDTH, longest), _LONGEST_NAME))
    sheet.set_row(cells.top, 32)
    for name, column in cells.columns.items():
        sheet.set_column(column, column, _SOURCE_WIDTH if SOURCE in name else _NUMBER_WIDTH)


def _fill_index(
    book: Workbook,
    index: Worksheet,
    title: str,
    names: Sequence[str],
    charts: Sequence[ChartSpec],
    saved_at: datetime,
) -> None:
    bold = book.add_format({"bold": True})
    index.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    index.write_string(1, 0, f"取数时间：{saved_at:%Y年%m月%d日 %H:%M}")
    for column, (head, width) in enumerate(zip(_HEADS, _INDEX_WIDTHS, strict=True)):
        index.write_string(_HEAD_ROW, column, head, bold)
        index.set_column(column, column, width)
    for row, (name, spec) in enumerate(zip(names, charts, strict=True), start=_HEAD_ROW + 1):
        index.write_number(row, 0, row - _HEAD_ROW)
        index.write_url(row, 1, f"internal:'{name}'!A1", string=spec.finding)
        index.write_string(row, 2, spec.subtitle)
        index.write_string(row, 3, spec.foot)
    index.set_landscape()
    index.fit_to_pages(1, 0)
    index.freeze_panes(_HEAD_ROW + 1, 2)
    if charts:
        index.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(charts), len(_HEADS) - 1)


def _with_mended_charts(package: bytes) -> bytes:
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as written,
    ):
        for name in read.namelist():
            content = read.read(name)
            if _CHART.fullmatch(name):
                content = mended(content, is_embedded=False)
            written.writestr(name, content)
    return result.getvalue()
