"""Sheets as a bureau prints them, written as lists, and what the reader makes of them."""

from __future__ import annotations

from decimal import Decimal

from analytics.intake.files.sheets import Sheet, Workbook
from analytics.intake.reading import Hints, Observation, Reading
from analytics.intake.understand import read_sheets

SHAOYANG = "430500"


def sheet(rows, name="表", merges=(), is_hidden=False, indents=None) -> Sheet:
    """A sheet from ragged lists; numbers become Decimal by their shortest digits."""
    width = max((len(row) for row in rows), default=0)
    return Sheet(
        name,
        tuple(tuple(map(_value, row)) + (None,) * (width - len(row)) for row in rows),
        is_hidden,
        tuple(merges),
        indents or {},
    )


def _value(value):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else value


def read(*sheets, file="月报.xlsx", home=SHAOYANG, answers=None) -> Reading:
    return read_sheets(Workbook(file, "xlsx", sheets), Hints(home, answers or {}))


def by_cell(reading: Reading, name="") -> dict[str, Observation]:
    return {row.cell: row for row in reading.rows if not name or row.sheet == name}


def said(row: Observation) -> tuple[str, ...]:
    """What a row is, as text: label, period, span, measure, unit, value."""
    return (
        row.label,
        row.period.code,
        row.span,
        row.measure,
        row.unit,
        str(row.value),
    )


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def asked(reading: Reading) -> list[str]:
    return [question.about for question in reading.questions]
