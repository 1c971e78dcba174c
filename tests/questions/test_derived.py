"""What follows from cumulative figures: months, quarters, two years, the rest of this one."""

from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.questions import growth
from tests.lake_rows import SHAOYANG, TOTAL, level, lines, observation
from tests.ledger_rows import store, target
from tests.selections import about


def derived(lake, **kind):
    return growth.derived(lake, about(**kind)).set_index("period_code")


def test_a_month_is_cut_out_only_beside_the_month_before(lake, accept):
    accept(
        *lines((TOTAL, "100", "5.0"), period="2025-02"),
        *lines((TOTAL, "150", "5.0"), period="2025-03"),
        *lines((TOTAL, "300", "5.0"), period="2025-05"),
    )

    rows = derived(lake)

    assert rows.isna().month_cny_10k.tolist() == [True, False, True]
    assert rows.month_cny_10k["2025-03"] == 500_000
    assert rows.month_yoy_pct["2025-03"] == pytest.approx(5)
    low, high = rows.loc["2025-03", ["month_yoy_low_pct", "month_yoy_high_pct"]]
    assert low < 5 < high


def test_a_cumulative_amount_that_falls_has_no_month(lake, accept):
    accept(
        *lines((TOTAL, "100", "5.0"), period="2025-04"),
        *lines((TOTAL, "90", "5.0"), period="2025-05"),
    )

    row = derived(lake).loc["2025-05"]

    assert row[["month_cny_10k", "month_yoy_pct", "month_source"]].isna().all()


def test_a_growth_printed_exactly_has_a_narrow_band(lake, accept):
    accept(
        *lines((TOTAL, "100", "5.123456"), period="2025-04"),
        *lines((TOTAL, "120", "5.234567"), period="2025-05"),
    )

    row = derived(lake).loc["2025-05"]

    assert row.month_yoy_high_pct - row.month_yoy_low_pct < 0.001


def test_months_without_published_growth_stand_on_last_years_levels_and_have_no_band(lake, accept):
    accept(
        *(
            level(amount, period=period)
            for amount, period in (
                *(("100", "2024-04"), ("120", "2024-05")),
                *(("110", "2025-04"), ("136", "2025-05")),
            )
        )
    )

    row = derived(lake).loc["2025-05"]

    assert row.month_yoy_pct == pytest.approx(30)
    assert row[["month_yoy_low_pct", "month_yoy_high_pct"]].isna().all()


def test_a_published_and_a_computed_base_are_never_subtracted(lake, accept):
    accept(
        level("100", period="2024-04"),
        level("110", period="2025-04"),
        *lines((TOTAL, "136", "8.0"), period="2025-05"),
    )

    row = derived(lake).loc["2025-05"]

    assert row.month_cny_10k == 260_000
    assert row.isna().month_yoy_pct


def test_quarters_stand_at_their_ends_and_the_first_is_as_printed(lake, accept):
    accept(
        *lines((TOTAL, "100", "5.0"), period="2025-03"),
        *lines((TOTAL, "170", "5.0"), period="2025-05"),
        *lines((TOTAL, "220", "3.0"), period="2025-06"),
        *lines((TOTAL, "500", "3.0"), period="2025-12"),
    )

    rows = derived(lake)

    assert rows.quarter.fillna(0).tolist() == [1, 0, 2, 4]
    assert rows.quarter_cny_10k["2025-03"] == 1_000_000
    assert rows.quarter_yoy_pct["2025-03"] == 5
    assert rows.quarter_cny_10k["2025-06"] == 1_200_000
    assert rows.quarter_yoy_pct["2025-06"] == pytest.approx(
        (120 / (220 / 1.03 - 100 / 1.05) - 1) * 100
    )
    assert rows.isna().quarter_cny_10k["2025-12"]


def test_the_mean_of_two_years_needs_both_published(lake, accept):
    accept(
        observation("20.0", period="2020-06"),
        observation("-5.0", period="2021-06"),
        level("100", period="2022-06"),
        level("105", period="2023-06"),
    )

    rows = derived(lake)

    assert rows.two_year_average_pct["2021-06"] == pytest.approx((1.2 * 0.95) ** 0.5 * 100 - 100)
    assert rows.two_year_average_pct.notna().sum() == 1


def put_a_goal(lake, goal="10", tier="", year=2025):
    store(
        lake,
        target(
            goal, indicator="固定资产投资增速", goal_kind="growth", unit="%", tier=tier, year=year
        ),
        region=SHAOYANG,
    )


def needed(lake, month=9):
    return growth.derived(lake, about(period=Period(2025, month))).iloc[0]


def last_year(accept):
    accept(level("60", period="2024-09"), level("100", period="2024-12"))


def test_the_rest_of_the_year_needs_what_the_goal_leaves(lake, accept):
    put_a_goal(lake)
    last_year(accept)
    accept(*lines((TOTAL, "63", "5.0"), period="2025-09"))

    row = needed(lake)

    assert row.goal_yoy_pct == 10
    assert row.needed_yoy_pct == pytest.approx((110 - 63) / (100 - 60) * 100 - 100)
    assert row.needed_reason == ""
    assert row.needed_source.count("月报.xlsx") == 3


def test_a_month_last_year_did_not_print_stands_on_its_growth_once_that_was_checked(lake, accept):
    put_a_goal(lake)
    last_year(accept)
    accept(*lines((TOTAL, "84", "5.0"), period="2025-10"))
    assert needed(lake, 10).needed_reason == "没有上年同期总量，不能核对口径"

    accept(*lines((TOTAL, "63", "5.0"), period="2025-09"))

    row = needed(lake, 10)
    assert row.needed_yoy_pct == pytest.approx((110 - 84) / (100 - 80) * 100 - 100)
    assert row.needed_reason == ""


def test_the_lower_of_two_goals_is_the_duty(lake, accept):
    put_a_goal(lake, "12", tier="力争")
    put_a_goal(lake, "8", tier="保底")
    last_year(accept)
    accept(*lines((TOTAL, "63", "5.0"), period="2025-09"))

    assert needed(lake).goal_yoy_pct == 8


def test_without_a_goal_or_a_comparable_year_nothing_is_needed(lake, accept):
    accept(*lines((TOTAL, "63", "5.0"), period="2025-09"))
    assert needed(lake).needed_reason == "没有录入全年增速目标"

    put_a_goal(lake)
    assert needed(lake).needed_reason == "没有上年全年总量"

    accept(level("100", period="2024-12"))
    assert needed(lake).needed_reason == "没有上年同期总量，不能核对口径"

    accept(level("70", period="2024-09"))
    row = needed(lake)
    assert row.needed_reason == "公布增速与直接计算不可比，上年全年可比数未公布"
    assert row.isna().needed_yoy_pct


def test_a_goal_reached_or_a_year_over_needs_nothing_more(lake, accept):
    put_a_goal(lake)
    last_year(accept)
    accept(
        *lines((TOTAL, "120", "100.0"), period="2025-09"),
        *lines((TOTAL, "150", "50.0"), period="2025-12"),
    )

    assert needed(lake).needed_reason == "累计已超过全年目标"
    assert needed(lake, 12).needed_reason == "全年已结束"


def test_growth_alone_has_no_amount_to_reach_a_goal_with(lake, accept):
    put_a_goal(lake)
    accept(observation("5.0", period="2025-09"))

    assert needed(lake).needed_reason == "没有累计总量，只有增速"
