"""Readings as text for other programs: one line a printed number.

Owns the column order of the command line's CSV and JSON; computes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from analytics.intake.ledgers.listing import ledger_records
from analytics.intake.reading import Reading
from analytics.reference.regions import full_name

COLUMNS = (
    "file",
    "sheet",
    "cell",
    "period",
    "span",
    "region",
    "label",
    "measure",
    "unit",
    "value",
    "statistic",
    "region_code",
    "section",
    "parent",
    "is_of_which",
    "table_title",
    "printed",
)


def _records(readings: Iterable[Reading]) -> Iterable[dict[str, str]]:
    for reading in readings:
        for row in reading.rows:
            yield {
                "file": reading.file,
                "sheet": row.sheet,
                "cell": row.cell,
                "period": row.period.code,
                "span": row.span,
                "region": full_name(row.region_code) or row.region_label,
                "label": row.label,
                "measure": row.measure,
                "unit": row.unit,
                "value": format(row.value, "f"),
                "statistic": row.statistic,
                "region_code": row.region_code,
                "section": row.section,
                "parent": row.parent,
                "is_of_which": "true" if row.is_of_which else "false",
                "table_title": row.table_title,
                "printed": row.printed,
            }
        yield from ledger_records(reading)


def rows_as_csv(readings: Reading | Sequence[Reading]) -> str:
    """CSV with a header line; value as printed, before any change of unit."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_records([readings] if isinstance(readings, Reading) else readings))
    return out.getvalue()


def rows_as_json(readings: Reading | Sequence[Reading]) -> str:
    """The same records as a JSON list, one a line."""
    records = _records([readings] if isinstance(readings, Reading) else readings)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n"
