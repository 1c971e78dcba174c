from __future__ import annotations

import pytest

from analytics.charts.statistics.pull_bars import PullBars
from analytics.charts.statistics.pull_findings import pull_finding
from analytics.charts.statistics.pulls import read_pulls
from analytics.charts.statistics.waterfall import PullWaterfall
from tests.charts.frames import INKS, drawn, notes
from tests.charts.selfcheck import chart_problems
from tests.charts.statistics_frames import (
    contribution_rows,
    decimal,
    fallen,
    huoshan,
    pulls_caption,
    yuncheng,
)


def title(rows):
    return pull_finding(read_pulls(rows, "", ""), rows.total_yoy_pct.iloc[0])


def test_each_step_begins_where_the_one_before_ended_and_the_total_at_zero():
    (bars,) = drawn(PullWaterfall, yuncheng(), pulls_caption()).data

    assert bars.base == (0.0, 1.1, 3.9, 0.0)
    assert bars.x == (1.1, 2.8, 5.7, 9.6)


def test_a_part_that_pulls_down_steps_back_is_striped_and_signed():
    figure = drawn(PullWaterfall, huoshan(), pulls_caption())

    assert figure.data[0].x[1] == -3.8
    assert figure.data[0].marker.pattern.shape == ("", "/", "", "")
    assert notes(figure, "value") == ["+4.1", "−3.8", "+14.8", "<b>15.1%</b>"]
    assert "斜纹为下拉" in figure.layout.meta["footer"]


def test_the_rate_of_contribution_stands_beside_and_is_never_rescaled():
    figure = drawn(PullWaterfall, yuncheng(), pulls_caption())

    assert notes(figure, "rate") == ["11.1", "29.2", "59.5", ""]
    assert notes(figure, "rate_head") == ["贡献率%"]


def test_no_rate_leaves_no_column():
    figure = drawn(PullWaterfall, contribution_rows(("甲", 9.6, 9.6, None)), pulls_caption())

    assert notes(figure, "rate_head") == []


def test_the_residual_is_a_bar_of_its_own_before_the_total():
    figure = drawn(PullWaterfall, fallen(), pulls_caption())

    assert list(figure.layout.yaxis.ticktext)[-2:] == ["未分摊", "总计（公布）"]
    assert figure.data[0].marker.pattern.shape[-2] == "x"
    assert "网纹" in figure.layout.meta["footer"]


def test_a_fall_holds_zero_and_all_labels():
    figure = drawn(PullWaterfall, fallen(), pulls_caption())
    low, high = figure.layout.xaxis.range

    assert low < -9.9
    assert high >= 0
    assert figure.layout.margin.r > 80


def test_more_parts_than_a_glance_takes_stand_by_size():
    rows = contribution_rows(*((f"{n}业", 1, n / 10, None) for n in range(1, 7)), total=2.1)
    figure = drawn(PullWaterfall, rows, pulls_caption())

    assert figure.data[0].x == (0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 2.1)


@pytest.mark.parametrize("column", ["is_safe_to_state", "is_complete_set"])
def test_what_is_not_safe_is_not_drawn_and_says_why(column):
    rows = yuncheng().assign(**{column: False}, reason="总计增速绝对值不足0.5%")
    figure = drawn(PullWaterfall, rows, pulls_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "总计增速绝对值不足0.5%"


def test_parts_that_overlap_say_that_they_do_not_add_up():
    figure = drawn(PullWaterfall, yuncheng().assign(is_complete_set=False), pulls_caption())

    assert "相加不等于总计" in figure.layout.meta["title"]


def test_parts_that_do_not_reach_the_published_growth_are_not_drawn():
    rows = yuncheng().assign(total_yoy_pct=decimal(9.7))
    figure = drawn(PullWaterfall, rows, pulls_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "各分项拉动合计9.6，与公布的总计增速9.7%不符"


def test_a_part_without_a_pull_is_never_a_step_of_zero():
    rows = contribution_rows(("甲", 9.6, 9.6, None), ("乙", None, None, None))

    assert len(drawn(PullWaterfall, rows, pulls_caption()).data) == 0
    assert drawn(PullBars, rows, pulls_caption()).data[0].x == (9.6,)


@pytest.mark.parametrize("draw", [PullWaterfall, PullBars])
def test_no_rows_say_so(draw):
    figure = drawn(draw, contribution_rows(), pulls_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无拉动数据"


def test_rows_of_two_periods_are_refused():
    rows = yuncheng()
    rows.loc[0, "period_code"] = "2024-02"

    with pytest.raises(ValueError, match="period_code"):
        drawn(PullWaterfall, rows, pulls_caption())


def test_a_step_leads_to_its_part_and_the_total_to_the_total():
    rows = yuncheng().assign(total_indicator_code="fai", total_source="月报.xlsx!表1!C2")
    (bars,) = drawn(PullWaterfall, rows, pulls_caption()).data

    assert bars.customdata[0][0] == "140800|part_0|2024-03|pull_pp"
    assert bars.customdata[3] == ["140800|fai|2024-03|yoy_pct", "月报.xlsx!表1!C2"]
    assert "拉动 = 基期占比 × 增速" in bars.hovertext[0]


def test_overlapping_parts_stand_sorted_without_a_total():
    figure = drawn(PullBars, huoshan(), pulls_caption(narrowest_px=900))

    assert figure.data[0].x == (14.8, 4.1, -3.8)
    assert notes(figure, "growth") == ["201.5", "4.8", "−50.0"]
    assert "不相加" in figure.layout.meta["footer"]


def test_a_part_not_safe_to_state_is_left_out_and_counted():
    rows = huoshan()
    rows.loc[0, "is_safe_to_state"] = False
    figure = drawn(PullBars, rows, pulls_caption())

    assert figure.data[0].x == (14.8, -3.8)
    assert "1个分项不能可靠算出，未画" in figure.layout.meta["footer"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (yuncheng(), "第三产业拉动全部投资增长5.7个百分点，贡献率59.5%"),
        (
            huoshan(),
            "其他费用拉动全部投资增长14.8个百分点，贡献率98.0%，设备工器具购置下拉3.8个百分点",
        ),
        (
            contribution_rows(("甲业", -9, -8, 80), ("乙业", 1, 0.5, -5), total=-7.5),
            "甲业下拉全部投资8.0个百分点，乙业拉动0.5个百分点",
        ),
        (
            contribution_rows(("甲业", 9, 4, 50), ("乙业", 9, 4, 50), total=8),
            "甲业、乙业各拉动全部投资增长4.0个百分点",
        ),
        (contribution_rows(("甲业", 0, 0, None), total=0.0), "各分项对全部投资均无拉动"),
    ],
)
def test_the_title_says_who_carries_and_who_holds_down(rows, said):
    assert title(rows) == said


@pytest.mark.parametrize("draw", [PullWaterfall, PullBars])
@pytest.mark.parametrize("colours", INKS)
def test_a_total_that_fell_keeps_the_rules_too(draw, colours):
    assert chart_problems(drawn(draw, fallen(), pulls_caption(), colours=colours)) == []
