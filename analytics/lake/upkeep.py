"""Keeping the lake honest: originals, rows, answers and core beside what the log says.

Owns verify; what is broken is made again by rebuilding.py.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from analytics.basics.errors import Problem, RefusedError
from analytics.lake import history, said, upload_log, uploads
from analytics.lake.begun import settle_begun
from analytics.lake.connection import Lake
from analytics.lake.history import Progress
from analytics.lake.ledger_rows import ROW_TYPES
from analytics.lake.observation_rows import are_rows_of
from analytics.lake.said import Row
from analytics.lake.upload_log import Entry

UNREADABLE = (duckdb.Error, RefusedError)
Answers = list[tuple[str, Row]]
UPLOAD_FIELDS = (
    *("file", "sha256", "sender", "region_code", "reason", "uploaded_by", "row_count"),
)


def verify(lake: Lake, progress: Progress = lambda _: None) -> list[Problem]:
    """Re-hash every original and re-read every stored row against the upload log.

    Parquet read by DuckDB does not notice a flipped bit, so rows are checked by digest.
    """
    problems: list[Problem] = []
    with contextlib.suppress(*UNREADABLE):
        settle_begun(lake)
    stored = _stored_uploads(lake, problems)
    entries, answers = read_log(lake.folder, problems)
    for entry in entries:
        progress(f"核对 {entry['file']}")
        problems += verify_original(lake, entry)
        if stored is None:
            continue
        if entry["upload_id"] not in stored:
            problems.append(rot("upload_lost", entry, "数据湖中没有这次上传"))
            continue
        problems += _verify_upload(lake, entry, stored[entry["upload_id"]])
        problems += verify_rows(lake, entry)
    if stored is not None:
        problems += _verify_answers(lake, entries, answers)
        problems += _verify_remembered(lake, entries)
    if stored is not None and not any(problem.severity == "error" for problem in problems):
        # Told again from damaged rows, core would differ and say no more than they do.
        problems += _verify_core(lake, progress)
    return problems


def _stored_uploads(lake: Lake, problems: list[Problem]) -> dict[str, dict[str, Any]] | None:
    try:
        found = lake.query_arrow("select * from lake.upload").to_pylist()
    except UNREADABLE as error:
        problems.append(_unreadable(error))
        return None
    return {one["upload_id"]: one for one in found}


def read_log(folder: Path, problems: list[Problem]) -> tuple[list[Entry], Answers]:
    """The uploads' entries, and the answers that came without an upload."""
    entries: list[Entry] = []
    answers: Answers = []
    for path in sorted((folder / "log").glob("*.json")):
        try:
            if said.is_answer_file(path):
                table, rows = said.answers_in(path)
                answers += [(table, row) for row in rows]
            else:
                entries.append(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, OSError, KeyError):
            problems.append(
                Problem(
                    "error",
                    "log_damaged",
                    f"上传日志 {path.name} 已损坏",
                    "请从备份恢复该文件",
                )
            )
    return entries, answers


def without_log(lake: Lake, entries: list[Entry], answers: Answers, severity: str) -> list[Problem]:
    logged = {entry["upload_id"] for entry in entries}
    found = lake.query_arrow("select upload_id, file from lake.upload order by upload_id")
    problems = [
        Problem(
            severity,
            "log_missing",
            f"上传 {one['upload_id']} 没有日志",
            "重建不会带上它；请从备份恢复日志，或撤回后重新上传",
            file=one["file"],
        )
        for one in found.to_pylist()
        if one["upload_id"] not in logged
    ]
    known = _facts([*answers, *_brought_along(entries)])
    if missing := _facts(said.stored_answers(lake)) - known:
        problems.append(
            Problem(
                severity,
                "answers_without_log",
                f"有 {len(missing)} 条指标对应、项目改名或新增地区、指标的回答没有日志",
                "重建不会带上它们；请从备份恢复日志，或重新回答",
            )
        )
    return problems


def _verify_answers(lake: Lake, entries: list[Entry], answers: Answers) -> Iterator[Problem]:
    try:
        yield from without_log(lake, entries, answers, "warning")
        stored = _facts(said.stored_answers(lake))
    except UNREADABLE as error:
        yield _unreadable(error)
        return
    if lost := _facts([*answers, *_brought_along(entries)]) - stored:
        yield Problem(
            "error",
            "answers_lost",
            f"有 {len(lost)} 条指标对应、项目改名或新增地区、指标的回答不在数据湖中",
            _REBUILD,
        )


