"""Periods that words, neighbours and titles say in other ways, or leave open."""

import pytest

from analytics.intake.periods import find_when
from tests.printed import asked, by_cell, read, said, sheet

TITLE = ["2026年1—5月各县市区固定资产投资"]


def _reading(title, head="完成（亿元）"):
    return read(sheet([[title], ["指标", head], ["固定资产投资", 12.5]]))


@pytest.mark.parametrize(
    "text",
    [
        "2026年前5个月固定资产投资",
        "2026年前五个月投资",
        "2026年头五个月投资",
        "2026年前5月投资",
        "2026年1至5个月投资",
        "2026年1月1日—5月31日投资",
        "2026年1—5月固定资产投资（上年同期为2025年1—4月）",
    ],
)
def test_months_in_other_words(text):
    when = find_when(text)
    assert (when.year, when.month, when.shape) == (2026, 5, "range")
    assert not when.is_last_year


@pytest.mark.parametrize("text", ["26年1-5月", "’26年1—5月投资", "26年前五个月"])
def test_a_year_of_two_digits_before_months(text):
    assert (find_when(text).year, find_when(text).month) == (2026, 5)


@pytest.mark.parametrize("text", ["近20年1-5月", "第26年1-5月", "过去10年前5个月", "满20年1-5月"])
def test_a_count_of_years_is_no_year(text):
    assert find_when(text).year == 0


@pytest.mark.parametrize(
    "title",
    ["2025年6月—2026年5月投资", "2026年1—4月、1—5月固定资产投资", "固定资产投资月报 2026年第5期"],
)
def test_a_title_of_no_single_period_is_asked(title):
    assert asked(_reading(title)) == ["year"]
    assert _reading(title).rows == ()


@pytest.mark.parametrize(
    "title", ["2026年5月当月投资", "5月份单月投资（2026年）", "投资2026年5月本月数"]
)
def test_a_month_in_the_title_against_a_total_in_the_head_is_asked(title):
    assert asked(_reading(title, "累计完成（亿元）")) == ["measure"]
    assert by_cell(_reading(title))["B3"].span == "month"


@pytest.mark.parametrize("head", ["上年同期位次", "上年同期占比%", "2025年位次", "去年同期排名"])
def test_last_years_rank_or_share_does_not_date_what_stands_beside_it(head):
    rows = [TITLE, ["地区", head, "增速（%）", "完成投资（亿元）"]]
    rows += [["新邵县", 3, -7.7, 54.1], ["邵东市", 1, -8.1, 76.4]]
    cells = by_cell(read(sheet(rows)))
    periods = [cells[f"{column}3"].period.code for column in "BCD"]
    assert periods == ["2025-05", "2026-05", "2026-05"]


def test_after_december_comes_the_next_year():
    rows = [["投资累计增速（%）"], ["地区", "2025年11月", "12月", "2月", "3月"]]
    cells = by_cell(read(sheet([*rows, ["新邵县", 1, 2, 3, 4], ["邵东市", 5, 6, 7, 8]])))
    periods = [cells[f"{column}3"].period.code for column in "BCDE"]
    assert periods == ["2025-11", "2025-12", "2026-02", "2026-03"]


def test_measures_below_an_indicator_are_of_it():
    rows = [["2026年1—5月固定资产投资"], ["指标", "单位", "数值"]]
    rows += [["固定资产投资", "亿元", 430.5], ["增长", "%", -9.2], ["去年同期", "亿元", 474.1]]
    rows += [["其中：民间投资", "亿元", 331.2], ["同比下降", "%", 10.1]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["C4"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "-9.2")
    assert said(cells["C5"]) == ("固定资产投资", "2025-05", "ytd", "level", "亿元", "474.1")
    assert said(cells["C7"]) == ("民间投资", "2026-05", "ytd", "yoy_pct", "%", "-10.1")


def test_an_amount_below_a_growth_keeps_the_unit_of_the_table():
    rows = [["2026年1—5月固定资产投资"], ["单位：亿元"], ["项目", "新邵县", "邵东市"]]
    rows += [["固定资产投资", 54.1, 76.4], ["同比增长（%）", -7.7, -8.1]]
    rows += [["其中：民间投资", 18.4, 41.8], ["同比增长（%）", -2.4, -7.0]]
    one = read(sheet(rows))
    assert said(by_cell(one)["C6"])[3:] == ("level", "亿元", "41.8")
    assert by_cell(one)["C7"].label == "民间投资"
    assert asked(one) == []


def test_rows_of_measures_alone_are_of_their_columns():
    rows = [["2026年1—5月固定资产投资"], ["单位：亿元、%"], ["项目", "固定资产投资", "民间投资"]]
    rows += [["1—5月完成", 430.5, 331.2], ["同比增长", -9.2, -10.1], ["上年同期", 474.1, 368.4]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["B4"]) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "430.5")
    assert said(cells["C5"]) == ("民间投资", "2026-05", "ytd", "yoy_pct", "%", "-10.1")
    assert said(cells["C6"]) == ("民间投资", "2025-05", "ytd", "level", "亿元", "368.4")


