from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts.statistics.findings import (
    breakdown_finding,
    growth_by_year_finding,
    growth_line_finding,
    mix_finding,
    ranking_finding,
    reconciliation_finding,
)
from tests.charts.frames import (
    LONG_INDUSTRY,
    breakdown_rows,
    growth_rows,
    mix_rows,
    national,
    ranking_rows,
    reconciliation_rows,
)


def together(*frames):
    return pd.DataFrame([row for frame in frames for row in frame.to_dict("records")])


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "尚无增速数据"),
        ([(2025, 9, -9.9)], "2025年1—9月示例市同比下降9.9%"),
        (
            [(2025, 8, -0.9), (2025, 9, -9.9)],
            "2025年1—9月示例市同比下降9.9%，降幅比1—8月扩大9.0个百分点",
        ),
        (
            [(2025, 8, 0.5), (2025, 9, -0.5)],
            "2025年1—9月示例市同比下降0.5%，1—8月为增长0.5%",
        ),
        (
            [(2024, 12, 3.1), (2025, 2, 4.1)],
            "2025年1—2月示例市同比增长4.1%，增速比2024年全年提高1.0个百分点",
        ),
        ([(2023, 9, 3.1), (2025, 9, 0.04)], "2025年1—9月示例市与上年同期持平"),
    ],
)
def test_one_line_says_its_newest_growth_and_the_change(points, said):
    rows = growth_rows(*points) if points else growth_rows((2025, 9, None))

    assert growth_line_finding(rows) == said


def test_computed_growth_is_called_so_and_never_compared_with_published():
    rows = together(growth_rows((2025, 8, 3.0)), growth_rows((2025, 9, -2.0), published=False))

    assert growth_line_finding(rows) == "2025年1—9月示例市直接计算同比下降2.0%"


def test_several_lines_name_the_first_and_the_last_of_the_newest_period():
    rows = together(
        growth_rows((2025, 9, 12.1), region="新邵县"),
        growth_rows((2025, 9, -28.8), region="北塔区"),
        growth_rows((2025, 8, 99.0), region="绥宁县"),
    )

    assert growth_line_finding(rows) == "2025年1—9月新邵县增速最高，北塔区降幅最大"


def test_a_year_is_compared_with_the_same_months_before():
    rows = growth_rows((2024, 8, 9.0), (2024, 9, 3.4), (2025, 9, 1.4))

    assert growth_by_year_finding(rows) == (
        "2025年1—9月同比增长1.4%，增速比上年同期回落2.0个百分点"
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "尚无增速数据"),
        ([("甲业", None, None)], "尚无增速数据"),
        ([("甲业", 1.25, None)], "甲业同比增长1.3%"),
        ([("甲业", 1.0, None), ("乙业", None, None)], "仅甲业有数据，同比增长1.0%"),
        ([("甲业", 3.0, None), ("乙业", 1.0, None)], "甲业增长最快，乙业增长最慢"),
        ([("甲业", 3.0, None), ("乙业", -1.0, None)], "甲业增长最快，乙业降幅最大"),
        ([("甲业", 3.0, None), ("乙业", 0.0, None)], "甲业增长最快，乙业与上年同期持平"),
        ([("甲业", 0.0, None), ("乙业", -1.0, None)], "甲业与上年同期持平，乙业降幅最大"),
        (
            [("甲业", -1.0, None), ("乙业", -2.0, None), ("丙业", -3.0, None)],
            "3个分项均下降，甲业降幅最小，丙业降幅最大",
        ),
        (
            [("甲业", 3.0, None), ("乙业", 3.04, None), ("丙业", -1.0, None)],
            "甲业、乙业增长最快，丙业降幅最大",
        ),
        (
            [("甲业", 3.0, None), (LONG_INDUSTRY, 3.0, None), ("丙业", 1.0, None)],
            "2个分项增长最快，丙业增长最慢",
        ),
        ([("甲业", 2.0, None), ("乙业", 2.0, None)], "2个分项增速相同，均增长2.0%"),
    ],
)
def test_parts_name_the_fastest_and_the_slowest(parts, said):
    assert breakdown_finding(breakdown_rows(*parts, total=-50.0)) == said


