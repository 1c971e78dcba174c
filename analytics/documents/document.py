"""A whole document of one region and period: its words as edited, its charts, its files.

Owns how sections, a person's edits and charts become one report, the same for the page
and the command line; words, charts and files themselves are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from analytics.basics.edits import Edit
from analytics.basics.errors import RefusedError
from analytics.basics.ledger_facts import LedgerFacts, ReportFacts
from analytics.basics.moments import beijing
from analytics.basics.numbers import shown
from analytics.documents.charts import ReportChart, first_chart, report_charts
from analytics.documents.editing import Draft, edited, exported
from analytics.export.package import Meeting, package
from analytics.export.report import Report, report_docx
from analytics.export.report import Section as Block
from analytics.export.slides import Figure, Slide, meeting_pptx
from analytics.export.workbook import tables_xlsx
from analytics.lake.connection import Lake
from analytics.lake.drafts import DraftKey, kept_edits
from analytics.questions import loaded
from analytics.questions.report_facts import report_facts
from analytics.questions.selection import Chosen
from analytics.speech.paragraphs import headline_cards
from analytics.speech.paragraphs.sections import Section
from analytics.speech.proof.lint import EditedText, LintProblem, lint, moved
from analytics.speech.report import (
    CARDS,
    CIRCULAR,
    FIGURES,
    ONE_PARAGRAPH,
    QUARTERLY,
    report,
    report_title,
    stated_facts,
)

KINDS = (QUARTERLY, FIGURES, CIRCULAR, CARDS)
HEADED = (QUARTERLY, CIRCULAR)
CHART_PREFIX = "chart:"  # edits of charts are kept beside those of paragraphs
_MOST_FIGURES = 3


@dataclass(frozen=True)
class Document:
    """What the editor shows and every file says.

    own_sections: the product's words. edits: what people did to them, by paragraph id and
    by chart. charts: all that the data can fill. vintages: upload id to when it came in.
    """

    key: DraftKey
    title: str
    facts: ReportFacts
    own_sections: tuple[Section, ...]
    charts: tuple[ReportChart, ...]
    vintages: Mapping[str, str]
    edits: Mapping[str, Edit]

    @property
    def parts(self) -> tuple[tuple[Section, tuple[Draft, ...]], ...]:
        """The sections with all their paragraphs, switched-off ones too."""
        return edited(self.own_sections, self.edits)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is exported, headings numbered anew."""
        return exported(self.parts, has_headings=self.key.kind in HEADED)

    @property
    def charts_on(self) -> tuple[ReportChart, ...]:
        return tuple(chart for chart in self.charts if self.is_on(chart))

    def is_on(self, chart: ReportChart) -> bool:
        edit = self.edits.get(f"{CHART_PREFIX}{chart.name}")
        return edit is None or edit.is_on


def document(
    lake: Lake,
    selection: Chosen,
    kind: str = QUARTERLY,
    *,
    edits: Mapping[str, Edit] | None = None,
) -> Document:
    """The document as it stands; edits: None takes those kept in the lake.

    Raises RefusedError for an unknown kind, or where nothing can be said.
    """
    if kind not in (*KINDS, ONE_PARAGRAPH):
        raise RefusedError(f"没有叫“{kind}”的文稿。请从{'、'.join(KINDS)}中选")
    facts = report_facts(lake, selection)
    key = DraftKey(selection.region.code, selection.period, kind)
    known = kept_edits(lake, key) if edits is None else edits
    uploads = loaded.uploads(lake)
    said = report(kind, facts)
    return Document(
        key=key,
        title=report_title(kind, facts),
        facts=facts,
        own_sections=said,
        charts=_charts(kind, lake, selection),
        vintages={row.upload_id: f"{beijing(row.uploaded_at)}接收" for row in uploads.itertuples()},
        edits=known,
    )


def problems(made: Document) -> tuple[LintProblem, ...]:
    """What the proof-reading finds in the words that would be exported.

    A figure a person retyped is held against what the lake says now.
    """
    texts = [EditedText(one.id, one.text) for part in made.sections for one in part.paragraphs]
    own = [one for part in made.own_sections for one in part.paragraphs]
    return (*lint(texts), *moved(own, texts, stated_facts(made.own_sections)))


def as_report(made: Document, saved_at: datetime) -> Report:
    """The document for Word: each chart at the end of the section it belongs to.

    A chart whose section says nothing stands at the end of the last one.
    """
    sections = made.sections
    named = {section.name for section in sections}
    blocks: list[Block] = []
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
    )


def as_slides(made: Document) -> tuple[Slide, ...]:
    """One message a slide; three figures beside the charts that open each kind of data."""
    figures = {"trend": _statistics_figures(made.facts), "completion": _ledger_figures(made.facts)}
    return tuple(Slide(chart.spec, figures.get(chart.name, ())) for chart in made.charts_on)


def as_meeting(made: Document, saved_at: datetime) -> Meeting:
    return Meeting(
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
FILES: dict[str, tuple[str, Callable[[Document, datetime], bytes]]] = {
    ".docx": ("Word 稿（数字带出处）", docx),
    FINAL: ("Word 清稿（不带标记）", final_docx),
    READING: ("Word 大字念稿", reading_docx),
    ".pptx": ("PPT 汇报", pptx),
    ".xlsx": ("Excel 图表数据", xlsx),
    PACKAGE: ("内网会议包", zipped),
}
NEED_CHARTS = (".pptx", ".xlsx", PACKAGE)


def _charts(kind: str, lake: Lake, selection: Chosen) -> tuple[ReportChart, ...]:
    if kind == CARDS:
        return ()
    return first_chart(lake, selection) if kind == ONE_PARAGRAPH else report_charts(lake, selection)


def _blocks(section: Section) -> list[Block]:
    """一、 with its plain paragraphs, then each （一） with its own."""
    opening = tuple(one.runs for one in section.paragraphs if not one.heading)
    titled = [Block(one.heading, (one.runs,), level=2) for one in section.paragraphs if one.heading]
    return [Block(section.heading, opening), *titled]


def _statistics_figures(facts: ReportFacts) -> tuple[Figure, ...]:
    if facts.statistics is None:
        return ()
    made = headline_cards.cards(facts.statistics.headline)[:_MOST_FIGURES]
    return tuple(Figure(card.label, card.value, card.note) for card in made)


def _ledger_figures(facts: ReportFacts) -> tuple[Figure, ...]:
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
        Figure(label, f"{shown(fact.value)}{unit}", "发改口径")
        for label, fact, unit in named
        if fact is not None
    )


def _subtitle(made: Document) -> str:
    return f"{made.facts.region}　{made.facts.period.label}"


def _require_charts(made: Document) -> None:
    if not made.charts_on:
        raise RefusedError(
            f"{made.title}没有可用的图表，不能生成。请打开至少一张图，或先上传该期数据"
        )
