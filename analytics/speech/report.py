"""Facts to a whole report that a person edits and exports: the door of this package.

    report(kind, facts) -> tuple[Section, ...]

kind: one of KINDS (季分析报告, 讲话稿引数段落, 通报, 领导备询卡), or 一段话, 总览's own draft,
whose sentences are fixed. facts: ReportFacts, made by
analytics.questions.report_facts.report_facts(lake, selection).

    Section(name, paragraphs, heading)      name of SECTIONS; heading 一、运行情况, 导语 ""
    ReportParagraph(id, code, runs, basis, title, heading, is_stub)
        .text, .numbers                     numbers: runs.Number with fact_id and source

A paragraph's id is the same in every draft of any region and period: keep what a person
wrote, switched off or moved by id, then call numbered(sections) to number anew.
report_title(kind, facts) is the title; stated_facts(sections) maps fact_id to Number, to see
which figures moved. Owns which paragraphs a kind has; where they stand and their words
are rows of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Iterable

from analytics.basics.errors import RefusedError
from analytics.basics.ledger_facts import ReportFacts
from analytics.speech.grammar import wording
from analytics.speech.grammar.runs import Number
from analytics.speech.paragraphs.cards import ledger_cards, statistics_cards
from analytics.speech.paragraphs.draft import draft_title, headline_paragraph
from analytics.speech.paragraphs.ledger_sections import ledger_paragraphs
from analytics.speech.paragraphs.sections import (
    LEDGER,
    STATISTICS,
    ReportParagraph,
    Section,
    numbered,
)
from analytics.speech.paragraphs.statistics_sections import statistics_paragraphs
from analytics.speech.phrases import KINDS, SECTIONS, phrase_book

__all__ = [
    "KINDS",
    "SECTIONS",
    "ReportParagraph",
    "Section",
    "numbered",
    "report",
    "report_title",
    "stated_facts",
]

QUARTERLY, FIGURES, CIRCULAR, CARDS = KINDS
ONE_PARAGRAPH = "一段话"
_HEADED = (QUARTERLY, CIRCULAR)
_TITLES = {
    QUARTERLY: "运行情况分析",
    FIGURES: "情况（讲话稿引数）",
    CIRCULAR: "情况通报",
    CARDS: "备询要点",
}


def report(kind: str, facts: ReportFacts) -> tuple[Section, ...]:
    """The sections of one kind of document that these facts can fill.

    Raises RefusedError for an unknown kind, a broken list of phrases, or nothing to say.
    """
    if kind == ONE_PARAGRAPH:
        return _one_paragraph(facts)
    if kind not in KINDS:
        raise RefusedError(f"没有叫“{kind}”的文稿。请从{'、'.join(KINDS)}中选")
    book = phrase_book()
    own = [one for one in _candidates(facts) if kind in book[one.code].kinds]
    # Stable: paragraphs of one phrase keep the order of their facts.
    own.sort(key=lambda one: book[one.code].sort)
    sections = [
        Section(name, tuple(one for one in own if book[one.code].section == name))
        for name in SECTIONS
    ]
    made = numbered(sections, has_headings=kind in _HEADED)
    if not made:
        raise RefusedError(
            f"{facts.region}{facts.period.label}没有可写进{kind}的数据。请换一个报告期，"
            "或在 data/reference/phrases.csv 的 kinds 列给句子加上这种文稿"
        )
    return made


def _one_paragraph(facts: ReportFacts) -> tuple[Section, ...]:
    """Headline, sectors, parts and districts of the statistics, as 总览 shows them."""
    said = headline_paragraph(facts.statistics.headline) if facts.statistics is not None else ()
    if not said:
        raise RefusedError(
            f"{facts.region}{facts.period.label}没有固定资产投资的数据，不能起草。"
            "请换一个地区或时期，或者先上传该期月报。"
        )
    code = "lead.statistics"
    return numbered([Section(SECTIONS[0], (ReportParagraph(code, code, said, STATISTICS),))])


def report_title(kind: str, facts: ReportFacts) -> str:
    """What the document is called; a quarter's end by its own name."""
    if kind == ONE_PARAGRAPH and facts.statistics is not None:
        return draft_title(facts.statistics.headline)
    period = facts.period
    when = period.quarter_label if kind == QUARTERLY else wording.title_words(period)
    what = "重点项目" if facts.statistics is None else "固定资产投资"
    if facts.statistics is not None and facts.ledger is not None:
        what = "固定资产投资和重点项目"
    return f"{when.removesuffix('全年')}{facts.region}{what}{_TITLES[kind]}"


def stated_facts(sections: Iterable[Section]) -> dict[str, Number]:
    """Every number by its fact; the same fact said twice is one."""
    return {
        number.fact_id: number
        for section in sections
        for one in section.paragraphs
        for number in one.numbers
    }


def _candidates(facts: ReportFacts) -> list[ReportParagraph]:
    """Both bases say their names where both speak; one alone need not."""
    are_both = facts.statistics is not None and facts.ledger is not None
    made: list[ReportParagraph] = []
    if facts.statistics is not None:
        words = f"按{STATISTICS}，" if are_both else ""
        made += [
            *statistics_paragraphs(facts.statistics, words),
            *statistics_cards(facts.statistics),
        ]
    if facts.ledger is not None:
        words = f"按{LEDGER}，" if are_both else ""
        made += [*ledger_paragraphs(facts.ledger, words), *ledger_cards(facts.ledger)]
    return made
