"""Each check fires and stays silent, before 接收 and after, in the first year of use too."""

from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.lake import gate
from analytics.questions import statistics
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from analytics.reference.checks import read_checks
from analytics.tables.statistics import contradicted_line
from tests.lake_rows import NATION, SHUANGQING, XINSHAO, level, observation, reading
from tests.ledger_rows import COUNTY, ledger, project, target, unit
from tests.selections import about
from tests.weighing import found, weigh

DAXIANG = "430503"
MONTHS = ("02", "03", "04", "05", "06", "07", "08", "09")
STEADY = [
    observation(value, period=f"2025-{month}")
    for month, value in zip(
        MONTHS, ("3.1", "3.4", "2.9", "3.3", "3.0", "3.2", "2.8", "3.1"), strict=True
    )
]


def county(value, **where):
    return level(value, region=XINSHAO, **where)


def districts(first, parent="300", **where):
    return [
        *([level(parent)] if parent else []),
        level(first, region=SHUANGQING, cell="B6", **where),
        level("100", region=DAXIANG, cell="B7"),
        level("150", region=XINSHAO, cell="B8"),
    ]


def big(value, **given):
    return [project(name, planned_total=value, annual_plan=value, **given) for name in "甲乙丙"]


def units(value, **given):
    return [unit(f"{name}局", annual_plan=value, **given) for name in "甲乙丙"]


def of_ledger(*rows):
    return ledger(*rows), {"sender": "示例县发改局", "region_code": COUNTY}


def of_bulletin(*rows):
    return reading(*rows), {}


# check: what stood before, what fires, what stays silent
STATISTICS = [
    # A county's whole bulletin × 10,000 with no history; the largest county there is.
    ("size_implausible", [], [county("885805")], [county("88.5805"), level("3000")]),
    ("size_implausible", [], [county("0.00885805")], [county("0.02")]),
    (
        "size_implausible",
        [],
        [county("120000", label="工业投资")],
        [county("60", label="工业投资")],
    ),
    # The year before and the growth that was published leave no room for a factor of ten.
    (
        "size_against_past",
        [county("88", period="2024-09")],
        [county("980"), observation("11.3", region=XINSHAO)],
        [county("98"), observation("11.3", region=XINSHAO)],
    ),
    # The month before, in the first year of use.
    ("size_against_past", [county("80", period="2025-08")], [county("900")], [county("95")]),
    ("size_against_past", [county("80", period="2025-08")], [county("9")], [county("80")]),
    # One district × 1000, beside its parent or its likes; × 10 explains the gap.
    ("size_against_whole", [], districts("50000"), districts("50")),
    ("size_against_whole", [], districts("50000", parent=None), districts("50", parent=None)),
    ("size_against_whole", [], districts("500"), districts("49")),
    (
        "size_against_whole",
        [],
        [level("100"), level("600", label="工业投资", cell="B6")],
        [level("100"), level("60", label="工业投资", cell="B6")],
    ),
    (
        "series_jump",
        STEADY,
        [observation("31.0", period="2025-10")],
        [observation("4.0", period="2025-10")],
    ),
    ("series_jump", STEADY[:6], [observation("31.0", period="2025-10")], []),
    (
        "growth_against_level",
        [level("100", period="2024-09")],
        [level("111.3"), observation("113")],
        [level("111.3"), observation("11.3")],
    ),
    (
        "growth_against_level",
        [level("100", period="2024-09")],
        [level("94"), observation("6.0")],
        [level("94"), observation("-6.0")],
    ),
    (
        "printed_twice_differently",
        [],
        [observation("-3"), observation("4.1", cell="C5")],
        [observation("-3.0"), observation("-3.04", cell="C5")],
    ),
    (
        "printed_twice_differently",
        [],
        [level("885805"), level("885000", cell="C5")],
        [level("88.58"), level("88.5805", cell="C5")],
    ),
    ("districts_sum_to_parent", [], districts("70"), districts("52")),
    (
        "months_sum_to_year",
        [],
        [
            level("30", period="2025-03"),
            level("10", period="2025-02", span="month", cell="C5"),
            level("25", period="2025-03", span="month", cell="C6"),
        ],
        [
            level("30", period="2025-03"),
            level("10", period="2025-02", span="month", cell="C5"),
            level("20", period="2025-03", span="month", cell="C6"),
        ],
    ),
    (
        "coverage",
        [
            observation("3.0", period="2025-08"),
            observation("2.0", period="2025-08", region=XINSHAO),
        ],
        [observation("3.1")],
        [observation("3.1"), observation("2.0", region=XINSHAO)],
    ),
]
PLANS = [project("甲", "2025-04", row=5, ytd="30"), project("甲", row=5, ytd="50", monthly="20")]
QUARTERS = [target("100")] + [
    target("25", month=month, goal_kind="level_of_quarter") for month in (3, 6, 9, 12)
]
LEDGERS = [
    # 万元 written as 亿元 over the whole ledger, and the other way round.
    ("ledger_size_implausible", [], big("12000", money_unit="亿元"), big("12000")),
    ("ledger_size_implausible", [], big("1.2"), big("500")),
    (
        "ledger_size_implausible",
        [],
        units("12000", money_unit="亿元"),
        units("12000"),
    ),
    ("goal_size_implausible", [], [target("885805")], [target("88.6")]),
    ("goal_size_implausible", [], [target("88.6", unit="万元")], [target("886000", unit="万元")]),
    ("project_months_sum", PLANS[:1], [project("甲", row=5, ytd="50", monthly="26")], PLANS[1:]),
    (
        "goals_sum_to_year",
        [],
        [*QUARTERS[:-1], target("35", month=12, goal_kind="level_of_quarter")],
        QUARTERS,
    ),
]
CASES = [(*case, of_bulletin) for case in STATISTICS] + [(*case, of_ledger) for case in LEDGERS]


