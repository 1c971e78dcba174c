"""Bad ledgers: each flaw is stored, listed with its cell, and told apart from a clean one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.basics.period import Period
from analytics.lake import loading, upkeep
from analytics.questions import ledger
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from analytics.reference import status_rules
from analytics.reference.status_rules import rule_sentence
from analytics.tables.ledger import absent_line, completion_cards
from tests.ledger_rows import COUNTY, project, store, subtotal, target, unit
from tests.selections import about


def failing(lake):
    return {
        result.name: result.rows for result in checks(lake, Selection()) if not result.is_passed
    }


def months(**values):
    return [project("甲", f"2025-{key[1:]}", annual_plan="100", ytd=v) for key, v in values.items()]


CLEAN = [
    subtotal("合计（2项）", 5, 6, project_count=2, annual_plan="300", ytd="90"),
    project("甲", row=5, planned_total="900", annual_plan="100", ytd="30", printed_rate_pct="30"),
    project("乙", row=6, planned_total="900", annual_plan="200", ytd="60"),
    unit("全县", annual_plan="300", ytd="90", printed_rate_pct="30.04"),
    unit("甲局", annual_plan="100", ytd="30"),
    unit("乙局", annual_plan="200", ytd="60"),
    target("360"),
    target("157.5", scope="unit", label="甲局"),
    target("202.5", scope="unit", label="乙局"),
]


def test_a_clean_ledger_fails_no_check(lake):
    store(lake, *CLEAN)

    assert failing(lake) == {}


@pytest.mark.parametrize(
    ("name", "rows", "cell"),
    [
        (
            "project_subtotals",
            [
                subtotal("合计（3项）", 5, 6, project_count=3),
                project("甲", row=5),
                project("乙", row=6),
            ],
            "A4",
        ),
        (
            "project_subtotals",
            [
                subtotal("合计", 5, 6, project_count=2, annual_plan="310"),
                project("甲", row=5, annual_plan="100"),
                project("乙", row=6, annual_plan="200"),
            ],
            "A4",
        ),
        ("project_twice", [project("甲", row=5), project("★甲 ", row=9)], "B5；台账.xlsx!台账!B9"),
        (
            "project_over_total",
            [
                project(
                    "甲",
                    row=5,
                    planned_total="100",
                    invested_before="80",
                    annual_plan="90",
                    ytd="30",
                )
            ],
            "E5",
        ),
        ("project_cumulative_falls", months(m04="30", m05="20"), "E"),
        (
            "project_unit_slip",
            [
                project("甲", "2025-04", planned_total="20000"),
                project("甲", "2025-05", planned_total="200000000"),
            ],
            "B",
        ),
        ("project_plan_of_zero", [project("甲", row=5, annual_plan="0", ytd="9")], "D5"),
        (
            "project_plan_changes",
            [
                project("甲", "2025-04", annual_plan="100"),
                project("甲", "2025-05", annual_plan="90"),
            ],
            "D",
        ),
        (
            "printed_rate_differs",
            [
                unit("甲局", row=5, annual_plan="100", ytd="55.89", printed_rate_pct="55.98"),
                unit("乙局", row=6, annual_plan="100", ytd="50", printed_rate_pct="51"),
            ],
            "E6",
        ),
        (
            "units_sum_to_total",
            [unit("合计", ytd="474.5"), unit("州直", ytd="92"), unit("县市", ytd="300")],
            "E",
        ),
        (
            "targets_sum_to_goal",
            [target("360")] + [target("100", scope="unit", label=name) for name in "甲乙丙"],
            "C",
        ),
        (
            "targets_sum_to_goal",
            [target("100", scope="unit", label=name) for name in "甲乙丙"],
            None,
        ),
    ],
)
def test_each_flaw_is_listed_with_its_cell_and_nothing_is_dropped(lake, name, rows, cell):
    store(lake, *rows)

    found = failing(lake)

    assert list(found) == [name]
    assert found[name].period_code.str.startswith("2025").all()
    if cell is not None:
        assert cell in found[name].source.iloc[0]


def test_a_check_of_a_period_shows_that_period_only(lake):
    store(lake, *months(m03="40", m04="30", m05="20"))

    [result] = [
        one
        for one in checks(lake, about(period=Period(2025, 4)))
        if "falls" in one.name and one.rows.size
    ]

    assert result.rows.period_code.tolist() == ["2025-04"]


def test_a_ledger_alone_is_an_upload_and_its_rows_are_guarded(lake):
    receipt = store(lake, *CLEAN)

    assert receipt.row_count == 8
    assert upkeep.verify(lake) == []
    lake.write(
        lambda writing: writing.cursor.execute(
            "update lake.raw_project_month set ytd = 31 where project_name = '甲'"
        )
    )
    assert [problem.code for problem in upkeep.verify(lake)] == ["rows_damaged"]


def test_printed_amounts_and_cells_come_back_as_they_were(lake):
    store(lake, project("甲", row=7, annual_plan="0.10000000004999", planned_start_on="2025-03-01"))

    row = lake.query("select * from lake.raw_project_month").iloc[0]

    assert str(row.annual_plan) == "0.1"
    assert row.cells == '{"project_name": "B7", "annual_plan": "D7", "planned_start_on": "F7"}'
    assert str(row.planned_start_on)[:10] == "2025-03-01"
    assert row.isna().ytd


def test_the_rule_is_printed_with_its_version_bands_and_source():
    sentence = rule_sentence("yinchuan")

    assert sentence.startswith("规则：银川2025第1版（滞后：应开未开的月数≥3个月")
    assert "预警：差≥−30个百分点且≤−10个百分点" in sentence
    assert sentence.endswith("依据：银川2025年项目红黄绿灯")


def test_a_setting_no_view_knows_is_a_programmers_mistake(lake):
    with pytest.raises(ValueError, match="unknown setting"):
        lake.query("select 1", settings={"colour": "red"})


def test_totals_say_of_what_they_are_the_sum(lake):
    store(
        lake,
        project("甲", row=5, annual_plan="100", ytd="30"),
        project("乙", row=6, annual_plan="50"),
    )

    row = ledger.totals(lake, about(region=COUNTY)).iloc[0]

    assert row.source == "2 个项目相加：台账.xlsx!台账!D6 等" or row.source.startswith(
        "2 个项目相加"
    )
    assert row.basis == "project_sum"


@pytest.fixture(scope="module")
def rules_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rules")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (",正常,gap_pp,-10", ",正好,gap_pp,-10", "第 5 行：status 填的是“正好”。请填较快"),
        (",正常,gap_pp,-10", ",正常,gap_pp,十", "第 5 行：lower 填的是“十”，不是数"),
        (",any,2,滞后,gap_pp", ",any,1,滞后,gap_pp", "次序 1 与第 2 行相同"),
        (",-30,是,-10,否", ",-10,是,-30,否", "下限 -10 大于上限 -30"),
        ("top,4", "top,", "只填了一个"),
        ("rule_code,", "编号,", "缺少列 rule_code"),
        ("default,默认（四档）,1,any,5", "default,默认（四档）,2,any,5", "两个版本号"),
    ],
)
def test_a_broken_rule_list_is_refused_in_chinese_with_its_line(rules_folder, before, after, said):
    from analytics.basics.errors import ReferenceDataError
    from analytics.reference.status_rules import RULES, read_status_rules

    text = RULES.read_text(encoding="utf-8")
    assert before in text
    path = rules_folder / "status_rules.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=said):
        read_status_rules(path)


def test_an_edited_rule_colours_what_is_stored_already(lake, tmp_path, monkeypatch):
    store(lake, project("甲", annual_plan="100", ytd="30"))
    before = ledger.projects(lake, about(region=COUNTY)).status.iloc[0]
    rules = status_rules.RULES.read_text(encoding="utf-8-sig")
    edited = rules.replace("预警,gap_pp,-30,是,-10,否", "预警,gap_pp,-30,是,-15,否", 1).replace(
        "正常,gap_pp,-10,是,10,否", "正常,gap_pp,-15,是,10,否", 1
    )
    assert edited.count("-15") == rules.count("-15") + 2
    list_edited = tmp_path / "status_rules.csv"
    list_edited.write_text(edited, encoding="utf-8-sig")
    read = status_rules.read_status_rules
    monkeypatch.setattr(status_rules, "read_status_rules", lambda: read(list_edited))
    lake.refresh_reference()

    assert (before, ledger.projects(lake, about(region=COUNTY)).status.iloc[0]) == ("预警", "正常")


def test_a_subtotal_of_one_kind_sums_only_its_kind(lake):
    """其中：续建 stands above every project of the ledger."""
    path = Path(__file__).parents[2] / "data" / "sample" / "示例县重点项目台账_2025-05.xlsx"
    loading.prepare(lake, path.read_bytes(), path.name, "示例县发展和改革局", "999901").accept(lake)

    results = {result.name: result.rows for result in checks(lake, Selection())}

    assert results["project_subtotals"].empty


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("A厂房", "a厂房", 2),
        ("110kV线路", "110KV线路", 2),
        ("Ａ厂房（一期）", "A\u3000厂房(一期)", 1),
        ("Cafe\u0301路", "Caf\u00e9路", 1),
        ("甲\u00a0桥", "甲桥", 1),
    ],
)
def test_only_case_makes_two_names_two_projects(lake, one, other, count):
    store(lake, project(one, annual_plan="100"), project(other, annual_plan="100"))

    listed = ledger.projects(lake, about(region=COUNTY))
    assert len(listed) == count
    assert ("project_twice" in failing(lake)) == (count == 1)


def completion(lake):
    totals, units = (ask(lake, about(region=COUNTY)) for ask in (ledger.totals, ledger.completion))
    cards = {
        card.label: card
        for card in completion_cards(totals.iloc[0], pd.DataFrame({"subject_kind": []}))
    }
    return totals.iloc[0], cards, absent_line(units)


def test_a_ledger_without_a_column_says_so_and_counts_neither_none_nor_all(lake):
    given = {"annual_plan": "100", "ytd": "30", "unit_label": "甲局"}
    store(lake, project("甲", **given), project("乙", **given))

    total, cards, line = completion(lake)
    for name in ("new_start_count", "start_rate_pct", "should_list_count", "listed_count"):
        assert pd.isna(total[name]), name
    assert (cards["开工率"].value, cards["入库率"].value) == ("—", "—")
    assert cards["开工率"].note.startswith("台账没有此列")
    assert cards["入库率"].note.startswith("台账没有此列")
    assert line == "台账没有此列：开工率、入库率、资金到位率、完成分月计划。"
    assert total.started_count == 2


def test_a_ledger_without_done_amounts_has_no_idle_and_no_started_projects(lake):
    store(lake, project("甲", annual_plan="100"), project("乙", annual_plan="100"))

    total, cards, line = completion(lake)
    assert pd.isna(total.started_count)
    assert pd.isna(total.idle_count)
    assert cards["年度计划完成率"].value == "—"
    assert "累计完成" in line


def test_a_ledger_with_the_columns_counts_what_they_say(lake):
    given = {"annual_plan": "100", "unit_label": "甲局", "planned_total": "900"}
    store(
        lake,
        project("甲", ytd="30", project_kind="新建", is_in_statistics=True, **given),
        project("乙", ytd="30", project_kind="续建", is_in_statistics=False, **given),
        project("丙", project_kind="新建", **given),
    )

    total, cards, line = completion(lake)
    assert (total.new_start_count, total.new_started_count, total.start_rate_pct) == (2, 1, 50)
    assert (total.should_list_count, total.listed_count) == (2, 1)
    assert cards["入库率"].value == "50.0%"
    assert line == "台账没有此列：资金到位率、完成分月计划。"
