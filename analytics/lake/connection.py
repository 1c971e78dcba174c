"""Opening the lake, hardened, and asking it: one cursor a query, values bound by name.

Owns the connection, the address and the time limit; refuses SQL with values in it.
A connection shared by threads returns other threads' rows, so nobody gets it.
"""

from __future__ import annotations

import contextlib
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
from analytics.lake import core
from analytics.lake.catalogue_version import Version, catalogue_version, tell_commit
from analytics.lake.durable import entries_below, sync_folder, sync_new
from analytics.lake.hardened import catalogue_of, fill_reference, open_hardened
from analytics.lake.kept import Answers, State, key_of
from analytics.lake.mirror import Mirror
from analytics.lake.views import Views, mirrored
from analytics.lake.writing import Work, Writing

QUERY_SECONDS = 30  # DuckDB 1.5 has no statement timeout, so a timer interrupts
COMMIT_TRIES = 12
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
    mirror: Mirror


class Lake:
    """One process's door to the lake. Threads share it; each query has its cursor."""

    def __init__(
        self, folder: Path, catalogue: Path | None = None, data: Path | None = None
    ) -> None:
        """catalogue, data: others than those of the folder, while a lake is made again."""
        self.folder = folder
        self.data = data or folder / "data"
        self.originals = folder / "originals"
        self.log = folder / "log"
        self._answers, self._words = Answers(), Answers()
        self._is_followed = catalogue is None
        self._opening, self._looking = threading.Lock(), threading.Lock()
        self.replaying = threading.Lock()  # the history is told again in one place
        self._open(catalogue or catalogue_of(folder))

    def _open(self, catalogue: Path) -> None:
        connection = open_hardened(self.folder, catalogue, self.data)
        self._seen: tuple[Version | None, Written] = (None, (0, 0))
        self._door = Door(catalogue, connection, Views(connection), Mirror(connection))

    def _follow(self) -> bool:
        """Go over to a lake made again meanwhile; who asks is shown the old one until then."""
        if not self._is_followed or catalogue_of(self.folder) == self._door.catalogue:
            return False
        with self._opening:
            if (newest := catalogue_of(self.folder)) != self._door.catalogue:
                self._open(newest)
        return True

    def _answered(self, ask: Callable[[], Answered]) -> Answered:
        """Ask once more where the lake was made again in the middle of a question.

        Raises RefusedError where rows cannot be read from the disk.
        """
        try:
            return ask()
        except duckdb.Error as error:
            if self._follow():
                return ask()
            if isinstance(error, duckdb.IOException) and not is_collision(error):
                raise RefusedError(
                    f"数据湖 {self.folder} 有数据读不出来（{str(error).splitlines()[0]}）。"
                    "请运行 python -m analytics rebuild，从原始文件重建"
                ) from error
            raise

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
        with self.cursor(sql) as cursor:
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
        with self.cursor(sql) as cursor:
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
            with self.cursor(sql) as cursor:
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
        return self._answered(self._look)

    def _look(self) -> Written:
        # Read before asking: a commit in between only makes the next call ask again.
        version = catalogue_version(self._door.catalogue)
        seen, written = self._seen
        if version == seen:
            return written
        with self.cursor() as cursor:
            row = cursor.execute(
                "select epoch_us(written_at), epoch_us(figures_at) from lake.last_write"
            ).fetchone()
        written = (int(row[0]), int(row[1])) if row else (0, 0)
        with self._looking:  # who asked earlier may be told later
            if written >= self._seen[1]:
                self._seen = (version, written)
            return self._seen[1]

    def write(self, work: Work, *, is_of_words: bool = False) -> datetime:
        """Run work in one transaction: on disk when this returns, or not at all.

        Files are synced before the commit that names them and the catalogue's folder
        after it; otherwise a power cut leaves a catalogue that names empty files.
        is_of_words: no figure changes. Returns the moment of what was written.
        """
        for attempt in range(COMMIT_TRIES):
            self._follow()
            before = entries_below(self.data)
            with self.cursor(core.VIEWS) as cursor:
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
                    if last or not is_collision(error):
                        raise
                else:
                    tell_commit(self._door.catalogue)
                    sync_folder(self.folder)
                    writing.settle()
                    return writing.moment
            time.sleep(0.05 * 2 ** min(attempt, 5))
        raise AssertionError("the last try returns or raises")

    def refresh_reference(self) -> None:
        """Read data/reference and the office's own mappings into the reference tables.

        They are small and live in memory; what core was made by changes with
        history.bring_up_to_date.
        """
        with self.cursor() as cursor:
            fill_reference(cursor)
        self.forget_answers()

    def forget_answers(self) -> None:
        """Ask the lake itself again, whatever was answered before."""
        self._answers.forget()
        self._words.forget()

    def close(self) -> None:
        """Let go of the files; nothing can be asked after this."""
        self._door.connection.close()

    @contextlib.contextmanager
    def cursor(self, sql: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, with the views sql names."""
        door = self._door
        if tables := mirrored(sql):
            door.mirror.bring_up(tables, self.figures_snapshot)
        door.views.make(sql)
        cursor = door.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def is_collision(error: BaseException) -> bool:
    """Whether another writer was quicker: such a transaction may be tried again."""
    return isinstance(error, duckdb.Error) and any(sign in str(error) for sign in COLLISIONS)
