"""From printed sheets to explained numbers: the layouts bureaus use, and what is asked."""

from datetime import date
from decimal import Decimal

import pytest

from analytics.intake.files.sheets import Sheet, Workbook
from analytics.intake.listing import COLUMNS, rows_as_csv, rows_as_json
from analytics.intake.questions import DERIVED, PUBLISHED
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from tests.printed import SHAOYANG, asked, by_cell, codes, read, said, sheet

DISTRICTS = ["全市", "双清", "大 祥", "北塔", "新邵", "邵阳县", "城步"]


def county_sheet(title, name, months="1-9月", header="增速（%）"):
    rows = [[title], [], ["地区", months], [None, header, "排名"]]
    rows += [[one, number - 3.5, number] for number, one in enumerate(DISTRICTS)]
    return sheet(rows, name, merges=[(2, 1, 2, 2), (2, 0, 3, 0)])


# ---------- a bulletin


def test_a_county_sheet_gives_growth_and_rank_of_the_title_by_region():
    reading = read(county_sheet("工业投资", "36投资处5"), file="202509.xlsx", home="")
    cells = by_cell(reading)
    assert said(cells["B6"]) == ("工业投资", "2025-09", "ytd", "yoy_pct", "%", "-2.5")
    assert said(cells["C6"]) == ("工业投资", "2025-09", "ytd", "rank", "", "1")
    assert (cells["B6"].region_label, cells["B6"].region_code) == ("双清", "430502")
    assert cells["B7"].region_code == "430503"
    assert cells["B5"].region_code == SHAOYANG
    assert reading.region_suggestion == SHAOYANG
    assert {row.statistic for row in reading.rows} == {"investment"}


def test_the_year_stands_once_in_the_workbook_and_dates_every_sheet():
    gdp = sheet([["地区生产总值"], ["指标", "2025年1-9月"], ["增速（%）", 5]], "核算5")
    profits = county_sheet("规模工业利润总额", "31工业处3", "1-8月")
    reading = read(gdp, county_sheet("固定资产投资", "33投资处1"), profits)
    assert {row.period.code for row in reading.rows if row.sheet == "33投资处1"} == {"2025-09"}
    assert {row.period.code for row in reading.rows if row.sheet == "31工业处3"} == {"2025-08"}


def test_two_years_for_the_same_months_are_a_question_and_the_answer_settles_it():
    sheets = [
        sheet([["投资"], ["指标", "2025年1-9月"], ["固定资产投资（亿元）", 5]], "甲表"),
        sheet([["投资"], ["指标", "2024年1-9月"], ["固定资产投资（亿元）", 4]], "乙表"),
        sheet([["投资"], ["指标", "1-9月"], ["民间投资（亿元）", 3]], "丙表"),
    ]
    reading = read(*sheets)
    (question,) = reading.questions
    assert (question.about, question.sheet) == ("year", "丙表")
    assert question.choices == ("2025", "2024")
    assert not [row for row in reading.rows if row.sheet == "丙表"]
    answered = read(*sheets, answers={(question.fingerprint, "year"): "2024"})
    assert answered.questions == ()
    assert by_cell(answered, "丙表")["B3"].period.code == "2024-09"


def test_hidden_sheets_contents_and_empty_sheets_give_notes_and_no_numbers():
    table = [["2025年1-9月投资"], ["指标", "增速（%）"], ["固定资产投资", 1]]
    contents = [["目　录"], ["地区生产总值……………………", 3], ["固定资产投资……………………", 7]]
    reading = read(
        sheet(table, "投资"),
        sheet(table, "旧投资", is_hidden=True),
        sheet(contents, "目录"),
        sheet([[None]], "空表"),
    )
    assert {row.sheet for row in reading.rows} == {"投资"}
    assert codes(reading) == ["hidden_sheet", "contents_sheet", "empty_sheet"]
    assert {problem.severity for problem in reading.problems} == {"note"}


