from __future__ import annotations

import pandas as pd
import pytest

from analytics.basics.period import Period
from analytics.charts.kit.month_slots import slot_of
from analytics.charts.statistics.diffusion import DiffusionBars
from tests.charts.frames import INKS, caption, drawn, notes
from tests.charts.selfcheck import chart_problems


def rows_of(*periods, grouping="district", **changes):
    """periods: (period_code, rising, level, falling, faster, compared)."""
    columns = [
        "region_code",
        "grouping",
        "period_code",
        "part_count",
        "rising_count",
        "level_count",
        "falling_count",
        "faster_count",
        "slower_count",
        "compared_count",
        "source",
    ]
    frame = pd.DataFrame(
        [
            (
                "999900",
                grouping,
                code,
                rising + level + falling,
                rising,
                level,
                falling,
                faster,
                compared - faster,
                compared,
                "按增速计数：" + "；".join(f"月报.xlsx!表3!B{row}" for row in range(12)),
            )
            for code, rising, level, falling, faster, compared in periods
        ],
        columns=columns,
    )
    return frame.assign(**changes)


def counts_caption(**changes):
    return caption("各地区增速升降个数", unit="个", **changes)


def year():
    return rows_of(
        ("2024-11", 7, 0, 5, 2, 12),
        ("2024-12", 6, 1, 5, 4, 12),
        ("2025-02", 9, 0, 3, 0, 0),
        ("2025-09", 3, 0, 9, 5, 12),
    )


def bars(figure):
    return {trace.name: trace for trace in figure.data}


def test_counts_stand_on_each_other_and_are_printed_in_their_segments():
    figure = drawn(DiffusionBars, year(), counts_caption(), members="个县市区")

    assert figure.layout.barmode == "stack"
    assert bars(figure)["增长"].y == (7, 6, 9, 3)
    assert bars(figure)["下降"].y == (5, 5, 3, 9)
    assert notes(figure, "count") == ["5", "7", "5", "1", "6", "3", "9", "9", "3"]


def test_a_kind_that_nobody_is_of_has_no_bar():
    figure = drawn(DiffusionBars, year(), counts_caption())
    without_level = drawn(DiffusionBars, year().iloc[2:], counts_caption())

    assert bars(figure)["持平"].y == (None, 1, None, None)
    assert list(bars(without_level)) == ["下降", "增长"]


def test_the_title_counts_the_newest_period():
    meta = drawn(DiffusionBars, year(), counts_caption(), members="个县市区").layout.meta

    assert meta["title"] == "2025年1—9月，12个县市区中3个增长、9个下降，5个增速加快"
    assert "2024年1—11月至2025年1—9月" in meta["subtitle"]
    assert "单位：个" in meta["subtitle"]
    assert "2025年1—9月：增长3、持平0、下降9、加快5" in meta["alt"]


def test_faster_ones_are_said_above_only_where_there_was_a_period_before():
    wide = drawn(DiffusionBars, year(), counts_caption(narrowest_px=1280))
    narrow = drawn(DiffusionBars, year(), counts_caption())

    assert notes(wide, "faster") == ["加快2个", "加快4个", "加快5个"]
    assert notes(narrow, "faster") == ["加快<br>2个", "加快<br>4个", "加快<br>5个"]
    assert "含降幅收窄" in wide.layout.meta["footer"]


def test_january_is_an_empty_slot():
    figure = drawn(DiffusionBars, year(), counts_caption())
    january = slot_of(Period(2025, 1))

    assert january not in figure.data[0].x
    assert [shape.x0 for shape in figure.layout.shapes] == [january]
    assert january not in figure.layout.xaxis.tickvals


def test_only_the_last_twelve_months_up_to_the_chosen_period_are_drawn():
    rows = pd.concat([rows_of(("2024-09", 1, 0, 2, 0, 0)), year()])
    figure = drawn(DiffusionBars, rows, counts_caption())
    earlier = drawn(DiffusionBars, rows, counts_caption(period=Period(2024, 12)))

    assert len(figure.data[0].x) == 4
    assert len(earlier.data[0].x) == 3
    assert earlier.layout.meta["title"].startswith("2024年1—12月，12个分项")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (("2025-09", 3, 0, 0, 3, 3), "3个分项均增长，增速均加快"),
        (("2025-09", 0, 0, 3, 0, 3), "3个分项均下降，没有增速加快的"),
        (("2025-09", 1, 1, 1, 1, 2), "3个分项中1个增长、1个持平、1个下降，可比的2个中1个增速加快"),
        (("2025-09", 0, 3, 0, 0, 0), "3个分项均与上年同期持平"),
    ],
)
def test_one_sided_counts_and_partly_compared_ones_are_said_truly(period, said):
    figure = drawn(DiffusionBars, rows_of(period, grouping="sector"), counts_caption())

    assert figure.layout.meta["title"] == f"2025年1—9月，{said}"


def test_a_segment_leads_to_its_period_and_cites_a_few_of_its_sources():
    rising = bars(drawn(DiffusionBars, year(), counts_caption()))["增长"]

    assert rising.customdata[-1][0] == "999900|district|2025-09|rising_count"
    assert rising.customdata[-1][1].endswith("月报.xlsx!表3!B11")
    assert "等12处" in rising.hovertext[-1]
    assert "加快5个、放慢7个（可比12个）" in rising.hovertext[-1]


def test_a_kind_is_told_by_its_pattern_and_its_name_beside_the_newest_bar():
    figure = drawn(DiffusionBars, year(), counts_caption())

    shapes = {name: trace.marker.pattern.shape[0] for name, trace in bars(figure).items()}
    assert shapes == {"下降": "/", "持平": ".", "增长": ""}
    assert notes(figure, "end") == ["下降9个", "持平0个", "增长3个"]


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("rows", [year(), year().iloc[-1:]])
def test_counts_keep_the_rules_of_every_chart(rows, colours):
    assert chart_problems(drawn(DiffusionBars, rows, counts_caption(), colours=colours)) == []


@pytest.mark.parametrize(
    "rows", [rows_of(), rows_of(("2025-09", 1, 0, 2, 0, 0)).assign(rising_count=None)]
)
def test_without_counts_there_is_no_bar(rows):
    figure = drawn(DiffusionBars, rows, counts_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "尚无增速升降个数"


def test_two_groupings_and_two_rows_for_a_period_are_refused():
    two = pd.concat([year(), rows_of(("2025-03", 1, 0, 2, 0, 0), grouping="sector")])
    with pytest.raises(ValueError, match="one grouping"):
        drawn(DiffusionBars, two, counts_caption())
    with pytest.raises(ValueError, match="two rows"):
        drawn(DiffusionBars, pd.concat([year(), year()]), counts_caption())
