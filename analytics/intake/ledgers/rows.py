"""What each row of a ledger is: a project, a total over some of them, a heading, a note.

Owns the sorting of rows, the sections they stand in, and which rows a total covers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from analytics.intake.cells import NUMBER, Cells
from analytics.intake.ledgers.columns import MONEY
from analytics.intake.ledgers.find import Ledger, is_note_row
from analytics.intake.ledgers.parts import (
    BRACKETED,
    DOTTED,
    NUMBERED,
    find_parts,
    settle_bracketed,
)
from analytics.intake.ledgers.row import SMALL_LEVEL, TOTAL_LEVEL, UNNUMBERED_LEVEL, LedgerRow
from analytics.intake.ledgers.values import read_amount, stage_word
from analytics.intake.text import shown_label, tight

_HAN = "[一二三四五六七八九十]{1,3}"
_TOTAL = re.compile(r"^(合计|总计|总数|共计|全[市县区州省]合?计?(?=$|[（(\d])|累计(?=$|[（(\d]))")
_SMALL_TOTAL = re.compile(r"^小计|小计$")
_OF_WHICH = re.compile(r"^其中")
_LEVELS = (
    (1, re.compile(rf"^(第?{_HAN}[、.．类批]|{_HAN}$)")),
    (2, re.compile(rf"^[(（]{_HAN}[)）]")),
    (3, re.compile(r"^[(（]\d{1,2}[)）]")),
)
_TITLE = re.compile(r"表(?:[(（].*[)）])?$")
_COUNT = re.compile(r"(?<!\d)(\d{1,6})\s*[个项]")
_COUNT_AT_END = re.compile(r"[(（]?(?:共|计)?(\d{1,6})[个项](?:项目)?[)）]?$")
_LEAD = re.compile(rf"^(其\s*中\s*[:：]?|第?{_HAN}[、.．]|[(（]({_HAN}|\d+)[)）]|\d+[.、．])\s*")
MARKS = re.compile("[●★▲◆■☆○◎※△▼]")
_ENCIRCLED = re.compile("[①-⑳]")
# Where no column holds the numbers: 1.老旧小区改造, 1.1城西小区.
_PART_IN_NAME = re.compile(r"[①-⑳]|\d{1,2}[.、．)）](?!\d)")
_NUMBER_IN_NAME = re.compile(r"(\d{1,3}(?:[.-]\d{1,2})?)[.、．:]?(?=[^\d.、．%万亿千个吨米])")


@dataclass
class _Reader:
    cells: Cells
    ledger: Ledger
    sequence: int | None
    name: int
    money: list[int] = field(default_factory=list)
    is_numbered: bool = False  # a column holds the numbers: one in a name counts parts

    def has_figures(self, row: int) -> bool:
        return any(self.cells.kind(row, c) == NUMBER for c in self.money)


def read_rows(cells: Cells, ledger: Ledger) -> list[LedgerRow]:
    """Every row under the header in order, sorted; notes end nothing."""
    name = ledger.name_column
    sequence = ledger.column("sequence")
    if sequence is None and name > 0 and not any(c.column < name for c in ledger.columns):
        sequence = name - 1
    money = [c.column for c in ledger.columns if c.field in MONEY]
    reader = _Reader(cells, ledger, sequence, name, money)
    reader.is_numbered = any(_sequence(reader, row)[1] for row in ledger.body)
    rows = [_sorted(reader, row) for row in ledger.body]
    _continue_of_which(rows)
    settle_bracketed(rows)
    find_parts(rows, reader.has_figures)
    if sequence is not None:
        _find_unnumbered_parts(reader, rows)
        _find_unnumbered_totals(reader, rows)
    _place(rows)
    return rows


def core(label: str) -> str:
    """A heading without its number, count and 其中.

    >>> core("一、市本级（48项）"), core("其中：在建重点项目（90项）"), core("（一）在建（11项）")
    ('市本级', '在建重点项目', '在建')
    """
    text = _LEAD.sub("", shown_label(label))
    return _COUNT_AT_END.sub("", text).strip(" 　:：")


def _sorted(reader: _Reader, row: int) -> LedgerRow:
    cells = reader.cells
    has_figures = reader.has_figures(row)
    own_name = reader.name in cells.kinds[row]
    name = cells.text(row, reader.name) if own_name else ""
    sequence, is_number = _sequence(reader, row)
    marks = "".join(MARKS.findall(f"{sequence}{name}"))
    if not own_name and not sequence:
        if has_figures:
            return LedgerRow(row, "loose")
        text = cells.text(row, min(cells.kinds[row]))
        kind = "heading" if _heading_level(tight(text)) < UNNUMBERED_LEVEL else "note"
        return LedgerRow(row, kind, shown_label(text))
    number = MARKS.sub("", tight(_ENCIRCLED.sub(r"(\g<0>)", sequence)))
    if is_number and own_name and not _TOTAL.match(tight(name)):
        return LedgerRow(row, "project", _without_marks(name), marks, number)
    if not has_figures and is_note_row(cells, row):
        return LedgerRow(row, "note", name or sequence)
    joined = "" if is_number else number if BRACKETED.fullmatch(number) else sequence
    if re.fullmatch(_HAN, tight(joined)):
        joined += "、"
    label = shown_label(f"{joined}{name}")
    body = tight(label)
    if len(cells.kinds[row]) == 1 and _TITLE.search(body):
        # The title of a further page is no section; its 预备 or 续建 may be.
        label = stage_word(label)
        return LedgerRow(row, "heading" if label else "note", label)
    found = _COUNT.search(body) or _count_beside(reader, row)
    count = int(found[1]) if found else None
    level = _heading_level(body)
    if _OF_WHICH.match(body):
        return LedgerRow(row, "of_which", label, level=level, count=count)
    is_counted = not own_name or bool(_COUNT_AT_END.search(body))
    if level < UNNUMBERED_LEVEL or _SMALL_TOTAL.search(body) or is_counted:
        level = SMALL_LEVEL if _SMALL_TOTAL.search(body) else level
        kind = "total" if has_figures or count is not None else "heading"
        bracketed = BRACKETED.match(body)
        if bracketed and own_name and len(cells.kinds[row]) > 2:
            # It may yet turn out to be a project.
            label = _without_marks(label)
            return LedgerRow(row, kind, label, marks, bracketed[0], level, count)
        return LedgerRow(row, kind, label, level=level, count=count)
    if len(cells.kinds[row]) == 1:
        return LedgerRow(row, "heading", label, level=level)
    in_name = None if reader.is_numbered else _NUMBER_IN_NAME.match(tight(name))
    return LedgerRow(row, "project", _without_marks(name), marks, in_name[1] if in_name else "")


def _count_beside(reader: _Reader, row: int) -> re.Match[str] | None:
    """省重点项目 | 13个: the count in a cell of its own."""
    texts = [reader.cells.text(row, c) for c in reader.cells.kinds[row] if c > reader.name]
    found = (re.fullmatch(r"共?(\d{1,6})[个项]", tight(text)) for text in texts[:1])
    return next(filter(None, found), None)


def _sequence(reader: _Reader, row: int) -> tuple[str, bool]:
    if reader.sequence is None or reader.sequence not in reader.cells.kinds[row]:
        return "", False
    text = reader.cells.text(row, reader.sequence)
    bare = MARKS.sub("", "" if _ENCIRCLED.search(text) else tight(text))
    is_number = bool(NUMBERED.fullmatch(bare)) or (not bare and bool(MARKS.search(text)))
    return text, is_number or bool(DOTTED.fullmatch(bare))


def _heading_level(body: str) -> int:
    if _TOTAL.match(body):
        return TOTAL_LEVEL
    return next((level for level, pattern in _LEVELS if pattern.match(body)), UNNUMBERED_LEVEL)


def _without_marks(name: str) -> str:
    return shown_label(MARKS.sub("", name))


def _continue_of_which(rows: Sequence[LedgerRow]) -> None:
    """预备重点项目（10项） right under 其中：在建重点项目（90项） is the second part."""
    for before, row in pairwise(rows):
        if before.kind == "of_which" and row.kind == "total" and row.level == UNNUMBERED_LEVEL:
            row.kind = "of_which"


def _find_unnumbered_parts(reader: _Reader, rows: Sequence[LedgerRow]) -> None:
    """Rows without a number that make up the numbered project above them: 其中 of it."""
    for index, whole in enumerate(rows):
        if whole.kind != "project" or not NUMBERED.fullmatch(whole.number):
            continue
        stop = index + 1
        while stop < len(rows) and _is_unnumbered(rows[stop]):
            stop += 1
        parts = rows[index + 1 : stop]
        is_counted = bool(parts) and all(_PART_IN_NAME.match(part.label) for part in parts)
        if is_counted or (len(parts) > 1 and _is_sum(reader, whole, parts)):
            for part in parts:
                part.kind, part.first, part.last = "part", whole.row, whole.row


def _is_unnumbered(row: LedgerRow) -> bool:
    return row.kind == "of_which" or (row.kind == "project" and not row.number)


def _find_unnumbered_totals(reader: _Reader, rows: Sequence[LedgerRow]) -> None:
    """A row without a number whose figures are the sum of the numbered rows beneath it."""
    numbered = [r.kind == "project" and _sequence(reader, r.row)[1] for r in rows]
    plain = [i for i, r in enumerate(rows) if r.kind == "project" and not numbered[i]]
    if not plain or sum(numbered) < 2 * len(plain):
        return
    for index in plain:
        below: list[LedgerRow] = []
        for other, row in enumerate(rows[index + 1 :], index + 1):
            if not numbered[other]:
                break
            below.append(row)
        if len(below) > 1 and _is_sum(reader, rows[index], below):
            rows[index].kind, rows[index].level = "total", UNNUMBERED_LEVEL


def _is_sum(reader: _Reader, row: LedgerRow, parts: Sequence[LedgerRow]) -> bool:
    fits = 0
    for column in reader.money:
        printed = read_amount(reader.cells, row.row, column)[0]
        values = [read_amount(reader.cells, part.row, column)[0] for part in parts]
        if printed and printed == sum((v for v in values if v is not None), Decimal(0)):
            fits += 1
    return fits > 0


def _place(rows: Sequence[LedgerRow]) -> None:
    """Give every row its sections and every total the rows it covers."""
    stack: list[LedgerRow] = []
    small_from = 0
    for index, row in enumerate(rows):
        if row.kind in ("total", "heading") and row.level not in (TOTAL_LEVEL, SMALL_LEVEL):
            stack = [above for above in stack if above.level < row.level]
            row.sections = tuple(core(above.label) for above in stack)
            stack.append(row)
            small_from = index + 1
        elif row.level == SMALL_LEVEL and row.kind == "total":
            row.sections = tuple(core(above.label) for above in stack)
            _cover_small(rows, index, small_from, row)
            small_from = index + 1
        else:
            row.sections = tuple(core(above.label) for above in stack)
    for index, row in enumerate(rows):
        if row.kind == "total" and row.level == TOTAL_LEVEL:
            _cover_total(rows, index, row)
        elif row.kind == "total" and row.level != SMALL_LEVEL:
            _cover_below(rows, index, row)
    whole = (0, -1)
    for row in rows:
        if row.kind == "total":
            whole = (row.first, row.last)
        elif row.kind == "of_which":
            row.first, row.last = whole


def _span(row: LedgerRow, covered: Sequence[LedgerRow]) -> None:
    projects = [one.row for one in covered if one.kind == "project"]
    row.first, row.last = (projects[0], projects[-1]) if projects else (row.row, row.row - 1)


def _cover_small(rows: Sequence[LedgerRow], index: int, start: int, row: LedgerRow) -> None:
    above = rows[start:index]
    if any(one.kind == "project" for one in above):
        _span(row, above)
        return
    stop = next((i for i in range(index + 1, len(rows)) if rows[i].kind == "total"), len(rows))
    _span(row, rows[index + 1 : stop])


def _cover_total(rows: Sequence[LedgerRow], index: int, row: LedgerRow) -> None:
    """A total above its projects reaches to the next one; one below them reaches back."""
    others = [i for i, r in enumerate(rows) if r.kind == "total" and r.level == TOTAL_LEVEL]
    after = next((i for i in others if i > index), len(rows))
    before = next((i for i in reversed(others) if i < index), -1)
    below = rows[index + 1 : after]
    _span(row, below if any(r.kind == "project" for r in below) else rows[before + 1 : index])


def _cover_below(rows: Sequence[LedgerRow], index: int, row: LedgerRow) -> None:
    stop = next(
        (
            i
            for i in range(index + 1, len(rows))
            if rows[i].kind in ("total", "heading") and rows[i].level <= row.level
        ),
        len(rows),
    )
    _span(row, rows[index + 1 : stop])
