"""Keeping the lake honest: find bit rot, and make the lake again from what was sent.

Owns verify and rebuild. Neither changes an original.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from analytics.basics.errors import FixedAssetError, Problem
from analytics.basics.moments import now_utc
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.reading import Hints
from analytics.lake import history, said, upload_log, uploads
from analytics.lake.begun import settle_begun
from analytics.lake.connection import Lake
from analytics.lake.durable import entries_below, sync_folder
from analytics.lake.hardened import catalogue_of, next_catalogue
from analytics.lake.history import Progress
from analytics.lake.ledger_rows import ROW_TYPES, ledger_rows
from analytics.lake.observation_rows import are_rows_of
from analytics.lake.said import Row
from analytics.lake.upload_log import Entry
from analytics.lake.writing import Writing

BUILDING = ".catalog-building.sqlite"  # no catalogue yet, by its name
ENDINGS = ("", "-wal", "-shm")
Answers = list[tuple[str, Row]]
UPLOAD_FIELDS = (
    *("file", "sha256", "sender", "region_code", "reason", "uploaded_by", "row_count"),
)


def verify(lake: Lake, progress: Progress = lambda _: None) -> list[Problem]:
    """Re-hash every original and re-read every stored row against the upload log.

    Parquet read by DuckDB does not notice a flipped bit, so rows are checked by digest.
    """
    problems: list[Problem] = []
    with contextlib.suppress(duckdb.Error):
        settle_begun(lake)
    stored = _stored_uploads(lake, problems)
    entries, answers = _read_log(lake.folder, problems)
    for entry in entries:
        progress(f"核对 {entry['file']}")
        problems += _verify_original(lake, entry)
        if stored is None:
            continue
        if entry["upload_id"] not in stored:
            problems.append(_rot("upload_lost", entry, "数据湖中没有这次上传"))
            continue
        problems += _verify_upload(lake, entry, stored[entry["upload_id"]])
        problems += _verify_rows(lake, entry)
    if stored is not None:
        problems += _verify_answers(lake, entries, answers)
    if stored is not None and not any(problem.severity == "error" for problem in problems):
        # Told again from damaged rows, core would differ and say no more than they do.
        problems += _verify_core(lake, progress)
    return problems


def rebuild(folder: Path, progress: Progress = lambda _: None) -> list[Problem]:
    """Make the lake again from the originals and the log; the old one is set aside.

    The new one grows beside it and takes its place at the end, whole: who has the lake open
    sees the old one until then, and a rebuild cut short leaves it as it was. Returns what
    could not be brought back. Raises RefusedError like open_lake.
    """
    folder = folder.resolve()
    problems: list[Problem] = []
    old = catalogue_of(folder)
    _settle(folder)
    entries, answers = _read_log(folder, problems)
    problems += _cannot_come_back(folder, entries, answers)
    building = folder / BUILDING
    _remove(building, set())
    before = entries_below(folder / "data") if (folder / "data").exists() else set()
    try:
        with contextlib.closing(Lake(folder, building)) as lake:
            for table, row in answers:
                lake.write(partial(_answer_again, table=table, row=row))
            for entry in sorted(entries, key=lambda one: one["uploaded_at"]):
                progress(f"重建 {entry['file']}")
                problems += _restore(lake, entry)
            history.bring_up_to_date(lake, progress)
    except BaseException:
        _remove(building, entries_below(folder / "data") - before)
        raise
    building.replace(next_catalogue(folder))
    sync_folder(folder)
    _set_aside(folder, old, before)
    return problems


def _settle(folder: Path) -> None:
    """A lake that cannot be asked settles nothing: nobody was told of what it had begun."""
    if catalogue_of(folder).exists():
        with contextlib.suppress(duckdb.Error), contextlib.closing(Lake(folder)) as old:
            settle_begun(old)


def _answer_again(writing: Writing, *, table: str, row: Row) -> None:
    said.insert_answers(writing.cursor, table, [row])


def _remove(catalogue: Path, files: set[Path]) -> None:
    for path in (*(catalogue.with_name(catalogue.name + end) for end in ENDINGS), *files):
        if path.is_file():
            path.unlink()


def _set_aside(folder: Path, catalogue: Path, files: set[Path]) -> None:
    aside = folder / f"replaced-{now_utc():%Y%m%dT%H%M%S%f}"
    for path in (*(catalogue.with_name(catalogue.name + end) for end in ENDINGS), *files):
        if path.is_file():
            target = aside / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def _restore(lake: Lake, entry: Entry) -> Iterator[Problem]:
    if rot := list(_verify_original(lake, entry)):
        yield from rot
        return
    note = upload_log.note_of(entry)
    hints = Hints(
        region_code=note.region_code,
        answers={(f, about): answer for f, about, answer in note.answers},
    )
    data = uploads.original_path(lake, note.sha256).read_bytes()
    try:
        reading = read_in_child(data, note.file, hints)
    except FixedAssetError as error:
        yield _rot("unreadable", entry, str(error), _RESTORE)
        return
    rows = [row for row in reading.rows if row.sheet not in note.left_out_sheets]
    moment = datetime.fromisoformat(entry["uploaded_at"])
    ledger = ledger_rows(reading, note.left_out_sheets)
    restored = entry

    def store(writing: Writing) -> None:
        nonlocal restored
        restored = uploads.insert_upload(
            writing.cursor, entry["upload_id"], note, rows, moment, ledger, entry["events"]
        )

    lake.write(store)
    if list(_verify_rows(lake, entry)):
        # Only another reader reads other rows; written whole, so no event can be lost.
        upload_log.write_log(lake, restored)
        yield Problem(
            "warning",
            "read_differently",
            f"重新读出 {restored['row_count']} 个数字，与入库时的 {entry['row_count']} 个不尽相同",
            "读表程序更新过；请在出处与版次页核对这个文件",
            file=note.file,
        )


def _stored_uploads(lake: Lake, problems: list[Problem]) -> dict[str, dict[str, Any]] | None:
    try:
        found = lake.query_arrow("select * from lake.upload").to_pylist()
    except duckdb.Error as error:
        problems.append(_unreadable(error))
        return None
    return {one["upload_id"]: one for one in found}


def _read_log(folder: Path, problems: list[Problem]) -> tuple[list[Entry], Answers]:
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


def _cannot_come_back(folder: Path, entries: list[Entry], answers: Answers) -> list[Problem]:
    """What the old lake and the originals hold that no log knows of."""
    problems = [
        Problem(
            "error",
            "original_without_log",
            f"原始文件 {path.name[:12]}… 没有上传日志，不在重建之列",
            "上传时曾显示“已接收”的，请从备份恢复日志；否则请重新上传",
        )
        for path in sorted((folder / "originals").glob("[0-9a-f]*"))
        if path.name not in {entry["sha256"] for entry in entries}
    ]
    if not catalogue_of(folder).exists():
        return problems
    try:
        old = Lake(folder)
    except duckdb.Error:
        return problems  # an unreadable catalogue is why one rebuilds
    try:
        return problems + _without_log(old, entries, answers, "error")
    except duckdb.Error:
        return problems
    finally:
        old.close()


def _without_log(
    lake: Lake, entries: list[Entry], answers: Answers, severity: str
) -> list[Problem]:
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
                f"有 {len(missing)} 条指标对应或项目改名的回答没有日志",
                "重建不会带上它们；请从备份恢复日志，或重新回答",
            )
        )
    return problems


def _verify_answers(lake: Lake, entries: list[Entry], answers: Answers) -> Iterator[Problem]:
    try:
        yield from _without_log(lake, entries, answers, "warning")
        stored = _facts(said.stored_answers(lake))
    except duckdb.Error as error:
        yield _unreadable(error)
        return
    if lost := _facts([*answers, *_brought_along(entries)]) - stored:
        yield Problem(
            "error",
            "answers_lost",
            f"有 {len(lost)} 条指标对应或项目改名的回答不在数据湖中",
            _REBUILD,
        )


def _verify_core(lake: Lake, progress: Progress) -> Iterator[Problem]:
    try:
        outdated = history.outdated(lake)
        differing = [] if outdated else history.differing_tables(lake, progress)
    except duckdb.Error as error:
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
        ("indicator_mapping", row | {"noted_at": datetime.fromisoformat(entry["uploaded_at"])})
        for entry in entries
        for row in said.mapping_rows(dict(entry.get("mappings", ())), entry["uploaded_by"])
    ]


def _facts(answers: Iterable[tuple[str, Row]]) -> set[tuple[object, ...]]:
    # label_key is made from the label, and may be made otherwise by a newer program.
    return {
        (table, *(value for name, value in sorted(row.items()) if name != "label_key"))
        for table, row in answers
    }


def _verify_original(lake: Lake, entry: Entry) -> Iterator[Problem]:
    path = uploads.original_path(lake, entry["sha256"])
    if not path.exists():
        yield _rot("original_lost", entry, "原始文件不在了", _RESTORE)
    elif uploads.sha256_of(path.read_bytes()) != entry["sha256"]:
        yield _rot("original_damaged", entry, "原始文件已改变（校验和不符）", _RESTORE)


def _verify_upload(lake: Lake, entry: Entry, stored: dict[str, Any]) -> Iterator[Problem]:
    logged: Mapping[str, object] = entry
    is_same = all(stored[name] == logged[name] for name in UPLOAD_FIELDS)
    if not is_same or stored["uploaded_at"].isoformat() != entry["uploaded_at"]:
        yield _rot("upload_differs", entry, "数据湖所记的报送单位、地区等与上传日志不一致")
    try:
        events = upload_log.all_events(lake, entry["upload_id"])
    except duckdb.Error as error:
        yield _unreadable(error)
        return
    accepted = upload_log.event_entry(
        "accepted", datetime.fromisoformat(entry["uploaded_at"]), entry["uploaded_by"], ""
    )
    if events != [accepted, *entry["events"]]:
        yield _rot("events_differ", entry, "撤回状态与上传日志不一致")


def _verify_rows(lake: Lake, entry: Entry) -> Iterator[Problem]:
    digests = entry.get("ledger_sha256", {})
    upload_id = entry["upload_id"]
    try:
        observations = lake.rows_of_upload("raw_observation", upload_id)
        is_intact = are_rows_of(observations, entry["rows_sha256"]) and all(
            are_rows_of(lake.rows_of_upload(table, upload_id), digests.get(table))
            for table in ROW_TYPES
        )
    except duckdb.Error:
        is_intact = False
    if not is_intact:
        yield _rot("rows_damaged", entry, "入库数据与入库时不一致（磁盘损坏或被改动）")


_REBUILD = "请运行 python -m analytics rebuild，从原始文件重建数据湖"
_RESTORE = "请从备份恢复该原始文件，或重新上传"


def _unreadable(error: duckdb.Error) -> Problem:
    return Problem("error", "lake_unreadable", f"数据湖无法读取：{error}", _REBUILD)


def _rot(code: str, entry: Entry, problem: str, remedy: str = _REBUILD) -> Problem:
    return Problem("error", code, problem, remedy, file=entry["file"])
