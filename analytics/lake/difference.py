"""A reading beside the lake: what accepting it would bring in, take out and change.

Owns which question is asked of which rows; SQL compares.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.basics.folders import SQL
from analytics.intake.reading import Observation, Reading
from analytics.lake.connection import Lake
from analytics.lake.ledger_rows import ledger_rows, ledger_tables
from analytics.lake.observation_rows import observations_table

COLUMNS = (
    *("kind", "state", "sheet", "cell", "period_code", "row_key", "name", "unit", "field"),
    *("value_now", "value_before", "period_code_before", "source_before"),
)
QUESTIONS = {
    "raw_project_month": ("projects.sql", ("region_code", "sender")),
    "raw_unit_month": ("units.sql", ("region_code",)),
    "raw_target": ("targets.sql", ("region_code",)),
}


def bulletin_difference(lake: Lake, rows: Sequence[Observation]) -> pd.DataFrame:
    """How printed numbers differ from what counts now: columns sheet, cell, state
    (new, changed, equal), printed, printed_before, source_before."""
    sql = (SQL / "changes" / "bulletin.sql").read_text(encoding="utf-8")
    return lake.query_with(observations_table("", rows), sql)


def ledger_difference(
    lake: Lake, reading: Reading, *, region_code: str, sender: str
) -> pd.DataFrame:
    """How a reading's projects, units and goals differ from what counts now: COLUMNS,
    one row a changed figure and one a project, unit or goal that is new, left, equal,
    unlisted or outranked."""
    tables = ledger_tables("", ledger_rows(reading, ()))
    given = {"region_code": region_code, "sender": sender.strip()}
    frames = [
        lake.query_with(
            tables[table],
            (SQL / "changes" / file).read_text(encoding="utf-8"),
            **{name: given[name] for name in names},
        )
        for table, (file, names) in QUESTIONS.items()
        if table in tables
    ]
    found = [frame.astype(object) for frame in frames if not frame.empty]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))
