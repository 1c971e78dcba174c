from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.basics.period import Period
from analytics.charts.kit.panel_scale import panel_scale
from analytics.charts.statistics.history import read_history
from analytics.charts.statistics.history_findings import lines_finding
from analytics.charts.statistics.small_multiples import DistrictLines
from tests.charts.frames import LONG_COUNTY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems
from tests.charts.statistics_frames import history_rows, many_districts, three_counties


def plain_notes(figure, name):
    return [
        text.replace("<br>", "").replace("<b>", "").replace("</b>", "")
        for text in notes(figure, name)
    ]


def lines_of(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_each_district_has_a_panel_by_the_newest_place_with_its_last_value():
    figure = drawn(DistrictLines, three_counties(), caption())

    assert plain_notes(figure, "panel") == ["1 新邵县", f"2 {LONG_COUNTY}", "3 北塔区"]
    assert notes(figure, "end") == ["11.4", "−1.5", "−28.9"]


def test_the_whole_runs_muted_through_every_panel():
    figure = drawn(DistrictLines, three_counties(), caption())
    wholes = lines_of(figure, "全市")

    assert [line.yaxis for line in wholes] == ["y", "y2", "y3"]
    assert all(line.line.dash == "dot" for line in wholes)
    assert "虚线为全市（−9.9）" in figure.layout.meta["footer"]


def test_all_panels_share_one_scale():
    figure = drawn(DistrictLines, three_counties(), caption())
    ranges = {tuple(figure.layout[f"yaxis{n}"].range) for n in ("", "2", "3")}

    assert len(ranges) == 1


def test_no_line_crosses_january_and_a_missing_growth_is_no_point():
    figure = drawn(DistrictLines, three_counties(), caption())

    assert lines_of(figure, "新邵县")[0].y == (3.0, None, 12.1, 11.4)
    assert lines_of(figure, "北塔区")[0].y == (-5.0, None, -28.85)


def test_a_period_that_only_one_district_lacks_breaks_its_line():
    rows = history_rows(
        ("甲县", "2025-02", 3, 1),
        ("乙县", "2025-02", 1, 2),
        ("甲县", "2025-03", 3, 1),
        ("甲县", "2025-05", 3, 1),
        ("乙县", "2025-05", 2, 2),
    )
    figure = drawn(DistrictLines, rows, caption())

    assert lines_of(figure, "乙县")[0].y == (1.0, None, 2.0)
    assert lines_of(figure, "甲县")[0].y == (3.0, 3.0, 3.0)


def test_a_value_far_out_is_printed_at_the_edge_and_does_not_flatten_the_rest():
    rows = history_rows(
        *((f"{n}县", f"2025-{m:02d}", n, 9 - n) for n in range(1, 9) for m in (2, 3, 4)),
        ("丁县", "2025-02", -98.2, 9),
        ("丁县", "2025-03", -3.0, 9),
        ("丁县", "2025-04", -2.0, 9),
    )
    figure = drawn(DistrictLines, rows, caption())

    assert figure.layout.yaxis.range[0] > -30
    assert notes(figure, "beyond") == ["▼−98.2"]
    assert "超出刻度" in figure.layout.meta["footer"]


def test_the_scale_always_holds_zero_and_grows_where_all_are_alike():
    scale = panel_scale([Decimal("3.1")] * 3, 90, 16)

    assert scale.range[0] <= 0 <= scale.range[1]
    assert scale.low < scale.high
    assert panel_scale([Decimal(0)], 90, 16).high == 2


def test_a_district_without_the_newest_period_stands_last_and_says_so():
    rows = history_rows(
        ("甲县", "2025-02", 5, 1), ("乙县", "2025-02", 4, 2), ("乙县", "2025-03", 3, 1)
    )
    figure = drawn(DistrictLines, rows, caption())

    assert plain_notes(figure, "panel") == ["1 乙县", "甲县"]
    assert notes(figure, "end") == ["3.0", "5.0*"]
    assert "1—3月无数据" in figure.layout.meta["footer"]


@pytest.mark.parametrize("width_px", [620, 1280])
def test_thirty_one_panels_lie_beside_each_other(width_px):
    words = caption(period=Period(2025, 12), narrowest_px=width_px)
    figure = drawn(DistrictLines, many_districts(), words)

    assert len(notes(figure, "panel")) == 31
    assert chart_problems(figure) == []


def test_a_wider_chart_has_more_columns():
    words = {"period": Period(2025, 12)}
    narrow = drawn(DistrictLines, many_districts(12), caption(narrowest_px=620, **words))
    wide = drawn(DistrictLines, many_districts(12), caption(narrowest_px=1280, **words))

    assert narrow.layout.height > wide.layout.height


def test_computed_growth_is_hollow_and_explained():
    figure = drawn(DistrictLines, three_counties().assign(is_published=False), caption())

    assert lines_of(figure, "新邵县")[0].marker.symbol[0] == "circle-open"
    assert "不可比" in figure.layout.meta["footer"]


def test_a_point_leads_to_its_source():
    line = lines_of(drawn(DistrictLines, three_counties(), caption()), "北塔区")[0]

    assert line.customdata[-1] == ["430502|fai|2025-03|yoy_pct", "月报.xlsx!2025-03!B2"]


def test_no_rows_say_so():
    assert len(drawn(DistrictLines, history_rows(), caption()).data) == 0


@pytest.mark.parametrize(
    ("parents", "said"),
    [
        ({"2025-03": 1.5}, "2025年1—3月2个地区中1个增速高于全市"),
        ({"2025-03": 0.5}, "2025年1—3月2个地区均增速高于全市"),
        ({"2025-03": 3.0}, "2025年1—3月没有地区增速高于全市"),
        (None, "2025年1—3月2个地区均增长"),
    ],
)
def test_the_title_counts_who_is_above_the_whole(parents, said):
    rows = history_rows(("甲县", "2025-03", 2, 1), ("乙县", "2025-03", 1, 2), parents=parents)

    assert lines_finding(read_history(rows, Period(2025, 9), "全市"), "全市") == said
