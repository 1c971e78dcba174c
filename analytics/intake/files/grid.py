"""From the cells a reader found to one Sheet: padded, trimmed, merges clipped.

Owns the limits of a sheet's size, shared by all formats, and what becomes of lone
cells far away from the body; knows no file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from analytics.basics.errors import Problem
from analytics.intake.files.sheets import CellValue, Sheet, address, clean_text

MAX_CELLS = 3_000_000
MAX_BOX = 6_000_000  # padded cells of one sheet: what 1.2 GB and 20 s can hold
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_MERGES = 20_000
# No table has a hole this wide: what lies beyond was left there by accident.
FAR = {"row": 2_000, "column": 256}
_MAX_NUMBER = 1e15  # beyond Excel's 15 digits a number is an identifier

Box = tuple[int, int, int, int]


def near_end(used: Iterable[int], axis: str) -> int:
    """The last used row or column before a hole too wide for any table; -1 if none.

    >>> near_end({0, 5, 1_048_575}, "row"), near_end((), "row")
    (5, -1)
    """
    last = -1
    for number in sorted(used):
        if last >= 0 and number - last > FAR[axis]:
            break
        last = number
    return last


def read_value(value: object) -> CellValue:
    """A library's cell value as printed; a date keeps its day, a number its digits.

    >>> read_value(202609.0), read_value(0.1), read_value(""), read_value(float("nan"))
    (Decimal('202609'), Decimal('0.1'), None, 'nan')
    """
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _MAX_NUMBER:
            return Decimal(int(value))
        return Decimal(repr(value)) if abs(value) < _MAX_NUMBER else _long(value)
    if isinstance(value, str):
        return clean_text(value) or None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value) if abs(value) < _MAX_NUMBER else str(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat()
    return clean_text(str(value)) or None


def _long(value: float) -> str:
    """An identifier, or no number at all (NaN, infinity): text either way."""
    return str(int(value)) if abs(value) < 1e21 else repr(value)


def build_sheet(
    name: str,
    rows: Sequence[Sequence[CellValue]],
    merges: Iterable[Box] = (),
    *,
    is_hidden: bool = False,
    indents: dict[tuple[int, int], int] | None = None,
    percents: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[Sheet, tuple[Problem, ...]]:
    """Ragged rows as a Sheet of one width, trimmed; a problem where it cut far cells."""
    ends = [_end(row) for row in rows]
    used_rows = [number for number, end in enumerate(ends) if end >= 0]
    last_row = near_end(used_rows, "row")
    widest = max(ends[: last_row + 1], default=-1)
    last_column = widest
    if widest > FAR["column"]:
        last_column = near_end(_used_columns(rows[: last_row + 1]), "column")
    width = last_column + 1
    padded = []
    for row in rows[: last_row + 1]:
        kept = tuple(row[:width])
        padded.append(kept + (None,) * (width - len(kept)))
    sheet = Sheet(
        name=clean_text(name),
        rows=tuple(padded),
        is_hidden=is_hidden,
        merges=clip_merges(merges, last_row, last_column),
        indents=indents or {},
        percents=percents,
    )
    is_cut = last_column < widest or (used_rows and used_rows[-1] > last_row)
    return sheet, (far_cells(last_row, last_column),) if is_cut else ()


def _end(row: Sequence[CellValue]) -> int:
    """The last column of a row with a value; -1 for an empty row."""
    column = len(row) - 1
    while column >= 0 and row[column] is None:
        column -= 1
    return column


def _used_columns(rows: Sequence[Sequence[CellValue]]) -> set[int]:
    used: set[int] = set()
    for row in rows:
        used.update(number for number, value in enumerate(row) if value is not None)
    return used


def far_cells(last_row: int, last_column: int) -> Problem:
    """Says that lone cells far from the sheet's body were left out."""
    return Problem(
        "warning",
        "far_cells",
        f"{address(last_row, last_column)} 以外很远处还有零散单元格，没有读入",
        "如其中有数据，请移到主表附近后再上传",
    )


def clip_merges(merges: Iterable[Box], last_row: int, last_column: int) -> tuple[Box, ...]:
    """Merges inside the sheet's own box; a merge of one cell is none."""
    clipped = []
    for top, left, bottom, right in merges:
        box = (top, left, min(bottom, last_row), min(right, last_column))
        if 0 <= top <= box[2] and 0 <= left <= box[3] and box[:2] != box[2:]:
            clipped.append(box)
    return tuple(dict.fromkeys(clipped))


def too_large() -> Problem:
    """The sheet holds or spans more cells than can be read."""
    return Problem(
        "error",
        "too_many_cells",
        f"单元格太多（有值的超过 {MAX_CELLS // 10_000} 万个，"
        f"或范围超过 {MAX_BOX // 10_000} 万格），没有读取",
        "请删除不需要的行列，或分成几个文件上传",
    )


def too_many_merges() -> Problem:
    """The sheet has more merged areas than any table needs."""
    return Problem(
        "error",
        "too_many_merges",
        f"合并单元格超过 {MAX_MERGES} 处，没有读取",
        "请取消不必要的合并单元格，另存后再上传",
    )


def placed(problem: Problem, file: str, sheet: str = "") -> Problem:
    """The problem with its file and sheet filled in where still unknown."""
    return replace(
        problem,
        file=problem.file or clean_text(file),
        sheet=problem.sheet or clean_text(sheet),
    )
