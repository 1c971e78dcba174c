"""Published and seed figures, each from rows to what the mart says, on one real lake."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.questions import ledger
from analytics.questions.selection import Judging
from tests.lake_rows import level, observation
from tests.ledger_rows import project, store, target, unit
from tests.selections import about


@pytest.fixture(scope="module")
def lake(new_lake):
    return new_lake()


def total(lake, region, period, **kind):
    rows = ledger.totals(lake, about(region=region, period=Period(*period), **kind))
    assert len(rows) == 1
    return rows.iloc[0]


def units(lake, region, period, **kind):
    rows = ledger.completion(lake, about(region=region, period=Period(*period), **kind))
    return rows.set_index("unit")


def shown(value, places=1):
    return str(rounded(float(value), places))


def test_xigong_starts_11_of_20_and_is_three_points_ahead_of_a_quarter(lake):
    store(
        lake,
        *(
            project(
                f"项目{number}",
                "2021-03",
                unit_label="项目办",
                money_unit="亿元",
                annual_plan="76.5" if number == 1 else "0",
                ytd="21.5" if number == 1 else "0",
                project_kind="新建",
                is_started=number <= 11,
            )
            for number in range(1, 21)
        ),
        region="410303",
    )

    row = total(lake, "410303", (2021, 3))

    assert row.start_rate_pct == 55
    assert shown(row.completion_rate_pct) == "28.1"
    assert row.schedule_progress_pct == 25
    assert shown(row.schedule_gap_pp) == "3.1"
    assert rounded(Decimal("21.5") / Decimal("0.281")) == Decimal("76.5")


def test_205_of_240_projects_in_step_are_85_percent(lake):
    store(
        lake,
        *(
            project(
                f"项目{number}",
                "2021-03",
                annual_plan="100",
                ytd="25" if number <= 205 else "10",
            )
            for number in range(1, 241)
        ),
        region="410302",
    )

    counts = ledger.status_counts(
        lake, about(region="410302", period=Period(2021, 3), judging=Judging(rule="sanya"))
    )
    row = counts[(counts.rule_code == "sanya") & (counts.status == "正常")].iloc[0]

    assert row.project_count == 205
    assert shown(row.share_pct) == "85.4"
    assert shown(row.share_pct, 0) == "85"


def test_ankang_must_do_a_month_one_point_four_times_its_mean(lake):
    store(
        lake,
        target("360", year=2012, region_code="610900"),
        unit(
            "合计",
            "2012-05",
            money_unit="亿元",
            annual_plan="203",
            ytd="69",
            project_count=120,
        ),
        region="610900",
        observations=(level("121", period="2012-05", region="610900"),),
    )

    rows = ledger.pace(lake, about(region="610900", period=Period(2012, 5)))
    rows = rows.set_index("subject_kind")
    investment, projects = rows.loc["indicator"], rows.loc["total"]

    assert shown(investment.completion_rate_pct) == "33.6"
    assert shown(projects.completion_rate_pct) == "34.0"
    assert shown(investment.required_monthly_cny_10k / 10_000, 2) == "34.14"
    assert shown(investment.mean_monthly_cny_10k / 10_000, 2) == "24.20"
    assert shown(investment.required_multiple, 2) == "1.41"
    assert shown(projects.required_monthly_cny_10k / 10_000, 2) == "19.14"
    assert shown(100 * projects.ytd_cny_10k / investment.ytd_cny_10k) == "57.0"
    assert investment.verdict == "吃力"


def test_jiangmen_is_13_8_points_ahead_and_never_13_9(lake):
    store(
        lake,
        unit("全市", "2014-10", money_unit="亿元", annual_plan="647.4", ytd="629.0"),
        region="440700",
    )

    row = total(lake, "440700", (2014, 10))

    assert shown(row.completion_rate_pct) == "97.2"
    assert shown(row.schedule_gap_pp) == "13.8"


def test_jiangmen_has_two_rates_of_starting(lake):
    store(
        lake,
        *(
            project(
                f"项目{number}",
                "2014-10",
                planned_start_on="2014-05-01" if number <= 223 else "2014-12-01",
                is_started=number <= 206,
            )
            for number in range(1, 256)
        ),
        region="440703",
    )

    row = total(lake, "440703", (2014, 10))

    assert shown(row.start_rate_pct) == "80.8"
    assert shown(row.due_start_rate_pct) == "92.4"


def test_yunfu_at_the_middle_of_august_is_1_36_points_slow(lake):
    store(
        lake,
        unit("全市", "2017-08", money_unit="亿元", annual_plan="195.82", ytd="119.73"),
        region="445300",
    )

    row = total(lake, "445300", (2017, 8), judging=Judging(yardstick="half_month"))

    assert shown(row.completion_rate_pct, 2) == "61.14"
    assert row.schedule_progress_pct == 62.5
    assert shown(row.schedule_gap_pp, 2) == "-1.36"


def test_songyang_trails_the_calendar_and_leads_its_own_plan(lake):
    store(
        lake,
        unit(
            "合计",
            "2025-04",
            money_unit="亿元",
            annual_plan="98.5",
            ytd="21.01",
            ytd_plan="15.90",
        ),
        unit(
            *("新开工项目", "2025-04"),
            money_unit="亿元",
            annual_plan="17.2",
            ytd="1.15",
            started_count=7,
            project_count=15,
        ),
        unit("续建项目", "2025-04", money_unit="亿元", annual_plan="81.3", ytd="19.86"),
        region="331124",
    )

    row = total(lake, "331124", (2025, 4))
    own = total(lake, "331124", (2025, 4), judging=Judging(yardstick="own_plan"))
    parts = units(lake, "331124", (2025, 4))

    assert shown(row.completion_rate_pct) == "21.3"
    assert shown(row.schedule_gap_pp) == "-12.0"
    assert shown(row.plan_to_date_rate_pct) == "132.1"
    assert own.schedule_gap_pp > 0
    assert shown(parts.completion_rate_pct["新开工项目"]) == "6.7"
    assert shown(parts.completion_rate_pct["续建项目"]) == "24.4"
    assert shown(parts.start_rate_pct["新开工项目"]) == "46.7"


def test_dazhou_measures_against_the_goal_of_three_quarters(lake):
    store(
        lake,
        target("527.3", indicator="重点项目投资"),
        target("371.5", indicator="重点项目投资", month=9),
        unit("合计", "2025-07", money_unit="亿元", annual_plan="527.3", ytd="291.5"),
        region="511700",
    )

    row = total(lake, "511700", (2025, 7), judging=Judging(yardstick="quarter_goal"))

    assert shown(row.schedule_ratio_pct) == "78.5"
    assert shown(row.schedule_progress_pct, 2) == "70.45"


def test_minqing_prints_three_levels(lake):
    store(
        lake,
        unit("省重点", "2024-06", money_unit="亿元", annual_plan="24.3", ytd="12.88"),
        unit("市重点", "2024-06", money_unit="亿元", annual_plan="138.78", ytd="84.58"),
        unit("县重点", "2024-06", money_unit="亿元", annual_plan="368.42", ytd="194.85"),
        unit("新招商", "2024-06", money_unit="亿元", annual_plan="476", ytd="13"),
        region="350124",
    )

    rows = units(lake, "350124", (2024, 6))

    assert [
        shown(rate, 2) for rate in rows.completion_rate_pct[["省重点", "市重点", "县重点"]]
    ] == [
        "53.00",
        "60.95",
        "52.89",
    ]
    assert [shown(gap, 2) for gap in rows.schedule_gap_pp[["省重点", "市重点", "县重点"]]] == [
        "3.00",
        "10.95",
        "2.89",
    ]
    assert shown(rows.completion_rate_pct["新招商"], 2) == "2.73"


def test_guangdong_scales_the_calendar_and_august_is_eighty(lake):
    store(
        lake,
        unit("省、市重点", "2022-08", annual_plan="1000", ytd="822"),
        unit("县重点", "2022-08", annual_plan="1000", ytd="471"),
        region="440800",
    )

    rows = units(
        *(lake, "440800", (2022, 8)),
        judging=Judging(yardstick="scaled", schedule_scale=Decimal("1.2")),
    )

    assert rows.schedule_progress_pct.tolist() == [80, 80]
    assert shown(rows.schedule_gap_pp["省、市重点"]) == "2.2"
    assert shown(rows.schedule_gap_pp["县重点"]) == "-32.9"


def test_qianxinan_has_funds_of_56_4_percent(lake):
    store(
        lake,
        unit("合计", "2020-06", annual_plan="12376753", ytd="6917000", funds_in_place="6983490"),
        region="522300",
    )

    assert shown(total(lake, "522300", (2020, 6)).funds_rate_pct) == "56.4"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("yinchuan", {"11.66": "滞后", "11.67": "预警", "31.66": "预警", "31.67": "正常"}),
        ("wuhan", {"24.99": "滞后", "25": "预警", "33.33": "预警", "33.34": "正常"}),
        ("sanya", {"20.83": "滞后", "20.84": "预警", "41.66": "预警", "41.67": "正常"}),
        ("tianjin", {"29.16": "滞后", "29.17": "预警", "41.66": "预警", "41.67": "正常"}),
        (
            "default",
            {"2.3": "滞后", "9.4": "滞后", "11.67": "预警", "31.67": "正常", "51.67": "较快"},
        ),
    ],
)
def test_published_thresholds_at_the_end_of_may(thresholds, rule, expected):
    rows = ledger.projects(
        thresholds, about(region="640100", period=Period(2025, 5), judging=Judging(rule=rule))
    ).set_index("project_name")

    assert {rate: rows.status[f"完成{rate}"] for rate in expected} == expected


@pytest.fixture(scope="module")
def thresholds(lake):
    rates = (
        *("2.3", "9.4", "11.66", "11.67", "20.83", "20.84", "24.99", "25", "29.16", "29.17"),
        *("31.66", "31.67", "33.33", "33.34", "41.66", "41.67", "51.67"),
    )
    rows = [
        project(f"完成{rate}", annual_plan="10000", ytd=str(Decimal(rate) * 100)) for rate in rates
    ]
    store(lake, *rows, region="640100")
    return lake


def test_a_gap_of_exactly_thirty_points_is_still_yellow_in_yinchuan(lake):
    store(lake, project("整三十", "2025-04", annual_plan="300", ytd="10"), region="640104")

    row = ledger.projects(
        lake, about(region="640104", period=Period(2025, 4), judging=Judging(rule="yinchuan"))
    ).iloc[0]

    assert row.status == "预警"


def test_the_five_units_of_the_seed_come_in_its_order_and_are_all_behind(lake):
    rates = {"甲": "2.3", "乙": "5.3", "丙": "7.6", "丁": "9.2", "戊": "9.4", "己": "60"}
    store(
        lake,
        *(
            project(f"{name}项目", unit_label=name, annual_plan="5000", ytd=str(Decimal(rate) * 50))
            for name, rate in rates.items()
        ),
        project("小项目", unit_label="庚", annual_plan="4999", ytd="1"),
        project("无计划", unit_label="辛", ytd="1"),
        region="331181",
    )

    rows = ledger.league(
        lake,
        about(
            region="331181",
            period=Period(2025, 5),
            judging=Judging(plan_threshold_cny_10k=Decimal(5000)),
        ),
        bottom=5,
    )

    assert rows.unit.tolist() == ["甲", "乙", "丙", "丁", "戊"]
    assert [shown(rate) for rate in rows.completion_rate_pct] == ["2.3", "5.3", "7.6", "9.2", "9.4"]
    assert set(rows.status) == {"滞后"}
    assert "庚" not in set(rows.unit)


def test_signed_and_started_convert_as_the_seed_counts_them_and_what_takes_years_does_not(lake):
    standing = {"谋划": 60, "签约": 18, "开工": 13, "投产": 9}
    store(
        lake,
        *(
            project(f"{stage}{number}", stage=stage)
            for stage, count in standing.items()
            for number in range(count)
        ),
        region="610902",
    )

    rows = ledger.funnel(lake, about(region="610902", period=Period(2025, 5)))

    assert rows.reached_count.tolist() == [100, 40, 22, 9]
    assert [shown(rate) for rate in rows.conversion_pct[1:3]] == ["40.0", "55.0"]
    # Of those under construction few began in the year of those finished: 40.9 would say so.
    assert rows.conversion_pct.isna().tolist() == [True, False, False, True]


def test_a_growth_alone_gives_a_goal_no_pace(lake):
    store(
        lake,
        target("100", year=2013, region_code="610903"),
        region="610903",
        observations=(observation("8.0", period="2013-05", region="610903"),),
    )

    assert ledger.pace(lake, about(region="610903")).empty