@pytest.mark.parametrize("text", ["12.5亿元", "35000万元", "第3", "3位", "8.5个百分点"])
def test_a_cell_whose_unit_contradicts_a_column_of_growth_is_said(text):
    rows = [TITLE, ["地区", "完成（亿元）", "同比增长（%）"], ["新邵县", 54.1, text]]
    one = read(sheet([*rows, ["邵东市", 76.4, -8.1]]))
    assert [p.cell for p in one.problems if p.code == "unit_contrary"] == ["C3"]
    assert sorted(by_cell(one)) == ["B3", "B4", "C4"]


@pytest.mark.parametrize("text", ["增长1倍", "第3", "3名"])
def test_a_cell_whose_unit_contradicts_a_column_of_amounts_is_said(text):
    rows = [TITLE, ["地区", "完成（亿元）", "同比增长（%）"], ["新邵县", text, 1.1]]
    one = read(sheet([*rows, ["邵东市", 76.4, -8.1]]))
    assert [p.cell for p in one.problems if p.code == "unit_contrary"] == ["B3"]
    assert "B3" not in by_cell(one)


def test_growth_headed_by_months_from_february_on_is_asked():
    rows = [["固定资产投资增速"], ["单位：%"], ["地区", "2026年3月", "2026年2月"]]
    one = read(sheet([*rows, ["湖南省", -2.2, 1.1], ["湖北省", 4.2, 4.1]]), home="430000")
    assert asked(one) == ["measure"]
    assert [by_cell(one)[cell].span for cell in ("B4", "C4")] == ["", "ytd"]


