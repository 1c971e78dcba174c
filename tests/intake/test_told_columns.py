"""A column whose head says no known thing is asked about, told once and told for good."""

import pytest

from tests.printed import asked, by_cell, codes, read, said, sheet


def rows(head, month="5月", title="2026年1-{}邵阳市固定资产投资"):
    return [
        [title.format(month)],
        ["指标", f"1-{month}（万元）", head, "同比增长（%）"],
        ["固定资产投资", 120.5, 7.5, 8.4],
        ["工业投资", 20.5, 1.5, 1.4],
    ]


def districts(*heads):
    return [
        ["2026年1-5月邵阳市各县（市、区）固定资产投资"],
        ["县区", "1-5月（万元）", *heads],
        ["双清区", 120.5, *(7.5 + i for i in range(len(heads)))],
        ["大祥区", 20.5, *(1.5 + i for i in range(len(heads)))],
    ]


def told(table, **meanings):
    """The table read again with its questions answered, by their columns' order."""
    questions = read(sheet(table)).questions
    answers = zip(questions, meanings["each"], strict=True)
    return read(sheet(table), answers={(q.fingerprint, q.about): said for q, said in answers})


@pytest.mark.parametrize("head", ["与去年同期比", "与去年同期比（%）", "幅度%", "幅度（%）"])
def test_growth_under_an_unknown_head_is_one_question_and_then_growth(head):
    table = [row[:3] for row in rows(head)]
    first = read(sheet(table))
    (question,) = first.questions
    assert (question.about.split()[0], question.suggestion) == ("column", "同比增速")
    assert f"C 列“{head}”" in question.prompt
    assert set(by_cell(first)) == {"B3", "B4"}

    reading = told(table, each=["同比增速"])

    assert asked(reading) == []
    assert said(by_cell(reading)["C3"])[1:] == ("2026-05", "ytd", "yoy_pct", "%", "7.5")


def test_a_column_of_last_month_never_takes_the_place_of_this_months():
    reading = read(sheet(districts("上月（万元）", "同比增长（%）")))
    (question,) = reading.questions
    assert question.suggestion == "上月累计总量"

    cells = by_cell(told(districts("上月（万元）", "同比增长（%）"), each=["上月累计总量"]))

    assert said(cells["B3"]) == ("固定资产投资", "2026-05", "ytd", "level", "万元", "120.5")
    assert said(cells["C3"]) == ("固定资产投资", "2026-04", "ytd", "level", "万元", "7.5")
    assert said(cells["D3"]) == ("固定资产投资", "2026-05", "ytd", "yoy_pct", "%", "8.5")


def test_before_february_there_is_no_last_month():
    reading = told(rows("上月（万元）", "2月"), each=["上月累计总量"])
    assert "C3" not in by_cell(reading)
    assert "no_last_month" in codes(reading)


def test_a_second_figure_for_one_thing_is_asked_about_even_where_the_head_is_known():
    (question,) = read(sheet(rows("民间投资（万元）"))).questions
    assert question.suggestion.startswith("另一个指标")

    cells = by_cell(told(rows("民间投资（万元）"), each=[question.suggestion]))

    assert said(cells["B3"])[0] == "固定资产投资"
    assert said(cells["C3"])[0] == "固定资产投资：民间投资（万元）"


def test_a_column_may_be_left_out_which_is_said():
    reading = told(rows("备用"), each=["不收这一列"])
    assert set(by_cell(reading)) == {"B3", "B4", "D3", "D4"}
    assert "column_left_out" in codes(reading)


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [
        ("上年同期总量", ("固定资产投资", "2025-05", "ytd", "level", "万元", "7.5")),
        ("当月总量", ("固定资产投资", "2026-05", "month", "level", "万元", "7.5")),
        ("位次", ("固定资产投资", "2026-05", "ytd", "rank", "", "7.5")),
        ("占比", ("固定资产投资", "2026-05", "ytd", "share_pct", "%", "7.5")),
    ],
)
def test_every_meaning_says_what_the_figures_are(meaning, expected):
    table = [["2026年1-5月邵阳市固定资产投资"], ["单位：万元"], *rows("备用")[1:]]
    cells = by_cell(told(table, each=[meaning]))
    assert said(cells["C4"]) == expected
    span = "month" if meaning == "当月总量" else "ytd"  # growth speaks of the amount to its left
    assert said(cells["D4"])[1:] == ("2026-05", span, "yoy_pct", "%", "8.4")


