"""Slides: what stands where on a screen, nothing too small, nothing off the edge."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.charts.kit.theme import LIGHT
from analytics.meeting.asked import ask
from analytics.meeting.screens import screens
from analytics.meeting.stage import Display, changes, slides
from tests.charts.selfcheck import smallest_text_px
from tests.lake_rows import SHAOYANG, observation
from tests.selections import chosen

SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1024, 768)]
DISTRICTS = "430502 430503 430511 430522 430523 430524 430525 430527 430528 430529 430581 430582"


def asked(lake):
    return ask(lake, chosen(lake, SHAOYANG, Period(2025, 9)))


def shown(found, size=(1920, 1080)):
    return slides(screens(found), Display(*size), colours=LIGHT)


@pytest.fixture
def bulletin(accept):
    codes = DISTRICTS.split()
    accept(
        observation("-9.9"),
        observation("-0.9", period="2025-08"),
        *(observation(f"{12 - 3 * at}.1", region=code) for at, code in enumerate(codes)),
    )


@pytest.mark.parametrize(("inches", "expected"), [(65, 58), (86, 44)])
def test_the_smallest_type_follows_screen_and_distance(inches, expected):
    assert Display(1920, 1080, inches, 6).type_px == expected


def test_on_a_desk_a_slide_keeps_its_proportions():
    assert Display(1366, 768, 110, 2).type_px >= 768 / 25


def test_a_screen_too_small_for_its_room_is_refused_with_the_distance_that_works():
    with pytest.raises(RefusedError, match="米以内，或换更大的屏幕"):
        _ = Display(1920, 1080, 65, 12).type_px


def test_nothing_is_smaller_than_the_rule_nor_off_the_screen(lake, bulletin):
    found = asked(lake)

    for width, height in SIZES:
        em = Display(width, height).type_px
        for slide in shown(found, (width, height)):
            assert smallest_text_px(slide.chart) >= em
            assert slide.title_px >= em
            for box in (slide.chart_box, slide.figures_box):
                assert box.left >= 0
                assert box.left + box.width <= width
                assert box.top + box.height <= height
            assert slide.chart.layout.width <= slide.chart_box.width + 1
            assert slide.chart.layout.height <= slide.chart_box.height + em / 14


def test_a_ranking_is_split_into_screens_that_follow_each_other(lake, bulletin):
    found = asked(lake)

    for size in SIZES:
        pieces = [slide for slide in shown(found, size) if slide.key == "districts"]
        assert len(pieces) > 1
        names = [name for piece in pieces for name in piece.chart.layout.yaxis.ticktext]
        assert len(names) == len(DISTRICTS.split())
        assert all(before.piece + 1 == after.piece for before, after in pairwise(pieces))


def test_other_numbers_are_told_by_the_screens_they_stand_on(lake, bulletin, accept):
    said = {(slide.key, slide.piece): slide.said for slide in shown(asked(lake))}
    same = shown(asked(lake))
    accept(observation("-9.7"))
    after = shown(asked(lake))

    assert changes(said, same) == ""
    assert changes(said, after).endswith("屏的数字变了")
    assert changes(said, after).startswith("数据有更新：第1、2")


def test_screens_that_come_and_go_are_told(lake, bulletin):
    made = shown(asked(lake))
    one = {(made[0].key, made[0].piece): made[0].said, ("gone", 0): ()}

    assert changes(one, made) == "数据有更新：第2、3屏是新的，少了1屏"
