"""Opening the lake, hardened, and asking it: one cursor a query, values bound by name.

Owns the connection, the address and the time limit; refuses SQL with values in it.
A connection shared by threads returns other threads' rows, so nobody gets it.
"""

from __future__ import annotations

import contextlib
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.basics.errors import RefusedError
from analytics.basics.folders import DATA, SQL
from analytics.lake import reference_tables
from analytics.lake.catalogue_version import Version, catalogue_version
from analytics.lake.durable import entries_below, sync_folder, sync_new
from analytics.lake.extensions import all_known, extension_files
from analytics.lake.kept import Answers, State, key_of
from analytics.lake.views import Views

DEFAULT_FOLDER = DATA / "lake"
ADDRESS_VARIABLE = "INVESTMENT_LAKE"

MEMORY_LIMIT = "1GB"
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
# What another writer at the same moment looks like; such a transaction is tried again.
COLLISIONS = ("database is locked", "Failed to commit", "conflict", "busy")


class Lake:
    """One process's door to the lake. Threads share it; each query has its cursor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.originals = folder / "originals"
        self.log = folder / "log"
        self._figures_seen: tuple[State | None, int] = (None, 0)
        self._answers, self._words = Answers(), Answers()
        self._connection = _open_hardened(folder)
        self._views = Views(self._connection)
        self._snapshot_seen: tuple[Version | None, int] = (None, 0)

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
            answer = self._ask(sql, as_of, settings, values)
            kept.keep(state, key, answer, answer.size)
        return answer.copy(deep=False)  # costs nothing until it is written to

    def _ask(
        self,
        sql: str,
        as_of: datetime | None,
        settings: Mapping[str, object],
        values: Mapping[str, object],
    ) -> pd.DataFrame:
        self._views.make(sql)
        with self._cursor() as cursor:
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
            self._views.make(sql)
            with self._cursor() as cursor:
                answer = cursor.execute(sql, values).to_arrow_table()
            kept.keep(state, key, answer, answer.num_rows * answer.num_columns)
        return answer

    def _kept(self, sql: str) -> tuple[Answers, State]:
        """Where the answer is kept, and until when: words change often, figures seldom."""
        newest = self._state()
        if any(table in sql for table in TABLES_OF_WORDS):
            return self._words, newest
        return self._answers, (newest[0], self._figures_of(newest))

    def rows_of_upload(self, table: str, upload_id: str) -> pa.Table:
        """The stored rows of one raw_ table, for checking them against the log."""
        if table not in RAW_TABLES:
            raise ValueError(f"not a table of printed rows: {table!r}")
        return self.query_arrow(
            f"select * from lake.{table} where upload_id = $upload_id", upload_id=upload_id
        )

    def query_with(self, incoming: pa.Table, sql: str, **values: object) -> pd.DataFrame:
        """Answer a question about rows not stored yet: they are incoming_rows in sql."""
        self._views.make(sql)
        with self._cursor() as cursor:
            cursor.register("incoming_rows", incoming)
            return cursor.execute(sql, values).df()

    @property
    def figures_snapshot(self) -> int:
        """The newest version that changed a figure: the key under which answers are cached."""
        return self._figures_of(self._state())

    def _figures_of(self, newest: State) -> int:
        seen, figures = self._figures_seen
        if seen != newest:
            figures = self._newest_of_figures()
            self._figures_seen = (newest, figures)
        return figures

    def _newest_of_figures(self) -> int:
        found = self._ask(
            """
            with

            changed as (

                select
                    snapshot_id,
                    unnest(list_concat(
                        changes['tables_inserted_into'], changes['tables_deleted_from']
                    )) as table_id

                from lake.snapshots()

            ),

            tables_of_figures as (

                select cast(table_id as varchar) as table_id
                from ducklake_table_info('lake')
                where not list_contains($tables_of_words, table_name)

            )

            select coalesce(max(changed.snapshot_id), 0) as snapshot_id
            from changed
            semi join tables_of_figures using (table_id)
            """,
            None,
            NO_SETTINGS,
            {"tables_of_words": list(TABLES_OF_WORDS)},
        )
        return int(found.snapshot_id.iloc[0])

    @property
    def snapshot(self) -> int:
        """The newest committed version of anything, whoever committed it."""
        return self._state()[1]

    def _state(self) -> State:
        """The catalogue's file and its newest version: a rebuilt lake counts anew."""
        # Read before asking: a commit in between only makes the next call ask again.
        version = catalogue_version(self.folder / "catalog.sqlite")
        seen, snapshot = self._snapshot_seen
        if version is None or version != seen:
            with self._cursor() as cursor:
                row = cursor.execute("select id from lake.current_snapshot()").fetchone()
            snapshot = int(row[0]) if row else 0
            self._snapshot_seen = (version, snapshot)
        return version and version[0], snapshot

    def write(self, work: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        """Run work in one transaction: on disk when this returns, or not at all.

        Files are synced before the commit that names them and the catalogue's folder
        after it; otherwise a power cut leaves a catalogue that names empty files.
        """
        for attempt in range(COMMIT_TRIES):
            before = entries_below(self.data)
            with self._cursor() as cursor:
                cursor.execute("begin")
                try:
                    work(cursor)
                    sync_new(self.data, before)
                    cursor.execute("commit")
                except duckdb.Error as error:
                    with contextlib.suppress(duckdb.Error):
                        cursor.execute("rollback")
                    last = attempt == COMMIT_TRIES - 1
                    if last or not any(sign in str(error) for sign in COLLISIONS):
                        raise
                else:
                    sync_folder(self.folder)
                    return
            time.sleep(0.05 * 2 ** min(attempt, 5))

    def refresh_reference(self) -> None:
        """Read data/reference and the office's own mappings into the reference tables.

        They are small and live in memory: editing a CSV re-labels everything stored.
        """
        with self._cursor() as cursor:
            _fill_reference(cursor)
        self._answers.forget()
        self._words.forget()

    def close(self) -> None:
        """Let go of the files; nothing can be asked after this."""
        self._connection.close()

    @contextlib.contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


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


def open_lake(address: str | Path | None = None) -> Lake:
    """Open (and where needed make) the lake at address.

    Raises RefusedError where the folder cannot be used.
    """
    folder = lake_folder(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _only_one_maker(folder):
            return Lake(folder)
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


def _open_hardened(folder: Path) -> duckdb.DuckDBPyConnection:
    # The order matters: after lock_configuration nothing can be loaded or attached.
    extensions = extension_files()
    connection = duckdb.connect(
        ":memory:",
        config={
            "python_enable_replacements": "false",
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder / "spill"),
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": "true" if all_known(extensions) else "false",
        },
    )
    for file in extensions:
        connection.execute(f"load {_quoted(file)}")
    is_new = not (folder / "catalog.sqlite").exists()
    (folder / "data").mkdir(exist_ok=True)
    # Inlined rows would skip the fsync path that the power-cut test covers.
    connection.execute(
        f"attach {_quoted('ducklake:sqlite:' + str(folder / 'catalog.sqlite'))} as lake "
        f"(data_path {_quoted(folder / 'data')}, override_data_path true, "
        "data_inlining_row_limit 0)"
    )
    connection.execute(f"set allowed_directories = [{_quoted(folder)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    if is_new or not _has_all_tables(connection):
        for name in ("tables", "statistics"):
            connection.execute(f"begin; {_read_sql(name)} commit;")
    if is_new:
        sync_folder(folder)
        sync_folder(folder.parent)
    _fill_reference(connection)
    connection.execute(_read_sql("0_formulas/1_macros"))
    return connection


def _read_sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _has_all_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether an earlier opening made them; looking is quicker than `if not exists`."""
    found = connection.execute(
        """
        select table_name from __ducklake_metadata_lake.main.ducklake_table
        semi join __ducklake_metadata_lake.main.ducklake_table_stats using (table_id)
        where end_snapshot is null
        """
    ).fetchall()
    expected = re.findall(r"create table if not exists lake\.(\w+)", _read_sql("tables"))
    return {name for (name,) in found}.issuperset(expected)


def _fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    tables = reference_tables.read_tables()
    connection.execute("begin")
    for table, rows in tables.items():
        connection.register("incoming_rows", rows)
        connection.execute(f"create or replace table {table} as from incoming_rows")
        connection.unregister("incoming_rows")
    connection.execute("commit")


def _quoted(text: str | Path) -> str:
    return "'" + str(text).replace("'", "''") + "'"