@pytest.mark.parametrize(("name", "before", "wrong", "right", "made"), CASES)
def test_a_check_fires_and_stays_silent_before_and_after(lake, name, before, wrong, right, made):
    if before:
        of_before, whose = made(*before)
        gate.accept(lake, weigh(lake, of_before, **whose), note="已核实")
    is_red = {check.name: check.is_red for check in read_checks()}[name]
    of_right, whose = made(*right)
    if right:
        assert name not in found(weigh(lake, of_right, **whose))

    weighed = weigh(lake, made(*wrong)[0], **whose)
    is_silent = name == "series_jump" and len(before) < 8
    assert found(weighed).get(name) is (None if is_silent else is_red)
    assert weighed.is_stopped or not is_red
    gate.accept(lake, weighed, note="已核实")

    failing = {one.name for one in checks(lake, Selection()) if not one.is_passed}
    assert (name in failing) is not is_silent


def test_a_years_goal_that_does_not_add_up_is_told_in_every_month_of_it(lake):
    goals, whose = of_ledger(
        target("360"),
        target("100", scope="unit", label="甲局"),
        target("200", scope="unit", label="乙局"),
    )
    gate.accept(lake, weigh(lake, goals, **whose))

    for month in (2, 9, 12):
        told = checks(lake, about(COUNTY, period=Period(2025, month)))
        assert "targets_sum_to_goal" in {one.name for one in told if not one.is_passed}
    told = checks(lake, about(COUNTY, period=Period(2024, 9)))
    assert "targets_sum_to_goal" not in {one.name for one in told if not one.is_passed}


def test_a_sender_that_has_not_reported_yet_is_told(lake):
    for sender, region, months in (
        ("新邵县统计局", XINSHAO, ("07", "08")),
        ("双清区统计局", SHUANGQING, ("07", "08", "09")),
    ):
        for month in months:
            row = observation("3.0", period=f"2025-{month}", region=region)
            gate.accept(lake, weigh(lake, reading(row), sender=sender, region_code=region))

    [silent] = [one for one in checks(lake, Selection()) if one.name == "sender_silent"]

    assert silent.rows.region_code.tolist() == [XINSHAO]
    assert silent.rows.period_code.tolist() == ["2025-09"]


def test_the_nation_may_be_as_large_as_it_is(lake):
    assert found(weigh(lake, reading(level("503036", region=NATION)), region_code=NATION)) == {}


def test_every_check_says_what_to_do_and_where_its_limits_are_from():
    for check in read_checks():
        assert "：请" in check.message
        assert check.basis


def test_a_place_its_growth_contradicts_is_nobodys_place(lake):
    def told(region, growth, rank):
        return (
            observation(growth, region=region),
            observation(rank, region=region, measure="rank", unit=""),
        )

    right = [*told(DAXIANG, "9.0", "1"), *told(SHUANGQING, "5.0", "2")]
    wrong = [*told(XINSHAO, "6.0", "3"), *told("430523", "1.0", "4")]
    gate.accept(lake, weigh(lake, reading(*right, *wrong)))

    ranks = statistics.ranking(lake, Selection()).set_index("region_code")

    assert ranks["rank"].dropna().to_dict() == {DAXIANG: 1, "430523": 4}
    assert sorted(ranks[ranks["rank"].isna()].region_name) == ["双清区", "新邵县"]
    assert "公布的位次与增速不符" in contradicted_line(ranks)


def test_what_only_somebody_else_told_is_marked_until_a_bureau_tells_it(lake):
    passed_on = reading(observation("3.0", region=XINSHAO))
    gate.accept(lake, weigh(lake, passed_on, sender="新邵县发展和改革局", region_code=XINSHAO))

    def marked():
        [one] = [one for one in checks(lake, Selection()) if one.name == "second_hand"]
        return one.rows.region_code.tolist()

    assert marked() == [XINSHAO]
    gate.accept(lake, weigh(lake, reading(observation("3.0", region=XINSHAO))))
    assert marked() == []
