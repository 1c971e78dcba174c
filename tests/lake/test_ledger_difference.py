"""A ledger beside a real lake: rows in, and what accepting them would change."""

from __future__ import annotations

import pytest

from analytics.basics.period import Period
from analytics.lake.difference import ledger_difference
from analytics.lake.identity import note_identity
from analytics.questions.ledger import projects
from analytics.tables import changes as change_tables
from tests.ledger_rows import ledger, project, store, target, unit
from tests.selections import about

SENDER = "示例县发改局"


@pytest.fixture(scope="module")
def lake(new_lake):
    return new_lake()


@pytest.fixture
def county(request):
    """A region no other test uses: the lake is shared because opening one is slow."""
    numbers = {item.nodeid: number for number, item in enumerate(request.session.items)}
    return f"4412{numbers[request.node.nodeid]:02d}"


def compared(lake, county, *rows, sender=SENDER):
    return ledger_difference(lake, ledger(*rows), region_code=county, sender=sender)


def states(rows):
    return dict(zip(rows.name, rows.state, strict=True))


def figures(rows):
    changed = rows[rows.state == "changed"]
    return {
        (row.name, row.field): (row.value_before, row.value_now) for row in changed.itertuples()
    }


def test_a_first_ledger_is_all_new(lake, county):
    rows = compared(lake, county, project("甲"), project("乙"))

    assert states(rows) == {"甲": "new", "乙": "new"}
    assert rows.period_code_before.isna().all()


def test_a_corrected_ledger_shows_who_enters_who_leaves_and_what_changed(lake, county):
    store(
        lake,
        project("不变", annual_plan="100", ytd="30", row=5),
        project("改计划", annual_plan="200", ytd="30", stage="开工", row=6),
        project("退出", annual_plan="300", ytd="30", row=7),
        region=county,
    )

    rows = compared(
        lake,
        county,
        project("不变", annual_plan="100.0", ytd="30", row=15),
        project("改计划", annual_plan="250", ytd="30", stage="在建", row=16),
        project("新来", annual_plan="400", ytd="0", row=17),
    )

    assert set(states(rows).items()) == {
        *(("不变", "equal"), ("改计划", "changed"), ("退出", "left"), ("新来", "new")),
    }
    assert figures(rows) == {
        ("改计划", "annual_plan"): ("200", "250"),
        ("改计划", "stage"): ("开工", "在建"),
    }
    plan = rows[rows.field == "annual_plan"].iloc[0]
    assert (plan.cell, plan.source_before) == ("D16", "台账.xlsx!台账!D6")


def test_a_new_month_stands_beside_the_month_before_and_growth_is_no_change(lake, county):
    before = {"annual_plan": "100", "planned_start_on": "2025-03-01"}
    store(
        lake,
        project("甲", "2025-04", ytd="20", progress_text="基础", **before),
        project("乙", "2025-04", ytd="20", **before),
        project("丙", "2025-04", ytd="20", **before),
        region=county,
    )

    rows = compared(
        lake,
        county,
        project("甲", "2025-05", ytd="30", progress_text="主体", **before),
        project("乙", "2025-05", ytd="30", annual_plan="90", planned_start_on="2025-06-01"),
    )

    assert set(states(rows).items()) == {("甲", "equal"), ("乙", "changed"), ("丙", "left")}
    assert set(rows.period_code_before) == {"2025-04"}
    assert figures(rows) == {
        ("乙", "annual_plan"): ("100", "90"),
        ("乙", "planned_start_on"): ("2025-03-01", "2025-06-01"),
    }


def test_a_january_does_not_compare_its_plan_with_last_years(lake, county):
    store(lake, project("甲", "2024-12", annual_plan="100", planned_total="500"), region=county)

    rows = compared(lake, county, project("甲", "2025-02", annual_plan="130", planned_total="500"))

    assert states(rows) == {"甲": "equal"}


def test_another_part_of_the_ledger_takes_nobody_out(lake, county):
    store(lake, project("省重点一"), project("省重点二"), region=county)

    rows = compared(lake, county, project("县重点一"), project("县重点二"))

    assert states(rows) == {"县重点一": "new", "县重点二": "new"}


def test_another_sender_changes_figures_but_takes_nobody_out(lake, county):
    store(lake, project("甲", ytd="10"), project("乙", ytd="10"), region=county)

    rows = compared(lake, county, project("甲", ytd="20"), sender="示例县重点办")

    assert states(rows) == {"甲": "changed"}
    assert figures(rows) == {("甲", "ytd"): ("10", "20")}


@pytest.mark.parametrize("missing", ["甲", "丙"])
def test_what_is_said_of_leaving_is_what_the_lake_does(lake, county, missing):
    store(lake, *(project(name) for name in "甲乙丙"), region=county)
    incoming = [project(name) for name in "甲乙丙" if name != missing]
    left = states(compared(lake, county, *incoming))

    store(lake, *incoming, region=county)
    stays = projects(lake, about(region=county, period=Period(2025, 5))).project_name

    assert left[missing] == "left"
    assert missing not in set(stays)


