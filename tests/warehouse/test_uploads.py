"""What an upload does to the lake, and what undoes it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics import marts
from analytics.errors import RefusedError
from analytics.intake.reading import Question
from analytics.warehouse import accept_upload, open_lake, uploads, withdraw_upload
from tests.lake_rows import SHAOYANG, observation, reading


def growth_of(lake, **choice):
    return marts.growth(lake, region=SHAOYANG, **choice).yoy_pct.tolist()


def test_an_accepted_number_leads_back_to_its_cell(lake, accept):
    accept(observation("-9.9", cell="B5"))

    assert marts.growth(lake).source.tolist() == ["月报.xlsx!投资11!B5"]


def test_the_same_bytes_are_recognised_and_not_stored_twice(lake):
    first, second = (
        accept_upload(lake, b"same", reading(observation("1.0")), sender="甲局", region_code="")
        for _ in range(2)
    )

    assert second.is_known
    assert second.upload_id == first.upload_id
    assert len(marts.uploads(lake)) == 1


def test_a_newer_upload_supersedes_and_the_old_one_stays_readable(lake, accept):
    accept(observation("-9.9"))
    then = uploads.now_utc()
    accept(observation("-9.7"))

    assert growth_of(lake) == [-9.7]
    assert growth_of(lake, as_of=then) == [-9.9]
    assert marts.sources(lake).is_in_use.tolist() == [True, False]


def test_a_withdrawn_upload_leaves_core_and_stays_in_raw(lake, accept):
    accept(observation("-9.9"))
    wrong = accept(observation("99.0"))
    before = uploads.now_utc()
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
    assert marts.uploads(lake).empty

    accept_upload(
        lake,
        b"q",
        asked,
        sender="甲局",
        region_code="",
        is_leaving_out_unanswered=True,
    )
    assert marts.sources(lake).sheet.tolist() == ["投资11"]


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

    found = uploads.difference(
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

    uploads.map_indicator(lake, "城建投", "infrastructure")

    assert marts.growth(lake).indicator_code.tolist() == ["infrastructure"]


def test_numbers_are_stored_as_decimals_not_floats(lake, accept):
    accept(observation("-15.2768502656717"))

    table = lake.query_arrow("select value from lake.raw_observation")
    assert table.column("value").to_pylist() == [Decimal("-15.2768502657")]


def test_statistics_other_than_investment_never_become_investment(lake, accept):
    accept(observation("5.1", label="第三产业", statistic="gdp", title="地区生产总值"))

    assert marts.growth(lake).empty
    assert marts.sources(lake).empty


def test_a_lake_that_cannot_be_written_says_so_in_chinese(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(RefusedError, match="请检查权限和磁盘空间"):
        open_lake(blocked / "lake")
