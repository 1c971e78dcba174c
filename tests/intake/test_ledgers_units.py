"""Tables by unit and targets: layouts as published, checked against their own totals."""

from __future__ import annotations

from decimal import Decimal

from tests.ledgers_built import ankang, dazhou, qianxinan, songyang, xiangxi, yunfu
from tests.printed import asked, codes, read, sheet


def units(page, home):
    reading = read(page, home=home)
    return reading, {row.unit_label: row for row in reading.units}


def test_yunfu_worst_first_with_the_city_on_top():
    reading, rows = units(yunfu(), "445300")
    city = rows["全市"]
    assert (city.year, city.month, city.money_unit) == (2021, 8, "亿元")
    assert (city.annual_plan, city.ytd) == (Decimal("195.82"), Decimal("119.73"))
    assert (city.printed_rate_pct, city.monthly) == (Decimal("61.14"), Decimal("5.5"))
    assert (city.region_code, rows["罗定市"].region_code) == ("445300", "445381")
    assert {row.scope for row in rows.values()} == {"重点项目"}
    assert dict(city.cells)["ytd"] == "F3"
    assert codes(reading) == []
    assert reading.rows == (), "figures of projects are no bulletin's figures"


def test_xiangxi_does_not_add_up_with_the_92_of_its_table():
    reading, rows = units(xiangxi(), "433100")
    (problem,) = [p for p in reading.problems if p.code == "total_not_sum"]
    assert problem.cell == "D4"
    assert "474.5亿元" in problem.problem
    assert "相差22.8" in problem.problem
    assert rows["州直"].ytd == Decimal("92.0")
    assert (rows["州直"].region_code, rows["州直"].project_count) == ("433100/州直", 10)
    assert codes(read(xiangxi(prefecture="114.8"), home="433100")) == []


def test_dazhou_keeps_growth_for_the_bulletin_and_the_plan_to_september():
    reading, rows = units(dazhou(), "511700")
    city = rows["全市"]
    assert (city.annual_plan, city.ytd_plan) == (Decimal("527.3"), Decimal("371.5"))
    assert (city.ytd, city.printed_rate_pct) == (Decimal("291.5"), Decimal("78.5"))
    assert (city.month, city.scope) == (7, "固定资产投资")
    assert {row.cell for row in reading.rows if row.measure == "yoy_pct"} == {
        "B4",
        "B5",
        "B6",
        "B7",
    }
    assert codes(reading) == []


def test_a_sum_of_plans_that_is_off_is_said():
    page = dazhou()
    rows = [list(row) for row in page.rows]
    rows[4][2] = Decimal("201.0")
    found = read(sheet(rows, "达州"), home="511700").problems
    assert [(p.code, p.cell) for p in found] == [("total_not_sum", "C4")]
    assert "528.3亿元" in found[0].problem


def test_songyang_by_kind_with_starts_and_rates_as_fractions():
    reading, rows = units(songyang(), "331124")
    assert (rows["新建"].started_count, rows["新建"].project_count) == (7, 15)
    assert rows["续建"].printed_rate_pct == Decimal("24.43")
    assert {row.scope for row in rows.values()} == {"重点项目按性质"}
    assert (rows["合计"].annual_plan, rows["合计"].ytd) == (Decimal("98.5"), Decimal("21.01"))
    assert codes(reading) == []


def test_qianxinan_has_funds_in_place_and_its_rate_is_right_in_the_table():
    reading, rows = units(qianxinan(), "522300")
    assert rows["合计"].funds_in_place == Decimal(6983490)
    assert rows["合计"].printed_rate_pct == Decimal("55.89")
    assert (rows["合计"].year, rows["合计"].month) == (2020, 6)
    assert codes(reading) == []
    page = [list(row) for row in qianxinan().rows]
    page[4][4] = Decimal("55.98")
    found = read(sheet(page, "黔西南"), home="522300").problems
    assert [(p.code, p.cell) for p in found] == [("rate_mismatch", "E5")]


def test_a_growth_table_is_no_table_by_unit():
    rows = [["2020年1-6月投资增速"], ["县（市）、新区", "1-6月投资增速（%）", "增速排位"]]
    rows += [["兴义市", 5.1, 2], ["兴仁市", 6.2, 1], ["全州", 5.5, None]]
    reading = read(sheet(rows), home="522300")
    assert reading.units == ()
    assert len(reading.rows) == 5


# ---------- targets


def test_ankang_360_and_203_are_split_to_ten_counties_and_a_zone():
    reading = read(ankang(), home="610900")
    goals = {(t.scope_label, t.indicator_label): t for t in reading.targets}
    assert len(reading.targets) == 24
    whole = goals["全市", "固定资产投资"]
    assert (whole.value, whole.unit, whole.year, whole.month) == (360, "亿元", 2012, None)
    assert (whole.scope_kind, whole.goal_kind, whole.tier) == ("region", "level", "")
    assert goals["高新区", "重点项目投资"].region_code == "610900/高新区"
    assert codes(reading) == []
    assert reading.rows == ()


