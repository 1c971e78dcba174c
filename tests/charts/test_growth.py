from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.basics.period import Period
from analytics.charts.kit.lines import ticks
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from tests.charts.frames import LONG_COUNTY, caption, drawn, growth_rows, notes, two_years


def test_no_line_crosses_january():
    (line,) = drawn(GrowthLine, two_years(), caption()).data

    assert line.x == ("2024-11-01", "2024-12-01", None, "2025-02-01", "2025-03-01", "2025-09-01")
    assert line.y == (3.4, 3.1, None, 2.0, -1.5, -9.9)
    assert line.connectgaps is False


def test_each_january_is_marked():
    figure = drawn(GrowthLine, two_years(), caption())

    assert [shape.x0 for shape in figure.layout.shapes] == ["2025-01-01"]


def test_the_end_of_a_line_names_it_and_its_value():
    figure = drawn(GrowthLine, two_years(), caption())

    assert notes(figure, "end") == ["示例市 −9.9"]


def test_a_line_that_ends_early_says_when():
    rows = growth_rows((2025, 6, 1.0), (2025, 9, 2.0), region="甲县")
    early = growth_rows((2025, 6, 5.0), region="乙县")
    figure = drawn(
        GrowthLine, type(rows)(rows.to_dict("records") + early.to_dict("records")), caption()
    )

    assert [text.replace("<br>", "") for text in notes(figure, "end")] == [
        "甲县 2.0",
        "乙县 5.0（2025年1—6月）",
    ]


def test_a_growth_alone_is_a_marker():
    (line,) = drawn(GrowthLine, growth_rows((2025, 9, 3.0)), caption()).data

    assert line.mode == "lines+markers"
    assert line.y == (3.0,)


def test_computed_growth_is_hollow_never_joined_to_published_and_explained():
    published = growth_rows((2025, 2, 3.0), (2025, 3, 2.5))
    computed = growth_rows((2025, 4, 9.0), published=False)
    rows = type(published)(published.to_dict("records") + computed.to_dict("records"))
    figure = drawn(GrowthLine, rows, caption())

    assert figure.data[0].y == (3.0, 2.5, None, 9.0)
    assert figure.data[0].marker.symbol[3] == "circle-open"
    assert "不可比" in figure.layout.meta["footer"]


def test_a_period_without_growth_is_no_point():
    (line,) = drawn(GrowthLine, growth_rows((2025, 2, 3.0), (2025, 3, None)), caption()).data

    assert line.y == (3.0,)


def test_nothing_later_than_the_chosen_period_is_drawn():
    figure = drawn(GrowthLine, two_years(), caption(period=Period(2024, 12)))

    assert figure.data[0].x == ("2024-11-01", "2024-12-01")
    assert "2024年1—12月" in figure.layout.meta["title"]


def test_the_scale_names_its_unit_and_uses_a_real_minus_sign():
    axis = drawn(GrowthLine, two_years(), caption()).layout.yaxis

    assert axis.ticktext[-1].endswith("%")
    assert axis.ticktext[0].startswith("−")
    assert axis.range[0] < -9.9
    assert axis.range[1] > 3.4


def test_equal_growths_still_get_a_scale():
    assert [float(tick) for tick in ticks([Decimal("3.1")] * 3)] == [2.0, 2.5, 3.0, 3.5, 4.0]


def test_more_lines_than_a_reader_follows_are_refused():
    rows = [growth_rows((2025, 9, n), region=f"{n}县").iloc[0] for n in range(6)]

    with pytest.raises(ValueError, match="6 series"):
        drawn(GrowthLine, type(two_years())(rows), caption())


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="yoy_source"):
        drawn(GrowthLine, two_years().drop(columns="yoy_source"), caption())


def test_two_rows_for_one_point_are_refused():
    with pytest.raises(ValueError, match="two rows"):
        drawn(GrowthLine, growth_rows((2025, 9, 1.0), (2025, 9, 2.0)), caption())


def test_no_growth_at_all_draws_a_chart_that_says_so():
    figure = drawn(GrowthLine, two_years().iloc[:0], caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无增速数据"


def test_a_point_carries_its_key_and_its_cell():
    (line,) = drawn(GrowthLine, two_years(), caption()).data

    assert line.customdata[-1] == ["示例市|固定资产投资|2025-09|yoy_pct", "月报.xlsx!表1!C9"]
    assert "月报.xlsx!表1!C9" in line.hovertext[-1]
    assert "−9.9%（公布）" in line.hovertext[-1]


def test_a_year_is_a_line_of_eleven_slots_without_january():
    figure = drawn(GrowthByYearLine, two_years(), caption(narrowest_px=1000))

    assert [trace.name for trace in figure.data] == ["2024年", "2025年"]
    assert figure.layout.xaxis.ticktext[0] == "1—2月"
    assert len(figure.layout.xaxis.ticktext) == 11
    assert figure.data[1].x == (2, 3, 9)


def test_the_newest_year_is_the_thickest_line():
    figure = drawn(GrowthByYearLine, two_years(), caption())

    assert figure.data[1].line.width > figure.data[0].line.width
    assert "<b>2025年 −9.9</b>" in notes(figure, "end")


def test_only_five_years_stand_side_by_side():
    rows = growth_rows(*((year, 9, year - 2000) for year in range(2015, 2026)))

    assert [t.name for t in drawn(GrowthByYearLine, rows, caption()).data] == [
        f"{year}年" for year in range(2021, 2026)
    ]


def test_a_narrow_chart_names_only_quarters_and_keeps_long_names_whole():
    rows = growth_rows((2025, 2, 1.0), (2025, 9, 2.0), region=LONG_COUNTY)

    by_year = drawn(GrowthByYearLine, rows, caption(narrowest_px=460))
    in_time = drawn(GrowthLine, rows, caption(narrowest_px=460))

    assert by_year.layout.xaxis.ticktext == ("1—3月", "1—6月", "1—9月", "1—12月")
    assert notes(in_time, "end")[0].replace("<br>", "") == f"{LONG_COUNTY} 2.0"


def test_no_line_crosses_a_change_of_scope():
    rows = growth_rows((2025, 3, 5.0), (2025, 4, 4.0), (2025, 5, 9.0))
    rows = rows.assign(is_scope_break=[False, True, False])

    in_time, by_year = drawn(GrowthLine, rows, caption()), drawn(GrowthByYearLine, rows, caption())

    assert in_time.data[0].y == (5.0, None, 4.0, 9.0)
    assert by_year.data[0].y == (5.0, None, 4.0, 9.0)
    assert notes(in_time, "scope_break") == ["口径调整"]
    assert "自2025年1—4月起口径调整" in by_year.layout.meta["footer"]
