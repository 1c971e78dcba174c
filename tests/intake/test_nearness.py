"""Where a table's months and units are looked for, and what is asked when none says."""

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.printed import asked, by_cell, codes, read, said, sheet

BODY = [["指标", "累计", "同比增长"], ["固定资产投资", 120.5, 8.4], ["民间投资", 66.2, -3.1]]


def spoken(reading, cell="B4"):
    return said(by_cell(reading)[cell])


@pytest.mark.parametrize(
    "lines",
    [
        [["主要指标完成情况"], ["2026年1-5月                    单位：亿元、%"]],
        [["主要指标完成情况"], ["单位：亿元  %      2026年1-5月"]],
        [["2026年1-5月主要指标完成情况表（单位：亿元、%）"], []],
        [["2026年1-5月主要指标【计量单位：亿元，%】"], []],
        [["2026年主要指标（1—5月）"], ["单位：亿元、%"]],
        [["2026年主要指标（单位：亿元、%）"], ["（1-5月）"]],
        [["主要指标（单位：亿元、%）"], ["时间：2026年1-5月"]],
    ],
)
def test_period_and_unit_are_read_wherever_one_line_prints_them(lines):
    reading = read(sheet([*lines, *BODY]))
    assert spoken(reading) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "120.5")
    assert spoken(reading, "C4") == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "8.4")
    assert reading.questions == ()


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [
        ("主要指标", "1-5月", "2026年投资.xlsx"),
        ("2026年主要指标", "1-5月", "月报.xlsx"),
        ("2026年主要指标", "5月", "月报.xlsx"),
        ("2026年主要指标（5月）", "表", "月报.xlsx"),
        ("主要指标", "2026.1-5", "月报.xlsx"),
        ("主要指标", "202605", "月报.xlsx"),
        ("2026年主要指标", "表", "投资_202605.xlsx"),
        ("2026年1-5月主要指标", "表", "投资_202606.xlsx"),
    ],
)
def test_the_nearest_place_dates_a_table(title, name, file):
    reading = read(sheet([[title], ["单位：亿元"], *BODY], name), file=file)
    assert spoken(reading)[1:3] == ("2026-05", "ytd")


def test_each_month_has_a_sheet_of_its_own():
    sheets = [sheet([["主要指标"], ["单位：亿元"], *BODY], f"1-{m}月") for m in (4, 5)]
    reading = read(*sheets, file="2026年固定资产投资.xlsx")
    assert by_cell(reading, "1-4月")["B4"].period.code == "2026-04"
    assert by_cell(reading, "1-5月")["B4"].period.code == "2026-05"


def test_a_sheet_name_that_contradicts_the_title_is_a_question():
    rows = [["2026年1-4月主要指标"], ["单位：亿元"], *BODY]
    reading = read(sheet(rows, "1-5月"))
    (question,) = reading.questions
    assert question.choices == ("2026年1-5月", "2026年1-4月")
    assert reading.rows == ()
    answers = {(question.fingerprint, "year"): "2026年1-4月"}
    assert spoken(read(sheet(rows, "1-5月"), answers=answers))[1] == "2026-04"


@pytest.mark.parametrize(
    ("typed", "period", "span"),
    [
        ("2026年5月", "2026-05", "ytd"),
        ("2026年1-5月", "2026-05", "ytd"),
        ("202605", "2026-05", "ytd"),
        ("26年5月", "2026-05", "ytd"),
        ("2026", "2026-12", "ytd"),
    ],
)
def test_the_year_is_answered_as_people_type_it(typed, period, span):
    rows = [["主要指标"], ["单位：亿元"], *BODY]
    (question,) = read(sheet(rows)).questions
    assert "累计" in question.prompt
    reading = read(sheet(rows), answers={(question.fingerprint, "year"): typed})
    assert spoken(reading)[1:3] == (period, span)


@pytest.mark.parametrize("typed", ["1-5月", "今年", "五"])
def test_an_answer_that_is_not_enough_comes_back_with_what_was_typed(typed):
    rows = [["主要指标"], ["单位：亿元"], *BODY]
    reading = read(sheet(rows), answers={("*", "year"): typed})
    assert typed in reading.questions[0].prompt
    assert reading.rows == ()


