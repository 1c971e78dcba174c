from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.charts.statistics.movers import MoverBars
from tests.charts.frames import INKS, LONG_COUNTY, LONG_INDUSTRY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems


def decimal(value):
    return None if value is None else Decimal(str(value))


def rows_of(*movers, **changes):
    """movers: (name, yoy_pct, yoy_change_pp), districts of one parent."""
    columns = (
        "region_code",
        "region_name",
        "indicator_code",
        "indicator_name",
        "period_code",
        "yoy_pct",
        "yoy_change_pp",
        "source",
    )
    frame = pd.DataFrame(
        [
            (
                f"4305{row:02d}",
                name,
                "fixed_asset_investment",
                "固定资产投资",
                "2025-09",
                decimal(yoy),
                decimal(change),
                f"月报.xlsx!表3!B{row}",
            )
            for row, (name, yoy, change) in enumerate(movers)
        ],
        columns=columns,
    )
    return frame.assign(**changes)


def parts_of(*movers):
    frame = rows_of(*movers)
    names = list(frame.region_name)
    codes = [f"part_{row}" for row in range(len(frame))]
    return frame.assign(
        region_name="示例市",
        region_code="999900",
        indicator_name=names,
        indicator_code=codes,
        breakdown=["total", *["industry"] * (len(frame) - 1)],
        previous_yoy_source=[f"上月.xlsx!表3!B{row}" for row in range(len(frame))],
    )


def points_caption(**changes):
    return caption("固定资产投资增速比上期变动", unit="百分点", **changes)


def moved():
    return rows_of(
        (LONG_COUNTY, 11.4, -31.5),
        ("新邵县", 12.1, 3.2),
        ("北塔区", -28.8, 0.6),
        ("双清区", 4.0, 0.0),
        ("经开区", 2.0, None),
    )


def names(figure):
    return [text.replace("<br>", "") for text in figure.layout.yaxis.ticktext]


def test_movers_stand_from_the_largest_rise_to_the_largest_fall():
    figure = drawn(MoverBars, moved(), points_caption())

    assert names(figure) == ["新邵县", "北塔区", LONG_COUNTY]
    assert figure.data[0].x == (3.2, 0.6, -31.5)
    assert notes(figure, "value") == ["提高3.2", "收窄0.6", "回落31.5"]
    assert notes(figure, "growth") == ["12.1", "−28.8", "11.4"]


def test_the_title_names_both_ends_and_the_footer_what_is_not_drawn():
    meta = drawn(MoverBars, moved(), points_caption()).layout.meta

    assert meta["title"] == (
        f"新邵县增速提高最多（3.2个百分点），{LONG_COUNTY}增速回落（31.5个百分点）"
    )
    assert "1个与上期持平、1个没有可比的上期增速，未画" in meta["footer"]
    assert "单位：百分点" in meta["subtitle"]
    assert "北塔区收窄0.6（同比−28.8）" in meta["alt"]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            (("甲县", -3.0, -0.5), ("乙县", -1.0, -0.2)),
            "2个地区降幅均扩大，甲县扩大最多（0.5个百分点）",
        ),
        (
            (("甲县", -3.0, -0.5), ("乙县", 1.0, -0.2)),
            "2个地区增速均低于上期，甲县降幅扩大最多（0.5个百分点）",
        ),
        (
            (("甲县", -3.0, 0.5), ("乙县", 1.0, -0.2)),
            "甲县降幅收窄（0.5个百分点），乙县增速回落（0.2个百分点）",
        ),
        (
            (("甲县", -0.3, -1.4), ("乙县", 1.0, 1.2)),
            "乙县由降转增（1.2个百分点），甲县由增转降（1.4个百分点）",
        ),
    ],
)
def test_a_decline_narrows_or_widens_and_never_speeds_up(rows, title):
    figure = drawn(MoverBars, rows_of(*rows), points_caption())

    assert figure.layout.meta["title"] == title


