"""Finds the ledgers of a sheet: tables with one project a row, by their header words.

Owns the cut by rows; tables without single projects are left to tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analytics.intake.bulletins.row_kinds import is_line, names_a_fact
from analytics.intake.cells import MISSING, NUMBER, PERIOD, TEXT, Cells
from analytics.intake.files.sheets import Sheet, address
from analytics.intake.ledgers.columns import LedgerColumn, fields_of, read_columns, word_field
from analytics.intake.ledgers.values import PER_10K
from analytics.intake.periods import find_when, parse_when, without_day
from analytics.intake.text import find_units, is_unit, tight, unit_line

_NAME = re.compile("项目名称|工程名称|^(重点)?项目$|^名称$")
_SIGNED = re.compile("(填表|填报|审核|制表|单位负责)")
_LONGEST_HEADER = 40
_MAX_HEADER_ROWS = 5
_PLANS = frozenset(("planned_total", "annual_plan"))
_FIGURES = _PLANS | {"ytd", "monthly", "printed_rate_pct", "invested_before", "monthly_plan"}
# 项目 alone heads many a bulletin's labels: a ledger has one of these beside it.
_OF_PROJECTS = frozenset(
    (
        "unit_label",
        "owner",
        "unit_contact",
        "owner_contact",
        "progress_text",
        "years",
        "leader",
        "contact",
    )
)
_OF_LISTS = _OF_PROJECTS | {"project_code", "project_kind", "stage", "problem_text"}
_INDEX_RUN = 3
_PAGE = re.compile(
    r"^续表?[:、]?|[(](续表?|[一二三四五六七八九十]{1,2}|\d{1,2})[)]$|续表?$|[(]?第\d+页.*$"
)


@dataclass
class Ledger:
    """One ledger by its rows (zero-based) and columns; body rows not yet sorted."""

    titles: tuple[str, ...]
    header: tuple[int, ...]
    columns: tuple[LedgerColumn, ...]
    body: list[int] = field(default_factory=list)

    def column(self, wanted: str) -> int | None:
        """The first column of a field."""
        return next((c.column for c in self.columns if c.field == wanted), None)

    @property
    def name_column(self) -> int:
        column = self.column("project_name")
        if column is None:
            raise ValueError("a ledger has a column of project names")
        return column

    @property
    def header_box(self) -> str:
        first, last = self.columns[0].column, self.columns[-1].column
        return f"{address(self.header[0], first)}:{address(self.header[-1], last)}"

    @property
    def box(self) -> str:
        first, last = self.columns[0].column, self.columns[-1].column
        bottom = self.body[-1] if self.body else self.header[-1]
        return f"{address(self.header[0], first)}:{address(bottom, last)}"


def find_ledgers(cells: Cells) -> list[Ledger]:
    """Every ledger of the sheet from top to bottom; a repeated header starts none."""
    found: list[Ledger] = []
    taken = -1
    for row, column in name_heads(cells):
        if row <= taken:
            continue
        header = _header(cells, row, column, taken + 1)
        columns = read_columns(cells, header, range(cells.width))
        if not _is_ledger(columns):
            continue
        before = found[-1] if found else None
        is_again = (
            before is not None
            and _same(before.columns, columns)
            and not _says_otherwise(before.titles, _lines_above(cells, header[0], taken))
        )
        if before is not None:
            _end(before, cells, taken + 1, header[0], is_last=is_again)
            taken = max((taken, *before.body))
        if not is_again:
            # What the first ledger's titles say holds until another says otherwise.
            above = before.titles if before is not None else ()
            own = _titles(cells, taken + 1, header[0])
            found.append(Ledger((*above, *own), header, columns))
        taken = header[-1]
    if found:
        _end(found[-1], cells, taken + 1, cells.height, is_last=True)
    return found


def _lines_above(cells: Cells, header: int, taken: int) -> list[str]:
    """The lines without figures that stand directly above a header."""
    found: list[str] = []
    for row in range(header - 1, taken, -1):
        if NUMBER in cells.kinds[row].values():
            break
        found += [cells.text(row, column) for column in sorted(cells.kinds[row])]
    return found


def _says_otherwise(titles: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether lines name another unit of money or another month than the titles above."""
    return any(
        own and said and own != said
        for own, said in zip(_unit_and_when(titles), _unit_and_when(lines), strict=True)
    )


