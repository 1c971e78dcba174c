"""The pieces a Word file is put together from: a paragraph, a chart, a table's rows.

Owns how a number is tied to its source; the order is report's business, the layout
gongwen's, the wording speech's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from lxml import etree

from analytics.charts.kit.spec import ChartSpec
from analytics.export import gongwen
from analytics.export.chart_in_word import place_chart
from analytics.export.measure_words import measure_words
from analytics.export.native_look import TEXT_PT
from analytics.speech.grammar.runs import Number, Paragraph
from analytics.speech.grammar.wording import full_width

AUTHOR = "投资季析"
_LONGEST_TAG = 64  # Word refuses a longer tag or title of a content control


def set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""
    properties.language = "zh-CN"


def add_text(
    document: Document, paragraph: Paragraph, control_id: int, *, with_marks: bool = True
) -> int:
    """A paragraph, each number in it a control; returns the last control's id."""
    target = document.add_paragraph(style=gongwen.BODY)
    for run in paragraph:
        if isinstance(run, Number) and not with_marks:
            target._p.append(_text_run(run.text))
        elif isinstance(run, Number):
            control_id += 1
            target._p.append(_content_control(run, control_id))
        else:
            target._p.append(_text_run(run))
    return control_id


def _content_control(number: Number, control_id: int) -> etree._Element:
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


def _text_run(text: str) -> etree._Element:
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


def add_chart(
    document: Document,
    chart: ChartSpec,
    number: int,
    saved_at: datetime,
    text_pt: float = TEXT_PT,
) -> None:
    """Caption above, chart, and the sources below it."""
    caption = document.add_paragraph(style=gongwen.CAPTION)
    caption.paragraph_format.space_before = Pt(10)
    caption.add_run(f"图{number}　{chart.finding}")
    subtitle = document.add_paragraph(chart.subtitle, style=gongwen.NOTE)
    if caption.style is not None:
        subtitle.alignment = caption.style.paragraph_format.alignment
    subtitle.paragraph_format.keep_with_next = True
    figure = document.add_paragraph(style=gongwen.FIGURE)
    place_chart(document, figure, chart, saved_at, text_pt)
    foot = document.add_paragraph(chart.foot, style=gongwen.NOTE)
    foot.paragraph_format.space_after = Pt(8)
    foot.paragraph_format.keep_together = True


def measured(number: Number) -> str:
    """固定资产投资同比增速."""
    return f"{full_width(number.indicator)}{measure_words(number.measure)}"


def add_table(document: Document, heads: Sequence[str], widths_mm: Sequence[float]) -> Table:
    """A table of fixed widths with its head repeated on each page."""
    table: Table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def fill_row(
    table: Table,
    row: int,
    texts: Sequence[str],
    widths_mm: Sequence[float],
    style: str = gongwen.CELL,
) -> None:
    """Text into a row that no page break may cut; the first row is the head."""
    properties = table.rows[row]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if row == 0:
        properties.append(OxmlElement("w:tblHeader"))
    cells: Sequence[_Cell] = table.rows[row].cells
    for cell, text, width in zip(cells, texts, widths_mm, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        # By its id, which is its name: python-docx would look through all styles each time.
        paragraph._p.style = style
        run = paragraph.add_run(text)
        if row == 0:
            gongwen.set_font(run._r.get_or_add_rPr(), gongwen.HEI)
