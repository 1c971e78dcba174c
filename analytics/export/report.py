"""A report as .docx bytes: title, numbered sections, charts in their place, the sources.

Owns the order and the numbering of a report and its table of sources; the layout is
gongwen's business, the wording speech's, the look of charts native_look's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from docx.document import Document
from docx.shared import Pt

from analytics.charts.kit.spec import ChartSpec
from analytics.export import gongwen
from analytics.export.fixed_package import fixed_package
from analytics.export.native_look import TEXT_PT
from analytics.export.word import (
    add_chart,
    add_table,
    add_text,
    fill_row,
    measured,
    set_properties,
)
from analytics.speech.grammar.runs import Number, Paragraph, paragraph_numbers

SOURCES_TITLE = "数据出处表"
SOURCE_HEADS = ("序号", "数字编号", "文中数字", "指标、地区、时期", "出处", "批次")
_SOURCE_WIDTHS_MM = (10, 27, 18, 34, 56, 11)
_FIRST_CONTROL = 1000
_LARGE_CHART_TEXT_PT = 13
_DIGITS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"^([{_DIGITS}]+、|（[{_DIGITS}]+）)")

Block = Paragraph | ChartSpec


@dataclass(frozen=True)
class ReportSection:
    """A heading and what stands under it, in order: paragraphs, and charts after theirs.

    level: 1 is 一、, 2 is （一）. A heading that has its number keeps it; one without
    text opens nothing, as for the introduction.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in (1, 2):
            raise ValueError(f"a report has headings of two levels, not {self.level}")


@dataclass(frozen=True)
class Report:
    """What a report says. date_line: （2025年10月20日）, under the title.

    vintages: when each upload came in, by its id, as a reader of the sources sees it.
    notices: what must be known before anything is read, under the date.
    """

    title: str
    sections: tuple[ReportSection, ...]
    date_line: str = ""
    vintages: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        """Every chart in the order of its number."""
        blocks = [block for section in self.sections for block in section.blocks]
        return tuple(block for block in blocks if isinstance(block, ChartSpec))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the text, each once."""
        blocks = [block for section in self.sections for block in section.blocks]
        said = (n for b in blocks if not isinstance(b, ChartSpec) for n in paragraph_numbers(b))
        return tuple({(number.fact_id, number.text): number for number in said}.values())


def report_docx(
    report: Report,
    saved_at: datetime,
    *,
    with_marks: bool = True,
    with_sources: bool = True,
    large_print: bool = False,
) -> bytes:
    """The same report and saved_at (Beijing time) give the same bytes.

    with_marks: each number a control that names its source; the final copy has none.
    """
    document = gongwen.gongwen_document(is_large_print=large_print)
    set_properties(document, report.title)
    document.add_paragraph(report.title, style=gongwen.TITLE)
    if report.date_line:
        document.add_paragraph(report.date_line, style=gongwen.DATE_LINE)
    for notice in report.notices:
        document.add_paragraph(f"注意：{notice}。", style=gongwen.NOTE)
    document.add_paragraph(style=gongwen.BODY)
    control, figure = _FIRST_CONTROL, 0
    chart_text = _LARGE_CHART_TEXT_PT if large_print else TEXT_PT
    headings = _numbered_headings(report.sections)
    for section, heading in zip(report.sections, headings, strict=True):
        if heading:
            style = gongwen.HEADING if section.level == 1 else gongwen.SUBHEADING
            document.add_paragraph(heading, style=style)
        for block in section.blocks:
            if isinstance(block, ChartSpec):
                figure += 1
                add_chart(document, block, figure, saved_at, chart_text)
            else:
                control = add_text(document, block, control, with_marks=with_marks)
    if with_sources and report.numbers:
        _add_sources(document, report, saved_at)
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_package(buffer.getvalue(), saved_at)


def ordinal(number: int) -> str:
    """As official headings count.

    >>> ordinal(3), ordinal(10), ordinal(12), ordinal(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    last = _DIGITS[ones - 1] if ones else ""
    if not tens:
        return last
    return f"{_DIGITS[tens - 1] if tens > 1 else ''}十{last}"


def _numbered_headings(sections: Sequence[ReportSection]) -> list[str]:
    """一、 and （一）, counted anew under each 一、; a heading with a number keeps it."""
    counts, headings = {1: 0, 2: 0}, []
    for section in sections:
        if not section.heading:
            headings.append("")
            continue
        counts[section.level] += 1
        if section.level == 1:
            counts[2] = 0
        said = ordinal(counts[section.level])
        number = f"{said}、" if section.level == 1 else f"（{said}）"
        is_numbered = _NUMBERED.match(section.heading) is not None
        headings.append(section.heading if is_numbered else f"{number}{section.heading}")
    return headings


def _add_sources(document: Document, report: Report, saved_at: datetime) -> None:
    heading = document.add_paragraph(SOURCES_TITLE, style=gongwen.HEADING)
    heading.paragraph_format.page_break_before = True
    table = add_table(document, SOURCE_HEADS, _SOURCE_WIDTHS_MM)
    fill_row(table, 0, SOURCE_HEADS, _SOURCE_WIDTHS_MM, gongwen.SMALL_CELL)
    uploads = dict.fromkeys(one for n in report.numbers for one in n.source.upload_ids)
    # Said once under the table: in each row an upload's long name would fill the page.
    places = {upload: str(place) for place, upload in enumerate(uploads, start=1)}
    rows = zip(source_rows(report), report.numbers, strict=True)
    for position, (row, number) in enumerate(rows, start=1):
        table.add_row()
        cited = "、".join(places[upload] for upload in number.source.upload_ids)
        cells = (*row[:-1], cited)
        fill_row(table, position, cells, _SOURCE_WIDTHS_MM, gongwen.SMALL_CELL)
    batches = "；".join(
        f"批次{place}：{_received(report, upload)}" for upload, place in places.items()
    )
    note = f"取数时间：{saved_at:%Y年%m月%d日 %H:%M}。图中数字的出处见各图所附数据表。"
    end = document.add_paragraph(f"{note}{batches}。" if batches else note, style=gongwen.NOTE)
    end.paragraph_format.space_before = Pt(6)


def _received(report: Report, upload: str) -> str:
    """The upload, and when it came in where that is known."""
    return f"{upload}（{report.vintages[upload]}）" if upload in report.vintages else upload


def source_rows(report: Report) -> list[tuple[str, ...]]:
    """The table of sources: fact, text, of what, from where, received when."""
    rows: list[tuple[str, ...]] = []
    for position, number in enumerate(report.numbers, start=1):
        uploads = (_received(report, upload) for upload in number.source.upload_ids)
        rows.append(
            (
                str(position),
                number.fact_id,
                number.text,
                f"{measured(number)}，{number.region}，{number.period.label}",
                number.source.text,
                "；".join(uploads),
            )
        )
    return rows
