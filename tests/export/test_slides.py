"""Slides: one message each, native chart, notes that lead to the cells, a clean page."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from analytics.basics.key_figure import KeyFigure
from analytics.export.slides import Slide, meeting_pptx
from tests.export.every_spec import every_spec
from tests.export.office import converted

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
CHARTS = every_spec()
FIGURES = (
    KeyFigure("全市增速", "−9.9%", "比1—8月回落1.2个百分点"),
    KeyFigure("完成投资", "375.04亿元"),
    KeyFigure("位次", "第13位", "全省14个市州"),
)


def deck():
    slides = [Slide(spec) for spec in CHARTS.values()]
    slides[0] = Slide(CHARTS["ranking"], FIGURES)
    return meeting_pptx("前三季度形势分析", "邵阳市 · 2025年1—9月", slides, SAVED_AT)


def shapes_of(slide):
    return {shape.name: shape for shape in slide.shapes}


def test_office_would_open_the_slides_without_repair(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck())
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_same_slides_and_moment_give_the_same_bytes():
    assert deck() == deck()


def test_a_slide_says_one_finding_over_its_chart():
    opened = Presentation(io.BytesIO(deck()))
    assert opened.slide_width / opened.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert len(opened.slides) == 1 + len(CHARTS)
    for slide, spec in zip(list(opened.slides)[1:], CHARTS.values(), strict=True):
        assert slide.shapes.title.text_frame.text == spec.finding
        shapes = shapes_of(slide)
        assert shapes["图"].has_chart
        assert shapes["图"]._element.nvGraphicFramePr.cNvPr.get("descr") == spec.alt
        assert shapes["来源"].text_frame.text == spec.foot
        assert not [s for s in slide.placeholders if s.placeholder_format.type != 1]


def test_figures_stand_beside_their_chart_and_are_at_most_three():
    slide = Presentation(io.BytesIO(deck())).slides[1]
    shapes = shapes_of(slide)
    assert shapes["全市增速"].text_frame.text == "全市增速\n−9.9%\n比1—8月回落1.2个百分点"
    assert shapes["图"].left + shapes["图"].width <= shapes["位次"].left
    with pytest.raises(ValueError, match="at most 3 figures"):
        Slide(CHARTS["mix"], (*FIGURES, FIGURES[0]))


def test_pages_are_numbered_and_the_notes_name_the_cells():
    opened = Presentation(io.BytesIO(deck()))
    for number, slide in enumerate(list(opened.slides)[1:], start=2):
        field = shapes_of(slide)["页码"]._element.xml
        assert 'type="slidenum"' in field
        assert f"<a:t>{number}</a:t>" in field
    notes = opened.slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith(CHARTS["ranking"].alt)
    assert "北塔区　同比增速（%） −28.8：月报.xlsx!表3!B2" in notes


def test_the_chart_of_a_slide_can_be_edited_with_its_numbers():
    frame = shapes_of(Presentation(io.BytesIO(deck())).slides[1])["图"]
    plot = frame.chart.plots[0]
    assert list(plot.categories)[:2] == ["新邵县", "城步苗族自治县"]
    assert plot.series[0].values == (12.1, 11.4, -28.8, None)
    assert frame.chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


@pytest.mark.office
def test_libreoffice_shows_a_page_a_slide(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck())
    pdf = converted(path, "pdf", tmp_path / "profile").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1 + len(CHARTS)
