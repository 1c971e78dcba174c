"""Heads: which box a column's words stand in, and what growth and rank beside it speak of."""

import pytest

from tests.printed import by_cell, read, said, sheet

TITLE = ["2026年1—7月固定资产投资情况"]


@pytest.mark.parametrize("mark", ["#", "其中：", ""])
@pytest.mark.parametrize("is_merged", [True, False])
def test_a_half_box_gives_the_part_its_measure_and_the_growth_its_whole(mark, is_merged):
    rows = [
        TITLE,
        ["地区", "固定资产投资（亿元）", None, "同比增长（%）", None],
        [None, None, f"{mark}住宅", None, f"{mark}住宅"],
        ["邵阳市", 430.5, 331.2, -19.2, -19.1],
        ["新邵县", 54.1, 18.4, -9.7, -20.4],
    ]
    merges = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3)] if is_merged else []
    cells = by_cell(read(sheet(rows, merges=merges)))
    assert cells["B4"].label == cells["D4"].label == "固定资产投资（亿元）"
    assert said(cells["B4"])[1:] == ("2026-07", "ytd", "level", "亿元", "430.5")
    assert said(cells["C4"])[1:] == ("2026-07", "ytd", "level", "亿元", "331.2")
    assert said(cells["D4"])[1:] == ("2026-07", "ytd", "yoy_pct", "%", "-19.2")
    assert said(cells["E4"])[1:] == ("2026-07", "ytd", "yoy_pct", "%", "-19.1")
    assert "住宅" in cells["C4"].label
    assert "住宅" in cells["E4"].label


def test_a_half_box_with_two_parts_and_a_rank():
    rows = [
        ["2026年1-5月各县（市、区）固定资产投资"],
        ["县区", "投资额（万元）", None, None, "增速（%）", None, "位次"],
        [None, None, "工业", "房地产", None, "工业", None],
        ["双清区", 100, 40, 30, 5.1, 6.2, 1],
        ["大祥区", 90, 30, 20, 4.1, 7.2, 2],
    ]
    cells = by_cell(read(sheet(rows)))
    labels = [cells[f"{c}4"].label for c in "BCDEFG"]
    measures = [cells[f"{c}4"].measure for c in "BCDEFG"]
    assert labels[0] == labels[3] == labels[5] == "固定资产投资"
    assert "工业" in labels[1]
    assert "房地产" in labels[2]
    assert measures == ["level", "level", "level", "yoy_pct", "yoy_pct", "rank"]


def test_growth_and_rank_after_a_plan_and_its_share_are_of_the_investment():
    rows = [
        ["2026年1-5月各县（市、区）固定资产投资"],
        ["单位：万元"],
        ["县区", "全年计划", "累计完成", "完成计划%", "完成目标排名", "同比增长%", "增速位次"],
        ["双清区", 30, 12.1, 40.3, 2, 3.3, 2],
        ["大祥区", 33, 13.2, 40, 1, 4.4, 1],
    ]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["C4"]) == ("固定资产投资", "2026-05", "ytd", "level", "万元", "12.1")
    assert said(cells["F4"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "3.3")
    assert said(cells["G4"]) == ("固定资产投资", "2026-05", "ytd", "rank", "", "2")


def test_growth_of_the_month_stands_beside_growth_of_the_total():
    rows = [["时间", "民间投资当期值(亿元)", "民间投资累计值(亿元)", "民间投资同比增长(%)"]]
    rows[0] += ["民间投资累计增长(%)"]
    rows += [["2026年7月", 3, 28, 3.1, 4.6], ["2026年6月", 4, 25, 4.8, 5]]
    cells = by_cell(read(sheet(rows)))
    assert [cells[f"{c}2"].span for c in "BCDE"] == ["month", "ytd", "month", "ytd"]
    rows = [["2026年7月社会消费品零售总额"], ["指标", "当月", "同比增长%", "累计", "累计增长%"]]
    cells = by_cell(read(sheet([*rows, ["限额以上", 3, 3.1, 28, 4.6]])))
    assert [cells[f"{c}3"].span for c in "BCDE"] == ["month", "month", "ytd", "ytd"]


def test_an_unmerged_box_covers_the_empty_heads_to_its_right():
    rows = [
        ["各行业固定资产投资（亿元）"],
        ["指标", "2026年1-5月", None, "2025年1-5月", None],
        [None, "全部", "民间", "全部", "民间"],
        ["制造业", 10, 6, 9, 5],
        ["建筑业", 4, 3, 3, 2],
    ]
    cells = by_cell(read(sheet(rows)))
    assert [cells[f"{c}4"].period.code for c in "BCDE"] == [
        "2026-05",
        "2026-05",
        "2025-05",
        "2025-05",
    ]


@pytest.mark.parametrize("second", ["Jan.-May", "January to May", "\nJan.-May"])
def test_a_second_language_in_a_head_is_no_name(second):
    rows = [
        ["2026年1-5月固定资产投资情况 Investment in Fixed Assets"],
        ["指标 Item", f"1-5月 {second}（亿元）", "同比增长\nGrowth Rate（%）"],
        ["固定资产投资\nInvestment in Fixed Assets", 120.5, 8.4],
        ["采矿业 Mining", 22.1, -2.2],
    ]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["B3"]) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "120.5")
    assert said(cells["C4"]) == ("采矿业", "2026-05", "ytd", "yoy_pct", "%", "-2.2")


