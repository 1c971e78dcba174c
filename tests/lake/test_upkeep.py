"""verify finds what rots; rebuild makes the lake again from what was sent."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from analytics.lake import connection, loading, rebuilding, upkeep
from analytics.lake.core import TABLES
from analytics.lake.identity import note_identity
from analytics.lake.ledger_rows import ROW_TYPES
from analytics.lake.opening import open_lake
from analytics.lake.uploads import withdraw_upload
from analytics.lake.writing import Writing
from analytics.questions import loaded, statistics
from analytics.questions.selection import Selection
from tests.lake_rows import map_label

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
BULLETINS = ("邵阳市统计月报_2025-08.xlsx", "邵阳市统计月报_2025-09.xlsx")


@pytest.fixture
def filled(lake):
    """A lake with two real bulletins, the first of them withdrawn again."""
    ids = []
    for name in BULLETINS:
        path = SAMPLE / name
        prepared = loading.prepare(lake, path.read_bytes(), name, "邵阳市统计局")
        ids.append(prepared.accept(lake).upload_id)
    withdraw_upload(lake, ids[0], note="试撤")
    return lake


def codes(problems):
    return {problem.code for problem in problems}


def test_a_sound_lake_verifies_clean(filled):
    assert upkeep.verify(filled) == []


def test_rebuild_brings_back_every_figure_and_every_status(filled):
    before = statistics.growth(filled, Selection()), loaded.uploads(filled)

    problems = rebuilding.rebuild(filled.folder)

    again = open_lake(filled.folder)
    assert problems == []
    assert statistics.growth(again, Selection()).equals(before[0])
    assert loaded.uploads(again).equals(before[1])
    assert upkeep.verify(again) == []


def test_rebuild_needs_neither_catalogue_nor_data(filled):
    before = statistics.growth(filled, Selection())
    (filled.folder / "catalog.sqlite").unlink()
    shutil.rmtree(filled.folder / "data")

    rebuilding.rebuild(filled.folder)

    assert statistics.growth(open_lake(filled.folder), Selection()).equals(before)


def test_a_changed_original_is_found(filled):
    path = next(filled.originals.iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert codes(upkeep.verify(filled)) == {"original_damaged"}


def test_a_lost_original_and_a_damaged_log_are_found(filled):
    next(filled.originals.iterdir()).unlink()
    next(filled.log.iterdir()).write_text("{")

    assert {"original_lost", "log_damaged"} & codes(upkeep.verify(filled))


def test_flipped_bits_in_stored_rows_never_pass_verify_with_other_figures(filled):
    """Of many flips, each is either found or has changed no stored row."""
    chance = random.Random(3)
    [rows_file, *_] = sorted(
        filled.data.rglob("*.parquet"), key=lambda path: path.stat().st_size, reverse=True
    )
    sound = rows_file.read_bytes()
    raw = "select * from lake.raw_observation order by upload_id, row_number"
    truth = filled.query_arrow(raw)
    found = 0
    for _ in range(40):
        data = bytearray(sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        rows_file.write_bytes(bytes(data))
        fresh = open_lake(filled.folder)
        if codes(upkeep.verify(fresh)):
            found += 1
        else:
            assert fresh.query_arrow(raw).equals(truth)
    rows_file.write_bytes(sound)

    assert found >= 20
    assert upkeep.verify(open_lake(filled.folder)) == []


def test_an_upload_that_only_the_log_knows_is_reported(filled):
    path = sorted(filled.log.iterdir())[0]
    entry = json.loads(path.read_text(encoding="utf-8")) | {"upload_id": "20990101T000000-x"}
    (filled.log / "20990101T000000-x.json").write_text(json.dumps(entry), encoding="utf-8")

    assert "upload_lost" in codes(upkeep.verify(filled))


def send(lake, text, **choice):
    """One small table, read by the real reader: rebuilding reads it again."""
    prepared = loading.prepare(lake, text.encode("utf-8-sig"), "小表.csv", "邵阳市统计局")
    assert prepared.reading.rows
    return prepared.accept(lake, **choice)


def small(value, label="固定资产投资"):
    return f"2025年1-9月固定资产投资\n指标,比上年同期增长（%）\n{label},{value}\n第一产业,1.5\n"


def rebuilt(lake):
    problems = rebuilding.rebuild(lake.folder)
    return problems, open_lake(lake.folder)


def change(lake, sql):
    """What a damaged disk, or somebody at the files, may do."""
    lake.write(lambda writing: writing.cursor.execute(sql))


def answers(lake):
    return (
        lake.query("select * from lake.indicator_mapping order by label"),
        lake.query("select * from lake.project_identity order by project_key"),
    )


def test_rebuild_brings_back_every_mapping_and_every_project_made_one(lake):
    send(lake, small("3.0", "城建投"), mappings={"城建投": "infrastructure"}, uploaded_by="王")
    map_label(lake, "交通投", "infrastructure", by="李")
    note_identity(lake, "430500/新", "430500/旧", is_same=True)
    before = answers(lake)

    problems, again = rebuilt(lake)

    assert problems == []
    assert [len(frame) for frame in before] == [2, 1]
    assert all(now.equals(then) for now, then in zip(answers(again), before, strict=True))
    assert "infrastructure" in set(statistics.growth(again, Selection()).indicator_code)
    assert upkeep.verify(again) == []


def test_mappings_are_stored_with_their_upload_or_not_at_all(lake):
    with pytest.raises(ValueError, match="unknown indicator"):
        send(lake, small("3.0", "城建投"), mappings={"城建投": "no_such_code"})
    assert loaded.uploads(lake).empty

    receipt = send(lake, small("3.0", "城建投"), mappings={"城建投": "infrastructure"})

    entry = json.loads((lake.log / f"{receipt.upload_id}.json").read_text(encoding="utf-8"))
    assert entry["mappings"] == [["城建投", "infrastructure"]]
    assert "infrastructure" in set(statistics.growth(lake, Selection()).indicator_code)


def test_a_mapping_lost_from_the_lake_or_from_the_log_is_found(lake):
    map_label(lake, "交通投", "infrastructure")
    [path] = lake.log.glob("mapping-*.json")
    said = path.read_bytes()
    path.unlink()
    assert codes(upkeep.verify(lake)) == {"answers_without_log"}

    path.write_bytes(said)
    change(lake, "delete from lake.indicator_mapping")

    assert codes(upkeep.verify(lake)) == {"answers_lost"}


def killed(monkeypatch, where, name):
    """As kill -9 there: neither what follows nor what would clear up is done."""

    def die(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(where, name, die)
    monkeypatch.setattr(Writing, "forget", lambda _: None)


def begun(lake):
    return list(lake.log.glob("*.begun"))


def test_a_withdrawal_killed_before_its_commit_was_not_made_and_may_be_made_again(
    lake, monkeypatch
):
    receipt = send(lake, small("99.0"))
    with monkeypatch.context() as dying:
        killed(dying, connection, "sync_new")
        with pytest.raises(KeyboardInterrupt):
            withdraw_upload(lake, receipt.upload_id, note="传错")

    assert begun(lake)
    assert upkeep.verify(lake) == []
    assert not statistics.growth(rebuilt(lake)[1], Selection()).empty
    withdraw_upload(lake, receipt.upload_id, note="传错")
    assert upkeep.verify(lake) == []


def test_a_withdrawal_killed_after_its_commit_was_made(lake, monkeypatch):
    receipt = send(lake, small("99.0"))
    with monkeypatch.context() as dying:
        killed(dying, Writing, "settle")
        with pytest.raises(KeyboardInterrupt):
            withdraw_upload(lake, receipt.upload_id, note="传错")
    assert begun(lake)
    assert statistics.growth(lake, Selection()).empty

    _, again = rebuilt(lake)

    assert statistics.growth(again, Selection()).empty
    assert upkeep.verify(again) == []
    assert not begun(lake)


@pytest.mark.parametrize(
    ("where", "name", "is_made"), [(connection, "sync_new", False), (Writing, "settle", True)]
)
def test_the_log_and_the_lake_know_the_same_uploads_wherever_the_writer_is_killed(
    lake, monkeypatch, where, name, is_made
):
    with monkeypatch.context() as dying:
        killed(dying, where, name)
        with pytest.raises(KeyboardInterrupt):
            send(lake, small("99.0"))

    assert upkeep.verify(lake) == []
    assert send(lake, small("99.0")).is_known is is_made
    _, again = rebuilt(lake)
    assert statistics.growth(again, Selection()).yoy_pct.tolist() == [99.0, 1.5]
    assert len(loaded.uploads(again)) == 1


@pytest.mark.parametrize(("where", "name"), [(connection, "sync_new"), (Writing, "settle")])
def test_an_answer_cut_short_is_known_to_both_or_to_none(lake, monkeypatch, where, name):
    with monkeypatch.context() as dying:
        killed(dying, where, name)
        with pytest.raises(KeyboardInterrupt):
            map_label(lake, "交通投", "infrastructure")
    before = answers(lake)

    assert upkeep.verify(lake) == []
    assert all(
        now.equals(then) for now, then in zip(answers(rebuilt(lake)[1]), before, strict=True)
    )


def test_a_withdrawal_missing_from_the_lake_is_found(lake):
    receipt = send(lake, small("99.0"))
    withdraw_upload(lake, receipt.upload_id, note="传错")
    change(lake, "delete from lake.upload_event where status = 'withdrawn'")

    assert codes(upkeep.verify(lake)) == {"events_differ"}


def test_a_flipped_bit_in_the_event_that_accepted_a_correction_is_found(lake):
    send(lake, small("98.0"))
    receipt = send(lake, small("99.0"))
    change(
        lake,
        f"update lake.upload_event set status = 'accepued' where upload_id = '{receipt.upload_id}'",
    )

    assert codes(upkeep.verify(lake)) == {"events_differ"}


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_core_that_says_something_else_is_found(lake, table):
    send(lake, small("98.0"))
    data = (SAMPLE / "示例县重点项目台账_2025-01.xlsx").read_bytes()
    loading.prepare(lake, data, "台账.xlsx", "示例县发展和改革局", "999901").accept(lake)
    change(lake, f"insert into lake.core_{table} (known_from) values (timestamp '2025-01-01')")

    assert codes(upkeep.verify(lake)) == {"core_differs"}


def test_rebuild_leaves_a_sound_log_as_it_was(filled):
    before = {path.name: path.read_bytes() for path in filled.log.iterdir()}

    rebuilding.rebuild(filled.folder)

    assert {path.name: path.read_bytes() for path in filled.log.iterdir()} == before


def test_rows_read_otherwise_by_a_newer_reader_are_told_once_and_keep_the_withdrawal(lake):
    receipt = send(lake, small("99.0"))
    withdraw_upload(lake, receipt.upload_id, note="传错")
    path = lake.log / f"{receipt.upload_id}.json"
    entry = json.loads(path.read_text(encoding="utf-8")) | {"rows_sha256": "of another reader"}
    path.write_text(json.dumps(entry), encoding="utf-8")

    problems, again = rebuilt(lake)

    assert codes(problems) == {"read_differently"}
    assert loaded.uploads(again).status.tolist() == ["withdrawn"]
    assert upkeep.verify(again) == []


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("{")])
def test_an_upload_without_its_log_can_be_withdrawn_and_has_a_log_again(lake, damage):
    receipt = send(lake, small("1.0"))
    damage(lake.log / f"{receipt.upload_id}.json")
    assert codes(upkeep.verify(lake)) & {"log_missing"}

    withdraw_upload(lake, receipt.upload_id, note="没有日志")

    assert upkeep.verify(lake) == []
    problems, again = rebuilt(lake)
    assert problems == []
    assert loaded.uploads(again).status.tolist() == ["withdrawn"]


def test_rebuild_names_what_no_log_can_bring_back(lake):
    receipt = send(lake, small("1.0"))
    (lake.log / f"{receipt.upload_id}.json").unlink()

    problems, _ = rebuilt(lake)

    assert codes(problems) == {"original_without_log", "log_missing"}
    assert {problem.severity for problem in problems} == {"error"}


def test_a_sender_changed_on_the_disk_is_found(lake):
    send(lake, small("1.0"))
    change(lake, "update lake.upload set region_code = '110000'")

    assert codes(upkeep.verify(lake)) == {"upload_differs"}


@pytest.mark.parametrize("name", ["示例县重点项目台账_2025-01.xlsx", "示例县2025年目标任务.xlsx"])
def test_rebuild_brings_back_every_row_of_ledgers_and_goals(lake, name):
    data = (SAMPLE / name).read_bytes()
    loading.prepare(lake, data, name, "示例县发展和改革局", "999901").accept(lake)
    tables = [f"select * from lake.{one} order by row_number" for one in ROW_TYPES]
    before = [lake.query_arrow(sql) for sql in tables]

    problems, again = rebuilt(lake)

    assert problems == []
    assert sum(rows.num_rows for rows in before)
    assert [again.query_arrow(sql) for sql in tables] == before
    assert upkeep.verify(again) == []
