"""What rows mean, where they stand, and what of them a check must tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.basics.moments import now_utc
from analytics.basics.period import Period
from analytics.lake.difference import bulletin_difference
from analytics.lake.reference_tables import row_key
from analytics.lake.uploads import accept_upload
from analytics.questions import statistics
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from tests.lake_rows import SHAOYANG, SHUANGQING, XINSHAO, level, map_label, observation, reading
from tests.selections import about


def rows_of(lake, name):
    [result] = [one for one in checks(lake, Selection()) if one.name == name]
    return result.rows


def states(lake, *rows):
    return bulletin_difference(lake, rows).state.tolist()


def test_a_mapping_made_later_does_not_change_what_was_known(lake, accept):
    accept(observation("3.0", label="城建投"))
    then = now_utc()
    map_label(lake, "城建投", "infrastructure")

    assert statistics.growth(lake, about(as_of=then)).empty
    assert statistics.growth(lake, Selection()).indicator_code.tolist() == ["infrastructure"]


def test_a_mapping_outranks_the_list_and_only_for_its_label(lake, accept):
    map_label(lake, "第一产业", "tertiary")
    accept(observation("3.0", label="第一产业"), observation("4.0", label="第二产业"))

    assert sorted(statistics.growth(lake, Selection()).indicator_code) == ["secondary", "tertiary"]


def test_a_unit_keeps_the_whole_of_a_name_with_a_slash(lake, accept):
    accept(observation("3.0", region=f"{SHAOYANG}/经开区/高新区"))

    [row] = statistics.growth(lake, Selection()).itertuples()

    assert (row.region_name, row.parent_region_code) == ("经开区/高新区", SHAOYANG)


@pytest.mark.parametrize(
    ("now", "state"),
    [("100.40", "changed"), ("100.44", "equal"), ("100.440", "equal")],
)
def test_an_amount_is_the_same_only_when_it_is_exactly(lake, accept, now, state):
    accept(level("100.44"))

    assert states(lake, level(now)) == [state]


def test_an_amount_in_another_unit_is_the_same_amount(lake, accept):
    accept(level("100.44"))

    in_10k = observation("1004400", measure="level", unit="万元")
    assert states(lake, in_10k) == ["equal"]


def test_a_rate_is_the_same_when_the_reader_sees_the_same(lake, accept):
    accept(observation("5.14"))

    assert states(lake, observation("5.06"), observation("5.15")) == ["equal", "changed"]


def test_a_number_printed_twice_in_one_upload_is_the_same_as_either(lake, accept):
    rows = (level("116.8"), level("116.78", cell="C9"))
    accept(*rows)

    assert states(lake, *rows) == ["equal", "equal"]


def test_a_row_is_compared_with_the_newest_of_its_indicator_however_it_is_called(lake, accept):
    accept(observation("-8.8", label="固定资产投资"))
    accept(observation("-9.9", label="固定资产投资（不含农户）"))

    assert states(lake, observation("-8.8", label="固定资产投资")) == ["changed"]


def test_every_unknown_label_is_told_with_its_own_region_period_and_cell(lake, accept):
    accept(
        observation("1.0", label="怪指标", region=XINSHAO, period="2025-08", cell="B7"),
        observation("2.0", label="怪指标", region=SHUANGQING, cell="C9"),
        observation("3.0", label="怪指标", region=SHUANGQING, cell="D9"),
    )

    rows = rows_of(lake, "labels_unknown").sort_values("period_code")

    assert rows.region_code.tolist() == [XINSHAO, SHUANGQING]
    assert rows.period_code.tolist() == ["2025-08", "2025-09"]
    assert rows.source.tolist() == ["月报.xlsx!投资11!B7", "月报.xlsx!投资11!C9"]
    assert rows.row_count.tolist() == [1, 2]
    [august] = [
        one for one in checks(lake, about(period=Period(2025, 8))) if one.name == "labels_unknown"
    ]
    assert len(august.rows) == 1


@pytest.mark.parametrize("name", ["regions_unknown", "labels_unknown"])
def test_a_row_without_a_region_stands_under_its_senders(lake, name):
    rows = (
        observation("1.0", region="", label="怪指标", cell="B7"),
        observation("2.0", region="", label="怪指标", period="2025-08", cell="B8"),
    )
    accept_upload(lake, b"x", reading(*rows), sender="邵阳市统计局", region_code=SHAOYANG)

    found = rows_of(lake, name).sort_values("period_code")

    assert found.region_code.tolist() == [SHAOYANG, SHAOYANG]
    assert found.source.tolist() == ["月报.xlsx!投资11!B8", "月报.xlsx!投资11!B7"]


def parts(*values):
    names = ("第一产业", "第二产业", "第三产业")
    return [level(value, label=name) for name, value in zip(names, values, strict=True)]


@pytest.mark.parametrize(
    ("total", "values", "is_told"),
    [
        ("1000.00", ("100.11", "400.22", "499.65"), False),  # 0.02 of a rounding
        ("1000.00", ("100.11", "400.22", "503.67"), True),  # 0.4 %, once let pass
        ("1000.00", ("100.11", "400.22", "499.60"), False),
        ("1000.00", ("100.11", "400.22", "498.67"), True),
        ("30.0", ("10.1", "10.1", "10.0"), False),  # coarse digits, honest rounding
        ("30.0", ("10.1", "10.1", "10.1"), True),
        ("375035", ("7951", "118000", "249083"), False),
        ("375035", ("7951", "118000", "249090"), True),
    ],
)
def test_parts_may_miss_the_total_by_rounding_and_no_more(lake, accept, total, values, is_told):
    accept(level(total), *parts(*values))

    assert (not rows_of(lake, "parts_sum_to_total").empty) == is_told


@pytest.mark.parametrize(
    ("title", "sheet", "parent", "label", "key"),
    [
        ("2026年1-5月国有投资完成情况", "表", "", "第二产业", "国有:第二产业"),
        ("2026年1-5月亿元以上项目固定资产投资", "表", "", "固定资产投资", "亿元以上"),
        ("计划总投资5000万元及以上项目投资", "表", "", "建筑安装工程", None),
        ("项目投资（不含房地产）", "表", "", "第三产业", "项目:第三产业"),
        ("投资完成情况", "民间投资", "", "制造业", "民间:制造业"),
        ("固定资产投资", "表", "亿元以上项目投资", "第二产业", "亿元以上:第二产业"),
        ("省重点项目投资", "表", "", "合计", "省重点"),
        ("固定资产投资、民间投资增速", "表", "", "第二产业", "第二产业"),
        ("工业投资", "表", "", "制造业", "制造业"),
        ("2026年1-5月固定资产投资", "投资11", "", "第二产业", "第二产业"),
        ("2026年1-5月国有投资", "表", "", "国有投资", "国有"),
        ("民间投资", "表", "", "第一产业", "民间:第一产业"),
    ],
)
def test_a_row_of_a_part_of_investment_is_never_the_totals(title, sheet, parent, label, key):
    row = replace(observation("1", label=label, title=title, sheet=sheet), parent=parent)
    found = row_key(row)
    assert found == key if key else found != label
