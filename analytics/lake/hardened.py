"""Opening the lake's catalogue, hardened: what SQL may reach, and the tables it finds.

Owns the order of hardening, the tables on disk, and which catalogue of a folder counts.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import duckdb

from analytics.basics.errors import RefusedError
from analytics.basics.folders import SQL
from analytics.lake import reference_tables
from analytics.lake.durable import sync_folder
from analytics.lake.extensions import all_known, extension_files

MEMORY_LIMIT = "1GB"
FIRST_CATALOGUE = "catalog.sqlite"
# A rebuilt lake is a catalogue of its own name: nobody's open file is ever replaced.
CATALOGUES = "catalog*.sqlite"
# A row or two go into the catalogue itself, and are as safe there as the commit.
INLINED_ROWS = 0


def catalogue_of(folder: Path) -> Path:
    """The catalogue that counts: the one rebuilt last, else the first.

    >>> catalogue_of(Path("/nowhere")).name
    'catalog.sqlite'
    """
    return max(folder.glob(CATALOGUES), key=_generation, default=folder / FIRST_CATALOGUE)


def next_catalogue(folder: Path) -> Path:
    """Where the next rebuilt lake's catalogue will lie."""
    return folder / f"catalog-{_generation(catalogue_of(folder)) + 1}.sqlite"


def _generation(catalogue: Path) -> int:
    return int(re.sub(r"\D", "", catalogue.stem) or 1)


def open_hardened(folder: Path, catalogue: Path, data: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the lake attached and nothing else in reach.

    data: where the rows lie, in folder. Raises RefusedError where the catalogue is damaged.
    """
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
    is_new = not catalogue.exists()
    data.mkdir(exist_ok=True)
    try:
        _attach(connection, catalogue, data)
    except duckdb.Error as error:
        raise RefusedError(
            f"数据湖的目录库 {catalogue} 打不开（{str(error).splitlines()[0]}）。"
            "请运行 python -m analytics rebuild，从原始文件重建"
        ) from error
    connection.execute(f"set allowed_directories = [{_quoted(folder)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    if not is_new and _has_core_of_another_shape(connection):
        for name in _tables_of("core_tables"):
            connection.execute(f"drop table if exists lake.{name}")
    if is_new or not _has_all_tables(connection):
        for name in ("tables", "core_tables", "statistics"):
            connection.execute(f"begin; {_read_sql(name)} commit;")
    if is_new:
        for path in {catalogue.parent, folder, folder.parent}:
            sync_folder(path)
    fill_reference(connection)
    connection.execute(_read_sql("0_formulas/1_macros"))
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, catalogue: Path, data: Path) -> None:
    # With a write-ahead log a long question and a commit do not wait for each other.
    connection.execute(
        f"attach {_quoted('ducklake:sqlite:' + str(catalogue))} as lake "
        f"(data_path {_quoted(data)}, override_data_path true, "
        f"data_inlining_row_limit {INLINED_ROWS}, meta_journal_mode 'WAL')"
    )


def fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Read data/reference into tables in memory."""
    tables = reference_tables.read_tables()
    connection.execute("begin")
    for table, rows in tables.items():
        connection.register("incoming_rows", rows)
        connection.execute(f"create or replace table {table} as from incoming_rows")
        connection.unregister("incoming_rows")
    connection.execute("commit")


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
    expected = _tables_of("tables") + _tables_of("core_tables")
    return {name for (name,) in found}.issuperset(expected)


def _tables_of(name: str) -> list[str]:
    return re.findall(r"create table if not exists lake\.(\w+)", _read_sql(name))


def _has_core_of_another_shape(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether another version wrote core in other columns: it is made anew when opened."""
    try:
        found = connection.execute("select shape from lake.core_mark").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return True
    return found not in ([], [(core_shape(),)])


def core_shape() -> str:
    """What the columns of the core_ tables come to."""
    return hashlib.sha256(_read_sql("core_tables").encode()).hexdigest()


def _quoted(text: str | Path) -> str:
    return "'" + str(text).replace("'", "''") + "'"
