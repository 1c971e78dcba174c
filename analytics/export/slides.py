"""Slides for a meeting as .pptx bytes: one message a slide, its chart, its source.

Owns the look of a slide; the chart's look is native_look's, the words are the caller's.
Nothing of python-pptx's template stays but an empty page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as PptxSlide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Length, Mm, Pt

from analytics.basics.key_figure import KeyFigure
from analytics.basics.numbers import rounded
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.spec import BARS, LINES, ChartSpec
from analytics.export.chart_sheet import headed
from analytics.export.fixed_package import fixed_package
from analytics.export.native_chart import native_chart
from analytics.export.native_ink import FONT, MUTED, TEXT, colour
from analytics.export.word import AUTHOR

# 16:9.
_WIDTH, _HEIGHT, _EDGE = Mm(338.67), Mm(190.5), Mm(16)
_CHART_TEXT_PT, _LEAST_TEXT_PT = 14, 8
# How much of a row's height its name may take.
_ROW_SHARE = 0.65
_TITLE_PT, _LONG_TITLE_PT, _SUBTITLE_PT, _FOOT_PT = 28, 22, 14, 11
_BIG_PT, _LESS_BIG_PT, _LABEL_PT = 30, 22, 13
# What a line of the largest figures holds.
_BIG_EMS = 5.5
_FIGURES_WIDTH = Mm(66)
MOST_FIGURES = 3
# Titles longer than a line of this many characters are set smaller.
_TITLE_LINE = 21
_MOST_CELLS = 60


@dataclass(frozen=True)
class Slide:
    """One message: the chart's finding is the title; at most three figures beside it."""

    chart: ChartSpec
    figures: tuple[KeyFigure, ...] = ()

    def __post_init__(self) -> None:
        if len(self.figures) > MOST_FIGURES:
            raise ValueError(f"at most {MOST_FIGURES} figures a slide, got {len(self.figures)}")


def meeting_pptx(title: str, subtitle: str, slides: Sequence[Slide], saved_at: datetime) -> bytes:
    """A cover and a slide a message; the same content and moment give the same bytes."""
    deck = _empty_deck(title)
    _add_cover(deck, title, subtitle)
    for number, slide in enumerate(slides, start=2):
        _add_slide(deck, slide, number, saved_at)
    buffer = io.BytesIO()
    deck.save(buffer)
    return fixed_package(buffer.getvalue(), saved_at)


def _empty_deck(title: str) -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    properties = deck.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = "zh-CN"
    master = deck.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in ("Title Only",):
            master.slide_layouts.remove(layout)
    layout = master.slide_layouts[0]
    layout.name = "标题和图"
    # The template is 4:3 and carries dates and footers nobody fills in.
    for holder in (master, layout):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type == 1:
                shape.left, shape.top = _EDGE, Mm(9)
                shape.width, shape.height = _WIDTH - 2 * _EDGE, Mm(24)
            else:
                shape._element.getparent().remove(shape._element)
    _name_theme_fonts(deck)
    return deck


