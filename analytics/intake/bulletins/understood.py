"""A table with everything read about it before its figures are explained.

Owns the shape of that knowledge only.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.intake.bulletins.context import Context
from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.rows import Row
from analytics.intake.bulletins.tables import Table
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import Cells


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
    # The place the title names where the sender's is another: nobody's until somebody says.
    contested: str = ""

    @property
    def has_indicator_rows(self) -> bool:
        return "indicator" in self.roles.values()