def _unit_and_when(lines: Sequence[str]) -> tuple[str, tuple[int, int] | None]:
    units = (one for line in lines for one in unit_line(line) or find_units(line)[0])
    whens = (find_when(without_day(line)[0]) for line in lines)
    when = next(((one.year, one.month) for one in whens if one.month), None)
    return next((one for one in units if one in PER_10K), ""), when


def _end(ledger: Ledger, cells: Cells, start: int, stop: int, *, is_last: bool) -> None:
    """The rows of a ledger's body; is_last: no other table's title stands below them."""
    again = {_without_page(title) for title in ledger.titles}
    rows = [row for row in range(start, stop) if cells.kinds[row]]
    rows = [row for row in rows if not _is_title_again(cells, row, again)]
    cut = next((i for i, row in enumerate(rows) if _heads_another(cells, row)), len(rows))
    if cut < len(rows) or not is_last:
        rows = _without_title(cells, rows[:cut])
    if not ledger.body and rows and _is_index(cells, rows[0]):
        rows = rows[1:]
    ledger.body += rows


def _is_title_again(cells: Cells, row: int, titles: set[str]) -> bool:
    """The title and the line of units at the head of a further page."""
    if NUMBER in cells.kinds[row].values():
        return False
    texts = (cells.text(row, column) for column in cells.kinds[row])
    return all(_without_page(text) in {*titles, ""} or bool(unit_line(text)) for text in texts)


def _without_page(text: str) -> str:
    """A title as on the first page: without 续表, （二） or 第2页."""
    return _PAGE.sub("", tight(text))


def _heads_another(cells: Cells, row: int) -> bool:
    """The header of a table by unit below the ledger."""
    kinds = cells.kinds[row]
    if len(kinds) < _INDEX_RUN or any(kind == NUMBER for kind in kinds.values()):
        return False
    known = {f for column in kinds if (f := word_field(cells.text(row, column)))}
    return len(known) >= _INDEX_RUN and bool(known & (_FIGURES | {"plan", "done", "rate"}))


def _without_title(cells: Cells, rows: list[int]) -> list[int]:
    while rows and len(cells.kinds[rows[-1]]) == 1:
        rows = rows[:-1]
    return rows


def rest_of(cells: Cells, ledgers: list[Ledger], top: int | None) -> Sheet | None:
    """The sheet without its ledgers, every row in its place; None where no figure is left.

    top: the head of a list of projects that is no ledger, which goes to the sheet's end.
    """
    taken = {row for one in ledgers for row in (*one.header, *one.body)}
    taken |= set() if top is None else set(range(top, cells.height))
    others = [row for row in range(cells.height) if row not in taken]
    if not any(kind == NUMBER for row in others for kind in cells.kinds[row].values()):
        return None
    blank = (None,) * cells.width
    rows = tuple(blank if row in taken else cells.sheet.rows[row] for row in range(cells.height))
    return replace(cells.sheet, rows=rows)


def find_list(cells: Cells) -> int | None:
    """The row that heads a list of projects without plan or done amounts: no statistics."""
    for row, column in name_heads(cells):
        if "名称" not in tight(cells.text(row, column)):
            continue
        header = _header(cells, row, column, 0)
        columns = read_columns(cells, header, range(cells.width))
        is_built = any(c.field == "left_out" and "建设" in c.text for c in columns)
        below = range(header[-1] + 1, cells.height)
        has_names = any(cells.kind(one, column) == TEXT for one in below)
        if has_names and (is_built or fields_of(columns) & _OF_LISTS):
            return header[0]
    return None