def test_months_answered_once_are_not_the_next_files_months():
    rows = [["主要指标"], ["单位：亿元"], *BODY]
    (question,) = read(sheet(rows)).questions
    later = [["主要指标"], ["单位：亿元"], BODY[0], ["固定资产投资", 150.5, 8.8]]
    reading = read(sheet(later), answers={(question.fingerprint, "year"): "2026年1-5月"})
    assert asked(reading) == ["year"]


def test_a_year_answered_once_never_outranks_a_year_printed_later():
    rows = [["2027年1-2月主要指标"], ["单位：亿元"], *BODY]
    assert spoken(read(sheet(rows), answers={("*", "year"): "2026"}))[1] == "2027-02"


@pytest.mark.parametrize(
    ("heads", "months"),
    [
        ([2026.02, 2026.03, 2026.04], [2, 3, 4]),
        (["2026.02", "2026.03", "2026.04"], [2, 3, 4]),
        ([2026.09, 2026.1, 2026.11], [9, 10, 11]),
        ([2026.1, 2026.02, 2026.03], [1, 2, 3]),
        ([202602, 202603, 202604], [2, 3, 4]),
    ],
)
def test_months_as_numbers_head_their_columns(heads, months):
    rows = [["累计增长（%）"], ["指标", *heads], ["固定资产投资", 3.1, 4.2, 5.3]]
    cells = by_cell(read(sheet(rows, "投资"), file="投资_202612.xlsx"))
    assert [cells[f"{c}3"].period.month for c in "BCD"] == months
    assert {row.span for row in cells.values()} == {"ytd"}


def test_a_lone_tenth_between_strangers_is_asked():
    rows = [["累计增长（%）"], ["指标", 2026.1], ["固定资产投资", 3.1]]
    assert asked(read(sheet(rows, "投资"))) == ["year"]


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("固定资产投资累计增长（%）", "ytd"),
        ("固定资产投资增长（%）", ""),
        ("当月固定资产投资增长（%）", "month"),
    ],
)
def test_a_word_of_the_title_tells_a_total_from_a_month(title, span):
    rows = [[title], ["指标", "2026年3月", "2026年4月"], ["固定资产投资", 4.2, 5.3]]
    reading = read(sheet(rows))
    assert by_cell(reading)["B3"].span == span
    assert asked(reading) == ([] if span else ["measure"])


@pytest.mark.parametrize("heads", [["3月", "4月", "5月"], ["202603", "202604", "202605"]])
def test_months_without_a_word_are_totals_or_months_and_asked(heads):
    rows = [["2026年固定资产投资（亿元）"], ["指标", *heads], ["固定资产投资", 51.1, 75.4, 105.9]]
    assert asked(read(sheet(rows))) == ["measure"]


@pytest.mark.parametrize("of", ["各月", "分月", "逐月"])
def test_a_title_of_each_month_says_months(of):
    rows = [[f"2026年{of}固定资产投资（亿元）"], ["指标", "4月", "5月"], ["投资", 5, 6]]
    cells = by_cell(read(sheet(rows)))
    assert [cells[f"{column}3"].span for column in "BC"] == ["month", "month"]


def test_months_beside_their_total_are_months():
    rows = [["2026年固定资产投资（亿元）"], ["指标", "4月", "5月", "1-5月"], ["投资", 5, 6, 25]]
    cells = by_cell(read(sheet(rows)))
    assert [cells[f"{column}3"].span for column in "BCD"] == ["month", "month", "ytd"]


def test_the_amount_of_the_year_up_to_a_month_is_no_month():
    rows = [["2026年投资"], ["指标", "5月年内完成额（亿元）"], ["固定资产投资", 4.2]]
    assert spoken(read(sheet(rows)), "B3")[1:3] == ("2026-05", "ytd")


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("固定资产投资总额_亿元", "亿元"),
        ("砖产量（亿块）", "亿块"),
        ("平板玻璃（万重量箱）", "万重量箱"),
        ("产量（单位：亿块）", "亿块"),
        ("投资额：万元", "万元"),
        ("投资 亿元", "亿元"),
        ("固定资产投资（不含农户）", ""),
        ("投资（万达广场）", ""),
    ],
)
def test_a_unit_is_kept_where_it_is_printed_known_or_not(head, unit):
    rows = [["地区", "年份", head], ["双清区", 2023, 5.5], ["大祥区", 2023, 6.5]]
    assert by_cell(read(sheet(rows)))["C2"].unit == unit


