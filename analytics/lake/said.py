"""What an office said once and means for ever: names, meanings, words of its drafts.

Owns lake.indicator_mapping, office_region, office_indicator, project_identity, check_note,
draft_edit, frozen_draft and meeting_order, and the files beside the originals that bring them back;
whether an answer makes sense is the caller's.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from analytics.basics.errors import RefusedError
from analytics.basics.moments import now_utc
from analytics.lake.connection import TABLES_OF_WORDS, Lake
from analytics.lake.core import OFFICE_LISTS, Change, write_versions
from analytics.lake.writing import Writing
from analytics.reference import indicators

Row = dict[str, object]

INSERTS = {
    "indicator_mapping": (
        "insert into lake.indicator_mapping values "
        "($label, $label_key, $indicator_code, $noted_by, $noted_at)"
    ),
    "office_region": (
        "insert into lake.office_region values "
        "($region_code, $region_name, $region_level, $parent_code, $noted_by, $noted_at)"
    ),
    "office_indicator": (
        "insert into lake.office_indicator values "
        "($indicator_code, $label, $label_key, $parent_code, $unit, $adds_up, "
        "$noted_by, $noted_at)"
    ),
    "project_identity": (
        "insert into lake.project_identity values "
        "($project_key, $same_as_key, $is_same, $noted_by, $noted_at)"
    ),
    "check_note": (
        "insert into lake.check_note values "
        "($upload_id, $check_name, $cell, $text, $noted_by, $noted_at)"
    ),
    "draft_edit": (
        "insert into lake.draft_edit values "
        "($region_code, $period_code, $kind, $paragraph_id, $text, $is_on, $position, "
        "$figures, $noted_by, $noted_at)"
    ),
    "frozen_draft": (
        "insert into lake.frozen_draft values "
        "($draft_id, $region_code, $period_code, $kind, $title, $content, "
        "$noted_by, $noted_at)"
    ),
    "meeting_order": (
        "insert into lake.meeting_order values "
        "($region_code, $period_code, $screens, $noted_by, $noted_at)"
    ),
}
STORED = {
    "indicator_mapping": "select * from lake.indicator_mapping",
    "office_region": "select * from lake.office_region",
    "office_indicator": "select * from lake.office_indicator",
    "project_identity": "select * from lake.project_identity",
    "check_note": "select * from lake.check_note",
    "draft_edit": "select * from lake.draft_edit",
    "frozen_draft": "select * from lake.frozen_draft",
    "meeting_order": "select * from lake.meeting_order",
}
FILE_NAMES = {
    "indicator_mapping": "mapping",
    "office_region": "region",
    "office_indicator": "indicator",
    "project_identity": "identity",
    "check_note": "check",
    "draft_edit": "draft",
    "frozen_draft": "frozen",
    "meeting_order": "meeting",
}


def note_answers(lake: Lake, table: str, rows: Sequence[Row]) -> datetime:
    """Keep answers that came without an upload, in the log and in the lake.

    rows: without noted_at, which is the moment returned.
    """
    is_of_words = table in TABLES_OF_WORDS
    name = f"{FILE_NAMES[table]}-{now_utc():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"

    def keep(writing: Writing) -> None:
        dated = [row | {"noted_at": writing.moment} for row in rows]
        writing.note(name, {"table": table, "rows": dated})
        insert_answers(writing.cursor, table, dated)
        if not is_of_words:
            write_versions(writing.cursor, _change(table, rows, writing.moment))

    return lake.write(keep, is_of_words=is_of_words)


def _change(table: str, rows: Sequence[Row], moment: datetime) -> Change:
    label_keys = tuple(str(row["label_key"]) for row in rows if "label_key" in row)
    if table in OFFICE_LISTS or label_keys:
        return Change(
            moment, label_keys=label_keys, lists=tuple({table}.intersection(OFFICE_LISTS))
        )
    keys = ("project_key", "same_as_key")
    return Change(moment, project_keys=tuple(str(row[key]) for row in rows for key in keys))


def insert_answers(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add answers inside the caller's transaction."""
    for row in rows:
        cursor.execute(INSERTS[table], row)


def require_indicators(lake: Lake, codes: Iterable[str]) -> None:
    """A code that is no indicator is a mistake in code, not in a file."""
    asked = set(codes)
    known = lake.query("select indicator_code from core_indicator").indicator_code
    if unknown := asked - set(known):
        raise ValueError(f"unknown indicator codes {sorted(unknown)}")


def mapping_rows(mappings: Mapping[str, str], by: str) -> list[Row]:
    """Label to indicator code, as rows of lake.indicator_mapping but for their moment.

    Raises RefusedError where two spellings of one name mean two indicators.
    """
    codes: dict[str, set[str]] = {}
    for label, code in mappings.items():
        codes.setdefault(indicators.label_key(label), set()).add(code)
    if twice := [key for key, meant in codes.items() if len(meant) > 1]:
        raise RefusedError(
            f"“{'”、“'.join(twice)}”的几种写法是同一个名称，却对应了不同的指标。请选同一个指标"
        )
    return [
        {
            "label": label,
            "label_key": indicators.label_key(label),
            "indicator_code": code,
            "noted_by": by,
        }
        for label, code in mappings.items()
    ]


def is_answer_file(path: Path) -> bool:
    return path.name.split("-")[0] in FILE_NAMES.values()


def answers_in(path: Path) -> tuple[str, list[Row]]:
    """A file's table and rows. Raises ValueError or OSError where it is damaged."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return said["table"], [
        _with_todays_key(row | {"noted_at": datetime.fromisoformat(row["noted_at"])})
        for row in said["rows"]
    ]


def stored_answers(lake: Lake) -> Iterator[tuple[str, Row]]:
    """Every answer in the lake, with its table."""
    for table, sql in STORED.items():
        for row in lake.query_arrow(sql).to_pylist():
            yield table, row


def _with_todays_key(row: Row) -> Row:
    # The rows of originals get their keys anew in a rebuild; a mapping must still meet them.
    return row | {"label_key": indicators.label_key(str(row["label"]))} if "label" in row else row
