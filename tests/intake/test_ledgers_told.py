"""What a ledger says and what it only hopes, repeats or divides: none of it counted as done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analytics.intake.ledgers.privacy import office_and_people
from tests.intake.test_ledgers import by_name, ledger
from tests.ledgers_built import good_rows, plain_ledger
from tests.printed import asked, codes, sheet

HEADS = ["序号", "项目名称", "责任单位", "总投资", "2026年计划投资"]


def page(heads, *rows, title="示例县2026年1-5月重点项目进展情况表", name="台账", merges=()):
    return sheet([[title], ["单位：万元"], [*HEADS, *heads], *rows], name, merges=merges)


def row(number=1, name="甲桥", *figures, unit="甲局", total=9000, plan=3000):
    return [number, name, unit, total, plan, *figures]


def only(reading, code):
    (problem,) = [p for p in reading.problems if p.code == code]
    return problem


# ---------- which head


@pytest.mark.parametrize(
    ("heads", "figures", "plan"),
    [
        (("年度目标", "年度计划投资"), ("完成主体", 3000), 3000),
        (("2026年目标", "2026年计划投资"), (5000, 3000), 3000),
        (("年度目标任务", "年度计划投资（万元）"), (5000, 3000), 3000),
        (("年度计划投资", "年度目标"), (3000, "封顶"), 3000),
        (("年度计划", "全年计划投资"), ("一季度开工", 3000), 3000),
    ],
)
def test_the_best_head_of_a_field_wins_and_words_wipe_no_figure(heads, figures, plan):
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    rows += [["序号", "项目名称", "责任单位", "总投资", *heads, "1-5月完成投资"]]
    rows += [[1, "甲桥", "甲局", 9000, *figures, 900]]
    reading = ledger(sheet(rows, "台账"))
    (project,) = reading.projects
    assert (project.annual_plan, project.ytd) == (plan, 900)
    assert len([p for p in reading.problems if p.code == "columns_left_out"]) == 1


@pytest.mark.parametrize(
    "head",
    ["上年位次", "去年同期排名", "上月位次", "上期完成率%", "上年完成投资", "上月累计完成投资"],
)
def test_what_was_before_is_not_what_is(head):
    reading = ledger(page(["1-5月完成投资", head], row(1, "甲桥", 900, 7)))
    (project,) = reading.projects
    assert (project.ytd, project.monthly, project.printed_rate_pct) == (900, None, None)
    assert head in only(reading, "columns_left_out").problem


@pytest.mark.parametrize("head", ["上年位次", "上月排名"])
def test_the_place_of_last_year_is_not_a_units_place(head):
    rows = [["示例县2026年1-5月重点项目分单位完成情况"], ["单位：万元"]]
    rows += [["责任单位", "项目个数", "年度计划", "1-5月累计完成投资", head, "本月位次"]]
    rows += [["县水利局", 2, 8000, 2000, 5, 1], ["县交通局", 1, 4000, 900, 3, 2]]
    units = ledger(sheet(rows, "表")).units
    assert [u.printed_rank for u in units] == [1, 2]


# ---------- what is done


@pytest.mark.parametrize(
    "head",
    [
        *(
            "全年完成投资额",
            "全年预计完成投资",
            "预计全年完成",
            "力争完成投资",
            "大干150天力争完成投资",
        ),
        *("年底预计累计完成投资", "6月预计完成投资", "确保完成投资", "有望完成投资额"),
    ],
)
def test_what_is_hoped_for_or_foretold_is_not_done(head):
    reading = ledger(page(["1-5月完成投资", head], row(1, "甲桥", 900, 3000)))
    (project,) = reading.projects
    assert (project.year, project.month, project.ytd, project.monthly) == (2026, 5, 900, None)
    assert head in " ".join(p.problem for p in reading.problems)


def test_a_whole_year_is_done_where_the_ledger_is_of_the_whole_year():
    titled = page(["全年完成投资"], row(1, "甲桥", 900), title="示例县2026年重点项目完成情况表")
    (project,) = ledger(titled).projects
    assert (project.month, project.ytd) == (12, 900)
    of_may = page(["全年完成投资"], row(1, "甲桥", 900))
    (project,) = ledger(of_may).projects
    assert (project.month, project.ytd) == (5, None)
    beside = page(
        ["累计完成投资", "全年完成投资"], row(1, "甲桥", 9, 900), title="示例县2026年项目表"
    )
    assert asked(ledger(beside)) == ["period"]


def test_months_after_the_titles_are_said_and_not_read():
    reading = ledger(page(["1-5月完成投资", "6月完成投资"], row(1, "甲桥", 900, 70)))
    assert [(p.month, p.ytd, p.monthly) for p in reading.projects] == [(5, 900, None)]
    problem = only(reading, "done_ahead")
    assert (problem.severity, problem.cell) == ("warning", "G3")


def test_zeros_typed_ahead_are_no_report_of_their_months():
    heads = ["1-7月完成投资", "8月完成投资", "9月完成投资", "10月完成投资"]
    rows = [row(1, "甲桥", 900, 300, 0, 0), row(2, "乙桥", 700, 0, 0, 0)]
    reading = ledger(page(heads, *rows, title="示例县2026年重点项目任务表"))
    projects = by_name(reading)
    assert sorted({month for _, month in projects}) == [7, 8]
    assert projects["乙桥", 8].monthly == 0
    assert "9月、10月" in only(reading, "months_of_zeros").problem
    dated = ledger(page(heads, *rows, title="示例县2026年1-10月重点项目任务表"))
    assert sorted({p.month for p in dated.projects}) == [7, 8, 9, 10]


def test_a_total_carried_on_by_formula_beside_zeros_is_no_report():
    heads = ["8月完成投资", "1-8月完成投资", "9月完成投资", "1-9月完成投资"]
    reading = ledger(page(heads, row(1, "甲桥", 300, 900, 0, 900), title="示例县2026年项目表"))
    assert [(p.month, p.ytd) for p in reading.projects] == [(8, 900)]


# ---------- parts


@pytest.mark.parametrize(
    "numbers",
    [(1, "1.1", "1.2", 2), (1, "1-1", "1-2", 2), (1, "（1）", "（2）", 2), (1, "①", "②", 2)],
)
def test_parts_are_not_counted_beside_their_project(numbers):
    names = ("老旧小区改造", "城西小区", "北湖小区", "综合医院")
    rows = [row(n, name, 900) for n, name in zip(numbers, names, strict=True)]
    rows[0] = row(1, names[0], 1800, total=18000, plan=6000)
    rows += [["合计", None, None, 27000, 9000, 2700]]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["老旧小区改造", "综合医院"]
    assert codes(reading) == ["parts_left_out"]
    assert only(reading, "parts_left_out").cell == "B5"


def test_parts_that_do_not_add_up_are_said():
    rows = [row(1, "甲", 1800), row("1.1", "乙", 900), row("1.2", "丙", 800)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [(p.project_name, p.ytd) for p in reading.projects] == [("甲", 1800)]
    cells = [p.cell for p in reading.problems if p.code == "parts_not_sum"]
    assert cells == ["D4", "E4", "F4"]


def test_a_number_without_figures_of_its_own_only_groups_its_parts():
    rows = [[1, "老旧小区改造"], row("1.1", "乙", 900), row("1.2", "丙", 800), row(2, "丁", 5)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["乙", "丙", "丁"]


def test_a_numbered_unit_is_the_total_of_what_stands_beneath():
    rows = [[1, "县住建局", None, 18000, 6000, 1700], row("1.1", "乙", 900), row("1.2", "丙", 800)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["乙", "丙"]
    assert [t.label for t in reading.project_subtotals] == ["县住建局"]


def test_numbers_in_brackets_are_projects_headings_or_nothing_but_never_figures():
    rows = [["一、农业"], ["(一)", "种养业"], row("(1)", "蔬菜基地", 900), row("(2)", "果园", 800)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["蔬菜基地", "果园"]
    assert reading.rows == ()
    rows = [["(1)", "县水利局", None, 9000, 3000, 900], row(1, "甲", 900)]
    rows += [["(2)", "县交通局", None, 9000, 3000, 800], row(1, "乙", 800)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["甲", "乙"]
    assert len(reading.project_subtotals) == 2


# ---------- pages and sheets


@pytest.mark.parametrize("again", ["", "（续）", "（二）", "第2页 共3页", None])
def test_a_title_repeated_on_a_page_is_no_section(again):
    title = "示例县2026年1-5月在建重点项目进展情况表"
    first = page(["1-5月完成投资"], row(1, "甲桥", 900), title=title)
    head = ["第1页 共3页"] if again is None else [title + again]
    rows = [*map(list, first.rows), head, *map(list, first.rows[1:3])]
    rows += [row(2, "乙桥", 800)]
    reading = ledger(sheet(rows, "台账", merges=[(4, 0, 4, 5)]))
    assert [(p.project_kind, p.industry_label) for p in reading.projects] == [("", "")] * 2


def test_the_title_of_another_page_gives_its_kind_and_not_its_words():
    first = page(["1-5月完成投资"], row(1, "甲桥", 900))
    rows = [*map(list, first.rows), ["示例县2026年1-5月预备重点项目进展情况表"]]
    rows += [*map(list, first.rows[1:3]), row(2, "乙桥", 800)]
    kinds = [p.project_kind for p in ledger(sheet(rows, "台账")).projects]
    assert kinds == ["", "预备"]


def by_level_and_industry(**changed):
    level = [["一、县本级（2项）"], row(1, "甲桥", 900), row(2, "乙桥", 800), row(3, "丙桥", 700)]
    field = [["一、基础设施（3项）"], row(1, "丙桥", 700), row(2, "甲桥", 900), row(3, "乙桥", 800)]
    for cell, value in changed.items():
        field[int(cell[1:])][ord(cell[0]) - ord("A")] = value
    heads = ["1-5月完成投资"]
    return page(heads, *level, name="分级"), page(heads, *field, name="分行业")


def test_the_same_projects_on_two_sheets_are_one_set_with_the_words_of_both():
    reading = ledger(*by_level_and_industry())
    assert [(p.sheet, p.project_name) for p in reading.projects] == [
        ("分级", name) for name in ("甲桥", "乙桥", "丙桥")
    ]
    assert {p.industry_label for p in reading.projects} == {"基础设施"}
    assert {t.sheet for t in reading.project_subtotals} == {"分级"}
    assert only(reading, "listed_again").sheet == "分行业"


def test_what_two_sheets_say_differently_of_one_project_is_said():
    reading = ledger(*by_level_and_industry(F2=950))
    assert len(reading.projects) == 3
    assert by_name(reading)["甲桥", 5].ytd == 900
    problem = only(reading, "listed_differently")
    assert (problem.sheet, problem.cell) == ("分行业", "F6")


def test_an_extract_of_a_list_is_not_added_to_it():
    heads = ["1-5月完成投资"]
    whole = page(heads, *(row(i, f"项目{i}", 100 * i) for i in range(1, 9)), name="全部")
    part = page(heads, *(row(i, f"项目{i}", 100 * i) for i in (2, 5)), name="省重点")
    assert len(ledger(whole, part).projects) == 8
    assert len(ledger(part, whole).projects) == 8


def test_projects_of_one_name_and_two_units_or_two_months_stay_two():
    heads = ["1-5月完成投资"]
    one, other = (page(heads, row(1, "道路", 900, unit=u), name=u) for u in ("甲镇", "乙镇"))
    assert len(ledger(one, other).projects) == 2
    may = page(heads, row(1, "道路", 900), name="5月")
    june = page(
        ["1-6月完成投资"], row(1, "道路", 900), name="6月", title="示例县2026年1-6月重点项目表"
    )
    assert [p.month for p in ledger(may, june).projects] == [5, 6]


# ---------- names and people


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Ａ厂房（一期）", "A 厂房(一期)", True),
        ("Cafe\u0301路", "Caf\u00e9路", True),
        ("甲\u3000桥", "甲桥", True),
        ("A厂房", "a厂房", False),
        ("110kV线路", "110KV线路", False),
    ],
)
def test_names_are_one_but_for_case_and_where_spellings_merge_is_said(one, other, is_one):
    rows = [row(1, one, 900), row(2, other, 800)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert len(reading.projects) == 2
    said = [p.problem for p in reading.problems if p.code == "project_twice"]
    assert len(said) == is_one
    assert one.startswith("甲") or all(one in text and other in text for text in said)


@pytest.mark.parametrize(
    "head",
    [
        "责任单位及责任人",
        "责任单位（责任人）",
        "牵头单位、联系人",
        "单位及责任人",
        "承办单位及负责人",
    ],
)
@pytest.mark.parametrize("between", [" ", "\n", "：", "/", ""])
def test_a_unit_and_its_person_in_one_cell_are_split_and_the_person_masked(head, between):
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    rows += [["序号", "项目名称", head, "总投资", "年度计划", "1-5月完成投资"]]
    people = enumerate(("王一", "李二"), 1)
    rows += [[i, f"项目{i}", f"县住建局{between}{who}", 9000, 3000, 900] for i, who in people]
    reading = ledger(sheet(rows, "表"))
    assert {p.unit_label for p in reading.projects} == {"县住建局"}
    assert [p.contact for p in reading.projects] == ["王*", "李*"]
    assert "王一" not in repr(reading)


@pytest.mark.parametrize(
    ("printed", "office", "people"),
    [
        ("县交通局、县水利局 李四", "县交通局；县水利局", "李四"),
        ("县住建局局长王小明", "县住建局", "局长王小明"),
        ("王一/县住建局", "县住建局", "王一"),
        ("华润燃气 张三", "华润燃气", "张三"),
        ("中建总公司", "中建总公司", ""),
        ("欧阳修文", "", "欧阳修文"),
        ("乙公司 王五 13812345678", "乙公司", "王五；13812345678"),
    ],
)
def test_an_office_is_told_from_who_answers_for_it(printed, office, people):
    assert office_and_people(printed) == (office, people)


# ---------- cells


@pytest.mark.parametrize(
    "text",
    [
        *("约900", "900（估）", "9 00", "37.5%", "900个", "#REF!", "900-950"),
        *(True, date(2026, 5, 31)),
    ],
)
def test_text_among_amounts_is_said_with_its_cell_and_is_no_amount(text):
    reading = ledger(page(["1-5月完成投资"], row(1, "甲桥", text), row(2, "乙桥", 800)))
    assert [p.ytd for p in reading.projects] == [None, Decimal(800)]
    assert only(reading, "text_in_number").cell == "F4"


def test_good_rows_have_nothing_to_say():
    assert codes(ledger(plain_ledger(*good_rows()))) == []


# ---------- forms


def card(name="城西管网", done=900):
    return [
        ["项目名称", name, None, "业主单位", "城西水务公司"],
        ["项目总投资额（万元）", 25000, None, "2026年计划完成投资额（万元）", 8000],
        ["1-5月完成投资（万元）", done, None, "形象进度", "管网铺设"],
        ["2026年", "4月", None, "5月"],
        [None, "上旬", "中旬", "上旬", "中旬"],
        ["实际完成投资额", 90, 100, 110, 120],
        ["项目建设中存在的问题", "征地"],
    ]


def test_a_card_is_one_project_no_statistics_and_counts_only_when_said():
    form = sheet([["重点项目（在建、新开工）台账（2026年5月）"], *card()], "卡")
    reading = ledger(form)
    assert (reading.rows, reading.projects, asked(reading)) == ((), (), ["card"])
    assert "城西管网" in only(reading, "project_card").problem
    (question,) = reading.questions
    assert question.suggestion == "不计入"
    key = (question.fingerprint, "card")
    assert ledger(form, answers={key: "不计入"}).questions == ()
    counted = ledger(form, answers={key: "作为一个项目计入"})
    (project,) = counted.projects
    assert (project.project_name, project.unit_label) == ("城西管网", "城西水务公司")
    assert (project.planned_total, project.annual_plan, project.ytd) == (25000, 8000, 900)
    assert (project.year, project.month, project.problem_text) == (2026, 5, "征地")
    cells = dict(project.cells)
    assert (cells["annual_plan"], cells["project_name"], project.sheet_row) == ("E3", "B2", 2)
    assert asked(counted) == []


def test_cards_one_below_the_other_are_projects_each():
    rows = [["示例县2026年5月项目卡"], *card("甲"), [], *card("乙", 700)]
    form = sheet(rows, "卡")
    (question,) = ledger(form).questions
    counted = ledger(form, answers={(question.fingerprint, "card"): "作为一个项目计入"})
    assert [(p.project_name, p.ytd) for p in counted.projects] == [("甲", 900), ("乙", 700)]


def test_a_ledger_turned_over_is_a_ledger():
    rows = [["示例县2026年1-5月重点项目进展情况"], ["单位：万元"]]
    rows += [["项目名称", "甲桥", "乙桥", "丙桥"], ["责任单位", "甲局", "乙局", "甲局"]]
    rows += [["总投资", 9000, 8000, 7000], ["2026年计划投资", 3000, 2000, 1000]]
    rows += [["1-5月完成投资", 900, 800, "约700"]]
    reading = ledger(sheet(rows, "横表"))
    assert [(p.project_name, p.unit_label, p.ytd) for p in reading.projects] == [
        ("甲桥", "甲局", 900),
        ("乙桥", "乙局", 800),
        ("丙桥", "甲局", None),
    ]
    assert (reading.rows, asked(reading)) == ((), [])
    assert dict(reading.projects[1].cells)["ytd"] == "C7"
    assert only(reading, "text_in_number").cell == "D7"


def test_a_bulletin_whose_labels_are_headed_by_items_is_no_form():
    rows = [["邵阳市2026年1-5月投资"], ["单位：亿元"], ["项目名称", "绝对量"]]
    rows += [["计划总投资", 900], ["本年完成投资", 90], ["本年到位资金", 80]]
    assert asked(ledger(sheet(rows, "表"))) != ["card"]


# ---------- lists that are no ledgers


@pytest.mark.parametrize(
    "heads",
    [
        ("责任单位", "用地（亩）", "目前进展"),
        ("谋划单位", "建设内容", "估算金额（亿元）"),
        ("项目代码", "发改口径完成", "统计口径完成"),
    ],
)
@pytest.mark.parametrize("number", ["({})", "（{}）", "{}"])
def test_a_list_of_projects_without_a_plan_is_no_statistics_and_says_so(heads, number):
    rows = [["示例县2026年项目前期工作情况表"], ["序号", "项目名称", *heads], ["一、农业"]]
    rows += [[number.format(i), f"项目{i}", "甲局", 20 + i, 30 + i] for i in (1, 2, 3)]
    reading = ledger(sheet(rows, "清单"))
    assert (reading.rows, reading.projects, asked(reading)) == ((), (), [])
    assert codes(reading) == ["project_list"]


# ---------- units


def test_a_table_by_unit_reports_no_months_to_come():
    rows = [["示例县2026年重点项目分单位完成情况"], ["单位：万元"]]
    rows += [["责任单位", "项目个数", "年度计划", "1-7月完成投资", "8月完成投资", "9月完成投资"]]
    rows += [["县水利局", 2, 8000, 2000, 100, 0], ["县交通局", 1, 4000, 900, 0, 0]]
    units = ledger(sheet(rows, "表")).units
    assert [(u.unit_label, u.month) for u in units] == [
        (name, month) for name in ("县水利局", "县交通局") for month in (7, 8)
    ]
    rows[0] = ["示例县2026年1-7月重点项目分单位完成情况"]
    reading = ledger(sheet(rows, "表"))
    assert {u.month for u in reading.units} == {7}
    assert "8月完成投资" in only(reading, "done_ahead").problem


def test_a_rate_of_months_to_come_is_none_and_one_of_the_years_plan_is():
    heads = ["1-5月完成投资", "1-6月完成率%", "占全年计划%", "6月形象进度", "5月形象进度"]
    reading = ledger(page(heads, row(1, "甲桥", 900, 45, 30, "封顶", "主体")))
    (project,) = reading.projects
    assert (project.printed_rate_pct, project.progress_text) == (30, "主体")


@pytest.mark.parametrize("first", ["其中：城西", "城西"])
def test_rows_without_a_number_that_make_up_the_one_above_are_its_parts(first):
    rows = [row(1, "老旧小区", 900), row(None, first, 400, total=4000, plan=1000)]
    rows += [row(None, "城东", 500, total=5000, plan=2000), row(2, "医院", 700)]
    reading = ledger(page(["1-5月完成投资"], *rows))
    assert [p.project_name for p in reading.projects] == ["老旧小区", "医院"]
    assert codes(reading) == ["parts_left_out"]


def test_a_flag_and_a_span_that_say_nothing_are_said():
    heads = ["1-5月完成投资", "是否开工", "是否入库", "起止年限"]
    rows = [row(1, "甲桥", 900, "一半", "√", "两年"), row(2, "乙桥", 900, "是", "无", "2024-2026")]
    reading = ledger(page(heads, *rows))
    assert [(p.is_started, p.is_in_statistics) for p in reading.projects] == [
        (None, True),
        (True, False),
    ]
    said = [(p.code, p.cell) for p in reading.problems]
    assert said == [("date_not_read", "I4"), ("flag_not_read", "G4")]


def test_a_plan_for_the_rest_of_the_year_is_not_the_years():
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    rows += [
        [
            "序号",
            "项目名称",
            "责任单位",
            "总投资",
            "年度计划",
            "下半年计划完成投资",
            "1-5月完成投资",
        ]
    ]
    rows += [[1, "甲桥", "甲局", 9000, 3000, 2000, 900]]
    (project,) = ledger(sheet(rows, "台账")).projects
    assert project.annual_plan == 3000


def test_a_second_list_below_the_first_is_dated_and_measured_by_its_title():
    rows = [list(line) for line in by_level_and_industry()[0].rows]
    rows += [[], ["按行业分"], [*HEADS, "1-5月完成投资", "备注"], ["一、基础设施（3项）"]]
    rows += [row(i, name, 900 - 100 * i) for i, name in enumerate(("甲桥", "乙桥", "丙桥"))]
    reading = ledger(sheet(rows, "台账"))
    assert asked(reading) == []
    assert [p.project_name for p in reading.projects] == ["甲桥", "乙桥", "丙桥"]
    assert {p.industry_label for p in reading.projects} == {"基础设施"}


# ---------- what must be done, and other plans


@pytest.mark.parametrize(
    "head",
    [
        *("2026年需完成投资", "2026年须完成投资", "要求完成投资", "尚需完成投资", "待完成投资"),
        *("未完成投资", "至年底完成投资", "还需完成投资", "2026年应完成投资", "必须完成投资"),
    ],
)
def test_what_must_be_done_is_not_done(head):
    for heads, figures in (([head, "1-5月完成投资"], (9, 900)), (["已完成投资", head], (900, 9))):
        (project,) = ledger(page(heads, row(1, "甲桥", *figures))).projects
        assert (project.ytd, project.monthly, project.ytd_plan) == (900, None, None)
        assert project.annual_plan == 3000


def test_what_must_be_done_is_asked_about_where_no_plan_is_printed():
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    rows += [["序号", "项目名称", "责任单位", "总投资", "2026年需完成投资", "1-5月完成投资"]]
    rows += [[1, "甲桥", "甲局", 9000, 3000, 900]]
    reading = ledger(sheet(rows, "台账"))
    (question,) = reading.questions
    assert question.suggestion == "本年计划投资"
    told = ledger(
        sheet(rows, "台账"), answers={(question.fingerprint, question.about): "本年计划投资"}
    )
    assert told.projects[0].annual_plan == 3000


@pytest.mark.parametrize("head", ["上半年计划完成投资", "1-6月计划投资", "1-3月计划投资"])
def test_a_plan_up_to_another_month_is_not_the_plan_up_to_this(head):
    reading = ledger(page([head, "1-5月完成投资"], row(1, "甲桥", 1500, 900)))
    (project,) = reading.projects
    assert (project.month, project.ytd_plan, project.ytd) == (5, None, 900)
    assert head in only(reading, "columns_left_out").problem


@pytest.mark.parametrize("old", ["原", "年初", "调整前"])
def test_a_plan_that_was_changed_counts_as_changed(old):
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    heads = [f"{old}总投资", "调整后总投资", f"{old}计划投资", "调整后计划投资"]
    rows += [["序号", "项目名称", "责任单位", *heads, "1-5月完成投资"]]
    rows += [[1, "甲桥", "甲局", 8000, 9000, 2500, 3000, 900]]
    (project,) = ledger(sheet(rows, "台账")).projects
    assert (project.planned_total, project.annual_plan) == (9000, 3000)


@pytest.mark.parametrize("head", ["累计完成投资占总投资%", "总投资完成率", "开工以来完成率（%）"])
def test_a_share_of_the_whole_project_is_no_rate_of_the_years_plan(head):
    (project,) = ledger(page(["1-5月完成投资", head], row(1, "甲桥", 900, 47))).projects
    assert (project.printed_rate_pct, project.ytd) == (None, 900)


@pytest.mark.parametrize("head", ["1-本月完成投资", "1至本月完成投资", "1月-当月累计完成投资"])
def test_to_this_month_is_the_running_total(head):
    (project,) = ledger(page([head], row(1, "甲桥", 900))).projects
    assert (project.month, project.ytd, project.monthly) == (5, 900, None)


def test_months_side_by_side_without_a_word_are_asked_about_once():
    heads = [f"{month}月" for month in range(1, 13)]
    rows = [row(1, "甲桥", 20, 20, 20, 30, 10, *[0] * 7)]
    (question,) = ledger(page(heads, *rows)).questions
    assert "F—Q 列“1月—12月”" in question.prompt
    assert question.suggestion == "当月完成投资"
    told = ledger(
        page(heads, *rows), answers={(question.fingerprint, question.about): question.suggestion}
    )
    found = {p.month: p.monthly for p in told.projects}
    assert (found[5], found[1], max(found)) == (10, 20, 5)


# ---------- people


def test_a_person_before_the_office_is_split_and_masked():
    rows = [["示例县2026年1-5月重点项目表"], ["单位：万元"]]
    rows += [["序号", "项目名称", "责任单位及责任人", "总投资", "年度计划", "1-5月完成投资"]]
    rows += [[1, "甲桥", "张三丰 水利局", 9000, 3000, 900]]
    (project,) = ledger(sheet(rows, "台账")).projects
    assert (project.unit_label, project.contact) == ("水利局", "张**")


def test_names_of_contacts_are_hidden_in_every_text():
    heads = ["1-5月完成投资", "形象进度", "存在问题", "备注"]
    words = ["封顶，联系人王建国13812345678", "土地未批（责任人：李英）", "无"]
    (project,) = ledger(page(heads, row(1, "甲桥", 900, *words))).projects
    assert project.progress_text == "封顶，联系人王**138****5678"
    assert project.problem_text == "土地未批（责任人：李*）"


def test_remarks_are_no_footnote_mark():
    reading = ledger(page(["1-5月完成投资", "备注"], row(1, "甲桥", 900, "无事")))
    assert "备注" in only(reading, "columns_left_out").problem


@pytest.mark.parametrize("place", ["市经开区", "宝庆工业集中区", "云桥区", "双清区、大祥区"])
def test_a_place_that_no_list_has_is_said_once_and_its_projects_stay_with_the_whole(place):
    rows = [["邵阳市2026年重点项目台账（1-5月）"], ["单位：万元"]]
    rows += [["序号", "项目名称", "所在县市区", "总投资", "年度计划投资", "1-5月完成投资"]]
    rows += [[1, "资江大桥", "双清区", 30000, 8000, 3200], [2, "路网", place, 30000, 8000, 3200]]
    reading = ledger(sheet([*rows, [3, "管网", place, 30000, 8000, 3200]], "台账"))
    (problem,) = [one for one in reading.problems if one.code == "region_unlisted"]
    assert (problem.cell, f"“{place}”" in problem.problem) == ("C5", True)
    assert [one.region_code for one in reading.projects] == ["430502", "430500", "430500"]


@pytest.mark.parametrize("head", ["完成年度计划", "为年度计划", "占全年目标"])
def test_a_share_of_the_plan_printed_without_its_sign_is_no_plan(head):
    rows = [["邵阳市2026年重点项目台账（1-5月）"], ["单位：万元"]]
    rows += [["序号", "项目名称", "总投资", "1-5月完成投资", head]]
    (one,) = ledger(sheet([*rows, [1, "资江大桥", 30000, 3200, 41.7]], "台账")).projects
    assert (one.annual_plan, str(one.printed_rate_pct)) == (None, "41.7")
