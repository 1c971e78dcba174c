from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.charts.statistics.gap import GapBars
from tests.charts.frames import INKS, LONG_COUNTY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems


def decimal(value):
    return None if value is None else Decimal(str(value))


def rows_of(*districts, parent="-9.9", **changes):
    """districts: (region_name, yoy_pct, gap_to_parent_pp)."""
    columns = (
        "region_code",
        "region_name",
        "indicator_code",
        "period_code",
        "yoy_pct",
        "gap_to_parent_pp",
        "source",
    )
    frame = pd.DataFrame(
        [
            (
                f"4305{row:02d}",
                name,
                "fixed_asset_investment",
                "2025-09",
                decimal(yoy),
                decimal(gap),
                f"月报.xlsx!表3!B{row}",
            )
            for row, (name, yoy, gap) in enumerate(districts)
        ],
        columns=columns,
    )
    known = {"parent_yoy_pct": decimal(parent), "parent_source": "月报.xlsx!表1!B2"}
    return frame.assign(**(known | changes))


def gaps_caption(**changes):
    return caption("固定资产投资增速与全市之差", unit="百分点", **changes)


def districts():
    return rows_of(
        ("北塔区", -28.8, -18.9),
        ("经开区", None, None),
        (LONG_COUNTY, 11.4, 21.3),
        ("新邵县", 12.1, 22.0),
        ("洞口县", -9.9, 0.0),
    )


def names(figure):
    return [text.replace("<br>", "") for text in figure.layout.yaxis.ticktext]


def test_districts_stand_by_their_distance_and_an_unknown_one_last():
    figure = drawn(GapBars, districts(), gaps_caption())

    assert names(figure) == ["新邵县", LONG_COUNTY, "洞口县", "北塔区", "经开区"]
    assert figure.data[0].x == (22.0, 21.3, 0.0, -18.9, None)
    assert notes(figure, "value") == ["高22.0", "高21.3", "持平", "低18.9"]
    assert notes(figure, "missing") == ["—"]
    assert notes(figure, "growth") == ["12.1", "11.4", "−9.9", "−28.8", "—"]


def test_title_subtitle_and_zero_say_what_the_distance_is_from():
    figure = drawn(GapBars, districts(), gaps_caption())
    meta = figure.layout.meta

    assert meta["title"] == "4个地区中高于全市平均水平的有2个，新邵县高出最多（22.0个百分点）"
    assert meta["subtitle"].endswith("单位：百分点 · 全市同比下降9.9%")
    assert notes(figure, "zero") == ["<b>全市 −9.9%</b>"]
    assert "北塔区低18.9（同比−28.8）" in meta["alt"]


def test_the_bars_begin_at_zero_and_both_sides_hold_their_labels():
    low, high = drawn(GapBars, districts(), gaps_caption()).layout.xaxis.range

    assert low < -18.9
    assert high > 22.0


def test_a_point_leads_to_its_number_and_cites_the_parent():
    figure = drawn(GapBars, districts(), gaps_caption())

    assert list(figure.data[0].customdata[0]) == [
        "430503|fixed_asset_investment|2025-09|gap_to_parent_pp",
        "月报.xlsx!表3!B3；月报.xlsx!表1!B2",
    ]
    assert "高22.0个百分点" in figure.data[0].hovertext[0]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (rows_of(("甲县", 3.0, 0.5)), "甲县高于全市平均水平0.5个百分点"),
        (rows_of(("甲县", 3.0, 0.0)), "甲县与全市平均水平持平"),
        (
            rows_of(("甲县", 3.0, -0.5), ("乙县", 1.0, -2.5)),
            "2个地区均低于全市平均水平，乙县低最多（2.5个百分点）",
        ),
        (
            rows_of(("甲县", 3.0, 0.0), ("乙县", 1.0, -2.5)),
            "没有地区高于全市平均水平，乙县低2.5个百分点",
        ),
    ],
)
def test_one_row_and_one_sided_rows_are_said_truly(rows, title):
    assert drawn(GapBars, rows, gaps_caption()).layout.meta["title"] == title


@pytest.mark.parametrize("rows", [rows_of(), rows_of(("甲县", 3.0, None))])
def test_without_a_gap_there_is_no_bar(rows):
    figure = drawn(GapBars, rows, gaps_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无各地区与全市增速之差"


def test_the_whole_is_called_by_the_name_of_the_place():
    figure = drawn(GapBars, districts(), gaps_caption(place="示例县"))

    assert "全县平均水平" in figure.layout.meta["title"]


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("rows", [districts(), rows_of(("甲县", 3.0, -0.5))])
def test_gaps_keep_the_rules_of_every_chart(rows, colours):
    assert chart_problems(drawn(GapBars, rows, gaps_caption(), colours=colours)) == []


def test_two_periods_are_refused():
    rows = rows_of(("甲县", 3.0, 0.5), ("乙县", 3.0, 0.5), period_code=["2025-08", "2025-09"])

    with pytest.raises(ValueError, match="one period"):
        drawn(GapBars, rows, gaps_caption())
