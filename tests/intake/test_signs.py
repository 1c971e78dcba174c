"""Which way a figure points: heads, rows and marks that say down, or leave it open."""

import pytest

from analytics.intake.bulletins.meanings import FALL
from tests.printed import asked, by_cell, codes, read, said, sheet

TITLE = ["2026年1—5月固定资产投资"]


def _table(head, *figures, title=TITLE):
    places = ["新邵县", "邵东市", "隆回县", "洞口县"]
    rows = [
        [place, 10 + at, figure]
        for at, (place, figure) in enumerate(zip(places, figures, strict=False))
    ]
    return sheet([title, ["地区", "累计（亿元）", head], *rows])


@pytest.mark.parametrize(
    "head",
    ["同比下降（%）", "比上年同期下降（%）", "同比减少（%）", "同比回落%", "较上年降低（%）"],
)
def test_a_head_that_says_down_makes_its_figures_falls(head):
    cells = by_cell(read(_table(head, 9.2, 10.1)))
    assert said(cells["C3"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "-9.2")
    assert str(cells["C4"].value) == "-10.1"


@pytest.mark.parametrize(
    "head", ["同比增减（%）", "同比升降%", "同比±%", "同比增长（下降为负，%）"]
)
def test_a_head_that_says_both_ways_leaves_the_printed_sign(head):
    cells = by_cell(read(_table(head, 9.2, -10.1)))
    assert [str(cells[f"C{row}"].value) for row in (3, 4)] == ["9.2", "-10.1"]


def test_a_fall_in_points_is_a_fall():
    cells = by_cell(read(_table("增速比上月回落（百分点）", 0.3, 1.2)))
    assert (cells["C3"].measure, str(cells["C3"].value)) == ("change", "-0.3")


def test_a_minus_under_a_head_that_says_down_is_asked():
    one = read(_table("同比下降（%）", 9.2, -10.1))
    assert [question.about for question in one.questions] == ["column 同比下降(%)"]
    assert one.questions[0].suggestion == FALL
    assert "C3" not in by_cell(one)
    [question] = one.questions
    for answer, values in ((FALL, "-9.2"), ("同比增速", "9.2")):
        answers = {(question.fingerprint, question.about): answer}
        told = by_cell(read(_table("同比下降（%）", 9.2, 10.1), answers=answers))
        assert str(told["C3"].value) == values


def test_a_row_that_says_down_makes_its_figures_falls_and_a_minus_there_is_said():
    rows = [TITLE, ["指标", "新邵县", "邵东市"], ["固定资产投资同比下降（%）", 7.7, -8.1]]
    one = read(sheet(rows))
    assert str(by_cell(one)["B3"].value) == "-7.7"
    assert "C3" not in by_cell(one)
    assert [p.cell for p in one.problems if p.code == "sign_unclear"] == ["C3"]


def test_a_triangle_beside_its_reverse_is_up():
    cells = by_cell(read(_table("同比增长（%）", "▲8.5", "▼3.1", 1.1)))
    assert [str(cells[f"C{row}"].value) for row in (3, 4, 5)] == ["8.5", "-3.1", "1.1"]


@pytest.mark.parametrize(("legend", "value"), [("▲表示下降", "-8.5"), ("▲为增长", "8.5")])
def test_a_note_says_what_a_triangle_is(legend, value):
    table = _table("同比增长（%）", "▲8.5", 3.1)
    lines = sheet([*table.rows, [f"注：{legend}"]])
    assert str(by_cell(read(lines))["C3"].value) == value


def test_a_hollow_triangle_alone_is_a_minus_and_is_said():
    one = read(_table("同比增长（%）", "△8.5", "↓3.1"))
    assert str(by_cell(one)["C3"].value) == "-8.5"
    assert codes(one) == ["triangle_read"]


def test_a_lone_triangle_is_asked_and_its_figures_wait():
    table = _table("同比增长（%）", "▲8.5", 3.1)
    one = read(table)
    assert asked(one) == ["measure"]
    assert "C3" in one.questions[0].prompt
    assert "C3" not in by_cell(one)
    assert str(by_cell(one)["C4"].value) == "3.1"
    [question] = one.questions
    for answer, value in zip(question.choices, ("-8.5", "8.5"), strict=True):
        told = read(table, answers={(question.fingerprint, "measure"): answer})
        assert asked(told) == []
        assert str(by_cell(told)["C3"].value) == value


@pytest.mark.parametrize("head", ["比上年同期增减", "与上年同期比", "比上年同期±"])
def test_a_difference_without_a_unit_is_asked(head):
    one = read(_table(head, -4.5, -6.7))
    assert len(asked(one)) == 1
    assert asked(one)[0].startswith("column ")
    assert "C3" not in by_cell(one)


def test_a_difference_in_the_unit_of_the_amount_is_no_growth():
    cells = by_cell(read(_table("比上年同期增减（亿元）", -4.5, -6.7)))
    assert said(cells["C3"])[3:] == ("change", "亿元", "-4.5")
    assert codes(read(_table("比上年同期增减（%）", -4.5, -6.7))) == []
