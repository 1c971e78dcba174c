"""What an upload does to the lake, and what undoes it."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from analytics.basics.errors import RefusedError
from analytics.basics.moments import now_utc
from analytics.basics.period import Period
from analytics.intake.reading import Observation, Question
from analytics.lake import uploads
from analytics.lake.difference import bulletin_difference
from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload, withdraw_upload
from analytics.questions import loaded, statistics
from analytics.questions.selection import Selection
from tests.lake_rows import SHAOYANG, XINSHAO, map_label, observation, reading
from tests.ledger_rows import COUNTY, ledger, project, target, unit
from tests.selections import about


def growth_of(lake, **choice):
    return statistics.growth(lake, about(region=SHAOYANG, **choice)).yoy_pct.tolist()


def test_an_accepted_number_leads_back_to_its_cell(lake, accept):
    accept(observation("-9.9", cell="B5"))

    assert statistics.growth(lake, Selection()).source.tolist() == ["月报.xlsx!投资11!B5"]


def test_the_same_bytes_are_recognised_and_not_stored_twice(lake):
    first, second = (
        accept_upload(lake, b"same", reading(observation("1.0")), sender="甲局", region_code="")
        for _ in range(2)
    )

    assert second.is_known
    assert second.upload_id == first.upload_id
    assert len(loaded.uploads(lake)) == 1


def test_a_newer_upload_supersedes_and_the_old_one_stays_readable(lake, accept):
    accept(observation("-9.9"))
    then = now_utc()
    accept(observation("-9.7"))

    assert growth_of(lake) == [-9.7]
    assert growth_of(lake, as_of=then) == [-9.9]
    assert statistics.sources(lake, Selection()).is_in_use.tolist() == [True, False]


def test_a_withdrawn_upload_leaves_core_and_stays_in_raw(lake, accept):
    accept(observation("-9.9"))
    wrong = accept(observation("99.0"))
    before = now_utc()
    withdraw_upload(lake, wrong.upload_id, note="传错文件")

    assert growth_of(lake) == [-9.9]
    assert growth_of(lake, as_of=before) == [99.0]
    raw = lake.query("select count(*) as rows from lake.raw_observation")
    assert raw.rows.iloc[0] == 2


def test_withdrawing_twice_or_the_unknown_is_refused_with_a_remedy(lake, accept):
    receipt = accept(observation("1.0"))
    withdraw_upload(lake, receipt.upload_id, note="试")

    with pytest.raises(RefusedError, match="已经撤回"):
        withdraw_upload(lake, receipt.upload_id, note="再试")
    with pytest.raises(RefusedError, match="请从上传列表中选"):
        withdraw_upload(lake, "no-such-upload", note="试")


def test_withdrawn_bytes_may_be_sent_again(lake):
    def send():
        return accept_upload(lake, b"x", reading(observation("1.0")), sender="甲局", region_code="")

    withdraw_upload(lake, send().upload_id, note="误撤")

    assert not send().is_known
    assert growth_of(lake) == [1.0]


def test_an_open_question_keeps_everything_out_until_its_sheet_is_left_out(lake):
    asked = replace(
        reading(observation("1.0"), observation("2.0", sheet="表2", label="第一产业")),
        questions=(Question("unit", "表2", "f", "表2 的单位是什么？"),),
    )
    with pytest.raises(RefusedError, match="1 个问题没有回答"):
        accept_upload(lake, b"q", asked, sender="甲局", region_code="")
    assert loaded.uploads(lake).empty

    accept_upload(
        lake,
        b"q",
        asked,
        sender="甲局",
        region_code="",
        is_leaving_out_unanswered=True,
    )
    assert statistics.sources(lake, Selection()).sheet.tolist() == ["投资11"]


@pytest.mark.parametrize(
    ("change", "said"),
    [({"sender": " "}, "报送单位"), ({"reason": "随便"}, "入库原因")],
)
def test_an_upload_without_sender_or_known_reason_is_refused(lake, change, said):
    choice = {"sender": "甲局", "region_code": "", "reason": "例行更新"} | change

    with pytest.raises(RefusedError, match=said):
        accept_upload(lake, b"a", reading(observation("1.0")), **choice)


def test_a_sender_and_its_answers_are_remembered(lake):
    accept_upload(
        lake,
        b"a",
        reading(observation("1.0")),
        sender="邵阳市统计局",
        region_code=SHAOYANG,
        answers={("f1", "unit"): "亿元"},
    )

    assert uploads.sender_region(lake, "邵阳市统计局") == SHAOYANG
    assert uploads.sender_region(lake, "别的局") == ""
    assert uploads.remembered_answers(lake, "邵阳市统计局") == {("f1", "unit"): "亿元"}


def test_incoming_rows_are_told_apart_as_new_changed_and_equal(lake, accept):
    accept(observation("-9.9"), observation("1.0", label="第一产业"))

    found = bulletin_difference(
        lake,
        [
            observation("-9.9"),
            observation("1.5", label="第一产业"),
            observation("2.0", label="第二产业"),
        ],
    )

    assert found.state.tolist() == ["equal", "changed", "new"]


def test_mapping_a_label_brings_stored_rows_into_the_charts(lake, accept):
    accept(observation("3.0", label="城建投"))
    assert growth_of(lake) == []

    map_label(lake, "城建投", "infrastructure")

    assert statistics.growth(lake, Selection()).indicator_code.tolist() == ["infrastructure"]


def test_numbers_are_stored_as_decimals_not_floats(lake, accept):
    accept(observation("-15.2768502656717"))

    table = lake.query_arrow("select value from lake.raw_observation")
    assert table.column("value").to_pylist() == [Decimal("-15.2768502657")]


def test_statistics_other_than_investment_never_become_investment(lake, accept):
    accept(observation("5.1", label="第三产业", statistic="gdp", title="地区生产总值"))

    assert statistics.growth(lake, Selection()).empty
    assert statistics.sources(lake, Selection()).empty


def test_a_lake_that_cannot_be_written_says_so_in_chinese(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(RefusedError, match="请检查权限和磁盘空间"):
        open_lake(blocked / "lake")


def send(lake, value, *, sender="邵阳市统计局", region=SHAOYANG, **choice):
    """One number as a file of its own: the same value is the same bytes."""
    return accept_upload(
        lake,
        f"file {value}".encode(),
        choice.pop("reading", reading(observation(value))),
        sender=sender,
        region_code=region,
        **choice,
    )


def test_an_earlier_file_sent_again_undoes_a_wrong_correction(lake):
    first, wrong = send(lake, "-8.8"), send(lake, "-9.9")

    again = send(lake, "-8.8")

    assert growth_of(lake) == [-8.8]
    assert not again.is_known
    assert len({first.upload_id, wrong.upload_id, again.upload_id}) == 3
    assert send(lake, "-8.8").upload_id == again.upload_id


def test_a_file_whose_numbers_a_newer_one_repeats_is_still_known(lake):
    send(lake, "-8.8")
    send(lake, "-8.81")

    assert send(lake, "-8.8").is_known


@pytest.mark.parametrize(
    "change",
    [{"sender": "示例市统计局"}, {"region": "430600"}, {"answers": {("f", "unit"): "亿元"}}],
)
def test_the_same_bytes_said_otherwise_are_another_upload(lake, change):
    send(lake, "1.0")

    assert not send(lake, "1.0", **change).is_known
    assert send(lake, "1.0", **change).is_known


# Of each field of a printed number another value: nothing of a reading may be forgotten.
READ_OTHERWISE = {
    "sheet": "投资12",
    "cell": "B6",
    "table_title": "固定资产投资（二）",
    "statistic": "gdp",
    "period": Period(2025, 8),
    "span": "month",
    "region_label": "全市",
    "region_code": "430600",
    "label": "投资",
    "section": "二、投资",
    "parent": "投资",
    "is_of_which": True,
    "measure": "share_pct",
    "unit": "",
    "printed": "1.00",
    "value": Decimal("1.04"),
}


def test_every_field_of_a_reading_has_another_value_here():
    assert set(READ_OTHERWISE) == {field.name for field in fields(Observation)}


@pytest.mark.parametrize("field", READ_OTHERWISE)
def test_the_same_bytes_read_otherwise_are_another_upload(lake, field):
    send(lake, "1.0")
    otherwise = replace(observation("1.0"), **{field: READ_OTHERWISE[field]})

    assert not send(lake, "1.0", reading=reading(otherwise)).is_known
    assert send(lake, "1.0", reading=reading(otherwise)).is_known


@pytest.mark.parametrize("rows", [0, 2])
def test_the_same_bytes_with_a_row_less_or_more_are_another_upload(lake, rows):
    both = (observation("1.0"), observation("2.0", label="第一产业"), observation("3.0", cell="B7"))
    send(lake, "1.0", reading=reading(*both[:2]))

    assert not send(lake, "1.0", reading=reading(*both[: rows + 1])).is_known


def test_the_same_bytes_of_two_offices_are_known_of_both(lake):
    """Two bureaus may send one file, each for a region of its own."""
    here = {"reading": reading(observation("1.0"))}
    there = {
        "reading": reading(observation("1.0", region=XINSHAO)),
        "sender": "新邵县统计局",
        "region": XINSHAO,
    }
    first, second = send(lake, "1.0", **here), send(lake, "1.0", **there)

    again = send(lake, "1.0", **here), send(lake, "1.0", **there)
    assert [one.is_known for one in again] == [True, True]
    assert [one.upload_id for one in again] == [first.upload_id, second.upload_id]


def test_the_same_bytes_with_a_sheet_that_was_left_out_are_another_upload(lake):
    rows = (observation("1.0"), observation("2.0", sheet="表2", label="第一产业"))
    asked = replace(reading(*rows), questions=(Question("unit", "表2", "f", "单位是什么？"),))
    send(lake, "7", reading=asked, is_leaving_out_unanswered=True)

    whole = send(lake, "7", reading=reading(*rows))

    assert not whole.is_known
    assert whole.row_count == 2


def test_a_known_file_may_still_bring_a_mapping(lake):
    rows = reading(observation("3.0", label="城建投"))
    send(lake, "7", reading=rows)

    again = send(lake, "7", reading=rows, mappings={"城建投": "infrastructure"})

    assert again.is_known
    assert statistics.growth(lake, Selection()).indicator_code.tolist() == ["infrastructure"]


def test_a_file_that_prints_a_number_twice_is_known_when_sent_again(lake):
    twice = reading(observation("1.0"), observation("2.0", cell="C5"))
    send(lake, "7", reading=twice)

    assert send(lake, "7", reading=twice).is_known


def send_ledger(lake, *rows, name):
    return accept_upload(
        lake, name.encode(), ledger(*rows), sender="示例县发改局", region_code=COUNTY
    )


def test_an_earlier_ledger_sent_again_undoes_a_wrong_correction(lake):
    right = project("甲", ytd="10", row=5), project("乙", ytd="20", row=6)
    wrong = (project("甲", ytd="99", row=5),)
    send_ledger(lake, *right, name="right")
    assert send_ledger(lake, *right, name="right").is_known
    send_ledger(lake, *wrong, name="wrong")

    assert not send_ledger(lake, *right, name="right").is_known
    assert send_ledger(lake, *right, name="right").is_known


def test_last_months_ledger_is_known_though_this_months_prints_last_month_too(lake):
    april, may = project("甲", "2025-04", ytd="10", row=5), project("甲", ytd="20", row=6)
    send_ledger(lake, april, name="april")
    send_ledger(lake, replace(april, ytd=Decimal(11)), may, name="may")

    assert send_ledger(lake, april, name="april").is_known
    assert len(loaded.uploads(lake)) == 2


@pytest.mark.parametrize("kind", [unit, lambda label, **given: target(given["ytd"], cell="C9")])
def test_earlier_units_or_goals_sent_again_undo_a_correction(lake, kind):
    first, second = kind("甲局", ytd="10", row=5), kind("甲局", ytd="11", row=5)
    for row, name in ((first, "1"), (second, "2")):
        assert not send_ledger(lake, row, name=name).is_known

    assert not send_ledger(lake, first, name="1").is_known


def test_uploads_of_one_second_stand_in_the_order_they_came(accept):
    ids = [accept(observation(f"-{number}.1")).upload_id for number in range(6)]

    assert ids == sorted(ids)
