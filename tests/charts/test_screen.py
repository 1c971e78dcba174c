"""Charts for a meeting room: the size rule, the scaling, the splitting of long rankings."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.charts.kit.screen import Room, for_screen, type_px
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.ranking import RankingBars
from tests.charts.frames import caption, every_chart, two_years
from tests.charts.ledger_frames import every_ledger_chart
from tests.charts.selfcheck import smallest_text_px

ROOM = Room(1290, 620, 58)


def on_screen(draw, rows, **more):
    words = caption(narrowest_px=ROOM.drawn_width_px)
    return for_screen(lambda height: draw(rows, words, **more).figure(height=height), ROOM)


def districts(count):
    values = [Decimal(30 - number) for number in range(count)]
    return pd.DataFrame(
        {
            "region_name": [f"第{number}县" for number in range(1, count + 1)],
            "rank": range(1, count + 1),
            "rank_change": 0,
            "yoy_pct": values,
            "parent_yoy_pct": Decimal(3),
            "source": "月报.xlsx!表1!B1",
        }
    )


@pytest.mark.parametrize(
    ("inches", "distance_m", "height_px", "expected"),
    [(65, 6, 1080, 58), (86, 6, 1080, 44), (65, 6, 2160, 116), (86, 8, 1080, 59)],
)
def test_type_fills_25_minutes_of_arc_at_the_readers_eye(inches, distance_m, height_px, expected):
    assert type_px(height_px * 16 // 9, height_px, inches, distance_m) == expected


def test_a_projector_of_four_to_three_is_higher_than_a_wide_one_of_its_diagonal():
    assert type_px(1024, 768, 65, 6) < type_px(1366, 768, 65, 6)


def test_a_ranking_that_would_need_smaller_text_is_split_with_nothing_lost():
    pieces = on_screen(RankingBars, districts(31))

    assert len(pieces) > 3
    names = [name for piece in pieces for name in piece.layout.yaxis.ticktext]
    assert names == [f"第{number}县" for number in range(1, 32)]
    assert sum(len(piece.data[0].x) for piece in pieces) == 31
    assert len({piece.layout.meta["title"] for piece in pieces}) == 1
    assert len({tuple(piece.layout.xaxis.range) for piece in pieces}) == 1
    rows = {abs(piece.layout.yaxis.range[0] - piece.layout.yaxis.range[1]) for piece in pieces}
    assert len(rows) == 1


def test_a_piece_shows_the_values_and_places_of_its_own_rows_only():
    for piece in on_screen(RankingBars, districts(31)):
        shown = {int(note.y) for note in piece.layout.annotations if note.name == "value"}
        assert shown == set(piece.layout.yaxis.tickvals)


def test_no_text_of_any_piece_is_smaller_than_the_rule():
    for pieces in (on_screen(RankingBars, districts(31)), on_screen(GrowthLine, two_years())):
        assert min(map(smallest_text_px, pieces)) >= ROOM.type_px


def test_a_line_keeps_the_height_of_its_room_without_the_words():
    [piece] = on_screen(GrowthLine, two_years())

    assert abs(piece.layout.height - ROOM.height_px) <= ROOM.scale
    assert abs(piece.layout.width - ROOM.width_px) <= ROOM.scale
    names = {note.name for note in piece.layout.annotations}
    assert not names & {"title", "subtitle", "footer"}
    assert piece.layout.meta["footer"].startswith("来源：")


def test_a_chart_without_data_makes_no_screen():
    rows = districts(1).iloc[:0].assign(indicator_name="", share_pct=0, share_last_year_pct=0)
    assert on_screen(MixBars, rows.assign(share_change_pp=0)) == []


@pytest.mark.parametrize("name", [*every_chart(), *every_ledger_chart()])
def test_every_chart_can_go_to_a_meeting(name):
    room, figure = Room(1900, 900, 44), (every_chart() | every_ledger_chart())[name]
    pieces = for_screen(lambda height: figure, room)

    assert pieces
    assert min(map(smallest_text_px, pieces)) >= room.type_px
