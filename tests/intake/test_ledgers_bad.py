"""Bad ledgers: each thing wrong is said with its cell and a remedy; nothing is dropped."""

from __future__ import annotations

import pytest

from analytics.intake.ledgers.troubles import LISTED
from tests.ledgers_built import (
    HOME,
    good_rows,
    monthly_report,
    plain_ledger,
    running_totals,
)
from tests.printed import codes, read


def problems(*sheets):
    reading = read(*sheets, home=HOME)
    return [p for p in reading.problems if p.code not in ("contacts_hidden", "columns_left_out")]


def said(found):
    return [(p.code, p.cell) for p in found]


def with_row(*values, header=()):
    return plain_ledger(*good_rows(), list(values), header=header)


def test_a_good_ledger_has_no_problems():
    assert problems(plain_ledger(*good_rows())) == []
    assert problems(monthly_report()) == []


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        ((7, "项目3", "甲局", 10000, 4000, 1000, 25), "project_twice", "B10"),
        ((7, "超额", "甲局", 1000, 4000, 1500, 37.5), "completed_over_total", "F10"),
        ((7, "无计划", "甲局", 10000, 0, 1000, None), "plan_zero", "E10"),
        ((7, "约数", "甲局", "约5000", 4000, 1000, 25), "text_in_number", "D10"),
        ((7, "弄混", "甲局", 10000, 4000, 10000000, None), "unit_slip", "F10"),
        ((7, "总投资按亿元", "甲局", 1, 4000, 1000, 25), "unit_slip", "D10"),
        ((7, "计划按元", "甲局", 10000, 40000000, 1000, None), "unit_slip", "E10"),
        ((7, "算错", "甲局", 10000, 4000, 1000, 26), "rate_mismatch", "G10"),
        ((7, "舍尾", "甲局", 10000, 3600, 1720, 47), "rate_truncated", "G10"),
    ],
)
def test_one_thing_wrong_is_said_once_with_its_cell(values, code, cell):
    found = problems(with_row(*values))
    assert said(found) == [(code, cell)]
    assert found[0].problem
    assert found[0].remedy


def test_a_problem_drops_no_project():
    page = with_row(7, "弄混", "甲局", 10000, 4000, 10000000, None)
    assert len(read(page, home=HOME).projects) == 7


def test_a_rate_rounded_or_within_a_twentieth_is_right():
    # 47.78 is printed 47.8 or 48; 61.10 for 61.14 is a slip too small to speak of.
    for plan, done, rate in ((3600, 1720, 47.8), (3600, 1720, 48), (19582, 11973, 61.1)):
        row = (7, "小差", "甲局", 100000, plan, done, rate)
        assert problems(with_row(*row)) == []


def test_a_project_that_has_hardly_begun_is_no_unit_slip():
    row = (7, "刚开工", "甲局", 10000, 4000, 1, 0.03)
    assert "unit_slip" not in [code for code, _ in said(problems(with_row(*row)))]


def test_totals_that_do_not_match_their_parts_name_the_difference():
    found = problems(monthly_report(F9=1500, A10="（一）在建（5项）"))
    assert sorted(said(found)) == [
        ("subtotal_count", "A10"),
        ("subtotal_count", "A7"),
        ("subtotal_sum", "F9"),
    ]
    (wrong,) = [p for p in found if p.cell == "F9"]
    assert "1500万元" in wrong.problem
    assert "1400万元" in wrong.problem
    assert "相差100" in wrong.problem


def test_the_parts_of_which_are_held_to_the_sections_of_their_name():
    found = problems(monthly_report(E7=7000))
    assert said(found) == [("subtotal_sum", "E7")]
    assert "在建" in found[0].problem


def test_a_running_total_that_falls_is_said_with_both_months():
    found = problems(running_totals((100, 200, 300), (500, 400, 600)))
    assert said(found) == [("cumulative_falling", "G6")]
    assert "1—4月累计400，比1—3月的500还少" in found[0].problem


def test_a_running_total_below_its_own_month_is_said():
    row = (7, "填反", "甲局", 10000, 4000, 1000, 25, 1200)
    found = problems(with_row(*row, header=("本月完成投资",)))
    assert said(found) == [("ytd_below_month", "F10")]


def test_many_of_one_kind_are_listed_to_a_limit_and_the_rest_counted_with_cells():
    rows = [[i, f"项目{i}", "甲局", "约5000", 4000, 1000, 25] for i in range(1, LISTED + 31)]
    found = problems(plain_ledger(*rows))
    assert len(found) == LISTED + 1
    assert "另有 30 处" in found[-1].problem
    assert f"D{LISTED + 4}" in found[-1].problem


def test_a_ledger_with_a_header_and_no_project_is_said():
    reading = read(plain_ledger(["注：暂无项目"]), home=HOME)
    assert "no_projects" in codes(reading)


def test_of_which_by_kind_is_held_to_the_projects_of_that_kind():
    rows = [["合计（2项）", None, None, 20000, 8000, 2000, 25, None]]
    rows += [["其中：续建（1项）", None, None, 10000, 4000, 1000, 25, None]]
    rows += [["      新开工（1项）", None, None, 10000, 4500, 1000, None, None]]
    kinds = ("续建", "新开工")
    rows += [[*row, kind] for row, kind in zip(good_rows(2), kinds, strict=True)]
    found = problems(plain_ledger(*rows, header=("项目性质",)))
    assert said(found) == [("subtotal_sum", "E6")]
    assert "4500万元" in found[0].problem
