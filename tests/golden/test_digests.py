"""What the product said before a change of its structure, it says after it.

digests.json was written at b09ac52. A change that means to say something else renews the
digests in question (`python -m tests.golden.renew`) and lists the differences it intends.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden.digests import CORPUS, corpus_digests, document_digests, mart_digests
from tests.golden.drawn import page_digests

KEPT = json.loads(Path(__file__).with_name("digests.json").read_text(encoding="utf-8"))


def differing(found, kept):
    return {name: found.get(name) for name in {*found, *kept} if found.get(name) != kept.get(name)}


def test_every_mart_gives_the_rows_it_gave(whole_sample):
    assert differing(mart_digests(whole_sample), KEPT["marts"]) == {}


def test_every_mart_of_a_province_gives_the_rows_it_gave(province):
    found = mart_digests(province, "where year = 2025 and month = 12")

    assert differing(found, KEPT["large_marts"]) == {}


def test_every_draft_and_every_file_says_what_it_said(whole_sample):
    assert differing(document_digests(whole_sample), KEPT["documents"]) == {}


def test_every_chart_of_every_page_draws_what_it_drew(whole_sample, monkeypatch):
    assert differing(page_digests(whole_sample, monkeypatch), KEPT["pages"]) == {}


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_file_of_the_corpus_is_read_as_it_was():
    assert differing(corpus_digests(), KEPT["corpus"]) == {}
