"""What differs between two versions, or would once a file is accepted."""

from __future__ import annotations

from analytics.basics.moments import now_utc
from analytics.lake import gate
from analytics.questions.changes import NOW, changes, of_upload
from analytics.tables import versions
from tests.lake_rows import SHUANGQING, XINSHAO, observation, reading
from tests.ledger_rows import COUNTY, ledger, project
from tests.weighing import weigh


def told(found):
    return [
        (row["地区"], row["原来"], row["现在"], row["单元格"], row["原单元格"], row["原因"])
        for row in versions.figures_table(found).to_dict("records")
    ]


def test_old_becomes_new_with_cells_reason_places_and_checks_before_and_after(lake, accept):
    first = [
        observation("3.0", region=XINSHAO),
        observation("1", region=XINSHAO, measure="rank", unit=""),
        observation("2.0", region=SHUANGQING, cell="B6"),
        observation("2", region=SHUANGQING, measure="rank", unit="", cell="C6"),
    ]
    accept(*first, observation("7.0", sheet="投资12", cell="B9"))
    then = now_utc()
    second = reading(
        observation("4.0", region=SHUANGQING, cell="B6"),
        observation("5.5", label="工业投资"),
        file="更正.xlsx",
    )
    weighed = weigh(lake, second)
    would_be = changes(weighed.lake, weighed.moment, NOW)

    receipt = gate.accept(lake, weighed, reason="更正差错")

    for found, reason in (
        (would_be, "例行更新"),
        (changes(lake, then, NOW), "更正差错"),
        (of_upload(lake, receipt.upload_id), "更正差错"),
    ):
        assert told(found) == [
            ("双清区", "2.0", "4.0", "更正.xlsx!投资11!B6", "月报.xlsx!投资11!B6", reason)
        ]
        assert versions.sheets_table(found).values.tolist() == [["更正.xlsx", "投资11", 1, 0, 1]]
        assert {one.title for one in found.checks} == {"位次与增速不符"}
    listed = versions.listing(would_be)
    assert listed.类别.tolist() == ["数字", "体检", "工作表"]
    assert listed.原来.tolist()[0] == "2.0"
    assert versions.line(would_be) == "变动 1 个数，新增 1 个数，1 项体检结果不同"


def test_a_place_that_moves_is_told(lake, accept):
    accept(observation("3.0", region="430522/甲镇"), observation("2.0", region="430522/乙镇"))
    weighed = weigh(lake, reading(observation("4.0", region="430522/乙镇")))

    found = changes(weighed.lake, weighed.moment, NOW)

    assert {(one.region, one.before, one.now) for one in found.places} == {
        ("甲镇", 1, 2),
        ("乙镇", 2, 1),
    }


def test_a_ledgers_figures_are_told_by_cell_and_nothing_is_told_of_nothing(lake):
    whose = {"sender": "示例县发改局", "region_code": COUNTY}
    gate.accept(
        lake, weigh(lake, ledger(project("甲", row=5, annual_plan="100", ytd="30")), **whose)
    )
    corrected = ledger(project("甲", row=5, annual_plan="120", ytd="30"), file="更正.xlsx")
    weighed = weigh(lake, corrected, **whose)

    [row] = versions.figures_table(changes(weighed.lake, weighed.moment, NOW)).to_dict("records")

    assert (row["名称"], row["栏"], row["原来"], row["现在"]) == (
        "甲",
        "年度计划（万元）",
        "100",
        "120",
    )
    assert row["单元格"] == "更正.xlsx!台账!D5"
    now = now_utc()
    assert not changes(lake, now, NOW)
    assert versions.line(changes(lake, now, NOW)) == "没有变动"
    assert versions.listing(changes(lake, now, NOW)).empty
