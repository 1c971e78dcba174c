"""A draft as .docx bytes: title, paragraphs, charts, and the list of sources.

Owns the order of a draft and how a number is tied to its source; the layout is
gongwen's business, the wording speech's.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from analytics.export import gongwen
from analytics.export.chart_in_word import place_chart
from analytics.export.chart_spec import ChartSpec
from analytics.export.fixed_package import fixed_package
from analytics.speech.phrases import full_width
from analytics.speech.runs import Number, Paragraph

AUTHOR = "投资季析"
SOURCES_TITLE = "数据出处"
SOURCE_HEADERS = ("序号", "文中数字", "指标", "地区、时期", "出处")
_SOURCE_WIDTHS_MM = (13, 24, 33, 29, 57)
_LONGEST_TAG = 64  # Word refuses a longer tag or title of a content control
_UNITS_OF_MEASURE = {
    "level": "总量",
    "yoy_pct": "同比增速",
    "yoy_computed_pct": "同比增速（直接计算）",
    "yoy_change_pp": "增速与上期之差",
    "yoy_gap_pp": "增速与上级之差",
    "yoy_rank": "增速位次",
}


def draft_docx(
    title: str,
    paragraphs: Sequence[Paragraph],
    charts: Sequence[ChartSpec],
    sources: Sequence[Number],
    saved_at: datetime,
) -> bytes:
    """The same content and saved_at (the reader's local time) give the same bytes."""
    document = gongwen.gongwen_document()
    _set_properties(document, title)
    document.add_paragraph(title, style=gongwen.TITLE)
    document.add_paragraph(style=gongwen.BODY)
    control_id = 1000
    for paragraph in paragraphs:
        control_id = _add_paragraph(document, paragraph, control_id)
    for number, chart in enumerate(charts, start=1):
        _add_chart(document, chart, number, saved_at)
    if sources:
        _add_sources(document, sources, saved_at)
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_package(buffer.getvalue(), saved_at)


def _set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""
    properties.language = "zh-CN"


def _add_paragraph(document: Document, paragraph: Paragraph, control_id: int) -> int:
    target = document.add_paragraph(style=gongwen.BODY)
    for run in paragraph:
        if isinstance(run, Number):
            control_id += 1
            target._p.append(_content_control(run, control_id))
        else:
            target._p.append(_text_run(run))
    return control_id


def _content_control(number: Number, control_id: int) -> BaseOxmlElement:
    """The number as a named control: its title is its source, its tag the fact."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name, value in (
        ("w:alias", _shortened(number.source.text)),
        ("w:tag", number.fact_id),
        ("w:id", str(control_id)),
    ):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    properties.append(OxmlElement("w:text"))
    content = OxmlElement("w:sdtContent")
    content.append(_text_run(number.text))
    control.append(properties)
    control.append(content)
    return control


def _text_run(text: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    fonts = OxmlElement("w:rFonts")
    # Dashes such as 1—9月 take the Chinese font only with this hint.
    fonts.set(qn("w:hint"), "eastAsia")
    properties.append(fonts)
    run.append(properties)
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    return run


def _shortened(text: str) -> str:
    """The end of a place is the sheet and the cell: that is what must stay."""
    return text if len(text) <= _LONGEST_TAG else f"…{text[1 - _LONGEST_TAG :]}"


def _add_chart(document: Document, chart: ChartSpec, number: int, saved_at: datetime) -> None:
    caption = document.add_paragraph(style=gongwen.CAPTION)
    caption.paragraph_format.space_before = Pt(10)
    caption.add_run(f"图{number}　{chart.finding}")
    subtitle = document.add_paragraph(chart.subtitle, style=gongwen.NOTE)
    subtitle.alignment = caption.style.paragraph_format.alignment
    subtitle.paragraph_format.keep_with_next = True
    figure = document.add_paragraph(style=gongwen.FIGURE)
    place_chart(document, figure, chart, saved_at)
    document.add_paragraph(chart.foot, style=gongwen.NOTE)


def _add_sources(document: Document, sources: Sequence[Number], saved_at: datetime) -> None:
    heading = document.add_paragraph(SOURCES_TITLE, style=gongwen.HEADING)
    heading.paragraph_format.page_break_before = True
    table = document.add_table(rows=1, cols=len(SOURCE_HEADERS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _SOURCE_WIDTHS_MM, strict=True):
        column.width = Mm(width)
    _fill_row(table, 0, SOURCE_HEADERS)
    for position, number in enumerate(sources, start=1):
        table.add_row()
        _fill_row(table, position, _source_row(position, number))
    uploads = dict.fromkeys(one for n in sources for one in n.source.upload_ids)
    saved = f"{saved_at:%Y年%m月%d日 %H:%M}"
    note = f"取数时间：{saved}"
    if uploads:
        note += f"；接收批次：{'、'.join(uploads)}"
    end = document.add_paragraph(f"{note}。", style=gongwen.NOTE)
    end.paragraph_format.space_before = Pt(6)


def _source_row(position: int, number: Number) -> tuple[str, ...]:
    said = f"{full_width(number.indicator)}{_UNITS_OF_MEASURE[number.measure]}"
    where = f"{number.region}，{number.period.label}"
    return (str(position), number.text, said, where, number.source.text)


def _fill_row(table: Table, row: int, texts: Sequence[str]) -> None:
    properties = table.rows[row]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if row == 0:
        properties.append(OxmlElement("w:tblHeader"))
    cells: Sequence[_Cell] = table.rows[row].cells
    for cell, text, width in zip(cells, texts, _SOURCE_WIDTHS_MM, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = gongwen.CELL
        run = paragraph.add_run(text)
        if row == 0:
            gongwen.set_font(run._r.get_or_add_rPr(), gongwen.HEI)
