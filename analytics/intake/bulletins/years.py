"""The year of a table that prints only its months.

Owns the search through the rest of the workbook and the file's name; where two places
disagree it names the years and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analytics.intake.bulletins.tables import Found
from analytics.intake.cells import PERIOD, TEXT, Cells
from analytics.intake.periods import NOTHING, When, find_when, parse_when, without_day
from analytics.intake.words import is_note

_COVER_ROWS = 40
_FILE_CODE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.年]?(1[0-2]|0[1-9]|[1-9](?=月))(?!\d)")
# Months further on than this from the newest dated table may belong to last year.
_MONTHS_AHEAD = 3


@dataclass(frozen=True)
class KnownYears:
    """Years and months printed together in the visible sheets, and in the file's name."""

    printed: frozenset[tuple[int, int]] = frozenset()
    bare: frozenset[int] = frozenset()
    file: When = NOTHING

    def find(self, month: int) -> tuple[int, ...]:
        """The year of months 1..month: one, several that compete, or none."""
        same = {year for year, other in self.printed if other == month}
        years = same or {year for year, _ in self.printed} or self.bare
        if not years:
            return self._from_file(month)
        if len(years) > 1:
            return tuple(sorted(years, reverse=True))
        (year,) = years
        newest = max((m for y, m in self.printed if y == year), default=12)
        if not same and month > newest + _MONTHS_AHEAD:
            return (year, year - 1)
        named = self.file.year
        if named and named != year and not (same and self.file.month in (0, 12)):
            return (year, named)
        return (year,)

    def _from_file(self, month: int) -> tuple[int, ...]:
        year = self.file.year
        if not year:
            return ()
        if self.file.month and month > self.file.month:
            return (year, year - 1)
        return (year,)


def read_known_years(file: str, sheets: Iterable[tuple[Cells, Found]]) -> KnownYears:
    """Collect what titles, headers and covers of the visible sheets say."""
    printed: set[tuple[int, int]] = set()
    bare: set[int] = set()
    for cells, found in sheets:
        for text in _speaking_texts(cells, found):
            text, _ = without_day(text)
            when = find_when(text)
            if when.year and when.month:
                printed.add((when.year, when.month))
            elif when.year and when.shape == "year" and not parse_when(text):
                bare.add(when.year)
    return KnownYears(frozenset(printed), frozenset(bare), when_of_file(file))


def when_of_file(file: str) -> When:
    """The period a file's name speaks of.

    >>> when_of_file("yuebao_202509.xlsx").month, when_of_file("2025年1-9月.xls").year
    (9, 2025)
    """
    stem = file.rsplit(".", 1)[0]
    if match := _FILE_CODE.search(stem):
        return When(int(match[1]), int(match[2]), "month")
    return find_when(stem)


def _speaking_texts(cells: Cells, found: Found) -> Iterable[str]:
    for table in found.tables:
        axis = [
            cells.text(row, column)
            for row in table.header
            for column, kind in cells.kinds[row].items()
            if kind in (TEXT, PERIOD)
        ]
        # Many dated columns are a series; they do not date the workbook.
        if sum(bool(find_when(text).year) for text in axis) <= 4:
            yield from axis
        yield from (text for text in table.context if not is_note(text))
    if not found.tables:
        for row in range(min(cells.height, _COVER_ROWS)):
            for column, kind in cells.kinds[row].items():
                text = cells.text(row, column)
                if kind in (TEXT, PERIOD) and len(text) < 40 and not is_note(text):
                    yield text