def test_what_was_told_in_may_holds_in_june_and_in_the_next_year():
    (question,) = read(sheet(rows("备用"))).questions
    answers = {(question.fingerprint, question.about): "占比"}
    for month, title in [
        ("6月", "2026年1-{}邵阳市固定资产投资"),
        ("12月", "2026年1—{}邵阳市固定资产投资"),
        ("2月", "2027年1-{}邵阳市固定资产投资"),
        ("6月", "2026年上半年邵阳市固定资产投资"),
        ("9月", "二〇二六年1-{}邵阳市固定资产投资"),
    ]:
        reading = read(sheet(rows("备用", month, title)), answers=answers)
        assert (title, asked(reading)) == (title, [])
        assert by_cell(reading)["C3"].measure == "share_pct"


def test_many_unknown_names_side_by_side_are_names():
    reading = read(sheet(districts("城北片区（万元）", "城南片区（万元）")))
    assert asked(reading) == []


def test_columns_of_a_time_or_a_growth_are_no_names_however_many_they_are():
    table = [
        ["2026年1-5月固定资产投资"],
        ["指标", "完成（亿元）", "幅度%", "上月（亿元）", "备用栏"],
        ["固定资产投资", 120.5, 8.4, 90.1, 3],
        ["民间投资", 66.2, 5.5, 50.3, 4],
    ]
    reading = read(sheet(table))

    assert [question.suggestion for question in reading.questions][:2] == [
        "同比增速",
        "上月累计总量",
    ]
    assert set(by_cell(reading)) == {"B3", "B4"}


def test_a_table_says_what_each_of_its_columns_was_read_as():
    (table,) = read(sheet(rows("备用"))).tables
    assert [(c.column, c.head, c.means) for c in table.columns] == [
        ("B", "1-5月（万元）", "累计总量"),
        ("C", "备用", "另一个指标的总量（按列名记）"),
        ("D", "同比增长（%）", "同比增速"),
    ]
    assert table.labels == ("固定资产投资", "工业投资")


# ---------- ledgers

HEADS = ["序号", "项目名称", "责任单位", "计划总投资", "本年盘子", "1-5月完成投资"]


def projects(heads=HEADS, title="示例县2026年1-5月重点项目进展表（万元）"):
    body = [[1, "甲桥", "甲局", 9000, 3000, 1000], [2, "乙路", "乙局", 8000, 2000, 700]]
    return sheet([[title], heads, *body])


def test_a_figure_column_is_asked_about_where_the_plan_is_missing_and_told_for_good():
    (question,) = read(projects()).questions
    assert (question.about, question.suggestion) == ("column 本年盘子", "本年计划投资")
    assert "E 列“本年盘子”" in question.prompt
    answers = {(question.fingerprint, question.about): "本年计划投资"}
    june = [*HEADS[:-1], "1-6月完成投资"]

    reading = read(projects(june, "示例县2026年上半年重点项目进展表（万元）"), answers=answers)

    assert asked(reading) == []
    assert [(p.month, p.annual_plan, p.ytd) for p in reading.projects] == [
        (6, 3000, 1000),
        (6, 2000, 700),
    ]


def test_a_column_told_takes_the_field_from_the_head_that_had_it():
    first = read(projects())
    (table,) = first.tables
    about = {column.head: column.about for column in table.columns}
    answers = {(table.fingerprint, about["本年盘子"]): "计划总投资"}
    reading = read(projects(), answers=answers)
    assert [p.planned_total for p in reading.projects] == [3000, 2000]
    (note,) = [p for p in reading.problems if p.code == "columns_left_out"]
    assert "计划总投资" in note.problem


def test_an_unknown_column_beside_plan_and_done_does_not_stop_the_file():
    heads = ["序号", "项目名称", "责任单位", "本年计划投资", "盘子", "1-5月完成投资"]
    reading = read(projects(heads))
    assert asked(reading) == []
    (table,) = reading.tables
    means = {column.head: column.means for column in table.columns}
    assert (means["盘子"], means["本年计划投资"]) == ("", "本年计划投资")


@pytest.mark.parametrize(
    ("head", "guess"),
    [
        ("发展速度（上年同期=100）", "指数（上年=100）"),
        ("为上年同期%", "指数（上年=100）"),
        ("幅度%", "同比增速"),
    ],
)
def test_what_is_proposed_never_turns_an_index_into_growth(head, guess):
    rows = [["2026年1-5月固定资产投资"], ["指标", "累计（亿元）", head]]
    rows += [["固定资产投资", 12.5, 106.2], ["工业投资", 10.5, 96.2]]
    (question,) = read(sheet(rows)).questions
    assert question.suggestion == guess
    answers = {(question.fingerprint, question.about): question.suggestion}
    told = by_cell(read(sheet(rows), answers=answers))["C3"]
    assert told.measure == ("index" if "指数" in guess else "yoy_pct")
    assert told.period.code == "2026-05"
