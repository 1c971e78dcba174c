from __future__ import annotations

import pytest

from analytics.charts.kit.theme import LIGHT
from analytics.charts.ledger.findings import league_finding
from analytics.charts.ledger.league import LeagueBars
from tests.charts.frames import drawn, notes
from tests.charts.ledger_frames import LONG_UNIT, league_rows, runners, words


def test_units_keep_the_order_of_the_rows_with_place_and_move():
    figure = drawn(LeagueBars, runners().iloc[::-1], words(), previous_label="1—4月")

    assert figure.data[0].x == (2.3, 50.0, 50.0, 62.1)
    assert notes(figure, "place") == ["4", "2", "2", "1"]
    assert notes(figure, "place_change") == ["↓1", "持平", "—", "↑2"]
    assert notes(figure, "place_change_head") == ["较1—4月"]


def test_a_small_base_is_grey_and_says_so():
    figure = drawn(LeagueBars, runners(), words())

    assert figure.layout.yaxis.ticktext[1] == "档案馆（基数小）"
    assert figure.data[0].marker.color[:2] == (LIGHT.growth, LIGHT.earlier)


def test_places_within_one_league_are_taken_on_demand():
    rows = runners().assign(league_place=[1, 1, 2, 3], league_place_change=[None, 1, 0, 2])
    figure = drawn(LeagueBars, rows, words(), is_within_league=True)

    assert notes(figure, "place") == ["1", "1", "2", "3"]
    assert notes(figure, "place_change") == ["—", "↑1", "持平", "↑2"]


def test_a_point_leads_to_its_unit():
    figure = drawn(LeagueBars, runners(), words())

    assert list(figure.data[0].customdata[2]) == [f"unit|{LONG_UNIT}|2025-05", "台账.xlsx!5月!F2"]


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (
            [("甲局", 1, 62.1, 2, False), ("乙局", 2, 50, None, False), ("丙局", 3, 2.3, 0, False)],
            {},
            "甲局完成率居首位（62.1%），丙局居末位（2.3%）",
        ),
        (
            [("甲局", 1, 62.1, 2, False), ("乙局", 1, 62.14, 0, True), ("丙局", 3, 2.3, 0, False)],
            {},
            "甲局、乙局（基数小）完成率并列首位（62.1%），丙局居末位（2.3%）",
        ),
        (
            [("甲局", 1, 62.1, 2, False), ("乙局", 2, 50, None, False)],
            {"ranked_count": 9},
            "甲局完成率居首位（62.1%）",
        ),
        (
            [("丙局", 8, 2.3, 0, False), ("丁局", 8, 2.3, 0, False), ("甲局", 7, 5, 0, False)],
            {"ranked_count": 9},
            "丙局、丁局完成率并列末位（2.3%）",
        ),
        (
            [("甲局", 4, 62.1, 2, False)],
            {"ranked_count": 9},
            "甲局完成率62.1%，居9个单位中第4位",
        ),
        (
            [("甲局", 1, 50, 0, False), ("乙局", 1, 50, 0, False)],
            {},
            "2个单位完成率相同，均为50.0%",
        ),
        ([("甲局", 1, 50, 0, False)], {}, "仅甲局参加排名，完成率50.0%"),
        (
            [("甲局", 1, 50, 0, False), ("乙局", 1, 40, 0, False)],
            {"scope": ["省重点", "市重点"]},
            "2个单位分2组排名",
        ),
        ([("甲局", None, None, None, False)], {}, "尚无排名数据"),
        ([], {}, "尚无排名数据"),
    ],
)
def test_the_title_names_first_and_last_only_where_they_are_here(rows, more, said):
    assert league_finding(league_rows(*rows).assign(**more)) == said
