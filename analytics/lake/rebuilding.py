"""Making the lake again from what was sent and what the log says.

Owns rebuild: nothing of the old lake is touched before the new one is whole. Changes no
original.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from analytics.basics.errors import FixedAssetError, Problem, RefusedError
from analytics.basics.moments import now_utc
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.reading import Hints
from analytics.lake import history, said, upload_log, uploads
from analytics.lake.begun import settle_begun
from analytics.lake.connection import Lake
from analytics.lake.durable import entries_below, only_one, sync_folder, sync_new
from analytics.lake.hardened import FIRST_CATALOGUE, catalogue_of, next_catalogue
from analytics.lake.history import Progress
from analytics.lake.ledger_rows import ledger_rows
from analytics.lake.office_lists import office_regions
from analytics.lake.said import Row
from analytics.lake.upkeep import (
    RESTORE,
    UNREADABLE,
    Answers,
    read_log,
    rot,
    verify_original,
    verify_rows,
    without_log,
)
from analytics.lake.upload_log import Entry
from analytics.lake.writing import Writing

BUILDING = ".rebuilding"
MOST_PASSES = 3
ENDINGS = ("", "-wal", "-shm")


def rebuild(folder: Path, progress: Progress = lambda _: None) -> list[Problem]:
    """Make the lake again from the originals and the log; the old one is set aside.

    The new one grows beside it and takes its place at the end, whole: who has the lake open
    sees the old one until then, what is written meanwhile is taken along, and a rebuild cut
    short leaves all as it was. Returns what could not be brought back.
    Raises RefusedError where it is being made again already, or written all the time.
    """
    folder = folder.resolve()
    try:
        with only_one(folder / ".rebuilding-now", is_waiting=False):
            for _ in range(MOST_PASSES):
                problems = _rebuild_once(folder, progress)
                if problems is not None:
                    return problems
    except BlockingIOError as error:
        raise RefusedError("另一个进程正在重建这个数据湖。请等它完成") from error
    raise RefusedError("重建时一直有人写入，没有换上新的数据湖。请在没有人上传时再运行一次")


def _rebuild_once(folder: Path, progress: Progress) -> list[Problem] | None:
    """None where somebody wrote meanwhile: what they wrote would be missing."""
    old, building = catalogue_of(folder), folder / BUILDING
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        seen = _settle(folder)
        problems: list[Problem] = []
        entries, answers = read_log(folder, problems)
        problems += _cannot_come_back(folder, entries, answers)
        made = Lake(folder, building / FIRST_CATALOGUE, building / "data")
        with contextlib.closing(made) as lake:
            for table, row in answers:
                lake.write(partial(_answer_again, table=table, row=row))
            for entry in sorted(entries, key=lambda one: one["uploaded_at"]):
                progress(f"重建 {entry['file']}")
                problems += _restore(lake, entry)
            history.bring_up_to_date(lake, progress)
        with _nobody_writes(folder) as newest:
            if newest != seen:
                return None
            files = entries_below(folder / "data")
            _move(building / "data", folder / "data", entries_below(building / "data"))
            sync_new(folder / "data", files)
            (building / FIRST_CATALOGUE).replace(next_catalogue(folder))
            sync_folder(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    aside = folder / f"replaced-{now_utc():%Y%m%dT%H%M%S%f}"
    _move(folder, aside, files | {old.with_name(old.name + end) for end in ENDINGS})
    return problems


def _settle(folder: Path) -> int | None:
    """When the old lake was written last, its log settled; None where it cannot be asked."""
    if not catalogue_of(folder).exists():
        return None
    try:
        with contextlib.closing(Lake(folder)) as old:
            settle_begun(old)
            return old.snapshot
    except UNREADABLE:
        return None  # nobody was told of what it had begun


@contextlib.contextmanager
def _nobody_writes(folder: Path) -> Iterator[int | None]:
    """Hold every writer off; yields when the old lake was written last, as _settle does.

    The catalogue is changed at the end, so that who waited to commit has to begin anew,
    and does so in the new lake.
    """
    try:
        old = Lake(folder, catalogue_of(folder)) if catalogue_of(folder).exists() else None
    except UNREADABLE:
        old = None
    if old is None:
        yield None
        return
    with contextlib.closing(old), old.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(
            "update __ducklake_metadata_lake.main.ducklake_metadata set value = value "
            "where key = 'version'"
        )
        yield old.snapshot
        cursor.execute("commit")


def _answer_again(writing: Writing, *, table: str, row: Row) -> None:
    said.insert_answers(writing.cursor, table, [row])


def _move(root: Path, target: Path, files: Iterable[Path]) -> None:
    for path in files:
        if path.is_file():
            moved = target / path.relative_to(root)
            moved.parent.mkdir(parents=True, exist_ok=True)
            path.replace(moved)


def _restore(lake: Lake, entry: Entry) -> Iterator[Problem]:
    if damage := list(verify_original(lake, entry)):
        yield from damage
        return
    note = upload_log.note_of(entry)
    moment = datetime.fromisoformat(entry["uploaded_at"])
    hints = Hints(
        region_code=note.region_code,
        answers={(f, about): answer for f, about, answer in note.answers},
        regions=office_regions(lake, moment),
    )
    data = uploads.original_path(lake, note.sha256).read_bytes()
    try:
        reading = read_in_child(data, note.file, hints)
    except FixedAssetError as error:
        yield rot("unreadable", entry, str(error), RESTORE)
        return
    rows = [row for row in reading.rows if row.sheet not in note.left_out_sheets]
    ledger = ledger_rows(reading, note.left_out_sheets)
    restored = entry

    def store(writing: Writing) -> None:
        nonlocal restored
        restored = uploads.insert_upload(
            writing.cursor, entry["upload_id"], note, rows, moment, ledger, entry["events"]
        )

    lake.write(store)
    if list(verify_rows(lake, entry)):
        # Only another reader reads other rows; written whole, so no event can be lost.
        upload_log.write_log(lake, restored)
        yield Problem(
            "warning",
            "read_differently",
            f"重新读出 {restored['row_count']} 个数字，与入库时的 {entry['row_count']} 个不尽相同",
            "读表程序更新过；请在出处与版次页核对这个文件",
            file=note.file,
        )


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
    except UNREADABLE:
        return problems  # an unreadable catalogue is why one rebuilds
    try:
        return problems + without_log(old, entries, answers, "error")
    except UNREADABLE:
        return problems
    finally:
        old.close()
