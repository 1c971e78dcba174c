"""Published pulls, contributions and derived growth, from rows to what the mart says."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from analytics.basics.numbers import rounded
from analytics.basics.period import parse_period_code
from analytics.lake.uploads import accept_upload
from analytics.questions import growth as growth_questions
from analytics.questions import statistics
from analytics.speech.proof.stated_pulls import agree, implied_pull_pp
from analytics.tables.statistics import amount_cny_100m
from tests.lake_rows import NATION, observation, reading
from tests.selections import about

SECTORS = ("第一产业", "第二产业", "第三产业")
_numbers = itertools.count()


@pytest.fixture(scope="module")
def lake(new_lake):
    return new_lake()


@pytest.fixture
def put(lake):
    """put(region, period, name=(level, growth, share), …) stores one bulletin."""

    def store(region, period, figures, unit="亿元"):
        where = {"period": period, "region": region}
        rows = []
        for label, (amount, growth, share) in figures.items():
            if amount is not None:
                rows.append(observation(amount, label=label, measure="level", unit=unit, **where))
            if growth is not None:
                rows.append(observation(growth, label=label, **where))
            if share is not None:
                rows.append(observation(share, label=label, measure="share_pct", **where))
        accept_upload(
            lake,
            f"bulletin {next(_numbers)}".encode(),
            reading(*rows),
            sender="统计局",
            region_code=region,
        )

    return store


def pulls(lake, region, period):
    rows = growth_questions.contribution(
        lake, about(region=region, period=parse_period_code(period))
    )
    return rows.set_index("indicator_name")


def shown(value, places=1):
    return str(rounded(float(value), places))


def derived(lake, region, period):
    rows = growth_questions.derived(
        lake,
        about(region=region, indicator="fixed_asset_investment", period=parse_period_code(period)),
    )
    assert len(rows) == 1
    return rows.iloc[0]


def test_yuncheng_adds_up_in_shares_pulls_and_contributions(lake, put):
    put(
        "140800",
        "2024-03",
        {
            "固定资产投资": ("177.4", "9.6", None),
            "第一产业": ("16.4", "11.7", None),
            "第二产业": ("77.8", "6.2", None),
            "第三产业": ("83.2", "12.5", None),
        },
    )

    rows = pulls(lake, "140800", "2024-03")
    mix = statistics.mix(lake, about(region="140800", period=parse_period_code("2024-03")))

    assert list(rows.index) == list(SECTORS)
    assert [shown(share) for share in rows.share_pct] == ["9.2", "43.9", "46.9"]
    assert [shown(share) for share in mix.share_pct] == ["9.2", "43.9", "46.9"]
    assert mix.missing_cny_10k.tolist() == [0, 0, 0]
    assert rows.pull_shown_pp.tolist() == [1.1, 2.8, 5.7]
    assert [shown(share) for share in rows.contribution_pct] == ["11.1", "29.2", "59.5"]
    assert rows.is_complete_set.all()
    assert rows.is_safe_to_state.all()


def test_huoshan_knows_only_shares_and_growth(lake, put):
    put(
        "341525",
        "2019-02",
        {
            "固定资产投资": (None, "15.1", None),
            "建筑安装工程": (None, "4.8", "77.4"),
            "设备工器具购置": (None, "-50", "3.3"),
            "其他费用": (None, "201.5", "19.3"),
        },
    )

    rows = pulls(lake, "341525", "2019-02")

    assert rows.pull_shown_pp.tolist() == [4.1, -3.8, 14.8]
    assert shown(rows.pull_pp["其他费用"], 2) == "14.85"
    assert rows.is_safe_to_state.all()
    assert set(rows.formula) == {"拉动＝占比×增速÷（1＋增速）×（1＋全部投资增速）"}


def test_lishui_splits_its_works_into_projects_and_houses(lake, put):
    put(
        "331100",
        "2023-07",
        {
            "固定资产投资": (None, "10.5", None),
            "项目投资": (None, "23.6", "73.3"),
            "房地产开发投资": (None, "-14.5", "26.7"),
        },
    )

    rows = pulls(lake, "331100", "2023-07")

    assert rows.pull_shown_pp[["项目投资", "房地产开发投资"]].tolist() == [15.5, -5.0]
    assert not rows.is_complete_set.any()


def test_tianjin_equipment_pulls_6_3_points_alone(lake, put):
    put(
        "120000",
        "2024-08",
        {
            "固定资产投资": (None, "4.0", None),
            "设备工器具购置": (None, "32.9", "24.6"),
        },
    )

    row = pulls(lake, "120000", "2024-08").loc["设备工器具购置"]

    assert shown(row.pull_pp) == "6.3"
    assert not row.is_complete_set
    assert row.reason == "分项不全，缺建筑安装工程、其他费用"


def test_longyan_has_a_private_part_that_brings_more_than_all(lake, put):
    put(
        "350800",
        "2018-04",
        {
            "固定资产投资": ("551.6", "11.2", None),
            "第二产业": ("264.4", "22.3", None),
            "第三产业": ("253.5", "0.9", None),
            "民间投资": ("384.1", "25.4", None),
        },
    )

    rows = pulls(lake, "350800", "2018-04")
    second, third, private = (rows.loc[name] for name in ("第二产业", "第三产业", "民间投资"))

    assert (shown(second.pull_pp), shown(second.contribution_pct)) == ("9.7", "86.8")
    assert (shown(third.pull_pp, 2), shown(third.contribution_pct)) == ("0.46", "4.1")
    assert (shown(private.share_pct), shown(private.contribution_pct)) == ("69.6", "140.0")
    assert private.is_safe_to_state
    assert not second.is_safe_to_state
    assert second.reason == "分项不全，缺第一产业"


def test_yangxian_states_contributions_that_add_to_a_hundred():
    stated = [Decimal(text) for text in ("-2.25", "-2.36", "104.61")]

    found = [rounded(implied_pull_pp(part, Decimal("38.4")), 2) for part in stated]

    assert sum(stated) == 100
    assert found == [Decimal("-0.86"), Decimal("-0.91"), Decimal("40.17")]
    # It printed 40.15 itself: within what its own rounding explains.
    assert agree(Decimal("-0.86"), stated[0], Decimal("38.4"))
    assert agree(Decimal("40.15"), stated[2], Decimal("38.4"))


def test_lintan_reaches_its_total_in_sectors(lake, put):
    total = 59832 + 56945
    put(
        "623021",
        "2012-08",
        {
            "固定资产投资": (str(total), None, None),
            "第一产业": ("52043", None, None),
            "第二产业": ("28768", None, None),
            "第三产业": ("35966", None, None),
        },
        unit="万元",
    )

    rows = statistics.mix(lake, about(region="623021", period=parse_period_code("2012-08")))

    assert total == 116777
    assert amount_cny_100m(rows.total_cny_10k[0]) == "11.68"
    assert rows.missing_cny_10k.tolist() == [0, 0, 0]
    assert rows.is_complete_set.all()


def test_taihu_adds_up_in_amounts_and_stays_silent_on_pulls(lake, put):
    put(
        "340825",
        "2016-02",
        {
            "固定资产投资": ("76389", "14.1", None),
            "第一产业": ("95", "-94.8", None),
            "第二产业": ("49237", "45.0", None),
            "第三产业": ("27057", "-24.9", None),
        },
        unit="万元",
    )

    rows = pulls(lake, "340825", "2016-02")

    assert rows.ytd_cny_10k.sum() == 76389
    assert set(rows.reason) == {"口径不一致：各分项加权增速为6.4%，公布增速为14.1%"}
    assert rows.pull_pp.isna().all()
    assert rows.pull_shown_pp.isna().all()
    assert rows.contribution_pct.isna().all()
    assert not rows.is_safe_to_state.any()
    assert not rows.is_residual.any()


def test_august_2025_fell_by_7_1_within_its_band(lake, put):
    put(NATION, "2025-07", {"固定资产投资": ("288229", "1.6", None)})
    put(NATION, "2025-08", {"固定资产投资": ("326111", "0.5", None)})

    row = derived(lake, NATION, "2025-08")

    assert row.month_cny_10k == 378_820_000
    assert shown(row.month_yoy_pct) == "-7.1"
    assert shown(row.month_yoy_low_pct) == "-7.8"
    assert shown(row.month_yoy_high_pct) == "-6.5"
    assert row.month_source.startswith("推算：")


@pytest.mark.parametrize(
    ("growth", "growth_before", "average"),
    [
        ("3.5", "0.0", "1.7"),
        ("8.7", "0.0", "4.3"),
        ("13.2", "0.0", "6.4"),
        ("6.2", "0.0", "3.1"),
        ("16.3", "0.0", "7.8"),
    ],
)
def test_two_years_together_are_a_mean_of_each(lake, put, growth, growth_before, average):
    region = f"99990{len(growth)}/{growth}"
    put(region, "2020-06", {"固定资产投资": (None, growth_before, None)})
    put(region, "2021-06", {"固定资产投资": (None, growth, None)})

    assert shown(derived(lake, region, "2021-06").two_year_average_pct) == average


@pytest.mark.parametrize(
    ("period", "amount", "before", "published", "ratio", "base"),
    [
        ("2023-09", "375035", "421412", "3.1", "-11.0", "363758"),
        ("2025-07", "288229", "287611", "1.6", "0.2", "283690"),
        ("2025-08", "326111", "329385", "0.5", "-1.0", "324489"),
    ],
)
def test_the_nations_level_ratio_is_not_its_growth(
    lake, put, period, amount, before, published, ratio, base
):
    region, now = f"999902/{period}", parse_period_code(period)
    put(region, now.last_year.code, {"固定资产投资": (before, None, None)})
    put(region, period, {"固定资产投资": (amount, published, None)})

    row = growth_questions.reconciliation(lake, about(region=region, period=now)).iloc[0]

    assert shown(row.yoy_computed_pct) == ratio
    assert shown(row.gap_pp) == str(Decimal(ratio) - Decimal(published))
    assert row.is_incomparable
    assert row.incomparable_since == period
    assert shown(row.comparable_base_cny_10k / 10_000, 0) == base