def _name_theme_fonts(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for script in ("latin", "ea"):
        for font in theme.iter(qn(f"a:{script}")):
            font.set("typeface", FONT)
            font.attrib.pop("panose", "")
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_cover(deck: Deck, title: str, subtitle: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    band = slide.shapes.add_shape(1, 0, 0, Mm(8), _HEIGHT)
    band.fill.solid()
    band.fill.fore_color.rgb = _rgb(colour("growth"))
    band.line.fill.background()
    _describe(band, "", name="色带")
    heading = slide.shapes.title
    heading.left, heading.top, heading.width = Mm(32), Mm(58), _WIDTH - Mm(64)
    heading.height = Mm(42)
    _write(heading.text_frame, title, 36, is_bold=True, anchor=MSO_ANCHOR.BOTTOM)
    box = slide.shapes.add_textbox(Mm(32), Mm(104), _WIDTH - Mm(64), Mm(20))
    _describe(box, "", name="副标题")
    _write(box.text_frame, subtitle, 18, tone=MUTED)


def _add_slide(deck: Deck, wanted: Slide, number: int, saved_at: datetime) -> None:
    spec = wanted.chart
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    size = _TITLE_PT if text_px(spec.finding, 1) <= _TITLE_LINE else _LONG_TITLE_PT
    title = slide.shapes.title
    _write(title.text_frame, spec.finding, size, is_bold=True, anchor=MSO_ANCHOR.MIDDLE)
    room = _WIDTH - 2 * _EDGE
    top, bottom = Mm(45), _HEIGHT - Mm(24)
    words = slide.shapes.add_textbox(_EDGE, Mm(33), room, Mm(10))
    _describe(words, "", name="指标、地区、时期、单位")
    _write(words.text_frame, spec.subtitle, _SUBTITLE_PT, tone=MUTED)
    width = room - (_FIGURES_WIDTH + Mm(6) if wanted.figures else 0)
    _add_chart(slide, spec, (_EDGE, top, Emu(width), Emu(bottom - top)), saved_at)
    for place, figure in enumerate(wanted.figures):
        height = (bottom - top) // MOST_FIGURES
        box = slide.shapes.add_textbox(
            Emu(_EDGE + width + Mm(6)), Emu(top + place * height), _FIGURES_WIDTH, Emu(height)
        )
        _describe(box, "", name=figure.label)
        _write_figure(box.text_frame, figure)
    foot = slide.shapes.add_textbox(_EDGE, _HEIGHT - Mm(22), room - Mm(20), Mm(16))
    _describe(foot, "", name="来源")
    _write(foot.text_frame, spec.foot, _FOOT_PT, tone=MUTED, anchor=MSO_ANCHOR.BOTTOM)
    _add_page_number(slide, number)
    slide.notes_slide.notes_text_frame.text = notes(spec)


def _add_chart(
    slide: PptxSlide,
    spec: ChartSpec,
    box: tuple[Length, Length, Length, Length],
    saved_at: datetime,
) -> None:
    """python-pptx makes the parts and relations of a chart; our XML and workbook fill them."""
    blank = CategoryChartData()
    blank.categories = [""]
    blank.add_series("", [0])
    # python-pptx names both wrongly: it takes any categories and returns the frame.
    frame: GraphicFrame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, blank)  # type: ignore[arg-type, assignment]
    chart = native_chart(spec, saved_at, _fitting_text(spec, box[3]))
    part = frame.chart_part
    part._element = parse_xml(chart.xml)
    part.chart_workbook.xlsx_part._blob = chart.workbook
    _describe(frame, spec.alt, name="图")


def _fitting_text(spec: ChartSpec, height: int) -> float:
    """As large as a row leaves room for: twenty industries need smaller names."""
    bars = len(spec.points) * (len(spec.series) if spec.kind == BARS else 1)
    if spec.kind != BARS:
        return _CHART_TEXT_PT
    return max(_LEAST_TEXT_PT, min(_CHART_TEXT_PT, int(Emu(height).pt / bars * _ROW_SHARE)))


def _add_page_number(slide: PptxSlide, number: int) -> None:
    left, top = Emu(_WIDTH - _EDGE - Mm(20)), Emu(_HEIGHT - Mm(14))
    box = slide.shapes.add_textbox(left, top, Mm(20), Mm(8))
    _describe(box, "", name="页码")
    _write(box.text_frame, "", _FOOT_PT, tone=MUTED)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    ns = "http://schemas.openxmlformats.org/drawingml/2006/main"
    paragraph._p.append(
        parse_xml(
            f'<a:fld xmlns:a="{ns}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}"'
            f' type="slidenum"><a:rPr lang="zh-CN" sz="{_FOOT_PT * 100}"/>'
            f"<a:t>{number}</a:t></a:fld>"
        )
    )


def notes(spec: ChartSpec) -> str:
    """What the speaker may be asked: each value and the cell it stands in."""
    lines = [spec.alt, "", "出处："]
    said: list[str] = []
    for series in spec.series:
        values = zip(spec.points, series.values, series.sources, strict=False)
        for point, value, source in values:
            if value is None or not source:
                continue
            name = f"{point.group}{point.label}{'' if spec.kind != LINES else '月'}"
            shown = rounded(value, series.places)
            of = headed(series.name, series.unit)
            said.append(f"{name}　{of} {str(shown).replace('-', '−')}：{source}")
    left_out = len(said) - _MOST_CELLS
    lines += said[-_MOST_CELLS:] if spec.kind == LINES else said[:_MOST_CELLS]
    if left_out > 0:
        lines.append(f"其余{left_out}个数的出处见图表所附数据表。")
    return "\n".join(lines)


def _write(
    frame: TextFrame,
    text: str,
    size: float,
    *,
    tone: str = TEXT,
    is_bold: bool = False,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = Emu(0)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    if text:
        _add_run(paragraph, text, size, tone, is_bold)


def _write_figure(frame: TextFrame, figure: KeyFigure) -> None:
    _write(frame, figure.label, _LABEL_PT, tone=MUTED, anchor=MSO_ANCHOR.MIDDLE)
    size = _BIG_PT if text_px(figure.value, 1) <= _BIG_EMS else _LESS_BIG_PT
    _add_run(frame.add_paragraph(), figure.value, size, colour("growth"), True)
    if figure.note:
        _add_run(frame.add_paragraph(), figure.note, _LABEL_PT, MUTED, False)


def _add_run(paragraph: _Paragraph, text: str, size: float, tone: str, is_bold: bool) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = is_bold
    run.font.color.rgb = _rgb(tone)
    run._r.get_or_add_rPr().set("lang", "zh-CN")


def _describe(shape: BaseShape, alt: str, *, name: str) -> None:
    properties = next(shape._element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    if alt:
        properties.set("descr", alt)


def _rgb(ink: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(ink.lstrip("#"))
    return colour
