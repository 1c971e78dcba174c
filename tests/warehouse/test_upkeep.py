"""verify finds what rots; rebuild makes the lake again from what was sent."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from analytics import loading, marts
from analytics.warehouse import open_lake, upkeep, withdraw_upload

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
BULLETINS = ("邵阳市统计月报_2025-08.xlsx", "邵阳市统计月报_2025-09.xlsx")


@pytest.fixture
def filled(lake):
    """A lake with two real bulletins, the first of them withdrawn again."""
    ids = []
    for name in BULLETINS:
        path = SAMPLE / name
        prepared = loading.prepare(lake, path.read_bytes(), name, "邵阳市统计局")
        ids.append(prepared.accept(lake).upload_id)
    withdraw_upload(lake, ids[0], note="试撤")
    return lake


def codes(problems):
    return {problem.code for problem in problems}


def test_a_sound_lake_verifies_clean(filled):
    assert upkeep.verify(filled) == []


def test_rebuild_brings_back_every_figure_and_every_status(filled):
    before = marts.growth(filled), marts.uploads(filled)

    problems = upkeep.rebuild(filled.folder)

    again = open_lake(filled.folder)
    assert problems == []
    assert marts.growth(again).equals(before[0])
    assert marts.uploads(again).equals(before[1])
    assert upkeep.verify(again) == []


def test_rebuild_needs_neither_catalogue_nor_data(filled):
    before = marts.growth(filled)
    (filled.folder / "catalog.sqlite").unlink()
    shutil.rmtree(filled.folder / "data")

    upkeep.rebuild(filled.folder)

    assert marts.growth(open_lake(filled.folder)).equals(before)


def test_a_changed_original_is_found(filled):
    path = next(filled.originals.iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert codes(upkeep.verify(filled)) == {"original_damaged"}


def test_a_lost_original_and_a_damaged_log_are_found(filled):
    next(filled.originals.iterdir()).unlink()
    next(filled.log.iterdir()).write_text("{")

    assert {"original_lost", "log_damaged"} & codes(upkeep.verify(filled))


def test_flipped_bits_in_stored_rows_never_pass_verify_with_other_figures(filled):
    """Of many flips, each is either found or has changed no stored row."""
    chance = random.Random(3)
    [rows_file, *_] = sorted(
        filled.data.rglob("*.parquet"), key=lambda path: path.stat().st_size, reverse=True
    )
    sound = rows_file.read_bytes()
    raw = "select * from lake.raw_observation order by upload_id, row_number"
    truth = filled.query_arrow(raw)
    found = 0
    for _ in range(40):
        data = bytearray(sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        rows_file.write_bytes(bytes(data))
        fresh = open_lake(filled.folder)
        if codes(upkeep.verify(fresh)):
            found += 1
        else:
            assert fresh.query_arrow(raw).equals(truth)
    rows_file.write_bytes(sound)

    assert found >= 20
    assert upkeep.verify(open_lake(filled.folder)) == []


def test_an_upload_that_only_the_log_knows_is_reported(filled):
    path = sorted(filled.log.iterdir())[0]
    entry = json.loads(path.read_text(encoding="utf-8")) | {"upload_id": "20990101T000000-x"}
    (filled.log / "20990101T000000-x.json").write_text(json.dumps(entry), encoding="utf-8")

    assert "upload_lost" in codes(upkeep.verify(filled))
