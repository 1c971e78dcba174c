"""会议 before presenting: what can be shown, in which order, on which screen."""

from __future__ import annotations

from analytics.basics.period import Period
from analytics.lake.meetings import kept_order
from tests.ledger_rows import COUNTY, project, store
from tests.pages.said import growth_only, with_levels, words

SHAOYANG, SEPTEMBER = "430500", Period(2025, 9)


def switches(test):
    return {toggle.label: toggle.value for toggle in test.toggle}


def test_an_empty_lake_says_what_to_do_first(app):
    test = app("meeting")

    assert "还没有数据" in words(test)
    assert not test.toggle


def test_growth_alone_offers_its_screens_and_the_size_of_type(app, accept):
    accept(*growth_only())

    test = app("meeting", region="邵阳市", period="2025-09")

    assert switches(test) == {"增速走势": True, "地区排名": True, "分三次产业增速": True}
    assert "最小的字为58像素" in words(test)


def test_levels_offer_structure_too(app, accept):
    accept(*with_levels())

    assert "投资结构" in switches(app("meeting", region="全国", period="2025-09"))


def test_a_ledger_alone_can_be_presented(app, lake):
    store(lake, project("甲项目", annual_plan="5000", ytd="100", unit_label="教育局"))

    offered = switches(app("meeting"))

    assert set(offered) == {"年度计划完成率", "项目状态", "责任单位排名"}
    assert kept_order(lake, COUNTY, Period(2025, 5)) == ()


def test_order_and_choice_of_screens_go_into_the_lake(app, lake, accept):
    accept(*growth_only())
    test = app("meeting", region="邵阳市", period="2025-09")

    test.button(key="move_1_growth").click().run()
    test.toggle(key=f"on_{SHAOYANG}_2025-09_sector").set_value(False).run()

    assert kept_order(lake, SHAOYANG, SEPTEMBER) == (
        ("districts", True),
        ("growth", True),
        ("sector", False),
    )
    assert list(switches(test)) == ["地区排名", "增速走势", "分三次产业增速"]
    again = app("meeting", region="邵阳市", period="2025-09")
    assert switches(again) == {"地区排名": True, "增速走势": True, "分三次产业增速": False}


def test_a_meeting_needs_at_least_one_screen(app, accept):
    accept(*growth_only()[:2])
    test = app("meeting", region="邵阳市", period="2025-09")

    test.toggle[0].set_value(False).run()

    assert test.button(key="start_meeting").disabled
    assert "请至少打开一屏" in words(test)


def test_a_room_too_deep_for_its_screen_is_said_before_the_meeting(app, accept):
    accept(*growth_only())

    test = app("meeting", region="邵阳市", period="2025-09", distance="12")

    assert "换更大的屏幕" in words(test)
