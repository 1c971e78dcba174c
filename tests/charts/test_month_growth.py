from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.basics.period import Period
from analytics.charts.kit.month_slots import slot_of
from analytics.charts.statistics.month_growth import MonthGrowthBars
from analytics.charts.statistics.two_year import TwoYearLine
from tests.charts.frames import INKS, LONG_INDUSTRY, caption, drawn, notes
from tests.charts.selfcheck import chart_problems


def decimal(value):
    return None if value is None else Decimal(str(value))


def rows_of(*months, published=True):
    """months: (period_code, month_yoy_pct, low, high)."""
    columns = [
        "region_code",
        "indicator_code",
        "period_code",
        "month_yoy_pct",
        "month_yoy_low_pct",
        "month_yoy_high_pct",
        "month_cny_10k",
        "is_published",
        "month_source",
    ]
    return pd.DataFrame(
        [
            (
                "999900",
                "fixed_asset_investment",
                code,
                decimal(yoy),
                decimal(low),
                decimal(high),
                None if yoy is None else Decimal(96_000),
                published,
                None if yoy is None else f"推算：本月＝本期累计－上期累计；月报.xlsx!{code}!C7",
            )
            for code, yoy, low, high in months
        ],
        columns=columns,
    )


def averages_of(*periods):
    """periods: (period_code, yoy_pct, two_year_average_pct)."""
    columns = ["period_code", "yoy_pct", "two_year_average_pct", "two_year_source", "source"]
    return pd.DataFrame(
        [
            (code, decimal(yoy), decimal(average), "两年平均；月报.xlsx!表1!C7", "月报.xlsx!表1!C7")
            for code, yoy, average in periods
        ],
        columns=columns,
    ).assign(region_code="999900", indicator_code="fixed_asset_investment")


def months():
    return rows_of(
        ("2024-11", 2.31, 1.3, 3.4),
        ("2024-12", 2.2, 1.2, 3.3),
        ("2025-02", None, None, None),
        ("2025-03", -0.1, -0.5, 0.3),
        ("2025-09", -8.34, -8.93, -7.74),
    )


def month_caption(**changes):
    return caption("固定资产投资当月同比", **changes)


def test_each_month_has_its_estimate_and_the_band_around_it():
    (bars,) = drawn(MonthGrowthBars, months(), month_caption()).data

    assert bars.y == (2.31, 2.2, -0.1, -8.34)
    assert bars.error_y.array == pytest.approx((1.09, 1.1, 0.4, 0.6))
    assert bars.error_y.arrayminus == pytest.approx((1.01, 1.0, 0.4, 0.59))


def test_january_and_february_are_empty_slots_that_nobody_names():
    figure = drawn(MonthGrowthBars, months(), month_caption(narrowest_px=1280))

    for month in (1, 2):
        assert slot_of(Period(2025, month)) not in figure.data[0].x
        assert slot_of(Period(2025, month)) not in figure.layout.xaxis.tickvals
    assert "1—2月合并公布" in figure.layout.meta["footer"]


def test_title_and_subtitle_say_that_it_is_an_estimate_of_a_month():
    meta = drawn(MonthGrowthBars, months(), month_caption()).layout.meta

    assert meta["title"] == "推算2025年9月当月同比下降8.3%，在下降8.9%至下降7.7%之间"
    assert meta["subtitle"] == (
        "固定资产投资当月同比（推算） · 示例市 · 2024年11月至2025年9月 · 单位：%"
    )
    assert "2025年9月 −8.3%" in meta["alt"]


def test_the_measure_says_estimated_once():
    meta = drawn(MonthGrowthBars, months(), caption("当月同比（推算）")).layout.meta

    assert meta["subtitle"].count("推算") == 1


def test_a_band_that_rounds_to_one_number_is_not_said():
    rows = rows_of(("2025-09", 3.52, 3.51, 3.53))

    assert drawn(MonthGrowthBars, rows, month_caption()).layout.meta["title"] == (
        "推算2025年9月当月同比增长3.5%"
    )


def test_an_estimate_without_a_band_has_no_line_and_is_striped():
    rows = rows_of(("2025-08", 3.0, None, None), ("2025-09", 0.0, None, None), published=False)
    figure = drawn(MonthGrowthBars, rows, month_caption())

    assert figure.data[0].error_y.array == (None, None)
    assert set(figure.data[0].marker.pattern.shape) == {"/"}
    assert "斜纹由直接计算的增速推算" in figure.layout.meta["footer"]
    assert figure.layout.meta["title"] == "推算2025年9月当月与上年同期持平"