def test_a_long_table_of_measures_keeps_the_indicator_beside_them():
    rows = [["2026年1-5月"], ["地区", "指标名称", "指标类型", "指标值", "计量单位"]]
    rows += [["新邵县", "固定资产投资", "累计值", 54.1, "亿元"]]
    rows += [["新邵县", "固定资产投资", "同比增速", -7.7, "%"]]
    cells = by_cell(read(sheet(rows)))
    assert said(cells["D3"]) == ("固定资产投资", "2026-05", "ytd", "level", "亿元", "54.1")
    assert said(cells["D4"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "-7.7")


AXIS = ["邵阳市固定资产投资累计增速（%）"]


@pytest.mark.parametrize(
    "rows",
    [
        [["时间", "投资"], ["2025年1-11月", 1], ["1-12月", 2], ["2026年1-2月", 3], ["1-3月", 4]],
        [["时间", "投资"], ["2025年1-11月", 1], ["1-12月", 2], ["1-2月", 3], ["1-3月", 4]],
        [
            ["年", "月", "投资"],
            [2025, "11月", 1],
            ["", "12月", 2],
            [2026, "2月", 3],
            ["", "3月", 4],
        ],
        [
            *(["时间", "投资"], ["2025年", None], ["1-11月", 1], ["1-12月", 2]),
            *(["2026年", None], ["1-2月", 3], ["1-3月", 4]),
        ],
        [["指标", "2025年11月", "12月", "2026年2月", "3月"], ["投资", 1, 2, 3, 4]],
    ],
)
def test_a_year_goes_on_until_the_next_is_printed(rows):
    reading = read(sheet([AXIS, *rows]))
    assert asked(reading) == []
    found = {str(row.value): row.period.code for row in reading.rows}
    assert found == {"1": "2025-11", "2": "2025-12", "3": "2026-02", "4": "2026-03"}


def test_months_that_count_backwards_over_the_new_year_are_asked():
    rows = [AXIS, ["时间", "投资"], ["2026年1-2月", 3], ["1-12月", 2], ["1-11月", 1]]
    reading = read(sheet(rows))
    assert asked(reading) == ["year"]
    assert [row.period.code for row in reading.rows] == ["2026-02"]


def test_the_title_dates_a_month_that_comes_after_last_december():
    rows = [
        ["2026年1-5月固定资产投资累计（亿元）"],
        ["时间", "投资"],
        ["2025年12月", 9],
        ["1-5月", 4],
    ]
    assert "2025-05" not in {row.period.code for row in read(sheet(rows)).rows}


@pytest.mark.parametrize("note", ["注：不含农户", "说明：本表为快报数", "备注：快报"])
def test_a_note_below_the_title_does_not_hide_it(note):
    rows = [["2026年1-5月固定资产投资（亿元）"], [note], ["指标", "累计"], ["固定资产投资", 12.5]]
    reading = read(sheet(rows))
    assert asked(reading) == []
    assert said(by_cell(reading)["B4"])[1:5] == ("2026-05", "ytd", "level", "亿元")


WRITTEN = ["填报时间：2026-01-10", "双清区统计局 2026年1月10日", "单位：亿元  2026.1.10"]


@pytest.mark.parametrize("line", [*WRITTEN, "制表日期：2026年1月10日", "时间：2026年1月15日"])
@pytest.mark.parametrize("is_below", [False, True])
def test_the_day_somebody_wrote_on_is_after_the_months_that_are_told(line, is_below):
    body = [["指标", "1-12月（亿元）", "同比增长%"], ["固定资产投资", 120.5, 8.4]]
    rows = [
        ["固定资产投资情况"],
        *([] if is_below else [[line]]),
        *body,
        *([[line]] if is_below else []),
    ]
    reading = read(sheet(rows))
    assert [question.about for question in reading.questions if question.about == "year"] == []
    assert {row.period.code for row in reading.rows} == {"2025-12"}


@pytest.mark.parametrize(
    ("day", "guess"), [("2026年6月10日", "2026年1-5月"), ("2026年2月5日", "2025年1-12月")]
)
def test_a_day_alone_dates_nothing_and_proposes_the_months_before_it(day, guess):
    rows = [
        ["固定资产投资情况"],
        [f"填报日期：{day}"],
        ["指标", "完成（亿元）"],
        ["固定资产投资", 120.5],
    ]
    reading = read(sheet(rows))
    assert [(q.about, q.suggestion) for q in reading.questions] == [("year", guess)]
    assert reading.rows == ()


@pytest.mark.parametrize("title", ["截至2026年5月31日", "2026年1月1日至5月20日", "2026年5月31日"])
def test_a_day_that_ends_a_period_is_the_periods(title):
    rows = [[f"{title}固定资产投资情况"], ["指标", "完成（亿元）"], ["固定资产投资", 120.5]]
    assert {row.period.code for row in read(sheet(rows)).rows} == {"2026-05"}


def test_the_day_of_writing_and_another_year_in_the_file_are_asked_about():
    rows = [["固定资产投资情况"], [WRITTEN[0]], ["指标", "1-12月（亿元）"], ["固定资产投资", 120.5]]
    (question,) = read(sheet(rows), file="2026年投资.xlsx").questions
    assert (question.about, question.choices) == ("year", ("2026", "2025"))


PROJECTS = [
    ["序号", "项目名称", "年度计划投资（万元）", "1-12月完成投资（万元）"],
    [1, "甲桥", 500, 200],
]


@pytest.mark.parametrize("line", WRITTEN)
def test_a_ledger_written_in_january_is_of_the_year_before(line):
    found = read(sheet([["重点项目进展表"], [line.replace("亿元", "万元")], *PROJECTS]))
    assert asked(found) == []
    assert [(one.year, one.month) for one in found.projects] == [(2025, 12)]


@pytest.mark.parametrize(
    ("line", "month", "guess"),
    [
        ("2026年5月25日", (2026, 5), None),
        ("填报日期：2026年6月5日", None, "2026-05"),
        ("填报日期：2026年1月10日", None, "2025-12"),
    ],
)
def test_a_ledger_without_months_is_of_the_day_it_was_written_late_in_a_month(line, month, guess):
    head = [*PROJECTS[0][:3], "累计完成投资（万元）"]
    found = read(sheet([["重点项目进展表"], [line], head, PROJECTS[1]]))
    assert [(one.year, one.month) for one in found.projects] == ([month] if month else [])
    assert [(q.about, q.suggestion) for q in found.questions] == (
        [("period", guess)] if guess else []
    )


@pytest.mark.parametrize("said", ["（截至6月20日）", "（截止6月20日）", "截至2026年6月20日"])
def test_projects_up_to_a_day_are_of_its_month(said):
    head = [*PROJECTS[0][:3], "累计完成投资（万元）"]
    found = read(sheet([[f"2026年重点项目进展表{said}"], head, PROJECTS[1]]))
    assert asked(found) == []
    assert [(one.year, one.month) for one in found.projects] == [(2026, 6)]


@pytest.mark.parametrize(
    "line",
    [
        "填报日期：2026年6月10日",
        "打印时间：2026-06-10",
        "2026年6月10日",
        "制表人：张三 2026年6月10日",
    ],
)
def test_the_line_of_a_day_takes_no_title_and_no_place_away(line):
    title = "2026年1-5月大祥区固定资产投资"
    found = read(sheet([[title], [line], ["指标", "累计（亿元）"], ["固定资产投资", 120.5]]))
    assert [(row.table_title, row.region_code) for row in found.rows] == [(title, "430503")]


def test_the_office_beside_a_day_is_asked_about_where_the_file_is_anothers():
    rows = [["固定资产投资"], ["双清区统计局 2026年6月10日"], ["指标", "1-5月（亿元）"]]
    found = read(sheet([*rows, ["固定资产投资", 120.5]]))
    assert asked(found) == ["region"]
    assert found.rows[0].table_title == "固定资产投资"
