"""A number is read as its cell shows it: scaled, with its sign and its text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.intake.files.formats import BUILT_IN, Shown, shown, shows_a_day


@pytest.mark.parametrize(
    ("stored", "code", "value", "printed"),
    [
        ("0.084", "0.0%", "8.4", "8.4%"),
        ("-0.031", "0.00%", "-3.1", "-3.10%"),
        ("0.1", "0%", "10", "10%"),
        ("0.0845", "0.0%", "8.45", "8.5%"),
        ("8.4", '0.0"%"', "8.4", "8.4%"),
        ("8.4", r"0.0\%", "8.4", "8.4%"),
        ("12345678", "#,##0,", "12345.678", "12,346"),
        ("1234567890", "0.00,,", "1234.56789", "1234.57"),
        ("123456", "0!.0,", "12.3456", "12.3"),
        ("123456", r"0\.0,", "12.3456", "12.3"),
        ("123456", '0"."0,"万"', "12.3456", "12.3万"),
        ("4321", "0!.0000", "0.4321", "0.4321"),
        ("8.4499", "0.0_ ", "8.4499", "8.4"),
        ("8.45", "0.0_);[Red](0.0)", "8.45", "8.5"),
        ("-8.45", "0.0_);[Red](0.0)", "-8.45", "(8.5)"),
        ("-8.4", "0.0;[Red]0.0", "-8.4", "-8.4"),
        ("-8.4", '0.0;"▲"0.0', "-8.4", "▲8.4"),
        ("-8.4", '"增长"0.0%;"下降"0.0%', "-840", "下降840.0%"),
        ("0", '#,##0.0;-#,##0.0;"-"??', "0", "-"),
        ("1234.5", "[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
        ("250000000", '[>=100000000]0.00,,"百万";[>=10000]0!.0,"万";0', "250", "250.00百万"),
        ("25000", '[>=100000000]0.00,,"百万";[>=10000]0!.0,"万";0', "2.5", "2.5万"),
        ("25", '[>=100000000]0.00,,"百万";[>=10000]0!.0,"万";0', "25", "25"),
        ("12.5", 'G/通用格式"亿元"', "12.5", "12.5亿元"),
        ("7", "000", "7", "007"),
        ("0.5", "#.##", "0.5", ".5"),
        ("3", "0.0##", "3", "3.0"),
        ("12.345", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.345", "12.35"),
    ],
)
def test_a_number_is_what_its_format_shows(stored, code, value, printed):
    found = shown(Decimal(stored), code)
    assert isinstance(found, Shown)
    assert (str(found), found.printed) == (value, printed)


@pytest.mark.parametrize(
    "code", ["General", "G/通用格式", "@", "0.00E+00", "# ?/?", "", "yyyy/m/d"]
)
def test_a_number_no_format_scales_stays_as_it_is_stored(code):
    found = shown(Decimal("12.5"), code)
    assert (type(found), found) == (Decimal, Decimal("12.5"))


def test_a_format_may_make_a_period_of_a_number():
    found = [shown(Decimal(3), code) for code in ('0"月"', '"1-"0"月"', '"2025年"0"月"')]
    assert found[:2] == ["3月", "1-3月"]


def test_a_zero_that_is_not_shown_is_blank_and_a_number_never_is():
    assert shown(Decimal(0), "0.0;-0.0;") is None
    assert shown(Decimal(5), ";;;") == Decimal(5)


@pytest.mark.parametrize(
    "code", ["yyyy/m/d", 'm"月"d"日"', "[h]:mm", "yyyy年m月", "[$-F800]dddd, mmmm dd, yyyy"]
)
def test_a_format_of_a_day_is_known(code):
    assert shows_a_day(code)


def test_every_format_known_by_number_shows_a_number():
    found = {number: shown(Decimal("-1234.5"), code) for number, code in BUILT_IN.items()}
    assert found[44].printed == "-¥1,234.50"
    assert found[37].printed == "-1,235"
    assert found[10].printed == "-123450.00%"
