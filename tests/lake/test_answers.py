"""Kept answers are the lake's own, go with every commit, and cannot be spoilt."""

from __future__ import annotations

import contextlib
import sqlite3

import pandas as pd
import pytest

from analytics.basics.edits import Edit
from analytics.basics.period import Period
from analytics.lake import rebuilding
from analytics.lake.drafts import DraftKey, keep_edits, kept_edits
from analytics.lake.kept import MOST_ANSWERS, MOST_CELLS, Answers, key_of
from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload
from analytics.questions import statistics
from analytics.questions.selection import Selection
from tests.lake_rows import SHAOYANG, observation, reading

COUNT = "select count(*) as count from lake.raw_observation"


def count(lake):
    return int(lake.query(COUNT)["count"].iloc[0])


def test_a_commit_of_this_or_another_process_makes_every_answer_new(lake, accept):
    assert count(lake) == 0
    accept(observation("-9.9"))
    assert count(lake) == 1

    with contextlib.closing(open_lake(lake.folder)) as other:
        accept_upload(
            other, b"more", reading(observation("1.0", period="2025-08")),
            sender="邵阳市统计局", region_code=SHAOYANG,
        )  # fmt: skip
    assert count(lake) == 2


def test_an_answer_is_asked_of_the_lake_once_a_snapshot(lake, accept, monkeypatch):
    accept(observation("-9.9"))
    count(lake)
    monkeypatch.setattr(lake, "_ask", lambda *_: pytest.fail("asked again"))

    assert count(lake) == 1


def test_what_people_say_about_figures_forgets_no_answer_but_those_about_words(
    lake, accept, monkeypatch
):
    accept(observation("-9.9"))
    key = DraftKey(SHAOYANG, Period(2025, 9), "季分析报告")
    assert kept_edits(lake, key) == {}
    count(lake)
    keep_edits(lake, key, [Edit("headline", text="改过")])

    assert list(kept_edits(lake, key)) == ["headline"]
    assert lake.figures_snapshot < lake.snapshot
    monkeypatch.setattr(lake, "_ask", lambda sql, *_: pytest.fail(f"asked again: {sql}"))
    assert count(lake) == 1


def test_writing_into_an_answer_changes_no_later_one(lake, accept):
    accept(observation("-9.9"))
    spoilt = statistics.growth(lake, Selection())
    spoilt["yoy_pct"] = 0.0
    spoilt.loc[0, "region_name"] = "别处"

    assert statistics.growth(lake, Selection()).yoy_pct.tolist() == [-9.9]
    assert statistics.growth(lake, Selection()).region_name.tolist() == ["邵阳市"]


def test_another_moment_setting_or_value_is_another_question():
    keys = {
        key_of("select 1", None, {}, {"year": 2025}),
        key_of("select 1", None, {}, {"year": 2024}),
        key_of("select 1", None, {"yardstick": "calendar"}, {"year": 2025}),
        key_of("select 1", "2025-01-01", {}, {"year": 2025}),
    }

    assert len(keys) == 4
    assert key_of("select 1", None, {}, {"codes": ["a"]}) is None


def test_no_more_answers_are_kept_than_the_limit(lake):
    for number in range(MOST_ANSWERS + 5):
        lake.query("select $number as number", number=number)

    assert len(lake._answers._kept) == MOST_ANSWERS
    assert int(lake.query("select $number as number", number=0).number.iloc[0]) == 0


def test_large_answers_are_kept_as_far_as_they_have_room_together():
    kept, state = Answers(), (1, 1)
    answer = pd.DataFrame({"a": [1]})
    for name, cells in (("small", 1), ("large", MOST_CELLS - 1), ("one more", 2)):
        kept.get(state, None)
        kept.keep(state, (name,), answer, cells)

    assert kept.get(state, ("small",)) is None
    assert kept.get(state, ("large",)) is None
    assert kept.get(state, ("one more",)) is answer
    kept.keep(state, ("huge",), answer, MOST_CELLS + 1)
    assert kept.get(state, ("huge",)) is None
    assert kept.get(state, ("one more",)) is answer


def test_the_newest_version_is_known_while_a_commit_holds_the_file(lake, accept):
    accept(observation("-9.9"))
    newest = lake.snapshot
    with contextlib.closing(sqlite3.connect(lake.folder / "catalog.sqlite")) as holder:
        holder.execute("begin immediate")

        assert lake.snapshot == newest
        holder.rollback()
    accept(observation("1.0", period="2025-08"))
    assert lake.snapshot > newest


def test_a_version_is_asked_of_the_catalogue_once_a_commit(lake, accept, monkeypatch):
    accept(observation("-9.9"))
    newest = lake.snapshot
    monkeypatch.setattr(lake, "cursor", lambda: pytest.fail("asked again"))

    assert lake.snapshot == newest


def test_a_lake_made_again_under_a_running_app_is_seen(lake, accept):
    accept(observation("-9.9"))
    assert count(lake) == 1

    rebuilding.rebuild(lake.folder)  # what accept() stored as a file holds no number to read

    assert count(lake) == 0


def test_typed_answers_are_kept_and_forgotten_too(lake, accept):
    typed = "select value from lake.raw_observation"
    accept(observation("-9.9"))
    assert lake.query_arrow(typed).num_rows == 1
    accept(observation("1.0", period="2025-08"))
    assert lake.query_arrow(typed).num_rows == 2
