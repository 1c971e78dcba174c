"""A whole document of one region and period: its words as edited and its charts.

Owns how sections, a person's edits and charts become one document, the same for the page and
the command line; words and charts themselves are made elsewhere, its files by files.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.basics.edits import Edit
from analytics.basics.errors import RefusedError
from analytics.basics.ledger_facts import ReportFacts
from analytics.basics.moments import beijing
from analytics.documents.charts import ReportChart, first_chart, report_charts
from analytics.documents.editing import Draft, edited, exported
from analytics.lake.connection import Lake
from analytics.lake.drafts import DraftKey, kept_edits
from analytics.questions import checks, loaded
from analytics.questions.report_facts import report_facts
from analytics.questions.selection import Chosen
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


@dataclass(frozen=True)
class Document:
    """What the editor shows and every file says.

    own_sections: the product's words. edits: what people did to them, by paragraph id and
    by chart. charts: all that the data can fill. vintages: upload id to when it came in.
    notices: what stands at its head of files taken in although a check was red.
    """

    key: DraftKey
    title: str
    facts: ReportFacts
    own_sections: tuple[Section, ...]
    charts: tuple[ReportChart, ...]
    vintages: Mapping[str, str]
    edits: Mapping[str, Edit]
    notices: tuple[str, ...] = ()

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
        vintages={
            upload_id: f"{beijing(moment)}接收"
            for upload_id, moment in zip(uploads.upload_id, uploads.uploaded_at, strict=True)
        },
        edits=known,
        notices=tuple(checks.notices(lake, selection)),
    )


def problems(made: Document) -> tuple[LintProblem, ...]:
    """What the proof-reading finds in the words that would be exported.

    A figure a person retyped is held against what the lake says now.
    """
    texts = [EditedText(one.id, one.text) for part in made.sections for one in part.paragraphs]
    own = [one for part in made.own_sections for one in part.paragraphs]
    return (*lint(texts), *moved(own, texts, stated_facts(made.own_sections)))


def _charts(kind: str, lake: Lake, selection: Chosen) -> tuple[ReportChart, ...]:
    if kind == CARDS:
        return ()
    return first_chart(lake, selection) if kind == ONE_PARAGRAPH else report_charts(lake, selection)
