"""An .xls (BIFF) as sheets, through xlrd: values, merges, indents in one pass.

Owns catching the dozen ways in which a damaged .xls makes xlrd fail; calamine is not
used here because damaged files make it run away with memory.
"""

from __future__ import annotations

import io
import re
from datetime import date

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.xldate import xldate_as_datetime

from analytics.basics.errors import Problem
from analytics.intake.files.grid import (
    MAX_BOX,
    MAX_MERGES,
    build_sheet,
    placed,
    read_value,
    too_large,
    too_many_merges,
)
from analytics.intake.files.sheets import CellValue, Sheet
from analytics.intake.files.sniff import refusal

_BROKEN_SHEET = Problem(
    "error",
    "sheet_broken",
    "这张工作表已损坏，没有读取",
    "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传",
)


def read_xls(data: bytes) -> tuple[list[Sheet], list[Problem]]:
    """All worksheets in order, and what is wrong with some of them."""
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except MemoryError:
        raise
    # Damaged files raise nine kinds of exception in xlrd; to the user they are one.
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise refusal("encrypted") from error
        raise refusal("broken_container") from error
    percents = _percent_styles(book)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    cells_left = MAX_BOX  # xlrd counts formatted blanks too
    for number, name in enumerate(book.sheet_names()):
        try:
            source = book.sheet_by_index(number)
            cells = sum(map(source.row_len, range(source.nrows)))
            if cells > cells_left:
                found: tuple[Problem, ...] = (too_large(),)
            elif len(source.merged_cells) > MAX_MERGES:
                found = (too_many_merges(),)
            else:
                sheet, found = _read_sheet(book, source, percents)
                sheets.append(sheet)
                cells_left -= cells
            book.unload_sheet(number)
        except MemoryError:
            raise
        except Exception:
            found = (_BROKEN_SHEET,)
        problems += [placed(problem, "", name) for problem in found]
    return sheets, problems


def _read_sheet(
    book: xlrd.Book, source: xlrd.sheet.Sheet, percents: frozenset[int]
) -> tuple[Sheet, tuple[Problem, ...]]:
    indent_of = {
        number: style.alignment.indent_level
        for number, style in enumerate(book.xf_list)
        if style.alignment.indent_level
    }
    rows, indents, shown_as_percent = [], {}, set()
    for row in range(source.nrows):
        rows.append(
            [
                _read_cell(kind, value, book.datemode)
                for kind, value in zip(source.row_types(row), source.row_values(row), strict=True)
            ]
        )
        for column in range(source.row_len(row)):
            style = source.cell_xf_index(row, column)
            if style in indent_of and rows[-1][column] is not None:
                indents[row, column] = indent_of[style]
            if style in percents and source.cell_type(row, column) == 2:
                shown_as_percent.add((row, column))
    return build_sheet(
        source.name,
        rows,
        [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells],
        is_hidden=source.visibility != 0,
        indents=indents,
        percents=frozenset(shown_as_percent),
    )


def _read_cell(kind: int, value: object, datemode: int) -> CellValue:
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, "#ERR!"))
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _read_day(value, datemode) or read_value(value)
    return read_value(value)


def _read_day(serial: float, datemode: int) -> date | None:
    """The day of a date cell; None where the number is no day (a time, a misformat)."""
    try:
        return xldate_as_datetime(serial, datemode).date() if serial >= 1 else None
    except (ValueError, OverflowError):
        return None


def _percent_styles(book: xlrd.Book) -> frozenset[int]:
    found = set()
    for number, style in enumerate(book.xf_list):
        known = book.format_map.get(style.format_key)
        code = known.format_str if known else ""
        if "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code or ""):
            found.add(number)
    return frozenset(found)
