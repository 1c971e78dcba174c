"""Accepting and withdrawing uploads: one upload is one transaction, on disk or not at all.

Owns the raw_ rows and the originals; refuses readings that still have questions. The
log beside the originals (upload_log) lets `rebuild` make the lake again.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from analytics.basics.errors import RefusedError
from analytics.basics.folders import SQL
from analytics.intake.reading import Observation, Reading
from analytics.lake import layouts
from analytics.lake.begun import settle_begun
from analytics.lake.connection import Lake
from analytics.lake.core import LAKE, Change, write_versions
from analytics.lake.difference import bulletin_difference
from analytics.lake.durable import write_whole
from analytics.lake.ledger_rows import (
    ROW_TYPES,
    LedgerRows,
    insert_tables,
    ledger_rows,
    ledger_tables,
)
from analytics.lake.observation_rows import are_rows_of, observations_table, rows_digest
from analytics.lake.said import (
    insert_answers,
    mapping_rows,
    note_answers,
    require_indicators,
)
from analytics.lake.upload_log import (
    ROUTINE,
    CheckNote,
    Entry,
    Event,
    UploadNote,
    check_note_rows,
    entry_of,
    event_entry,
    read_log,
    stored_events,
)
from analytics.lake.writing import Writing

REASONS = (ROUTINE, "口径方法", "更正差错", "上报表改动")
NO_LEDGER = LedgerRows()


@dataclass(frozen=True)
class Receipt:
    """What was stored. is_known: nothing, for it would only repeat an upload."""

    upload_id: str
    row_count: int
    is_known: bool


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def known_upload(lake: Lake, sha256: str, *, sender: str, region_code: str) -> str | None:
    """An office's newest accepted upload that has these very bytes, if there is one."""
    found = lake.query(
        "select upload_id from lake.core_upload where sha256 = $sha256 "
        "and sender = $sender and region_code = $region_code "
        "and known_until = open_end() and status = 'accepted' order by uploaded_at desc",
        sha256=sha256,
        sender=sender,
        region_code=region_code,
    )
    return None if found.empty else str(found.upload_id.iloc[0])


def unchanged_upload(
    lake: Lake,
    sha256: str,
    reading: Reading,
    *,
    sender: str,
    region_code: str,
    answers: Mapping[tuple[str, str], str],
    left_out: Collection[str],
) -> str | None:
    """The upload that storing these bytes again would only repeat, if there is one.

    None where sender, region, answers or kept sheets are others, and where what the
    upload said has been superseded since: sending it again then brings it back.
    """
    known = known_upload(lake, sha256, sender=sender, region_code=region_code)
    said = remembered_answers(lake, sender)
    if known is None or any(said.get(key) != one for key, one in answers.items()):
        return None
    rows = [row for row in reading.rows if row.sheet not in left_out]
    if not _are_stored_rows(lake, known, rows, ledger_rows(reading, left_out)):
        return None
    superseded = (SQL / "changes" / "superseded.sql").read_text(encoding="utf-8")
    is_in_use = (bulletin_difference(lake, rows).state == "equal").all()
    return known if is_in_use and lake.query(superseded, upload_id=known).empty else None


def _are_stored_rows(
    lake: Lake, upload_id: str, rows: Sequence[Observation], ledger: LedgerRows
) -> bool:
    tables = ledger_tables(upload_id, ledger)
    stored = lake.rows_of_upload("raw_observation", upload_id)
    return are_rows_of(stored, rows_digest(observations_table(upload_id, rows))) and all(
        are_rows_of(
            lake.rows_of_upload(name, upload_id),
            rows_digest(tables[name]) if name in tables else None,
        )
        for name in ROW_TYPES
    )


