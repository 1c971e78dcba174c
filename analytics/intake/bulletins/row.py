"""One row of figures as its label columns say, and where its label stands.

Owns the row's shape; which label is what is rows.py's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TypedDict

from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import Cells
from analytics.intake.periods import NOTHING, When


@dataclass(frozen=True)
class Row:
    """One row of figures as its label columns say."""

    row: int
    label: str = ""
    section: str = ""
    parent: str = ""
    is_of_which: bool = False
    units: tuple[str, ...] = ()
    inherited_units: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    when: When = NOTHING
    region: str = ""
    frequency: str = ""
    source: str = ""
    # 增长 or 上年同期 below what it measures: its own words; label is then the other row's.
    says: str = ""
    # Of a place below several indicators in a row: whose figures it could bear.
    may_be_of: tuple[str, ...] = ()


class Beside(TypedDict):
    """What a row says beside its label."""

    when: When
    region: str
    frequency: str
    source: str


def named_after(row: Row, of: Row) -> Row:
    """The row under the name and in the place of another."""
    return replace(
        row,
        label=of.label,
        section=of.section,
        parent=of.parent,
        is_of_which=of.is_of_which,
        chain=of.chain,
    )


def has_figures(cells: Cells, table: Table, row: int) -> bool:
    """Whether the row, or one lowered from it, holds anything in the columns of figures."""
    rows = (row, *(low for low, up in table.lowered.items() if up == row))
    return any(cells.kind(at, column) for at in rows for column in table.values)


def lead_of(cells: Cells, row: int, column: int) -> float:
    """How far a label stands from the left: blanks and the cell's own indent."""
    raw = cells.raw_text(row, column)
    blanks = raw[: len(raw) - len(raw.lstrip())]
    width = sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in blanks)
    return width + 2 * cells.sheet.indents.get((row, column), 0)
