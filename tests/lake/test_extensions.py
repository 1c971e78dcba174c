"""Which extension files may skip DuckDB's own check: only those whose every byte we know."""

from __future__ import annotations

import hashlib
import platform
import sys

import duckdb
import pytest

from analytics.lake import extensions, hardened
from analytics.lake.opening import open_lake


@pytest.fixture
def flipped(tmp_path, monkeypatch):
    """The first extension as a copy with one byte turned over."""
    first, *others = extensions.extension_files()
    copy = tmp_path / first.name
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    monkeypatch.setattr(hardened, "extension_files", lambda: [copy, *others])
    return copy


def test_an_extension_with_a_flipped_byte_is_refused(flipped, tmp_path):
    with pytest.raises(duckdb.Error, match="signature"):
        open_lake(tmp_path / "lake")


def test_no_file_is_loaded_unsigned_because_another_one_is_known(flipped):
    known = extensions.extension_files()

    assert not extensions.all_known([flipped, *known])


def test_a_file_replaced_after_it_was_known_is_read_again(tmp_path, monkeypatch):
    file = tmp_path / "some.duckdb_extension"
    file.write_bytes(b"known")
    monkeypatch.setattr(extensions, "DIGESTS", {hashlib.sha256(b"known").hexdigest()})
    assert extensions.all_known([file])

    file.write_bytes(b"other")

    assert not extensions.all_known([file])


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="other files are used here"
)
def test_the_extensions_of_the_pinned_versions_are_known():
    assert extensions.all_known(extensions.extension_files())
