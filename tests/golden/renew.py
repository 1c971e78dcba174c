"""Write digests.json anew: python -m tests.golden.renew GROUP … (marts, documents, …).

For a change that means to say something else; its commit lists the differences it intends.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from analytics.lake import loading
from analytics.lake.opening import open_lake
from bench import projects
from tests.golden.digests import corpus_digests, document_digests, mart_digests
from tests.golden.drawn import page_digests

KEPT = Path(__file__).with_name("digests.json")


def renewed(groups):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        sample = open_lake(f"{folder}/sample")
        loading.load_sample_if_empty(sample, lambda _: None)
        make = {
            "marts": lambda: mart_digests(sample),
            "documents": lambda: document_digests(sample),
            "pages": lambda: page_digests(sample, patch),
            "large_marts": lambda: _of_a_province(f"{folder}/province"),
            "corpus": corpus_digests,
        }
        return {group: make[group]() for group in groups}


def _of_a_province(folder):
    lake = open_lake(folder)
    projects.load(lake, projects.readings(projects.PROJECTS, projects.MONTHS))
    return mart_digests(lake, "where year = 2025 and month = 12")


if __name__ == "__main__":
    known = json.loads(KEPT.read_text(encoding="utf-8")) | renewed(sys.argv[1:])
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    KEPT.write_text(text + "\n", encoding="utf-8")
