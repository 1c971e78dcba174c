"""A document as files: Word, slides, a workbook, the package for a meeting.

Owns which files a document can be had as and what stands where in them; Office files are
written by export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from analytics.basics.errors import RefusedError
from analytics.basics.key_figure import KeyFigure
from analytics.basics.ledger_facts import LedgerFacts, ReportFacts
from analytics.basics.numbers import shown
from analytics.documents.making import Document
from analytics.export.package import MeetingFiles, package
from analytics.export.report import Report, ReportSection, report_docx
from analytics.export.slides import Slide, meeting_pptx
from analytics.export.workbook import tables_xlsx
from analytics.speech.paragraphs import headline_cards
from analytics.speech.paragraphs.sections import Section

Make = Callable[[Document, datetime], bytes]
_MOST_FIGURES = 3


def as_report(made: Document, saved_at: datetime) -> Report:
    """The document for Word: each chart at the end of the section it belongs to.

    A chart whose section says nothing stands at the end of the last one.
    """
    sections = made.sections
    named = {section.name for section in sections}
    blocks: list[ReportSection] = []
    for section in sections:
        blocks += _blocks(section)
        is_last = section is sections[-1]
        charts = [
            chart.spec
            for chart in made.charts_on
            if chart.section == section.name or (is_last and chart.section not in named)
        ]
        blocks[-1] = replace(blocks[-1], blocks=(*blocks[-1].blocks, *charts))
    return Report(
        title=made.title,
        sections=tuple(blocks),
        date_line=f"（{saved_at:%Y}年{saved_at.month}月{saved_at.day}日）",
        vintages=made.vintages,
        notices=made.notices,
    )


def as_slides(made: Document) -> tuple[Slide, ...]:
    """One message a slide; three figures beside the charts that open each kind of data."""
    figures = {"trend": _statistics_figures(made.facts), "completion": _ledger_figures(made.facts)}
    return tuple(Slide(chart.spec, figures.get(chart.name, ())) for chart in made.charts_on)


def as_meeting(made: Document, saved_at: datetime) -> MeetingFiles:
    return MeetingFiles(
        report=as_report(made, saved_at),
        slides=as_slides(made),
        figures=tuple(one.chart.figure() for one in made.charts_on),
        subtitle=_subtitle(made),
    )


def docx(made: Document, saved_at: datetime) -> bytes:
    return report_docx(as_report(made, saved_at), saved_at)


def final_docx(made: Document, saved_at: datetime) -> bytes:
    """The copy to hand in: no marks on numbers, no table of sources."""
    report = as_report(made, saved_at)
    return report_docx(report, saved_at, with_marks=False, with_sources=False)


def reading_docx(made: Document, saved_at: datetime) -> bytes:
    """The copy to read aloud from: large print, no marks."""
    report = as_report(made, saved_at)
    return report_docx(report, saved_at, with_marks=False, with_sources=False, large_print=True)


def pptx(made: Document, saved_at: datetime) -> bytes:
    _require_charts(made)
    return meeting_pptx(made.title, _subtitle(made), as_slides(made), saved_at)


def xlsx(made: Document, saved_at: datetime) -> bytes:
    _require_charts(made)
    return tables_xlsx(made.title, [chart.spec for chart in made.charts_on], saved_at)


def zipped(made: Document, saved_at: datetime) -> bytes:
    """The package for a meeting on a closed network."""
    _require_charts(made)
    return package(as_meeting(made, saved_at), saved_at)


FINAL, READING, PACKAGE = "_清稿.docx", "_大字.docx", "_会议包.zip"
# suffix: (what the button says, how the file is made)
FILES: dict[str, tuple[str, Make]] = {
    ".docx": ("Word 稿（数字带出处）", docx),
    FINAL: ("Word 清稿（不带标记）", final_docx),
    READING: ("Word 大字念稿", reading_docx),
    ".pptx": ("PPT 汇报", pptx),
    ".xlsx": ("Excel 图表数据", xlsx),
    PACKAGE: ("内网会议包", zipped),
}
NEED_CHARTS = (".pptx", ".xlsx", PACKAGE)


def _blocks(section: Section) -> list[ReportSection]:
    """一、 with its plain paragraphs, then each （一） with its own."""
    opening = tuple(one.runs for one in section.paragraphs if not one.heading)
    titled = [
        ReportSection(one.heading, (one.runs,), level=2)
        for one in section.paragraphs
        if one.heading
    ]
    return [ReportSection(section.heading, opening), *titled]


def _statistics_figures(facts: ReportFacts) -> tuple[KeyFigure, ...]:
    if facts.statistics is None:
        return ()
    made = headline_cards.cards(facts.statistics.headline)[:_MOST_FIGURES]
    return tuple(KeyFigure(card.label, card.value, card.note) for card in made)


def _ledger_figures(facts: ReportFacts) -> tuple[KeyFigure, ...]:
    ledger: LedgerFacts | None = facts.ledger
    if ledger is None:
        return ()
    total = ledger.total
    named = (
        ("年度计划完成率", total.completion_rate_pct, "%"),
        (ledger.schedule_words, total.schedule_progress_pct, "%"),
        ("与序时之差", total.schedule_gap_pp, "个百分点"),
    )
    return tuple(
        KeyFigure(label, f"{shown(fact.value)}{unit}", "发改口径")
        for label, fact, unit in named
        if fact is not None
    )


def _subtitle(made: Document) -> str:
    return "\n".join((f"{made.facts.region}　{made.facts.period.label}", *made.notices))


def _require_charts(made: Document) -> None:
    if not made.charts_on:
        raise RefusedError(
            f"{made.title}没有可用的图表，不能生成。请打开至少一张图，或先上传该期数据"
        )