def test_sections_hash_and_indent_make_the_hierarchy():
    rows = [
        ["2025年1-9月固定资产投资"],
        ["指标", "增速（%）"],
        ["固定资产投资", -9.9],
        ["一、按经济类型分", "  "],
        ["国有投资", -22.9],
        ["四、按投资方向分"],
        ["工业投资", -1.1],
        ["#工业技改投资", 13.9],
        ["高技术产业投资", -15.4],
    ]
    cells = by_cell(read(sheet(rows, indents={(4, 0): 1})))
    assert (cells["B5"].section, cells["B5"].parent) == ("一、按经济类型分", "固定资产投资")
    assert (cells["B8"].label, cells["B8"].parent) == ("工业技改投资", "工业投资")
    assert cells["B8"].is_of_which
    assert not cells["B9"].is_of_which
    assert cells["B9"].section == "四、按投资方向分"
    assert "B4" not in cells


def test_only_the_first_child_says_of_which_and_its_siblings_follow():
    rows = [
        ["2024年1—8月份全国固定资产投资（不含农户）主要数据"],
        ["指 标", "同比增长（%）"],
        ["固定资产投资（不含农户）", 3.4],
        ["  其中：国有控股", 6.0],
        ["分行业"],
        ["  制造业", 9.1],
        ["   其中：农副食品加工业", 19.6],
        ["      食品制造业", 26.1],
        ["  教育", 3.0],
    ]
    cells = by_cell(read(sheet(rows), home=""))
    assert cells["B4"].parent == "固定资产投资（不含农户）"
    assert (cells["B8"].parent, cells["B8"].is_of_which) == ("制造业", True)
    assert (cells["B9"].section, cells["B9"].is_of_which) == ("分行业", False)
    assert {row.region_code for row in cells.values()} == {"000000"}


def test_a_true_zero_is_kept_and_every_blank_is_missing():
    rows = [["2025年1-9月各行业投资"], ["指标", "增速（%）"], ["制造业", 0.0], ["建筑业", -100]]
    rows += [["教育", "—"], ["卫生", "……"], ["金融业", "  "], ["采矿业", None], ["批发业", "-"]]
    cells = by_cell(read(sheet(rows)))
    assert {cell: str(row.value) for cell, row in cells.items()} == {"B3": "0.0", "B4": "-100"}


def test_other_statistics_never_come_back_as_investment():
    rows = [
        ["价格指数、进出口、外资、房地产"],
        ["指标", "1-9月累计", "累计比上年同期(%)"],
        ["居民消费价格指数（%）", 99.3],
        ["进出口总额(亿元)", 93.4, -6.1],
        ["外商直接投资（万美元）", 720.9, 146.3],
        ["商品房销售面积（万平方米）", 235.1, -14.4],
        ["房地产开发投资（亿元）", 20, -1],
    ]
    cells = by_cell(read(sheet(rows), file="202509.xlsx"))
    kinds = [cells[f"B{row}"].statistic for row in range(3, 8)]
    assert kinds == ["price", "trade", "trade", "real_estate_sales", "investment"]
    assert cells["B3"].measure == "index"
    assert cells["B4"].measure == "level"
    industry = county_sheet("规模工业增加值", "30工业处1 ")
    assert {row.statistic for row in read(industry, file="202509.xls").rows} == {"industry"}


def test_counts_and_new_assets_in_an_investment_table_are_investment():
    rows = [["各行业固定资产投资"], ["指标", "1-9月增速（%）"], ["施工项目个数", -3.4]]
    rows += [["其中:本年新开工", -19.3], ["外商投资企业", 2], ["第一产业", 1]]
    reading = read(sheet(rows), file="202509.xlsx")
    assert {row.statistic for row in reading.rows} == {"investment"}
    by_county = county_sheet("施工项目个数", "34投资处2")
    assert {row.statistic for row in read(by_county, file="202509.xls").rows} == {"investment"}


# ---------- headers


