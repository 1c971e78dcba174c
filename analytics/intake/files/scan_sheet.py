"""One worksheet's XML, counted and measured without building a sheet.

Owns the limits a sheet must keep (cells, extent, merges) and, in the same pass, what
calamine does not tell: indents, number formats, error cells, formulas without a saved
result, cells written twice, hidden rows and columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from xml.parsers.expat import ExpatError

from analytics.basics.errors import Problem
from analytics.intake.files.formats import is_a_day
from analytics.intake.files.grid import (
    BROKEN_SHEET,
    MAX_BOX,
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    near_end,
    too_large,
    too_many_merges,
)
from analytics.intake.files.sheets import position
from analytics.intake.files.tags import PREFIX, has_damaged_cell

# As every known program writes a cell; anything else takes the slow way.
_PLAIN = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_PLAIN_CELL = re.compile(_PLAIN + rb'(?: s="[0-9]{1,6}")?(?: t="[a-zA-Z]{1,9}")?>(?!</)')
_PLAIN_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*(?:/>|></)')
_ANY_CELL = re.compile(rb"<" + PREFIX + rb"c((?:\s[^<>]*?)?)(/?)>(</)?")
_ATTRIBUTE = re.compile(rb"""\s(r|s|t)\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")
_FORMULA = rb"(?:<" + PREFIX + rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + PREFIX + rb"f>))"
_FORMULA_CELL = re.compile(
    rb"<" + PREFIX + rb"c(\s[^<>]*)>\s*" + _FORMULA + rb"\s*"
    rb"(?:<" + PREFIX + rb"v\s*/>|<" + PREFIX + rb"v>\s*</" + PREFIX + rb"v>)?"
    rb"\s*</" + PREFIX + rb"c>"
)
_ERROR_TEXT = re.compile(rb"<" + PREFIX + rb"v>(#[^<]{1,20})</")
_HIDDEN = re.compile(
    rb"""\s(?:hidden\s*=\s*["'](?:1|true)|(?:ht|width)\s*=\s*["']0(?:\.0[0-9]*)?)["']"""
)
_HIDDEN_MARKS = (b"hidden", b'ht="0', b'width="0', b"ht='0", b"width='0")
_RUN_MARKS = (b"superscript", b"subscript", b"strike")
_ROW_OR_COLUMN = re.compile(rb"<" + PREFIX + rb"(row|col)\s[^<>]*")
_SPAN = re.compile(rb"""\s(r|min|max)\s*=\s*["']([0-9]{1,7})["']""")
_MERGE = re.compile(rb"<" + PREFIX + rb"mergeCell\s")


@dataclass
class PartScan:
    """What one worksheet part holds, without its values."""

    value_cells: int = 0
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merges: int = 0
    uncached: int = 0
    first_uncached: str = ""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: list[tuple[int, int]] = field(default_factory=list)
    no_days: dict[tuple[int, int], float] = field(default_factory=dict)
    doubles: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    open_row: set[tuple[bytes, bytes]] = field(default_factory=set)
    has_runs: bool = False
    trouble: Problem | None = None
    last_row: int = -1
    last_column: int = -1
    must_be_cut: bool = False  # far cells would make calamine ask for too large a box


@dataclass(frozen=True)
class Styles:
    """Style number to indent level or format code, and the style numbers of days."""

    indents: dict[int, int]
    formats: dict[int, str]
    days: frozenset[int]
    days_later: int = 0
    lacks_formats: bool = False
    struck: frozenset[int] = frozenset()

    @cached_property
    def plain_cell(self) -> re.Pattern[bytes] | None:
        """Finds the plainly written cells with one of these styles."""
        numbers = b"|".join(b"%d" % n for n in {*self.indents, *self.formats, *self.struck})
        if not numbers:
            return None
        return re.compile(_PLAIN + rb' s="(' + numbers + rb')"[^<>/]*>(?!</)')

    @cached_property
    def day_marks(self) -> tuple[bytes, ...]:
        """What stands in a run with such a cell, to be looked for first."""
        return tuple(b"s=%c%d%c" % (quote, n, quote) for n in self.days for quote in b"\"'")

    @cached_property
    def day_cell(self) -> re.Pattern[bytes] | None:
        """Finds the attributes and the number of cells whose style shows a day."""
        numbers = b"|".join(b"%d" % n for n in self.days)
        if not numbers:
            return None
        tag = rb"<" + PREFIX + rb"c(?=\s[^<>]*\bs\s*=\s*[\"'](?:" + numbers + rb")[\"'])"
        return re.compile(tag + rb"([^<>]*)>\s*" + _FORMULA + rb"?\s*<" + PREFIX + rb"v>([^<]*)<")


