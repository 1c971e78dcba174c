"""Fixtures: a real lake in a temporary folder, and a way to put readings into it."""

from __future__ import annotations

import contextlib
import csv
import itertools
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from analytics.basics.folders import SAMPLE
from analytics.lake import loading
from analytics.lake.connection import open_lake
from analytics.lake.uploads import accept_upload
from tests.lake_rows import SHAOYANG, reading

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_numbers = itertools.count()
# What the golden drafts read: all but the ledgers after 上半年 and the county's later months.
NEEDED = re.compile(
    r"全国|邵阳市统计月报|示例市|示例县2025年目标任务"
    r"|示例县统计月报_(2024-06|2025-0[2-6])|示例县重点项目台账_2025-0[1-6]"
)


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory):
    """The folder of a lake nothing was put into: making its catalogue takes longest."""
    folder = tmp_path_factory.mktemp("empty") / "lake"
    open_lake(folder).close()
    return folder


@pytest.fixture
def lake(empty_lake, tmp_path):
    """A lake of the test's own, closed after it."""
    shutil.copytree(empty_lake, tmp_path / "lake")
    with contextlib.closing(open_lake(tmp_path / "lake")) as own:
        yield own


@pytest.fixture
def accept(lake):
    """accept(row, row, …) stores one upload of unique bytes and returns its receipt."""

    def store(*rows, sender="邵阳市统计局", file="月报.xlsx"):
        data = f"bytes {next(_numbers)}".encode()
        return accept_upload(
            lake, data, reading(*rows, file=file), sender=sender, region_code=SHAOYANG
        )

    return store


@pytest.fixture(scope="session")
def chromium():
    """One browser a process: Playwright cannot be started twice in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_lake(tmp_path_factory):
    """One lake of the sample for every test of a report: filling it takes its time once."""
    lake = open_lake(tmp_path_factory.mktemp("sample") / "lake")
    with (SAMPLE / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        entries = [row for row in csv.DictReader(file) if NEEDED.match(row["file"])]
    assert len(entries) == 23
    for entry in entries:
        data = (SAMPLE / entry["file"]).read_bytes()
        prepared = loading.prepare(lake, data, entry["file"], entry["sender"], entry["region_code"])
        prepared.accept(lake, reason=entry["reason"], uploaded_by="示例数据")
    return lake