def test_level_and_growth_under_one_merged_period():
    rows = [["民间固定资产投资"], ["指标", "2016年1-9月", None]]
    rows += [[None, "绝对量（亿元）", "同比增长（%）"], ["民间固定资产投资", 261.4, 2.5]]
    cells = by_cell(read(sheet(rows, merges=[(1, 1, 1, 2), (1, 0, 2, 0)])))
    assert said(cells["B4"])[1:] == ("2016-09", "ytd", "level", "亿元", "261.4")
    assert said(cells["C4"])[1:] == ("2016-09", "ytd", "yoy_pct", "%", "2.5")


def test_growth_without_a_period_is_that_of_the_column_before_it():
    rows = [
        ["2019年1-8月份固定资产投资额"],
        ["指标", "计量单位", "8月", "去年同期", "±%", "1-8月", "去年同期", "±%"],
        ["全社会固定资产投资", "万元", 100, 90, 11.1, 1000, "——", -19.4],
    ]
    cells = by_cell(read(sheet(rows)))
    assert [said(cells[c])[1:4] for c in ("C3", "D3", "E3")] == [
        ("2019-08", "month", "level"),
        ("2018-08", "month", "level"),
        ("2019-08", "month", "yoy_pct"),
    ]
    assert said(cells["H3"])[1:5] == ("2019-08", "ytd", "yoy_pct", "%")
    assert "G3" not in cells


def test_growth_beside_two_years_is_that_of_the_later():
    rows = [["2025年1-9月固定资产投资"], ["单位：亿元、%"]]
    rows += [
        ["指标", "2025年", "2024年", "增速", "比重比上年提高（百分点）"],
        ["投资", 11, 10, 10, 0.5],
    ]
    cells = by_cell(read(sheet(rows)))
    assert [cells[c].period.code for c in ("B4", "C4", "D4")] == ["2025-09", "2024-09", "2025-09"]
    assert said(cells["E4"])[2:5] == ("ytd", "change", "百分点")


def test_month_and_running_total_pairs_under_a_period_printed_apart():
    rows = [
        ["工业生产销售总量指标"],
        ["全县", None, None, None, "2010.6"],
        ["单位:个、万元"],
        ["指标名称", "本月", "同比%", "累计", "同比%"],
        ["企业单位数", 43, 5.5, 44, 5.6],
        ["其中:规模以上", 5, 7.1, 6, 7.2],
        ["工业总产值", 3097, 3.3, 16185, 16.2],
        ["其中:规模以上", 2067, -3.4, 10869, 18.7],
    ]
    cells = by_cell(read(sheet(rows), home="430522"))
    assert [cells[c].span for c in ("B5", "C5", "D5", "E5")] == ["month", "month", "ytd", "ytd"]
    assert {row.period.code for row in cells.values()} == {"2010-06"}
    assert {row.region_code for row in cells.values()} == {"430522"}
    assert (cells["B6"].parent, cells["B6"].unit) == ("企业单位数", "个")
    assert (cells["B8"].parent, cells["B8"].unit) == ("工业总产值", "万元")


def test_three_header_rows_by_region_name_what_each_growth_grows():
    rows = [
        ["2023年1-7月全市分地区固定资产投资新入库纳统项目情况表"],
        ["地区", "总计", None, None, None, "房地产开发投资", None],
        [None, "数量", "同比", "计划总投资", "同比", "计划总投资", "同比"],
        [None, "（个）", "（%）", "（亿元）", "（%）", "（亿元）", "（%）"],
        ["丽水市", 503, -12.2, 698, 0.2, 229, 42.6],
        ["莲都区", 91, -34.5, 219, -24.5, 84, 75.6],
        ["其中：市本级及莲都区属", 66, -9.6, 128, 0.3, 59, 23.8],
        ["青田县", 92, -7.1, 37, -49.5, 0, -100],
        ["缙云县", 65, -22.6, 65, -6.4, 20, None],
    ]
    reading = read(sheet(rows, merges=[(1, 0, 3, 0), (1, 1, 1, 4), (1, 5, 1, 6)]), home="")
    cells = by_cell(reading)
    assert said(cells["B6"])[3:5] == ("count", "个")
    assert said(cells["E6"])[0::3] == ("计划总投资", "yoy_pct")
    assert said(cells["G6"])[0::3] == ("房地产开发投资：计划总投资", "yoy_pct")
    assert said(cells["F8"])[3:] == ("level", "亿元", "0")
    assert cells["B7"].region_code == "331100/市本级及莲都区属"
    assert cells["B5"].region_code == reading.region_suggestion == "331100"
    assert codes(reading) == ["unknown_region"]


