"""Printed numbers on their way into the lake: columns and checksums.

Owns the columns of raw_observation and the digests the upload log keeps of stored rows;
ledgers have ledger_rows.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.reading import Observation
from analytics.lake.ledger_rows import amounts
from analytics.lake.reference_tables import row_key

_SECOND = "2:"  # digests of the first version have no such head
_UNIT, _ABSENT = "\x1f", "\x00"  # between the columns of a row, and for what is absent


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
    }
    table = pa.table({name: pa.array(values, kind) for name, (kind, values) in columns.items()})
    return table.append_column("value", amounts([row.value for row in rows]))


def rows_digest(table: pa.Table) -> str:
    """A checksum of stored rows that any change changes, whatever order columns stand in."""
    ordered = table.sort_by("row_number").select(sorted(table.column_names))
    texts = [pc.cast(column, pa.string()) for column in ordered.columns]
    rows = pc.binary_join_element_wise(
        *texts, _UNIT, null_handling="replace", null_replacement=_ABSENT
    )
    # With an end each, the lines lie in one buffer as one text; the last one has no end.
    lines = pc.binary_join_element_wise(rows, "", "\n").combine_chunks()
    length = pc.sum(pc.binary_length(lines)).as_py()
    text = memoryview(lines.buffers()[2])[: length - 1] if length else b""
    return _SECOND + hashlib.sha256(text).hexdigest()


def are_rows_of(table: pa.Table, digest: str | None) -> bool:
    """Whether the rows are those a digest was taken of, by this version or the first one.

    None: there were none.
    """
    if digest is None:
        return bool(table.num_rows == 0)
    if digest.startswith(_SECOND):
        return rows_digest(table) == digest
    in_order = table.select(sorted(table.column_names))
    return digest in (_first_digest(table), _first_digest(in_order))


def _first_digest(table: pa.Table) -> str:
    digest = hashlib.sha256()
    for record in table.sort_by("row_number").to_pylist():
        digest.update(repr(tuple(str(value) for value in record.values())).encode())
    return digest.hexdigest()