def test_a_second_language_beside_the_labels_is_no_second_label():
    rows = [
        ["3-2 分行业固定资产投资"],
        ["3-2 Investment in Fixed Assets by Sector"],
        ["单位：万元 (10 000 yuan)"],
        ["行业", "Sector", 2023, 2024],
        ["总计", "Total", 1205.5, 1310.2],
        ["制造业", "Manufacturing", 22.1, 20.2],
    ]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["D6"]) == ("制造业", "2024-12", "year", "level", "万元", "20.2")


def test_letter_spaced_heads_repeated_on_every_page_stay_one_table():
    head = ["指　　标", "绝 对 额（亿元）", "增　速（%）"]
    rows = [["2026年1-5月主要指标"], head, ["固定资产投资", 120.5, 8.4], ["民间投资", 66.2, 1.1]]
    rows += [["2026年1-5月主要指标（续）"], head, ["工业投资", 41.7, 2.2]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["B7"]) == ("工业投资", "2026-05", "ytd", "level", "亿元", "41.7")


def test_a_second_row_of_heads_in_another_language_is_no_name():
    rows = [["2026年1-5月固定资产投资"], ["指标", "1-5月（亿元）", "同比增长（%）"]]
    rows += [["Item", "Jan.-May", "Growth Rate"], ["固定资产投资", 12.5, 8.4]]
    cells = by_cell(read(sheet([*rows, ["工业投资", 2.5, 3.4]])))
    assert [cells[cell].label for cell in ("B4", "C4", "B5")] == ["固定资产投资"] * 2 + ["工业投资"]


def test_a_unit_in_the_corner_is_the_tables():
    rows = [["2026年1-5月固定资产投资"], ["指标（单位：亿元）", "1-5月", "增速%"]]
    cells = by_cell(read(sheet([*rows, ["固定资产投资", 12.5, 8.4]])))
    assert (cells["B3"].unit, cells["C3"].unit) == ("亿元", "%")


def test_an_export_of_series_keeps_region_and_measure_of_each_column():
    rows = [
        ["指标", "固定资产投资：累计：湖南", "固定资产投资：累计：同比：湖南"],
        ["地区", "湖南", "湖南"],
        ["频率", "月", "月"],
        ["单位", "百万元", "%"],
        ["数据来源", "国家统计局", "国家统计局"],
        ["序列ID", "1234", "2345"],
        ["状态", "有效", "有效"],
        ["2026-04", 12.5, 13.5],
        ["2026-05", 14.5, 15.5],
    ]
    cells = by_cell(read(sheet(rows), home="000000"))
    assert said(cells["B9"])[1:] == ("2026-05", "ytd", "level", "百万元", "14.5")
    assert said(cells["C8"])[1:] == ("2026-04", "ytd", "yoy_pct", "%", "13.5")
    assert {row.region_code for row in cells.values()} == {"430000"}
    assert not any("湖南" in row.label for row in cells.values())


def test_a_half_box_stays_open_over_a_unit_of_its_own():
    rows = [
        ["表2 2026年1—7月份房地产开发投资"],
        ["地区", "投资额", None, "同比增长", None],
        [None, "（亿元）", "住宅", "（%）", "住宅"],
        ["双清区", 430, 331, -19.2, -19.1],
        ["大祥区", 54, 18, -9.7, -20.4],
    ]
    cells = by_cell(read(sheet(rows)))
    assert [cells[f"{c}4"].unit for c in "BCDE"] == ["亿元", "亿元", "%", "%"]
    assert ["住宅" in cells[f"{c}5"].label for c in "BCDE"] == [False, True, False, True]
