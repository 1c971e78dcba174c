"""Any finished chart of the screen has a native twin with its words, values and sources."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from analytics.charts.kit.theme import INKS, STATUS_MARKS
from analytics.charts.ledger.status import status_bars
from analytics.charts.statistics.diffusion import diffusion_bars
from analytics.charts.statistics.gap import gap_bars
from analytics.charts.statistics.ranking import ranking_bars
from analytics.export.chart_spec import COLUMNS
from analytics.export.figure_spec import figure_spec
from analytics.export.word import draft_docx
from analytics.export.workbook import tables_xlsx
from tests.charts import frames, ledger_frames, statistics_frames, test_diffusion, test_gap

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
FIGURES = {
    **frames.every_chart(),
    **ledger_frames.every_ledger_chart(),
    "pull_bars": statistics_frames.every_statistics_chart()["pull_bars"],
    "diffusion_bars": diffusion_bars(
        test_diffusion.year(), test_diffusion.counts_caption(), members="个县市区"
    ),
    "gap_bars": gap_bars(test_gap.districts(), test_gap.gaps_caption()),
}


def drawn(trace):
    """What a trace shows and where from, in order."""
    values = trace.x if getattr(trace, "orientation", None) == "h" else trace.y
    pairs = zip(values, trace.customdata, strict=True)
    return sorted((round(value, 6), data[1]) for value, data in pairs if value is not None)


@pytest.mark.parametrize("name", FIGURES)
def test_the_twin_shows_the_same_values_with_the_same_sources(name):
    figure, spec = FIGURES[name], figure_spec(FIGURES[name])
    assert [series.name for series in spec.series] == [trace.name for trace in figure.data]
    for series, trace in zip(spec.series, figure.data, strict=True):
        pairs = zip(series.values, series.sources, strict=True)
        shown = sorted((round(float(v), 6), s) for v, s in pairs if v is not None)
        assert shown == drawn(trace)


@pytest.mark.parametrize("name", FIGURES)
def test_the_twin_says_what_the_chart_says(name):
    meta, spec = FIGURES[name].layout.meta, figure_spec(FIGURES[name])
    assert spec.finding == meta["title"]
    assert spec.subtitle.startswith(meta["subtitle"])
    assert meta["footer"] in spec.foot
    assert spec.alt == meta["alt"]


@pytest.mark.parametrize("colours", INKS)
def test_colours_keep_their_meaning_however_a_reader_wants_them(colours):
    light = frames.every_chart()["ranking_bars"]
    wanted = ranking_bars(frames.districts(), frames.caption(), colours=colours)
    assert figure_spec(wanted).series == figure_spec(light).series
    statuses = status_bars(
        ledger_frames.seventy_six(), ledger_frames.words("项目状态", "个"), colours=colours
    )
    # The first status and a growth are one colour on a light page.
    assert figure_spec(statuses).series[0].tones[1:] == tuple(STATUS_MARKS)[1:]
    assert figure_spec(light).series[0].tones[:3] == ("growth", "growth", "decline")


def test_a_reference_line_becomes_a_mark_and_the_missing_says_so():
    spec = figure_spec(FIGURES["ranking_bars"])
    assert spec.mark.name == "全市 −9.9"
    assert spec.points[-1].label == "经开区（—）"


def test_counts_by_period_are_stacked_columns_without_a_january():
    spec = figure_spec(FIGURES["diffusion_bars"])
    assert spec.kind == COLUMNS
    assert {series.unit for series in spec.series} == {"个"}
    assert "1" not in [point.label for point in spec.points]


def test_a_blank_chart_has_no_twin_and_a_waterfall_is_not_guessed():
    blank = ranking_bars(frames.ranking_rows(), frames.caption())
    assert figure_spec(blank) is None
    waterfall = statistics_frames.every_statistics_chart()["pull_waterfall"]
    with pytest.raises(ValueError, match="floating bars"):
        figure_spec(waterfall)


def test_office_would_open_the_twins_without_repair(tmp_path):
    path = tmp_path / "twins.docx"
    specs = [figure_spec(figure) for figure in FIGURES.values()]
    path.write_bytes(draft_docx("图样", [], specs, [], SAVED_AT))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_axis_says_whether_its_months_are_cumulative():
    assert figure_spec(FIGURES["growth_line"]).is_cumulative
    assert figure_spec(FIGURES["growth_line"]).foot.startswith("横轴为1—N月的N　")
    single = frames.every_chart()["growth_line"]
    for trace in single.data:
        trace.hovertext = [text.replace("1—", "") for text in trace.hovertext]
    spec = figure_spec(single)
    assert spec.foot.startswith("横轴为月份　")
    book = load_workbook(io.BytesIO(tables_xlsx("图样", [spec], SAVED_AT)))
    assert book.worksheets[1]["A5"].value == "2024年11月"
