"""Figures that were read but reached no page: units, goals and heads said otherwise."""

import pytest

from analytics.intake.text import unmarked
from tests.printed import asked, by_cell, codes, read, said, sheet

TITLE = ["2026年1—5月各县市区固定资产投资"]


def _with_unit(line, head="累计完成"):
    rows = [TITLE, [line], ["地区", head, "同比增长（%）"], ["新邵县", 54.1, -7.7]]
    return read(sheet([*rows, ["邵东市", 76.4, -8.1]]))


@pytest.mark.parametrize(
    ("line", "head", "unit"),
    [
        ("单位：亿元/%", "累计完成", "亿元"),
        ("金额单位：人民币千元", "累计完成", "千元"),
        ("单位：10000元", "累计完成", "万元"),
        ("单位：百亿元", "累计完成", "百亿元"),
        ("单位：十万元", "累计完成", "十万元"),
        (None, "累计完成（万）", "万元"),
        (None, "累计完成/亿元", "亿元"),
        ("单 位 ： 亿 元", "累计完成", "亿元"),
        ("单位 亿元", "累计完成", "亿元"),
    ],
)
def test_a_unit_of_money_is_one_the_marts_count(line, head, unit):
    one = _with_unit(line, head)
    assert by_cell(one)["B4"].unit == unit
    assert codes(one) == asked(one) == []


def test_a_unit_nobody_can_count_is_said():
    one = _with_unit("单位：兆元")
    assert [p.cell for p in one.problems if p.code == "unit_unknown"] == ["B4"]


@pytest.mark.parametrize("head", ["全年需增长（%）", "后7个月需增长（%）", "预计增长（%）"])
def test_growth_that_must_or_may_come_is_no_growth(head):
    rows = [TITLE, ["地区", "1—5月增速（%）", head], ["新邵县", -7.7, 9], ["邵东市", -8.1, 8]]
    cells = by_cell(read(sheet(rows)))
    assert [cells["B3"].measure, cells["C3"].measure] == ["yoy_pct", "other"]


def test_the_growth_of_a_goal_is_no_growth():
    rows = [TITLE, ["地区", "全年目标", None, "1—5月完成", None]]
    rows += [[None, "总量（亿元）", "增速（%）", "总量（亿元）", "增速（%）"]]
    merges = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    one = read(sheet([*rows, ["新邵县", 150, 9, 54.1, -7.7]], merges=merges))
    assert by_cell(one).get("C4") is None or by_cell(one)["C4"].measure == "other"
    assert by_cell(one)["E4"].measure == "yoy_pct"


def test_the_extent_under_growth_names_nothing_and_the_places_stay_apart():
    rows = [TITLE, ["地区", "总量", None, "增速", None]]
    rows += [[None, "完成（亿元）", "位次", "幅度（%）", "位次"]]
    rows += [["新邵县", 54.1, 2, -7.7, 1], ["邵东市", 76.4, 1, -8.1, 2]]
    one = read(sheet(rows, merges=[(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]))
    assert asked(one) == []
    assert said(by_cell(one)["D4"])[::3] == ("固定资产投资", "yoy_pct")
    assert [by_cell(one)[f"{c}4"].measure for c in "CE"] == ["other", "rank"]


def test_a_head_of_remarks_keeps_its_name():
    assert unmarked("备注") == "备注"
    assert unmarked("投资（注1）") == unmarked("投资注1") == "投资"


def test_one_to_this_month_is_a_running_total():
    rows = [["2026年5月固定资产投资"], ["指标", "本月（亿元）", "1-本月（亿元）"]]
    cells = by_cell(read(sheet([*rows, ["固定资产投资", 12, 54.1]])))
    assert said(cells["C3"])[:4] == ("固定资产投资", "2026-05", "ytd", "level")


def test_a_note_may_name_the_unit():
    rows = [
        TITLE,
        ["地区", "累计完成", "增长（%）"],
        ["新邵县", 54.1, -7.7],
        ["邵东市", 76.4, -8.1],
    ]
    one = read(sheet([*rows, ["注：本表金额单位为万元，增速按可比口径计算。"]]))
    assert by_cell(one)["B3"].unit == "万元"
    assert asked(one) == []