def accept_upload(
    lake: Lake,
    data: bytes,
    reading: Reading,
    *,
    sender: str,
    region_code: str,
    reason: str = REASONS[0],
    uploaded_by: str = "",
    answers: Mapping[tuple[str, str], str] | None = None,
    is_leaving_out_unanswered: bool = False,
    mappings: Mapping[str, str] | None = None,
    check_notes: Sequence[CheckNote] = (),
) -> Receipt:
    """Store one file's rows. Returns only when they are on disk.

    mappings: label to indicator code, for labels of this file that no list knows.
    check_notes: why it is taken in all the same, for each finding of a red check.
    Raises RefusedError when a question is open (unless its sheets are to be left out),
    when nothing could be read, or when the sender or the reason is missing.
    """
    require_indicators(lake, (mappings or {}).values())
    if not sender.strip():
        raise RefusedError(f"{reading.file}：没有填报送单位。请填写，如“邵阳市统计局”")
    if reason not in REASONS:
        raise RefusedError(f"入库原因“{reason}”不在名单内。请从{'、'.join(REASONS)}中选")
    left_out = tuple(sorted({question.sheet for question in reading.questions}))
    if left_out and not is_leaving_out_unanswered:
        raise RefusedError(
            f"{reading.file}：还有 {len(reading.questions)} 个问题没有回答"
            f"（{'、'.join(name or '本表' for name in left_out)}）。请回答，或选择不收这些表"
        )
    rows = [row for row in reading.rows if row.sheet not in left_out]
    ledger = ledger_rows(reading, left_out)
    if not rows and not ledger.count:
        raise RefusedError(f"{reading.file}：没有可入库的数字。请检查文件是否为统计表或项目台账")
    sha256 = sha256_of(data)
    sender = sender.strip()
    if known := unchanged_upload(
        lake,
        sha256,
        reading,
        sender=sender,
        region_code=region_code,
        answers=answers or {},
        left_out=left_out,
    ):
        if mappings:
            note_answers(lake, "indicator_mapping", mapping_rows(mappings, uploaded_by))
        return Receipt(known, 0, is_known=True)
    note = note_for(
        reading,
        sha256=sha256,
        sender=sender,
        region_code=region_code,
        reason=reason,
        uploaded_by=uploaded_by,
        answers=answers or {},
        left_out=left_out,
        mappings=mappings or {},
        check_notes=check_notes,
    )
    write_whole(lake.originals / sha256, data)
    upload_id = ""

    def store(writing: Writing) -> None:
        nonlocal upload_id
        upload_id = f"{writing.moment:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        entry = bring_in(writing.cursor, upload_id, note, rows, writing.moment, ledger)
        writing.note(upload_id, entry)

    lake.write(store)
    return Receipt(upload_id, len(rows) + ledger.count, is_known=False)


def note_for(
    reading: Reading,
    *,
    sha256: str,
    sender: str,
    region_code: str,
    reason: str,
    uploaded_by: str,
    answers: Mapping[tuple[str, str], str],
    left_out: Collection[str],
    mappings: Mapping[str, str],
    check_notes: Sequence[CheckNote] = (),
) -> UploadNote:
    """What is kept of an upload beside its rows."""
    return UploadNote(
        file=reading.file,
        sha256=sha256,
        sender=sender,
        region_code=region_code,
        reason=reason,
        uploaded_by=uploaded_by,
        answers=(
            *((layout, about, answer) for (layout, about), answer in answers.items()),
            *layouts.layout_answers(reading, tuple(left_out)),
        ),
        left_out_sheets=tuple(left_out),
        mappings=tuple(mappings.items()),
        check_notes=tuple(check_notes),
    )


def bring_in(
    cursor: duckdb.DuckDBPyConnection,
    upload_id: str,
    note: UploadNote,
    rows: Sequence[Observation],
    moment: datetime,
    ledger: LedgerRows,
    *,
    place: str = LAKE,
) -> Entry:
    """Put an upload into the lake, core with it; returns its log entry.

    place: the schema whose core_ tables are written.
    """
    entry = insert_upload(cursor, upload_id, note, rows, moment, ledger)
    label_keys = tuple(str(row["label_key"]) for row in mapping_rows(dict(note.mappings), ""))
    write_versions(cursor, Change(moment, (upload_id,), label_keys), place=place)
    return entry


