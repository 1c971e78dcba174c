"""A table with everything read about it before its figures are explained.

Owns the shape of that knowledge only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analytics.intake.bulletins.context import Context
from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.place_rows import ASIDE
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.tables import Table
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import Cells
from analytics.reference import place_names


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
    # The place (or its name) the title says where the sender's is another: nobody's until told.
    contested: str = ""

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of regions that rows and columns print."""
        names = (*(row.region for row in self.rows), *(one.region for one in self.headings))
        return frozenset(place_names.folded(name) for name in names if name)

    @property
    def has_indicator_rows(self) -> bool:
        return bool({"indicator", ASIDE} & set(self.roles.values()))
