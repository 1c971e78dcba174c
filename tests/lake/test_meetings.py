"""The order of a meeting's screens is kept for ever, and a rebuilt lake still has it."""

from __future__ import annotations

from analytics.basics.period import Period
from analytics.lake.meetings import keep_order, kept_order
from analytics.lake.opening import open_lake
from analytics.lake.rebuilding import rebuild
from analytics.lake.upkeep import verify

SHAOYANG, SEPTEMBER = "430500", Period(2025, 9)


def test_the_newest_order_of_a_region_and_period_counts(lake):
    keep_order(lake, SHAOYANG, SEPTEMBER, [("growth", True), ("ranking", True)])
    keep_order(lake, SHAOYANG, SEPTEMBER, [("ranking", True), ("growth", False)])

    assert kept_order(lake, SHAOYANG, SEPTEMBER) == (("ranking", True), ("growth", False))


def test_a_new_period_begins_with_the_order_of_the_one_before_it(lake):
    keep_order(lake, SHAOYANG, Period(2025, 8), [("ranking", True)])
    keep_order(lake, SHAOYANG, Period(2025, 10), [("growth", True)])

    assert kept_order(lake, SHAOYANG, SEPTEMBER) == (("ranking", True),)
    assert kept_order(lake, SHAOYANG, Period(2025, 7)) == ()
    assert kept_order(lake, "430522", SEPTEMBER) == ()


def test_a_rebuilt_lake_still_has_the_order(lake):
    keep_order(lake, SHAOYANG, SEPTEMBER, [("ranking", False)], by="张三")
    lake.close()

    assert [one for one in rebuild(lake.folder) if one.severity == "error"] == []

    again = open_lake(lake.folder)
    assert kept_order(again, SHAOYANG, SEPTEMBER) == (("ranking", False),)
    assert list(verify(again)) == []