def test_a_bar_that_crosses_zero_says_that_growth_turned():
    figure = drawn(MoverBars, rows_of(("甲县", -0.3, -1.4), ("乙县", 1.0, 1.2)), points_caption())

    assert notes(figure, "value") == ["由降转增（差1.2）", "由增转降（差1.4）"]


def test_only_five_up_and_five_down_are_drawn():
    ups = [(f"升{n}县", 5.0, n + 1) for n in range(8)]
    downs = [(f"降{n}县", 5.0, -n - 1) for n in range(6)]
    figure = drawn(MoverBars, rows_of(*ups, *downs), points_caption())

    assert names(figure)[0] == "升7县"
    assert names(figure)[-1] == "降5县"
    assert figure.data[0].x == (8, 7, 6, 5, 4, -2, -3, -4, -5, -6)
    assert "4个变动较小，未画" in figure.layout.meta["footer"]


def test_parts_are_named_by_their_indicator_without_the_total():
    rows = parts_of(("固定资产投资", -9.9, 1.0), ("制造业", 3.0, -2.0), (LONG_INDUSTRY, 1.0, -0.4))
    figure = drawn(MoverBars, rows, points_caption())

    assert names(figure) == [LONG_INDUSTRY, "制造业"]
    assert figure.layout.meta["title"] == "2个分项增速均回落，制造业回落最多（2.0个百分点）"


def test_a_point_leads_to_its_number_and_cites_both_periods():
    rows = parts_of(("固定资产投资", -9.9, 1.0), ("制造业", 3.0, -2.0))
    (point,) = drawn(MoverBars, rows, points_caption()).data[0].customdata

    assert list(point) == [
        "999900|part_1|2025-09|yoy_change_pp",
        "月报.xlsx!表3!B1；上月.xlsx!表3!B1",
    ]


def test_a_fall_is_striped_for_whom_the_colour_is_lost():
    assert drawn(MoverBars, moved(), points_caption()).data[0].marker.pattern.shape == ("", "", "/")


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (rows_of(("甲县", 3.0, 0.5)), "甲县增速提高0.5个百分点"),
        (rows_of(("甲县", 3.0, -0.5), ("乙县", 1.0, None)), "甲县增速回落0.5个百分点"),
        (rows_of(("甲县", -0.3, -4.4), ("乙县", 1.0, None)), "甲县由增转降，相差4.4个百分点"),
        (
            rows_of(("甲县", -6.1, -16.1), ("乙县", -1.0, -1.4)),
            "2个地区均由增转降，甲县变动最多（16.1个百分点）",
        ),
        (
            rows_of(("甲县", 3.0, 0.5), ("乙县", 1.0, 0.5)),
            "2个地区增速均提高，甲县、乙县提高最多（0.5个百分点）",
        ),
    ],
)
def test_one_mover_and_a_tie_are_said_truly(rows, title):
    assert drawn(MoverBars, rows, points_caption()).layout.meta["title"] == title


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (rows_of(), "没有可与上期比较的增速"),
        (rows_of(("甲县", 3.0, None)), "没有可与上期比较的增速"),
        (rows_of(("甲县", 3.0, 0.0), ("乙县", 1.0, 0.0)), "2个地区增速均与上期持平"),
    ],
)
def test_where_nothing_moved_there_is_no_bar(rows, title):
    figure = drawn(MoverBars, rows, points_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == title


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("rows", [moved(), rows_of(("甲县", 3.0, -0.5))])
def test_movers_keep_the_rules_of_every_chart(rows, colours):
    assert chart_problems(drawn(MoverBars, rows, points_caption(), colours=colours)) == []


def test_two_periods_are_refused():
    rows = rows_of(("甲县", 3.0, 0.5), ("乙县", 3.0, 0.5), period_code=["2025-08", "2025-09"])

    with pytest.raises(ValueError, match="one period"):
        drawn(MoverBars, rows, points_caption())