def has_runs(run: bytes) -> bool:
    """Whether some text of it may stand off the line or be struck out."""
    return any(mark in run for mark in _RUN_MARKS)


def scan_sheet(pieces: Iterable[bytes], styles: Styles, cells_left: int) -> PartScan:
    part = PartScan()
    try:
        _scan_runs(pieces, styles, cells_left, part)
    except ExpatError:
        part.trouble = part.trouble or BROKEN_SHEET
    if part.trouble is not None:
        return part
    if part.rows and (max(part.rows) + 1) * (max(part.columns) + 1) > MAX_BOX:
        part.must_be_cut = True
        part.last_row = near_end(part.rows, "row")
        part.last_column = near_end(part.columns, "column")
        if (part.last_row + 1) * (part.last_column + 1) > MAX_BOX:
            part.trouble = too_large()
    return part


def _scan_runs(pieces: Iterable[bytes], styles: Styles, cells_left: int, part: PartScan) -> None:
    for run in pieces:
        part.merges += len(_MERGE.findall(run))
        if has_damaged_cell(run):
            part.trouble = BROKEN_SHEET
            return
        _count_cells(run, part, styles)
        if part.trouble is None and part.value_cells > cells_left:
            part.trouble = too_large()
        if part.trouble is None and part.merges > MAX_MERGES:
            part.trouble = too_many_merges()
        if part.trouble is not None:
            return


def _count_cells(run: bytes, part: PartScan, styles: Styles) -> None:
    cells = _PLAIN_CELL.findall(run)
    other = run.count(b"<co") + run.count(b"<cf") + run.count(b"<cu")
    written = run.count(b"<c") + run.count(b":c") - other
    if len(cells) + len(_PLAIN_BLANK.findall(run)) == written:
        part.value_cells += len(cells)
        styled = styles.plain_cell.findall(run) if styles.plain_cell else ()
    else:
        valued = list(_any_cells(run))
        part.value_cells += len(valued)
        styled = [cell for cell in valued if cell[0]]
        cells = [cell[:2] for cell in styled]
    rows = {int(row) - 1 for row in {row for _, row in cells}}
    columns = {_column(letters) for letters in {letters for letters, _ in cells}}
    if rows and not 0 <= min(rows) <= max(rows) < MAX_ROWS:
        part.trouble = _off_grid(f"第 {max(rows) + 1} 行")
    elif columns and max(columns) >= MAX_COLUMNS:
        part.trouble = _off_grid(f"第 {max(columns) + 1} 列")
    if part.trouble is not None:
        return
    _note_doubles(cells, part)
    part.rows |= rows
    part.columns |= columns
    _note_styles(styled, part, styles)
    if styles.day_cell is not None and any(mark in run for mark in styles.day_marks):
        _note_no_days(run, part, styles.day_cell, styles.days_later)
    part.has_runs = part.has_runs or has_runs(run)
    if any(mark in run for mark in _HIDDEN_MARKS):
        _note_hidden(run, part)
    if b"f>" in run or b"<f " in run:
        _note_uncached(run, part)
    if b't="e"' in run or b"t='e'" in run:
        _note_errors(run, part)


@lru_cache(maxsize=MAX_COLUMNS)
def _column(letters: bytes) -> int:
    return position(f"{letters.decode()}1")[1]


