"""Edits and signed drafts are kept for ever, and a rebuilt lake still has them."""

from __future__ import annotations

from analytics.basics.edits import Edit
from analytics.basics.period import Period
from analytics.lake.drafts import DraftKey, freeze, frozen_drafts, keep_edits, kept_edits
from analytics.lake.opening import open_lake
from analytics.lake.rebuilding import rebuild
from analytics.lake.upkeep import verify
from tests.lake_rows import observation

KEY = DraftKey("430500", Period(2025, 9), "季分析报告")
FIGURES = (("2025-09.yoy_pct.12345678", "9.9%"),)


def test_the_newest_edit_of_each_paragraph_counts(lake):
    keep_edits(lake, KEY, [Edit("total", "一稿"), Edit("parts", is_on=False, position=2)])
    keep_edits(lake, KEY, [Edit("total", "二稿下降9.9%", figures=FIGURES)])

    assert kept_edits(lake, KEY) == {
        "total": Edit("total", "二稿下降9.9%", figures=FIGURES),
        "parts": Edit("parts", is_on=False, position=2),
    }


def test_an_edit_belongs_to_one_region_period_and_kind(lake):
    keep_edits(lake, KEY, [Edit("total", "一稿")])

    for other in (
        DraftKey("430522", KEY.period, KEY.kind),
        DraftKey(KEY.region_code, Period(2025, 8), KEY.kind),
        DraftKey(KEY.region_code, KEY.period, "通报"),
    ):
        assert kept_edits(lake, other) == {}


def test_a_signed_draft_is_read_again_as_it_was(lake):
    first = freeze(lake, KEY, "标题", '{"正文": "下降9.9%"}', by="张三")
    second = freeze(lake, KEY, "标题", "{}")

    assert frozen_drafts(lake, KEY) == [second, first]


def test_a_rebuilt_lake_still_has_edits_and_signed_drafts(lake):
    keep_edits(lake, KEY, [Edit("total", "一稿", figures=FIGURES)])
    signed = freeze(lake, KEY, "标题", "{}")
    lake.close()

    assert [one for one in rebuild(lake.folder) if one.severity == "error"] == []

    again = open_lake(lake.folder)
    assert kept_edits(again, KEY) == {"total": Edit("total", "一稿", figures=FIGURES)}
    assert frozen_drafts(again, KEY) == [signed]
    assert list(verify(again)) == []


def test_words_about_figures_leave_cached_answers_good_and_new_figures_do_not(lake, accept):
    accept(observation("-9.9"))
    figures, everything = lake.figures_snapshot, lake.snapshot
    keep_edits(lake, KEY, [Edit("total", "一稿")])

    assert lake.snapshot > everything
    assert lake.figures_snapshot == figures

    accept(observation("-0.9", period="2025-08"))
    assert lake.figures_snapshot > figures