def name_heads(cells: Cells) -> list[tuple[int, int]]:
    """Every cell that may head the names of projects."""
    return [
        (row, column)
        for row, kinds in enumerate(cells.kinds)
        for column, kind in kinds.items()
        if kind == TEXT
        and len(text := str(cells.sheet.rows[row][column])) < _LONGEST_HEADER
        and ("项" in text or "名" in text)
        and _NAME.search(tight(text))
        and word_field(text) == "project_name"
    ]


def _is_ledger(columns: tuple[LedgerColumn, ...]) -> bool:
    fields = fields_of(columns)
    name = next((c.text for c in columns if c.field == "project_name"), "")
    if not name or not fields & _PLANS or len(fields & _FIGURES) < 2:
        # A list of projects with their size and nothing done yet is a ledger too.
        return bool(name and fields & _PLANS and fields & _OF_PROJECTS)
    return "名称" in name or bool(fields & _OF_PROJECTS)


def _same(one: tuple[LedgerColumn, ...], other: tuple[LedgerColumn, ...]) -> bool:
    return [(c.column, c.text) for c in one] == [(c.column, c.text) for c in other]


# ---------- the header


def _header(cells: Cells, row: int, column: int, first: int) -> tuple[int, ...]:
    top = cells.origin(row, column)[0]
    if top - 1 >= first and _is_group_row(cells, top - 1):
        top -= 1
    bottom = row
    while bottom + 1 < cells.height and bottom - top + 1 < _MAX_HEADER_ROWS:
        is_merged = cells.origin(bottom + 1, column) == cells.origin(row, column)
        if not is_merged and not _continues(cells, bottom + 1, column):
            break
        bottom += 1
    return tuple(range(top, bottom + 1))


def _is_group_row(cells: Cells, row: int) -> bool:
    """基本情况 | 投资完成情况 above the header, not the line of units or a title."""
    origins = {cells.origin(row, c) for c, kind in cells.filled(row).items() if kind == TEXT}
    texts = [cells.text(*origin) for origin in origins]
    has_figures = any(kind in (NUMBER, MISSING, PERIOD) for kind in cells.filled(row).values())
    if len(texts) < 2 or has_figures:
        return False
    return not any(is_line(t) or ":" in tight(t) or parse_when(t) for t in texts)


def _continues(cells: Cells, row: int, name: int) -> bool:
    kinds = cells.kinds[row]
    if not kinds or name in cells.filled(row) or any(k == NUMBER for k in kinds.values()):
        return False
    texts = [cells.text(row, column) for column in kinds]
    known = [bool(word_field(t) or parse_when(t) or is_unit(t)) for t in texts]
    return sum(known) * 2 >= len(known)


def _is_index(cells: Cells, row: int) -> bool:
    """甲 | 乙 | 1 | 2 | 3 beneath a header."""
    kinds = cells.kinds[row]
    numbers = [n.value for c in sorted(kinds) if (n := cells.number(row, c))]
    words = {tight(cells.text(row, c)) for c, kind in kinds.items() if kind != NUMBER}
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) >= _INDEX_RUN and steps == {1} and words <= set("甲乙丙丁戊己")


def _titles(cells: Cells, start: int, stop: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in range(start, stop):
        for column in sorted(cells.kinds[row]):
            text = cells.text(row, column)
            if cells.kind(row, column) in (TEXT, PERIOD) and text:
                found.setdefault(text)
    return tuple(found)


def is_note_row(cells: Cells, row: int) -> bool:
    """A line under the figures: 注：, 填表人：, 单位负责人：."""
    first = min(cells.kinds[row])
    text = cells.text(row, first)
    return is_line(text) or names_a_fact(text) or bool(_SIGNED.match(text))