def test_a_unit_stands_in_the_line_of_the_indicator_and_in_the_unit_line():
    rows = [["指标：房地产开发投资额(亿元)"], ["地区", "2024年", "2023年"], ["双清区", 3, 4]]
    row = by_cell(read(sheet(rows)))["B3"]
    assert (row.label, row.unit) == ("房地产开发投资额", "亿元")
    rows = [["2026年1-5月产量"], ["单位：亿块"], ["指标", "累计"], ["砖", 3]]
    assert by_cell(read(sheet(rows)))["B4"].unit == "亿块"
    rows = [["2026年1-5月投资"], ["单位：邵阳市统计局"], ["指标", "累计"], ["固定资产投资", 3]]
    assert asked(read(sheet(rows))) == ["unit"]


def test_an_index_keeps_its_base_and_its_province():
    rows = [["指标名称", "频率", "单位", "指标ID", "来源", "2019-12-31", "2018-12-31"]]
    rows += [["湖南:固定资产投资价格指数", "年", "上年=100", "M1", "国家统计局", 102.1, 104.9]]
    row = by_cell(read(sheet(rows), home="000000"))["F2"]
    assert said(row)[3:] == ("index", "上年=100", "102.1")
    assert row.region_code == "430000"


@pytest.mark.parametrize("across", [True, False])
def test_zeros_of_months_to_come_are_no_figures_and_are_told(across):
    heads = [f"1-{month}月" for month in (3, 4, 5, 6, 7)]
    figures = [1, 2, 3, 0, 0]
    rows = (
        [["指标", *heads], ["固定资产投资", *figures]]
        if across
        else [["时间", "固定资产投资"], *([h, f] for h, f in zip(heads, figures, strict=True))]
    )
    reading = read(sheet([["2026年1-5月投资（亿元）"], *rows]))
    assert {row.period.month for row in reading.rows} == {3, 4, 5}
    assert "zeros_to_come" in codes(reading)


def test_a_growth_of_nothing_in_the_last_month_is_a_figure():
    rows = [["投资累计增长（%）"], ["指标", "2026年1-4月", "2026年1-5月"], ["投资", 0.5, 0.0]]
    assert by_cell(read(sheet(rows)))["C3"].value == Decimal("0.0")


def test_a_bare_percentage_of_investment_is_taken_for_growth_and_asked():
    rows = [["2026年1-5月固定资产投资"], ["单位：%"], ["地区", "1-5月"], ["双清区", 3.3]]
    reading = read(sheet(rows))
    assert by_cell(reading)["B4"].measure == "yoy_pct"
    (question,) = reading.questions
    assert (question.about, question.suggestion) == ("measure", "同比增速")
    answered = read(sheet(rows), answers={(question.fingerprint, "measure"): "占比"})
    assert answered.questions == ()
    assert by_cell(answered)["B4"].measure == "share_pct"
    falls = read(sheet([*rows, ["大祥区", -1.1]]))
    assert falls.questions == ()
    assert {row.measure for row in falls.rows} == {"yoy_pct"}


LONG = [["指标", "排名", "区县", "数值", "单位", "增速"]]
LONG += [["固定资产投资", 1, "双清区", 12.5, "亿元", "3.3%"]]
LONG += [["固定资产投资", 2, "大祥区", 11.5, "亿元", "2.3%"]]
LONG += [["GDP", 1, "双清区", 112.5, "亿元", "4.3%"]]


