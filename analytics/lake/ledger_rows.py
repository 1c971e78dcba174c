"""Ledger rows on their way into the lake: columns, checksums, insertion.

Owns the raw_ tables of projects, subtotals, units and targets; a reading's dataclass
fields are the tables' columns, so nothing is renamed on the way.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar, get_type_hints

import duckdb
import pyarrow as pa

from analytics.basics.numbers import decimals
from analytics.intake import reading as reading_types
from analytics.intake.reading import ProjectMonth, ProjectSubtotal, Reading, Target, UnitMonth

AMOUNT = pa.decimal128(28, 10)
EXACT = Decimal("1e-10")  # Excel keeps 15 digits; the lake ten decimals
Kept = TypeVar("Kept", ProjectMonth, ProjectSubtotal, UnitMonth, Target)
ROW_TYPES: dict[str, type] = {
    "raw_project_month": ProjectMonth,
    "raw_project_subtotal": ProjectSubtotal,
    "raw_unit_month": UnitMonth,
    "raw_target": Target,
}
_ARROW_TYPES = {
    "str": pa.string(),
    "int": pa.int32(),
    "bool": pa.bool_(),
    "Decimal": AMOUNT,
    "date": pa.date32(),
}


@dataclass(frozen=True)
class LedgerRows:
    """The rows of one reading that are not observations."""

    projects: tuple[ProjectMonth, ...] = ()
    subtotals: tuple[ProjectSubtotal, ...] = ()
    units: tuple[UnitMonth, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(part) for part in (self.projects, self.units, self.targets))


def ledger_rows(reading: Reading, left_out_sheets: Collection[str]) -> LedgerRows:
    """The rows of every sheet but those the office chose not to hand in."""

    def kept(rows: tuple[Kept, ...]) -> tuple[Kept, ...]:
        return tuple(row for row in rows if row.sheet not in left_out_sheets)

    return LedgerRows(
        kept(reading.projects),
        kept(reading.project_subtotals),
        kept(reading.units),
        kept(reading.targets),
    )


def ledger_tables(upload_id: str, ledger: LedgerRows) -> dict[str, pa.Table]:
    """Table name to rows in that table's columns; tables without rows are left out."""
    parts = (ledger.projects, ledger.subtotals, ledger.units, ledger.targets)
    return {
        table: _as_table(upload_id, rows, kind)
        for (table, kind), rows in zip(ROW_TYPES.items(), parts, strict=True)
        if rows
    }


def insert_tables(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> None:
    """Add the rows inside the caller's transaction."""
    for table, rows in tables.items():
        cursor.register("incoming_rows", rows)
        cursor.execute(f"insert into lake.{table} by name from incoming_rows")
        cursor.unregister("incoming_rows")


def _as_table(upload_id: str, rows: Sequence[object], kind: type) -> pa.Table:
    hints = get_type_hints(kind, vars(reading_types))
    columns = zip(*map(attrgetter(*hints), rows), strict=True)
    arrays: dict[str, pa.Array] = {
        "upload_id": pa.array([upload_id] * len(rows), pa.string()),
        "row_number": pa.array(range(1, len(rows) + 1), pa.int32()),
    }
    for name, values in zip(hints, columns, strict=True):
        if name == "cells":
            arrays["cells"] = pa.array(map(_as_json, values), pa.string())
            continue
        arrow_type = _ARROW_TYPES[_plain_name(hints[name])]
        arrays[name] = amounts(values) if arrow_type == AMOUNT else pa.array(values, arrow_type)
    return pa.table(arrays)


def _plain_name(hint: object) -> str:
    [name] = [part for part in str(hint).split(" | ") if part != "None"]
    return name.removeprefix("<class '").removesuffix("'>").rsplit(".", 1)[-1]


def _as_json(cells: Sequence[tuple[str, str]]) -> str:
    return json.dumps(dict(cells), ensure_ascii=False)


def amounts(values: Sequence[Decimal | None]) -> pa.Array:
    """As the lake keeps them: no more than ten decimals."""
    try:
        return pa.array(values, AMOUNT)
    except pa.ArrowInvalid:  # some value has more of them
        return pa.array([value and _rounded(value) for value in values], AMOUNT)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(EXACT) if decimals(value) > 10 else value
