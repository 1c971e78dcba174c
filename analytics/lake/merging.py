"""Joining small files: each upload leaves some, and questions open every one of them.

Owns when they are joined; every answer stays the same.
"""

from __future__ import annotations

import contextlib

import duckdb

from analytics.lake.connection import Lake, is_collision
from analytics.lake.durable import entries_below, sync_folder, sync_new

MOST_FILES = 200
JOINING = (
    "call ducklake_rewrite_data_files('lake', delete_threshold => 0)",
    "call ducklake_merge_adjacent_files('lake')",
)
FORGETTING = (
    "call ducklake_expire_snapshots('lake', older_than => now() - interval 1 day)",
    "call ducklake_cleanup_old_files('lake', older_than => now() - interval 1 day)",
)


def tidy(lake: Lake) -> None:
    """Join small files and drop what versions no longer need; answers stay the same.

    Who reads meanwhile goes on reading the old files: they are kept for a day. Gives up
    where somebody writes meanwhile: the next time will do.
    """
    before = entries_below(lake.data)
    with lake.cursor() as cursor:
        try:
            for sql in JOINING:
                cursor.execute("begin")
                cursor.execute(sql)
                sync_new(lake.data, before)
                cursor.execute("commit")
            sync_folder(lake.folder)
            for sql in FORGETTING:
                cursor.execute(sql)
        except duckdb.Error as error:
            with contextlib.suppress(duckdb.Error):
                cursor.execute("rollback")
            if not is_collision(error):
                raise


def is_scattered(lake: Lake) -> bool:
    """Whether figures lie in so many files that questions get slow."""
    with lake.cursor() as cursor:
        row = cursor.execute(
            "select sum(file_count + delete_file_count) from ducklake_table_info('lake')"
        ).fetchone()
    return bool(row and row[0] > MOST_FILES)
