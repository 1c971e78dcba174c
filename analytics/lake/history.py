"""The whole history of the lake, told again from raw rows, the log's events and the answers.

Owns in which order things became known; core.py says what each of them changed. Used to
bring an older lake forward, after a list has changed, and to verify what is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import duckdb

from analytics.basics.errors import Problem
from analytics.basics.folders import SQL
from analytics.lake.connection import Lake
from analytics.lake.core import LAKE, TABLES, VIEWS, Change, write_versions
from analytics.lake.hardened import core_shape
from analytics.lake.writing import Writing

Progress = Callable[[str], None]
REPLAYED = "memory.replayed"
# What decides core beside the rows: our SQL, DuckDB's hash, and the lists it reads.
LISTS = ("ref_alias", "ref_project_stage")
_SQL_OF_CORE = ("core_tables.sql", "0_formulas/*.sql", "1_staging/*.sql", "2_truth/*.sql")

_CHANGES = """
    with

    became_known as (

        select changed_at as moment, upload_id, null as label_key, null as project_key, null as list
        from lake.upload_event
        union all
        select noted_at, null, label_key, null, null from lake.indicator_mapping
        union all
        select noted_at, null, null, project_key, null from lake.project_identity
        union all
        select noted_at, null, null, same_as_key, null from lake.project_identity
        union all
        select noted_at, null, null, null, 'office_region' from lake.office_region
        union all
        select noted_at, null, label_key, null, 'office_indicator' from lake.office_indicator

    )

    select
        moment,
        list(distinct upload_id) filter (where upload_id is not null) as upload_ids,
        list(distinct label_key) filter (where label_key is not null) as label_keys,
        list(distinct project_key) filter (where project_key is not null) as project_keys,
        list(distinct list) filter (where list is not null) as lists
    from became_known
    group by moment
    order by moment
"""


class _OvertakenError(Exception):
    """Somebody wrote while core was made anew."""


def has_core(lake: Lake) -> bool:
    """Whether core was ever written: a lake of an older version has none yet."""
    with lake.cursor() as cursor:
        return bool(cursor.execute("from lake.core_mark limit 1").fetchall())


def is_current(lake: Lake) -> bool:
    """Whether core was made by the lists and the SQL of today."""
    with lake.cursor() as cursor:
        found = cursor.execute("select lists from lake.core_mark").fetchall()
        return found == [(_lists_mark(cursor),)]


def outdated(lake: Lake) -> Problem | None:
    """That core was made by older lists, where it was: until it is made anew, they count."""
    if is_current(lake):
        return None
    return Problem(
        "warning",
        "core_outdated",
        "名单或程序更新后，已入库的数字还没有重新整理，各页仍按原来的名单显示",
        "请运行 python -m analytics rebuild --reference，或重新启动",
    )


def bring_up_to_date(lake: Lake, progress: Progress = lambda _: None) -> None:
    """Make core anew from all that was stored, by today's lists; others see the old one.

    May be cut short at any point and begun again: one transaction puts it in place.
    """
    is_stored = False
    with lake.replaying, lake.cursor(VIEWS) as cursor:
        while not is_stored:
            seen = lake.figures_snapshot
            _replay(cursor, progress)
            is_stored = _store_replayed(lake, seen)
        _forget_replayed(cursor)


def differing_tables(lake: Lake, progress: Progress = lambda _: None) -> list[str]:
    """The core_ tables that say other than raw rows and events do, compared whole.

    The history as it is told again, and what is known now as all raw rows say it at once.
    """
    with lake.replaying, lake.cursor(VIEWS) as cursor:
        _replay(cursor, progress)
        found = [
            f"core_{table}"
            for table in TABLES
            if _differs(cursor, table) or _differs_now(cursor, table)
        ]
        _forget_replayed(cursor)
    return found


def _store_replayed(lake: Lake, seen: int) -> bool:
    """False where figures have been written since seen."""

    def store(writing: Writing) -> None:
        if lake.figures_snapshot != seen:
            raise _OvertakenError
        _put_in_place(writing)

    try:
        lake.write(store)
    except _OvertakenError:
        return False
    return True


def _replay(cursor: duckdb.DuckDBPyConnection, progress: Progress) -> None:
    """Write the core of every moment into tables in memory; the lake is only read."""
    cursor.execute("create schema if not exists replayed")
    for table in TABLES:
        cursor.execute(
            f"create or replace table {REPLAYED}.core_{table} as from {LAKE}.core_{table} limit 0"
        )
    changes = cursor.execute(_CHANGES).fetchall()
    for number, (moment, *keys) in enumerate(changes, start=1):
        progress(f"整理历史版次 {number}/{len(changes)}")
        change = Change(moment, *(tuple(one or ()) for one in keys))
        write_versions(cursor, change, place=REPLAYED)


def _put_in_place(writing: Writing) -> None:
    """Put what was replayed in the place of what is stored."""
    for table in TABLES:
        writing.cursor.execute(f"delete from {LAKE}.core_{table}")
        writing.cursor.execute(f"insert into {LAKE}.core_{table} from {REPLAYED}.core_{table}")
    # A lake made of older rows goes on after the newest of them.
    writing.cursor.execute(
        """
        update lake.last_write set
            written_at = greatest(written_at, (select max(moment) from stg_moment)),
            figures_at = greatest(written_at, (select max(moment) from stg_moment))
        """
    )
    writing.cursor.execute("delete from lake.core_mark")
    writing.cursor.execute(
        "insert into lake.core_mark values ($lists, $shape, $made_at)",
        {
            "lists": _lists_mark(writing.cursor),
            "shape": core_shape(),
            "made_at": writing.moment,
        },
    )


def _forget_replayed(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("drop schema if exists replayed cascade")


def _differs(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    stored, replayed = f"from {LAKE}.core_{table}", f"from {REPLAYED}.core_{table}"
    [(differs,)] = cursor.execute(
        f"select exists(({stored} except all {replayed}) union all "
        f"({replayed} except all {stored}))"
    ).fetchall()
    return bool(differs)


def _differs_now(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    stands = f"select digest from {LAKE}.core_{table} where known_until = open_end()"
    due = f"select hash(truth) from truth_{table} as truth"
    [(differs,)] = cursor.execute(
        f"select exists(({stands} except all {due}) union all ({due} except all {stands}))"
    ).fetchall()
    return bool(differs)


def _lists_mark(cursor: duckdb.DuckDBPyConnection) -> str:
    """What the lists and the SQL of today come to."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for file in _files():
        digest.update(file.read_bytes())
    for table in LISTS:
        digest.update(repr(cursor.execute(f"from {table} order by all").fetchall()).encode())
    return digest.hexdigest()


def _files() -> list[Path]:
    return [file for pattern in _SQL_OF_CORE for file in sorted(SQL.glob(pattern))]
