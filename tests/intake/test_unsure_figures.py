"""Text in a column of figures: read where its meaning is sure, else told with its cell."""

from datetime import date
from decimal import Decimal

import pytest

from analytics.intake.text import is_unsure_figure, parse_number
from tests.printed import by_cell, codes, read, said, sheet


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("120.5²", "120.5", ""),
        ("66.2①", "66.2", ""),
        ("41.7[1]", "41.7", ""),
        ("12.6（1）", "12.6", ""),
        ("33.3 1)", "33.3", ""),
        ("5.5注", "5.5", ""),
        ("5.5注2", "5.5", ""),
        ("22.2(初步)", "22.2", ""),
        ("7.7p", "7.7", ""),
        ("8.4%①", "8.4", "%"),
        ("1.2亿美元", "1.2", "亿美元"),
        ("520.12 亿元", "520.12", "亿元"),
        ("负8", "-8", ""),
        ("–8.5", "-8.5", ""),
        ("￥8", "8", ""),
        ("并列第2", "2", ""),
        ('="12.5"', "12.5", ""),
        ("1\u00a0234.5", "1234.5", ""),
    ],
)
def test_a_mark_a_sign_and_a_unit_are_no_digits(printed, value, unit):
    number = parse_number(printed)
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "printed",
    ["约12.5", "12.5（估）", "(8%)", "3 4", "12\n3", "—8.5", "12.5e", "1, 234", "#REF!", "#DIV/0!"],
)
def test_what_is_not_sure_is_no_number_but_a_figure(printed):
    assert parse_number(printed) is None
    assert is_unsure_figure(printed)


@pytest.mark.parametrize(
    "printed", ["同比增长②", "10-1", "1.2.1", "1)", "①", "5000万元以上", "000000", "—", "2025年"]
)
def test_a_head_a_number_of_a_list_and_a_missing_mark_are_no_figure(printed):
    assert parse_number(printed) is None
    assert not is_unsure_figure(printed)


UNSURE = ["约12.5", "(8%)", "3 4", "#REF!", True, date(2026, 3, 2), "见附表2", "12.5/8.4"]


@pytest.mark.parametrize("slip", UNSURE)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_slip_in_a_column_is_told_with_its_cell_and_costs_no_other_row(slip, at):
    body = [["固定资产投资", 120.5, 8.4], ["民间投资", 66.2, -3.1], ["工业投资", 41.7, 12.6]]
    body[at][1] = slip
    head = [["2026年1-5月固定资产投资"], ["指标", "绝对额（亿元）", "增速（%）"]]
    reading = read(sheet([*head, *body]))
    cell = f"B{at + 3}"
    assert set(by_cell(reading)) == {"B3", "C3", "B4", "C4", "B5", "C5"} - {cell}
    (problem,) = [one for one in reading.problems if one.code == "unread_figure"]
    assert problem.cell == cell
    assert "leftover_figures" not in codes(reading)


@pytest.mark.parametrize("slip", UNSURE)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_slip_in_the_only_column_does_not_end_the_table(slip, at):
    body = [["双清区", 8.4], ["大祥区", -3.1], ["新邵县", 12.6], ["洞口县", 1.6]]
    body[at][1] = slip
    reading = read(sheet([["2026年1-5月固定资产投资"], ["地区", "增速（%）"], *body]))
    assert set(by_cell(reading)) == {"B3", "B4", "B5", "B6"} - {f"B{at + 3}"}
    assert [one.cell for one in reading.problems if one.code == "unread_figure"] == [f"B{at + 3}"]


def test_a_column_of_mostly_unsure_figures_is_still_a_column_of_figures():
    rows = [["2026年1-5月固定资产投资"], ["指标", "绝对额（亿元）"]]
    rows += [["固定资产投资", "约12.5"], ["民间投资", "约3"], ["工业投资", 8]]
    reading = read(sheet(rows))
    assert set(by_cell(reading)) == {"B5"}
    assert "unread_figure" in codes(reading)


def test_a_measured_column_of_mostly_words_is_no_column_of_labels():
    rows = [["2026年1-5月固定资产投资"], ["指标", "1-5月（亿元）", "增速（%）"]]
    rows += [["固定资产投资", 12.5, "见附表1"], ["工业投资", 2.5, "12.5/8.4"], ["民间投资", 3, 5.5]]
    reading = read(sheet(rows))
    assert [row.label for row in reading.rows] == ["固定资产投资", "工业投资"] + ["民间投资"] * 2
    assert "C3 “见附表1”、C4 “12.5/8.4”" in str(reading.problems[-1])


@pytest.mark.parametrize("mark", ["②", "²", "[2]", "①②", "注1", "*"])
def test_a_mark_on_a_head_a_label_or_a_region_changes_none_of_them(mark):
    rows = [["2026年1-5月固定资产投资"], ["指标", f"1-5月{mark}（亿元）", f"同比增长{mark}"]]
    cells = by_cell(read(sheet([*rows, [f"固定资产投资{mark}", 120.5, 8.4]])))
    assert said(cells["B3"]) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "120.5")
    assert said(cells["C3"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "8.4")
    rows = [["2026年1-5月固定资产投资"], ["地区", f"同比增长%{mark}"], [f"双清区{mark}", 8.4]]
    assert by_cell(read(sheet(rows)))["B3"].region_code == "430502"
