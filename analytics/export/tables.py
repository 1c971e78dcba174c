"""Rows to CSV and xlsx that a spreadsheet opens as text and numbers, never as formulas.

Owns the guard against formulas in text; chooses no columns and rounds nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from numbers import Number as AnyNumber

import xlsxwriter

from analytics.export.fixed_package import fixed_package

# Full-width forms too: a spreadsheet folds them before it looks.
_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_WIDEST_COLUMN = 40


def csv_bytes(frame_rows: Iterable[Sequence[object]], headers: Sequence[str]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads Chinese.

    >>> csv_bytes([["=1+1", -9.9, "-9.9", None]], ["甲", "乙", "丙", "丁"]).decode()
    "\\ufeff甲,乙,丙,丁\\r\\n'=1+1,-9.9,-9.9,\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_guarded(header) for header in headers])
    for row in frame_rows:
        writer.writerow(["" if _is_empty(value) else _guarded(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(
    frame_rows: Iterable[Sequence[object]],
    headers: Sequence[str],
    saved_at: datetime,
    sheet: str = "数据",
) -> bytes:
    """One sheet, headers in row 1; numbers as numbers, everything else as text."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, headers, book.add_format({"bold": True}))
    widths = [_width(header) for header in headers]
    for row, values in enumerate(frame_rows, start=1):
        for column, value in enumerate(values):
            if _is_empty(value):
                continue
            if isinstance(value, AnyNumber) and not isinstance(value, bool):
                page.write_number(row, column, float(value))
            else:
                page.write_string(row, column, str(value))
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 2, _WIDEST_COLUMN))
    book.close()
    return fixed_package(buffer.getvalue(), saved_at)


def _guarded(value: object) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, AnyNumber) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA_STARTS) else text


def _is_empty(value: object) -> bool:
    return value is None or value != value


def _width(value: object) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in str(value))