def test_a_long_table_keeps_indicator_region_and_rank_of_each_row():
    cells = by_cell(read(sheet(LONG), file="区县排名_2025年1-9月.csv"))
    assert said(cells["D2"]) == ("固定资产投资", "2025-09", "ytd", "level", "亿元", "12.5")
    assert said(cells["B3"]) == ("固定资产投资", "2025-09", "ytd", "rank", "", "2")
    assert said(cells["F4"]) == ("GDP", "2025-09", "ytd", "yoy_pct", "%", "4.3")
    assert [cells[f"D{r}"].region_code for r in (2, 3, 4)] == ["430502", "430503", "430502"]


def test_a_long_table_counts_its_months_in_a_column():
    rows = [["年份", "月份", "地区", "累计值（亿元）", "指标", "累计同比"]]
    rows += [[2026, 4, "双清区", 9.5, "固定资产投资", 3.1], [2026, 5, "双清区", 12.5]]
    rows[2] += ["固定资产投资", 3.3]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["D3"]) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "12.5")
    assert said(cells["F2"]) == ("固定资产投资", "2026-04", "ytd", "yoy_pct", "%", "3.1")


def test_two_tables_side_by_side_stay_two():
    rows = [["2026年1-5月投资"], ["指标", "完成（亿元）", "地区", "增速%"]]
    rows += [["固定资产投资", 12, "双清区", 2], ["工业投资", 11, "大祥区", 3]]
    cells = by_cell(read(sheet(rows)))
    assert cells["B3"].region_code == "430500"
    assert cells["D3"].region_code == "430502"


EXPORT = [
    ["国家", "中国"],
    ["频率", "月度"],
    ["单位", "%"],
    ["来源", "国家统计局"],
    ["状态", "继续"],
    ["序列编码", 7868801],
    ["首个观察日期", date(1992, 1, 1)],
    ["最后观察日期", date(2026, 5, 1)],
    ["更新时间", "2026-06-16"],
    ["备注", "不含农户"],
]


@pytest.mark.parametrize("corner", ["", "指标", "指标名称"])
@pytest.mark.parametrize("rows_said", [4, 6, 10])
def test_an_export_describes_its_series_in_any_number_of_rows(corner, rows_said):
    rows = [[corner, "中国:固定资产投资完成额:累计同比"], *EXPORT[:rows_said]]
    rows += [[date(2026, 4, 1), 4.0], [date(2026, 5, 1), 3.7]]
    reading = read(sheet(rows))
    assert asked(reading) == []
    assert [(row.period.code, row.span, row.unit, str(row.value)) for row in reading.rows] == [
        ("2026-04", "ytd", "%", "4.0"),
        ("2026-05", "ytd", "%", "3.7"),
    ]


@pytest.mark.parametrize("lead", ["", "  "])
@pytest.mark.parametrize("total", [505.9, None])
def test_places_under_an_indicator_are_its_places(lead, total):
    rows = [["2026年1-5月各县市区主要指标（亿元）"], ["指标", "总量"], ["固定资产投资", total]]
    rows += [[f"{lead}双清区", 51.1], [f"{lead}大祥区", 75.4]]
    rows += [["规模工业增加值", total], [f"{lead}双清区", 31.1]]
    found = read(sheet(rows))
    assert asked(found) == []
    places = [(row.region_code, row.label, str(row.value)) for row in found.rows if row.value < 99]
    assert places == [
        ("430502", "固定资产投资", "51.1"),
        ("430503", "固定资产投资", "75.4"),
        ("430502", "规模工业增加值", "31.1"),
    ]


LIST = [["2026年1-5月主要指标（亿元）"], ["指标", "总量"], ["固定资产投资", 505.9]]


@pytest.mark.parametrize(
    ("name", "code"), [("双清区", "430502"), ("邵阳经开区", "430500/邵阳经开区")]
)
@pytest.mark.parametrize("lead", ["", "  "])
def test_one_place_below_an_indicator_is_that_place(name, code, lead):
    rows = [*LIST, [f"{lead}{name}", 51.1], ["社会消费品零售总额", 88.0]]
    found = read(sheet(rows))
    assert asked(found) == []
    assert [(row.region_code, row.label) for row in found.rows] == [
        ("430500", "固定资产投资"),
        (code, "固定资产投资"),
        ("430500", "社会消费品零售总额"),
    ]