@pytest.mark.parametrize(
    ("districts", "said"),
    [
        ([("甲县", 3.0, 1, 0), ("乙县", -1.0, 2, 0)], "甲县增速居首，乙县居末位"),
        (
            [("甲县", 3.0, 1, 0), ("乙县", 3.0, 1, 0), ("丙县", 1.0, 3, 0)],
            "甲县、乙县增速并列首位，丙县居末位",
        ),
        (
            [("甲县", 3.0, 1, 0), ("乙县", 1.0, 2, 0), ("丙县", 1.0, 2, 0)],
            "甲县增速居首，乙县、丙县并列末位",
        ),
        (
            # The bureau ranks unrounded growth: equal as printed, yet not tied.
            [("甲县", 3.0, 1, 0), ("乙县", 3.0, 2, 0), ("丙县", 1.0, 3, 0)],
            "甲县增速居首，丙县居末位",
        ),
        (
            # It may rank units it does not print: then the last here is not the last.
            [("甲县", 3.0, 1, 0), ("乙县", -1.0, 7, 0)],
            "甲县增速最高，乙县降幅最大",
        ),
        (
            [("甲县", -1.0, 1, 0), ("乙县", -5.0, 2, 0)],
            "2个地区均下降，甲县降幅最小，乙县降幅最大",
        ),
        (
            [("甲县", 3.0, 1, 0), ("乙县", 1.0, 2, 0), ("丙县", None, None, None)],
            "甲县增速居首，乙县居末位，1个地区无数据",
        ),
        ([("甲县", 3.0, 1, 0)], "甲县同比增长3.0%"),
        ([("甲县", None, None, None)], "尚无增速数据"),
    ],
)
def test_districts_name_the_first_and_the_last(districts, said):
    assert ranking_finding(ranking_rows(*districts)) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("甲", None, None, None)], "尚无占比数据"),
        ([("甲", 60.0, None, None), ("乙", 40.0, None, None)], "甲占比最大（60.0%）"),
        (
            [("甲", 60.0, 61.0, -1.0), ("乙", 40.0, 39.0, 1.0)],
            "甲占比最大（60.0%），乙占比提高最多（1.0个百分点）",
        ),
        (
            [("甲", 60.0, 59.0, 1.0), ("乙", 40.0, 41.0, -1.0)],
            "甲占比最大（60.0%），也提高最多（1.0个百分点）",
        ),
        (
            [("甲", 50.0, 50.0, 0.0), ("乙", 50.0, 50.0, 0.0)],
            "甲、乙占比同为最大（50.0%），占比与上年同期持平",
        ),
        ([("甲", 100.0, 100.0, 0.0)], "仅甲有占比（100.0%），占比与上年同期持平"),
    ],
)
def test_shares_name_the_largest_and_the_largest_rise(parts, said):
    assert mix_finding(mix_rows(*parts)) == said


def test_published_and_computed_of_the_newest_period_stand_side_by_side():
    assert reconciliation_finding(national()) == (
        "2023年1—9月公布同比增长3.1%，直接计算为下降11.0%，相差14.1个百分点，不可比"
    )


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (("2025-09", 3.1, 3.1, False), "2025年1—9月公布同比增长3.1%，直接计算与公布一致"),
        (
            ("2025-09", 3.1, 3.2, False),
            "2025年1—9月公布同比增长3.1%，直接计算为增长3.2%，相差0.1个百分点",
        ),
        (("2025-09", 3.1, None, None), "没有同时有公布数和直接计算数的时期"),
    ],
)
def test_a_reconciliation_says_no_more_than_the_numbers(period, said):
    assert reconciliation_finding(reconciliation_rows(period)) == said
