"""Rows in, rows out: one test a rule of the numbered SQL."""

from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.questions import statistics
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from tests.lake_rows import NATION, SHUANGQING, XINSHAO, level, observation
from tests.selections import about


def one(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_published_growth_of_2023_outranks_the_ratio_of_levels(lake, accept):
    accept(
        level("375035", period="2023-09", region=NATION),
        level("421412", period="2022-09", region=NATION),
        observation("3.1", period="2023-09", region=NATION),
    )

    row = one(statistics.growth(lake, about(period=Period(2023, 9))))

    assert row.ytd_cny_10k == 3_750_350_000
    assert row.yoy_pct == 3.1
    assert row.yoy_computed_pct == pytest.approx(-11.005, abs=0.001)
    assert row.is_published
    assert row.is_incomparable
    assert round(row.comparable_base_cny_10k / 10_000) == 363_758


def test_growth_without_a_published_one_is_computed_and_says_from_which_cells(lake, accept):
    accept(level("110", period="2025-06", cell="B5"), level("100", period="2024-06", cell="C5"))

    row = one(statistics.growth(lake, about(period=Period(2025, 6))))

    assert row.yoy_pct == pytest.approx(10)
    assert not row.is_published
    assert row.source == "直接计算：月报.xlsx!投资11!B5 ÷ 月报.xlsx!投资11!C5 − 1"


@pytest.mark.parametrize("base", ["0", "-5"])
def test_growth_over_a_zero_or_negative_base_is_undefined(lake, accept, base):
    accept(level("110", period="2025-06"), level(base, period="2024-06"))

    row = one(statistics.growth(lake, about(period=Period(2025, 6))))

    assert row.isna().yoy_pct


def test_a_tenth_apart_is_comparable_and_two_tenths_are_not(lake, accept):
    accept(
        level("110", period="2025-06"),
        level("100", period="2024-06"),
        observation("10.1", period="2025-06"),
        level("110", period="2025-06", label="第一产业"),
        level("100", period="2024-06", label="第一产业"),
        observation("10.2", period="2025-06", label="第一产业"),
    )

    rows = statistics.growth(lake, about(period=Period(2025, 6))).set_index("indicator_code")

    assert not rows.loc["fixed_asset_investment"].is_incomparable
    assert rows.loc["primary"].is_incomparable


def test_growth_change_compares_what_the_reader_sees(lake, accept):
    accept(observation("5.74", period="2025-07"), observation("5.76", period="2025-06"))

    row = one(statistics.growth(lake, about(period=Period(2025, 7))))

    assert row.yoy_change_pp == pytest.approx(-0.1)
    assert row.previous_month == 6


def test_the_year_opens_against_the_whole_of_last_year_and_never_over_a_gap(lake, accept):
    accept(
        observation("1.0", period="2024-12"),
        observation("2.0", period="2025-02"),
        observation("3.0", period="2027-02"),
    )

    rows = statistics.growth(lake, Selection()).set_index("period_code")

    assert rows.loc["2025-02"].previous_month == 12
    assert rows.loc["2025-02"].previous_yoy_pct == 1.0
    assert rows.isna().loc["2027-02"].previous_yoy_pct


def test_levels_in_two_units_are_one_amount(lake, accept):
    accept(
        level("11.6777", label="第一产业"),
        observation("116777", measure="level", unit="万元", label="第二产业"),
    )

    assert statistics.growth(lake, Selection()).ytd_cny_10k.tolist() == [116777, 116777]


def test_a_years_figure_is_that_of_months_one_to_twelve(lake, accept):
    accept(observation("3.6", period="2022-12", span="year"))

    assert statistics.growth(lake, Selection()).period_code.tolist() == ["2022-12"]


def test_a_months_own_figure_never_becomes_the_years_cumulative_one(lake, accept):
    accept(observation("3.6", span="month"))

    assert statistics.growth(lake, Selection()).empty


def test_infrastructure_changes_its_scope_in_2026(lake, accept):
    accept(
        observation("1.0", period="2025-12", label="基础设施投资"),
        observation("2.0", period="2026-02", label="基础设施投资"),
    )

    rows = statistics.growth(lake, Selection()).set_index("period_code")

    assert rows.loc["2025-12"].indicator_code == "infrastructure"
    assert rows.loc["2026-02"].indicator_code == "infrastructure_2026"
    assert rows.isna().loc["2026-02"].previous_yoy_pct


def test_districts_are_ranked_ties_share_a_place_and_moves_are_told(lake, accept):
    names = ("城关镇", "双桥乡", "河东街道", "云岭乡")
    values = ("12.1", "-2.3", "-2.3", "-28.8")
    districts = {f"999901/{name}": value for name, value in zip(names, values, strict=True)}
    for period, values in (
        ("2025-08", dict(zip(districts, ("1.0", "5.0", "4.0", "3.0"), strict=True))),
        ("2025-09", districts),
    ):
        accept(*(observation(v, region=r, period=period) for r, v in values.items()))

    rows = statistics.ranking(lake, about(region="999901", period=Period(2025, 9)))
    rows = rows.set_index("region_name").loc[list(names)]

    assert rows["rank"].tolist() == [1, 2, 2, 4]
    assert rows.rank_change.tolist() == [3, -1, 0, -1]
    assert rows.is_complete_set.all()


def test_the_published_place_wins_over_the_computed_one(lake, accept):
    accept(
        observation("1.0", region=XINSHAO, cell="B9"),
        observation("2", region=XINSHAO, measure="rank", unit="", cell="C9"),
        observation("1.0", region=SHUANGQING),
        observation("1", region=SHUANGQING, measure="rank", unit=""),
    )

    rows = statistics.ranking(lake, about(region="430500")).set_index("region_name")

    assert rows.loc["新邵县"]["rank"] == 2
    assert rows.loc["新邵县"].rank_source == "月报.xlsx!投资11!C9"


def test_a_lone_district_has_no_place(lake, accept):
    accept(observation("1.0", region=XINSHAO))

    assert statistics.ranking(lake, about(region="430500")).empty


def test_shares_add_to_a_hundred_and_move_in_points(lake, accept):
    for period, parts in (
        ("2024-03", ("10", "40", "50")),
        ("2025-03", ("16.4", "77.8", "83.2")),
    ):
        names = ("第一产业", "第二产业", "第三产业")
        total = str(sum(float(part) for part in parts))
        accept(
            level(total, period=period),
            *(
                level(part, period=period, label=name)
                for name, part in zip(names, parts, strict=True)
            ),
        )

    rows = statistics.mix(lake, about(period=Period(2025, 3)))

    assert [round(share, 1) for share in rows.share_pct] == [9.2, 43.9, 46.9]
    assert rows.share_pct.sum() == pytest.approx(100)
    assert rows.share_change_pp.tolist() == pytest.approx([-0.8, 3.9, -3.1])


def test_overlapping_breakdowns_are_never_shares(lake, accept):
    accept(level("100"), level("40", label="民间投资"), level("30", label="基础设施投资"))

    assert statistics.mix(lake, Selection()).empty


def test_one_upload_that_prints_a_number_twice_keeps_the_exact_one(lake, accept):
    accept(
        observation("-15.3", label="房地产开发投资", cell="B24"),
        observation("-15.2768502656717", label="房地产开发投资", sheet="37投资处6"),
    )

    row = one(statistics.growth(lake, Selection()))

    assert row.source == "月报.xlsx!37投资处6!B5"


def sectors(*values):
    names = ("第一产业", "第二产业", "第三产业")
    return [level(value, label=name) for name, value in zip(names, values, strict=True)]


def failing(lake):
    return {result.name for result in checks(lake, Selection()) if not result.is_passed}


def test_clean_rows_fail_no_check(lake, accept):
    accept(level("100"), *sectors("10", "40", "50"))

    assert failing(lake) == set()


def test_some_of_the_parts_claim_no_sum_and_a_rounding_is_no_difference(lake, accept):
    accept(
        level("100"),
        level("10", label="第一产业"),
        observation("-12.25", label="房地产开发投资"),
        observation("-12.3", label="房地产开发投资", cell="C9"),
    )

    assert failing(lake) == set()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "parts_sum_to_total",
            [level("100"), *sectors("30", "40", "20")],
        ),
        ("parts_sum_to_total", sectors("30", "40", "20")),
        ("cumulative_falls", [level("100", period="2025-06"), level("90", period="2025-07")]),
        ("size_against_past", [level("100"), level("0.01", period="2024-09")]),
        ("printed_twice_differently", [observation("1.0"), observation("2.0", cell="C5")]),
        (
            "place_against_growth",
            [
                observation("1.0", region=XINSHAO),
                observation("1", region=XINSHAO, measure="rank", unit=""),
                observation("9.0", region=SHUANGQING),
                observation("2", region=SHUANGQING, measure="rank", unit=""),
            ],
        ),
        ("labels_unknown", [observation("1.0", label="怪指标")]),
        ("regions_unknown", [observation("1.0", region="")]),
    ],
)
def test_each_check_finds_what_it_is_for(lake, accept, name, rows):
    accept(*rows)

    assert name in failing(lake)


