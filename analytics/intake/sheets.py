"""What every file format is turned into before its layout is looked for.

Owns the shape of a sheet as printed; knows nothing of tables, periods or indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CellValue = str | Decimal | date | bool | None


def address(row: int, column: int) -> str:
    """Zero-based row and column as a spreadsheet address.

    >>> address(0, 0), address(8, 27)
    ('A1', 'AB9')
    """
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def position(cell: str) -> tuple[int, int]:
    """The inverse of address.

    >>> position("AB9")
    (8, 27)
    """
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    if match is None:
        raise ValueError(f"not a cell address: {cell!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@dataclass(frozen=True)
class Sheet:
    """One sheet as printed: row 0 is the file's first row, nothing is skipped.

    rows: text, Decimal (from a numeric cell, by its shortest digits), date, bool, or
    None where empty; ragged rows are padded to one width. merges: inclusive zero-based
    boxes (top, left, bottom, right); only the top-left cell holds the value. indents:
    the format's own indent level of a label cell, where it has one.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    is_hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    indents: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in order. kind: xlsx, xls, csv or html, by its bytes."""

    file: str
    kind: str
    sheets: tuple[Sheet, ...]
