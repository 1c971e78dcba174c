"""Printed numbers on their way into the lake: columns and checksums.

Owns the columns of raw_observation and the digests the upload log keeps of stored rows;
ledgers have ledger_rows.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyarrow as pa

from analytics.intake.reading import Observation
from analytics.lake.ledger_rows import AMOUNT, stored_amount
from analytics.lake.reference_tables import row_key

NO_ROWS = hashlib.sha256().hexdigest()


def observations_table(upload_id: str, rows: Sequence[Observation]) -> pa.Table:
    """Rows in the columns of lake.raw_observation."""
    columns: dict[str, tuple[pa.DataType, list[object]]] = {
        "upload_id": (pa.string(), [upload_id] * len(rows)),
        "row_number": (pa.int32(), list(range(1, len(rows) + 1))),
        "sheet": (pa.string(), [row.sheet for row in rows]),
        "cell": (pa.string(), [row.cell for row in rows]),
        "table_title": (pa.string(), [row.table_title for row in rows]),
        "statistic": (pa.string(), [row.statistic for row in rows]),
        "year": (pa.int32(), [row.period.year for row in rows]),
        "month": (pa.int32(), [row.period.month for row in rows]),
        "span": (pa.string(), [row.span for row in rows]),
        "region_label": (pa.string(), [row.region_label for row in rows]),
        "region_code": (pa.string(), [row.region_code for row in rows]),
        "label": (pa.string(), [row.label for row in rows]),
        "label_key": (pa.string(), [row_key(row) for row in rows]),
        "section": (pa.string(), [row.section for row in rows]),
        "parent": (pa.string(), [row.parent for row in rows]),
        "is_of_which": (pa.bool_(), [row.is_of_which for row in rows]),
        "measure": (pa.string(), [row.measure for row in rows]),
        "unit": (pa.string(), [row.unit for row in rows]),
        "printed": (pa.string(), [row.printed for row in rows]),
        "value": (AMOUNT, [stored_amount(row.value) for row in rows]),
    }
    return pa.table({name: pa.array(values, kind) for name, (kind, values) in columns.items()})


def rows_digest(table: pa.Table) -> str:
    """A checksum of stored rows, in the columns' own order, that any change changes."""
    digest = hashlib.sha256()
    for record in table.sort_by("row_number").to_pylist():
        digest.update(repr(tuple(str(value) for value in record.values())).encode())
    return digest.hexdigest()


def ledger_digest(table: pa.Table) -> str:
    """As rows_digest, whatever order the columns stand in."""
    return rows_digest(table.select(sorted(table.column_names)))
