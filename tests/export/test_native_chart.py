"""Native charts: one description, the right bars, gaps and words in the XML."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook

from analytics.charts.kit.spec import BARS, WATERFALL, ChartPoint, ChartSpec, Formula, Series
from analytics.charts.kit.theme import LIGHT, STATUS_MARKS
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.waterfall import PullWaterfall
from analytics.export.native_chart import native_chart
from analytics.export.native_ink import fill
from tests.charts import frames, ledger_frames, statistics_frames
from tests.export.every_spec import every_spec, own_schedules

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EVERY = every_spec()


def xml_of(spec):
    return etree.fromstring(native_chart(spec, SAVED_AT).xml)


def numbers_of(series):
    """Values by their place; a gap has no place."""
    return {
        int(point.get("idx")): float(point.findtext(f"{_C}v"))
        for point in series.iterfind(f"{_C}val//{_C}pt")
    }


def plain(*values, kind=BARS, **changes):
    decimals = tuple(None if v is None else Decimal(str(v)) for v in values)
    points = tuple(ChartPoint(f"第{row}项") for row in range(len(values)))
    series = Series("同比", decimals, **changes)
    return ChartSpec(kind, points, (series,), "结论", "副题", "来源", "替代文字")


@pytest.mark.parametrize("name", EVERY)
def test_a_native_chart_says_the_finding_of_its_screen_twin(name):
    twins = {
        **frames.every_chart(),
        **ledger_frames.every_ledger_chart(),
        **statistics_frames.every_statistics_chart(),
    }
    titles = {figure.layout.meta["title"] for figure in twins.values()}
    assert EVERY[name].finding in titles


@pytest.mark.parametrize("name", EVERY)
def test_every_drawn_value_has_its_source(name):
    for series in EVERY[name].series:
        if series.name == "序时计划":  # a formula of the plan, said in the foot
            continue
        pairs = zip(series.values, series.sources, strict=True)
        assert all(source for value, source in pairs if value is not None)


@pytest.mark.parametrize("name", EVERY)
def test_the_same_description_gives_the_same_bytes(name):
    first = native_chart(EVERY[name], SAVED_AT)
    assert first == native_chart(EVERY[name], SAVED_AT)


@pytest.mark.parametrize("name", EVERY)
def test_gaps_stay_gaps_and_negative_bars_stay_filled(name):
    chart = xml_of(EVERY[name])
    wanted = "span" if name == "by_year" else "gap"
    assert chart.find(f".//{_C}dispBlanksAs").get("val") == wanted
    assert {e.get("val") for e in chart.iter(f"{_C}invertIfNegative")} <= {"0"}
    assert all(int(e.get("val")) > 0 for e in chart.iter(f"{_C}axId", f"{_C}crossAx"))
    assert all(f.getnext().tag == f"{_A}ea" for f in chart.iter(f"{_A}latin"))


def test_a_missing_value_is_no_bar_and_its_name_says_so():
    spec = EVERY["ranking"]
    bars = xml_of(spec).find(f".//{_C}ser")
    assert sorted(numbers_of(bars)) == [0, 1, 2]
    assert spec.points[3].label == "经开区（—）"


def test_more_than_all_has_room_on_the_axis():
    chart = xml_of(EVERY["completion"])
    assert max(numbers_of(chart.find(f".//{_C}ser")).values()) == 104.6
    assert {float(e.get("val")) for e in chart.iter(f"{_C}max")} == {123.428}
    assert {float(e.get("val")) for e in chart.iter(f"{_C}min")} == {0.0}


def test_both_axes_of_a_marked_chart_agree_below_zero_too():
    chart = xml_of(EVERY["ranking"])
    assert len({e.get("val") for e in chart.iter(f"{_C}max")}) == 1
    (lowest,) = {float(e.get("val")) for e in chart.iter(f"{_C}min")}
    assert lowest < -28.8


def test_the_parent_is_one_line_and_each_unit_may_have_its_own():
    line = xml_of(EVERY["ranking"]).findall(f".//{_C}ser")[1]
    assert set(numbers_of(line).values()) == {-9.9}
    assert "竖线：全市−9.9" in EVERY["ranking"].subtitle
    own = xml_of(own_schedules()).findall(f".//{_C}ser")[1]
    assert sorted(numbers_of(own).values()) == [50.0, 66.7]


def test_statuses_differ_in_pattern_as_in_colour():
    looks = [str(fill(status)) for status in STATUS_MARKS]
    patterns = [fill(status).get("pattern", {}).get("pattern") for status in STATUS_MARKS]
    assert len(set(looks)) == len(set(patterns)) == 4
    fills = xml_of(EVERY["status"]).findall(f".//{_C}dPt//{_A}fgClr/{_A}srgbClr")
    assert [f"#{e.get('val')}" for e in fills] == list(LIGHT.statuses[1:])


def test_a_waterfall_steps_across_zero_in_two_pieces():
    spec = plain(2, -5, -1, -4, kind=WATERFALL, tones=("growth", "decline", "decline", "whole"))
    base, above, below, at = xml_of(spec).findall(f".//{_C}ser")
    assert numbers_of(base) == {0: 0, 1: 0, 2: -3, 3: 0}
    assert numbers_of(above) == {0: 2, 1: 2}
    assert numbers_of(below) == {1: -3, 2: -1, 3: -4}
    assert numbers_of(at) == {0: 2, 1: 2, 2: -3, 3: 0}
    labels = ["".join(t.itertext()) for t in at.iterfind(f"{_C}dLbls/{_C}dLbl/{_C}tx")]
    assert labels == ["+2.0", "−5.0", "−1.0", "−4.0"]


def test_pulls_that_do_not_add_up_are_not_drawn():
    rows = statistics_frames.yuncheng()
    caption = statistics_frames.pulls_caption()
    assert PullWaterfall(rows, caption).twin() is not None
    assert PullWaterfall(rows.assign(is_safe_to_state=False), caption).twin() is None
    assert PullWaterfall(rows.assign(total_yoy_pct=Decimal("9.7")), caption).twin() is None


def test_january_is_an_empty_place_between_two_years():
    spec = EVERY["growth_line"]
    january = [p.group for p in spec.points].index("2025年")
    assert spec.points[january].label == "1"
    assert january not in numbers_of(xml_of(spec).find(f".//{_C}ser"))
    levels = xml_of(spec).findall(f".//{_C}multiLvlStrCache/{_C}lvl")
    assert [level.findtext(f".//{_C}v") for level in levels] == ["11", "2024年"]


def test_a_series_by_quarters_is_joined_and_breaks_at_january():
    rows = frames.growth_rows((2024, 9, 3), (2024, 12, 2), (2025, 3, 1), (2025, 6, 2))
    spec = GrowthLine(rows, frames.caption()).twin()
    assert [point.label for point in spec.points] == ["9", "12", "1", "3", "6"]
    assert sorted(numbers_of(xml_of(spec).find(f".//{_C}ser"))) == [0, 1, 3, 4]
    by_year = GrowthByYearLine(rows, frames.caption()).twin()
    assert [point.label for point in by_year.points] == ["1—3月", "1—6月", "1—9月", "1—12月"]


def test_five_lines_are_told_apart_by_dash_and_mark():
    regions = [f"第{number}市" for number in range(5)]
    rows = pd.concat([frames.growth_rows((2025, 2, 1), (2025, 3, 2), region=r) for r in regions])
    chart = xml_of(GrowthLine(rows, frames.caption()).twin())
    marks = [e.get("val") for e in chart.iter(f"{_C}symbol")]
    dashes = [e.get("val") for e in chart.iter(f"{_A}prstDash")]
    assert len(set(marks)) == 5
    assert len(set(dashes)) == 5
    assert chart.find(f".//{_C}legend") is not None


def test_a_year_by_quarters_is_a_line_beside_a_year_by_months():
    rows = frames.growth_rows((2024, 3, 3), (2024, 6, 2), (2025, 2, 1), (2025, 3, 2))
    spec = GrowthByYearLine(rows, frames.caption()).twin()
    assert xml_of(spec).find(f".//{_C}dispBlanksAs").get("val") == "span"


def test_a_tenth_of_a_point_is_no_cliff():
    rows = frames.growth_rows((2025, 2, "3.1"), (2025, 3, "3.2"))
    axis = xml_of(GrowthLine(rows, frames.caption()).twin()).find(f".//{_C}valAx/{_C}scaling")
    assert [axis.find(f"{_C}{end}").get("val") for end in ("min", "max")] == ["3.0", "5.0"]


def test_a_long_line_names_its_years():
    points = [(year, month, 1) for year in (2022, 2023, 2024, 2025) for month in (2, 6, 9, 12)]
    spec = GrowthLine(frames.growth_rows(*points), frames.caption()).twin()
    chart = xml_of(spec)
    assert chart.find(f".//{_C}dateAx/{_C}majorTimeUnit").get("val") == "years"
    assert chart.find(f".//{_C}dateAx/{_C}numFmt").get("formatCode") == 'yyyy"年"'


def test_directly_computed_points_are_hollow():
    rows = frames.growth_rows((2025, 2, 1), (2025, 3, 2), published=False)
    spec = GrowthLine(rows, frames.caption()).twin()
    fills = xml_of(spec).findall(f".//{_C}dPt/{_C}marker//{_A}solidFill/{_A}srgbClr")
    assert LIGHT.background[1:] in [e.get("val") for e in fills]
    assert "空心点为直接计算" in spec.foot


def test_the_embedded_workbook_holds_what_the_labels_show():
    spec = plain("12.25", None, "-0.04", sources=("a!b!C1", "", "a!b!C3"))
    sheet = load_workbook(io.BytesIO(native_chart(spec, SAVED_AT).workbook))["Sheet1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "同比", "出处"],
        ["第0项", 12.3, "a!b!C1"],
        ["第1项", None, None],
        ["第2项", 0, "a!b!C3"],
    ]


def test_text_that_looks_like_a_formula_stays_text():
    spec = replace(plain(1), points=(ChartPoint("=1+1"),))
    sheet = load_workbook(io.BytesIO(native_chart(spec, SAVED_AT).workbook))["Sheet1"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_the_embedded_workbook_has_no_chart_of_its_own():
    with zipfile.ZipFile(io.BytesIO(native_chart(EVERY["mix"], SAVED_AT).workbook)) as package:
        assert not [name for name in package.namelist() if "chart" in name]


def test_what_does_not_fit_together_is_no_description():
    with pytest.raises(ValueError, match="points, but columns"):
        replace(plain(1, 2), points=(ChartPoint("甲"),))
    series = tuple(Series(f"第{n}", (Decimal(1),)) for n in range(6))
    with pytest.raises(ValueError, match="more than 5 lines"):
        ChartSpec("lines", (ChartPoint("甲"),), series, "", "", "", "")
    assert Formula("share", "a", "b").value(Decimal(1), Decimal(0)) is None
