"""Rows in, rows out: pulls and their silence, mix, reconciliation, diffusion."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics.__main__ import main
from analytics.basics.errors import RefusedError
from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.cli.ask import STATISTICS_MARTS
from analytics.lake.uploads import accept_upload
from analytics.questions import growth, statistics
from analytics.questions.by_name import STATISTICS
from analytics.questions.selection import Selection
from tests.lake_rows import NATION, SHAOYANG, TOTAL, level, lines, observation, reading
from tests.selections import about

SECTORS = ("第一产业", "第二产业", "第三产业")
_numbers = itertools.count()


def one(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def by_name(frame):
    return frame.set_index("indicator_name")


# ---------- contribution ----------


def test_shown_pulls_add_to_the_printed_growth_by_largest_remainder(lake, accept):
    accept(
        *lines(
            (TOTAL, "300", "10.0"),
            ("第一产业", "100", "10.0"),
            ("第二产业", "100", "10.0"),
            ("第三产业", "100", "10.0"),
        )
    )

    rows = growth.contribution(lake, Selection())

    assert rows.pull_pp.tolist() == pytest.approx([10 / 3] * 3)
    assert sorted(rows.pull_shown_pp) == [3.3, 3.3, 3.4]
    assert rows.contribution_pct.sum() == pytest.approx(100)
    assert not rows.is_residual.any()


def test_a_residual_beyond_rounding_is_a_line_of_its_own(lake, accept):
    accept(
        *lines(
            (TOTAL, "300", "10.6"),
            ("第一产业", "100", "10.0"),
            ("第二产业", "100", "10.0"),
            ("第三产业", "100", "10.0"),
        )
    )

    rows = growth.contribution(lake, Selection())
    residual = rows.iloc[-1]

    assert rows.is_residual.tolist() == [False, False, False, True]
    assert residual.indicator_name == "其他及误差"
    assert residual.pull_pp == pytest.approx(10.6 - 300 * 0.1 / 1.1 / (300 / 1.106) * 100)
    assert rows.pull_shown_pp.sum() == pytest.approx(10.6)
    assert rows.is_safe_to_state.all()
    assert rows.contribution_pct.sum() == pytest.approx(100)


def test_parts_that_miss_the_growth_by_more_than_a_point_are_not_computed_through(lake, accept):
    accept(
        *lines(
            (TOTAL, "300", "12.0"),
            ("第一产业", "100", "10.0"),
            ("第二产业", "100", "10.0"),
            ("第三产业", "100", "10.0"),
        )
    )

    rows = growth.contribution(lake, Selection())

    assert set(rows.reason) == {"口径不一致：各分项加权增速为10.0%，公布增速为12.0%"}
    assert rows[["pull_pp", "pull_shown_pp", "contribution_pct"]].isna().all(axis=None)
    assert not rows.is_safe_to_state.any()


def test_a_missing_part_leaves_single_pulls_and_no_set(lake, accept):
    accept(*lines((TOTAL, "300", "10.0"), ("第一产业", "100", "10.0"), ("第二产业", "100", "10.0")))

    rows = growth.contribution(lake, Selection())

    assert set(rows.reason) == {"分项不全，缺第三产业"}
    assert not rows.is_safe_to_state.any()
    assert not rows.is_complete_set.any()
    assert rows.pull_shown_pp.tolist() == [3.3, 3.3]


def test_a_set_without_an_empty_member_is_whole_where_it_reaches_the_total(lake, accept):
    accept(
        *lines(
            (TOTAL, "100", "10.0"),
            ("内资企业", "60", "10.0"),
            ("港澳台企业", "30", "10.0"),
            ("外商企业", "10", "10.0"),
        )
    )

    rows = growth.contribution(lake, Selection())

    assert rows.is_complete_set.all()
    assert rows.is_safe_to_state.all()
    assert rows.pull_shown_pp.tolist() == [6.0, 3.0, 1.0]


@pytest.mark.parametrize(("total", "is_silent"), [("0.4", True), ("-0.4", True), ("0.5", False)])
def test_under_half_a_percent_of_growth_there_is_no_contribution(lake, accept, total, is_silent):
    accept(*lines((TOTAL, "100", total), ("民间投资", "60", "5.0")))

    row = one(growth.contribution(lake, Selection()))

    assert row.isna().contribution_pct == is_silent
    assert row.is_safe_to_state != is_silent
    assert row.reason == ("全部投资增速不足0.5%，不计算贡献率" if is_silent else "")
    assert row.pull_pp > 0


def test_growth_without_levels_or_shares_pulls_nothing(lake, accept):
    accept(observation("4.0"), observation("6.0", label="第一产业"))

    row = one(growth.contribution(lake, Selection()))

    assert row.reason == "没有总量和占比，不能计算拉动"
    assert row.isna().pull_pp


def test_a_part_without_growth_or_a_total_without_growth_says_so(lake, accept):
    accept(
        *lines((TOTAL, "100", "4.0"), period="2025-06"),
        level("30", label="第一产业", period="2025-06"),
        *lines(("第二产业", "30", "4.0"), period="2025-07"),
    )

    rows = growth.contribution(lake, Selection())

    assert rows.reason.tolist() == ["没有增速", "全部投资没有可用的增速"]


def test_a_part_that_vanished_has_no_base_to_go_back_to(lake, accept):
    accept(*lines((TOTAL, "100", "4.0"), ("第一产业", "0", "-100")))

    row = one(growth.contribution(lake, Selection()))

    assert row.reason == "不能由总量和增速反推上年同期数"


def test_incomparable_levels_give_a_part_no_growth_to_pull_with(lake, accept):
    accept(
        *lines((TOTAL, "90", "4.0"), period="2025-06"),
        level("100", period="2024-06"),
        level("30", label="第一产业", period="2025-06"),
        level("20", label="第一产业", period="2024-06"),
    )

    row = by_name(growth.contribution(lake, about(period=Period(2025, 6)))).loc["第一产业"]

    assert row.reason == "没有公布增速，总量与上年不可比"
    assert row.isna().pull_pp


def test_computed_growth_pulls_where_the_total_shows_it_comparable(lake, accept):
    accept(
        *lines((TOTAL, "110", "10.0"), period="2025-06"),
        level("100", period="2024-06"),
        level("44", label="民间投资", period="2025-06"),
        level("40", label="民间投资", period="2024-06"),
    )

    row = one(growth.contribution(lake, about(period=Period(2025, 6))))

    assert row.pull_pp == pytest.approx(4)
    assert row.is_safe_to_state


def test_computed_growth_never_pulls_at_a_published_one_nothing_compares(lake, accept):
    accept(
        *lines((TOTAL, "110", "10.0"), period="2025-06"),
        level("44", label="民间投资", period="2025-06"),
        level("40", label="民间投资", period="2024-06"),
    )

    row = one(growth.contribution(lake, about(period=Period(2025, 6))))

    assert row.reason == "增速与全部投资的增速口径不同"
    assert row.isna().pull_pp


def test_parts_beyond_the_total_are_no_set(lake, accept):
    accept(
        *lines(
            (TOTAL, "250.5", "5.0"),
            ("第一产业", "100", "5.0"),
            ("第二产业", "100", "5.0"),
            ("第三产业", "100", "5.0"),
        )
    )

    rows = growth.contribution(lake, Selection())

    assert set(rows.reason) == {"分项之和大于全部投资"}
    assert not rows.is_complete_set.any()


def test_the_line_of_the_residual_is_silent_with_its_parts(lake, accept):
    accept(
        *lines(
            (TOTAL, "300", "0.4"),
            ("第一产业", "100", "0.0"),
            ("第二产业", "100", "0.0"),
            ("第三产业", "100", "0.0"),
        )
    )

    rows = growth.contribution(lake, Selection())

    assert rows.is_residual.tolist() == [False, False, False, True]
    assert rows.pull_shown_pp.tolist() == [0, 0, 0, 0.4]
    assert rows.contribution_pct.isna().all()
    assert set(rows.reason) == {"全部投资增速不足0.5%，不计算贡献率"}


def test_overlapping_parts_pull_one_by_one_and_never_as_a_set(lake, accept):
    accept(
        *lines((TOTAL, "100", "10.0"), ("民间投资", "60", "10.0"), ("基础设施投资", "70", "10.0"))
    )

    rows = growth.contribution(lake, Selection())

    assert rows.is_safe_to_state.all()
    assert not rows.is_complete_set.any()
    assert rows.pull_shown_pp.tolist() == [7.0, 6.0]


def test_a_pull_names_the_cells_it_stands_on(lake, accept):
    accept(
        level("100", cell="B5"),
        observation("10.0", cell="C5"),
        level("60", label="民间投资", cell="B9"),
        observation("10.0", label="民间投资", cell="C9"),
    )

    row = one(growth.contribution(lake, Selection()))

    assert row.source == "；".join(f"月报.xlsx!投资11!{cell}" for cell in ("B9", "C9", "B5", "C5"))
    assert row.formula == "拉动＝分项增量÷全部投资可比基数"


@pytest.fixture(scope="module")
def shared_lake(new_lake):
    return new_lake()


AMOUNTS = st.integers(min_value=100, max_value=100_000)
RATES = st.integers(min_value=-600, max_value=2000)
PARTS = st.tuples(AMOUNTS, RATES)
SETS = st.tuples(st.lists(PARTS, min_size=3, max_size=3), st.integers(-9, 9), st.booleans())


@settings(max_examples=8, deadline=None)
@given(st.lists(SETS, min_size=6, max_size=12))
def test_whatever_is_printed_pulls_add_to_the_growth_and_shares_to_a_hundred(shared_lake, sets):
    region = f"999901/例{next(_numbers)}"
    rows = []
    for number, (parts, slip, is_short) in enumerate(sets):
        total = sum(amount for amount, _ in parts)
        base = sum(amount / (1 + rate / 1000) for amount, rate in parts)
        grown = round((total / base - 1) * 1000) + slip
        assume(grown > -1000)
        # A total larger than its parts leaves something over: 其他.
        amounts = (total + total // 10 if is_short else total, *(amount for amount, _ in parts))
        rates = (grown, *(rate for _, rate in parts))
        for label, amount, rate in zip((TOTAL, *SECTORS), amounts, rates, strict=True):
            rows += [
                observation(
                    str(amount),
                    label=label,
                    measure="level",
                    unit="万元",
                    region=region,
                    period=f"{2011 + number}-06",
                ),
                observation(
                    str(rate / 10), label=label, region=region, period=f"{2011 + number}-06"
                ),
            ]
    accept_upload(
        shared_lake,
        f"drawn {next(_numbers)}".encode(),
        reading(*rows),
        sender="示例县统计局",
        region_code="999901",
    )

    pulls = growth.contribution(shared_lake, about(region=region))
    mix = statistics.mix(shared_lake, about(region=region))

    for _, whole in pulls[pulls.is_complete_set].groupby("period_code"):
        grown = rounded(whole.total_yoy_pct.iloc[0])
        if whole.pull_pp.isna().any():
            assert not whole.is_safe_to_state.any()
            assert whole.reason.str.startswith("口径不一致").all()
            continue
        assert rounded(whole.pull_shown_pp.sum()) == grown
        assert ((whole.pull_shown_pp - whole.pull_pp).abs() < 0.2 + 1e-9).all()
        if whole.is_safe_to_state.all():
            slack = 100 * 0.2 / abs(float(grown)) + 1e-6
            assert abs(whole.contribution_pct.sum() - 100) <= slack
    for _, whole in mix.groupby("period_code"):
        assert rounded(whole.share_pct.sum()) == 100
    assert mix.is_remainder.sum() == sum(is_short for _, _, is_short in sets)


# ---------- mix ----------


def test_what_the_parts_miss_is_shown_as_the_rest_and_never_hidden(lake, accept):
    accept(level("100.0"), level("60.5", label="内资企业"), level("20.0", label="外商企业"))

    rows = statistics.mix(lake, Selection())
    rest = rows.iloc[-1]

    assert rows.is_remainder.tolist() == [False, False, True]
    assert rows.share_pct.tolist() == pytest.approx([60.5, 20, 19.5])
    assert rows.missing_cny_10k.tolist() == [195_000] * 3
    assert set(rows.missing_parts) == {"港澳台企业、个体经营"}
    assert not rows.is_complete_set.any()
    assert rest.indicator_name == "其他（总计减已列分项）"
    assert rest.source == "总计减已列分项之和：月报.xlsx!投资11!B5"


def test_a_gap_that_rounding_explains_is_no_rest(lake, accept):
    accept(
        level("100.2"),
        *(
            level(part, label=name)
            for name, part in zip(SECTORS, ("10.1", "40.0", "50.0"), strict=True)
        ),
    )

    rows = statistics.mix(lake, Selection())

    assert not rows.is_remainder.any()
    assert rows.is_complete_set.all()
    assert set(rows.missing_parts) == {""}


def test_parts_beyond_the_total_leave_no_rest_but_a_gap(lake, accept):
    accept(level("100.5"), *(level("40.5", label=name) for name in SECTORS))

    rows = statistics.mix(lake, Selection())

    assert len(rows) == 3
    assert rows.missing_cny_10k.tolist() == [-210_000] * 3
    assert not rows.is_complete_set.any()


def test_the_rest_of_two_years_is_compared_only_where_the_same_parts_are_listed(lake, accept):
    for period, names in (
        ("2023-09", ("内资企业", "外商企业")),
        ("2024-09", ("内资企业", "外商企业")),
        ("2025-09", ("内资企业", "港澳台企业")),
    ):
        accept(
            level("100.0", period=period), *(level("40.5", label=n, period=period) for n in names)
        )

    rows = statistics.mix(lake, Selection())
    rest = rows[rows.is_remainder].set_index("period_code")

    assert rest.share_change_pp["2024-09"] == 0
    assert rest.isna().share_change_pp["2025-09"]
    assert rest.isna().share_last_year_pct["2025-09"]


def test_a_share_changes_only_on_one_basis(lake, accept):
    for period, total in (("2024-06", "100.0"), ("2025-06", "90.0")):
        accept(
            level(total, period=period),
            *(
                level(part, label=name, period=period)
                for name, part in zip(SECTORS, ("10.5", "40.0", "39.5"), strict=True)
            ),
        )
    accept(observation("3.0", period="2025-06"))

    rows = statistics.mix(lake, about(period=Period(2025, 6)))
    parts = rows[~rows.is_remainder]

    assert parts.share_last_year_pct.tolist() == pytest.approx([10.5, 40, 39.5])
    assert parts.share_change_pp.isna().all()


# ---------- reconciliation ----------


def test_a_run_of_incomparable_periods_says_since_when(lake, accept):
    published = {"2023-06": "5.0", "2024-06": "0.0", "2024-09": None, "2024-12": "0.0"}
    accept(*(level("100", period=f"{year}-{m}") for year in (2022,) for m in ("06", "09", "12")))
    accept(*(level("105", period=f"2023-{m}") for m in ("06", "09", "12")))
    accept(*(level("110", period=f"2024-{m}") for m in ("06", "09", "12")))
    accept(*(observation(g, period=period) for period, g in published.items() if g))

    rows = growth.reconciliation(lake, Selection()).set_index("period_code")

    assert rows.isna().incomparable_since["2023-06"]
    assert rows.gap_pp["2024-06"] == pytest.approx(4.8)
    assert rows.isna().is_incomparable["2024-09"]
    assert rows.isna().incomparable_since["2024-09"]
    assert rows.incomparable_since["2024-12"] == "2024-06"


def test_the_bar_of_2011_and_the_infrastructure_of_2026_break_a_series(lake, accept):
    accept(
        *(observation("5.0", period=period) for period in ("2010-11", "2010-12", "2011-02")),
        *(
            observation("1.0", period=period, label="基础设施投资")
            for period in ("2025-11", "2025-12", "2026-02", "2026-03")
        ),
    )

    rows = growth.reconciliation(lake, Selection())
    breaks = rows[rows.is_scope_break]

    assert breaks.period_code.tolist() == ["2011-02", "2026-02"]
    assert breaks.indicator_code.tolist() == ["fixed_asset_investment", "infrastructure_2026"]
    before = rows[rows.period_code == "2010-12"].iloc[0]
    assert before.scope.endswith("2010年及以前项目起点为计划总投资50万元")


def test_a_new_scope_without_an_old_one_breaks_nothing(lake, accept):
    accept(observation("1.0", period="2026-02", label="基础设施投资"))

    assert not growth.reconciliation(lake, Selection()).is_scope_break.any()


# ---------- diffusion ----------


def test_districts_that_rise_and_speed_up_are_counted_without_levels(lake, accept):
    names = ("城关镇", "双桥乡", "河东街道", "云岭乡")
    for period, values in (
        ("2025-08", ("1.0", "-2.0", "3.0", "4.0")),
        ("2025-09", ("2.0", "-1.0", "0.04", "4.0")),
    ):
        accept(
            *(
                observation(value, region=f"999901/{name}", period=period)
                for name, value in zip(names, values, strict=True)
            )
        )

    row = one(growth.diffusion(lake, about(region="999901", period=Period(2025, 9))))

    assert row.grouping == "district"
    assert (row.part_count, row.rising_count, row.falling_count, row.level_count) == (4, 2, 1, 1)
    assert (row.faster_count, row.slower_count, row.compared_count) == (2, 1, 4)
    assert (row.rising_share_pct, row.faster_share_pct) == (50, 50)
    assert (row.previous_rising_count, row.previous_period_code) == (3, "2025-08")
    assert row.source.count("月报.xlsx") == 4


def test_two_parts_are_no_spread_and_the_first_period_has_no_before(lake, accept):
    accept(
        *(observation("1.0", label=name) for name in SECTORS),
        observation("1.0", label="建筑安装工程"),
        observation("1.0", label="其他费用"),
    )

    row = one(growth.diffusion(lake, Selection()))

    assert row.grouping == "sector"
    assert row.isna()[["faster_share_pct", "previous_rising_count", "previous_period_code"]].all()


def test_published_and_computed_growth_are_never_counted_together(lake, accept):
    accept(
        *(observation("1.0", label=name) for name in SECTORS),
        level("10", label="采矿业"),
        level("9", label="采矿业", period="2024-09"),
        *(observation("1.0", label=name) for name in ("制造业", "建筑业", "教育")),
    )

    rows = growth.diffusion(lake, about(period=Period(2025, 9))).set_index("grouping")

    assert rows.part_count.to_dict() == {"industry": 3, "sector": 3}


def test_a_spread_has_no_single_indicator(lake):
    with pytest.raises(RefusedError, match="--indicator"):
        growth.diffusion(lake, about(indicator="primary"))


def test_the_command_line_knows_every_mart_of_the_statistics(lake, accept, monkeypatch, capsys):
    accept(*lines((TOTAL, "100", "4.0"), ("民间投资", "60", "5.0")))
    monkeypatch.setenv("INVESTMENT_LAKE", str(lake.folder))

    assert set(STATISTICS_MARTS) == set(STATISTICS)
    assert main(["mart", "contribution", "--region", SHAOYANG, "--indicator", "民间投资"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert {"pull_pp", "pull_shown_pp", "contribution_pct", "source"} <= set(header.split(","))
    assert ",民间投资," in row


@pytest.mark.parametrize("name", ["contribution", "derived", "reconciliation", "diffusion"])
def test_every_mart_has_an_empty_state_with_its_columns(lake, name):
    rows = STATISTICS[name](lake, about(region=NATION, period=Period(2025, 9)))

    assert rows.empty
    assert {"region_code", "period_code", "source", "upload_id"} <= set(rows.columns)


def test_a_series_goes_on_from_what_bore_its_name_and_breaks_where_the_meaning_changed(
    lake, accept
):
    accept(
        observation("1.1", period="2025-12", label="基础设施投资"),
        observation("11.4", period="2026-02", label="基础设施投资"),
    )

    rows = growth.series(lake, about(region=SHAOYANG, indicator="infrastructure_2026"))

    assert rows.yoy_pct.tolist() == [1.1, 11.4]
    assert rows.is_scope_break.tolist() == [False, True]
    former = growth.series(lake, about(region=SHAOYANG, indicator="infrastructure"))
    assert former.period_code.tolist() == ["2025-12"]
