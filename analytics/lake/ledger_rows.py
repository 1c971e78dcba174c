"""Ledger rows on their way into the lake: columns, checksums, insertion.

Owns the raw_ tables of projects, subtotals, units and targets; a reading's dataclass
fields are the tables' columns, so nothing is renamed on the way.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar, get_origin, get_type_hints

import duckdb
import pyarrow as pa

from analytics.basics.numbers import decimals
from analytics.intake import reading as reading_types
from analytics.intake.reading import ProjectMonth, ProjectSubtotal, Reading, Target, UnitMonth

AMOUNT = pa.decimal128(28, 10)
ROWS_AT_ONCE = 1000
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
    kinds = {name: _arrow_type(hint) for name, hint in hints.items()}
    # A few rows at a time stay in the processor's cache; all at once take twice as long.
    parts = [_part(rows[at : at + ROWS_AT_ONCE], kinds) for at in range(0, len(rows), ROWS_AT_ONCE)]
    table = pa.concat_tables(parts).combine_chunks()
    numbers = pa.array(range(1, len(rows) + 1), pa.int32())
    ids = pa.array([upload_id] * len(rows), pa.string())
    return table.add_column(0, "row_number", numbers).add_column(0, "upload_id", ids)


def _part(rows: Sequence[object], kinds: Mapping[str, pa.DataType]) -> pa.Table:
    columns = dict(zip(kinds, zip(*map(attrgetter(*kinds), rows), strict=True), strict=True))
    if "cells" in columns:
        columns["cells"] = tuple(map(_as_json, columns["cells"]))
    return pa.table(
        {
            name: amounts(columns[name]) if kind == AMOUNT else pa.array(columns[name], kind)
            for name, kind in kinds.items()
        }
    )


def _arrow_type(hint: object) -> pa.DataType:
    """That of a field; the cells of a row's fields are kept as text."""
    if get_origin(hint) is tuple:
        return pa.string()
    [name] = [part for part in str(hint).split(" | ") if part != "None"]
    return _ARROW_TYPES[name.removeprefix("<class '").removesuffix("'>").rsplit(".", 1)[-1]]


def _as_json(cells: Sequence[tuple[str, str]]) -> str:
    places = dict(cells)
    if "".join(places.values()).isalnum():
        return _json_of(tuple(places)) % tuple(places.values())
    return json.dumps(places, ensure_ascii=False)


@lru_cache(maxsize=1000)
def _json_of(names: tuple[str, ...]) -> str:
    """JSON of these names with a place for each one's cell, which needs no escapes."""
    return json.dumps(dict.fromkeys(names, "%s"), ensure_ascii=False)


def amounts(values: Sequence[Decimal | None]) -> pa.Array:
    """As the lake keeps them: no more than ten decimals."""
    try:
        return pa.array(values, AMOUNT)
    except pa.ArrowInvalid:  # some value has more of them
        return pa.array([value and _rounded(value) for value in values], AMOUNT)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(EXACT) if decimals(value) > 10 else value
