"""What a report is made of: sections of paragraphs that can be moved, cut and rewritten.

Owns the shapes and their numbering; what is said is statistics_sections' and
ledger_sections' business, where it stands is a row of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analytics.speech.grammar.runs import (
    Number,
    Paragraph,
    Run,
    joined,
    paragraph_numbers,
    paragraph_text,
)
from analytics.speech.phrases import SECTIONS, heading_of

STATISTICS, LEDGER = "统计口径", "发改口径"
LEAD = SECTIONS[0]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class ReportParagraph:
    """One paragraph; id is the same for the same subject in every draft.

    basis: 统计口径, 发改口径 or empty, never both in one paragraph. is_stub: advice that a
    person must rewrite, and its text says so. title: as written; heading: with its number.
    """

    id: str
    code: str
    runs: Paragraph
    basis: str = ""
    title: str = ""
    heading: str = ""
    is_stub: bool = False

    @property
    def text(self) -> str:
        return paragraph_text(self.runs)

    @property
    def numbers(self) -> tuple[Number, ...]:
        return paragraph_numbers(self.runs)


@dataclass(frozen=True)
class Section:
    """name: one of SECTIONS; heading: 一、运行情况, empty for the 导语."""

    name: str
    paragraphs: tuple[ReportParagraph, ...]
    heading: str = ""


def paragraph(
    code: str,
    sentences: Iterable[Paragraph],
    *,
    basis: str = "",
    subject: str = "",
    titles: Mapping[str, Run | Paragraph] | None = None,
    is_stub: bool = False,
) -> ReportParagraph | None:
    """One paragraph of sentences, each closed with 。; None where nothing is said.

    code: the phrase of its first sentence, which places the paragraph in the report.
    """
    said = [_without_stop(sentence) for sentence in sentences if sentence]
    if not said:
        return None
    runs = joined(run for sentence in said for run in (sentence, ("。",)))
    return ReportParagraph(
        id=f"{code}:{subject}" if subject else code,
        code=code,
        runs=runs,
        basis=basis,
        title=heading_of(code, titles or {}),
        is_stub=is_stub,
    )


def numbered(sections: Iterable[Section], *, has_headings: bool = True) -> tuple[Section, ...]:
    """The sections that say something, headings numbered anew: 一、 and （一）.

    Call it again after a paragraph was cut or moved. The 导语 has no heading; a section
    of one paragraph does not number it.
    """
    kept = [section for section in sections if section.paragraphs]
    made, position = [], 0
    for section in kept:
        heading = ""
        if section.name != LEAD and has_headings:
            heading = f"{numeral(position + 1)}、{section.name}"
            position += 1
        made.append(Section(section.name, _with_headings(section, has_headings), heading))
    return tuple(made)


def numeral(number: int) -> str:
    """1 to 99 as 公文 numbers its levels.

    >>> numeral(1), numeral(10), numeral(12), numeral(20)
    ('一', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    said = _NUMERALS[ones - 1] if ones else ""
    if not tens:
        return said
    return f"{_NUMERALS[tens - 1] if tens > 1 else ''}十{said}"


def _with_headings(section: Section, has_headings: bool) -> tuple[ReportParagraph, ...]:
    titled = [one for one in section.paragraphs if one.title]
    are_numbered = has_headings and section.name != LEAD and len(titled) > 1
    made, position = [], 0
    for one in section.paragraphs:
        heading = ""
        if one.title and are_numbered:
            position += 1
            heading = f"（{numeral(position)}）{one.title}"
        made.append(replace(one, heading=heading))
    return tuple(made)


def _without_stop(sentence: Paragraph) -> Paragraph:
    last = sentence[-1]
    return (*sentence[:-1], last.removesuffix("。")) if isinstance(last, str) else sentence
