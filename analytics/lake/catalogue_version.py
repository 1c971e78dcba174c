"""Has anybody committed? Read off the head of the catalogue's file, cheaper than any query.

Keeps nothing open: the file may be replaced, moved or unmounted under a running app.
"""

from __future__ import annotations

import os
from pathlib import Path

# https://www.sqlite.org/fileformat2.html, 1.3: the journal's kind, and the change counter.
_WRITE_VERSION, _CHANGE_COUNTER = 18, slice(24, 28)
_HEAD_BYTES, _ROLLBACK = 28, 1

Version = tuple[int, int, bytes]


def catalogue_version(file: Path) -> Version | None:
    """Another value after each commit of anyone; None where the file cannot tell.

    A catalogue with a write-ahead log counts its commits elsewhere.
    """
    with file.open("rb", buffering=0) as opened:
        head = opened.read(_HEAD_BYTES)
        state = os.fstat(opened.fileno())
    if len(head) < _HEAD_BYTES or head[_WRITE_VERSION] != _ROLLBACK:
        return None
    return state.st_ino, state.st_mtime_ns, head[_CHANGE_COUNTER]
