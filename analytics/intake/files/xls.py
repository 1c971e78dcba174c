"""An .xls (BIFF) as sheets, through xlrd: values, merges, indents in one pass.

Owns catching the dozen ways in which a damaged .xls makes xlrd fail; calamine is not
used here because damaged files make it run away with memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.xldate import xldate_as_datetime

from analytics.basics.errors import Problem
from analytics.intake.files.formats import (
    DAYS_OF_1904,
    hides,
    is_a_day,
    number_as_day,
    scales,
    shown,
    shown_date,
    shows_a_month,
)
from analytics.intake.files.grid import (
    BROKEN_SHEET,
    MAX_BOX,
    MAX_MERGES,
    build_sheet,
    hidden_note,
    placed,
    read_value,
    too_large,
    too_many_merges,
    written_twice,
)
from analytics.intake.files.runs import LOWERED, PLAIN, RAISED, STRUCK, LeftOut, Run
from analytics.intake.files.sheets import CellValue, Sheet, address
from analytics.intake.files.sniff import refusal

_BLANKS = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


_put_cell = xlrd.sheet.Sheet.put_cell_ragged


def _put_noting_doubles(
    sheet: xlrd.sheet.Sheet, row: int, column: int, kind: int, value: object, style: int
) -> None:
    """xlrd lets the later of two values at one address win without a word."""
    kinds = sheet._cell_types[row] if row < len(sheet._cell_types) else ()
    if column < len(kinds) and kinds[column] not in _BLANKS and kind not in _BLANKS:
        sheet.__dict__.setdefault("doubles", set()).add((row, column))
    _put_cell(sheet, row, column, kind, value, style)


def read_xls(data: bytes) -> tuple[list[Sheet], list[Problem]]:
    """All worksheets in order, and what is wrong with some of them."""
    xlrd.sheet.Sheet.put_cell_ragged = _put_noting_doubles
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
    codes = _format_codes(book)
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
                sheet, found = _read_sheet(book, source, codes)
                sheets.append(sheet)
                cells_left -= cells
            book.unload_sheet(number)
        except MemoryError:
            raise
        except Exception:
            found = (BROKEN_SHEET,)
        problems += [placed(problem, "", name) for problem in found]
    return sheets, problems


def _read_sheet(
    book: xlrd.Book, source: xlrd.sheet.Sheet, codes: dict[int, str]
) -> tuple[Sheet, tuple[Problem, ...]]:
    indent_of = {
        number: style.alignment.indent_level
        for number, style in enumerate(book.xf_list)
        if style.alignment.indent_level
    }
    struck = {
        number
        for number, style in enumerate(book.xf_list)
        if book.font_list[style.font_index].struck_out
    }
    rows, indents, no_days, left_out = [], {}, [], LeftOut()
    for row in range(source.nrows):
        kinds = source.row_types(row)
        values = [
            _read_cell(kind, value, book.datemode)
            for kind, value in zip(kinds, source.row_values(row), strict=True)
        ]
        for column, value in enumerate(values):
            if value is None:
                continue
            style = source.cell_xf_index(row, column)
            if style in struck:
                left_out.struck(address(row, column))
            if style in indent_of:
                indents[row, column] = indent_of[style]
            is_number = kinds[column] == xlrd.XL_CELL_NUMBER
            if style in codes and is_number and isinstance(value, Decimal):
                values[column] = shown(value, codes[style])
                if hides(value, codes[style]):
                    left_out.unseen(address(row, column))
            if style in codes and isinstance(value, date):
                values[column] = shown_date(value, codes[style])
            if kinds[column] == xlrd.XL_CELL_DATE and isinstance(value, Decimal):
                no_days.append(address(row, column))
            if marks := source.rich_text_runlist_map.get((row, column)):
                runs = _runs(str(value), marks, book.font_list)
                values[column] = left_out.text(runs, address(row, column))
        rows.append(values)
    doubles = source.__dict__.get("doubles", set())
    for row, column in doubles:
        rows[row][column] = None
    sheet, problems = build_sheet(
        source.name,
        rows,
        [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells],
        is_hidden=source.visibility != 0,
        indents=indents,
    )
    hidden_rows = [
        row for row, info in source.rowinfo_map.items() if info.hidden or not info.height
    ]
    hidden_columns = [
        column for column, info in source.colinfo_map.items() if info.hidden or not info.width
    ]
    found = [*problems, *hidden_note(sheet, hidden_rows, hidden_columns)]
    found += left_out.problems()
    if no_days:
        found.append(number_as_day(len(no_days), no_days[0]))
    if doubles:
        found.append(written_twice(doubles))
    return sheet, tuple(found)


def _runs(
    text: str, marks: list[tuple[int, int]], fonts: list[xlrd.formatting.Font]
) -> Iterator[Run]:
    """The text with what stands off the line or is struck out told from the rest."""
    ends = [start for start, _ in marks[1:]] + [len(text)]
    yield text[: marks[0][0]], PLAIN
    for (start, number), end in zip(marks, ends, strict=True):
        font = fonts[number] if number < len(fonts) else None
        if font is not None and font.struck_out:
            yield text[start:end], STRUCK
        else:
            shift = font.escapement if font is not None else 0
            yield text[start:end], {1: RAISED, 2: LOWERED}.get(shift, PLAIN)


def _read_cell(kind: int, value: object, datemode: int) -> CellValue:
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, "#ERR!"))
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _read_day(value, datemode)
    return read_value(value)


def _read_day(serial: float, datemode: int) -> CellValue:
    """The day of a date cell; the number itself where it is no day (a misformat)."""
    if not is_a_day(serial, DAYS_OF_1904 if datemode else 0):
        return read_value(serial)
    day: date = xldate_as_datetime(serial, datemode).date()
    return day


def _format_codes(book: xlrd.Book) -> dict[int, str]:
    """The format code of each style that shows a number or a date otherwise than stored."""
    found = {}
    for number, style in enumerate(book.xf_list):
        known = book.format_map.get(style.format_key)
        if known and (scales(code := known.format_str or "") or shows_a_month(code)):
            found[number] = code
    return found
