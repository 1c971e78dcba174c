"""Finds the tables of a sheet: which rows are title, header, body, note; how far down.

Owns the cut by rows; the cut by columns is columns.py's. Figures that no header names
are left over: reported, never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from analytics.intake.bulletins.columns import Span, split_columns
from analytics.intake.bulletins.row_kinds import RowKinds, is_line, names_a_fact
from analytics.intake.cells import BLANK, NUMBER, Cells
from analytics.intake.files.sheets import address
from analytics.intake.periods import is_code, without_day
from analytics.intake.text import tight
from analytics.intake.words import is_note, is_office

MAX_HEADER_ROWS = 8
_LOOK_UP = 40
# A printed bulletin leaves one or two rows free between sections, never three.
BLANKS_END_A_TABLE = 3
CONTINUED = re.compile(r"^[(（]?(续表|.{0,20}[(（]续(表)?[\d一二三]?[)）]$)")


@dataclass(frozen=True)
class Table:
    """One table by its rows and columns, all zero-based; nothing interpreted yet."""

    context: tuple[str, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]
    labels: tuple[int, ...]
    values: tuple[int, ...]
    notes: tuple[str, ...] = ()
    # A label whose figures stand one row lower: that row to the label's row.
    lowered: dict[int, int] = field(default_factory=dict)

    @property
    def box(self) -> str:
        columns = (*self.labels, *self.values)
        top = min((*self.header, *self.body))
        return f"{address(top, min(columns))}:{address(self.body[-1], max(columns))}"

    @property
    def header_box(self) -> str:
        if not self.header:
            return ""
        columns = (*self.labels, *self.values)
        first, last = self.header[0], self.header[-1]
        return f"{address(first, min(columns))}:{address(last, max(columns))}"


@dataclass(frozen=True)
class Leftover:
    """Figures outside every table, by their cells."""

    cells: tuple[tuple[int, int], ...]

    @property
    def box(self) -> str:
        rows = [row for row, _ in self.cells]
        columns = [column for _, column in self.cells]
        first, last = address(min(rows), min(columns)), address(max(rows), max(columns))
        return first if first == last else f"{first}:{last}"


@dataclass
class Found:
    """What a sheet holds."""

    tables: list[Table] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def find_tables(cells: Cells) -> Found:
    """Every table of the sheet, from top to bottom and from left to right."""
    found = Found()
    if cells.height and cells.width:
        _Finder(cells, 0, cells.width - 1, found).run(0, cells.height - 1, ())
    return found


class _Finder:
    """Walks the rows of one range of columns."""

    def __init__(self, cells: Cells, left: int, right: int, found: Found) -> None:
        self.cells, self.left, self.right, self.found = cells, left, right, found
        self.rows = RowKinds(cells, left, right)

    def run(self, top: int, bottom: int, outer: tuple[str, ...]) -> None:
        """Find the tables between two rows; outer: titles above the range."""
        pending: list[int] = []
        last: Table | None = None
        row = top
        while row <= bottom:
            if self.rows.kind(row) not in ("data", "loose"):
                pending.append(row)
                row += 1
                continue
            header, headings = self._header_rows(pending)
            if not header and last is None and self.rows.is_dated_line(row):
                pending.append(row)
                row += 1
                continue
            if not header and (last is not None or self.rows.kind(row) != "data"):
                row = self._leave_over(row, bottom)
                continue
            context = [r for r in pending if not header or r < header[0]]
            titles = self._titles(context, is_first=last is None)
            if last is not None:
                last = self._add_notes(last, context)
            body, lowered, end = self._body(row, bottom, headings)
            if not body:
                row = self._leave_over(row, bottom)
                continue
            titles = titles or list(outer)
            if last is not None and any(CONTINUED.match(tight(t)) for t in titles):
                titles = [*last.context, *titles]
            last = self._place(tuple(titles), header, body, lowered, end, pending)
            pending = []
            row = end
        if last is not None:
            self._add_notes(last, pending, is_foot=True)

    def _place(
        self,
        titles: tuple[str, ...],
        header: list[int],
        body: list[int],
        lowered: dict[int, int],
        end: int,
        pending: list[int],
    ) -> Table | None:
        groups, spare = split_columns(self.cells, header, body, Span(self.left, self.right))
        if spare:
            self.found.leftovers.append(Leftover(tuple(spare)))
        if len(groups) > 1:
            # Tables side by side need not begin and end in the same rows.
            top = pending[0] if pending else body[0]
            for number, group in enumerate(groups):
                right = groups[number + 1].left - 1 if number + 1 < len(groups) else self.right
                _Finder(self.cells, group.left, right, self.found).run(top, end - 1, titles)
            return self.found.tables[-1] if self.found.tables else None
        if not groups:
            return None
        group = groups[0]
        table = Table(
            titles,
            tuple(header),
            tuple(body),
            tuple(group.labels),
            tuple(group.values),
            (),
            lowered,
        )
        self.found.tables.append(table)
        return table

    def _add_notes(self, table: Table, rows: Iterable[int], *, is_foot: bool = False) -> Table:
        """The table with the notes below it; at the foot of all, whose office made it too."""
        notes = tuple(
            text
            for row in rows
            for place, (column, _) in enumerate(self.rows.items(row))
            if without_day(text := self.cells.text(row, column))[1]
            or (not place and (is_note(text) or (is_foot and is_office(text))))
        )
        if not notes or table not in self.found.tables:
            return table
        longer = replace(table, notes=table.notes + notes)
        self.found.tables[self.found.tables.index(table)] = longer
        return longer

    # ---------- above the body

    def _header_rows(self, pending: list[int]) -> tuple[list[int], list[int]]:
        """The header, and the labels without figures between it and the first figure."""
        header: list[int] = []
        headings: list[int] = []
        for row in reversed(pending[-_LOOK_UP:]):
            kind = self.rows.kind(row)
            if kind == "blank":
                if header:
                    break
                continue
            if self.rows.is_line(row):
                break
            if kind == "single" and not self.rows.is_header_single(
                row, has_header_below=bool(header)
            ):
                if header:
                    break
                headings.insert(0, row)
                continue
            if not header and row > pending[0] and self.rows.kind(row - 1) in ("multi", "header"):
                figures = {c for c, k in self.rows.items(pending[-1] + 1) if k == NUMBER}
                if self.rows.is_slip(row, figures):
                    headings.insert(0, row)
                    continue
            if kind != "index":
                header.insert(0, row)
            # An export describes its series in any number of rows: 国家, 频率, 首个观察日期.
            if sum(not self.rows.describes_series(one) for one in header) == MAX_HEADER_ROWS:
                break
        return (header, headings) if header else ([], [])

    def _titles(self, rows: list[int], *, is_first: bool) -> list[str]:
        """The lines above a table, from the note on that ends the table before it."""
        texts: list[str] = []
        for row in rows:
            for column, kind in self.rows.items(row):
                if self.cells.origin(row, column) != (row, column) or kind == BLANK:
                    continue
                text = self.cells.text(row, column)
                if is_note(text) and not names_a_fact(text):
                    if not is_first:
                        texts.clear()
                    elif without_day(text)[1]:
                        texts.append(text)
                elif text not in texts:
                    texts.append(text)
        return texts

    # ---------- the body

    def _body(
        self, start: int, bottom: int, headings: list[int]
    ) -> tuple[list[int], dict[int, int], int]:
        rows: list[int] = []
        waiting = list(headings)
        lowered: dict[int, int] = {}
        figures: set[int] = set()
        codes: set[int] = set()
        blanks = 0
        row = start
        while row <= bottom:
            kind = self.rows.kind(row)
            if kind == "blank":
                blanks += 1
                if blanks == BLANKS_END_A_TABLE:
                    break
                row += 1
                continue
            if kind == "header":
                break
            if kind == "data":
                items = self.rows.items(row)
                figures |= {c for c, k in items[1:] if k == NUMBER}
                if items[0][1] == NUMBER and is_code(self.cells.value(row, items[0][0])):
                    codes.add(items[0][0])
                rows += [*waiting, row]
                waiting = []
            elif kind in ("single", "multi"):
                columns = {column for column, _ in self.rows.items(row)}
                if self.rows.is_slip(row, figures):
                    rows += [*waiting, row]
                    waiting = []
                elif self._ends_body(row, columns, figures):
                    break
                else:
                    waiting.append(row)
            elif kind == "loose":
                columns = {column for column, _ in self.rows.items(row)}
                if columns <= codes:
                    waiting.append(row)
                elif waiting and waiting[-1] == row - 1 and blanks == 0:
                    lowered[row] = row - 1
                    rows += [*waiting, row]
                    waiting = []
                    figures |= columns
                else:
                    break
            blanks = 0
            row += 1
        while waiting and self.rows.kind(waiting[0]) == "loose":
            waiting.pop(0)
        return rows, lowered, (waiting[0] if waiting else row)

    def _ends_body(self, row: int, columns: set[int], figures: set[int]) -> bool:
        text = self.cells.text(row, min(columns))
        if is_line(text):
            return True
        own = {c for c in columns if self.cells.origin(row, c) == (row, c)}
        return bool(own & figures)

    def _leave_over(self, row: int, bottom: int) -> int:
        spare: list[tuple[int, int]] = []
        while row <= bottom and self.rows.kind(row) in ("data", "loose"):
            spare += [
                (row, c)
                for c, k in self.cells.kinds[row].items()
                if k == NUMBER and self.left <= c <= self.right
            ]
            row += 1
        if spare:
            self.found.leftovers.append(Leftover(tuple(spare)))
        return max(row, 1)
