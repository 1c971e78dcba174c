"""One quantity printed twice with two values is asked about, and neither is taken unasked."""

from __future__ import annotations

import pytest

from analytics.intake.twice import NEITHER
from tests.printed import asked, by_cell, read, sheet

HEAD = ["指标", "1-9月（亿元）", "同比增长（%）"]


def two(first, second, label="固定资产投资", head=None):
    title = ["2025年1-9月固定资产投资"]
    return (
        sheet([title, HEAD, ["固定资产投资", *first], ["工业投资", 30.1, 2.2]], "表1"),
        sheet([title, head or HEAD, [label, *second], ["民间投资", 20.1, 1.2]], "表2"),
    )


def values(reading):
    return {f"{row.sheet}!{row.cell}": str(row.value) for row in reading.rows}


@pytest.mark.parametrize(
    ("first", "second", "choices"),
    [
        ((88.58, -3), (88.58, 4.1), ("表1!C3 的 -3%", "表2!C3 的 4.1%")),
        ((885805, 1.1), (885000, 1.1), ("表1!B3 的 885805亿元", "表2!B3 的 885000亿元")),
        ((88.58, 11.3), (88.58, 113), ("表1!C3 的 11.3%", "表2!C3 的 113%")),
    ],
)
def test_which_of_two_printed_values_counts_is_asked(first, second, choices):
    sheets = two(first, second)
    reading = read(*sheets)
    (question,) = reading.questions
    assert (question.about, question.choices) == ("twice", (*choices, NEITHER))
    assert "邵阳市2025年1—9月固定资产投资" in question.prompt
    places = [choice.split(" 的 ")[0] for choice in choices]
    assert not set(places) & values(reading).keys()
    assert len(reading.rows) == 6  # what nothing contradicts is read

    for kept, other in (places, places[::-1]):
        answer = next(one for one in choices if one.startswith(kept))
        told = read(*sheets, answers={(question.fingerprint, "twice"): answer})
        assert asked(told) == []
        assert kept in values(told)
        assert other not in values(told)
    neither = read(*sheets, answers={(question.fingerprint, "twice"): NEITHER})
    assert asked(neither) == []
    assert not set(places) & values(neither).keys()


@pytest.mark.parametrize(
    ("second", "head"),
    [
        ((88.6, -9.9), HEAD),  # rounded
        ((885805, -9.9), ["指标", "1-9月（万元）", "同比增长（%）"]),  # in another unit
        ((8858, -9.9), ["指标", "1-9月（百万元）", "同比增长（%）"]),
        ((88.5, -9.94), HEAD),  # cut off, and with two decimals
        ((12.3, 4.5), ["指标", "1-8月（亿元）", "同比增长（%）"]),  # of another month
    ],
)
def test_one_value_rounded_or_in_another_unit_is_no_contradiction(second, head):
    reading = read(*two((88.5805, -9.9), second, head=head))
    assert asked(reading) == []
    assert len(reading.rows) == 8


def test_another_indicator_or_place_is_no_contradiction():
    assert asked(read(*two((88.58, -9.9), (12.3, 4.1), label="基础设施投资"))) == []
    assert asked(read(*two((88.58, -9.9), (12.3, 4.1), label="房地产开发投资"))) == []


def test_a_part_of_the_same_name_is_no_contradiction():
    rows = [["2025年1-9月固定资产投资"], HEAD, ["住宅", 88.58, 4.1]]
    other = [rows[0], HEAD, ["  其中：住宅", 80.5, 3.1]]
    assert asked(read(sheet(rows, "表1"), sheet(other, "表2"))) == []


def test_a_whole_table_that_contradicts_another_is_one_question():
    title = ["2025年1-9月各县市区固定资产投资"]
    places = ["双清区", "大祥区", "北塔区", "新邵县", "隆回县"]
    sheets = [
        sheet(
            [title, ["地区", "增速（%）"], *[[place, n + by] for n, place in enumerate(places)]], of
        )
        for of, by in (("快报", 1.5), ("月报", 2.5))
    ]
    reading = read(*sheets)
    (question,) = reading.questions
    assert question.choices[:2] == ("快报!B3 的 1.5% 等 5 个", "月报!B3 的 2.5% 等 5 个")
    assert "等 5 个" in question.prompt
    answers = {(question.fingerprint, "twice"): question.choices[1]}
    told = by_cell(read(*sheets, answers=answers))
    assert {row.sheet for row in told.values()} == {"月报"}


def test_an_answer_that_names_neither_place_is_asked_again():
    (question,) = read(*two((88.58, -3), (88.58, 4.1))).questions
    answers = {(question.fingerprint, "twice"): "随便"}
    assert asked(read(*two((88.58, -3), (88.58, 4.1)), answers=answers)) == ["twice"]


def test_an_answer_for_other_values_is_asked_again():
    (question,) = read(*two((88.58, -3), (88.58, 4.1))).questions
    answers = {(question.fingerprint, "twice"): question.choices[0]}
    assert asked(read(*two((88.58, -3), (88.58, 5.1)), answers=answers)) == ["twice"]


def test_values_of_one_column_are_chosen_by_their_cells():
    rows = [["2025年1-9月固定资产投资"], HEAD, ["固定资产投资", 88.58, -3], [], [], []]
    rows += [["2025年1-9月固定资产投资"], HEAD, ["固定资产投资", 88.58, 4.1]]
    (question,) = read(sheet(rows)).questions
    assert question.choices[:2] == ("表!C3 的 -3%", "表!C9 的 4.1%")
