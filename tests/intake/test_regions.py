"""Printed region names become codes, seen from the sender's region."""

import pytest

from analytics.reference import place_names
from analytics.reference.regions import full_name, region_of_code

SHAOYANG, HUNAN, XINSHAO = "430500", "430000", "430522"


@pytest.mark.parametrize(
    ("printed", "home", "name"),
    [
        ("双清", SHAOYANG, "双清区"),
        ("双 清", SHAOYANG, "双清区"),
        ("　双　清　", SHAOYANG, "双清区"),
        ("城步", SHAOYANG, "城步苗族自治县"),
        ("城步县", SHAOYANG, "城步苗族自治县"),
        ("邵阳县", SHAOYANG, "邵阳县"),
        ("其中：邵东", SHAOYANG, "邵东市"),
        ("邵阳", HUNAN, "邵阳市"),
        ("湘西州", HUNAN, "湘西土家族苗族自治州"),
        ("全市", SHAOYANG, "邵阳市"),
        ("合 计", SHAOYANG, "邵阳市"),
        ("全县", XINSHAO, "新邵县"),
        ("全市", XINSHAO, "邵阳市"),
        ("全省", SHAOYANG, "湖南省"),
        ("大祥", XINSHAO, "大祥区"),
        ("北京", "", "北京市"),
        ("内蒙古", "", "内蒙古自治区"),
        ("新疆", SHAOYANG, "新疆维吾尔自治区"),
        ("全国总计", SHAOYANG, "全国"),
        ("朝阳区", "110000", "朝阳区"),
    ],
)
def test_a_printed_name_becomes_the_region_it_means_here(printed, home, name):
    assert full_name(place_names.resolve(printed, home)) == name


@pytest.mark.parametrize(
    ("printed", "home"),
    [("全市", ""), ("合计", ""), ("朝阳区", ""), ("双清", ""), ("市辖区", SHAOYANG), ("教育", "")],
)
def test_a_name_that_could_be_several_places_is_none(printed, home):
    assert place_names.resolve(printed, home) == ""


def test_a_bulletins_districts_name_its_city():
    districts = [
        "双清",
        "大祥",
        "北塔",
        "新邵",
        "邵阳县",
        "隆回",
        "洞口",
        "绥宁",
        "新宁",
        "城步",
        "武冈",
        "邵东",
    ]
    assert place_names.infer_home([*districts, "全市", "长株潭地区"]) == SHAOYANG
    assert (
        place_names.infer_home(["丽水市", "莲都区", "青田县", "缙云县", "经济开发区"]) == "331100"
    )


def test_districts_of_two_cities_name_neither():
    assert place_names.infer_home(["双清区", "大祥区", "莲都区", "青田县"]) == ""
    assert place_names.infer_home(["双清区", "大祥区"]) == ""


def test_a_group_of_regions_is_no_unit():
    assert place_names.is_group("长株潭地区")
    assert not place_names.is_group("大兴安岭地区")
    assert place_names.unit_code("经开区", SHAOYANG) == "430500/经开区"
    assert place_names.unit_code("经开区", "") == ""


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ("邵阳市统计局", SHAOYANG),
        ("湖南省邵阳市统计局", SHAOYANG),
        ("国家统计局邵阳调查队", SHAOYANG),
        ("浙江省龙泉市发展和改革局", "331181"),
        ("国家统计局", "000000"),
        ("示例县统计局", "999901"),
        ("朝阳区统计局", ""),
        ("投资科", ""),
    ],
)
def test_an_office_is_placed_by_its_name(sender, code):
    assert place_names.region_of_sender(sender) == code


def test_the_invented_regions_say_so_and_hang_together():
    line = [region_of_code(code) for code in ("999901", "999900", "999000")]
    assert [one.parent_code for one in line] == ["999900", "999000", "000000"]
    assert all("示例" in one.name for one in line)
