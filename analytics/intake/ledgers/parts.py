"""What 1.1 and (1) before a row mean: a part of project 1, a heading over it, or a project.

Owns numbers below a number; a part is never counted beside the project it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analytics.intake.ledgers.row import UNNUMBERED_LEVEL, LedgerRow
from analytics.intake.text import tight

NUMBERED = re.compile(r"\d+")
DOTTED = re.compile(r"\d+([.—–-]\d+)+")
BRACKETED = re.compile(r"[(（](\d{1,3})[)）]")
# With a unit or a count for its name a numbered row is the total of those beneath.
_OF_OTHERS = re.compile(r"[局委办部厅镇乡]$|集团$|街道$|政府$|管委会$|\d+[个项][)）]?$")


def settle_bracketed(rows: Sequence[LedgerRow]) -> None:
    """(1) over 1, 2, 3 is a heading; under 1 it is a part of it; else it is a project."""
    before: LedgerRow | None = None
    for index, row in enumerate(rows):
        if row.kind in ("total", "heading") and row.number:
            later = (rows[place] for place in range(index + 1, len(rows)))
            after = next((one for one in later if one.kind != "note"), None)
            number = _bracketed(row.number)
            is_first = number == 1 and before and NUMBERED.fullmatch(before.number)
            follows = before and before.kind == "part" and _bracketed(before.number) == number - 1
            if before and (is_first or follows):
                row.kind, row.first = "part", before.row if is_first else before.first
            elif after is None or not NUMBERED.fullmatch(after.number):
                row.kind = "project"
            if row.kind in ("part", "project"):
                row.label = BRACKETED.sub("", row.label, count=1).strip()
        if row.kind != "note":
            before = row


def _bracketed(number: str) -> int:
    found = BRACKETED.fullmatch(number)
    return int(found[1]) if found else 0


def find_parts(rows: Sequence[LedgerRow], has_figures: Callable[[int], bool]) -> None:
    """1.1 and (1) under a project 1 with figures of its own are not counted beside it."""
    above: dict[str, LedgerRow] = {}
    for row in rows:
        if row.kind == "project" and DOTTED.fullmatch(row.number):
            whole = above.get(re.split("[.—–-]", row.number)[0])
            if whole is not None:
                row.kind, row.first = "part", whole.row
        elif row.kind == "project" and row.number:
            above[row.number] = row
        elif row.kind in ("total", "heading"):
            above.clear()
    wholes = {row.row: row for row in rows}
    for row in rows:
        if row.kind == "part":
            whole = wholes[row.first]
            row.last = row.first
            if _OF_OTHERS.search(tight(whole.label)):
                whole.kind, whole.level = "total", UNNUMBERED_LEVEL
            elif whole.kind == "project" and not has_figures(whole.row):
                whole.kind = "note"
            if whole.kind != "project":
                row.kind = "project"
