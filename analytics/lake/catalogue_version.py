"""Has anybody committed? Read off the catalogue's files, cheaper than any query.

Keeps nothing open: the files may be replaced, moved or unmounted under a running app.
"""

from __future__ import annotations

from pathlib import Path

# https://www.sqlite.org/walformat.html, 2.2.1: the index's head changes with every commit.
_INDEX_HEAD = 48

Version = tuple[object, ...]


def catalogue_version(file: Path) -> Version:
    """Another value after each commit of anyone.

    A commit is written to the log beside the file while anybody reads, and into the file
    itself when nobody does.
    """
    return (
        _state(file),
        _state(file.with_name(f"{file.name}-wal")),
        _head(file.with_name(f"{file.name}-shm")),
    )


def _state(file: Path) -> tuple[int, ...] | None:
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


def _head(file: Path) -> bytes | None:
    try:
        with file.open("rb", buffering=0) as opened:
            return opened.read(_INDEX_HEAD)
    except FileNotFoundError:
        return None
