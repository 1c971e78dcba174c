"""One row of a ledger: what kind it is and what it covers or stands under.

Owns the shape only.
"""

from __future__ import annotations

from dataclasses import dataclass

TOTAL_LEVEL, UNNUMBERED_LEVEL, SMALL_LEVEL = 0, 8, 9


@dataclass
class LedgerRow:
    """One row: kind is project, part, total, heading, of_which, loose or note.

    number: as printed before it, blanks and marks off. sections: the headings it stands
    under, outermost first. first, last: for totals, the rows they cover (zero-based,
    inclusive; first > last where none); for a part, both are the row it is a part of.
    """

    row: int
    kind: str
    label: str = ""
    marks: str = ""
    number: str = ""
    level: int = UNNUMBERED_LEVEL
    count: int | None = None
    sections: tuple[str, ...] = ()
    first: int = 0
    last: int = -1