@pytest.mark.parametrize("between", [[], ["社会消费品零售总额", 88.0]])
def test_a_place_below_several_indicators_is_asked_about(between):
    rows = [*LIST, ["其中：工业投资", 200.3], *([between] if between else [])]
    rows += [["双清区", 51.1], ["大祥区", 41.2]]
    found = read(sheet(rows))
    (question,) = found.questions
    assert (question.about, question.suggestion) == ("indicator", "固定资产投资")
    assert question.choices[1] == "工业投资"
    assert {row.region_code for row in found.rows} == {"430500"}
    answered = read(sheet(rows), answers={(question.fingerprint, "indicator"): "工业投资"})
    assert asked(answered) == []
    assert [(r.region_code, r.label, r.parent) for r in answered.rows][-2:] == [
        ("430502", "工业投资", "固定资产投资"),
        ("430503", "工业投资", "固定资产投资"),
    ]


def test_an_indent_says_which_of_several_indicators_a_place_is_of():
    rows = [*LIST, ["  工业投资", 200.3], ["    双清区", 51.1], ["房地产开发投资", 30.0]]
    found = by_cell(read(sheet(rows)))
    assert (found["B5"].region_code, found["B5"].label) == ("430502", "工业投资")
    assert found["B6"].region_code == "430500"


def test_a_name_that_only_sounds_like_a_place_stays_an_indicator():
    rows = [*LIST, ["城镇", 300.3], ["其中：城区", 51.1], ["#郊区", 20.0]]
    found = read(sheet(rows))
    assert [(row.region_code, row.label) for row in found.rows][1:] == [
        ("430500", "城镇"),
        ("430500", "城区"),
        ("430500", "郊区"),
    ]


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (["指标", "单位", "总量"], ["固定资产投资", "亿元"]),
        (["指标", "总量"], ["固定资产投资（亿元）"]),
    ],
)
def test_places_under_an_indicator_have_its_unit(head, first):
    blank = [None] * (len(head) - 2)
    rows = [["2026年1-5月主要指标"], head, [*first, 505.9]]
    found = read(sheet([*rows, ["双清区", *blank, 51.1], ["大祥区", *blank, 75.4]]))
    assert {row.unit for row in found.rows} == {"亿元"}


def test_a_company_among_places_is_a_unit_of_the_list():
    rows = [
        ["2026年1-5月固定资产投资增速"],
        ["单位", "增速（%）"],
        ["双清区", 4.4],
        ["大祥区", 3.9],
    ]
    found = read(sheet([*rows, ["市投资集团公司", 5.1]]))
    assert [row.region_code for row in found.rows][-1] == "430500/市投资集团公司"


@pytest.mark.parametrize(
    ("series", "code"),
    [
        ("邵阳:固定资产投资完成额:累计值", "430500"),
        ("长沙:固定资产投资完成额:累计值", "430100"),
        ("湖南:邵阳:固定资产投资完成额:累计值", "430500"),
        ("湖南:固定资产投资完成额:累计值:邵阳", "430500"),
        ("湖南:固定资产投资完成额:累计值", "430000"),
        ("固定资产投资完成额:累计值", "430500"),
    ],
)
def test_a_series_names_its_city_in_short(series, code):
    rows = [["指标名称", series], ["频率", "月"], ["单位", "亿元"], ["来源", "统计局"]]
    (row,) = read(sheet([*rows, [date(2026, 5, 31), 512.3]])).rows
    assert (row.region_code, row.label) == (code, "固定资产投资完成额:累计值")


def test_an_export_in_english_heads_describes_its_series():
    rows = [["", "固定资产投资：累计：湖南：邵阳", "固定资产投资：累计同比：湖南：邵阳"]]
    rows += [["Country", "中国", "中国"], ["Frequency", "月", "月"], ["Unit", "百万元", "%"]]
    rows += [["Source", "国家统计局", "国家统计局"], ["Status", "Active", "Active"]]
    found = read(sheet([*rows, [date(2026, 4, 1), 41230, 5.1]]))
    assert asked(found) == []
    assert [(row.region_code, row.period.code, row.span, row.unit) for row in found.rows] == [
        ("430500", "2026-04", "ytd", "百万元"),
        ("430500", "2026-04", "ytd", "%"),
    ]