def test_every_check_has_a_chinese_message_with_a_remedy(lake):
    assert all("请" in result.message for result in checks(lake, Selection()))
    assert len(checks(lake, Selection())) >= 7


def test_a_part_inside_another_part_is_its_own_indicator(lake, accept):
    accept(
        observation("1.0", label="制造业", title="民间固定资产投资主要数据"),
        observation("2.0", label="制造业", title="各行业固定资产投资", cell="B9"),
    )

    assert set(statistics.growth(lake, Selection()).indicator_code) == {
        "private_manufacturing",
        "manufacturing",
    }


def test_levels_known_to_be_incomparable_give_no_growth(lake, accept):
    accept(
        level("287611", period="2025-07", region=NATION),
        level("147024", period="2025-04", region=NATION),
        level("141293", period="2026-04", region=NATION),
        level("260328", period="2026-07", region=NATION),
        observation("-1.6", period="2026-04", region=NATION),
    )

    row = one(statistics.growth(lake, about(period=Period(2026, 7))))

    assert row.has_incomparable_series
    assert row.isna().yoy_pct
    assert row.isna().yoy_source
    assert row.yoy_computed_pct == pytest.approx(-9.486, abs=0.001)
    assert row.yoy_computed_source.startswith("直接计算：")


def test_a_part_without_any_published_growth_shares_the_fate_of_its_total(lake, accept):
    accept(
        *(
            level(value, period=period, label=label)
            for label in ("固定资产投资", "第二产业")
            for value, period in (("100", "2025-06"), ("90", "2026-06"))
        ),
        observation("1.0", period="2026-06"),
    )

    rows = statistics.growth(lake, about(period=Period(2026, 6))).set_index("indicator_code")

    assert rows.isna().loc["secondary"].yoy_pct
    assert rows.loc["secondary"].yoy_computed_pct == pytest.approx(-10)