def test_the_place_by_amount_does_not_stand_in_for_the_place_by_growth():
    rows = [["2023年1-4月固定资产投资"]]
    rows += [
        ["指标", "完成投资（亿元）", "总量排名", "增速%", "增速排名"],
        ["制造业投资", 21, 2, 19.1, 10],
    ]
    cells = by_cell(read(sheet(rows)))
    measures = [cells[c].measure for c in ("B3", "C3", "D3", "E3")]
    assert measures == ["level", "other", "yoy_pct", "rank"]


def test_a_plan_column_is_no_period_and_no_level():
    rows = [["全市固定资产投资完成情况"], ["单位：亿元"]]
    rows += [
        ["地区", "前三季度投资计划", "1-7月完成投资", "完成年度计划（%）"],
        ["双清", 71.5, 60.5, 84.6],
    ]
    cells = by_cell(read(sheet(rows), file="2023年7月.xlsx"))
    assert said(cells["B4"])[:4] == ("前三季度投资计划", "2023-07", "ytd", "other")
    assert said(cells["C4"])[:4] == ("固定资产投资", "2023-07", "ytd", "level")
    assert said(cells["D4"])[3:5] == ("other", "%")


def test_regions_may_stand_across_the_header():
    rows = [["固定资产投资"], ["（2025年1-9月）"], ["单位：亿元"], ["指标", "全市", "双清", "大祥"]]
    rows += [["固定资产投资", 100, 10, 20], ["固定资产投资增速（%）", 5.5, 1, -2]]
    cells = by_cell(read(sheet(rows)))
    assert [cells[c].region_code for c in ("B5", "C5", "D5")] == [SHAOYANG, "430502", "430503"]
    assert said(cells["D6"])[3:] == ("yoy_pct", "%", "-2")


def test_of_which_above_a_column_names_the_column():
    rows = [["2025年1-9月各县区投资增速（%）"], ["地区", "固定资产投资", "其中", None]]
    rows += [[None, None, "民间投资", "#工业投资"], ["双清", 1, 2, 3], ["大祥", 2, 3, 4]]
    cells = by_cell(read(sheet(rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)])))
    assert [cells[c].label for c in ("B4", "C4", "D4")] == ["固定资产投资", "民间投资", "工业投资"]
    assert {row.measure for row in cells.values()} == {"yoy_pct"}


def test_the_period_may_stand_in_the_corner_and_a_base_period_is_not_it():
    rows = [
        ["固定资产投资"],
        ["2025年1-9月", "增速（%）", "比1—8月增减（百分点）", "上年同期增速（%）"],
    ]
    cells = by_cell(read(sheet([*rows, ["固定资产投资", 2.5, 0.3, 5.0]])))
    assert said(cells["B3"])[1:4] == ("2025-09", "ytd", "yoy_pct")
    assert said(cells["C3"])[1:4] == ("2025-09", "ytd", "change")
    assert said(cells["D3"])[1:4] == ("2024-09", "ytd", "yoy_pct")


# ---------- units


def test_of_which_inherits_its_parents_unit_in_a_bilingual_yearbook():
    rows = [
        ["4-4 投资施工项目数和计划总投资 Number of Investment Projects"],
        ["指标 Item", 2018, 2019, 2020],
        ["施工项目个数 (个) Number of Projects Under Construction(unit)", 23, 22, 20],
        ["  其中:本年新开工    Newly Started This Year", 12, 8, 9],
        ["计划总投资 (亿元) Total Planned Investment(100 million yuan)", 69.5, 72.1, 76.7],
        ["  其中:本年新开工   Newly Started This Year", 12.1, 9.7, 12.5],
    ]
    cells = by_cell(read(sheet(rows), home="350000"))
    assert said(cells["B4"]) == ("本年新开工", "2018-12", "year", "count", "个", "12")
    assert said(cells["B6"]) == ("本年新开工", "2018-12", "year", "level", "亿元", "12.1")
    assert cells["B6"].parent == "计划总投资 (亿元)"


