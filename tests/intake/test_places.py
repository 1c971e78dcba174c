"""Places a table names otherwise than by a full name: short, whole, joined, unlisted, twice."""

import pytest

from analytics.reference.regions import full_name
from tests.printed import asked, by_cell, codes, read, sheet

CITY, COUNTY = "430500", "430524"
TITLE = "2026年1—5月固定资产投资"
HEAD = ["指标", "完成（亿元）", "增长（%）"]


def _table(title, *, line=None, foot=None, name="表"):
    rows = [[title], *([[line]] if line else []), HEAD, ["固定资产投资", 12.5, 8.4]]
    return sheet([*rows, *([[foot]] if foot else [])], name)


def _regions(reading):
    return {row.region_code for row in reading.rows}


@pytest.mark.parametrize(
    ("title", "home", "code"),
    [
        ("隆回2026年1—5月固定资产投资", CITY, COUNTY),
        ("城步2026年1—5月固定资产投资", CITY, "430529"),
        ("邵阳2026年1—5月固定资产投资", CITY, CITY),
        ("2026年1—5月固定资产投资（隆回）", CITY, COUNTY),
        ("全省2026年1—5月固定资产投资", CITY, "430000"),
        ("全市2026年1—5月固定资产投资", COUNTY, CITY),
        ("全市2026年1—5月固定资产投资", CITY, CITY),
        ("兴隆街道2026年1—5月固定资产投资", "430502", "430502/兴隆街道"),
        ("隆回县三阁司镇2026年1—5月固定资产投资", CITY, f"{COUNTY}/三阁司镇"),
        ("宝庆工业集中区2026年1—5月固定资产投资", CITY, f"{CITY}/宝庆工业集中区"),
        ("市直单位2026年1—5月固定资产投资", CITY, f"{CITY}/市直单位"),
        ("中心城区2026年1—5月固定资产投资", CITY, f"{CITY}/中心城区"),
        ("大圳灌区2026年1—5月固定资产投资", CITY, f"{CITY}/大圳灌区"),
        ("城镇2026年1—5月固定资产投资", CITY, CITY),
        ("城乡2026年1—5月固定资产投资", CITY, CITY),
        ("各乡镇2026年1—5月固定资产投资", CITY, CITY),
    ],
)
def test_a_title_is_about_the_place_it_begins_with(title, home, code):
    assert _regions(read(_table(title), home=home)) == {code}


@pytest.mark.parametrize("title", ["长株潭地区2026年1—5月投资", "大祥、双清两区2026年1—5月投资"])
def test_a_title_about_no_single_place_is_asked(title):
    one = read(_table(title))
    assert asked(one) == ["region"]
    assert _regions(one) == {""}


def test_a_county_in_the_title_of_a_city_is_asked():
    assert asked(read(_table("全县2026年1—5月固定资产投资"))) == ["region"]


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：隆回县统计局",
        "报送单位： 大祥区统计局",
        "制表单位（盖章）：益阳市统计局",
        "编制单位：隆回发改局",
    ],
)
def test_a_line_that_names_another_office_is_asked(line):
    one = read(_table(TITLE, line=line))
    assert asked(one) == ["region"]
    assert _regions(one) == {""}


def test_the_office_at_the_foot_counts_and_ones_own_or_a_higher_one_asks_nothing():
    assert asked(read(_table(TITLE, foot="洞口县统计局"))) == ["region"]
    for office in ("邵阳市统计局", "湖南省统计局"):
        assert asked(read(_table(TITLE, line=f"填报单位：{office}", foot=office))) == []


@pytest.mark.parametrize("name", ["隆回县（2）", "隆回县 (2)"])
def test_a_second_sheet_of_a_name_is_of_the_same_place(name):
    assert _regions(read(_table(TITLE, name=name))) == {COUNTY}


def _list(*places):
    rows = [[place, 10 + at, 1 + at] for at, place in enumerate(places)]
    return read(sheet([[TITLE], ["地区", "完成（亿元）", "增长（%）"], *rows]))


def test_a_city_and_its_county_of_one_short_name():
    assert [by_cell(_list("邵阳", "邵阳县", "邵东"))[f"B{n}"].region_code for n in (3, 4, 5)] == [
        CITY,
        "430523",
        "430582",
    ]
    assert by_cell(_list("全市", "邵阳", "邵东"))["B4"].region_code == "430523"
    assert by_cell(_list("邵阳", "邵东", "新邵"))["B3"].region_code == ""
    assert "unknown_region" in codes(_list("邵阳", "邵东", "新邵"))


def test_rows_of_one_name_with_other_figures_are_said_and_not_read():
    one = _list("邵阳市", "新邵县", "新邵", "邵东")
    assert [p.cell for p in one.problems if p.code == "named_twice"] == ["B4"]
    assert sorted(by_cell(one)) == ["B3", "B6", "C3", "C6"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("湖南省邵阳市双清区", "双清区"),
        ("邵阳市大祥区", "大祥区"),
        ("北塔区（城区）", "北塔区"),
        ("武冈市（省直管）", "武冈市"),
        ("邵阳市（不含市区）", "邵阳市(不含市区)"),
    ],
)
def test_a_place_with_what_lies_above_it_or_a_remark_is_itself(label, name):
    assert full_name(by_cell(_list("全市", label, "邵东"))["B4"].region_code) == name
