"""An Office file's bytes hold the given moment and no other."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

from openpyxl import Workbook

from analytics.export.fixed_package import fixed_package

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)


def book():
    saved = io.BytesIO()
    Workbook().save(saved)
    return fixed_package(saved.getvalue(), SAVED_AT)


def test_both_dates_in_the_core_properties_are_the_given_moment():
    with zipfile.ZipFile(io.BytesIO(book())) as package:
        core = package.read("docProps/core.xml").decode()
        moments = {entry.date_time for entry in package.infolist()}
    assert core.count("2025-11-22T08:21:00Z") == 2
    assert moments == {(1980, 1, 1, 0, 0, 0)}


def test_a_moment_in_another_zone_is_the_same_moment():
    beijing = SAVED_AT.astimezone(timezone(timedelta(hours=8)))
    assert fixed_package(book(), beijing) == book()