def test_figures_one_row_below_their_label_belong_to_it():
    rows = [
        ["固定资产投资额及房屋建筑面积"],
        ["item", 1995, 2000, 2001],
        ["一、全社会固定资产投资  (亿元)"],
        [None, 681.17, 1082.47, 1134.48],
        ["  按构成分"],
        ["    建筑安装工程", 487.45, 668.74, 668.24],
        ["二、房屋建筑面积  (万平方米)"],
        ["    施工面积", 7589.31, 10118.93, 8612.41],
        ["    #住宅", 5127.41, 6191.93, 5124.27],
    ]
    cells = by_cell(read(sheet(rows), home="350000"))
    assert (cells["B4"].label, cells["B4"].unit) == ("一、全社会固定资产投资 (亿元)", "亿元")
    assert (cells["B6"].unit, cells["B6"].section) == ("亿元", "按构成分")
    assert (cells["B9"].unit, cells["B9"].parent) == ("万平方米", "施工面积")


def test_a_heading_in_square_metres_does_not_lend_its_unit_to_an_amount():
    rows = [["1-9月房地产"], ["指标", "1-9月累计"], ["商品房销售、施工面积情况（万平方米）"]]
    rows += [["商品房销售面积", 235.1], ["商品房屋销售额", 97.5], ["  其中：住宅", 89.6]]
    reading = read(sheet(rows), file="202509.xlsx")
    cells = by_cell(reading)
    assert [cells[f"B{row}"].unit for row in (4, 5, 6)] == ["万平方米", "", ""]
    assert "unit_missing" in codes(reading)


def test_text_numbers_keep_an_honest_unit():
    rows = [["２０２５年１—６月固定资产投资"], ["指　标", "增　幅"], ["投资", "　３.５％"]]
    rows += [["民间投资", "3.94倍"], ["工业投资", "持平"], ["国有投资", "△2.1"]]
    cells = by_cell(read(sheet(rows)))
    values = [cells[f"B{row}"].value for row in (3, 4, 5, 6)]
    assert values == [Decimal("3.5"), Decimal("394"), Decimal(0), Decimal("-2.1")]
    assert {row.unit for row in cells.values()} == {"%"}
    assert cells["B4"].printed == "3.94倍"


# ---------- databases


def database(*, zero):
    return [
        ["序号", "日期", "固定资产投资:累计值", "固定资产投资:累计同比", "民间投资:累计同比"],
        [None, "指标ID", "EMM1", "EMM2", "EMM3"],
        [None, "频率", "月", "月", "月"],
        [None, "单位", "亿元", "%", "%"],
        [None, "发布方", "国家统计局", "国家统计局", "国家统计局"],
        [1, "2025-03", 103174, 4.2, 0.0],
        [2, "2025-02", zero, zero, 0.5],
        [],
        [],
        [],
        ["数据来源：某数据库"],
    ]


def test_a_database_export_is_national_by_its_publisher_and_cumulative_by_its_label():
    cells = by_cell(read(sheet(database(zero=1))))
    assert said(cells["C6"]) == (
        "固定资产投资:累计值",
        "2025-03",
        "ytd",
        "level",
        "亿元",
        "103174",
    )
    assert said(cells["D6"])[2:5] == ("ytd", "yoy_pct", "%")
    assert {row.region_code for row in cells.values()} == {"000000"}


def test_a_databases_zero_level_and_the_growth_beside_it_are_missing():
    cells = by_cell(read(sheet(database(zero=0))))
    assert not {"C7", "D7"} & cells.keys()
    assert str(cells["E6"].value) == "0.0"


