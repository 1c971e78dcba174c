"""Sides of 增速, 结构 and 地区: growth alone, levels, one period, and what they then say."""

from __future__ import annotations

import pytest

from tests.lake_rows import NATION, SHAOYANG, level, observation
from tests.pages.said import figures, growth_only, with_levels, words

GROWTH_SIDES = ("trend", "parts", "derived", "reconciliation")
DISTRICT_SIDES = ("ranking", "heat", "lines", "places")


def one_period():
    return [observation("-9.9")]


def titles(test):
    """The finding of every chart on the page."""
    return [figure["layout"]["meta"]["title"] for figure in figures(test)]


@pytest.mark.parametrize("side", GROWTH_SIDES)
@pytest.mark.parametrize(
    "rows", [growth_only, with_levels, one_period], ids=("growth_only", "levels", "one_period")
)
def test_every_side_of_growth_draws_or_says_why_not(app, accept, side, rows):
    accept(*rows())

    test = app("growth", side=side)

    assert titles(test) or test.info


def test_months_are_estimated_with_their_band_and_never_called_published(app, accept):
    accept(
        level("288229", period="2025-07", region=NATION),
        observation("1.6", period="2025-07", region=NATION),
        level("326111", period="2025-08", region=NATION),
        observation("0.5", period="2025-08", region=NATION),
    )

    test = app("growth", region="全国", period="2025-08", side="derived")
    table = test.dataframe[0].value

    assert table["推算当月同比（%）"].iloc[0] == -7.1
    assert table["当月同比范围"].iloc[0] == "−7.8%～−6.5%"
    assert any("推算2025年8月当月同比下降7.1%" in title for title in titles(test))


def test_later_periods_are_not_on_a_page_about_an_earlier_one(app, accept):
    accept(*growth_only(), observation("-12.0", period="2025-10"))

    test = app("growth", period="2025-09", side="trend")
    table = test.dataframe[0].value

    assert table["报告期"].tolist() == ["2025年1—9月", "2025年1—8月"]


@pytest.mark.parametrize(("way", "periods"), [("分年对比", 1), ("连续走势", 2)])
def test_a_series_whose_meaning_changed_is_drawn_with_a_break_and_never_over_itself(
    app, accept, way, periods
):
    accept(
        observation("1.1", period="2025-12", label="基础设施投资"),
        observation("11.4", period="2026-02", label="基础设施投资"),
    )

    test = app("growth", period="2026-02", indicator="基础设施投资（2026年新口径）", series_way=way)

    assert len(test.dataframe[0].value) == periods
    [title] = titles(test)
    assert "增长11.4%" in title


def test_published_and_computed_growth_stand_side_by_side_with_their_gap(app, accept):
    accept(
        level("375035", period="2023-09", region=NATION),
        level("421412", period="2022-09", region=NATION),
        observation("3.1", period="2023-09", region=NATION),
    )

    test = app("growth", region="全国", period="2023-09", side="reconciliation")
    row = test.dataframe[0].value.iloc[0]

    assert (row["公布增速（%）"], row["直接计算（%）"], row["相差（百分点）"]) == (
        3.1,
        -11.0,
        -14.1,
    )
    assert (row["可比性"], row["自何期起"]) == ("不可比", "2023-09")
    assert row["反推可比基数（亿元）"] == pytest.approx(363758.49, abs=0.01)


def test_structure_shows_shares_beside_pulls_where_the_parts_carry_growth(app, accept):
    accept(
        level("177.4"), observation("9.6"),
        level("16.4", label="第一产业"), observation("11.7", label="第一产业"),
        level("77.8", label="第二产业"), observation("6.2", label="第二产业"),
        level("83.2", label="第三产业"), observation("12.5", label="第三产业"),
    )  # fmt: skip

    test = app("structure")
    table = next(one.value for one in test.dataframe if "拉动（百分点）" in one.value)

    assert table["拉动（百分点）"].tolist() == [1.1, 2.8, 5.7]
    assert table["贡献率（%）"].tolist() == [11.1, 29.2, 59.5]
    assert any("拉动全部投资增长5.7个百分点" in title for title in titles(test))


def test_structure_says_why_a_pull_is_not_computed(app, accept):
    accept(*with_levels())

    table = next(one.value for one in app("structure").dataframe if "拉动（百分点）" in one.value)

    assert table["拉动（百分点）"].isna().all()
    assert (table["不计算的原因"] != "").all()


def test_growth_alone_shows_who_moved_instead_of_shares(app, accept):
    accept(*growth_only(), observation("-53.3", label="第一产业", period="2025-08"))

    test = app("structure")

    assert any("降幅收窄1.7个百分点" in title for title in titles(test))


@pytest.mark.parametrize("side", DISTRICT_SIDES)
def test_every_side_of_districts_draws_growth_alone(app, accept, side):
    accept(*growth_only())

    assert titles(app("districts", districts_side=side))


def test_districts_say_what_is_missing_where_only_the_whole_is_known(app, accept):
    accept(*one_period())

    test = app("districts")

    assert "没有下辖地区的增速" in words(test)
    assert titles(test) == []


def test_a_districts_chart_leads_to_its_own_number(app, accept):
    accept(*growth_only())

    [figure, *_] = figures(app("districts"))
    keys = [point[0] for point in figure["data"][0]["customdata"]]

    assert all(key.split("|")[0] != SHAOYANG for key in keys)
    assert {key.split("|")[2] for key in keys} == {"2025-09"}
