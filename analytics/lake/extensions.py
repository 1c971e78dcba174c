"""Loading DuckDB's extensions for the lake, quickly and never an unknown one.

Owns which files are known. DuckDB checks a signature over 70 MB at every opening of the
lake; a digest of our own, taken once a process, lets it skip that for files we know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import duckdb_extension_ducklake
import duckdb_extension_sqlite_scanner

# Of the versions requirements.txt pins, on Linux x86_64; elsewhere DuckDB checks itself.
DIGESTS = frozenset(
    (
        "e51bf9e8d933d0e83780ae096455501b542cf962569a2ce5613532d702c08302",  # ducklake 1.5.5
        "693d2bf90779df23ca5ebe0688639b9adfc11c2d55ae3466b33e28be16afaa5e",  # sqlite_scanner
    )
)


def extension_files() -> list[Path]:
    """The extensions as their packages hold them, in the order they are loaded."""
    files = []
    for package in (duckdb_extension_ducklake, duckdb_extension_sqlite_scanner):
        [file] = Path(package.__path__[0]).rglob("*.duckdb_extension")
        files.append(file)
    return files


def all_known(files: Iterable[Path]) -> bool:
    """Whether each file is, byte for byte, one whose signature need not be checked."""
    states = [(file, file.stat()) for file in files]
    return all(_is_known(file, state.st_size, state.st_mtime_ns) for file, state in states)


# No mark outlives the process: whoever can write one could write it for another file.
@lru_cache
def _is_known(file: Path, size: int, changed_at: int) -> bool:
    del size, changed_at  # only a key: a replaced file is read again
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() in DIGESTS