def test_months_across_tell_month_and_running_total_by_the_label():
    rows = [["数据库：月度数据"], ["时间：最近13个月"], ["指标", "2020年4月", "2020年3月"]]
    rows += [["工业增加值同比增长(%)", 3.9, -1.1], ["工业增加值累计增长(%)", -4.9, -8.4]]
    rows += [["数据来源：国家统计局"]]
    cells = by_cell(read(sheet(rows), home=""))
    assert [cells[c].span for c in ("B4", "C4", "B5", "C5")] == ["month", "month", "ytd", "ytd"]
    assert cells["C5"].region_label == "全国"


def test_dates_at_year_end_are_years_and_a_region_inside_the_name_is_taken_out():
    rows = [
        ["国家", "指标名称", "频率", "单位", "来源", date(2022, 12, 31), date(2021, 12, 31)],
        ["中国", "北京:固定资产投资完成额:同比", "年", "%", "国家统计局", 3.6, 4.9],
        ["中国", "湖南:固定资产投资完成额:同比", "年", "%", "国家统计局", 6.6, 8.0],
    ]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["F2"])[:5] == ("固定资产投资完成额:同比", "2022-12", "year", "yoy_pct", "%")
    assert (cells["F2"].region_code, cells["F3"].region_code) == ("110000", "430000")


def test_a_merged_indicator_and_bare_years_need_no_label_header():
    rows = [[None, None, 2008, 2009, 2010], ["国有经济投资（亿元）", "北京", 124, 125, 94]]
    rows += [[None, "天津", 273, 297, 245], [None, "河北", 276, 209, 370]]
    cells = by_cell(read(sheet(rows, merges=[(1, 0, 3, 0)]), home=""))
    assert said(cells["C3"])[1:] == ("2008-12", "year", "level", "亿元", "273")
    assert (cells["C3"].label, cells["C3"].region_code) == ("国有经济投资（亿元）", "120000")


def test_year_and_month_columns_make_one_period():
    rows = [["湖南省固定资产投资及增速"], ["年份", None, "绝对额（亿元）", "增速（%）"]]
    rows += [
        ["2021年", "1-5月", 1961, 17.7],
        [None, "1-6月", 2420, 24.6],
        ["2022年", "1-2月", 53, 8],
    ]
    cells = by_cell(read(sheet(rows), home=""))
    assert [cells[f"C{row}"].period.code for row in (3, 4, 5)] == ["2021-05", "2021-06", "2022-02"]
    assert {row.region_code for row in cells.values()} == {"430000"}


def test_a_tidy_table_reads_each_row_by_its_own_words():
    rows = [["指标名称", "指标值", "单位", "时间", "地区"]]
    rows += [["固定资产投资", 100, "亿元", "2024年1-3月", "邵阳市"]]
    rows += [["固定资产投资增速", 3.5, "%", "2024年1-3月", "双清区"]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["B2"]) == ("固定资产投资", "2024-03", "ytd", "level", "亿元", "100")
    assert said(cells["B3"])[3:] == ("yoy_pct", "%", "3.5")
    assert cells["B3"].region_code == "430502"


def test_investment_has_no_february_of_its_own():
    rows = [["邵阳市固定资产投资"], ["月份", "固定资产投资（亿元）"]]
    rows += [["2025年2月", 10], ["2025年3月", 12], ["2025年4月", 13]]
    open_ = read(sheet(rows))
    answers = {(open_.questions[0].fingerprint, "measure"): "当月"}
    cells = by_cell(read(sheet(rows), answers=answers))
    assert [cells[f"B{row}"].span for row in (3, 4)] == ["ytd", "month"]


# ---------- questions