def _any_cells(run: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Address and style of cells with a value, written in any legal way; a cell
    without an address has an empty one.
    """
    for attributes, slash, close in _ANY_CELL.findall(run):
        if slash or close:
            continue
        if not attributes:
            yield b"", b"", b""
            continue
        found = dict(_ATTRIBUTE.findall(attributes))
        reference = _REFERENCE.fullmatch(found.get(b"r", b"").decode("latin-1"))
        column, row = reference.groups() if reference else ("", "")
        # int() itself refuses numbers of thousands of digits.
        yield column[:8].upper().encode(), row[:12].encode(), found.get(b"s", b"")


def _note_styles(
    cells: Iterable[tuple[bytes, bytes, bytes]], part: PartScan, styles: Styles
) -> None:
    for letters, row, style in cells:
        number = int(style) if style.isdigit() and len(style) < 8 else -1
        if number in styles.indents:
            at = int(row) - 1, _column(letters)
            part.indents[at] = styles.indents[number]
        if number in styles.struck:
            part.struck.append((int(row) - 1, _column(letters)))
        if number in styles.formats:
            part.formats[int(row) - 1, _column(letters)] = styles.formats[number]


def _note_doubles(cells: list[tuple[bytes, bytes]], part: PartScan) -> None:
    """Cells written twice. As rows rise, a cell's twin stands in its own row."""
    numbers = [int(row) for row in dict.fromkeys(row for _, row in cells)]
    if not numbers:
        return
    is_rising = all(before < after for before, after in pairwise(numbers))
    if not is_rising or (part.rows and max(part.rows) >= numbers[0]):
        part.trouble = BROKEN_SHEET
        return
    here = set(cells)
    twins = here & part.open_row
    if len(here) < len(cells):
        twins |= {cell for cell, count in Counter(cells).items() if count > 1}
    part.doubles |= {(int(row) - 1, _column(letters)) for letters, row in twins}
    last = cells[-1][1]
    is_same = any(row == last for _, row in part.open_row)
    part.open_row = {cell for cell in here if cell[1] == last} | (
        part.open_row if is_same else set()
    )


def _note_no_days(run: bytes, part: PartScan, day_cell: re.Pattern[bytes], days_later: int) -> None:
    """Numbers shown as a day which they cannot be: 66.2 as 1900/3/6."""
    for attributes, number in day_cell.findall(run):
        found = dict(_ATTRIBUTE.findall(attributes))
        reference = _REFERENCE.fullmatch(found.get(b"r", b"").decode("latin-1"))
        if reference is None or found.get(b"t", b"n") != b"n":
            continue
        with suppress(ValueError):
            if not is_a_day(float(number), days_later):
                part.no_days[position(reference[0].upper())] = float(number)


def _note_hidden(run: bytes, part: PartScan) -> None:
    for match in _HIDDEN.finditer(run):
        tag = _ROW_OR_COLUMN.match(run, run.rfind(b"<", 0, match.start()))
        if tag is None:
            continue
        kind, found = tag[1], {key: int(number) for key, number in _SPAN.findall(tag[0])}
        if kind == b"row" and b"r" in found:
            part.hidden_rows.add(found[b"r"] - 1)
        elif kind == b"col" and b"min" in found:
            last = min(found.get(b"max", found[b"min"]), MAX_COLUMNS)
            part.hidden_columns.update(range(found[b"min"] - 1, last))


def _note_uncached(run: bytes, part: PartScan) -> None:
    for match in _FORMULA_CELL.finditer(run):
        found = dict(_ATTRIBUTE.findall(match[1]))
        # A text formula whose saved result is the empty text has been calculated.
        if found.get(b"t") == b"str" and match[0].rstrip().endswith(b"v></c>"):
            continue
        part.uncached += 1
        if not part.first_uncached and b"r" in found:
            part.first_uncached = found[b"r"].decode("latin-1")[:12]


def _note_errors(run: bytes, part: PartScan) -> None:
    for match in _ANY_CELL.finditer(run):
        found = dict(_ATTRIBUTE.findall(match[1]))
        if (
            found.get(b"t") != b"e"
            or _REFERENCE.fullmatch(found.get(b"r", b"").decode("latin-1")) is None
        ):
            continue
        end = run.find(b"c>", match.end())
        if text := _ERROR_TEXT.search(run, match.end(), max(end, match.end())):
            part.errors[position(found[b"r"].decode().upper())] = text[1].decode()


def _off_grid(place: str) -> Problem:
    return Problem(
        "error",
        "off_grid",
        f"单元格地址超出表格范围（{place}），不是正常的工作表",
        "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传",
    )
