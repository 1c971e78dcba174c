"""Text that knows its sources: runs of plain words and of numbers.

Owns what a number in a text carries and how runs are put together; words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from analytics.basics.facts import Source
from analytics.basics.period import Period


@dataclass(frozen=True)
class Number:
    """A number as it stands in the text: what it says, of whom and when, from where."""

    text: str
    indicator: str
    region: str
    period: Period
    measure: str
    source: Source

    @property
    def fact_id(self) -> str:
        """The same fact has the same id in every draft."""
        key = "|".join((self.region, self.indicator, self.measure, self.period.code))
        return f"{self.period.code}.{self.measure}.{sha256(key.encode()).hexdigest()[:8]}"


Run = str | Number
Paragraph = tuple[Run, ...]


def paragraph_text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)


def paragraph_numbers(paragraph: Paragraph) -> tuple[Number, ...]:
    return tuple(run for run in paragraph if isinstance(run, Number))


def cited(text: str, *numbers: Number) -> Paragraph:
    """The text with each number, in order, turned from letters into a Number."""
    runs: list[Run] = []
    rest = text
    for number in numbers:
        before, found, rest = rest.partition(number.text)
        if not found:
            raise ValueError(f"{number.text!r} is not said in {text!r}")
        runs += [before, number]
    return (*runs, rest) if rest else tuple(runs)


def separated(clauses: Sequence[Paragraph], mark: str) -> Paragraph:
    runs: list[Run] = []
    for clause in clauses:
        runs += [mark, *clause] if runs else clause
    return tuple(runs)


def joined(sentences: Iterable[Paragraph]) -> Paragraph:
    """One run list: neighbouring plain texts become one, empty ones go."""
    runs: list[Run] = []
    for run in (run for sentence in sentences for run in sentence):
        if isinstance(run, str) and runs and isinstance(runs[-1], str):
            runs[-1] += run
        elif run != "":
            runs.append(run)
    return tuple(runs)