def test_a_table_that_names_no_indicator_asks_and_never_guesses():
    rows = [
        ["地区", "2023年", "2022年"],
        ["北京市", 437, 415],
        ["天津市", 167, 161],
        ["河北省", 1, 2],
    ]
    reading = read(sheet(rows, "分省年度数据"), home="")
    assert asked(reading) == ["indicator", "unit"]
    assert {row.label for row in reading.rows} == {""}
    assert {row.unit for row in reading.rows} == {""}
    fingerprint = reading.questions[0].fingerprint
    answers = {(fingerprint, "indicator"): "固定资产投资", (fingerprint, "unit"): "亿元"}
    answered = read(sheet(rows, "分省年度数据"), home="", answers=answers)
    assert answered.questions == ()
    assert said(by_cell(answered)["B2"])[0::4] == ("固定资产投资", "亿元")
    assert by_cell(answered)["B2"].statistic == "investment"


def test_no_unit_and_no_region_are_asked_and_the_rows_still_come_back():
    rows = [["指标名", 2018, 2017, 2016], ["全社会固定资产投资", None, 17537.05, 16048.1]]
    reading = read(sheet(rows, ""), file="a.csv", home="")
    assert asked(reading) == ["unit", "region"]
    assert said(by_cell(reading)["C2"]) == (
        "全社会固定资产投资",
        "2017-12",
        "year",
        "level",
        "",
        "17537.05",
    )
    answers = {("*", "unit"): "亿元", ("*", "region"): "湖南省"}
    answered = read(sheet(rows, ""), file="a.csv", home="", answers=answers)
    assert answered.questions == ()
    assert by_cell(answered)["C2"].region_code == "430000"


def test_months_by_subtraction_are_not_given_out_as_published_growth():
    rows = [["date", "value", "yoy", "ytd_value"]]
    totals = [81.3, 183.1, 284.1, 402.6, 584.3, 721.6, 849.1, 999.7]
    for number, total in enumerate(totals):
        month = [None, None] if not number else [round(total - totals[number - 1], 1), 25.4]
        rows.append([f"2008-{number + 2:02d}-01", *month, total])
    reading = read(sheet(rows, ""))
    assert "measure" in asked(reading)
    assert {by_cell(reading)[f"C{row}"].measure for row in range(3, 10)} == {"other"}
    for answer, measure in ((DERIVED, "other"), (PUBLISHED, "yoy_pct")):
        answered = read(sheet(rows, ""), answers={("*", "measure"): answer})
        assert "measure" not in asked(answered)
        assert by_cell(answered)["C3"].measure == measure


def test_a_title_alone_does_not_say_month_or_running_total():
    rows = [
        ["2025年9月固定资产投资"],
        ["单位：万元"],
        ["指标", "完成额", "增速"],
        ["投资", 150, 3.2],
    ]
    reading = read(sheet(rows))
    assert asked(reading) == ["measure"]
    assert {row.span for row in reading.rows} == {""}
    answered = read(sheet(rows), answers={(reading.questions[0].fingerprint, "measure"): "累计"})
    assert answered.questions == ()
    assert {row.span for row in answered.rows} == {"ytd"}


def test_columns_without_any_header_ask_for_their_years():
    rows = [[None, None, None, None], ["能源工业投资（亿元）", "北京", 138, 158]]
    rows += [[None, "天津", 586, 753], [None, "河北", 704, 635]]
    table = sheet(rows, merges=[(1, 0, 3, 0)])
    reading = read(table, home="")
    assert asked(reading) == ["year"]
    assert reading.rows == ()
    print_ = reading.questions[0].fingerprint
    answered = read(table, home="", answers={(print_, "year"): "2008—2009"})
    assert [by_cell(answered)[c].period.code for c in ("C2", "D2")] == ["2008-12", "2009-12"]


def test_the_fingerprint_stays_the_same_next_month():
    def bulletin(months):
        rows = [[f"2025年{months}投资"], ["指标", "完成额"], ["固定资产投资", 150], ["工业", 3]]
        return read(sheet(rows)).tables[0].fingerprint

    assert bulletin("1-9月") == bulletin("1-10月")


# ---------- regions and the rest