def test_values_stand_beyond_their_band_on_the_side_of_their_bar():
    figure = drawn(MonthGrowthBars, months(), month_caption(narrowest_px=1280))
    last = [note for note in figure.layout.annotations if note.name == "value"][-1]

    assert notes(figure, "value") == ["2.3", "2.2", "−0.1", "<b>−8.3</b>"]
    assert (last.y, last.yanchor) == (-8.93, "top")
    assert figure.layout.yaxis.range[0] < -8.93


def test_where_values_do_not_fit_only_the_newest_is_printed():
    codes = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(3, 13)]
    rows = rows_of(*((code, -12.5, -13, -12) for code in codes if code <= "2025-09"))
    figure = drawn(MonthGrowthBars, rows, month_caption())

    assert notes(figure, "value") == ["<b>−12.5</b>"]
    assert figure.data[0].x[0] == slot_of(Period(2023, 10))
    assert "仅画最近两年" in figure.layout.meta["footer"]


def test_a_bar_leads_to_its_month_with_formula_and_cells():
    (bars,) = drawn(MonthGrowthBars, months(), month_caption()).data

    key, source = bars.customdata[-1]
    assert key == "999900|fixed_asset_investment|2025-09|month_yoy_pct"
    assert source == "推算：本月＝本期累计－上期累计；月报.xlsx!2025-09!C7"
    assert "当月完成 9.60亿元（推算）" in bars.hovertext[-1]
    assert "范围 −8.9%～−7.7%" in bars.hovertext[-1]


@pytest.mark.parametrize("rows", [rows_of(), rows_of(("2025-02", None, None, None))])
def test_without_an_estimate_there_is_no_bar(rows):
    figure = drawn(MonthGrowthBars, rows, month_caption())

    assert len(figure.data) == 0
    assert figure.layout.meta["title"] == "推算不出当月增速"


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("rows", [months(), months().iloc[-1:]])
def test_month_growth_keeps_the_rules_of_every_chart(rows, colours):
    words = caption(f"{LONG_INDUSTRY}当月同比（推算）")

    assert chart_problems(drawn(MonthGrowthBars, rows, words, colours=colours)) == []


def test_two_rows_for_a_month_are_refused():
    with pytest.raises(ValueError, match="two rows"):
        drawn(MonthGrowthBars, pd.concat([months(), months()]), month_caption())


def averages():
    return averages_of(
        ("2024-11", 3.3, None),
        ("2024-12", 3.2, 3.1),
        ("2025-02", 4.1, 4.15),
        ("2025-09", -0.5, 1.4),
    )


def test_the_average_stands_beside_this_year_where_both_are_known():
    figure = drawn(TwoYearLine, averages(), caption("固定资产投资两年平均增速"))
    average, now = figure.data

    assert average.x == ("2024-12-01", None, "2025-02-01", "2025-09-01")
    assert average.y == (3.1, None, 4.15, 1.4)
    assert now.y == (3.2, None, 4.1, -0.5)
    assert [text.replace("<br>", "") for text in notes(figure, "end")] == [
        "<b>两年平均 1.4</b>",
        "当年同比 −0.5",
    ]
    assert average.line.dash != now.line.dash


def test_the_average_is_said_before_this_year():
    meta = drawn(TwoYearLine, averages(), caption("固定资产投资两年平均增速")).layout.meta

    assert meta["title"] == "2025年1—9月两年平均增长1.4%，当年同比下降0.5%"
    assert "几何平均" in meta["footer"]
    assert "两年平均 1.4" in meta["alt"]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (("2025-09", 0.0, -0.3), "两年平均下降0.3%，当年与上年同期持平"),
        (("2025-09", 1.0, 0.04), "两年平均增速为零，当年同比增长1.0%"),
        (("2025-09", None, 0.4), "两年平均增长0.4%"),
    ],
)
def test_a_level_average_or_year_is_said_truly(period, said):
    figure = drawn(TwoYearLine, averages_of(period), caption("两年平均增速"))

    assert figure.layout.meta["title"] == f"2025年1—9月{said}"


def test_an_average_leads_to_its_formula():
    average, _ = drawn(TwoYearLine, averages(), caption("两年平均增速")).data

    assert average.customdata[-1][0] == (
        "999900|fixed_asset_investment|2025-09|two_year_average_pct"
    )
    assert average.customdata[-1][1].startswith("两年平均")


@pytest.mark.parametrize("rows", [averages_of(), averages_of(("2025-09", 1.0, None))])
def test_without_an_average_there_is_no_line(rows):
    figure = drawn(TwoYearLine, rows, caption("两年平均增速"))

    assert len(figure.data) == 0
    assert "算不出两年平均" in figure.layout.meta["title"]


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("rows", [averages(), averages().iloc[-1:]])
def test_averages_keep_the_rules_of_every_chart(rows, colours):
    assert chart_problems(drawn(TwoYearLine, rows, caption("两年平均增速"), colours=colours)) == []