def insert_upload(
    cursor: duckdb.DuckDBPyConnection,
    upload_id: str,
    note: UploadNote,
    rows: Sequence[Observation],
    moment: datetime,
    ledger: LedgerRows = NO_LEDGER,
    events: Sequence[Event] = (),
) -> Entry:
    """Put an upload and all it brings into the lake but for core; returns its log entry.

    The original is there already; the log and core are the caller's to write.
    """
    table = observations_table(upload_id, rows)
    tables = ledger_tables(upload_id, ledger)
    row_count = len(rows) + ledger.count
    cursor.execute(
        "insert into lake.upload values ($upload_id, $sha256, $file, $sender, "
        "$region_code, $uploaded_by, $uploaded_at, $reason, $row_count)",
        {
            "upload_id": upload_id,
            "sha256": note.sha256,
            "file": note.file,
            "sender": note.sender,
            "region_code": note.region_code,
            "uploaded_by": note.uploaded_by,
            "uploaded_at": moment,
            "reason": note.reason,
            "row_count": row_count,
        },
    )
    insert_tables(cursor, ({"raw_observation": table} if rows else {}) | tables)
    cursor.execute(
        "insert into lake.sender values ($sender, $region_code, $moment)",
        {"sender": note.sender, "region_code": note.region_code, "moment": moment},
    )
    for fingerprint, about, answer in note.answers:
        cursor.execute(
            "insert into lake.layout_answer values "
            "($sender, $fingerprint, $about, $answer, $moment)",
            {
                "sender": note.sender,
                "fingerprint": fingerprint,
                "about": about,
                "answer": answer,
                "moment": moment,
            },
        )
    mapped = mapping_rows(dict(note.mappings), note.uploaded_by)
    brought = {"indicator_mapping": mapped, "check_note": check_note_rows(note, upload_id)}
    for answers, said in brought.items():
        insert_answers(cursor, answers, [row | {"noted_at": moment} for row in said])
    for event in (event_entry("accepted", moment, note.uploaded_by, ""), *events):
        add_event(cursor, upload_id, event)
    return entry_of(upload_id, note, moment, row_count, table, tables, events)


def withdraw_upload(lake: Lake, upload_id: str, *, note: str, by: str = "") -> None:
    """Take an upload out of every figure. Its rows and its original stay.

    Raises RefusedError when there is no such upload or it is withdrawn already.
    """
    settle_begun(lake)

    def take_out(writing: Writing) -> None:
        # Asked inside: somebody else may have withdrawn it a moment ago.
        found = writing.cursor.execute(
            "select file, status from lake.core_upload "
            "where upload_id = $upload_id and known_until = open_end()",
            {"upload_id": upload_id},
        ).fetchall()
        if not found:
            raise RefusedError(f"没有编号为 {upload_id} 的上传。请从上传列表中选")
        [(file, status)] = found
        if status == "withdrawn":
            raise RefusedError(f"{file} 已经撤回过。无需再撤")
        entry = read_log(lake, upload_id)
        before = stored_events(lake, upload_id)
        event = event_entry("withdrawn", writing.moment, by, note)
        add_event(writing.cursor, upload_id, event)
        write_versions(writing.cursor, Change(writing.moment, (upload_id,)))
        writing.note(upload_id, entry | {"events": [*before, event]})

    lake.write(take_out)


def add_event(cursor: duckdb.DuckDBPyConnection, upload_id: str, event: Event) -> None:
    cursor.execute(
        "insert into lake.upload_event values ($upload_id, $status, $moment, $by, $note)",
        {
            "upload_id": upload_id,
            "status": event["status"],
            "moment": datetime.fromisoformat(event["at"]),
            "by": event["by"],
            "note": event["note"],
        },
    )


def sender_region(lake: Lake, sender: str) -> str:
    """The region a sender reported for last time; "" when it never did."""
    found = lake.query(
        "select arg_max(region_code, noted_at) as region_code from lake.sender "
        "where sender = $sender",
        sender=sender,
    )
    return str(found.region_code.iloc[0] or "") if found.region_code.notna().any() else ""


def remembered_answers(lake: Lake, sender: str) -> dict[tuple[str, str], str]:
    """What this sender's layouts were said to mean: (fingerprint, about) to answer."""
    found = lake.query_arrow(
        "select fingerprint, about, arg_max(answer, noted_at) as answer "
        "from lake.layout_answer where sender = $sender and about <> $layout "
        "group by fingerprint, about",
        sender=sender,
        layout=layouts.ABOUT,
    )
    return {(row["fingerprint"], row["about"]): row["answer"] for row in found.to_pylist()}


def original_path(lake: Lake, sha256: str) -> Path:
    return lake.originals / sha256
