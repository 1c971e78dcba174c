"""Accepting and withdrawing uploads: one upload is one transaction, on disk or not at all.

Owns the raw_ rows, the originals and the upload log; refuses readings that still have
questions. The log beside the originals lets `rebuild` make the lake again.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analytics import reference
from analytics.errors import RefusedError
from analytics.intake.reading import Observation, Reading
from analytics.warehouse.durable import write_whole
from analytics.warehouse.lake import SQL_FOLDER, Lake
from analytics.warehouse.ledger_rows import (
    AMOUNT,
    LedgerRows,
    insert_tables,
    ledger_rows,
    ledger_tables,
    stored_amount,
)
from analytics.warehouse.reference_tables import row_key

REASONS = ("例行更新", "口径方法", "更正差错", "上报表改动")
NO_ROWS = hashlib.sha256().hexdigest()
NO_LEDGER = LedgerRows()


@dataclass(frozen=True)
class Receipt:
    """What was stored. is_known: the same bytes had been accepted before."""

    upload_id: str
    row_count: int
    is_known: bool


@dataclass(frozen=True)
class UploadNote:
    """Who sends what, and why; everything about an upload but its rows."""

    file: str
    sha256: str
    sender: str
    region_code: str
    reason: str = REASONS[0]
    uploaded_by: str = ""
    answers: tuple[tuple[str, str, str], ...] = ()
    left_out_sheets: tuple[str, ...] = ()


def now_utc() -> datetime:
    """Naive UTC: timestamps with a zone need pytz in DuckDB's Python client."""
    return datetime.now(UTC).replace(tzinfo=None)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def known_upload(lake: Lake, sha256: str) -> str | None:
    """The accepted upload that has these very bytes, if there is one."""
    found = lake.query("select upload_id from stg_upload where sha256 = $sha256", sha256=sha256)
    return None if found.empty else str(found.upload_id.iloc[0])


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
) -> Receipt:
    """Store one file's rows. Returns only when they are on disk.

    Raises RefusedError when a question is open (unless its sheets are to be left out),
    when nothing could be read, or when the sender or the reason is missing.
    """
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
    if known := known_upload(lake, sha256):
        return Receipt(known, 0, is_known=True)
    note = UploadNote(
        file=reading.file,
        sha256=sha256,
        sender=sender.strip(),
        region_code=region_code,
        reason=reason,
        uploaded_by=uploaded_by,
        answers=tuple(
            (fingerprint, about, answer) for (fingerprint, about), answer in (answers or {}).items()
        ),
        left_out_sheets=left_out,
    )
    write_whole(lake.originals / sha256, data)
    moment = now_utc()
    upload_id = f"{moment:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    store(lake, upload_id, note, rows, moment, ledger)
    return Receipt(upload_id, len(rows) + ledger.count, is_known=False)


def store(
    lake: Lake,
    upload_id: str,
    note: UploadNote,
    rows: Sequence[Observation],
    moment: datetime,
    ledger: LedgerRows = NO_LEDGER,
) -> None:
    """Write an upload, its rows, its answers and its log entry. The original is there."""
    table = observations_table(upload_id, rows)
    tables = ledger_tables(upload_id, ledger)
    row_count = len(rows) + ledger.count

    def insert(cursor: duckdb.DuckDBPyConnection) -> None:
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
        add_event(cursor, upload_id, "accepted", moment, note.uploaded_by, "")

    lake.write(insert)
    entry = asdict(note) | {
        "upload_id": upload_id,
        "uploaded_at": moment.isoformat(),
        "row_count": row_count,
        "rows_sha256": rows_digest(table),
        "ledger_sha256": {name: ledger_digest(one) for name, one in tables.items()},
        "events": [],
    }
    write_log(lake, upload_id, entry)


def withdraw_upload(lake: Lake, upload_id: str, *, note: str, by: str = "") -> None:
    """Take an upload out of every figure. Its rows and its original stay.

    Raises RefusedError when there is no such upload or it is withdrawn already.
    """
    state = lake.query(
        "select file, status from mart_upload where upload_id = $upload_id",
        upload_id=upload_id,
    )
    if state.empty:
        raise RefusedError(f"没有编号为 {upload_id} 的上传。请从上传列表中选")
    if state.status.iloc[0] == "withdrawn":
        raise RefusedError(f"{state.file.iloc[0]} 已经撤回过。无需再撤")
    moment = now_utc()
    lake.write(lambda cursor: add_event(cursor, upload_id, "withdrawn", moment, by, note))
    entry = json.loads((lake.log / f"{upload_id}.json").read_text(encoding="utf-8"))
    entry["events"].append(
        {"status": "withdrawn", "at": moment.isoformat(), "by": by, "note": note}
    )
    write_log(lake, upload_id, entry)


def add_event(
    cursor: duckdb.DuckDBPyConnection,
    upload_id: str,
    status: str,
    moment: datetime,
    by: str,
    note: str,
) -> None:
    cursor.execute(
        "insert into lake.upload_event values ($upload_id, $status, $moment, $by, $note)",
        {
            "upload_id": upload_id,
            "status": status,
            "moment": moment,
            "by": by,
            "note": note,
        },
    )


def write_log(lake: Lake, upload_id: str, entry: dict[str, object]) -> None:
    text = json.dumps(entry, ensure_ascii=False, indent=1)
    write_whole(lake.log / f"{upload_id}.json", text.encode())


def map_indicator(lake: Lake, label: str, indicator_code: str, *, by: str = "") -> None:
    """Remember that an office prints this label for that indicator, in every upload."""
    if indicator_code not in {one.code for one in reference.read_indicators()}:
        raise ValueError(f"unknown indicator code {indicator_code!r}")
    moment = now_utc()
    lake.write(
        lambda cursor: cursor.execute(
            "insert into lake.indicator_mapping values "
            "($label, $label_key, $indicator_code, $by, $moment)",
            {
                "label": label,
                "label_key": reference.label_key(label),
                "indicator_code": indicator_code,
                "by": by,
                "moment": moment,
            },
        )
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
    found = lake.query(
        "select fingerprint, about, arg_max(answer, noted_at) as answer "
        "from lake.layout_answer where sender = $sender group by fingerprint, about",
        sender=sender,
    )
    return {(row.fingerprint, row.about): row.answer for row in found.itertuples(index=False)}


def difference(lake: Lake, rows: Iterable[Observation]) -> pd.DataFrame:
    """How a reading differs from what counts now: columns sheet, cell, state
    (new, changed, equal), printed, printed_before, source_before."""
    sql = (SQL_FOLDER / "difference.sql").read_text(encoding="utf-8")
    return lake.query_with(observations_table("", tuple(rows)), sql)


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


def original_path(lake: Lake, sha256: str) -> Path:
    return lake.originals / sha256
