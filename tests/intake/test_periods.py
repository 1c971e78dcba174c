"""The spellings of a period, and how a year here meets months there."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.period import Period
from analytics.intake.bulletins.years import KnownYears, when_of_file
from analytics.intake.periods import find_when, is_code, merged, parse_when, when_of


@pytest.mark.parametrize(
    ("text", "year", "month", "shape"),
    [
        ("2025年1-9月", 2025, 9, "range"),
        ("２０２５年１—９月份", 2025, 9, "range"),
        ("1～9月", 0, 9, "range"),
        ("元至五月", 0, 5, "range"),
        ("1月-9月", 0, 9, "range"),
        ("2025.1-9", 2025, 9, "range"),
        ("二〇二五年一季度", 2025, 3, "range"),
        ("2025年上半年", 2025, 6, "range"),
        ("2025年前三季度", 2025, 9, "range"),
        ("2024年全年", 2024, 12, "range"),
        ("2025年第三季度", 2025, 9, "quarter"),
        ("三季度", 0, 9, "quarter"),
        ("7-9月", 0, 9, "quarter"),
        ("2025Q3", 2025, 9, "quarter"),
        ("2010.6", 2010, 6, "month"),
        ("2025-03", 2025, 3, "month"),
        ("2025-03-31", 2025, 3, "month"),
        ("2020年4月", 2020, 4, "month"),
        ("202604", 2026, 4, "month"),
        ("8月", 0, 8, "month"),
        ("9月末", 0, 9, "end"),
        ("2024年末", 2024, 12, "end"),
        ("2017年", 2017, 0, "year"),
        ("2008", 2008, 0, "year"),
    ],
)
def test_every_spelling_of_a_period_is_read(text, year, month, shape):
    when = parse_when(text)
    assert (when.year, when.month, when.shape) == (year, month, shape)


@pytest.mark.parametrize(
    "text", ["13月", "2025年13月", "1990-2021", "1952-", "最近13个月", "教育", "3.94倍"]
)
def test_what_is_no_period_is_not_made_one(text):
    assert not parse_when(text).shape


def test_words_say_whether_months_run_on():
    assert find_when("1-9月累计").word == "ytd"
    assert find_when("自年初累计").word == "ytd"
    assert find_when("本月").word == "month"
    assert find_when("本月余额").word == "point"


def test_last_years_column_is_told_from_growth_over_last_year():
    assert find_when("上年同期").is_last_year
    assert find_when("去年同期(累计)").is_last_year
    assert not find_when("比上年同期增长(%)").is_last_year


def test_up_to_the_end_of_september_is_a_running_total():
    assert find_when("截至2025年9月底").shape == "range"


def test_a_table_number_does_not_run_into_the_year():
    assert find_when("表1 2020年1-6月固定资产投资").year == 2020


def test_a_year_here_and_months_there_become_one_period():
    when = merged([find_when("2024年"), find_when("1-9月")])
    assert (when.year, when.month, when.shape) == (2024, 9, "range")


def test_a_number_that_may_have_been_october_is_not_january():
    assert when_of(Decimal("2010.6")).month == 6
    assert not when_of(Decimal("2010.1"))
    assert when_of(date(2022, 12, 31)).month == 12
    assert is_code(Decimal("202604"))
    assert not is_code(Decimal("202613"))


@given(st.integers(1990, 2060), st.integers(2, 12))
def test_a_periods_own_label_is_read_back(year, month):
    when = parse_when(Period(year, month).label)
    assert (when.year, when.month, when.shape) == (year, month, "range")


def test_a_file_name_names_the_period():
    assert (when_of_file("yuebao_202509.xlsx").year, when_of_file("a.xlsx").year) == (2025, 0)
    assert when_of_file("邵阳2025年1-9月.xls").month == 9


def test_the_year_printed_beside_the_same_months_wins():
    known = KnownYears(frozenset({(2025, 9), (2024, 12)}))
    assert known.find(9) == (2025,)


def test_two_years_beside_the_same_months_decide_nothing():
    known = KnownYears(frozenset({(2025, 9), (2024, 9)}))
    assert known.find(9) == (2025, 2024)


def test_december_in_a_february_edition_may_be_last_years():
    assert KnownYears(frozenset({(2026, 2)})).find(12) == (2026, 2025)
    assert KnownYears(frozenset({(2026, 9)})).find(8) == (2026,)
