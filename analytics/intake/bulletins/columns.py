"""Cuts rows that belong together into tables standing side by side.

Owns which columns hold labels and which hold figures; a column of figures that no
header names is left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analytics.intake.cells import MISSING, NUMBER, PERIOD, TEXT, Cells
from analytics.intake.periods import is_code
from analytics.intake.text import find_units
from analytics.intake.words import META_ROLES, column_role, measure_of

# Columns that describe the figures beside them and may stand to their right.
_TRAILING_ROLES = frozenset(("unit", "note", "source", "code", "updated", "frequency"))


# What a figure of a long table is found by.
_KEYS = frozenset(("indicator", "region", "period"))


class Span(NamedTuple):
    """A range of columns, both ends included."""

    left: int
    right: int


@dataclass
class Group:
    """One table's columns."""

    labels: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min((*self.labels, *self.values))


def split_columns(
    cells: Cells, header: Sequence[int], body: Sequence[int], span: Span
) -> tuple[list[Group], list[tuple[int, int]]]:
    """The groups of columns, and the figures no header names."""
    kinds = _column_kinds(cells, header, body, span)
    groups = _grouped(cells, header, body, kinds)
    spare: list[tuple[int, int]] = []
    tables: list[Group] = []
    for group in groups:
        unnamed = _unnamed(cells, header, body, group) if header else []
        group.values = [column for column in group.values if column not in unnamed]
        if group.values and (group.labels or header):
            tables.append(group)
        else:
            unnamed += group.values
        spare += [
            (row, column) for row in body for column in unnamed if cells.kind(row, column) == NUMBER
        ]
    return tables, spare


def _column_kinds(
    cells: Cells, header: Sequence[int], body: Sequence[int], span: Span
) -> dict[int, str]:
    """label, value or gap for every used column."""
    counts: dict[int, Counter[str]] = {}
    for row in body:
        for column, kind in cells.filled(row).items():
            if span.left <= column <= span.right:
                is_unsure = kind == TEXT and cells.is_unsure(row, column)
                counts.setdefault(column, Counter())[MISSING if is_unsure else kind] += 1
    headed = {
        column
        for row in header
        for column in cells.filled(row)
        if span.left <= column <= span.right
    }
    kinds: dict[int, str] = {}
    for column in sorted(headed | counts.keys()):
        count = counts.get(column, Counter())
        words, figures = count[TEXT] + count[PERIOD], count[NUMBER]
        # 施工项目个数 1, 2, 3 under a header is data; a bare column of them counts rows.
        is_leading = not kinds or (column not in headed and "value" not in kinds.values())
        is_axis = bool(figures) and is_leading and _is_axis(cells, body, column)
        # 增速（%） over 12.5/8.4 and 见附表1 is a column of figures, read or told one by one.
        is_measured = bool(figures) and any(
            measure_of(text) or find_units(text)[0]
            for row in header
            if (text := cells.text(row, column))
        )
        is_words = words > figures and not is_measured
        if header_role(cells, header, column) or is_words or is_axis:
            kinds[column] = "label"
        elif figures or count[MISSING] or column in headed:
            kinds[column] = "value"
    return kinds


def header_role(cells: Cells, header: Sequence[int], column: int) -> str:
    """The role a header word gives the column."""
    heads = [row for row in header if cells.kind(row, column) in (TEXT, PERIOD)]
    roles = {row: role for row in heads if (role := column_role(cells.text(row, column)))}
    if sum(role in META_ROLES for role in roles.values()) > 1:
        # 国家, 频率, 单位 one below the other name the rows of an export, not this column.
        roles = {row: role for row, role in roles.items() if role not in META_ROLES}
    for row, role in roles.items():
        # 月 under 频率 describes the series; it does not head a period column.
        return "" if _is_metadata_row(cells, row, column) else role
    return ""


def _is_metadata_row(cells: Cells, row: int, column: int) -> bool:
    lefts = [other for other in cells.kinds[row] if other < column]
    return any(
        column_role(cells.text(row, left)) in ("frequency", "unit", "source", "updated")
        and cells.text(row, column) not in ("", cells.text(row, left))
        and column_role(cells.text(row, column)) in ("period", "")
        for left in lefts[:2]
    )


def _is_axis(cells: Cells, body: Sequence[int], column: int) -> bool:
    """A leading column of years, of 202604, or of row numbers."""
    values = [n.value for row in body if (n := cells.number(row, column)) is not None]
    if not values:
        return False
    # Every cell must fit: 1,999 projects is no year, but a whole column of them is rare.
    if all(is_code(value) for value in values):
        return len(set(values)) > 1 or len(values) == 1
    return len(values) > 2 and values == [values[0] + step for step in range(len(values))]


def _grouped(
    cells: Cells, header: Sequence[int], body: Sequence[int], kinds: dict[int, str]
) -> list[Group]:
    groups: list[Group] = []
    current = Group()
    columns = sorted(kinds)
    for number, column in enumerate(columns):
        if kinds[column] == "value":
            current.values.append(column)
            continue
        later = any(kinds[other] == "value" for other in columns[number + 1 :])
        is_new = current.values and _starts_anew(cells, header, column, current, later)
        if is_new and not _is_long(cells, header, body, column, current):
            groups.append(current)
            current = Group()
        current.labels.append(column)
    groups.append(current)
    return groups


def _starts_anew(
    cells: Cells, header: Sequence[int], column: int, current: Group, later: bool
) -> bool:
    role = header_role(cells, header, column)
    held = {header_role(cells, header, other) for other in current.labels}
    if role in _TRAILING_ROLES and role not in held:
        return False
    return later or role in held


def _is_long(
    cells: Cells, header: Sequence[int], body: Sequence[int], column: int, current: Group
) -> bool:
    """指标, 排名, 区县, 数值: one row a figure, where an outer label repeats down the rows."""
    role = header_role(cells, header, column)
    held = {header_role(cells, header, other) for other in current.labels}
    outer = [[cells.text(row, other) for row in body] for other in current.labels]
    return role in _KEYS and role not in held and any(len(set(t)) < len(t) for t in outer)


def _unnamed(cells: Cells, header: Sequence[int], body: Sequence[int], group: Group) -> list[int]:
    """Columns without a header cell of their own.

    A lowest header cell merged over several columns names the first that has figures.
    """
    taken: set[tuple[int, int]] = set()
    unnamed: list[int] = []
    for column in group.values:
        rows = [row for row in header if column in cells.filled(row)]
        if not rows:
            unnamed.append(column)
            continue
        leaf = cells.origin(rows[-1], column)
        has_figures = any(column in cells.kinds[row] for row in body)
        if leaf in taken or (leaf[1] != column and _is_shared(cells, header, leaf, column)):
            unnamed.append(column)
        elif has_figures:
            taken.add(leaf)
    return unnamed


def _is_shared(cells: Cells, header: Sequence[int], leaf: tuple[int, int], column: int) -> bool:
    """Whether a column to the left in the same merged box has a header of its own."""
    return any(
        column > left >= leaf[1] and cells.origin(row, left) != leaf
        for row in header
        if row > leaf[0]
        for left in cells.filled(row)
    )
