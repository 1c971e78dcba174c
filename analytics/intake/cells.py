"""One sheet with every cell's kind known and merged cells filled for reading headers.

Owns what kind of thing a cell is on its own; what it means in a table is not its
business. A number is never filled into the rest of a merged box.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from analytics.intake.files.formats import Shown, general
from analytics.intake.files.sheets import CellValue, Sheet
from analytics.intake.periods import NOTHING, When, is_tenth, parse_when, when_of
from analytics.intake.text import Printed, is_missing, is_unsure_figure, parse_number, shown_label

_FIGURE = re.compile(r"\d|^#|^(true|false)$", re.IGNORECASE)
BLANK, MISSING, NUMBER, TEXT, PERIOD = "", "missing", "number", "text", "period"


def _kind(value: CellValue) -> str:
    if value is None:
        return BLANK
    if isinstance(value, Decimal):
        return NUMBER
    if isinstance(value, bool):
        return TEXT
    if isinstance(value, date):
        return PERIOD
    if not value.strip():
        return BLANK
    if is_missing(value):
        return MISSING
    if parse_number(value) is not None:
        return NUMBER
    return PERIOD if parse_when(value).shape else TEXT


class Cells:
    """A sheet's cells by kind; positions are zero-based as in the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = sheet.width
        # Row by row, only what is not blank: sheets are wide and mostly empty.
        self.kinds: list[dict[int, str]] = [
            {column: kind for column, value in enumerate(row) if (kind := _kind(value))}
            for row in sheet.rows
        ]
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in sheet.merges:
            bottom, right = min(bottom, self.height - 1), min(right, self.width - 1)
            if top >= self.height or self.kinds[top].get(left) not in (TEXT, PERIOD):
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._origin[row, column] = (top, left)
        self._filled = [dict(row) for row in self.kinds]
        for (row, column), (top, left) in self._origin.items():
            self._filled[row].setdefault(column, self.kinds[top][left])

    def kind(self, row: int, column: int) -> str:
        """The cell's own kind, "" where nothing is written in it."""
        return self.kinds[row].get(column, BLANK)

    def filled(self, row: int) -> dict[int, str]:
        """The row's kinds with the texts of merged boxes filled in."""
        return self._filled[row]

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The top-left of the merged box the cell lies in, or the cell itself."""
        return self._origin.get((row, column), (row, column))

    def is_unsure(self, row: int, column: int) -> bool:
        """Whether a figure stands there whose value cannot be told: 约12.5, #REF!."""
        value = self.sheet.rows[row][column]
        return isinstance(value, str) and is_unsure_figure(value)

    def is_no_number(self, row: int, column: int) -> bool:
        """Whether something is written there that holds digits, or is a date, TRUE or an error."""
        kind = self.kind(row, column)
        return kind not in (BLANK, NUMBER) and bool(_FIGURE.search(self.text(row, column)))

    def value(self, row: int, column: int) -> CellValue:
        """The value a reader sees there, from the merged box where there is one."""
        if self.kind(row, column) == BLANK:
            row, column = self.origin(row, column)
        return self.sheet.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """What is printed there, blanks folded."""
        value = self.value(row, column)
        if isinstance(value, str):
            return shown_label(value)
        if isinstance(value, Decimal):
            return value.printed if isinstance(value, Shown) else general(value)
        return "" if value is None else str(value)

    def raw_text(self, row: int, column: int) -> str:
        """The text with its leading blanks, which mean its level."""
        value = self.value(row, column)
        return value if isinstance(value, str) else self.text(row, column)

    def number(self, row: int, column: int) -> Printed | None:
        """The cell's own number, never one filled in from a merge."""
        if self.kind(row, column) != NUMBER:
            return None
        value = self.sheet.rows[row][column]
        if isinstance(value, Decimal):
            after = value.section.after if isinstance(value, Shown) else ""
            unit = parse_number(f"1{after}") if after else None
            return Printed(value, unit.unit if unit else "")
        return parse_number(value) if isinstance(value, str) else None

    def when(self, row: int, column: int) -> When:
        """The cell read as a period and nothing else."""
        value = self.value(row, column)
        if isinstance(value, Decimal) and is_tenth(value):
            return self._january_or_october(row, column, int(value))
        return NOTHING if value is None else when_of(value)

    def _january_or_october(self, row: int, column: int, year: int) -> When:
        """2026.1 beside 2026.09 or .11 is an October, after 2025.12 or before .02 a January."""
        beside = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
        whens = [
            when_of(self.sheet.rows[r][c])
            for r, c in beside
            if 0 <= r < self.height and 0 <= c < self.width
        ]
        near = {(when.year, when.month) for when in whens}
        if near & {(year, 9), (year, 11)}:
            return When(year, 10, "month")
        return When(year, 1, "month") if near & {(year - 1, 12), (year, 2)} else NOTHING
