"""One printed cell: numbers, missing marks, units, header words."""

from decimal import Decimal

import pytest

from analytics.intake.text import (
    find_units,
    is_missing,
    parse_number,
    pick_unit,
    unit_line,
    unmarked,
)
from analytics.intake.words import column_role, is_only_measure, measure_of


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("１，２３４．５", "1234.5", ""),
        ("12,345,678", "12345678", ""),
        ("-3.2", "-3.2", ""),
        ("－3.2", "-3.2", ""),
        ("−3.2", "-3.2", ""),
        ("▲3.2", "-3.2", ""),
        ("↓0.5", "-0.5", ""),
        ("(1,234)", "-1234", ""),
        ("下降2.3%", "-2.3", "%"),
        ("增长 12.3％", "12.3", "%"),
        ("3.94倍", "3.94", "倍"),
        ("持平", "0", ""),
        ("0", "0", ""),
        ("0.0", "0.0", ""),
        ("12.3*", "12.3", ""),
    ],
)
def test_a_number_printed_as_text_is_read(printed, value, unit):
    number = parse_number(printed)
    assert number.value == Decimal(value)
    assert number.unit == unit


@pytest.mark.parametrize(
    "printed", ["000000", "012", "1-9月", "37个项目", "1,23", "GDP", "2025年", "1.2.3"]
)
def test_text_that_is_more_than_a_number_is_none(printed):
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    "printed", ["", "  ", "　", "-", "—", "——", "…", "……", "...", "/", "#DIV/0!", "N/A"]
)
def test_every_mark_for_no_value_is_missing_and_no_number(printed):
    assert is_missing(printed)
    assert parse_number(printed) is None


def test_a_true_zero_is_not_missing():
    assert not is_missing("0")
    assert not is_missing("0.0")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("绝对额(亿元)", ("亿元",)),
        ("总额\n（亿元）", ("亿元",)),
        ("增速（％）", ("%",)),
        ("±%", ("%",)),
        ("（个）", ("个",)),
        ("元/平方米", ("元/平方米",)),
        ("全市用电总量（亿千瓦小时）", ("亿千瓦小时",)),
        ("能源消费量（万吨标煤）", ("万吨标煤",)),
        ("固定资产投资（不含农户）（亿元）", ("亿元",)),
        ("固定资产投资（不含农户）", ()),
        ("价格指数(上年同月=100)", ()),
        ("规模工业总产值（现价）", ()),
    ],
)
def test_a_unit_is_found_in_brackets_and_a_name_is_no_unit(text, units):
    assert find_units(text)[0] == units


def test_a_unit_line_may_name_several_units():
    assert unit_line("单位:个、万元") == ("个", "万元")
    assert unit_line("计量单位：亿元；%") == ("亿元", "%")
    assert unit_line("单位：邵阳市统计局") == ()


def test_of_several_units_each_number_takes_the_one_it_can_bear():
    units = ("个", "万元", "%")
    assert pick_unit(units, is_percent=True, is_count=False) == "%"
    assert pick_unit(units, is_percent=False, is_count=True) == "个"
    assert pick_unit(units, is_percent=False, is_count=False) == "万元"
    assert pick_unit(("亿元", "万元"), is_percent=False, is_count=False) == ""


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("增速（%）", "yoy_pct"),
        ("累计比上年同期(%)", "yoy_pct"),
        ("增减(%)", "yoy_pct"),
        ("同比增减\n百分点（个）", "change"),
        ("比年初增减额", "change"),
        ("排名", "rank"),
        ("增速排名", "rank"),
        ("位次", "rank"),
        ("占比", "share_pct"),
        ("居民消费价格指数", "index"),
        ("施工项目个数", "count"),
        ("环比增长", "other"),
        ("本年新增固定资产", ""),
        ("绝对额", ""),
    ],
)
def test_header_words_say_what_is_measured(text, measure):
    assert measure_of(text) == measure


def test_a_header_of_measure_words_alone_names_no_indicator():
    assert is_only_measure("累计比上年同期")
    assert is_only_measure("增速排名")
    assert not is_only_measure("民间投资增速")


def test_blanks_and_a_second_language_do_not_hide_a_column_word():
    assert column_role("指　　标") == "indicator"
    assert column_role("指标 Item") == "indicator"
    assert column_role("县（市、区）") == "region"
    assert column_role("增速") == ""


@pytest.mark.parametrize(
    ("head", "units"),
    [
        ("1-5月（亿）", ("亿",)),
        ("投资额(万)", ("万",)),
        ("金额（亿元人民币）", ("亿元",)),
        ("金额（人民币万元）", ("万元",)),
        ("投资（民间）", ()),
        ("人口（万人）", ("万人",)),
    ],
)
def test_units_in_the_brackets_of_a_head(head, units):
    assert find_units(head)[0] == units


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("Unit: 100 million yuan", ("亿元",)),
        ("（Unit：100 million RMB）", ("亿元",)),
        ("Units: 10,000 yuan", ("万元",)),
        ("Unit: billion yuan", ()),
    ],
)
def test_a_unit_written_in_english(line, units):
    assert unit_line(line) == units


@pytest.mark.parametrize("mark", ["[1]", "[12]", "〔1〕", "①", "²", "注1", "（注1）", "*"])
def test_a_mark_that_points_to_a_note_is_no_part_of_a_name(mark):
    assert unmarked(f"固定资产投资{mark}") == "固定资产投资"


@pytest.mark.parametrize(
    ("text", "unit"), [("512.35亿", "亿"), ("51,235千", "千"), ("3.2万", "万")]
)
def test_a_scale_alone_is_kept_as_the_unit(text, unit):
    assert parse_number(text).unit == unit
