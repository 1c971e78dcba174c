"""Readings and hints as JSON: how they cross the border between two processes.

Owns both directions; a Decimal crosses as its digits, a Period as its code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from analytics.basics.errors import Problem
from analytics.basics.period import parse_period_code
from analytics.intake.reading import (
    ColumnUnderstood,
    Hints,
    Observation,
    ProjectMonth,
    ProjectSubtotal,
    Question,
    Reading,
    SheetPicture,
    TableUnderstood,
    Target,
    UnitMonth,
)
from analytics.reference.regions import Region

_ROW_FIELDS = tuple(field.name for field in fields(Observation))
_row_values = attrgetter(*_ROW_FIELDS)
_PERIOD, _VALUE = _ROW_FIELDS.index("period"), _ROW_FIELDS.index("value")
# The parts of a reading that ledgers fill, each a tuple of one kind of row.
_LEDGER_PARTS = {
    "projects": ProjectMonth,
    "project_subtotals": ProjectSubtotal,
    "units": UnitMonth,
    "targets": Target,
}
_FROM_TEXT: dict[str, Callable[[Any], object]] = {
    "Decimal": Decimal,
    "Decimal | None": Decimal,
    "date | None": date.fromisoformat,
    "Cells": lambda pairs: tuple(map(tuple, pairs)),
}


def to_json(reading: Reading) -> bytes:
    """The whole reading; rows as lists, since there may be hundreds of thousands."""
    rows = []
    for row in reading.rows:
        values = list(_row_values(row))
        values[_PERIOD] = row.period.code
        values[_VALUE] = str(row.value)
        rows.append(values)
    parts = {
        "file": reading.file,
        "sha256": reading.sha256,
        "kind": reading.kind,
        "region_suggestion": reading.region_suggestion,
        "rows": rows,
        "tables": [astuple(table) for table in reading.tables],
        "pictures": [astuple(picture) for picture in reading.pictures],
        "problems": [astuple(problem) for problem in reading.problems],
        "questions": [astuple(question) for question in reading.questions],
        **{name: _as_lists(getattr(reading, name), of) for name, of in _LEDGER_PARTS.items()},
    }
    return json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8")


def _as_lists(rows: Sequence[object], of: type) -> list[tuple[object, ...]]:
    values = attrgetter(*(field.name for field in fields(of)))
    return [values(row) for row in rows]


def _from_lists(lists: list[list[Any]], of: type) -> tuple[Any, ...]:
    changed = [
        (index, _FROM_TEXT[str(field.type)])
        for index, field in enumerate(fields(of))
        if str(field.type) in _FROM_TEXT
    ]
    for values in lists:
        for index, read in changed:
            if values[index] is not None:
                values[index] = read(values[index])
    return tuple(of(*values) for values in lists)


def from_json(data: bytes) -> Reading:
    """The inverse of to_json."""
    parts = json.loads(data)
    rows = []
    for values in parts["rows"]:
        values[_PERIOD] = parse_period_code(values[_PERIOD])
        values[_VALUE] = Decimal(values[_VALUE])
        rows.append(Observation(*values))
    return Reading(
        file=parts["file"],
        sha256=parts["sha256"],
        kind=parts["kind"],
        region_suggestion=parts["region_suggestion"],
        rows=tuple(rows),
        tables=tuple(map(table_of, parts["tables"])),
        pictures=tuple(
            SheetPicture(
                name,
                is_hidden,
                tuple(map(tuple, picture_rows)),
                tuple(map(tuple, merges)),
            )
            for name, is_hidden, picture_rows, merges in parts["pictures"]
        ),
        problems=tuple(Problem(*problem) for problem in parts["problems"]),
        questions=tuple(map(_question_of, parts["questions"])),
        **{name: _from_lists(parts[name], of) for name, of in _LEDGER_PARTS.items()},
    )


def _question_of(values: Sequence[Any]) -> Question:
    question = Question(*values)
    return replace(question, choices=tuple(question.choices))


def table_of(values: Sequence[Any]) -> TableUnderstood:
    """A table from its fields' values, as JSON gives them back."""
    *plain, columns, labels = values
    return replace(
        TableUnderstood(*plain),
        columns=tuple(ColumnUnderstood(*column) for column in columns),
        labels=tuple(labels),
    )


def hints_to_json(hints: Hints) -> bytes:
    """What is known before reading, for the child's request."""
    answers = [[*key, answer] for key, answer in hints.answers.items()]
    parts = {
        "region_code": hints.region_code,
        "answers": answers,
        "sender_region": hints.sender_region,
        "regions": [astuple(region) for region in hints.regions],
    }
    return json.dumps(parts, ensure_ascii=False).encode("utf-8")


def hints_from_json(data: bytes) -> Hints:
    """The inverse of hints_to_json."""
    parts = json.loads(data)
    return Hints(
        region_code=parts["region_code"],
        answers={(fingerprint, about): answer for fingerprint, about, answer in parts["answers"]},
        sender_region=parts["sender_region"],
        regions=tuple(Region(*region) for region in parts["regions"]),
    )
