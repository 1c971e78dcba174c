"""Regions an office adds are its own places: read, ranked and brought back like listed ones."""

from __future__ import annotations

import contextlib

import pytest

from analytics.basics.errors import RefusedError
from analytics.lake import loading, rebuilding, upkeep
from analytics.lake.names import find_indicator, find_region
from analytics.lake.office_lists import add_indicator, add_region, office_regions
from analytics.lake.opening import open_lake
from analytics.questions import statistics
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from analytics.reference import regions
from analytics.reference.regions import Region
from tests.lake_rows import SHAOYANG, SHUANGQING, observation

YIYANG = "430900"
NEW = f"{YIYANG}/云桥区"


@pytest.fixture(autouse=True)
def _forgotten():
    yield
    regions.know(())


def table(value, title="2026年1-5月固定资产投资"):
    return f"{title}\n指标,完成（亿元）,增长（%）\n固定资产投资,{value},8.4\n"


def by_district(*lines):
    head = "2026年1-5月各县（市、区）固定资产投资\n地区,增长（%）\n"
    return head + "".join(f"{name},{growth}\n" for name, growth in lines)


def prepared(lake, text, sender="益阳市统计局", **choice):
    return loading.prepare(lake, text.encode("utf-8-sig"), "小表.csv", sender, **choice)


def test_a_district_without_a_code_gets_its_own_and_its_city_keeps_its_figures(lake):
    prepared(lake, table("300.0")).accept(lake)
    add_region(lake, "云桥区", "益阳市")

    one = prepared(lake, table("12.5"), "云桥区统计局")
    assert one.reading.questions == ()
    one.accept(lake)

    found = statistics.growth(lake, Selection())
    assert dict(zip(found.region_code, found.ytd_cny_10k, strict=True)) == {
        YIYANG: 3_000_000,
        NEW: 125_000,
    }
    [row] = found[found.region_code == NEW].itertuples()
    assert (row.region_name, row.region_level, row.parent_region_code) == (
        "云桥区",
        "county",
        YIYANG,
    )


def test_an_added_region_is_known_in_columns_titles_senders_and_below_itself(lake):
    add_region(lake, "云桥区", "益阳市", code="430991")
    add_region(lake, "河坝镇", "云桥区")

    columns = prepared(lake, by_district(("南县", 1.0), ("云桥", 2.0), ("沅江市", 3.0)))
    assert [row.region_code for row in columns.reading.rows] == ["430921", "430991", "430981"]
    title = prepared(lake, table("1.0", "2026年1-5月云桥区固定资产投资"))
    assert {row.region_code for row in title.reading.rows} == {"430991"}
    below = prepared(lake, by_district(("河坝镇", 1.0), ("北洲子镇", 2.0)), "云桥区统计局")
    codes = [row.region_code for row in below.reading.rows]
    assert codes == ["430991/河坝镇", "430991/北洲子镇"]
    assert [problem.code for problem in below.reading.problems] == ["unknown_region"]


def test_what_a_table_named_before_it_was_added_is_its_own_afterwards(lake):
    prepared(lake, by_district(("南县", 1.0), ("云桥区", 2.0))).accept(lake)
    assert find_region(lake, "云桥区").level == "unit"

    assert add_region(lake, "云桥区", "益阳市").code == NEW

    assert find_region(lake, "云桥区") == Region(NEW, "云桥区", "county", YIYANG)
    assert NEW in set(statistics.growth(lake, Selection()).region_code)


def test_a_unit_inside_an_added_zone_lies_in_the_zone(lake, accept):
    zone = add_region(lake, "经开区", "邵阳市").code
    accept(
        observation("3.0", region=f"{zone}/某镇"), observation("1.0", region=f"{SHAOYANG}/甲/乙")
    )

    found = statistics.growth(lake, Selection()).set_index("region_name")
    assert found.parent_region_code.to_dict() == {"某镇": zone, "甲/乙": SHAOYANG}
    regions.know(office_regions(lake))
    assert regions.full_name(f"{zone}/某镇") == "某镇"


def test_a_zone_leaves_the_short_name_of_its_neighbour_alone(lake):
    add_region(lake, "邵东新区", "邵阳市")
    add_region(lake, "双清开发区", "邵阳市")

    rows = prepared(
        lake, by_district(("邵东", 1.0), ("双清", 2.0), ("邵东新区", 3.0)), "邵阳市统计局"
    ).reading.rows

    assert [row.region_code for row in rows] == ["430582", SHUANGQING, f"{SHAOYANG}/邵东新区"]


@pytest.mark.parametrize(
    ("name", "parent", "choice", "said"),
    [
        ("云桥区", "益阳市", {"code": SHUANGQING}, "430502 已是湖南省邵阳市双清区的"),
        ("云桥区", "益阳市", {"code": "4309"}, "不是六位、九位或十二位数字"),
        ("云桥区", "没有的市", {}, "区划库里没有“没有的市”"),
        ("双清区", "邵阳市", {}, "邵阳市已有双清区（430502）"),
        ("全区", "邵阳市", {}, "不是一个地区的名称"),
        ("市辖区", "邵阳市", {}, "不是一个地区的名称"),
        ("经开区/高新区", "邵阳市", {}, "不是一个地区的名称"),
        ("云桥区", "南县", {}, "南县不能是云桥区（县（市、区））的上级"),
        ("云桥区", "益阳市", {"kind": "village"}, "类型“village”不认识"),
    ],
)
def test_what_is_no_place_of_its_own_is_refused_with_a_remedy(lake, name, parent, choice, said):
    with pytest.raises(RefusedError, match="。") as refused:
        add_region(lake, name, parent, **choice)

    assert said in str(refused.value)
    assert office_regions(lake) == ()


