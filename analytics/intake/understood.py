"""A table with everything read about it before its figures are explained.

Owns the shape of that knowledge only.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.intake.cells import Cells
from analytics.intake.context import Context
from analytics.intake.headings import Heading
from analytics.intake.rows import Row
from analytics.intake.tables import Table
from analytics.intake.years import KnownYears


@dataclass(frozen=True)
class Understood:
    """A table with everything that says what its numbers are."""

    cells: Cells
    table: Table
    context: Context
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    roles: dict[int, str]
    is_database: bool
    home: str
    answers: dict[str, str]
    years: KnownYears

    @property
    def has_indicator_rows(self) -> bool:
        return "indicator" in self.roles.values()
