"""Whose numbers a table holds: a name matched whole, a zone itself, two places a question."""

import pytest

from analytics.intake.files.sheets import Workbook
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from analytics.reference import place_names
from analytics.reference.regions import full_name
from tests.printed import asked, by_cell, read, sheet

JINCHENG, ZHANGZHOU, TIANJIN = "140500", "350600", "120000"


def table(title, name="表"):
    head = ["指标", "完成（亿元）", "增长（%）"]
    return sheet([[title], head, ["固定资产投资", 12.5, 8.4]], name)


@pytest.mark.parametrize(
    ("text", "home", "name"),
    [
        ("2026年1-5月城区固定资产投资", JINCHENG, "城区"),
        ("2026年主城区固定资产投资", JINCHENG, ""),
        ("晋城市城区统计局", "", "城区"),
        ("2026年1-5月和县固定资产投资", "340500", "和县"),
        ("城市和县区固定资产投资", "340500", ""),
        ("澧县统计局", "", "澧县"),
        ("南山滨海新区2026年投资", ZHANGZHOU, ""),
        ("天津滨海新区2026年投资", "", "滨海新区"),
        ("深圳南山区统计局", "", "南山区"),
        ("邵阳市双清区统计局", "", "双清区"),
    ],
)
def test_a_place_is_found_whole_and_never_inside_a_longer_name(text, home, name):
    assert full_name(place_names.region_in(text, home)) == name


def test_a_new_district_elsewhere_is_not_this_citys():
    assert place_names.resolve("滨海新区", ZHANGZHOU) == ""
    assert place_names.resolve("滨海新区", TIANJIN) == "120116"
    assert place_names.resolve("昆山市", ZHANGZHOU) == "320583"


@pytest.mark.parametrize(
    ("title", "name", "home", "code"),
    [
        ("2026年1-5月城区固定资产投资", "表", JINCHENG, "140502"),
        ("南山滨海新区2026年1-5月投资", "表", ZHANGZHOU, f"{ZHANGZHOU}/南山滨海新区"),
        ("2026年1-5月邵阳经开区投资", "表", "430500", "430500/邵阳经开区"),
        ("邵阳市经开区2026年1-5月投资", "表", "430500", "430500/经开区"),
        ("2026年1-5月固定资产投资（高新区）", "表", "430500", "430500/高新区"),
        ("2026年1-5月固定资产投资", "高新区", "430500", "430500/高新区"),
        ("2026年1-5月固定资产投资", "双清区", "430500", "430502"),
        ("2026年1-5月各开发区投资", "表", "430500", "430500"),
        ("2026年1-5月湖南省投资", "表", "430500", "430000"),
    ],
)
def test_a_district_or_zone_is_itself_and_never_its_city(title, name, home, code):
    row = by_cell(read(table(title, name), home=home))["B3"]
    assert row.region_code == code


@pytest.mark.parametrize(
    ("title", "file", "sender", "other"),
    [
        ("2026年1-5月衡阳市固定资产投资", "月报.xlsx", "", "湖南省衡阳市"),
        ("2026年1-5月滨海新区固定资产投资", "月报.xlsx", "", "天津市滨海新区"),
        ("2026年1-5月固定资产投资", "双清区5月.xlsx", "", "湖南省邵阳市双清区"),
        ("2026年1-5月固定资产投资", "月报.xlsx", "430400", "湖南省衡阳市"),
    ],
)
def test_a_file_that_names_another_place_stops_and_asks(title, file, sender, other):
    workbook = Workbook(file, "xlsx", (table(title),))
    reading = read_sheets(workbook, Hints("430500", {}, sender))
    (question,) = reading.questions
    assert question.about == "region"
    assert question.choices[:2] == (other, "湖南省邵阳市")
    assert {row.region_code for row in reading.rows} == {""}
    for choice in question.choices:
        answers = {(question.fingerprint, "region"): choice}
        answered = read_sheets(workbook, Hints("430500", answers, sender))
        assert answered.questions == ()
        (code,) = {row.region_code for row in answered.rows}
        assert full_name(code) == full_name(place_names.region_in(choice) or choice)


def test_a_file_named_after_the_region_or_what_lies_above_it_asks_nothing():
    reading = read(table("2026年1-5月固定资产投资"), file="湖南省邵阳市5月.xlsx")
    assert asked(reading) == []
    assert {row.region_code for row in reading.rows} == {"430500"}