def test_saying_a_region_twice_keeps_it_once_and_another_code_for_it_is_refused(lake):
    first = add_region(lake, "云桥区", "益阳市")

    assert add_region(lake, " 云桥区 ", "430900") == first
    with pytest.raises(RefusedError, match="益阳市已有云桥区"):
        add_region(lake, "云桥区", "益阳市", code="430991")
    assert office_regions(lake) == (first,)


def test_figures_under_its_own_name_are_not_left_behind_by_a_code_that_comes_later(lake):
    prepared(lake, by_district(("南县", 1.0), ("云桥区", 2.0))).accept(lake)

    with pytest.raises(RefusedError, match="已有数字入库"):
        add_region(lake, "云桥区", "益阳市", code="430991")


def test_rebuild_brings_an_added_region_back_and_reads_by_what_was_known_then(lake):
    prepared(lake, by_district(("南县", 1.0), ("云桥区", 2.0))).accept(lake)
    add_region(lake, "云桥区", "益阳市", by="王")
    prepared(lake, table("12.5"), "云桥区统计局").accept(lake)
    before = statistics.growth(lake, Selection())
    assert upkeep.verify(lake) == []

    assert rebuilding.rebuild(lake.folder) == []

    with contextlib.closing(open_lake(lake.folder)) as again:
        assert [one.code for one in office_regions(again)] == [NEW]
        assert statistics.growth(again, Selection()).equals(before)
        assert upkeep.verify(again) == []


def test_another_process_sees_an_added_region_at_once(lake):
    with contextlib.closing(open_lake(lake.folder)) as other:
        assert office_regions(other) == ()
        add_region(lake, "云桥区", "益阳市")

        assert find_region(other, "云桥区").code == NEW


def test_a_damaged_or_missing_log_of_an_added_region_is_found(lake):
    add_region(lake, "云桥区", "益阳市")
    [path] = lake.log.glob("region-*.json")
    path.unlink()

    assert {one.code for one in upkeep.verify(lake)} == {"answers_without_log"}


def lines(*figures):
    head = "2026年1-5月固定资产投资\n指标,完成（亿元）,增长（%）\n固定资产投资,100.0,8.4\n"
    return head + "".join(f"{name},{value},{growth}\n" for name, value, growth in figures)


def test_an_added_indicator_is_its_own_line_with_its_parent_also_of_figures_stored_before(lake):
    prepared(lake, lines(("数字经济投资", "12.5", "3.1"))).accept(lake)
    then = lake.query("select max(changed_at) as moment from lake.upload_event").moment.iloc[0]
    assert loading.unknown_labels(
        lake, prepared(lake, lines(("数字经济投资", "1", "2"))).reading
    ) == ["数字经济投资"]

    code = add_indicator(lake, "数字经济投资", "固定资产投资", unit="亿元", adds_up=False)

    found = statistics.growth(lake, Selection()).set_index("indicator_code")
    assert found.loc[code, ["indicator_name", "parent_indicator_code", "breakdown"]].tolist() == [
        "数字经济投资",
        "fixed_asset_investment",
        "office",
    ]
    assert found.loc[code, "yoy_pct"] == 3.1
    assert code not in set(
        statistics.growth(lake, Selection(as_of=then.to_pydatetime())).indicator_code
    )
    again = prepared(lake, lines(("数字经济投资", "1", "2")))
    assert loading.unknown_labels(lake, again.reading) == []
    assert find_indicator(lake, "数字经济投资") == code == find_indicator(lake, "数字经济")


def test_added_parts_that_add_up_are_checked_against_the_total(lake):
    for name in ("城区板块投资", "园区板块投资"):
        add_indicator(lake, name, "固定资产投资", unit="亿元", adds_up=True)
    prepared(lake, lines(("城区板块投资", "60.0", "1"), ("园区板块投资", "70.0", "2"))).accept(lake)

    [told] = [one for one in checks(lake, Selection()) if one.name == "parts_sum_to_total"]
    assert not told.is_passed


@pytest.mark.parametrize(
    ("name", "parent", "choice", "said"),
    [
        ("第一产业投资", "固定资产投资", {}, "已是指标“第一产业”"),
        ("数字经济投资", "没有的指标名", {}, "没有名为“没有的指标名”的指标"),
        ("数字经济投资", "", {"adds_up": True}, "没有填写“数字经济投资”的上级指标"),
        ("数字经济投资", "", {"unit": "很多"}, "“很多”不是计量单位"),
        ("123", "", {}, "不是指标名称"),
    ],
)
def test_what_is_no_new_indicator_is_refused_with_a_remedy(lake, name, parent, choice, said):
    with pytest.raises(RefusedError, match="。") as refused:
        add_indicator(lake, name, parent, **{"unit": "亿元", "adds_up": False} | choice)

    assert said in str(refused.value)
    assert lake.query("select * from lake.office_indicator").empty


def test_rebuild_brings_an_added_indicator_and_its_printed_name_back(lake):
    prepared(lake, lines(("数字投", "12.5", "3.1"))).accept(lake)
    code = add_indicator(
        lake, "数字经济投资", "固定资产投资", unit="亿元", adds_up=False, label="数字投", by="王"
    )
    before = statistics.growth(lake, Selection())
    assert code in set(before.indicator_code)
    assert upkeep.verify(lake) == []

    assert rebuilding.rebuild(lake.folder) == []

    with contextlib.closing(open_lake(lake.folder)) as again:
        assert statistics.growth(again, Selection()).equals(before)
        assert upkeep.verify(again) == []
