from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.charts.statistics.heat_strip import GrowthHeat, _luminance, _rgb
from analytics.charts.statistics.history import read_history
from analytics.charts.statistics.history_findings import heat_finding
from tests.charts.frames import INKS, LONG_COUNTY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems
from tests.charts.statistics_frames import history_rows, many_districts, three_counties


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def rows_of(figure):
    values = trace(figure, "数值")
    width = len(set(values.x))
    return [values.text[row : row + width] for row in range(0, len(values.text), width)]


def finding(rows):
    return heat_finding(read_history(rows, Period(2025, 12), "全市"))


def test_the_whole_stands_on_top_and_districts_by_the_newest_place():
    figure = drawn(GrowthHeat, three_counties(), caption(narrowest_px=900))

    assert list(figure.layout.yaxis.ticktext) == ["全市", "新邵县", LONG_COUNTY, "北塔区"]
    assert notes(figure, "place") == ["", "1", "2", "3"]
    assert rows_of(figure)[0] == ("1.0", "−2.0", "−9.9")


def test_a_missing_growth_is_a_blank_cell_with_a_dash():
    figure = drawn(GrowthHeat, three_counties(), caption(narrowest_px=900))

    assert rows_of(figure)[3] == ("−5.0", "—", "−28.9")
    assert list(figure.data[0].z[3]) == [-5.0, None, None, -28.85]
    assert "没有数据" in "".join(trace(figure, "数值").hovertext)


def test_a_new_year_leaves_an_empty_column():
    figure = drawn(GrowthHeat, three_counties(), caption(narrowest_px=900))

    assert list(figure.data[0].z[1]) == [3.0, None, 12.1, 11.4]
    assert list(figure.layout.xaxis.ticktext) == ["2024年<br>1—12月", "2025年<br>1—2月", "1—3月"]


def test_a_decline_keeps_a_minus_sign_and_a_triangle_without_colour():
    figure = drawn(GrowthHeat, three_counties(), caption(narrowest_px=900))
    falls = trace(figure, "下降")

    assert len(falls.x) == sum(text.startswith("−") for text in trace(figure, "数值").text)
    assert falls.marker.symbol == "triangle-down"
    assert "▾为下降" in figure.layout.meta["footer"]


def test_colour_is_centred_at_zero_and_one_collapse_does_not_pale_the_rest():
    rows = history_rows(
        *((f"{n}县", "2025-09", n, 12 - n) for n in range(1, 12)), ("丁县", "2025-09", -98, 12)
    )
    cells = drawn(GrowthHeat, rows, caption()).data[0]

    assert cells.zmin == -cells.zmax
    assert cells.zmax < 20


@pytest.mark.parametrize("colours", INKS)
def test_each_number_stands_out_from_its_cell(colours):
    figure = drawn(GrowthHeat, three_counties(), caption(), colours=colours)
    strongest = _luminance(_rgb(colours.decline))
    text = _luminance(_rgb(trace(figure, "数值").textfont.color[-1]))
    light, dark = max(strongest, text), min(strongest, text)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_thirty_one_provinces_over_eleven_periods_keep_every_row():
    figure = drawn(
        GrowthHeat, many_districts(), caption(period=Period(2025, 12), narrowest_px=1280)
    )

    assert len(rows_of(figure)) == 32
    assert len(rows_of(figure)[0]) == 11


def test_a_narrow_chart_draws_the_newest_periods_and_says_so():
    figure = drawn(GrowthHeat, many_districts(), caption(period=Period(2025, 12)))

    assert len(rows_of(figure)[0]) < 11
    assert f"只画最近{len(rows_of(figure)[0])}期" in figure.layout.meta["footer"]
    assert "1—12月" in figure.layout.meta["subtitle"]


def test_a_computed_growth_is_marked_and_explained():
    figure = drawn(GrowthHeat, three_counties().assign(is_published=False), caption())

    assert "12.1*" in trace(figure, "数值").text
    assert "不可比" in figure.layout.meta["footer"]


def test_a_cell_leads_to_its_source():
    values = trace(drawn(GrowthHeat, three_counties(), caption(narrowest_px=900)), "数值")

    assert values.customdata[-1] == ["430502|fai|2025-03|yoy_pct", "月报.xlsx!2025-03!B2"]
    assert values.customdata[0] == ["430500|fai|2024-12|yoy_pct", "月报.xlsx!2024-12!B99"]


def test_nothing_later_than_the_chosen_period_is_drawn():
    figure = drawn(GrowthHeat, three_counties(), caption(period=Period(2025, 2)))

    assert "2025年1—2月" in figure.layout.meta["title"]
    assert "11.4" not in trace(figure, "数值").text


def test_no_rows_say_so():
    figure = drawn(GrowthHeat, history_rows(), caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无各地区增速"


def test_one_cell_is_a_chart_too():
    figure = drawn(GrowthHeat, history_rows(("甲县", "2025-09", 0.0, 1)), caption())

    assert figure.layout.meta["title"] == "2025年1—9月甲县与上年同期持平"
    assert chart_problems(figure) == []


def test_two_rows_for_one_cell_are_refused():
    with pytest.raises(ValueError, match="two rows"):
        drawn(
            GrowthHeat,
            history_rows(("甲县", "2025-09", 1, 1), ("甲县", "2025-09", 2, 1)),
            caption(),
        )


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        (
            [("甲县", "2025-02", 1, 1), ("甲县", "2025-03", 2, 1), ("乙县", "2025-03", -1, 2)],
            "2025年1—3月2个地区中1个增长，甲县各期均增长",
        ),
        ([("甲县", "2025-02", -1, 1), ("乙县", "2025-02", -2, 2)], "2025年1—2月2个地区均下降"),
        (
            [("甲县", "2025-02", 0, 1), ("乙县", "2025-02", -2, 2)],
            "2025年1—2月2个地区中1个下降",
        ),
        ([("甲县", "2025-02", 1, 1), ("乙县", "2025-02", 2, 2)], "2025年1—2月2个地区均增长"),
    ],
)
def test_the_title_counts_who_grows(readings, said):
    assert finding(history_rows(*readings)) == said
