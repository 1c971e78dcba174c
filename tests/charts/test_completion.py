from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.findings import completion_finding
from tests.charts.frames import drawn, notes
from tests.charts.ledger_frames import LONG_UNIT, completion_rows, units, words


def names(figure):
    return [text.replace("<br>", "") for text in figure.layout.yaxis.ticktext]


def test_the_furthest_behind_stands_on_top_and_no_plan_last_with_a_dash():
    figure = drawn(CompletionBars, units(), words())

    assert names(figure) == ["县城发集团", LONG_UNIT, "教育局", "水利局", "园区办"]
    assert figure.data[0].x == (2.3, 28.4, 43.9, 104.6, None)
    assert notes(figure, "missing") == ["—"]
    assert notes(figure, "gap") == ["−39.4", "−13.3", "+2.2", "+62.9", "—"]


def test_a_bar_over_the_whole_plan_is_drawn_whole_on_a_zero_base():
    low, high = drawn(CompletionBars, units(), words()).layout.xaxis.range

    assert low <= 0
    assert high > 104.6


def test_each_status_is_a_colour_a_shape_and_a_word():
    figure = drawn(CompletionBars, units(), words())
    colours, cells = figure.data[0].marker.color, notes(figure, "status")

    assert len(set(colours)) == 5
    for colour, cell, mark, word in zip(
        colours, cells, "■◆●▲", ("滞后", "预警", "正常", "较快"), strict=False
    ):
        assert cell == f'<span style="color:{colour}">{mark}</span> {word}'
    assert cells[-1] == "—"


def test_one_schedule_for_all_is_one_named_line():
    figure = drawn(CompletionBars, units(), words())

    assert notes(figure, "reference") == ["<b>序时 41.7</b>"]
    assert [shape.name for shape in figure.layout.shapes] == ["reference"]


def test_schedules_of_their_own_are_marks_in_their_rows():
    rows = completion_rows(("甲局", 35.2, "预警", 48), ("乙局", 61, "较快", "33.3"))
    figure = drawn(CompletionBars, rows, words())
    marks = {(s.x0, round(s.y0 + 0.42)) for s in figure.layout.shapes if s.name == "schedule"}

    assert marks == {(48.0, 0), (33.3, 1)}
    assert notes(figure, "reference") == []
    assert "各自序时" in notes(figure, "schedule_key")[0]


def test_a_schedule_nobody_knows_draws_no_line():
    rows = completion_rows(("甲局", 35.2, None), ("乙局", 61, None), schedule=None)
    figure = drawn(CompletionBars, rows, words())

    assert not figure.layout.shapes
    assert notes(figure, "gap") == ["—", "—"]


def test_a_point_leads_to_its_unit_and_its_cell():
    figure = drawn(CompletionBars, units(), words())

    assert list(figure.data[0].customdata[0]) == ["unit|县城发集团|2025-05", "台账.xlsx!5月!F1"]
    assert "较序时 −39.4个百分点" in figure.data[0].hovertext[0]
    assert "年度计划 11.74亿元" in figure.data[0].hovertext[0]
    assert "无年度计划" in figure.data[0].hovertext[-1]


def test_units_of_two_tables_are_told_apart():
    rows = completion_rows(("甲局", 35.2, "预警"), ("甲局", 61, "较快")).assign(
        scope=["省重点", "市重点"]
    )

    assert names(drawn(CompletionBars, rows, words())) == ["甲局（省重点）", "甲局（市重点）"]


def test_two_periods_or_two_rules_in_one_chart_are_refused():
    rows = units()
    with pytest.raises(ValueError, match="one period a chart, got 2025-04, 2025-05"):
        drawn(CompletionBars, rows.assign(month=[4, 5, 5, 5, 5]), words())
    with pytest.raises(ValueError, match="one rule"):
        drawn(CompletionBars, rows.assign(rule_name=["默认（四档）"] * 4 + ["武汉"]), words())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [(f"{n}局", 20, "滞后") for n in "甲乙"]
            + [("县城发集团", 2.3, "滞后")]
            + [(f"{n}局", 42, "正常") for n in "丙丁戊己庚"],
            "8个单位中3个滞后，县城发集团落后序时39.4个百分点",
        ),
        (
            [("甲局", 2.3, "滞后"), ("乙局", 2.3, "滞后")],
            "2个单位均滞后，甲局、乙局均落后序时39.4个百分点",
        ),
        (
            [("甲局", 30, "预警"), ("乙局", 42, "正常")],
            "2个单位均未滞后，1个预警，甲局落后序时11.7个百分点",
        ),
        (
            [("甲局", 41, "正常"), ("乙局", 42, "正常"), ("丙局", None, None)],
            "2个单位均未滞后，甲局落后序时0.7个百分点，另1个单位无法比较",
        ),
        ([("甲局", 50, "正常"), ("乙局", 60, "较快")], "2个单位均快于序时"),
        ([("甲局", "41.7", "正常"), ("乙局", 60, "较快")], "2个单位均不慢于序时"),
        ([("县城发集团", 2.3, "滞后")], "县城发集团落后序时39.4个百分点"),
        ([("甲局", "41.68", "正常")], "甲局与序时持平"),
        (
            [("甲局", 50, "正常"), ("乙局", None, None)],
            "仅甲局快于序时8.3个百分点，另1个单位无法比较",
        ),
        ([("甲局", None, None), ("乙局", None, None)], "2个单位均无法与序时进度比较"),
        ([("甲局", None, None)], "甲局无法与序时进度比较"),
        ([], "尚无完成率数据"),
    ],
)
def test_the_title_stays_true(rows, said):
    assert completion_finding(completion_rows(*rows)) == said


def test_a_status_is_never_given_to_a_unit_without_one():
    rows = completion_rows(("甲局", Decimal("35.2"), None), ("乙局", 61, "较快"))

    assert notes(drawn(CompletionBars, rows, words()), "status")[0] == "—"
