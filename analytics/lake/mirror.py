"""A copy of core in memory, where it is small: questions need not ask the catalogue first.

Owns when the copy is made and what stands in its place where core is large; the lake's
word counts, and a copy of an older one is never asked.
"""

from __future__ import annotations

import duckdb

from analytics.lake.core import TABLES

MIRROR = "memory.mirror"
# Rows of all versions: about 100 MB, copied in a tenth of a second after each commit.
MOST_ROWS = 100_000

_ROWS = """
    select coalesce(sum(record_count), 0)
    from __ducklake_metadata_lake.main.ducklake_table_stats
    semi join (
        select table_id from __ducklake_metadata_lake.main.ducklake_table
        where end_snapshot is null and starts_with(table_name, 'core_')
    ) using (table_id)
"""


def mirror_core(cursor: duckdb.DuckDBPyConnection) -> None:
    """Copy core as it is now; where it is large, let its names lead to the lake itself."""
    [(rows,)] = cursor.execute(_ROWS).fetchall()
    kind = "table" if rows <= MOST_ROWS else "view"
    cursor.execute("begin")
    cursor.execute(f"drop schema if exists {MIRROR} cascade")
    cursor.execute(f"create schema {MIRROR}")
    for table in TABLES:
        cursor.execute(f"create {kind} {MIRROR}.core_{table} as from lake.core_{table}")
    cursor.execute("commit")
