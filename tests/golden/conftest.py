"""Lakes whose digests are kept: the whole sample, and a province's ledgers."""

from __future__ import annotations

import contextlib

import pytest

from analytics.lake import loading
from analytics.lake.opening import open_lake
from bench import projects


def _fill(folder):
    with contextlib.closing(open_lake(folder)) as lake:
        loading.load_sample_if_empty(lake, lambda _: None)


@pytest.fixture(scope="module")
def whole_sample(once):
    with contextlib.closing(open_lake(once("whole", _fill))) as lake:
        yield lake


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """20,000 projects × 24 months, made from a seed."""
    with contextlib.closing(open_lake(tmp_path_factory.mktemp("province") / "lake")) as lake:
        projects.load(lake, projects.readings(projects.PROJECTS, projects.MONTHS))
        yield lake
