"""What stands in a file's cells by readers that are not ours: openpyxl, xlrd, csv, html.parser.

It imports nothing of the product: what both were wrong about would not be seen.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
from decimal import Decimal
from html.parser import HTMLParser

import openpyxl
import xlrd

Grid = dict[tuple[int, int], object]  # zero-based row and column to what a cell shows
_UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3000\ufeff\ufffd-\uffff]"
)
_FIRST_DAY = datetime.datetime.fromisoformat("1899-12-30")


def grids(kind: str, data: bytes) -> list[Grid]:
    """A grid for each sheet; raises whatever the library raises."""
    return {"xlsx": _of_xlsx, "xls": _of_xls, "csv": _of_csv, "html": _of_html}[kind](data)


def plain(value: object) -> object:
    """A cell's value in a form in which two readers can agree; None where it is empty."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float | Decimal):
        if isinstance(value, float) and (value != value or abs(value) >= 1e15):
            return "long"
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return "long" if abs(number) >= 10**15 else number.normalize()
    text = _UNSEEN.sub("", str(value))[:400]
    return text or None


def _shown(number: float, code: str) -> object:
    """The number at the scale of its format: by its percent signs and its last commas."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.split(";")[0])
    thousands = re.search(r"[0#?](,+)(?:[^0#?,.]|$)", bare)
    power = 2 * bare.count("%") - 3 * len(thousands[1] if thousands else "")
    value = plain(number)
    return value.scaleb(power).normalize() if isinstance(value, Decimal) else value


def _of_xlsx(data: bytes) -> list[Grid]:
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = []
    for sheet in book.worksheets:
        grid: Grid = {}
        for (row, column), cell in sheet._cells.items():
            value = cell.value
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if (
                value := _shown(value, cell.number_format) if is_number else plain(value)
            ) is not None:
                grid[row - 1, column - 1] = value
        found.append(grid)
    return found


def _of_xls(data: bytes) -> list[Grid]:
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    found = []
    for sheet in book.sheets():
        grid: Grid = {}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                value = plain(cell.value)
                if cell.ctype == xlrd.XL_CELL_NUMBER:
                    style = book.format_map[book.xf_list[cell.xf_index].format_key]
                    value = _shown(cell.value, style.format_str)
                elif cell.ctype == xlrd.XL_CELL_DATE:
                    value = plain(_FIRST_DAY + datetime.timedelta(days=cell.value))
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    value = bool(cell.value)
                elif cell.ctype == xlrd.XL_CELL_ERROR:
                    value = xlrd.error_text_from_code.get(cell.value)
                if value is not None:
                    grid[row, column] = value
        found.append(grid)
    return found


def _of_csv(data: bytes) -> list[Grid]:
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [
        {
            (row, column): value
            for row, line in enumerate(lines)
            for column, field in enumerate(line)
            if (value := plain(field)) is not None
        }
    ]


def _of_html(data: bytes) -> list[Grid]:
    page = _Page()
    page.feed(data.decode("utf-8"))
    page.close()
    return [{at: value for at, text in page.cells.items() if (value := plain(text)) is not None}]


class _Page(HTMLParser):
    """A table's cells in the order of their tags; spans as far as the test's page has them."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], str] = {}
        self.row, self.column, self.at = -1, 0, None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.row, self.column, self.at = self.row + 1, 0, None
        elif tag in ("td", "th"):
            self.at = self.row, self.column
            self.cells[self.at] = ""
            span = dict(attributes).get("colspan") or "1"
            self.column += int(span) if span.isdecimal() and int(span) else 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.at = None

    def handle_data(self, text: str) -> None:
        if self.at is not None:
            self.cells[self.at] += text