def test_an_unknown_name_in_a_region_column_becomes_a_unit_of_the_sender():
    rows = [["2025年1-9月投资"], ["地区", "增速（%）"], ["双清", 1], ["大祥", 2], ["经开区", 3]]
    rows += [["长株潭地区", 4]]
    known = read(sheet(rows))
    assert by_cell(known)["B5"].region_code == "430500/经开区"
    assert by_cell(known)["B6"].region_code == ""
    (problem,) = known.problems
    assert (problem.code, problem.severity) == ("unknown_region", "warning")
    assert "经开区" in problem.problem
    assert "长株潭地区" not in problem.problem
    unknown = read(sheet(rows), home="")
    assert by_cell(unknown)["B5"].region_code == ""
    assert unknown.problems[0].severity == "question"


def test_a_county_that_sends_its_citys_bulletin_is_told_so():
    total = sheet([["2025年1-9月投资"], ["指标", "增速（%）"], ["固定资产投资", -3.5]], "投资11")
    reading = read(total, county_sheet("固定资产投资", "33投资处1"), home="430522")
    assert by_cell(reading, "投资11")["B3"].region_code == SHAOYANG
    assert codes(reading) == ["other_region"]


def test_a_continued_table_keeps_its_title_and_unit():
    rows = [["2025年1-6月各县区固定资产投资"], ["单位：万元"], ["地区", "完成额"], ["双清", 100]]
    rows += [["大祥", 200], [], ["续表"], ["地区", "完成额"], ["新邵", 300], ["隆回", 400]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["B9"]) == ("固定资产投资", "2025-06", "ytd", "level", "万元", "300")


def test_one_bad_sheet_never_costs_the_others():
    good = sheet([["2025年1-9月投资"], ["指标", "增速（%）"], ["固定资产投资", 1.0]], "好表")
    bad = Sheet("坏表", (("指标", object()), ("投资", Decimal(1))))
    reading = read_sheets(Workbook("a.xlsx", "xlsx", (bad, good)), Hints(SHAOYANG))
    assert [row.sheet for row in reading.rows] == ["好表"]
    (problem,) = reading.problems
    assert (problem.severity, problem.code, problem.sheet) == ("error", "sheet_failed", "坏表")


def test_growth_that_looks_like_fractions_is_read_and_pointed_at():
    rows = [["2025年1-9月投资"], ["指标", "同比增长"], ["投资", 0.1234], ["工业", -0.0521]]
    rows += [["民间", 0.2512], ["国有", 0.1111]]
    reading = read(sheet(rows))
    assert "fraction_growth" in codes(reading)
    assert str(by_cell(reading)["B3"].value) == "0.1234"


def test_what_was_understood_of_a_table_is_summed_up():
    (table,) = read(county_sheet("工业投资", "36投资处5"), file="202509.xlsx").tables
    assert (table.box, table.header, table.title) == ("A3:C11", "A3:C4", "工业投资")
    assert (table.periods, table.units, table.statistic) == ("2025-09", "%", "investment")
    assert table.row_count == 14


def test_the_listing_has_the_columns_the_command_line_promises():
    reading = read(county_sheet("工业投资", "36投资处5"), file="202509.xlsx")
    lines = rows_as_csv(reading).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[3].startswith(
        "202509.xlsx,36投资处5,B6,2025-09,ytd,双清区,工业投资,yoy_pct,%,-2.5,investment,430502"
    )
    assert '"region": "双清区"' in rows_as_json([reading])
    assert rows_as_json([]) == "[\n\n]\n"


@pytest.mark.parametrize("home", ["", SHAOYANG])
def test_a_sheet_of_nonsense_is_survived(home):
    rows = [
        ["年份", "指标", 2675.07, "年份", "2025年0月"],
        [3025.1, "9999年1-9月", None, "其中：", "1"],
    ]
    rows += [
        ["甲", True, "增速（%）", date(2024, 1, 31), "地区"],
        ["注：快报", 2130, "202401", "-", "#"],
    ]
    reading = read(sheet(rows, merges=[(0, 0, 9, 9), (2, 1, 3, 3)]), home=home)
    assert "sheet_failed" not in codes(reading)
