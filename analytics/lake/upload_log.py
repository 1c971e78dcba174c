"""The log beside the originals: one file an upload, from which `rebuild` makes the lake.

Owns what an entry says and how it is written; reads no workbook.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict

import pyarrow as pa

from analytics.lake.connection import Lake
from analytics.lake.durable import write_whole
from analytics.lake.ledger_rows import ROW_TYPES
from analytics.lake.observation_rows import rows_digest

ROUTINE = "例行更新"


class Event(TypedDict):
    """What became of an upload: withdrawn, or taken back."""

    status: str
    at: str
    by: str
    note: str


CheckNote = tuple[str, str, str]  # a red check's name, the cell as sheet!cell, and why it is right


class Entry(TypedDict):
    """One upload's file in the log; entries of older versions lack some parts."""

    file: str
    sha256: str
    sender: str
    region_code: str
    reason: str
    uploaded_by: str
    answers: Sequence[tuple[str, str, str]]
    left_out_sheets: Sequence[str]
    mappings: NotRequired[Sequence[tuple[str, str]]]
    check_notes: NotRequired[Sequence[CheckNote]]
    upload_id: str
    uploaded_at: str
    row_count: int
    rows_sha256: str
    ledger_sha256: NotRequired[dict[str, str]]
    events: list[Event]


@dataclass(frozen=True)
class UploadNote:
    """Who sends what, and why; everything about an upload but its rows."""

    file: str
    sha256: str
    sender: str
    region_code: str
    reason: str = ROUTINE
    uploaded_by: str = ""
    answers: tuple[tuple[str, str, str], ...] = ()
    left_out_sheets: tuple[str, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()
    check_notes: tuple[CheckNote, ...] = ()


def entry_of(
    upload_id: str,
    note: UploadNote,
    moment: datetime,
    row_count: int,
    observations: pa.Table,
    ledger: dict[str, pa.Table],
    events: Sequence[Event] = (),
) -> Entry:
    """All that is needed to make one upload again and to know its rows from others."""
    return {
        "file": note.file,
        "sha256": note.sha256,
        "sender": note.sender,
        "region_code": note.region_code,
        "reason": note.reason,
        "uploaded_by": note.uploaded_by,
        "answers": note.answers,
        "left_out_sheets": note.left_out_sheets,
        "mappings": note.mappings,
        "check_notes": note.check_notes,
        "upload_id": upload_id,
        "uploaded_at": moment.isoformat(),
        "row_count": row_count,
        "rows_sha256": rows_digest(observations),
        "ledger_sha256": {name: rows_digest(one) for name, one in ledger.items()},
        "events": list(events),
    }


def note_of(entry: Entry) -> UploadNote:
    """The note an entry was written from; entries of older versions lack some parts."""
    return UploadNote(
        file=entry["file"],
        sha256=entry["sha256"],
        sender=entry["sender"],
        region_code=entry["region_code"],
        reason=entry["reason"],
        uploaded_by=entry["uploaded_by"],
        answers=tuple((layout, about, said) for layout, about, said in entry["answers"]),
        left_out_sheets=tuple(entry["left_out_sheets"]),
        mappings=tuple((label, code) for label, code in entry.get("mappings", ())),
        check_notes=tuple((name, cell, text) for name, cell, text in entry.get("check_notes", ())),
    )


def write_log(lake: Lake, entry: Entry) -> None:
    text = json.dumps(entry, ensure_ascii=False, indent=1)
    write_whole(lake.log / f"{entry['upload_id']}.json", text.encode())


def read_log(lake: Lake, upload_id: str) -> Entry:
    """The entry of an upload; made again from the lake where it is lost or damaged."""
    try:
        entry: Entry = json.loads((lake.log / f"{upload_id}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _entry_from_lake(lake, upload_id)
    return entry


def stored_events(lake: Lake, upload_id: str) -> list[Event]:
    """What the lake says became of an upload after it was accepted."""
    return [event for event in all_events(lake, upload_id) if event["status"] != "accepted"]


def all_events(lake: Lake, upload_id: str) -> list[Event]:
    """What the lake says became of an upload, its acceptance included."""
    found = lake.query_arrow(
        "select status, changed_at, changed_by, note from lake.upload_event "
        "where upload_id = $upload_id order by changed_at",
        upload_id=upload_id,
    )
    return [
        event_entry(one["status"], one["changed_at"], one["changed_by"], one["note"])
        for one in found.to_pylist()
    ]


def check_note_rows(note: UploadNote, upload_id: str) -> list[dict[str, object]]:
    """The reasons of an upload as rows of lake.check_note but for their moment."""
    return [
        {
            "upload_id": upload_id,
            "check_name": name,
            "cell": cell,
            "text": text,
            "noted_by": note.uploaded_by,
        }
        for name, cell, text in note.check_notes
    ]


def event_entry(status: str, moment: datetime, by: str, note: str) -> Event:
    return {"status": status, "at": moment.isoformat(), "by": by, "note": note}


def _entry_from_lake(lake: Lake, upload_id: str) -> Entry:
    # What an upload brought along carries its own moment, so it is found again by it.
    [upload] = lake.query_arrow(
        "select * from lake.upload where upload_id = $upload_id", upload_id=upload_id
    ).to_pylist()
    moment = upload["uploaded_at"]
    answers = lake.query_arrow(
        "select fingerprint, about, answer from lake.layout_answer "
        "where sender = $sender and noted_at = $moment",
        sender=upload["sender"],
        moment=moment,
    )
    mappings = lake.query_arrow(
        "select label, indicator_code from lake.indicator_mapping where noted_at = $moment",
        moment=moment,
    )
    check_notes = lake.query_arrow(
        "select check_name, cell, text from lake.check_note where upload_id = $upload_id",
        upload_id=upload_id,
    )
    note = UploadNote(
        file=upload["file"],
        sha256=upload["sha256"],
        sender=upload["sender"],
        region_code=upload["region_code"],
        reason=upload["reason"],
        uploaded_by=upload["uploaded_by"],
        answers=tuple(tuple(one.values()) for one in answers.to_pylist()),
        mappings=tuple(tuple(one.values()) for one in mappings.to_pylist()),
        check_notes=tuple(tuple(one.values()) for one in check_notes.to_pylist()),
    )
    ledger = {name: lake.rows_of_upload(name, upload_id) for name in ROW_TYPES}
    return entry_of(
        upload_id,
        note,
        moment,
        upload["row_count"],
        lake.rows_of_upload("raw_observation", upload_id),
        {name: rows for name, rows in ledger.items() if rows.num_rows},
        stored_events(lake, upload_id),
    )
