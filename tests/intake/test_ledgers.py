"""Project ledgers: which rows are projects, what their columns hold, what is asked."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from analytics.intake.files.sandbox import Limits, read_in_child
from analytics.intake.ledgers.columns import (
    COUNTS,
    DATES,
    FLAGS,
    MONEY,
    TEXTS,
    read_columns,
    word_field,
)
from analytics.intake.ledgers.privacy import ABOUT, KEEP, masked
from analytics.intake.ledgers.summaries import UNIT_MONEY
from analytics.intake.ledgers.values import read_date, read_years
from analytics.intake.listing import rows_as_csv
from analytics.intake.reading import Hints, ProjectMonth, UnitMonth
from analytics.intake.reading_json import from_json, to_json
from tests.ledgers_built import (
    HOME,
    good_rows,
    many_projects,
    monthly_report,
    months_side_by_side,
    plain_ledger,
    running_totals,
    ten_days,
)
from tests.printed import asked, codes, read, sheet


def ledger(*sheets, **kwargs):
    return read(*sheets, home=HOME, **kwargs)


def by_name(reading):
    return {(p.project_name, p.month): p for p in reading.projects}


@pytest.mark.parametrize(
    ("row_type", "names", "kind"),
    [
        (ProjectMonth, TEXTS, "str"),
        (ProjectMonth, DATES, "date | None"),
        (ProjectMonth, FLAGS, "bool | None"),
        (ProjectMonth, MONEY, "Decimal | None"),
        (UnitMonth, COUNTS, "int | None"),
        (UnitMonth, UNIT_MONEY, "Decimal | None"),
    ],
)
def test_each_list_of_columns_names_fields_of_one_type(row_type, names, kind):
    types = {field.name: field.type for field in fields(row_type)}
    assert {types[name] for name in names} == {kind}


# ---------- 月报表


def test_only_projects_are_projects_and_every_total_keeps_the_rows_it_covers():
    reading = ledger(monthly_report())
    assert [p.project_name for p in reading.projects] == ["甲水库", "乙大桥", "丙学校", "丁厂房"]
    totals = [
        (t.label, t.first_row, t.last_row, t.project_count) for t in reading.project_subtotals
    ]
    assert totals == [
        ("合计（4项）", 11, 17, 4),
        ("其中：在建重点项目（3项）", 11, 17, 3),
        ("预备重点项目（1项）", 11, 17, 1),
        ("一、市本级（3项）", 11, 14, 3),
        ("（一）在建（2项）", 11, 12, 2),
        ("（二）预备（1项）", 14, 14, 1),
        ("二、经济开发区（1项）", 17, 17, 1),
        ("（一）在建（1项）", 17, 17, 1),
    ]
    assert reading.rows == ()
    assert codes(reading) == ["contacts_hidden"]


def test_a_three_row_header_names_each_figure_and_its_cell():
    (first, second, *_) = ledger(monthly_report()).projects
    assert (first.year, first.month, first.money_unit) == (2010, 3, "万元")
    assert (first.planned_total, first.invested_before) == (Decimal(6000), Decimal(1000))
    assert (first.annual_plan, first.ytd) == (Decimal(3000), Decimal(1000))
    assert first.printed_rate_pct == Decimal("33.33")
    cells = dict(first.cells)
    assert (cells["ytd"], cells["annual_plan"], cells["project_name"]) == ("F11", "E11", "B11")
    assert second.planned_total == Decimal(3000), "a number stored as text"


def test_headings_give_unit_stage_and_kind_and_a_dot_marks_a_provincial_project():
    projects = by_name(ledger(monthly_report()))
    first, third, last = (projects[n, 3] for n in ("甲水库", "丙学校", "丁厂房"))
    assert (first.unit_label, first.project_kind, first.stage) == ("市本级", "在建", "在建")
    assert (third.project_kind, third.stage) == ("预备", "谋划")
    assert (first.priority_level, third.priority_level) == ("省重点", "")
    assert (last.unit_label, last.tags, last.project_name) == ("经济开发区", "★", "丁厂房")


def test_a_legend_says_what_a_star_means():
    reading = ledger(monthly_report(A18="注：★为市级重点项目。"))
    assert by_name(reading)["丁厂房", 3].priority_level == "市级重点"


def test_a_ledger_without_merges_reads_the_same():
    merged = monthly_report()
    bare = sheet([list(row) for row in merged.rows], merged.name)
    assert ledger(bare).projects == ledger(merged).projects


# ---------- months side by side


def test_months_side_by_side_give_one_row_a_project_and_month_and_none_to_come():
    reading = ledger(months_side_by_side())
    projects = by_name(reading)
    assert sorted({month for _, month in projects}) == [7, 8, 9]
    road = [projects["戊公路", month] for month in (7, 8, 9)]
    assert [p.ytd for p in road] == [Decimal(800), None, None]
    assert [p.monthly for p in road] == [None, Decimal(200), Decimal(300)]
    assert [p.progress_text for p in road] == ["", "路基", "路面"]
    assert {p.planned_start_on for p in road} == {date(2009, 10, 31)}
    assert {p.planned_finish_on for p in road} == {date(2011, 3, 31)}
    assert {p.unit_label for p in road} == {"县交通局"}
    total = reading.project_subtotals[0]
    assert (total.label, total.project_count, total.first_row) == ("合计2个", 2, 6)


def test_running_totals_side_by_side_keep_their_months():
    reading = ledger(running_totals((100, 200, 300)))
    assert [(p.month, p.ytd) for p in reading.projects] == [(3, 100), (4, 200), (5, 300)]
    assert codes(reading) == []


def test_a_ten_day_report_is_the_month_so_far_and_says_so():
    reading = ledger(ten_days())
    harbour, plant = reading.projects
    assert (harbour.year, harbour.month, harbour.monthly) == (2010, 8, Decimal(90))
    assert (harbour.monthly_plan, harbour.ytd) == (Decimal(300), None)
    assert (harbour.leader, harbour.contact) == ("吴书记；郑县长", "张*")
    assert (harbour.stage, plant.stage) == ("在建", "开工")
    assert (plant.project_kind, harbour.problem_text) == ("新开工", "征地未完")
    assert "ten_days" in codes(reading)
    (left_out,) = [p for p in reading.problems if p.code == "columns_left_out"]
    assert "建设内容及规模" in left_out.problem
    assert "8月至12月计划投资额" in left_out.problem


# ---------- cells


@pytest.mark.parametrize(
    ("printed", "start", "finish"),
    [
        ("09.10-11.3", date(2009, 10, 31), date(2011, 3, 31)),
        ("2009.10—2011.3", date(2009, 10, 31), date(2011, 3, 31)),
        ("2024年3月至2025年12月", date(2024, 3, 31), date(2025, 12, 31)),
        ("2024-2026", date(2024, 12, 31), date(2026, 12, 31)),
        ("—", None, None),
        ("两年", None, None),
    ],
)
def test_start_and_finish_of_a_span(printed, start, finish):
    assert read_years(printed) == (start, finish)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (Decimal(40377), date(2010, 7, 18)),
        (Decimal("2010.6"), date(2010, 6, 30)),
        (Decimal("2010.1"), None),
        ("2025-06-30", date(2025, 6, 30)),
        ("2025年6月底前", date(2025, 6, 30)),
        ("2025年三季度", date(2025, 9, 30)),
        ("202506", date(2025, 6, 30)),
        ("2025-02-30", None),
        ("待定", None),
    ],
)
def test_dates_as_offices_type_them(printed, expected):
    assert read_date(printed) == expected


def test_serial_dates_yes_and_no_and_a_date_that_is_none():
    header = ("计划开工时间", "实际开工时间", "是否开工", "是否入库")
    rows = [
        [1, "甲桥", "甲局", 10000, 4000, 1000, 25, 40377, "2010-08-01", "已开工", "√"],
        [2, "乙桥", "甲局", 10000, 4000, 1000, 25, "待定", None, "否", "未入库"],
        [3, "丙桥", "甲局", 10000, 4000, 1000, 25, None, "2010.9", None, None],
    ]
    reading = ledger(plain_ledger(*rows, header=header))
    first, second, third = reading.projects
    assert (first.planned_start_on, first.started_on) == (date(2010, 7, 18), date(2010, 8, 1))
    assert (first.is_started, first.is_in_statistics) == (True, True)
    assert (second.is_started, second.is_in_statistics) == (False, False)
    assert (third.is_started, third.is_in_statistics) == (True, None)
    (note,) = [p for p in reading.problems if p.code == "date_not_read"]
    assert (note.cell, note.severity) == ("H5", "note")


def test_rates_as_fractions_percent_signs_and_text_are_one_scale():
    fractions = [[i, f"项{i}", "甲局", 10000, 4000, 1000, 0.25] for i in (1, 2, 3)]
    texts = [[i, f"项{i}", "甲局", 10000, 4000, 1000, "25%"] for i in (1, 2, 3)]
    for rows in (fractions, texts):
        reading = ledger(plain_ledger(*rows))
        assert {p.printed_rate_pct for p in reading.projects} == {Decimal(25)}
        assert codes(reading) == []


def test_columns_in_another_unit_are_brought_to_the_tables_exactly():
    heads = ["序号", "项目名称", "责任单位", "总投资（亿元）", "年度计划（万元）"]
    heads += ["1-5月完成投资（万元）"]
    rows = [["示例县2025年项目表"], heads, [1, "甲桥", "甲局", 1.5, 5000, 1200]]
    (project,) = ledger(sheet(rows, "表")).projects
    assert (project.money_unit, project.planned_total) == ("万元", Decimal(15000))
    assert project.annual_plan == Decimal(5000)


def test_headers_are_told_by_their_words_and_months():
    def field(*texts):
        from analytics.intake.cells import Cells

        cells = Cells(sheet([[text] for text in texts]))
        (column,) = read_columns(cells, range(len(texts)), [0])
        return column.field

    assert field("2010年计划投资（万元）") == "annual_plan"
    assert field("1-6月计划投资") == "ytd_plan"
    assert field("6月计划投资") == "monthly_plan"
    assert field("至2009年底累计完成投资(万元)") == "invested_before"
    assert field("截至9月底累计完成投资") == "ytd"
    assert field("9月完成投资") == "monthly"
    assert field("1～月完成投资") == "ytd"
    assert field("开工累计完成投资") == "left_out"
    assert field("2010年实际完成情况", "完成投资占年计划%") == "printed_rate_pct"
    assert field("市或县挂钩责任单位", "单位名称") == "unit_label"
    assert word_field("大干150天力争完成的投资额(万元)") == "left_out"


# ---------- rows


def test_a_subtotal_below_its_projects_reaches_back():
    rows = [*good_rows(2), ["小计", None, None, 20000, 8000, 2000, 25]]
    rows += [*good_rows(3, start=3), ["小计", None, None, 30000, 12000, 3000, 25]]
    rows += [["合计", None, None, 50000, 20000, 5000, 25]]
    reading = ledger(plain_ledger(*rows))
    spans = [(t.label, t.first_row, t.last_row) for t in reading.project_subtotals]
    assert spans == [("小计", 4, 5), ("小计", 7, 9), ("合计", 4, 9)]
    assert len(reading.projects) == 5
    assert codes(reading) == []


def test_a_row_without_number_that_sums_the_rows_below_is_no_project():
    rows = [[None, "县水利局", None, 20000, 8000, 2000, 25], *good_rows(2)]
    rows += [[None, "县交通局", None, 30000, 12000, 3000, 25], *good_rows(3, start=3)]
    reading = ledger(plain_ledger(*rows))
    assert len(reading.projects) == 5
    assert [t.label for t in reading.project_subtotals] == ["县水利局", "县交通局"]
    assert codes(reading) == []


def test_numbers_of_sections_may_stand_in_the_sequence_column():
    rows = [["一", "县水利局（2项）", None, 20000, 8000, 2000, 25]]
    rows += [[i, f"项目{i}", None, 10000, 4000, 1000, 25] for i in (1, 2)]
    reading = ledger(plain_ledger(*rows))
    assert {p.unit_label for p in reading.projects} == {"县水利局"}
    assert [(t.label, t.project_count) for t in reading.project_subtotals] == [
        ("一、县水利局（2项）", 2)
    ]


def test_a_header_repeated_on_every_page_starts_no_second_ledger():
    page = plain_ledger(*good_rows(2))
    again = [list(row) for row in (*page.rows, *page.rows[2:3])]
    again += [[9, "第二页项目", "甲局", 10000, 4000, 1000, 25]]
    reading = ledger(sheet(again, "台账"))
    assert [p.project_name for p in reading.projects] == ["项目1", "项目2", "第二页项目"]
    assert len(reading.tables) == 1


def test_a_table_by_unit_below_a_ledger_is_read_as_one():
    rows = [list(row) for row in plain_ledger(*good_rows(3)).rows]
    rows += [[], ["2025年1-5月重点项目分单位完成情况"]]
    rows += [["责任单位", "项目个数", "年度计划", "1-5月累计完成投资", "完成率（%）"]]
    rows += [["县水利局", 2, 8000, 2000, 25], ["县交通局", 1, 4000, 1000, 25]]
    reading = ledger(sheet(rows, "台账"))
    assert len(reading.projects) == 3
    assert [(u.unit_label, u.project_count) for u in reading.units] == [
        ("县水利局", 2),
        ("县交通局", 1),
    ]


def test_figures_without_a_name_are_reported_not_read():
    rows = [*good_rows(2), [None, None, None, 500, 100, 10, 10]]
    reading = ledger(plain_ledger(*rows))
    assert len(reading.projects) == 2
    (problem,) = [p for p in reading.problems if p.code == "no_project_name"]
    assert problem.cell == "B6"


# ---------- what is not said


def test_a_missing_year_is_asked_and_the_answer_settles_it():
    page = plain_ledger(*good_rows(2), title="示例县1-5月重点项目进展表")
    reading = ledger(page)
    assert asked(reading) == ["year"]
    assert reading.projects == ()
    (question,) = reading.questions
    answered = ledger(page, answers={(question.fingerprint, "year"): "2025"})
    assert {(p.year, p.month) for p in answered.projects} == {(2025, 5)}
    assert answered.questions == ()
    named = ledger(page, file="2025年重点项目.xlsx")
    assert {p.year for p in named.projects} == {2025}


def test_a_missing_month_is_asked_and_the_unit_too():
    heads = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "累计完成投资"]
    page = sheet([["示例县重点项目表"], heads, [1, "甲桥", "甲局", 9000, 3000, 1000]], "表")
    reading = ledger(page, file="项目.xlsx")
    assert asked(reading) == ["period", "unit"]
    said = {"period": "2025-05", "unit": "亿元"}
    answers = {(q.fingerprint, q.about): said[q.about] for q in reading.questions}
    (project,) = ledger(page, file="项目.xlsx", answers=answers).projects
    assert (project.year, project.month, project.money_unit) == (2025, 5, "亿元")
    june = sheet([["示例县重点项目表"], heads, [1, "甲桥", "甲局", 9000, 3000, 1500]], "表")
    assert asked(ledger(june, file="项目.xlsx", answers=answers)) == ["period"]


def test_a_ledger_says_whose_it_is_by_its_title():
    reading = read(plain_ledger(*good_rows(1), title="新兴县2025年1-5月重点项目表"), home="")
    assert {p.region_code for p in reading.projects} == {"445321"}
    assert reading.region_suggestion == "445321"


# ---------- people


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("李四 0599-8823456", "李* 0599-****456"),
        ("8823456", "****3456"),
        ("zhangsan@qq.com", "***@qq.com"),
        ("县水利局", "县水利局"),
        ("县水利局张三科长", "县水利局张*科长"),
        ("某某建设工程有限公司", "某某建设工程有限公司"),
    ],
)
def test_contacts_are_hidden_and_offices_stay(printed, shown):
    assert masked(printed) == shown


def test_contacts_are_kept_only_when_the_user_says_so():
    hidden = ledger(months_side_by_side()).projects[0].contact
    kept = ledger(months_side_by_side(), answers={("*", ABOUT): KEEP})
    assert hidden == "张*；138****5678；王**；0599-****456"
    assert kept.projects[0].contact == "张三；13812345678；王小明；0599-8823456"
    assert "contacts_hidden" not in codes(kept)


def test_no_phone_number_survives_in_any_text_of_a_reading():
    header = ("形象进度", "存在问题", "责任领导")
    rows = [[1, "甲桥", "甲局", 10000, 4000, 1000, 25, "电13812345678", "找15912345678", "王县长"]]
    reading = ledger(plain_ledger(*rows, header=header))
    text = repr(reading.projects)
    assert "13812345678" not in text
    assert "15912345678" not in text
    assert "王县长" in text


# ---------- the ways out


def test_a_reading_of_ledgers_survives_its_json():
    reading = ledger(monthly_report(), months_side_by_side())
    assert reading.projects
    assert from_json(to_json(reading)) == reading


def test_figures_are_listed_with_their_cells():
    lines = rows_as_csv(ledger(monthly_report())).splitlines()
    assert (
        "月报.xlsx,月报表,F11,2010-03,ytd,示例县,甲水库,level,万元,1000,project,999901,"
        "市本级,累计完成,false,,1000"
    ) in lines
    assert any(",A6,2010-03,ytd,,合计（4项）,count,个,4,project_subtotal," in x for x in lines)


def test_twenty_thousand_projects_are_read_within_the_childs_limits():
    # Not so its limit of seconds on the wall: those are the machine's.
    limits = Limits(wall_seconds=600)
    reading = read_in_child(many_projects(20_000), "台账.xlsx", Hints(HOME), limits)
    assert len(reading.projects) == 20_000
    assert reading.projects[-1].contact == "张*"


def test_last_year_beside_this_year_is_left_out():
    heads = ["序号", "项目名称", "责任单位", "总投资", "2025年计划投资", "2024年1-5月完成投资"]
    heads += ["2025年1-5月完成投资", "上年同期完成投资"]
    rows = [
        ["示例县2025年项目表"],
        ["单位：万元"],
        heads,
        [1, "甲桥", "甲局", 9000, 3000, 7, 900, 7],
    ]
    reading = ledger(sheet(rows, "表"))
    (project,) = reading.projects
    assert (project.year, project.month, project.ytd) == (2025, 5, Decimal(900))
    (note,) = [p for p in reading.problems if p.code == "columns_left_out"]
    assert "2024年1-5月完成投资、上年同期完成投资" in note.problem


def test_the_month_may_stand_in_the_sheets_name_and_never_in_the_day_of_filing():
    heads = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "累计完成投资"]
    body = [["填报日期：2025年6月5日"], ["单位：万元"], heads, [1, "甲桥", "甲局", 9000, 3000, 900]]
    titled = sheet([["示例县2025年1-5月项目表"], *body], "表")
    named = sheet([["示例县2025年项目表"], *body[1:]], "4月")
    assert {p.month for p in ledger(titled).projects} == {5}
    assert {(p.year, p.month) for p in ledger(named).projects} == {(2025, 4)}


def test_what_is_done_by_the_end_of_a_named_year_was_invested_before():
    heads = ["序号", "项目名称", "责任单位", "总投资", "截至2024年底累计完成投资", "2025年计划投资"]
    heads += ["截至5月底完成投资"]
    body = [["示例县项目表（2025年5月）"], ["单位：万元"], heads]
    body += [[1, "甲桥", "甲局", 9000, 200, 3000, 900]]
    (project,) = ledger(sheet(body, "表")).projects
    assert (project.invested_before, project.ytd) == (Decimal(200), Decimal(900))
    assert (project.year, project.month) == (2025, 5)


def test_a_month_with_a_plan_alone_is_none_yet_and_is_said():
    heads = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "1月", None, "2月", None]
    below = [None] * 5 + ["计划", "完成"] * 2
    rows = [["示例县2025年项目月调度表"], ["单位：万元"], heads, below]
    rows += [[1, "甲桥", "甲局", 9000, 3000, 10, 8, 20, None]]
    merges = [(2, 5, 2, 6), (2, 7, 2, 8), *((2, c, 3, c) for c in range(5))]
    reading = ledger(sheet(rows, "表", merges=merges))
    (project,) = reading.projects
    assert (project.month, project.monthly_plan, project.monthly) == (1, 10, 8)
    assert "months_ahead" in codes(reading)


def test_sections_by_level_give_the_level_and_their_count_may_have_its_own_cell():
    rows = [["总计", "3个", None, 30000, 12000, 3000, 25]]
    rows += [["一", "省重点项目", "1个", 10000, 4000, 1000, 25], *good_rows(1)]
    rows += [["二", "市重点项目", "2个", 20000, 8000, 2000, 25], *good_rows(2, start=2)]
    reading = ledger(plain_ledger(*rows))
    assert [p.priority_level for p in reading.projects] == ["省重点", "市重点", "市重点"]
    assert [t.project_count for t in reading.project_subtotals] == [3, 1, 2]
    assert codes(reading) == []


def test_a_heading_over_projects_with_units_of_their_own_is_their_field():
    rows = [["一", "产业发展（1项）", None, 10000, 4000, 1000, 25], *good_rows(1)]
    (project,) = ledger(plain_ledger(*rows)).projects
    assert (project.unit_label, project.industry_label) == ("甲局", "产业发展")
