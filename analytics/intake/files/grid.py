"""From the cells a reader found to one Sheet: padded, trimmed, merges clipped.

Owns the limits of a sheet's size, shared by all formats, and what becomes of lone
cells far away from the body; knows no file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from analytics.basics.errors import Problem
from analytics.intake.files.sheets import CUT, MAX_TEXT, CellValue, Sheet, address, clean_text

MAX_CELLS = 3_000_000
MAX_BOX = 6_000_000  # padded cells of one sheet: what 1.2 GB and 20 s can hold
MAX_USED_ROWS = 50_000  # what can be understood in the seconds a page waits
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_MERGES = 20_000
# No table has a hole this wide: what lies beyond was left there by accident.
FAR = {"row": 2_000, "column": 256}
_RUNS_SHOWN = 5
RESAVE = "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传"
BROKEN_SHEET = Problem("error", "sheet_broken", "这张工作表已损坏，没有读取", RESAVE)
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
    )
    is_cut = last_column < widest or (used_rows and used_rows[-1] > last_row)
    problems = (far_cells(last_row, last_column),) if is_cut else ()
    return sheet, (*problems, *_cut_texts(sheet))


def _cut_texts(sheet: Sheet) -> Iterator[Problem]:
    cut = [
        address(row, column)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if type(value) is str and len(value) >= MAX_TEXT and value.endswith(CUT)
    ]
    if cut:
        more = f"等 {len(cut)} 个单元格" if len(cut) > 1 else ""
        yield Problem(
            "note",
            "text_cut",
            f"{cut[0]}{more}的文字太长，只留了前 {MAX_TEXT - 1} 个字，末尾是“{CUT}”",
            "名称、数字在后面的，请缩短后重新上传",
            sheet=sheet.name,
            cell=cut[0],
        )


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


def formula_uncached(count: int, cell: str) -> Problem:
    """Formulas whose program saved no result beside them."""
    return Problem(
        "warning",
        "formula_uncached",
        f"有 {count} 个公式单元格没有保存计算结果，按空白读入",
        "请在 Excel/WPS 中打开并保存一次再上传",
        cell=cell,
    )


def written_twice(cells: Iterable[tuple[int, int]]) -> Problem:
    """Two values claim one address: neither was read."""
    first, *others = [address(*cell) for cell in sorted(cells)]
    more = f"等 {len(others) + 1} 个单元格" if others else ""
    return Problem(
        "error",
        "written_twice",
        f"{first}{more}在文件里写了两次，无法判断以哪个为准，没有读入",
        RESAVE,
        cell=first,
    )


def hidden_note(sheet: Sheet, rows: Iterable[int], columns: Iterable[int]) -> list[Problem]:
    """The note on hidden rows and columns that hold something; they are read as usual."""
    used_rows = sorted(n for n in rows if n < len(sheet.rows) and _end(sheet.rows[n]) >= 0)
    filled = _used_columns(sheet.rows) if columns else set()
    used_columns = sorted(filled.intersection(columns))
    places = [f"第 {_runs([str(n + 1) for n in used_rows], used_rows)} 行"] if used_rows else []
    if used_columns:
        names = [address(0, n)[:-1] for n in used_columns]
        places.append(f"{_runs(names, used_columns)} 列")
    if not places:
        return []
    first = address(used_rows[0] if used_rows else 0, used_columns[0] if used_columns else 0)
    return [
        Problem(
            "note",
            "hidden_cells",
            f"{'、'.join(places)}是隐藏的，已照常读入",
            "不该收的请删除后重新上传",
            sheet=sheet.name,
            cell=first,
        )
    ]


def _runs(names: Sequence[str], numbers: Sequence[int]) -> str:
    """Neighbours joined: 3、5—7; at most _RUNS_SHOWN."""
    runs: list[list[int]] = []
    for at, number in enumerate(numbers):
        if runs and numbers[runs[-1][-1]] == number - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    shown = [names[r[0]] if len(r) == 1 else f"{names[r[0]]}—{names[r[-1]]}" for r in runs]
    return "、".join(shown[:_RUNS_SHOWN]) + (f"等 {len(shown)} 处" if shown[_RUNS_SHOWN:] else "")


def too_many_rows() -> Problem:
    """The file has more rows than can be understood in time."""
    return Problem(
        "error",
        "too_many_rows",
        f"文件超过 {MAX_USED_ROWS // 10_000} 万行，没有读取",
        "请只留要用的时期和地区，或分成几个文件上传",
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