def test_a_month_printed_beside_the_newest_gives_way_to_its_own_ledger(lake, county):
    store(lake, project("甲", "2025-04", ytd="20"), region=county)

    rows = compared(
        lake, county, project("甲", "2025-04", ytd="21"), project("甲", "2025-05", ytd="30")
    )

    assert dict(zip(rows.period_code, rows.state, strict=True)) == {
        "2025-05": "equal",
        "2025-04": "outranked",
    }


def test_a_project_known_to_be_renamed_neither_enters_nor_leaves(lake, county):
    store(lake, project("旧名", "2025-04", unit_label="局"), region=county)
    note_identity(lake, f"{county}/新名@局", f"{county}/旧名@局", is_same=True)

    rows = compared(lake, county, project("新名", "2025-05", unit_label="局"))

    assert set(rows.state) == {"changed"}
    assert figures(rows) == {("新名", "project_name"): ("旧名", "新名")}


def test_amounts_in_another_unit_are_the_same_amount(lake, county):
    store(lake, project("甲", annual_plan="15000", ytd="1"), region=county)

    rows = compared(lake, county, project("甲", annual_plan="1.5", money_unit="亿元", ytd="0.0001"))

    assert states(rows) == {"甲": "equal"}


def test_a_table_by_units_shows_new_changed_equal_and_unlisted_units(lake, county):
    store(
        lake,
        unit("甲区", annual_plan="100", ytd="30"),
        unit("乙区", annual_plan="100", ytd="30"),
        unit("丙区", annual_plan="100", ytd="30"),
        region=county,
    )

    rows = compared(
        lake,
        county,
        unit("甲区", annual_plan="100", ytd="30"),
        unit("乙区", annual_plan="100", ytd="35", row=8),
        unit("丁区", annual_plan="100", ytd="30"),
    )

    assert states(rows) == {"甲区": "equal", "乙区": "changed", "丙区": "unlisted", "丁区": "new"}
    assert figures(rows) == {("乙区", "ytd"): ("30", "35")}
    assert rows[rows.state == "changed"].cell.tolist() == ["E8"]


def test_a_unit_that_is_gone_from_the_next_months_table_has_left(lake, county):
    store(lake, unit("甲区", "2025-04", ytd="3"), unit("乙区", "2025-04", ytd="3"), region=county)

    rows = compared(lake, county, unit("甲区", "2025-05", ytd="5"))

    assert states(rows) == {"甲区": "equal", "乙区": "left"}


def test_goals_show_new_changed_equal_and_those_not_set_again(lake, county):
    store(
        lake,
        target("360", cell="C2"),
        target("10", scope="unit", label="甲区", cell="C3"),
        target("20", scope="unit", label="乙区", cell="C4"),
        region=county,
    )

    rows = compared(
        lake,
        county,
        target("3600000", unit="万元"),
        target("11", scope="unit", label="甲区", cell="D3"),
        target("30", scope="unit", label="丙区"),
    )

    assert states(rows) == {"全县": "equal", "甲区": "changed", "乙区": "unlisted", "丙区": "new"}
    [changed] = rows[rows.state == "changed"].itertuples()
    assert (changed.value_before, changed.value_now) == ("100000万元", "110000万元")
    assert (changed.cell, changed.source_before) == ("D3", "台账.xlsx!目标!C3")


def test_a_bulletin_without_ledgers_has_nothing_to_compare(lake, county):
    assert compared(lake, county).empty


def test_the_tables_say_in_chinese_what_changes_and_what_that_means(lake, county):
    store(
        lake,
        project("甲", "2025-04", annual_plan="100", unit_label="局"),
        project("乙", "2025-04", annual_plan="100", unit_label="局"),
        region=county,
    )
    rows = compared(
        lake,
        county,
        project("甲", "2025-05", annual_plan="90", unit_label="局", row=9),
        project("丙", "2025-05", annual_plan="1", unit_label="局"),
    )

    summary = change_tables.summary_table(rows).to_dict("records")
    changes = change_tables.changes_table(rows)

    assert summary == [
        {
            "工作表": "台账",
            "内容": "项目",
            "报告期": "2025-05",
            "对照": "2025-04",
            "新增": 1,
            "退出": 1,
            "变动": 1,
            "相同": 0,
            "变动的数（处）": 1,
        }
    ]
    assert changes["对比"].tolist() == ["新增", "退出", "变动"]
    assert changes.iloc[2][["变动的栏", "原来", "现在", "单元格"]].tolist() == [
        *("年度计划（万元）", "100", "90", "台账!D9"),
    ]
    assert change_tables.summary_lines(rows) == [
        "台账 2025-05 项目（与已入库的 2025-04 比）：新增 1，退出 1，变动 1，相同 0"
    ]
    assert change_tables.notes(rows) == (
        "与上一期比时，只比不随月份增长的栏，如年度计划、总投资、阶段、工期；"
        "改了名的项目先列为一进一出，接收后在项目页确认。"
    )
