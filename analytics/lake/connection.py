"""Opening the lake, hardened, and asking it: one cursor a query, values bound by name.

Owns the connection, the address and the time limit; refuses SQL with values in it.
A connection shared by threads returns other threads' rows, so nobody gets it.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.basics.errors import RefusedError
from analytics.basics.folders import DATA
from analytics.lake import core, history
from analytics.lake.catalogue_version import Version, catalogue_version
from analytics.lake.durable import entries_below, sync_folder, sync_new
from analytics.lake.hardened import catalogue_of, fill_reference, open_hardened
from analytics.lake.history import Progress
from analytics.lake.kept import Answers, State, key_of
from analytics.lake.mirror import mirror_core
from analytics.lake.views import Views, reads_core
from analytics.lake.writing import Work, Writing

DEFAULT_FOLDER = DATA / "lake"
ADDRESS_VARIABLE = "INVESTMENT_LAKE"

QUERY_SECONDS = 30  # DuckDB 1.5 has no statement timeout, so a timer interrupts
COMMIT_TRIES = 12
MOST_FILES = 200
JOINING = (
    "call ducklake_rewrite_data_files('lake', delete_threshold => 0)",
    "call ducklake_merge_adjacent_files('lake')",
)
FORGETTING = (
    "call ducklake_expire_snapshots('lake', older_than => now() - interval 1 day)",
    "call ducklake_cleanup_old_files('lake', older_than => now() - interval 1 day)",
)
# The variables a view may read; 0_formulas gives each its default.
SETTINGS = (
    *("yardstick", "schedule_scale", "status_rule", "keeps_amber"),
    *("plan_threshold", "small_base"),
    *("asked_year", "asked_month", "first_year_before", "last_year_before"),
    *("first_month_before", "last_month_before"),
)
RAW_TABLES = (
    *("raw_observation", "raw_project_month", "raw_project_subtotal"),
    *("raw_unit_month", "raw_target"),
)
# What people say about figures changes no figure: answers stay good when these grow.
TABLES_OF_WORDS = ("draft_edit", "frozen_draft", "meeting_order")
NO_SETTINGS: Mapping[str, object] = MappingProxyType({})
Answered = TypeVar("Answered")
Written = tuple[int, int]  # microseconds: when anything, and when a figure, was written
# What another writer at the same moment looks like; such a transaction is tried again.
COLLISIONS = ("database is locked", "Failed to commit", "conflict", "busy")


class Door(NamedTuple):
    """What stands for one catalogue; another one is gone over to as a whole."""

    catalogue: Path
    connection: duckdb.DuckDBPyConnection
    views: Views


class _OvertakenError(Exception):
    """Somebody wrote while core was made anew."""


class Lake:
    """One process's door to the lake. Threads share it; each query has its cursor."""

    def __init__(self, folder: Path, catalogue: Path | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.originals = folder / "originals"
        self.log = folder / "log"
        self._answers, self._words = Answers(), Answers()
        self._is_followed = catalogue is None
        self._opening, self._mirroring = threading.Lock(), threading.Lock()
        self._open(catalogue or catalogue_of(folder))

    def _open(self, catalogue: Path) -> None:
        connection = open_hardened(self.folder, catalogue)
        self._seen: tuple[Version | None, Written] = (None, (0, 0))
        self._mirrored = -1
        self._door = Door(catalogue, connection, Views(connection))

    def _follow(self) -> bool:
        """Go over to a lake made again meanwhile; who asks is shown the old one until then."""
        if not self._is_followed or catalogue_of(self.folder) == self._door.catalogue:
            return False
        with self._opening:
            if (newest := catalogue_of(self.folder)) != self._door.catalogue:
                self._open(newest)
        return True

    def _answered(self, ask: Callable[[], Answered]) -> Answered:
        """Ask once more where the lake was made again in the middle of a question."""
        try:
            return ask()
        except duckdb.Error:
            if not self._follow():
                raise
            return ask()

    def query(
        self,
        sql: str,
        *,
        as_of: datetime | None = None,
        settings: Mapping[str, object] = NO_SETTINGS,
        **values: object,
    ) -> pd.DataFrame:
        """Answer one question. as_of (naive UTC) puts the lake back to that moment.

        settings are what views read by getvariable: yardstick, status_rule, ….
        """
        (kept, state), key = self._kept(sql), key_of(sql, as_of, settings, values)
        answer = kept.get(state, key)
        if answer is None:
            answer = self._answered(lambda: self._ask(sql, as_of, settings, values))
            kept.keep(state, key, answer, answer.size)
        return answer.copy(deep=False)  # costs nothing until it is written to

    def _ask(
        self,
        sql: str,
        as_of: datetime | None,
        settings: Mapping[str, object],
        values: Mapping[str, object],
    ) -> pd.DataFrame:
        with self._cursor(sql) as cursor:
            if as_of is not None:
                cursor.execute("set variable as_of = $moment", {"moment": as_of})
            for name, value in settings.items():
                if name not in SETTINGS:
                    raise ValueError(f"unknown setting {name!r}")
                if value is not None:
                    cursor.execute(f"set variable {name} = $value", {"value": value})
            timer = threading.Timer(QUERY_SECONDS, cursor.interrupt)
            timer.start()
            try:
                return cursor.execute(sql, values).df()
            finally:
                timer.cancel()

    def query_arrow(self, sql: str, **values: object) -> pa.Table:
        """As query, typed as stored: Decimals stay Decimals."""
        (kept, state), key = self._kept(sql), key_of(sql, "arrow", values)
        answer = kept.get(state, key)
        if answer is None:
            answer = self._answered(lambda: self._ask_arrow(sql, values))
            kept.keep(state, key, answer, answer.num_rows * answer.num_columns)
        return answer

    def _ask_arrow(self, sql: str, values: Mapping[str, object]) -> pa.Table:
        with self._cursor(sql) as cursor:
            return cursor.execute(sql, values).to_arrow_table()

    def _kept(self, sql: str) -> tuple[Answers, State]:
        """Where the answer is kept, and until when: words change often, figures seldom."""
        anything, figures = self._written()
        if any(table in sql for table in TABLES_OF_WORDS):
            return self._words, anything
        return self._answers, figures

    def rows_of_upload(self, table: str, upload_id: str) -> pa.Table:
        """The stored rows of one raw_ table, for checking them against the log."""
        if table not in RAW_TABLES:
            raise ValueError(f"not a table of printed rows: {table!r}")
        return self.query_arrow(
            f"select * from lake.{table} where upload_id = $upload_id", upload_id=upload_id
        )

    def query_with(self, incoming: pa.Table, sql: str, **values: object) -> pd.DataFrame:
        """Answer a question about rows not stored yet: they are incoming_rows in sql."""

        def compare() -> pd.DataFrame:
            with self._cursor(sql) as cursor:
                cursor.register("incoming_rows", incoming)
                return cursor.execute(sql, values).df()

        return self._answered(compare)

    @property
    def snapshot(self) -> int:
        """When anything was written last, whoever wrote it; it only grows."""
        return self._written()[0]

    @property
    def figures_snapshot(self) -> int:
        """When a figure was written last: the key under which answers are cached."""
        return self._written()[1]

    def _written(self) -> Written:
        self._follow()
        # Read before asking: a commit in between only makes the next call ask again.
        version = catalogue_version(self._door.catalogue)
        seen, written = self._seen
        if version == seen:
            return written
        with self._cursor() as cursor:
            row = cursor.execute(
                "select epoch_us(written_at), epoch_us(figures_at) from lake.last_write"
            ).fetchone()
        written = (int(row[0]), int(row[1])) if row else (0, 0)
        self._seen = (version, written)
        return written

    def write(self, work: Work, *, is_of_words: bool = False) -> datetime:
        """Run work in one transaction: on disk when this returns, or not at all.

        Files are synced before the commit that names them and the catalogue's folder
        after it; otherwise a power cut leaves a catalogue that names empty files.
        is_of_words: no figure changes. Returns the moment of what was written.
        """
        self._follow()
        for attempt in range(COMMIT_TRIES):
            before = entries_below(self.data)
            with self._cursor(core.VIEWS) as cursor:
                cursor.execute("begin")
                writing = None
                try:
                    writing = Writing(cursor, self.log, is_of_words=is_of_words)
                    work(writing)
                    sync_new(self.data, before)
                    cursor.execute("commit")
                except BaseException as error:
                    with contextlib.suppress(duckdb.Error):
                        cursor.execute("rollback")
                    if writing:
                        writing.forget()
                    last = attempt == COMMIT_TRIES - 1
                    if last or not _is_collision(error):
                        raise
                else:
                    sync_folder(self.folder)
                    writing.settle()
                    return writing.moment
            time.sleep(0.05 * 2 ** min(attempt, 5))
        raise AssertionError("the last try returns or raises")

    @property
    def has_core(self) -> bool:
        """Whether core was ever written: a lake of an older version has none yet."""
        with self._cursor() as cursor:
            return bool(cursor.execute("from lake.core_mark limit 1").fetchall())

    @property
    def is_core_current(self) -> bool:
        """Whether every figure was made by the lists of today."""
        with self._cursor() as cursor:
            return history.is_current(cursor)

    def bring_up_to_date(self, progress: Progress = lambda _: None) -> None:
        """Make core anew from all that was stored, by today's lists; others see the old one.

        May be cut short at any point and begun again: one transaction puts it in place.
        """
        with self._cursor(core.VIEWS) as cursor:
            is_stored = False
            while not is_stored:
                seen = self.figures_snapshot
                history.replay(cursor, progress)
                is_stored = self._store_replayed(seen)
            history.forget_replayed(cursor)

    def _store_replayed(self, seen: int) -> bool:
        """False where figures have been written since seen."""

        def store(writing: Writing) -> None:
            if self.figures_snapshot != seen:
                raise _OvertakenError
            history.store_replayed(writing)

        try:
            self.write(store)
        except _OvertakenError:
            return False
        return True

    def differing_core(self, progress: Progress = lambda _: None) -> list[str]:
        """The core_ tables that say other than raw rows and events do, looked at whole."""
        with self._cursor(core.VIEWS) as cursor:
            history.replay(cursor, progress)
            found = history.differing_tables(cursor)
            history.forget_replayed(cursor)
        return found

    def refresh_reference(self) -> None:
        """Read data/reference and the office's own mappings into the reference tables.

        They are small and live in memory; what core was made by changes with
        bring_up_to_date.
        """
        with self._cursor() as cursor:
            fill_reference(cursor)
        self.forget_answers()

    def forget_answers(self) -> None:
        """Ask the lake itself again, whatever was answered before."""
        self._answers.forget()
        self._words.forget()

    def tidy(self) -> None:
        """Join small files and drop what versions no longer need; answers stay the same.

        Who reads meanwhile goes on reading the old files: they are kept for a day. Gives up
        where somebody writes meanwhile: the next time will do.
        """
        before = entries_below(self.data)
        with self._cursor() as cursor:
            try:
                for sql in JOINING:
                    cursor.execute("begin")
                    cursor.execute(sql)
                    sync_new(self.data, before)
                    cursor.execute("commit")
            except duckdb.Error as error:
                with contextlib.suppress(duckdb.Error):
                    cursor.execute("rollback")
                if not _is_collision(error):
                    raise
                return
            sync_folder(self.folder)
            for sql in FORGETTING:
                cursor.execute(sql)

    @property
    def is_scattered(self) -> bool:
        """Whether figures lie in so many files that questions get slow."""
        with self._cursor() as cursor:
            row = cursor.execute(
                "select sum(file_count + delete_file_count) from ducklake_table_info('lake')"
            ).fetchone()
        return bool(row and row[0] > MOST_FILES)

    def _mirror(self) -> None:
        """Let core in memory be that of the newest commit."""
        if self._mirrored == (figures := self._written()[1]):
            return
        with self._mirroring:
            if self._mirrored != figures:
                with self._cursor() as cursor:
                    mirror_core(cursor)
                self._mirrored = figures

    def close(self) -> None:
        """Let go of the files; nothing can be asked after this."""
        self._door.connection.close()

    @contextlib.contextmanager
    def _cursor(self, sql: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, with the views sql names."""
        door = self._door
        if reads_core(sql):
            self._mirror()
        door.views.make(sql)
        cursor = door.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def _is_collision(error: BaseException) -> bool:
    return isinstance(error, duckdb.Error) and any(sign in str(error) for sign in COLLISIONS)


def lake_folder(address: str | Path | None = None) -> Path:
    """Where the lake is: address, else INVESTMENT_LAKE, else data/lake.

    Raises RefusedError for an address that is no folder.
    """
    place = str(address or os.environ.get(ADDRESS_VARIABLE) or DEFAULT_FOLDER)
    if place.startswith("ducklake:"):
        raise RefusedError(
            f"本版只支持本机目录形式的数据湖，不支持 {place.split(':')[1]} 目录库。"
            f"请把环境变量 {ADDRESS_VARIABLE} 设为一个文件夹"
        )
    return Path(place).resolve()


def open_lake(address: str | Path | None = None, progress: Progress = lambda _: None) -> Lake:
    """Open (and where needed make) the lake at address.

    One of an older version is brought forward first, once, telling progress.
    Raises RefusedError where the folder cannot be used.
    """
    folder = lake_folder(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _only_one_maker(folder):
            lake = Lake(folder)
            if not lake.has_core:
                lake.bring_up_to_date(progress)
            return lake
    except OSError as error:
        raise RefusedError(
            f"数据湖目录 {folder} 无法写入（{error.strerror}）。"
            f"请检查权限和磁盘空间，或用环境变量 {ADDRESS_VARIABLE} 换一个目录"
        ) from error


@contextlib.contextmanager
def _only_one_maker(folder: Path) -> Iterator[None]:
    """Making the catalogue must not race; opening a made one may."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with (folder / ".opening").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