def test_parts_that_do_not_sum_to_the_goal_are_said():
    (problem,) = read(ankang(high_tech=29), home="610900").problems
    assert (problem.code, problem.cell) == ("target_not_sum", "B4")
    assert "359亿元，少1亿元" in problem.problem


def test_goals_by_quarter_floor_and_reach_keep_their_months_and_tier():
    rows = [["2025年示例县固定资产投资目标任务分解表"], ["单位：亿元"]]
    rows += [["责任单位", "保底目标", "力争目标", "一季度目标", "上半年目标", "二季度目标"]]
    rows += [["合计", 100, 110, 20, 50, 30], ["县水利局", 60, 66, 12, 30, 18]]
    rows += [["县交通局", 40, 44, 8, 20, 12]]
    reading = read(sheet(rows), home="999901")
    goals = {(t.cell): (t.tier, t.month, t.goal_kind) for t in reading.targets}
    assert [goals[f"{c}5"] for c in "BCDEF"] == [
        ("保底", None, "level"),
        ("力争", None, "level"),
        ("", 3, "level"),
        ("", 6, "level"),
        ("", 6, "level_of_quarter"),
    ]
    assert {t.scope_kind for t in reading.targets} == {"unit"}
    assert codes(reading) == []


def test_goals_of_indicators_belong_to_the_whole():
    rows = [["示例县2025年主要经济目标"], ["指标", "计量单位", "全年目标"]]
    rows += [["固定资产投资增速", "%", 8], ["工业投资", "亿元", 20]]
    reading = read(sheet(rows), home="999901")
    assert [(t.indicator_label, t.goal_kind, t.unit) for t in reading.targets] == [
        ("固定资产投资增速", "growth", "%"),
        ("工业投资", "level", "亿元"),
    ]
    assert {t.scope_kind for t in reading.targets} == {"indicator"}


def test_goals_without_a_year_are_asked_for():
    page = [list(row) for row in ankang().rows]
    page[0][0] = "安康市投资目标任务分解表"
    reading = read(sheet(page), home="610900", file="目标.xlsx")
    assert asked(reading) == ["year"]
    assert reading.targets == ()
    print_ = reading.questions[0].fingerprint
    answered = read(
        sheet(page), home="610900", file="目标.xlsx", answers={(print_, "year"): "2012"}
    )
    assert {t.year for t in answered.targets} == {2012}


def test_goals_of_units_by_months_keep_the_tables_unit():
    rows = [["2025年示例县重点项目投资任务分解表"], ["单位：万元"]]
    rows += [["单位", "全年任务", "1-3月", "1-6月"], ["合计", 100, 20, 50]]
    rows += [["县水利局", 60, 12, 30], ["县教育局", 40, 8, 20]]
    goals = {t.cell: t for t in read(sheet(rows), home="999901").targets}
    assert {t.unit for t in goals.values()} == {"万元"}
    assert [goals[c].month for c in ("B5", "C5", "D5")] == [None, 3, 6]
    assert goals["C5"].indicator_label == "重点项目投资"


def test_a_column_of_ranks_before_the_units_is_read_and_the_rest_is_named():
    rows = [["2025年1-5月各单位重点项目完成情况排名表"], ["单位：万元"]]
    rows += [["排名", "责任单位", "年度计划投资", "1-5月累计完成投资", "完成率(%)", "与序时差距"]]
    rows += [[1, "县水利局", 500, 300, 60, 18.3], [2, "县教育局", 400, 100, 25, -16.7]]
    reading = read(sheet(rows), home="999901")
    assert [(u.unit_label, u.printed_rank) for u in reading.units] == [
        ("县水利局", 1),
        ("县教育局", 2),
    ]
    assert codes(reading) == ["columns_left_out"]
    assert reading.rows == ()


def test_kinds_of_two_levels_are_read_by_industry_with_both_plans():
    rows = [["2025年5月重点项目分行业完成情况"], ["单位：万元"]]
    rows += [["三次产业", "行业", "年度投资目标", "上半年投资目标", "1-6月累计完成", "完成年度%"]]
    rows[-1] += ["完成上半年%"]
    rows += [
        ["第一产业", "农业", 100, 50, 40, 40, 80],
        ["第二产业", "采矿业", 200, 100, 80, 40, 80],
    ]
    rows += [[None, "制造业", 300, 150, 120, 40, 80], ["合计", None, 600, 300, 240, 40, 80]]
    reading, found = units(sheet(rows, merges=[(4, 0, 5, 0)]), "999901")
    assert list(found) == ["农业", "采矿业", "制造业", "合计"]
    assert {u.scope for u in reading.units} == {"重点项目按行业"}
    assert (found["制造业"].ytd_plan, found["制造业"].printed_rate_pct) == (150, 40)
    assert codes(reading) == []
