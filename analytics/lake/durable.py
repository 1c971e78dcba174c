"""Putting bytes on the disk so that a power cut cannot take them back.

Owns fsync and the write-then-rename of one file; knows nothing of the lake.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def only_one(mark: Path, *, is_waiting: bool = True) -> Iterator[None]:
    """One process at a time, by a lock on mark that ends with the process.

    Raises BlockingIOError where another one has it and is_waiting is False.
    """
    if os.name == "nt":
        yield
        return
    import fcntl

    with mark.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if is_waiting else fcntl.LOCK_NB))
        yield


def sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """A new name is safe only when its folder is; Windows has no such call."""
    if os.name != "nt":
        sync_file(path)


def entries_below(root: Path) -> set[Path]:
    """Every file and folder below root, root itself included."""
    return {root, *root.rglob("*")}


def sync_new(root: Path, before: set[Path]) -> None:
    """Sync what has appeared below root, and the folders that hold it."""
    new = entries_below(root) - before
    for path in new:
        if path.is_file():
            sync_file(path)
    for folder in {path for path in new if path.is_dir()} | {p.parent for p in new}:
        sync_folder(folder)


def write_whole(path: Path, data: bytes) -> None:
    """Write data under path: all of it or nothing, on disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
