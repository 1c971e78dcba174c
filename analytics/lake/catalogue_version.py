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
    itself when nobody does; it is seen by others only a moment after, so its writer tells.
    """
    return _state(file), _state(file.with_name(f"{file.name}-wal")), _state(_told(file))


def tell_commit(file: Path) -> None:
    """What was committed is seen by everyone now: who looked a moment too early looks again."""
    # Grows by a byte: two commits within one tick of the file system's clock differ too.
    with _told(file).open("ab") as told:
        told.write(b".")


def _told(file: Path) -> Path:
    return file.with_name(f".{file.name}-told")


def _state(file: Path) -> tuple[int, ...] | None:
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