@pytest.mark.parametrize("parts", ["各乡镇", "各乡镇（街道）", "各乡（镇、街道）", "各街道"])
@pytest.mark.parametrize("whole", ["全县", "合计", "新邵县"])
def test_a_table_of_a_county_in_its_citys_file_is_the_countys(whole, parts):
    rows = [[f"2026年1-5月新邵县{parts}固定资产投资"], ["单位：亿元"], ["乡镇", "1-5月"]]
    found = read(sheet([*rows, [whole, 50.1], ["酿溪镇", 10.1], ["严塘镇", 8.1]]))
    assert [row.region_code for row in found.rows] == ["430522", "430522/酿溪镇", "430522/严塘镇"]
    assert {row.label for row in found.rows} == {"固定资产投资"}


@pytest.mark.parametrize("mark", ["①", "*", "[1]"])
def test_places_with_a_mark_are_places(mark):
    rows = [["2026年1-5月固定资产投资（亿元）"], ["指标", "累计"], ["固定资产投资", 512.3]]
    rows += [[f"{place}{mark}", 3.5] for place in ("双清区", "大祥区")]
    codes_found = [row.region_code for row in read(sheet([*rows, ["北塔区", 2]])).rows]
    assert codes_found == ["430500", "430502", "430503", "430511"]


@pytest.mark.parametrize("head", ["完成率", "占全年目标比重", "完成目标进度", "完成年度计划"])
def test_a_rate_has_no_unit_of_money(head):
    rows = [["2026年1-5月固定资产投资"], ["单位：亿元"], ["县市区", "1-5月完成", head]]
    cells = by_cell(read(sheet([*rows, ["双清区", 33.1, 34.2], ["大祥区", 30.1, 35.2]])))
    assert (cells["B4"].unit, cells["C4"].measure, cells["C4"].unit) == ("亿元", "other", "%")


def test_points_are_a_change_and_a_level_is_never_even():
    rows = [["2026年1-5月固定资产投资"], ["县市区", "增速（%）", "比1-4月"]]
    rows += [["双清区", 6.2, "回落0.5个百分点"], ["大祥区", 3, "持平"]]
    reading = read(sheet(rows))
    cells = by_cell(reading)
    assert (cells["C3"].measure, str(cells["C3"].value)) == ("change", "-0.5")
    assert "C4" not in cells
    assert any(problem.cell == "C4" for problem in reading.problems)


@pytest.mark.parametrize("head", ["完成数", "累计数", "实绩", "自年初至报告期末累计"])
def test_heads_that_only_say_the_amount(head):
    rows = [["2026年1-5月固定资产投资"], ["单位：亿元"], ["指标", head], ["固定资产投资", 12.5]]
    reading = read(sheet(rows))
    assert asked(reading) == []
    assert spoken(reading)[1:5] == ("2026-05", "ytd", "level", "亿元")


@pytest.mark.parametrize(("value", "unit"), [(120.5, "亿元"), (1205000, "万元")])
def test_the_likelier_unit_is_proposed_by_the_size_of_the_figures(value, unit):
    rows = [["2026年1-5月固定资产投资"], ["指标", "总量"], ["固定资产投资", value]]
    (question,) = read(sheet(rows)).questions
    assert (question.about, question.suggestion) == ("unit", unit)


def test_months_answered_without_a_year_are_proposed_with_the_last_that_is_over():
    rows = [["固定资产投资（亿元）"], ["指标", "总量"], ["固定资产投资", 120.5]]
    (first,) = read(sheet(rows)).questions
    (again,) = read(sheet(rows), answers={(first.fingerprint, "year"): "1-5月"}).questions
    assert re.fullmatch(r"20\d\d年1-5月", again.suggestion)
    answered = read(sheet(rows), answers={(first.fingerprint, "year"): again.suggestion})
    assert asked(answered) == []
    for year in ("今年", "去年"):
        told = read(sheet(rows), answers={(first.fingerprint, "year"): f"{year}1-5月"})
        assert asked(told) == []
