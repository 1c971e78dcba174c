"""What every file format is turned into before its layout is looked for.

Owns the shape of a sheet as printed; knows nothing of tables, periods or indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

CellValue = str | Decimal | date | bool | None

MAX_TEXT, CUT = 500, "…"  # a longer text ends with the mark
_RAISED = str.maketrans("0123456789+-()（）[]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾⁽⁾⁽⁾")
# Control characters, direction marks, zero-width marks, lone surrogates,
# noncharacters: unseen on paper, and they break exports or hide what a label says.
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean_text(text: str) -> str:
    r"""Text without characters nobody can see; leading blanks stay (they mean level).

    >>> clean_text("  工\u202e业\x07")
    '  工业'
    """
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + CUT


def raised(text: str) -> str:
    """Text printed above the line, so that it runs together with no number before it.

    >>> raised("1"), raised("①"), raised("注")
    ('¹', '①', '(注)')
    """
    body = text.strip().translate(_RAISED)
    return f"({body})" if body[:1].isalpha() and body.isalnum() else body


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


@lru_cache(maxsize=65536)
def position(cell: str) -> tuple[int, int]:
    """The inverse of address.

    >>> position("AB9")
    (8, 27)
    """
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(f"not a cell address: {cell!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@dataclass(frozen=True)
class Sheet:
    """One sheet as printed: row 0 is the file's first row, nothing is skipped.

    rows: text, Decimal (from a numeric cell, by its shortest digits; a Shown where the
    cell's format says how it is printed), date, bool, or None where empty; ragged rows
    are padded to one width. merges: inclusive zero-based boxes (top, left, bottom,
    right); only the top-left cell holds the value. indents: the format's own indent
    level of a label cell, where it has one.
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
    """A file's sheets in order. kind: one of sniff.KIND_NAMES, by its bytes."""

    file: str
    kind: str
    sheets: tuple[Sheet, ...]
