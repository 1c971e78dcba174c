"""Tables as offices elsewhere print them, whose words a reader takes for something else."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from analytics.intake.files.sandbox import read_in_child
from analytics.intake.files.sheets import Workbook
from analytics.intake.periods import find_when
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from analytics.reference import titled_places
from tests.printed import asked, by_cell, read, sheet

FUPING, SONGYANG, NANTONG, ZONGYANG = "610528", "331124", "320600", "340722"
MONTHS = "富平县2026年1-6月固定资产投资完成情况（万元）"


def shown(reading, *cells):
    """(period, span, region, measure, unit, value) of cells."""
    found = by_cell(reading)
    return [
        (o.period.code, o.span, o.region_code, o.measure, o.unit, str(o.value))
        for o in (found[cell] for cell in cells)
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["1-6月", "2025年1-6月", "增减%"],
        ["1-6月", "2025年同期", "增减%"],
        ["1-6月", "2025年1-6月累计", "增长（%）"],
    ],
)
def test_a_head_of_last_year_leaves_the_columns_beside_it_in_this_one(heads):
    rows = [[MONTHS], ["指标", *heads], ["固定资产投资", 805000, 760000, 5.9]]
    found = read(sheet(rows), home=FUPING)
    assert asked(found) == []
    assert [one[0] for one in shown(found, "B3", "C3", "D3")] == ["2026-06", "2025-06", "2026-06"]


def test_without_a_year_of_its_own_a_table_is_asked_about_beside_last_years():
    rows = [["固定资产投资（万元）"], ["指标", "1-6月", "2025年1-6月"], ["固定资产投资", 8, 7]]
    found = read(sheet(rows), home=FUPING)
    assert asked(found) == ["year"]
    assert "B3" not in by_cell(found)


@pytest.mark.parametrize("day", ["2026年4月15日", "打印日期：2026-04-15", "2026.4.15"])
@pytest.mark.parametrize("place", [1, 2])
def test_a_day_printed_above_the_heads_dates_no_column(day, place):
    line = ["单位：亿元", "", ""]
    line[place] = day
    rows = [
        ["宁化县2026年1-3月固定资产投资"],
        line,
        ["指标", "累计", "±%"],
        ["工业投资", 15.5, -5.5],
    ]
    found = read(sheet(rows), home="350424")
    assert {one[:2] for one in shown(found, "B4", "C4")} == {("2026-03", "ytd")}


@pytest.mark.parametrize(
    "range_", ["2026.01-2026.05", "2026.1—2026.5", "2026/1-2026/5", "2026-01至2026-05"]
)
def test_a_range_in_digits_ends_with_its_last_month(range_):
    in_title = [[f"固定资产投资（{range_}）（万元）"], ["项目", "完成"], ["工业投资", 5]]
    in_head = [["固定资产投资（万元）"], ["项目", range_], ["工业投资", 5]]
    for rows in (in_title, in_head):
        found = read(sheet(rows))
        assert shown(found, "B3")[0][:2] == ("2026-05", "ytd")
        assert by_cell(found)["B3"].label == "工业投资"


def test_months_that_begin_in_another_year_or_month_are_no_period():
    for title in ("2025.06-2026.05固定资产投资（万元）", "2026年2月-5月固定资产投资（万元）"):
        found = read(sheet([[title], ["项目", "完成"], ["工业投资", 5]]))
        assert found.rows == ()
        assert asked(found) == ["year"]


@pytest.mark.parametrize(
    "zone", ["综合保税区", "保税区", "工业集中区", "其中：张家港保税区", "前湾保税港区"]
)
def test_a_zone_among_districts_is_itself_and_the_ones_below_it_keep_the_indicator(zone):
    rows = [["南通市2026年1-5月固定资产投资分地区增速"], ["地区", "同比增长（%）"], ["全市", 5.5]]
    rows += [["崇川区", 6.1], ["通州区", 7.7], [zone, -15.5], ["海安市", 4.4]]
    found = by_cell(read(sheet(rows), home=NANTONG))
    assert found["B6"].region_code.startswith(f"{NANTONG}/")
    assert (found["B7"].region_code, found["B7"].statistic) == ("320685", "investment")


@pytest.mark.parametrize("head", ["2021-2024年年均增长（%）", "“十四五”年均增速（%）"])
def test_an_average_of_years_is_no_growth_and_moves_no_period(head):
    rows = [
        ["松阳县2026年1-5月固定资产投资"],
        ["指标", "总量（亿元）", head],
        ["工业投资", 120.5, 5.4],
    ]
    found = read(sheet(rows), home=SONGYANG)
    assert shown(found, "B3")[0][0] == "2026-05"
    assert by_cell(found)["C3"].measure == "other"


@pytest.mark.parametrize(
    ("second", "unit", "month"),
    [("2026年1-5月，单位：亿元", "亿元", 5), ("2026年1-6月，单位：万元", "万元", 6)],
)
def test_a_second_block_of_a_ledger_has_its_own_unit_and_month(second, unit, month):
    head = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "累计完成"]
    rows = [["一、省重点项目（2026年1-5月，单位：万元）"], head]
    rows += [[1, "城东水厂", "水利局", 12000, 5000, 2100], [f"二、市重点项目（{second}）"], head]
    rows += [[1, "老街改造", "住建局", 0.8, 0.3, 0.09]]
    first, other = read(sheet(rows), home=SONGYANG).projects
    assert (first.money_unit, first.month) == ("万元", 5)
    assert (other.money_unit, other.month) == (unit, month)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("表5 全市2026年1-5月固定资产投资", "331100"),
        ("附表3：全市2026年1-5月固定资产投资", "331100"),
        ("（三）全市2026年1-5月固定资产投资", "331100"),
        ("2026年1-5月固定资产投资（全市）", "331100"),
        ("表5  2026年1-5月全省固定资产投资", "330000"),
        ("全县2026年1-5月固定资产投资", SONGYANG),
    ],
)
def test_a_county_sends_its_citys_figures_under_its_citys_name(title, code):
    rows = [[title], ["指标", "总量（亿元）"], ["固定资产投资", 120.5]]
    assert shown(read(sheet(rows), home=SONGYANG), "B3")[0][2] == code


def test_a_sheet_called_after_the_whole_city_holds_the_citys_figures():
    rows = [["2026年1-5月固定资产投资"], ["指标", "总量（亿元）"], ["固定资产投资", 120.5]]
    assert shown(read(sheet(rows, "全市"), home=SONGYANG), "B3")[0][2] == "331100"


@pytest.mark.parametrize("year", [2024, 2026, 2099])
def test_a_year_without_months_under_a_running_total_is_asked_about(year):
    rows = [[f"义乌市{year}年固定资产投资完成情况"], ["指标", "累计（亿元）"], ["工业投资", 120.5]]
    found = read(sheet(rows), home="330782")
    assert found.rows == ()
    assert asked(found) == ["year"]


def test_a_year_that_is_not_over_has_no_whole_year_and_one_that_is_has():
    for year, is_read in ((2099, False), (2024, True)):
        rows = [[f"{year}年固定资产投资"], ["指标", "总量（亿元）"], ["工业投资", 120.5]]
        assert bool(read(sheet(rows)).rows) == is_read


@pytest.mark.parametrize("head", ["2024年比2023年增长(%)", "2024年较2023年增减%"])
def test_the_growth_of_a_year_over_the_one_before_is_growth(head):
    rows = [["2-3 固定资产投资（2024年）"], ["指标", "2023年", "2024年", head]]
    rows += [["固定资产投资(亿元)", 1200.5, 1265.3, 5.4]]
    found = shown(read(sheet(rows)), "B3", "C3", "D3")
    assert [one[0] for one in found] == ["2023-12", "2024-12", "2024-12"]
    assert found[2][3:5] == ("yoy_pct", "%")


def test_last_years_period_after_two_is_the_later_ones():
    heads = ["1-6月", "1-5月", "上年同期"]
    rows = [["2026年1-6月投资增速（%）"], ["指标", *heads], ["固定资产投资", 5.5, 5.1, 9.9]]
    assert [o[0] for o in shown(read(sheet(rows)), "B3", "C3", "D3")] == [
        "2026-06",
        "2026-05",
        "2025-06",
    ]


@pytest.mark.parametrize("head", ["上年位次", "去年位次", "上月位次", "上期名次", "位次变化"])
def test_the_place_of_another_edition_is_not_this_ones(head):
    rows = [["湖州市2026年1-5月固定资产投资"], ["地区", "1-5月增速（%）", head, "本月位次"]]
    rows += [["吴兴区", 2.2, 1, 4], ["德清县", 9.9, 2, 1]]
    found = read(sheet(rows), home="330500")
    assert asked(found) == []
    assert shown(found, "C3", "D3") == [
        ("2026-05", "ytd", "330502", "other", "", "1"),
        ("2026-05", "ytd", "330502", "rank", "", "4"),
    ]


def test_the_growth_of_the_places_above_is_theirs_and_a_place_among_them_is_not():
    heads = ["总量（亿元）", "增速（%）", "全市增速（%）", "全省（%）", "全省位次"]
    rows = [["枞阳县2026年1-5月投资"], ["指标", *heads], ["固定资产投资", 80.5, 8.4, 6.1, 5.1, 9]]
    found = shown(read(sheet(rows), home=ZONGYANG), "C3", "D3", "E3", "F3")
    assert [one[2:4] for one in found] == [
        (ZONGYANG, "yoy_pct"),
        ("340700", "yoy_pct"),
        ("340000", "yoy_pct"),
        (ZONGYANG, "rank"),
    ]


@pytest.mark.parametrize("parts", [("①东环路", "②西环路"), ("1.东环路", "2.西环路")])
def test_a_part_numbered_in_its_name_is_no_project_beside_its_whole(parts):
    head = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "1-5月完成"]
    rows = [["2026年5月重点项目进展表（单位：万元）"], head]
    rows += [[1, "城区路网工程", "交通局", 12000, 5000, 2100]]
    rows += [["", name, "交通局", 5000, 2000, 900] for name in parts]
    rows += [[2, "老街改造", "住建局", 8000, 3000, 900]]
    found = read(sheet(rows))
    assert [one.project_name for one in found.projects] == ["城区路网工程", "老街改造"]
    assert "第4—5行是“城区路网工程”的2个分项" in found.problems[0].problem


@pytest.mark.parametrize("head", ["完成上年全年%", "比前年同期增长（%）", "对全部投资增长贡献"])
def test_a_percentage_of_something_else_is_no_growth(head):
    rows = [["2026年1-5月投资"], ["指标", "总量（亿元）", head], ["工业投资", 120.5, 5.4]]
    assert by_cell(read(sheet(rows)))["C3"].measure == "other"


def test_lowered_digits_are_marks():
    rows = [["2026年1-6月投资"], ["指标", "总量（亿元）₂", "同比（%）"]]
    found = read(sheet([*rows, ["固定资产投资", "55.5₂", "5.1₃"]]))
    assert [one[-1] for one in shown(found, "B3", "C3")] == ["55.5", "5.1"]


@pytest.mark.parametrize("text", ["回落3.3", "提高2.2", "加快1.1", "收窄0.5"])
def test_how_far_a_rate_moved_is_no_rate(text):
    rows = [["2026年1-6月投资"], ["指标", "总量（亿元）", "同比（%）"], ["工业投资", 21.5, text]]
    found = read(sheet([*rows, ["民间投资", 6.5, 5.5]]))
    assert "C3" not in by_cell(found)
    assert any(problem.cell == "C3" for problem in found.problems)


def test_the_titles_range_outranks_a_sheet_called_this_month():
    rows = [["都匀市2026年1-6月投资"], ["指标", "总量（亿元）"], ["固定资产投资", 55.5]]
    assert shown(read(sheet(rows, "本月"), home="522701"), "B3")[0][1] == "ytd"


def test_investment_up_to_the_end_of_a_month_is_a_running_total():
    rows = [["2026年固定资产投资累计增速（%）"], ["指标", "5月末", "4月末"], ["工业投资", 8.4, 7.8]]
    assert {one[1] for one in shown(read(sheet(rows)), "B3", "C3")} == {"ytd"}


def test_a_table_of_townships_and_streets_is_named_by_its_indicator():
    rows = [["2026年各镇街固定资产投资目标完成情况（1-5月）"], ["单位：亿元"]]
    rows += [["镇街", "1-5月完成", "同比增长%"], ["佛堂镇", 7.5, 5.5], ["苏溪镇", 6.6, -2.2]]
    found = by_cell(read(sheet(rows), home="330782"))
    assert {found[cell].statistic for cell in ("B4", "C4")} == {"investment"}


def test_a_cell_struck_out_or_shown_as_nothing_is_read_and_said():
    book = openpyxl.Workbook()
    for line in (
        ["2026年1-5月投资"],
        ["指标", "总量（亿元）"],
        ["工业投资", 41.7],
        ["民间投资", 6.5],
    ):
        book.active.append(line)
    book.active["B3"].font = Font(strike=True)
    book.active["B4"].number_format = ";;;"
    file = io.BytesIO()
    book.save(file)
    found = read_in_child(file.getvalue(), "月报.xlsx", Hints("430500"))
    assert [str(row.value) for row in found.rows] == ["41.7", "6.5"]
    assert {problem.code: problem.cell for problem in found.problems} == {
        "text_struck": "B3",
        "number_unseen": "B4",
    }


BODY = [["单位：亿元、%"], ["指标", "累计", "增速"], ["固定资产投资", 301, 5.5]]


@pytest.mark.parametrize(
    ("title", "home", "town"),
    [
        ("2026年1-5月古市镇固定资产投资", SONGYANG, "古市镇"),
        ("松阳县古市镇2026年1-5月固定资产投资", SONGYANG, "古市镇"),
        ("2026年1-5月县前街道固定资产投资", "330521", "县前街道"),
        ("2026年1-5月省庄镇固定资产投资", "370911", "省庄镇"),
    ],
)
def test_a_town_whose_name_holds_city_or_county_is_itself(title, home, town):
    assert shown(read(sheet([[title], *BODY]), home=home), "B4")[0][2] == f"{home}/{town}"


@pytest.mark.parametrize(
    ("title", "home"),
    [
        ("2026年1-5月市区固定资产投资", "430200"),
        ("2026年1-5月珠三角固定资产投资", "440000"),
        ("2026年1-5月苏北五市固定资产投资", "320000"),
        ("2026年1-5月全省开发区固定资产投资", "320000"),
        ("2026年1-5月山区26县固定资产投资", "330000"),
        ("2026年1-5月全市（不含经开区）固定资产投资", "430200"),
    ],
)
def test_some_of_a_regions_places_are_not_the_region(title, home):
    found = read(sheet([[title], *BODY]), home=home)
    assert asked(found) == ["region"]
    assert {row.region_code for row in found.rows} == {""}


def test_a_sheet_called_after_the_city_proper_is_asked_about():
    found = read(sheet([["2026年1-5月固定资产投资"], *BODY], "市区"), home="430200")
    assert asked(found) == ["region"]


def test_investment_without_farmers_and_in_every_zone_stays_the_regions():
    for title in ("2026年1-5月固定资产投资（不含农户）", "2026年1-5月各开发区固定资产投资"):
        assert shown(read(sheet([[title], *BODY]), home="430200"), "B4")[0][2] == "430200"


@pytest.mark.parametrize(
    ("heads", "line", "goals"),
    [
        (
            ["2025年完成", "2026年目标", "增长"],
            [370.7, 402, 8.4],
            [("level", "402"), ("growth", "8.4")],
        ),
        (["2025年基数", "2026年目标", "净增额"], [250.2, 270, 19.8], [("level", "270")]),
        (
            ["2026年目标", "目标增速（%）", "2025年", "2025年增速（%）"],
            [13, 8, 12, 5],
            [("level", "13"), ("growth", "8")],
        ),
    ],
)
def test_what_a_goal_starts_from_is_no_goal_and_its_growth_is_the_goals_year(heads, line, goals):
    rows = [["2026年固定资产投资目标任务分解表"], ["单位：亿元、%"], ["县（市、区）", *heads]]
    found = read(sheet([*rows, ["盐湖区", *line], ["永济市", *line]]), home="140800")
    said = [(t.goal_kind, str(t.value)) for t in found.targets if t.region_code == "140802"]
    assert said == goals
    assert {target.year for target in found.targets} == {2026}
    assert {t.unit for t in found.targets if t.goal_kind == "growth"} <= {"%"}


def test_the_growth_beside_a_goal_is_in_percent_whatever_unit_the_row_names():
    heads = ["指标", "单位", "2025年实绩", "2026年目标", "增长%"]
    rows = [["2026年主要指标目标"], heads, ["固定资产投资", "亿元", 1200.1, 1300, 8.3]]
    rows += [["工业投资", "亿元", 500.2, 560, 12]]
    found = read(sheet(rows), home="140800")
    first = [(t.goal_kind, t.unit, str(t.value)) for t in found.targets][:2]
    assert first == [("level", "亿元", "1300"), ("growth", "%", "8.3")]


def test_counts_and_areas_in_a_table_of_money_are_no_money():
    rows = [["2026年1-5月固定资产投资主要指标"], ["单位：万元、%"], ["指标", "累计", "同比"]]
    rows += [
        ["固定资产投资", 801000, 6.6],
        ["施工项目个数", 320, 3.3],
        ["房屋施工面积", 1200000, 2.2],
    ]
    units = {row.label: row.unit for row in read(sheet(rows)).rows if row.measure != "yoy_pct"}
    assert units == {"固定资产投资": "万元", "施工项目个数": "个", "房屋施工面积": ""}


def test_a_pull_in_points_is_no_change_of_a_rate():
    heads = ["1-5月（亿元）", "拉动增长（百分点）", "比重变化（百分点）"]
    rows = [["2026年1-5月固定资产投资"], ["指标", *heads], ["工业投资", 44, 4.1, 0.3]]
    assert [one[3] for one in shown(read(sheet(rows)), "C3", "D3")] == ["other", "change"]


def test_a_period_behind_a_rows_name_is_the_rows():
    rows = [["2026年1-5月主要指标"], ["指标", "总量（亿元）"], ["固定资产投资", 900]]
    rows += [
        ["地区生产总值（一季度）", 800],
        ["民间投资（1-4月）", 70],
        ["工业投资（上年同期）", 60],
    ]
    found = by_cell(read(sheet(rows)))
    assert [(found[c].label, found[c].period.code) for c in ("B4", "B5", "B6")] == [
        ("地区生产总值", "2026-03"),
        ("民间投资", "2026-04"),
        ("工业投资", "2025-05"),
    ]


def test_a_box_of_the_province_over_its_own_figures_is_the_provinces():
    rows = [["指标", "全省1-5月", "同比增长%", "全市1-5月", "同比增长%"]]
    rows += [["固定资产投资（亿元）", 15230.1, 4.1, 920.1, 4.4]]
    found = read(sheet(rows), home="370700", file="2026年1-5月主要指标对比.xlsx")
    assert [one[2] for one in shown(found, "B2", "D2")] == ["370000", "370700"]
    assert by_cell(found)["B2"].label == "固定资产投资（亿元）"


@pytest.mark.parametrize("sender", ["松阳县古市镇人民政府", "松阳县西屏街道办事处"])
def test_a_towns_file_is_not_written_to_its_county_unasked(sender):
    book = Workbook("月报.xlsx", "xlsx", (sheet([["2026年1-5月固定资产投资"], *BODY]),))
    town = titled_places.of_sender(sender)
    found = read_sheets(book, Hints(SONGYANG, sender_region=town))
    assert asked(found) == ["region"]
    assert found.questions[0].choices[0] == town
    assert "浙江省丽水市松阳县" in found.questions[0].choices
    assert read_sheets(book, Hints(SONGYANG, sender_region=SONGYANG)).questions == ()


def test_the_growth_of_last_month_is_last_months():
    rows = [["2026年1-5月固定资产投资"], ["指标", "增速（%）", "上月增速（%）"]]
    found = read(sheet([*rows, ["固定资产投资", 8.4, 7.8]]))
    assert asked(found) == []
    assert [one[0] for one in shown(found, "B3", "C3")] == ["2026-05", "2026-04"]
    assert by_cell(found)["C3"].label == "固定资产投资"


def test_months_and_totals_below_a_name_without_figures_are_of_it():
    rows = [["2026年主要指标（亿元）"], ["指标", "4月", "5月"], ["固定资产投资", None, None]]
    rows += [["  当月", 30.5, 31], ["  累计", 120.5, 151.5], ["  累计增速（%）", 8.4, 8.5]]
    found = read(sheet(rows))
    assert {row.label for row in found.rows} == {"固定资产投资"}
    assert [(o[0], o[1], o[3]) for o in shown(found, "C4", "C5", "C6")] == [
        ("2026-05", "month", "level"),
        ("2026-05", "ytd", "level"),
        ("2026-05", "ytd", "yoy_pct"),
    ]


def test_goals_without_a_name_of_their_own_are_of_what_the_title_names():
    heads = ["县区", "2026年目标投资（亿元）", "2026年目标增速（%）"]
    rows = [["2026年固定资产投资预期目标"], heads, ["盐湖区", 270, 7.9], ["永济市", 132, 9.5]]
    names = {target.indicator_label for target in read(sheet(rows), home="140800").targets}
    assert names == {"固定资产投资"}


def test_a_day_over_the_last_of_two_rows_of_heads_dates_nothing():
    rows = [["宁化县2026年1-3月固定资产投资"], ["", "", "", "2026年4月15日"]]
    rows += [["指标", "单位", "累计", "±%"], ["固定资产投资", "亿元", 45.5, 5.5]]
    found = read(sheet(rows), home="350424")
    assert {one[:2] for one in shown(found, "C4", "D4")} == {("2026-03", "ytd")}


def test_an_index_beside_a_row_in_money_is_no_money():
    heads = ["2024年", "指数（上年=100）"]
    rows = [["固定资产投资（2024年）"], ["指标", *heads], ["固定资产投资(亿元)", 1265.3, 105.4]]
    found = by_cell(read(sheet(rows)))
    assert (found["B3"].unit, found["C3"].measure) == ("亿元", "index")
    assert found["C3"].unit != "亿元"


def test_years_in_a_range_are_of_no_one_year():
    for text in ("2021-2024年年均增长", "固定资产投资（2021—2023年）"):
        assert not find_when(text)
    assert find_when("2024年").year == 2024
