"""What ledgers, tables by unit and targets of a workbook give, collected.

Owns the shape only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analytics.basics.errors import Problem
from analytics.intake.reading import (
    ProjectMonth,
    ProjectSubtotal,
    Question,
    TableUnderstood,
    Target,
    UnitMonth,
)


@dataclass
class LedgerResult:
    """Rows of every kind, with what was understood, asked and found wrong.

    unplaced: sheet and fingerprint of tables whose region nothing says. claimed: the
    cells that are no bulletin's figures any more.
    """

    projects: list[ProjectMonth] = field(default_factory=list)
    subtotals: list[ProjectSubtotal] = field(default_factory=list)
    units: list[UnitMonth] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    tables: list[TableUnderstood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)

    def add(self, other: LedgerResult) -> None:
        """Append another table's rows."""
        self.projects += other.projects
        self.subtotals += other.subtotals
        self.units += other.units
        self.targets += other.targets
        self.tables += other.tables
        self.problems += other.problems
        self.questions += other.questions
        self.unplaced += other.unplaced
