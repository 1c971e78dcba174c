"""Keeping the lake honest: find bit rot, and make the lake again from what was sent.

Owns verify and rebuild. Neither changes an original.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb

from analytics.errors import FixedAssetError, Problem
from analytics.intake.reading import Hints
from analytics.intake.sandbox import read_in_child
from analytics.warehouse import uploads
from analytics.warehouse.lake import Lake, open_lake
from analytics.warehouse.ledger_rows import ROW_TYPES, ledger_rows

Progress = Callable[[str], None]


def verify(lake: Lake, progress: Progress = lambda _: None) -> list[Problem]:
    """Re-hash every original and re-read every stored row against the upload log.

    Parquet read by DuckDB does not notice a flipped bit, so rows are checked by digest.
    """
    problems: list[Problem] = []
    stored = _stored_uploads(lake, problems)
    logged = {path.stem: path for path in lake.log.glob("*.json")}
    for upload_id, path in sorted(logged.items()):
        entry = _read_entry(path, problems)
        if entry is None:
            continue
        progress(f"核对 {entry['file']}")
        problems += _verify_original(lake, entry)
        if stored is not None and upload_id not in stored:
            problems.append(_rot("upload_lost", entry, "数据湖中没有这次上传"))
        elif stored is not None:
            problems += _verify_rows(lake, upload_id, entry)
    for upload_id in sorted((stored or {}).keys() - logged.keys()):
        problems.append(
            Problem(
                "warning",
                "log_missing",
                f"上传 {upload_id} 没有日志",
                "其数据在湖中完好，但重建时不会带上；请撤回后重新上传",
                file=stored[upload_id],
            )
        )
    return problems


def rebuild(folder: Path, progress: Progress = lambda _: None) -> list[Problem]:
    """Make the lake again from the originals and the log; the old one is set aside.

    Returns what could not be brought back. Raises RefusedError like open_lake.
    """
    folder = folder.resolve()
    entries: list[dict] = []
    problems: list[Problem] = []
    for path in sorted((folder / "log").glob("*.json")):
        entry = _read_entry(path, problems)
        if entry is not None:
            entries.append(entry)
    aside = folder / f"replaced-{uploads.now_utc():%Y%m%dT%H%M%S}"
    aside.mkdir()
    for name in ("catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm", "data"):
        if (folder / name).exists():
            shutil.move(folder / name, aside / name)
    lake = open_lake(folder)
    for entry in sorted(entries, key=lambda one: one["uploaded_at"]):
        progress(f"重建 {entry['file']}")
        problems += _restore(lake, entry)
    return problems


def _restore(lake: Lake, entry: dict) -> Iterator[Problem]:
    if rot := list(_verify_original(lake, entry)):
        yield from rot
        return
    note = uploads.UploadNote(
        **{
            name: entry[name]
            for name in (
                "file",
                "sha256",
                "sender",
                "region_code",
                "reason",
                "uploaded_by",
            )
        },
        answers=tuple((f, about, answer) for f, about, answer in entry["answers"]),
        left_out_sheets=tuple(entry["left_out_sheets"]),
    )
    hints = Hints(
        region_code=note.region_code,
        answers={(f, about): answer for f, about, answer in note.answers},
    )
    data = uploads.original_path(lake, note.sha256).read_bytes()
    try:
        reading = read_in_child(data, note.file, hints)
    except FixedAssetError as error:
        yield _rot("unreadable", entry, str(error))
        return
    rows = [row for row in reading.rows if row.sheet not in note.left_out_sheets]
    moment = datetime.fromisoformat(entry["uploaded_at"])
    ledger = ledger_rows(reading, note.left_out_sheets)
    uploads.store(lake, entry["upload_id"], note, rows, moment, ledger)
    for event in entry["events"]:
        lake.write(
            lambda cursor, event=event: uploads.add_event(
                cursor,
                entry["upload_id"],
                event["status"],
                datetime.fromisoformat(event["at"]),
                event["by"],
                event["note"],
            )
        )
    if entry["events"]:
        path = lake.log / f"{entry['upload_id']}.json"
        fresh = json.loads(path.read_text(encoding="utf-8"))
        uploads.write_log(lake, entry["upload_id"], fresh | {"events": entry["events"]})


def _stored_uploads(lake: Lake, problems: list[Problem]) -> dict[str, str] | None:
    try:
        found = lake.query("select upload_id, file from lake.upload")
    except duckdb.Error as error:
        problems.append(Problem("error", "lake_unreadable", f"数据湖无法读取：{error}", _REBUILD))
        return None
    return dict(zip(found.upload_id, found.file, strict=True))


def _read_entry(path: Path, problems: list[Problem]) -> dict | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        problems.append(
            Problem(
                "error",
                "log_damaged",
                f"上传日志 {path.name} 已损坏",
                "请从备份恢复该文件",
            )
        )
        return None


def _verify_original(lake: Lake, entry: dict) -> Iterator[Problem]:
    path = uploads.original_path(lake, entry["sha256"])
    if not path.exists():
        yield _rot("original_lost", entry, "原始文件不在了", _RESTORE)
    elif uploads.sha256_of(path.read_bytes()) != entry["sha256"]:
        yield _rot("original_damaged", entry, "原始文件已改变（校验和不符）", _RESTORE)


def _verify_rows(lake: Lake, upload_id: str, entry: dict) -> Iterator[Problem]:
    digests = entry.get("ledger_sha256", {})
    try:
        observations = lake.rows_of_upload("raw_observation", upload_id)
        is_intact = uploads.rows_digest(observations) == entry["rows_sha256"] and all(
            uploads.ledger_digest(lake.rows_of_upload(table, upload_id))
            == digests.get(table, uploads.NO_ROWS)
            for table in ROW_TYPES
        )
    except duckdb.Error:
        is_intact = False
    if not is_intact:
        yield _rot("rows_damaged", entry, "入库数据与入库时不一致（磁盘损坏或被改动）")


_REBUILD = "请运行 python -m analytics rebuild，从原始文件重建数据湖"
_RESTORE = "请从备份恢复该原始文件，或重新上传"


def _rot(code: str, entry: dict, problem: str, remedy: str = _REBUILD) -> Problem:
    return Problem("error", code, problem, remedy, file=entry["file"])
