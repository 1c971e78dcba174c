"""Everything a user can get wrong, as values. Imports nothing from this project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class FixedAssetError(Exception):
    """Base of every error this project raises on purpose; its text is Chinese."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong or worth knowing: its place, what it is, what to do.

    severity: "error" (the place was not read), "question" (an answer is needed before
    the rows can be stored), "warning" (read, but look at it), "note" (left out on
    purpose). code: a stable English word for tests and filters.
    """

    severity: str
    code: str
    problem: str
    remedy: str
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        return " ".join(part for part in (self.file, self.sheet, self.cell) if part)

    def __str__(self) -> str:
        body = f"{self.problem}。{self.remedy}" if self.remedy else f"{self.problem}。"
        return f"{self.place}：{body}" if self.place else body


class IntakeError(FixedAssetError):
    """The whole file cannot be read; carries the one Problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class RefusedError(FixedAssetError):
    """The user asked for something that cannot be done; the text says what to do."""


class ReferenceDataError(RefusedError):
    """A list under data/reference is broken; carries every Problem, each a line of its text."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(f"{problem}。" for problem in problems))
        self.problems = tuple(problems)
