"""体检: every check with its result, for whoever has anything loaded."""

from __future__ import annotations

from analytics.lake import gate
from pages.parts import navigation
from tests.lake_rows import XINSHAO, level, observation, reading
from tests.pages.said import words
from tests.weighing import weigh


def shown(test):
    tables = [one.value for one in test.dataframe if "依据" in one.value]
    return {
        title: result
        for table in tables
        for title, result in zip(table["体检"], table["结果"], strict=True)
    }


def test_an_empty_lake_says_what_to_do_first(app):
    assert "上传" in words(app("health"))


def test_a_ledger_only_office_sees_its_checks_and_no_pass_of_what_is_not_there(app, ledgers):
    test = app("health", region="示例县", period="2025-05")
    said = words(test)

    assert "项体检全部通过" in said
    assert "没有统计数据，没有可体检的" in said
    assert set(shown(test).values()) == {"通过"}


def test_what_fails_stands_first_with_its_rows_and_every_period_can_be_seen(app, accept):
    accept(level("100", period="2025-08"), level("90"), level("80", period="2025-10"))

    test = app("health", region="邵阳市", period="2025-09")
    assert "项体检中黄 1 项没有通过" in words(test)
    assert next(iter(shown(test).items())) == ("累计数减少", "1 处")

    test = app("health", region="邵阳市", period="2025-09", span="全部时期")
    assert shown(test)["累计数减少"] == "2 处"


def test_the_page_has_its_place_among_the_data_pages():
    names = list(navigation.PAGES)

    assert names[names.index("sources") + 1] == "health"


def badges(test):
    return [one.label for one in test.get("page_link") if "体检" in one.label]


def test_every_page_counts_what_the_checks_find_and_says_what_is_only_passed_on(app, accept, lake):
    assert badges(app("upload")) == []  # nothing is loaded, so nothing has passed
    accept(level("100", period="2025-08"), level("90"))

    for address in set(navigation.PAGES) - {"upload", "help"}:
        test = app(address, region="邵阳市", period="2025-09")
        assert "只有转报" not in words(test)
        if address in ("completion", "projects", "league", "dispatch"):  # of ledgers only
            continue
        assert badges(test) == ["体检：黄 1 项"], address
    for address in ("upload", "help"):
        assert badges(app(address)) == ["全部数据体检：黄 1 项"]

    passed_on = reading(observation("3.0", region=XINSHAO))
    whose = {"sender": "新邵县发展和改革局", "region_code": XINSHAO}
    gate.accept(lake, weigh(lake, passed_on, **whose))
    said = words(app("growth", region="新邵县", period="2025-09"))
    assert "新邵县2025年1—9月有 1 个指标的数只有转报" in said
    assert "新邵县发展和改革局" in said
    assert "只有转报" not in words(app("growth", region="邵阳市", period="2025-09"))
