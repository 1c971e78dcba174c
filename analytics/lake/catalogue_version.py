"""Has anybody committed? Told by the catalogue's files as they stand, cheaper than any query.

Opens none of them: closing a file drops every lock this process has on it, SQLite's too,
and another process may then truncate what is mapped here.
"""

from __future__ import annotations

from pathlib import Path

Version = tuple[object, ...]


def catalogue_version(file: Path) -> Version:
    """Another value after each commit of anyone.

    A commit is written to the log beside the file while anybody reads, and into the file
    itself when nobody does.
    """
    return _state(file), _state(file.with_name(f"{file.name}-wal"))


def _state(file: Path) -> tuple[int, ...] | None:
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
