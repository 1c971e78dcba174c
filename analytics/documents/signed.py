"""定稿: a document as it was signed off, and what has moved since.

Owns what is written down at signing and how it is compared with the figures of today; a
signed draft is never changed.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from analytics.basics.errors import RefusedError
from analytics.basics.numbers import rounded
from analytics.charts.kit.spec import ChartSpec
from analytics.documents.charts import ReportChart
from analytics.documents.editing import Moved, with_new_figures
from analytics.documents.making import Document, problems
from analytics.export.redline import DELETED, INSERTED, SAME, Marked, redline_docx
from analytics.lake.connection import Lake
from analytics.lake.drafts import FrozenDraft, freeze
from analytics.speech.grammar.runs import Number
from analytics.speech.paragraphs.sections import ReportParagraph
from analytics.speech.proof.problem import LintProblem
from analytics.speech.report import stated_facts

# A figure changes as a whole: 3.1% to 3.4%, never 3.1 to 3.4 inside it.
_TOKEN = re.compile(r"第\d+位|末位|持平|\d+(?:\.\d+)?(?:%|倍|亿元|万元|个百分点)?|.", re.S)


@dataclass(frozen=True)
class LeftStanding:
    """A problem a draft was signed with: what it is, why it stands, and who signed for it."""

    problem: str
    reason: str
    by: str


@dataclass(frozen=True)
class ChangedParagraph:
    """A paragraph of a signed draft whose figures are not those of today."""

    id: str
    heading: str
    text: str
    text_now: str
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class ChangedChart:
    """A chart that would look different today; finding_now: None where it cannot be drawn."""

    label: str
    finding: str
    finding_now: str | None
    changed_values: int


@dataclass(frozen=True)
class DraftChanges:
    paragraphs: tuple[ChangedParagraph, ...]
    charts: tuple[ChangedChart, ...]

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.charts)


def sign(
    lake: Lake, made: Document, *, by: str = "", reasons: Mapping[LintProblem, str] | None = None
) -> FrozenDraft:
    """Keep the document's words, figures and charts as they are now.

    reasons: why each thing the proof-reading still finds may stand, which by signs for.
    Raises RefusedError where every paragraph is switched off, or a reason or by is missing.
    """
    if not made.sections:
        raise RefusedError("所有段落都已关闭，没有可定稿的内容。请打开至少一段")
    content = {
        "left": _left_standing(made, by, reasons or {}),
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": [_written(one) for one in section.paragraphs],
            }
            for section in made.sections
        ],
        "charts": [
            {"name": one.name, "label": one.label, "finding": one.spec.finding}
            | {"values": _values(one.spec)}
            for one in made.charts_on
        ],
    }
    text = json.dumps(content, ensure_ascii=False)
    return freeze(lake, made.key, made.title, text, by=by)


def changes_since(signed: FrozenDraft, now: Document) -> DraftChanges:
    """Which sentences and charts of a signed draft the figures of today would change."""
    content = json.loads(signed.content)
    stated = stated_facts(now.own_sections)
    charts = {chart.name: chart for chart in now.charts}
    paragraphs = [
        changed
        for section in content["sections"]
        for paragraph in section["paragraphs"]
        if (changed := _changed_paragraph(paragraph, stated)) is not None
    ]
    drawn = [
        moved
        for chart in content["charts"]
        if (moved := _changed_chart(chart, charts.get(chart["name"]))) is not None
    ]
    return DraftChanges(tuple(paragraphs), tuple(drawn))


def redline(signed: FrozenDraft, now: Document, saved_at: datetime) -> bytes:
    """The signed draft as .docx, every figure that moved as a tracked change."""
    changed = {one.id: one for one in changes_since(signed, now).paragraphs}
    marked: list[Marked] = []
    for section in json.loads(signed.content)["sections"]:
        if section["heading"]:
            marked.append(Marked((), section["heading"]))
        for paragraph in section["paragraphs"]:
            text = paragraph["text"]
            change = changed.get(paragraph["id"])
            pieces = _pieces(text, change.text_now) if change else ((SAME, text),)
            marked.append(Marked(pieces, paragraph["heading"], level=2))
    return redline_docx(f"{signed.title}（数据变动对照）", marked, saved_at)


def left_standing(signed: FrozenDraft) -> list[LeftStanding]:
    """What the proof-reading found in a signed draft, and why it was left; older ones: none."""
    return [LeftStanding(*one) for one in json.loads(signed.content).get("left", [])]


def _left_standing(
    made: Document, by: str, reasons: Mapping[LintProblem, str]
) -> list[tuple[str, str, str]]:
    found = problems(made)
    if missing := [one for one in found if not reasons.get(one, "").strip()]:
        raise RefusedError(
            f"核稿还有 {len(missing)} 处没有改，也没有写明理由，如{missing[0]}"
            "请改稿，或逐处写明理由"
        )
    if found and not by.strip():
        raise RefusedError("核稿发现的问题要由人签字保留，还没有填写签字人。请填写姓名")
    return [(str(one), reasons[one].strip(), by.strip()) for one in found]


def _written(paragraph: ReportParagraph) -> dict[str, Any]:
    return {
        "id": paragraph.id,
        "heading": paragraph.heading,
        "text": paragraph.text,
        "figures": [
            [number.fact_id, number.text, number.source.text] for number in paragraph.numbers
        ],
    }


def _values(spec: ChartSpec) -> list[list[str]]:
    """Every value as it is shown, with its point and series."""
    return [
        [f"{point.group}{point.label}", series.name, str(rounded(value, series.places))]
        for series in spec.series
        for point, value in zip(spec.points, series.values, strict=True)
        if isinstance(value, Decimal)
    ]


def _changed_paragraph(
    paragraph: dict[str, Any], stated: Mapping[str, Number]
) -> ChangedParagraph | None:
    figures = [(fact, said) for fact, said, _ in paragraph["figures"]]
    moved = tuple(
        Moved(fact, said, stated[fact].text if fact in stated else None)
        for fact, said in figures
        if fact not in stated or stated[fact].text != said
    )
    if not moved:
        return None
    text = paragraph["text"]
    now = with_new_figures(text, figures, moved)
    return ChangedParagraph(paragraph["id"], paragraph["heading"], text, now, moved)


def _changed_chart(then: dict[str, Any], now: ReportChart | None) -> ChangedChart | None:
    if now is None:
        return ChangedChart(then["label"], then["finding"], None, len(then["values"]))
    before = {tuple(value) for value in then["values"]}
    after = {tuple(value) for value in _values(now.spec)}
    if before == after:
        return None
    places = {value[:2] for value in before ^ after}
    return ChangedChart(then["label"], then["finding"], now.spec.finding, len(places))


def _pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((SAME, "".join(old[start:end])))
            continue
        if end > start:
            pieces.append((DELETED, "".join(old[start:end])))
        if new_end > new_start:
            pieces.append((INSERTED, "".join(new[new_start:new_end])))
    return tuple(pieces)