def test_what_was_incomparable_more_than_two_years_ago_is_forgotten(lake, accept):
    accept(
        level("100", period="2020-06"),
        level("110", period="2021-06"),
        observation("5.0", period="2021-06"),
        level("100", period="2023-06"),
        level("110", period="2024-06"),
    )

    row = one(statistics.growth(lake, about(period=Period(2024, 6))))

    assert row.yoy_pct == pytest.approx(10)
    assert not row.has_incomparable_series


def test_computed_and_published_growth_are_never_subtracted(lake, accept):
    accept(
        level("100", period="2024-06"),
        level("110", period="2025-06"),
        observation("8.0", period="2025-05"),
        level("10", period="2024-06", region=XINSHAO),
        level("12", period="2025-06", region=XINSHAO),
        observation("5.0", period="2025-06", region=SHUANGQING),
        level("10", period="2024-06", region="430503"),
        level("11", period="2025-06", region="430503"),
    )

    total = one(statistics.growth(lake, about(region="430500", period=Period(2025, 6))))
    districts = statistics.ranking(lake, about(region="430500", period=Period(2025, 6)))

    assert total.isna().yoy_change_pp
    assert districts.gap_to_parent_pp.isna().all()


def test_published_and_computed_growth_never_share_an_order(lake, accept):
    accept(
        level("10", period="2024-06", region=XINSHAO),
        level("12", period="2025-06", region=XINSHAO),
        observation("5.0", period="2025-06", region=SHUANGQING),
        observation("6.0", period="2025-06", region="430503"),
    )

    rows = statistics.ranking(lake, about(region="430500", period=Period(2025, 6)))

    assert rows.region_name.tolist() == ["大祥区", "双清区"]
    assert rows.is_published.all()


def test_a_computed_place_needs_every_district_there_is(lake, accept):
    accept(observation("1.0", region=XINSHAO), observation("2.0", region=SHUANGQING))

    rows = statistics.ranking(lake, about(region="430500"))

    assert rows.region_name.tolist() == ["双清区", "新邵县"]
    assert rows["rank"].isna().all()
    assert rows.rank_computed.tolist() == [1, 2]
    assert rows.loaded_count.tolist() == [2, 2]
    assert not rows.is_complete_set.any()


def test_a_published_place_may_be_beyond_the_districts_loaded(lake, accept):
    accept(
        observation("6.2", region=XINSHAO),
        observation("3", region=XINSHAO, measure="rank", unit=""),
        observation("-22.4", region=SHUANGQING),
        observation("11", region=SHUANGQING, measure="rank", unit=""),
    )

    rows = statistics.ranking(lake, about(region="430500"))

    assert rows["rank"].tolist() == [3, 11]
    assert rows.district_count.tolist() == [11, 11]
    assert rows.loaded_count.tolist() == [2, 2]
