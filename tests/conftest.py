"""Fixtures: a real lake in a temporary folder, and a way to put readings into it."""

from __future__ import annotations

import itertools

import pytest

from analytics.warehouse import accept_upload, open_lake
from tests.lake_rows import SHAOYANG, reading

_numbers = itertools.count()


@pytest.fixture
def lake(tmp_path):
    return open_lake(tmp_path / "lake")


@pytest.fixture
def accept(lake):
    """accept(row, row, …) stores one upload of unique bytes and returns its receipt."""

    def store(*rows, sender="邵阳市统计局", file="月报.xlsx"):
        data = f"bytes {next(_numbers)}".encode()
        return accept_upload(
            lake, data, reading(*rows, file=file), sender=sender, region_code=SHAOYANG
        )

    return store
