"""Has anybody committed? Asked of the catalogue's file, a hundred times cheaper than by query.

Owns one idle connection of SQLite's own; reads and writes no table.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path


class CatalogueVersion:
    """A number that is another one after each commit of anyone else, in any process."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        # Of the same thread or not: every use is under the lock.
        self._connection = sqlite3.connect(
            f"{file.as_uri()}?mode=ro", uri=True, check_same_thread=False, timeout=0
        )

    def now(self) -> int | None:
        """None where a commit holds the file at this very moment: ask the catalogue then."""
        with self._lock, contextlib.suppress(sqlite3.OperationalError):
            return self._connection.execute("pragma data_version").fetchone()[0]
        return None

    def close(self) -> None:
        with self._lock:
            self._connection.close()
