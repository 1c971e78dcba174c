from __future__ import annotations

import pytest

from analytics.charts.statistics.breakdown import BreakdownBars
from analytics.charts.statistics.mix import MixBars
from analytics.charts.statistics.ranking import RankingBars
from tests.charts.frames import (
    LONG_COUNTY,
    LONG_INDUSTRY,
    breakdown_rows,
    caption,
    districts,
    drawn,
    industries,
    mix_rows,
    notes,
    ranking_rows,
    sectors,
)


def names(figure):
    return [text.replace("<br>", "") for text in figure.layout.yaxis.ticktext]


def test_parts_stand_fastest_first_and_the_total_is_a_line():
    figure = drawn(BreakdownBars, industries(), caption())

    assert names(figure) == ["制造业", LONG_INDUSTRY, "房地产业", "建筑业"]
    assert notes(figure, "reference") == ["<b>总计 −9.9</b>"]
    assert [s.x0 for s in figure.layout.shapes if s.name == "reference"] == [-9.9]


def test_a_decline_goes_left_of_zero_and_its_label_too():
    figure = drawn(BreakdownBars, industries(), caption())
    label = next(n for n in figure.layout.annotations if n.text == "−28.9")

    assert figure.data[0].x == (12.1, -2.5, -28.85, None)
    assert (label.xanchor, label.x, label.y) == ("right", -28.85, 2)
    assert label.xshift < 0
    assert figure.layout.xaxis.range[0] < -28.85


def test_no_growth_is_a_dash_and_no_bar():
    figure = drawn(BreakdownBars, industries(), caption())

    assert figure.data[0].x[3] is None
    assert notes(figure, "missing") == ["—"]


def test_growth_and_decline_differ_in_colour():
    colours = drawn(BreakdownBars, industries(), caption()).data[0].marker.color

    assert colours[0] != colours[1]
    assert colours[1] == colours[2]


def test_the_period_before_stands_beside_in_a_wide_chart_and_in_the_hover():
    wide = drawn(BreakdownBars, industries(), caption(narrowest_px=900), previous_label="1—8月")
    narrow = drawn(BreakdownBars, industries(), caption(), previous_label="1—8月")

    assert notes(wide, "previous") == ["13.0", "5.8", "—", "—"]
    assert notes(narrow, "previous") == []
    assert "1—8月 13.0%" in narrow.data[0].hovertext[0]


def test_districts_stand_by_place_with_their_moves():
    figure = drawn(RankingBars, districts().sample(frac=1, random_state=1), caption())

    assert names(figure) == ["新邵县", LONG_COUNTY, "北塔区", "经开区"]
    assert notes(figure, "rank") == ["1", "2", "3", "—"]
    assert notes(figure, "rank_change") == ["↑2", "↓1", "持平", "—"]
    assert notes(figure, "reference") == ["<b>全市 −9.9</b>"]


def test_a_tie_shows_the_same_place_twice():
    rows = ranking_rows(("甲县", 3.0, 1, None), ("乙县", 3.0, 1, None), ("丙县", 1.0, 3, None))

    assert notes(drawn(RankingBars, rows, caption()), "rank") == ["1", "1", "3"]


def test_the_reference_line_is_inside_the_axis_even_beyond_all_bars():
    figure = drawn(RankingBars, ranking_rows(("甲县", 3.0, 1, 0), parent=25.0), caption())

    assert figure.layout.xaxis.range[1] > 25


def test_thirty_one_provinces_fit_the_height_they_are_given():
    rows = ranking_rows(*((f"第{n}省", 20 - n, n, 0) for n in range(1, 32)))
    figure = drawn(RankingBars, rows, caption(), height=600)

    assert figure.layout.height == 600
    assert len(names(figure)) == 31
    assert figure.layout.yaxis.tickfont.size < 14


def test_shares_stand_in_pairs_largest_first_with_their_change():
    figure = drawn(MixBars, sectors(), caption())

    assert names(figure) == ["第三产业", "第二产业", "第一产业"]
    assert [trace.name for trace in figure.data] == ["2025年1—9月", "2024年1—9月"]
    assert figure.data[0].x == (49.7, 45.5, 4.8)
    assert notes(figure, "value")[:3] == [
        "49.7　−2.4个百分点",
        "45.5　+2.9个百分点",
        "4.8　−0.5个百分点",
    ]


def test_parts_that_miss_the_total_say_so_in_the_footer_and_the_alt_text():
    meta = drawn(MixBars, mix_rows(("甲", 60.0, None, None), ("乙", 35.0, None, None)), caption())

    assert "合计95.0%，与总计相差5.0个百分点" in meta.layout.meta["footer"]
    assert "合计95.0%" in meta.layout.meta["alt"]


def test_rounding_alone_is_no_miss():
    rows = mix_rows(*((name, 33.3, None, None) for name in "甲乙丙"))

    assert "合计" not in drawn(MixBars, rows, caption()).layout.meta["footer"]


def test_a_share_without_a_year_before_has_one_bar_and_a_dash():
    figure = drawn(MixBars, mix_rows(("甲", 100.0, None, None)), caption())

    assert figure.data[1].x == (None,)
    assert notes(figure, "missing") == ["—"]


@pytest.mark.parametrize(
    ("draw", "rows", "column"),
    [
        (BreakdownBars, industries(), "previous_yoy_pct"),
        (RankingBars, districts(), "rank_change"),
        (MixBars, sectors(), "share_last_year_pct"),
    ],
)
def test_a_missing_column_is_named(draw, rows, column):
    with pytest.raises(ValueError, match=column):
        draw(rows.drop(columns=column), caption())


@pytest.mark.parametrize(
    ("draw", "rows"),
    [(BreakdownBars, industries()), (RankingBars, districts()), (MixBars, sectors())],
)
def test_no_rows_draw_a_chart_that_says_so(draw, rows):
    figure = draw(rows.iloc[:0], caption()).figure()

    assert len(figure.data) == 0
    assert "无" in figure.layout.meta["title"]


def test_a_name_from_a_sheet_cannot_write_markup():
    figure = drawn(BreakdownBars, breakdown_rows(("<a href='x'>业</a>", 1.0, None)), caption())

    assert "<a" not in figure.layout.yaxis.ticktext[0]
    assert "<a" not in figure.data[0].hovertext[0]
    assert "<a" not in notes(figure, "title")[0]
