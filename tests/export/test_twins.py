"""A chart and its native twin are read from the same rows: words, values and sources."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from analytics.charts.kit import marks
from analytics.charts.kit.spec import COLUMNS
from analytics.charts.kit.theme import STATUS_MARKS
from analytics.charts.statistics.diffusion import DiffusionBars
from analytics.charts.statistics.gap import GapBars
from analytics.charts.statistics.month_growth import MonthGrowthBars
from analytics.charts.statistics.ranking import RankingBars
from analytics.export.report import Report, ReportSection, report_docx
from analytics.export.workbook import tables_xlsx
from tests.charts import (
    frames,
    ledger_frames,
    statistics_frames,
    test_diffusion,
    test_gap,
    test_month_growth,
)

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)


def made():
    return {
        **frames.charts_made(),
        **ledger_frames.ledger_charts_made(),
        **statistics_frames.statistics_charts_made(),
        "diffusion_bars": DiffusionBars(
            test_diffusion.year(), test_diffusion.counts_caption(), members="个县市区"
        ),
        "gap_bars": GapBars(test_gap.districts(), test_gap.gaps_caption()),
        "month_growth_bars": MonthGrowthBars(
            test_month_growth.months(), test_month_growth.month_caption()
        ),
    }


CHARTS = made()
WITHOUT = ("growth_heat", "district_lines", "place_lines")
TWINS = {name: chart.twin() for name, chart in CHARTS.items() if name not in WITHOUT}


def drawn(trace):
    """What a trace shows and where from."""
    values = trace.x if getattr(trace, "orientation", None) == "h" else trace.y
    pairs = zip(values, trace.customdata, strict=True)
    return [(round(value, 6), data[1]) for value, data in pairs if value is not None]


def told(series):
    sources = series.sources or ("",) * len(series.values)
    pairs = zip(series.values, sources, strict=True)
    return [(round(float(value), 6), source) for value, source in pairs if value is not None]


@pytest.mark.parametrize("name", TWINS)
def test_the_twin_shows_the_same_values_with_the_same_sources(name):
    cited = [series for series in TWINS[name].series if not series.is_marks_only]
    said = sorted(pair for series in cited for pair in told(series))
    seen = sorted(pair for trace in CHARTS[name].figure().data for pair in drawn(trace))
    if name == "plan_line":  # what was planned by then is a formula of the plan, not a cell
        assert [value for value, _ in said] == [value for value, _ in seen]
        assert set(said) - set(seen) == {pair for pair in said if not pair[1]}
    else:
        assert said == seen


@pytest.mark.parametrize("name", TWINS)
def test_the_twin_says_what_the_chart_says(name):
    chart, twin = CHARTS[name], TWINS[name]
    meta = chart.figure().layout.meta
    assert twin.finding == chart.finding == meta["title"]
    assert chart.subtitle == meta["subtitle"]
    assert twin.subtitle.startswith(chart.subtitle)
    assert chart.caption.footer in twin.foot
    assert chart.alt == meta["alt"]
    assert twin.finding in twin.alt


def test_another_hover_text_changes_no_twin(monkeypatch):
    monkeypatch.setattr(marks, "plain", lambda text: f"另{text}")
    others = made()
    for name, twin in TWINS.items():
        [trace, *_] = others[name].figure().data
        assert any(text.startswith("<b>另") for text in trace.hovertext)
        assert others[name].twin() == twin


@pytest.mark.parametrize("name", WITHOUT)
def test_what_office_cannot_show_the_same_has_no_twin(name):
    assert CHARTS[name].figure().data
    assert CHARTS[name].twin() is None


def test_a_blank_chart_has_no_twin():
    blank = RankingBars(frames.ranking_rows(), frames.caption())
    assert not blank.figure().data
    assert blank.twin() is None


def test_colours_have_their_meaning():
    assert TWINS["ranking_bars"].series[0].tones[:3] == ("growth", "growth", "decline")
    assert TWINS["status_bars"].series[0].tones == tuple(STATUS_MARKS)


def test_a_reference_line_becomes_a_mark_and_the_missing_says_so():
    twin = TWINS["ranking_bars"]
    assert twin.mark.name == "全市−9.9"
    assert twin.points[-1].label == "经开区（—）"


def test_counts_by_period_are_stacked_columns_without_a_january():
    twin = TWINS["diffusion_bars"]
    assert twin.kind == COLUMNS
    assert {series.unit for series in twin.series} == {"个"}
    assert "1" not in [point.label for point in twin.points]


def test_office_would_open_the_twins_without_repair(tmp_path):
    path = tmp_path / "twins.docx"
    twins = tuple(twin for twin in TWINS.values() if twin is not None)
    report = Report("图样", (ReportSection("", twins),))
    path.write_bytes(report_docx(report, SAVED_AT))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_axis_says_whether_its_months_are_cumulative():
    assert TWINS["growth_line"].is_cumulative
    assert TWINS["growth_line"].foot.startswith("横轴为1—N月的N　")
    single = TWINS["month_growth_bars"]
    assert single.foot.startswith("横轴为月份　")
    book = load_workbook(io.BytesIO(tables_xlsx("图样", [single], SAVED_AT)))
    assert book.worksheets[1]["A5"].value == f"{single.points[0].group}{single.points[0].label}月"
