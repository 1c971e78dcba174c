"""One transaction that writes: its moment, and the log files that become true with it.

Owns the lake's clock: a moment is later than everything stored, whatever the computer's
clock says. A log file is written as begun before the commit and settled after it.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from analytics.basics.moments import now_utc
from analytics.lake.durable import sync_folder, write_whole

BEGUN = ".begun"  # said before the commit; without it nobody knows whether it was made
TICK = timedelta(microseconds=1)


class Writing:
    """What work is done with inside Lake.write. moment: naive UTC, the same for all of it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, log: Path, *, is_of_words: bool) -> None:
        self.cursor = cursor
        self.moment = _next_moment(cursor, is_of_words=is_of_words)
        self._log = log
        self._begun: list[Path] = []

    def note(self, name: str, entry: object) -> None:
        """Say in the log, under name, what this transaction brings."""
        text = json.dumps(entry, ensure_ascii=False, indent=1, default=datetime.isoformat)
        # Two writers may say something of one upload: each in a file of its own.
        path = self._log / f"{name}.json.{uuid.uuid4().hex[:8]}{BEGUN}"
        write_whole(path, text.encode())
        self._begun.append(path)

    def settle(self) -> None:
        """The transaction is on disk: what the log says is so."""
        for path in self._begun:
            # Whoever found it made meanwhile has settled it already.
            with contextlib.suppress(FileNotFoundError):
                path.replace(settled(path))
        if self._begun:
            sync_folder(self._log)

    def forget(self) -> None:
        """The transaction was not made: what the log says is not so."""
        for path in self._begun:
            path.unlink(missing_ok=True)


def settled(begun: Path) -> Path:
    """The name of what was begun once it is known as made."""
    return begun.with_name(begun.name.partition(".json")[0] + ".json")


Work = Callable[[Writing], None]


def _next_moment(cursor: duckdb.DuckDBPyConnection, *, is_of_words: bool) -> datetime:
    # The row is changed by every writer, so two at once collide and one begins anew.
    row = cursor.execute("select max(written_at) from lake.last_write").fetchone()
    newest = row and row[0]
    moment = max(now_utc(), newest + TICK) if newest else now_utc()
    cursor.execute(
        "update lake.last_write set written_at = $moment, "
        "figures_at = case when $is_of_words then figures_at else $moment end",
        {"moment": moment, "is_of_words": is_of_words},
    )
    return moment
