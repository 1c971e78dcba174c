from __future__ import annotations

import pytest

from analytics.charts.statistics.reconciliation import ReconciliationLine
from tests.charts.frames import caption, drawn, national, notes, reconciliation_rows


def test_published_and_computed_are_two_lines_and_the_apart_points_are_crosses():
    published, computed = drawn(ReconciliationLine, national(), caption()).data

    assert published.y == (5.8, 5.9, None, 3.1)
    assert computed.y == (5.8, 5.9, None, -11.0)
    assert computed.marker.symbol == ("square-open", "square-open", "square-open", "x")
    assert "x" not in published.marker.symbol


def test_a_point_that_cannot_be_compared_says_so_where_it_stands():
    rows = reconciliation_rows(
        ("2023-08", 3.2, -10.8, True), ("2023-09", 3.1, -11.0, True), ("2023-10", 2.9, 2.9, None)
    )
    figure = drawn(ReconciliationLine, rows, caption())

    assert len(notes(figure, "incomparable")) == 2
    assert "不可比" in figure.layout.meta["footer"]
    assert "（不可比）" in figure.data[1].hovertext[0]


def test_the_last_point_says_it_in_its_label():
    ends = notes(drawn(ReconciliationLine, national(), caption()), "end")

    assert [end.replace("<br>", "") for end in ends] == ["公布 3.1", "直接计算 −11.0（不可比）"]


def test_a_computed_point_leads_to_its_formula():
    published, computed = drawn(ReconciliationLine, national(), caption()).data

    assert published.customdata[-1][1] == "公报!2023-09"
    assert "÷" in computed.customdata[-1][1]
    assert computed.customdata[-1][0].endswith("2023-09|yoy_computed_pct")


def test_the_old_formula_gives_way_to_the_source_of_the_mart():
    rows = national().assign(yoy_computed_source="直接计算：公报!B2 ÷ 公报!B1")
    _, computed = drawn(ReconciliationLine, rows, caption()).data

    assert computed.customdata[0][1] == "直接计算：公报!B2 ÷ 公报!B1"


def test_two_rows_for_one_period_are_refused():
    rows = reconciliation_rows(("2023-09", 1.0, 1.0, False), ("2023-09", 2.0, 2.0, False))

    with pytest.raises(ValueError, match="two rows"):
        drawn(ReconciliationLine, rows, caption())


def test_the_title_says_since_when_the_two_part():
    rows = national().assign(incomparable_since=[None, None, "2023-02"])

    title = drawn(ReconciliationLine, rows, caption()).layout.meta["title"]

    assert title.endswith("自2023年1—2月起两者不一致，不可比")


def test_no_line_crosses_a_change_of_scope_and_the_change_is_named():
    rows = reconciliation_rows(
        ("2025-03", 5.0, 5.0, False), ("2025-04", 4.0, 4.0, False), ("2025-05", 9.0, 9.0, False)
    ).assign(is_scope_break=[False, True, False])
    figure = drawn(ReconciliationLine, rows, caption())

    assert figure.data[0].y == (5.0, None, 4.0, 9.0)
    assert notes(figure, "scope_break") == ["口径调整"]
    assert "自2025年1—4月起口径调整，前后不可比" in figure.layout.meta["footer"]


def test_a_change_of_scope_shows_where_its_own_row_is_missing():
    rows = reconciliation_rows(("2025-03", 5.0, 5.0, False), ("2025-06", 4.0, 4.0, False))
    figure = drawn(ReconciliationLine, rows.assign(scope=["500万元以上", "全部"]), caption())

    assert figure.data[0].y == (5.0, None, 4.0)


def test_the_comparable_base_stands_in_the_hover():
    rows = national().assign(comparable_base_cny_10k=[None, None, 3637570000])
    published, _ = drawn(ReconciliationLine, rows, caption()).data

    assert "上年同期可比基数 363757.00亿元（由公布增速推算）" in published.hovertext[-1]
    assert "可比基数" not in published.hovertext[0]
