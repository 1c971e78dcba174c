from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.charts.statistics.history import read_history
from analytics.charts.statistics.history_findings import place_finding
from analytics.charts.statistics.place_history import PlaceLines
from tests.charts.frames import LONG_COUNTY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems
from tests.charts.statistics_frames import history_rows, many_districts, three_counties


def ends(figure):
    return [
        text.replace("<br>", "").replace("<b>", "").replace("</b>", "")
        for text in notes(figure, "end")
    ]


def group(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def finding(*readings):
    return place_finding(read_history(history_rows(*readings), Period(2025, 12), "全市"))


def test_the_first_place_is_on_top_and_every_district_is_named_at_its_end():
    figure = drawn(PlaceLines, three_counties(), caption())

    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert ends(figure) == ["1 新邵县", f"2 {LONG_COUNTY}", "3 北塔区"]


def test_no_line_crosses_january_and_districts_do_not_run_into_each_other():
    places = drawn(PlaceLines, three_counties(), caption()).data[0].y

    assert places == (2, None, 1, 1, None, 1, None, 2, 2, None, 3, None, 3)


def test_a_line_breaks_where_a_district_has_no_place():
    rows = history_rows(
        ("甲县", "2025-02", 3, 1),
        ("乙县", "2025-02", 1, 2),
        ("甲县", "2025-03", 3, 1),
        ("乙县", "2025-03", 2, None),
        ("甲县", "2025-04", 3, 1),
        ("乙县", "2025-04", 2, 2),
    )

    assert drawn(PlaceLines, rows, caption()).data[0].y == (1, 1, 1, None, 2, None, 2)


def test_first_and_last_three_and_the_chosen_one_differ_in_shape_and_dash():
    words = caption(period=Period(2025, 12), narrowest_px=1280)
    figure = drawn(PlaceLines, many_districts(12), words, chosen="第6省")

    assert [trace.name for trace in figure.data] == ["其他地区", "后三位", "前三位", "所选地区"]
    assert len({trace.marker.symbol for trace in figure.data}) == 4
    assert group(figure, "后三位").line.dash == "dash"
    assert set(group(figure, "所选地区").y) == {6}


def test_the_subtitle_names_places_not_percent():
    subtitle = drawn(PlaceLines, three_counties(), caption()).layout.meta["subtitle"]

    assert "累计同比位次" in subtitle
    assert subtitle.endswith("单位：位")


def test_a_place_that_nobody_printed_is_not_drawn():
    figure = drawn(PlaceLines, three_counties().assign(rank=None), caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无各地区位次"


def test_a_district_without_the_newest_period_says_when_it_was_placed():
    rows = history_rows(
        ("甲县", "2025-02", 5, 1), ("乙县", "2025-02", 4, 2), ("乙县", "2025-03", 3, 1)
    )

    assert "1 甲县（1—2月）" in ends(drawn(PlaceLines, rows, caption()))


@pytest.mark.parametrize("width_px", [620, 1280])
def test_thirty_one_provinces_keep_the_rules(width_px):
    words = caption(period=Period(2025, 12), narrowest_px=width_px)
    figure = drawn(PlaceLines, many_districts(), words)

    assert len(ends(figure)) == 31
    assert chart_problems(figure) == []


def test_a_point_leads_to_its_source():
    figure = drawn(PlaceLines, three_counties(), caption())

    assert figure.data[0].customdata[-1] == ["430502|fai|2025-03|yoy_pct", "月报.xlsx!2025-03!B2"]


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        (
            [
                ("甲县", "2025-02", 3, 1),
                ("乙县", "2025-02", 2, 2),
                ("丙县", "2025-02", 1, 3),
                ("甲县", "2025-03", 3, 1),
                ("丙县", "2025-03", 2, 2),
                ("乙县", "2025-03", 1, 3),
            ],
            "2025年1—3月甲县居首位，丙县位次比1—2月前移最多（1位）",
        ),
        (
            [
                ("甲县", "2025-02", 3, 1),
                ("乙县", "2025-02", 2, 2),
                ("乙县", "2025-03", 3, 1),
                ("甲县", "2025-03", 2, 2),
            ],
            "2025年1—3月乙县居首位，位次比1—2月前移最多（1位）",
        ),
        (
            [("甲县", "2025-03", 3, 1), ("乙县", "2025-03", 3, 1)],
            "2025年1—3月甲县、乙县并列首位",
        ),
        ([("甲县", "2025-03", 3, 4)], "2025年1—3月甲县居第4位"),
        ([("甲县", "2025-03", 3, 4), ("乙县", "2025-03", 1, 9)], "2025年1—3月2个地区参加排名"),
        ([], "尚无各地区位次"),
    ],
)
def test_the_title_names_the_first_and_who_moved_forward(readings, said):
    assert finding(*readings) == said