def _verify_remembered(lake: Lake, entries: list[Entry]) -> Iterator[Problem]:
    """Which region a sender reports for, and what its layouts mean, decide the next file."""
    said_then = {
        (one["sender"], one["region_code"], datetime.fromisoformat(one["uploaded_at"]))
        for one in entries
    }
    answers = {
        (one["sender"], *answer, datetime.fromisoformat(one["uploaded_at"]))
        for one in entries
        for answer in map(tuple, one["answers"])
    }
    try:
        senders = lake.query_arrow("select sender, region_code, noted_at from lake.sender")
        layouts = lake.query_arrow(
            "select sender, fingerprint, about, answer, noted_at from lake.layout_answer"
        )
    except UNREADABLE as error:
        yield _unreadable(error)
        return
    stored = [{tuple(row.values()) for row in table.to_pylist()} for table in (senders, layouts)]
    if stored != [said_then, answers]:
        yield Problem(
            "error",
            "remembered_differs",
            "记住的报送单位所属地区或版式回答与上传日志不一致",
            _REBUILD,
        )


def _verify_core(lake: Lake, progress: Progress) -> Iterator[Problem]:
    try:
        outdated = history.outdated(lake)
        differing = [] if outdated else history.differing_tables(lake, progress)
    except UNREADABLE as error:
        yield _unreadable(error)
        return
    if outdated:
        yield outdated
    elif differing:
        yield Problem(
            "error",
            "core_differs",
            f"整理后的数据（{'、'.join(differing)}）与原始行不一致（磁盘损坏或被改动）",
            _REBUILD,
        )


def _brought_along(entries: list[Entry]) -> Answers:
    return [
        (table, row | {"noted_at": datetime.fromisoformat(entry["uploaded_at"])})
        for entry in entries
        for note in [upload_log.note_of(entry)]
        for table, rows in (
            ("indicator_mapping", said.mapping_rows(dict(note.mappings), note.uploaded_by)),
            ("check_note", upload_log.check_note_rows(note, entry["upload_id"])),
        )
        for row in rows
    ]


def _facts(answers: Iterable[tuple[str, Row]]) -> set[tuple[object, ...]]:
    # label_key is made from the label, and may be made otherwise by a newer program.
    return {
        (table, *(value for name, value in sorted(row.items()) if name != "label_key"))
        for table, row in answers
    }


def verify_original(lake: Lake, entry: Entry) -> Iterator[Problem]:
    path = uploads.original_path(lake, entry["sha256"])
    if not path.exists():
        yield rot("original_lost", entry, "原始文件不在了", RESTORE)
    elif uploads.sha256_of(path.read_bytes()) != entry["sha256"]:
        yield rot("original_damaged", entry, "原始文件已改变（校验和不符）", RESTORE)


def _verify_upload(lake: Lake, entry: Entry, stored: dict[str, Any]) -> Iterator[Problem]:
    logged: Mapping[str, object] = entry
    is_same = all(stored[name] == logged[name] for name in UPLOAD_FIELDS)
    if not is_same or stored["uploaded_at"].isoformat() != entry["uploaded_at"]:
        yield rot("upload_differs", entry, "数据湖所记的报送单位、地区等与上传日志不一致")
    try:
        events = upload_log.all_events(lake, entry["upload_id"])
    except UNREADABLE as error:
        yield _unreadable(error)
        return
    accepted = upload_log.event_entry(
        "accepted", datetime.fromisoformat(entry["uploaded_at"]), entry["uploaded_by"], ""
    )
    if events != [accepted, *entry["events"]]:
        yield rot("events_differ", entry, "撤回状态与上传日志不一致")


def verify_rows(lake: Lake, entry: Entry) -> Iterator[Problem]:
    digests = entry.get("ledger_sha256", {})
    upload_id = entry["upload_id"]
    try:
        observations = lake.rows_of_upload("raw_observation", upload_id)
        is_intact = are_rows_of(observations, entry["rows_sha256"]) and all(
            are_rows_of(lake.rows_of_upload(table, upload_id), digests.get(table))
            for table in ROW_TYPES
        )
    except UNREADABLE:
        is_intact = False
    if not is_intact:
        yield rot("rows_damaged", entry, "入库数据与入库时不一致（磁盘损坏或被改动）")


_REBUILD = "请运行 python -m analytics rebuild，从原始文件重建数据湖"
RESTORE = "请从备份恢复该原始文件，或重新上传"


def _unreadable(error: Exception) -> Problem:
    return Problem("error", "lake_unreadable", f"数据湖无法读取：{error}", _REBUILD)


def rot(code: str, entry: Entry, problem: str, remedy: str = _REBUILD) -> Problem:
    return Problem("error", code, problem, remedy, file=entry["file"])
