"""Fixtures: a real lake in a temporary folder, and a way to put readings into it."""

from __future__ import annotations

import contextlib
import csv
import fcntl
import itertools
import os
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from analytics.basics.folders import SAMPLE
from analytics.lake import loading
from analytics.lake.opening import open_lake
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
# Minutes in one piece: begun first, they leave no process alone at the end.
LONGEST = ("test_digests", "test_durability")
# What the golden drafts read: all but the ledgers after 上半年 and the county's later months.
NEEDED = re.compile(
    r"全国|邵阳市统计月报|示例市|示例县2025年目标任务"
    r"|示例县统计月报_(2024-06|2025-0[2-6])|示例县重点项目台账_2025-0[1-6]"
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """once(name, make) is the path make(path) wrote: one a run, whichever process comes first."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent

    def path_of(name, make):
        made, half_made = run / f"once-{name}", run / f"once-{name}.half"
        with (run / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                make(half_made)
                half_made.rename(made)
        return made

    return path_of


@pytest.fixture(scope="session")
def empty_lake(once):
    """The folder of a lake nothing was put into: making its catalogue takes longest."""
    return once("empty", lambda folder: open_lake(folder).close())


@pytest.fixture(scope="session")
def new_lake(empty_lake, tmp_path_factory):
    """new_lake() is an empty lake of one's own, for a module that fills it."""

    def copied():
        folder = tmp_path_factory.mktemp("filled") / "lake"
        shutil.copytree(empty_lake, folder)
        return open_lake(folder)

    return copied


@pytest.fixture
def filled_with(empty_lake):
    """The folder a test's own lake begins as."""
    return empty_lake


@pytest.fixture
def lake(filled_with, tmp_path):
    """A lake of the test's own, closed after it."""
    shutil.copytree(filled_with, tmp_path / "lake")
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


def _fill_with_sample(folder):
    with (SAMPLE / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        entries = [row for row in csv.DictReader(file) if NEEDED.match(row["file"])]
    assert len(entries) == 23
    with contextlib.closing(open_lake(folder)) as lake:
        for entry in entries:
            data = (SAMPLE / entry["file"]).read_bytes()
            prepared = loading.prepare(
                lake, data, entry["file"], entry["sender"], entry["region_code"]
            )
            prepared.accept(lake, reason=entry["reason"], uploaded_by="示例数据")


@pytest.fixture(scope="session")
def sample_lake(once):
    """One lake of the sample for every test of a report, only to be read."""
    with contextlib.closing(open_lake(once("sample", _fill_with_sample))) as lake:
        yield lake
