"""Which screens a region and a period fill, in which order, and what stands behind them."""

from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.meeting import answers
from analytics.meeting.asked import ask
from analytics.meeting.order import in_order, moved, switched
from analytics.meeting.screens import screens
from analytics.speech.paragraphs.cards import LONGEST_ANSWER
from tests.charts.selfcheck import chart_problems
from tests.lake_rows import NATION, SHUANGQING, XINSHAO, lines, observation
from tests.ledger_rows import COUNTY, project, store
from tests.selections import chosen

SEPTEMBER = Period(2025, 9)
USUAL = ("growth", "districts", "sector", "industry", "mix", "pull")


def asked(lake, region="430500", period=SEPTEMBER):
    return ask(lake, chosen(lake, region, period))


def by_key(lake, *where):
    return {screen.key: screen for screen in screens(asked(lake, *where))}


def growth_only():
    return [
        observation("-9.9"),
        observation("-0.9", period="2025-08"),
        observation("3.2", period="2024-09"),
        observation("-51.6", label="第一产业"),
        observation("-0.5", label="第二产业"),
        observation("-15.8", label="第三产业"),
        observation("12.1", region=XINSHAO),
        observation("-2.3", region=SHUANGQING),
    ]


def with_levels():
    now = [("固定资产投资", "105", "5.0"), ("第一产业", "10", "11.1"), ("第二产业", "40", "-2.4")]
    past = [("固定资产投资", "100", "4.0"), ("第一产业", "9", "3.0"), ("第二产业", "41", "4.1")]
    return [
        *lines(*now, ("第三产业", "55", "10.0"), region=NATION),
        *lines(*past, ("第三产业", "50", "4.2"), period="2024-09", region=NATION),
    ]


def projects():
    problem = {"problem_text": "征地未完成", "problem_due_on": "2025-04-01"}
    return [
        project("甲项目", annual_plan="10000", ytd="1000", unit_label="教育局", **problem),
        project("乙项目", annual_plan="20000", ytd="19000", unit_label="水利局"),
    ]


def test_an_empty_lake_has_no_screens(lake):
    assert screens(asked(lake)) == []
    assert answers.findable(asked(lake)) == []


def test_growth_alone_fills_the_growth_screens_and_nothing_of_levels(lake, accept):
    accept(*growth_only())

    made = by_key(lake)

    assert list(made) == ["growth", "districts", "sector"]
    assert [(one.label, one.value) for one in made["growth"].figures][:2] == [
        ("累计同比增速", "−9.9%"),
        ("比1—8月", "−9.0个百分点"),
    ]
    assert [(one.label, one.value) for one in made["districts"].figures] == [
        ("居首：新邵县", "12.1%"),
        ("居末：双清区", "−2.3%"),
        ("高于全市", "2个"),
    ]


def test_levels_add_structure_and_pull(lake, accept):
    accept(*with_levels())

    made = by_key(lake, NATION)

    assert {"mix", "pull"} <= set(made)
    assert "第三产业" in made["pull"].chart.finding


def test_a_ledger_alone_fills_the_office_screens(lake):
    store(lake, *projects())

    made = by_key(lake, COUNTY, Period(2025, 5))

    assert list(made) == ["completion", "status", "league", "problems"]
    assert [(one.label, one.value) for one in made["problems"].figures][:2] == [
        ("未解决的问题", "1个"),
        ("已超过时限", "1个"),
    ]


def test_every_screen_has_a_chart_that_keeps_the_rules_and_at_most_three_figures(lake, accept):
    accept(*growth_only())
    accept(*with_levels())
    store(lake, *projects())

    for where in ((), (NATION,), (COUNTY, Period(2025, 5))):
        for screen in by_key(lake, *where).values():
            assert chart_problems(screen.chart.figure()) == [], screen.key
            assert 1 <= len(screen.figures) <= 3


def test_without_a_period_before_nobody_is_said_to_have_risen_least_or_most(lake, accept):
    accept(*growth_only())

    said = dict(by_key(lake)["districts"].answer("").lines)

    assert said["比上期"] == "没有上期的增速，不能比较"
    assert "上升最多" not in said


def test_an_answer_is_short_and_has_drivers_base_revision_projects_and_source(lake, accept):
    accept(*growth_only(), observation("10.0", region=XINSHAO, period="2025-08"))
    accept(observation("12.3", region=XINSHAO), sender="邵阳市统计局")

    made = by_key(lake)
    card = made["districts"].answer("新邵县增速居首，双清区居末位")
    said = dict(card.lines)

    assert len(card.title) <= LONGEST_ANSWER
    assert {"上升最多", "下降最多", "上年同期", "修订", "出处", "项目"} == set(said)
    assert said["上升最多"] == "新邵县增速提高2.3个百分点"
    assert said["修订"] == "新邵县由增长12.1%改为增长12.3%"
    growth = dict(made["growth"].answer("").lines)
    assert growth["上年同期"] == "2024年1—9月：邵阳市同比增长3.2%"


def test_pulls_are_the_drivers_where_they_may_be_stated(lake, accept):
    accept(*with_levels())

    said = dict(by_key(lake, NATION)["growth"].answer("").lines)

    assert said["拉动最多"].startswith("第三产业5.0个百分点")
    assert said["下拉最多"].startswith("第二产业1.0个百分点")


def test_a_district_is_found_with_its_growth_place_and_cell(lake, accept):
    accept(*growth_only())
    rows = asked(lake)

    assert (f"district|{XINSHAO}", "新邵县") in answers.findable(rows)
    card = answers.find(rows, f"district|{XINSHAO}")
    said = dict(card.lines)

    assert card.title == "新邵县"
    assert said["增速"] == "2025年1—9月同比增长12.1%"
    assert said["与全市相比"] == "高22.0个百分点"
    assert said["出处"] == "月报.xlsx!投资11!B5"


def test_a_project_is_found_with_its_plan_problem_and_cell(lake):
    store(lake, *projects())
    rows = asked(lake, COUNTY, Period(2025, 5))

    [key] = [key for key, name in answers.findable(rows) if name.startswith("甲项目")]
    said = dict(answers.find(rows, key).lines)

    assert said["完成率"] == "10.0%，比序时慢31.7个百分点"
    assert said["存在问题"] == "征地未完成"
    assert said["出处"].startswith("台账.xlsx!台账!")


def test_what_nobody_knows_is_not_found(lake, accept):
    accept(*growth_only())

    assert answers.find(asked(lake), "district|000001") is None
    assert answers.find(asked(lake), "project|没有") is None


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((), ["growth", "districts", "mix"]),
        ((("mix", True), ("growth", True)), ["mix", "growth", "districts"]),
        ((("mix", True), ("growth", False), ("gone", True)), ["mix", "districts"]),
    ],
)
def test_the_order_of_an_office_is_kept_and_new_screens_come_last(order, expected):
    put = in_order(["growth", "districts", "mix"], order)

    assert [key for key, is_on in put if is_on] == expected


def test_a_screen_that_is_rarely_asked_for_begins_switched_off():
    assert in_order(["growth", "composition"], ()) == [("growth", True), ("composition", False)]


def test_moving_past_an_end_changes_nothing():
    order = [("a", True), ("b", False)]

    assert moved(order, "a", -1) == order
    assert moved(order, "b", 1) == order
    assert switched(order, "b", True) == [("a", True), ("b", True)]
