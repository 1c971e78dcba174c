"""A copy of core in memory, where it is small: questions need not ask the catalogue first.

Owns when a table is copied and what stands in its place where it is large; the lake's word
counts, and a copy of an older one is never asked.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import duckdb

MIRROR = "memory.mirror"
# Rows of all versions of a table: about 100 MB, copied in a tenth of a second a commit.
MOST_ROWS = 100_000

_ROWS = """
    select table_name, record_count
    from __ducklake_metadata_lake.main.ducklake_table_stats
    inner join __ducklake_metadata_lake.main.ducklake_table using (table_id)
    where end_snapshot is null
"""


class Mirror:
    """The tables of one connection: mirror.core_x is lake.core_x as it was written last."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._copied: dict[str, int] = {}
        self._kinds: dict[str, str] = {}

    def bring_up(self, tables: Iterable[str], written: int) -> None:
        """Copy those of the tables that are older than what was written last."""
        if not (old := self._older(tables, written)):
            return
        with self._lock:
            old = self._older(old, written)
            cursor = self._connection.cursor()
            rows = dict(cursor.execute(_ROWS).fetchall())
            cursor.execute("begin")
            cursor.execute(f"create schema if not exists {MIRROR}")
            kinds = {table: "table" if rows.get(table, 0) <= MOST_ROWS else "view" for table in old}
            for table, kind in kinds.items():
                # A view always says what the lake says.
                if kind == self._kinds.get(table) == "view":
                    continue
                if table in self._kinds:
                    cursor.execute(f"drop {self._kinds[table]} {MIRROR}.{table}")
                cursor.execute(f"create {kind} {MIRROR}.{table} as from lake.{table}")
            cursor.execute("commit")
            cursor.close()
            self._kinds |= kinds
            self._copied |= dict.fromkeys(old, written)

    def _older(self, tables: Iterable[str], written: int) -> list[str]:
        return [table for table in tables if self._copied.get(table, -1) < written]
