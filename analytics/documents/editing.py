"""What a person did to a draft, put on top of what the numbers say today.

Owns how a rewritten text keeps its way to the sources, and which of its figures have
moved since; words nothing itself. A person's words are never changed unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analytics.basics.edits import Edit
from analytics.speech.grammar.runs import Number, Paragraph, Run, joined
from analytics.speech.paragraphs.sections import ReportParagraph, Section, numbered

# A figure no source stands behind: digits with the unit a reader would take for a fact.
_FIGURE = re.compile(r"\d[\d.]*(?:%|个百分点|亿元|万元|倍|个|位)")


@dataclass(frozen=True)
class Moved:
    """A figure in a person's text that is not what the lake says now; now: None if gone."""

    fact_id: str
    then: str
    now: str | None


@dataclass(frozen=True)
class Draft:
    """A paragraph in the editor: the words that will be exported and what to know of them.

    own: the product's own words for it. unsourced: figures a person wrote that no fact
    stands behind.
    """

    paragraph: ReportParagraph
    own: ReportParagraph
    is_on: bool = True
    is_rewritten: bool = False
    moved: tuple[Moved, ...] = ()
    unsourced: tuple[str, ...] = ()


def rewritten(paragraph: ReportParagraph, text: str, before: Edit | None = None) -> Edit:
    """The edit that keeps a person's text, its figures tied to the facts they state."""
    kept = before or Edit(paragraph.id)
    if text == paragraph.text:
        return replace(kept, text=None, figures=())
    known = [(number.fact_id, number.text) for number in paragraph.numbers]
    tied = _placed(text, [*kept.figures, *known])
    return replace(kept, text=text, figures=tuple((fact, said) for _, fact, said in tied))


def edited(
    sections: Iterable[Section], edits: Mapping[str, Edit]
) -> tuple[tuple[Section, tuple[Draft, ...]], ...]:
    """Every section with its paragraphs in the person's order, switched-off ones too."""
    made = []
    for section in sections:
        drafts = [_draft(one, edits.get(one.id)) for one in section.paragraphs]
        usual = {one.id: place for place, one in enumerate(section.paragraphs)}
        drafts.sort(key=lambda draft: _place(draft.paragraph.id, edits, usual))
        made.append((section, tuple(drafts)))
    return tuple(made)


def exported(
    sections: Iterable[tuple[Section, tuple[Draft, ...]]], *, has_headings: bool = True
) -> tuple[Section, ...]:
    """What goes into a document: the paragraphs that are on, headings numbered anew."""
    kept = [
        Section(section.name, tuple(one.paragraph for one in drafts if one.is_on))
        for section, drafts in sections
    ]
    return numbered(kept, has_headings=has_headings)


def moved_to(drafts: Sequence[Draft], paragraph_id: str, step: int) -> list[tuple[str, int]]:
    """The places of a section's paragraphs after one went step places down (−1: up)."""
    order = [one.paragraph.id for one in drafts]
    place = order.index(paragraph_id)
    target = min(max(place + step, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    return [(one, position) for position, one in enumerate(order)]


def with_new_figures(text: str, figures: Sequence[tuple[str, str]], moved: Sequence[Moved]) -> str:
    """A person's text with the figures that moved said anew; those that are gone stay."""
    news = {one.fact_id: one.now for one in moved if one.now is not None}
    said, last = [], 0
    for start, fact, figure in _placed(text, figures):
        said += [text[last:start], news.get(fact, figure)]
        last = start + len(figure)
    return "".join([*said, text[last:]])


def _draft(paragraph: ReportParagraph, edit: Edit | None) -> Draft:
    if edit is None:
        return Draft(paragraph, paragraph)
    if edit.text is None:
        return Draft(paragraph, paragraph, is_on=edit.is_on)
    now = {number.fact_id: number for number in paragraph.numbers}
    placed = _placed(edit.text, edit.figures)
    runs = _relinked(edit.text, placed, now)
    return Draft(
        paragraph=replace(paragraph, runs=runs, is_stub=False),
        own=paragraph,
        is_on=edit.is_on,
        is_rewritten=True,
        moved=tuple(
            Moved(fact, said, now[fact].text if fact in now else None)
            for _, fact, said in placed
            if fact not in now or now[fact].text != said
        ),
        unsourced=tuple(
            found for run in runs if isinstance(run, str) for found in _FIGURE.findall(run)
        ),
    )


def _place(
    paragraph_id: str, edits: Mapping[str, Edit], usual: Mapping[str, int]
) -> tuple[int, int]:
    edit = edits.get(paragraph_id)
    chosen = edit.position if edit and edit.position is not None else usual[paragraph_id]
    return chosen, usual[paragraph_id]


def _placed(text: str, figures: Iterable[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """Where each figure stands: the first free place for each, none inside another number."""
    taken: list[range] = []
    found: dict[str, tuple[int, str, str]] = {}
    for fact, said in figures:
        if fact in found or not said:
            continue
        for match in re.finditer(rf"(?<![\d.]){re.escape(said)}(?![\d.]*\d)", text):
            span = range(match.start(), match.end())
            if all(span.stop <= one.start or one.stop <= span.start for one in taken):
                taken.append(span)
                found[fact] = (match.start(), fact, said)
                break
    return sorted(found.values())


def _relinked(
    text: str, placed: Sequence[tuple[int, str, str]], now: Mapping[str, Number]
) -> Paragraph:
    runs: list[Run] = []
    last = 0
    for start, fact, said in placed:
        if fact not in now:
            continue
        runs += [text[last:start], replace(now[fact], text=said)]
        last = start + len(said)
    return joined([(*runs, text[last:])])
