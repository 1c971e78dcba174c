"""The gate: what would be is what is, and a red finding stops until it is explained."""

from __future__ import annotations

import pytest

from analytics.basics.errors import RefusedError
from analytics.intake.reading import Question
from analytics.lake import gate, upkeep
from analytics.lake.checks import run_checks
from analytics.lake.rebuilding import rebuild
from analytics.lake.trial import UPLOAD_ID
from tests.lake_rows import SHUANGQING, XINSHAO, level, observation, reading
from tests.ledger_rows import COUNTY, ledger, project, target, unit
from tests.weighing import found, prepared, weigh

LAST_YEAR = level("100", period="2024-09")
SLIPPED = level("1000000", cell="C7")
TABLES = ("growth", "ranking", "loaded", "completion", "projects", "pace")


def as_it_is(lake, upload_id):
    """Every mart, all moments and the upload's own name left out."""
    told = {}
    for table in TABLES:
        rows = lake.query(f"from mart_{table}").astype(str).replace(upload_id, UPLOAD_ID)
        dropped = [one for one in ("accepted_at", "sha256") if one in rows]
        told[table] = sorted(map(tuple, rows.drop(columns=dropped).values.tolist()))
    return told


@pytest.mark.parametrize(
    "rows",
    [
        [level("110"), observation("9.7"), level("40", region=XINSHAO)],
        [observation("3.1", region=XINSHAO), observation("4.1", region=SHUANGQING)],
        [SLIPPED, observation("2.0", label="怪指标"), observation("2.0", region="430500/某园区")],
    ],
)
def test_what_would_be_is_what_is_once_it_is_accepted(lake, accept, rows):
    accept(LAST_YEAR, level("50", period="2025-08"), observation("3.0", region=XINSHAO))
    weighed = weigh(lake, reading(*rows))
    would_be = as_it_is(weighed.lake, UPLOAD_ID)

    receipt = gate.accept(lake, weighed, note="已核实")

    assert would_be == as_it_is(lake, receipt.upload_id)
    assert [(one.name, len(one.rows)) for one in run_checks(weighed.lake)] == [
        (one.name, len(one.rows)) for one in run_checks(lake)
    ]


def test_a_ledger_on_trial_says_what_it_says_once_accepted(lake):
    whose = {"sender": "示例县发展和改革局", "region_code": COUNTY}
    april = [project("甲", "2025-04", row=5, annual_plan="100", ytd="30"), unit("甲局", ytd="1")]
    gate.accept(lake, weigh(lake, ledger(*april), **whose))
    may = [project("甲", row=5, annual_plan="120", ytd="20"), target("360"), unit("甲局", ytd="2")]
    weighed = weigh(lake, ledger(*may), **whose)
    would_be = as_it_is(weighed.lake, UPLOAD_ID)

    receipt = gate.accept(lake, weighed)

    assert found(weighed) == {"project_cumulative_falls": False, "project_plan_changes": False}
    assert would_be == as_it_is(lake, receipt.upload_id)


def test_weighing_stores_nothing(lake, accept):
    accept(LAST_YEAR)
    before = lake.snapshot

    weigh(lake, reading(SLIPPED))

    assert lake.snapshot == before
    assert len(lake.query("from lake.upload")) == 1


def test_only_what_the_file_brings_is_found_and_what_it_mends_is_said(lake, accept):
    accept(LAST_YEAR, SLIPPED, level("90", period="2025-10"))
    weighed = weigh(lake, reading(level("80")))

    assert found(weighed) == {}
    assert "size_against_past" in {one.name for one in weighed.settled()}


def test_a_finding_names_the_cell_of_the_file(lake, accept):
    accept(LAST_YEAR)
    weighed = weigh(lake, reading(SLIPPED))

    assert weighed.reds[0].cell == "投资11!C7"
    assert weighed.marks_of("投资11") == {"C7": "red"}
    assert weighed.marks_of("投资12") == {}


def test_sheets_with_open_questions_are_not_weighed(lake, accept):
    accept(LAST_YEAR)
    asked = reading(SLIPPED)
    question = Question("unit", "投资11", "f", "单位？", ("亿元",))

    assert found(weigh(lake, asked.__class__(**vars(asked) | {"questions": (question,)}))) == {}


def test_a_red_finding_is_accepted_with_a_reason_only_and_the_reason_stays(lake, accept):
    accept(LAST_YEAR)
    weighed = weigh(lake, reading(SLIPPED))
    with pytest.raises(RefusedError, match="红色体检没有通过，没有入库。请"):
        gate.accept(lake, weighed, note="  ")

    receipt = gate.accept(lake, weighed, note="经核实", uploaded_by="张三")

    notes = lake.query("from lake.check_note").drop(columns="noted_at")
    assert set(notes.itertuples(index=False, name=None)) == {
        (receipt.upload_id, red.check.name, "投资11!C7", "经核实", "张三") for red in weighed.reds
    }
    assert upkeep.verify(lake) == []


def test_the_reason_comes_back_with_a_rebuild_and_its_loss_is_found(lake, accept):
    accept(LAST_YEAR)
    gate.accept(lake, weigh(lake, reading(SLIPPED)), note="经核实")
    with lake.cursor() as cursor:
        cursor.execute("delete from lake.check_note")
    lake.forget_answers()

    assert "answers_lost" in {one.code for one in upkeep.verify(lake)}
    assert {one.code for one in rebuild(lake.folder)} == {"read_differently"}
    assert lake.query("from lake.check_note").text.unique().tolist() == ["经核实"]


def test_a_file_without_anything_red_asks_for_no_reason(lake, accept):
    accept(LAST_YEAR)
    weighed = gate.weigh(lake, prepared(lake, reading(level("110"))))

    assert not weighed.is_stopped
    assert not gate.accept(lake, weighed).is_known
