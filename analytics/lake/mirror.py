"""A copy of core in memory, where it is small: questions need not ask the catalogue first.

Owns when the copy is made and what stands in its place where core is large; the lake's
word counts, and a copy of an older one is never asked.
"""

from __future__ import annotations

import duckdb

from analytics.lake.core import TABLES

MIRROR = "memory.mirror"
# Rows of all versions of a table: about 100 MB, copied in a tenth of a second a commit.
MOST_ROWS = 100_000

_ROWS = """
    select table_name, record_count
    from __ducklake_metadata_lake.main.ducklake_table_stats
    inner join __ducklake_metadata_lake.main.ducklake_table using (table_id)
    where end_snapshot is null
"""


def mirror_core(cursor: duckdb.DuckDBPyConnection) -> None:
    """Copy core as it is now; of a large table, let its name lead to the lake itself."""
    rows = dict(cursor.execute(_ROWS).fetchall())
    cursor.execute("begin")
    cursor.execute(f"drop schema if exists {MIRROR} cascade")
    cursor.execute(f"create schema {MIRROR}")
    for table in TABLES:
        kind = "table" if rows.get(f"core_{table}", 0) <= MOST_ROWS else "view"
        cursor.execute(f"create {kind} {MIRROR}.core_{table} as from lake.core_{table}")
    cursor.execute("commit")
