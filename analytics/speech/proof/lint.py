"""Proof-reading of a text before it leaves: what is wrong, in which sentence, what to do.

    lint(texts) -> tuple[LintProblem, ...]
    moved(drafted, texts, stated) -> tuple[LintProblem, ...]

texts: EditedText(id, text), in their order. drafted: the paragraphs the person began with;
stated: report.stated_facts of the same report made anew, to see what the lake says now.
Owns the order of the rules; a rule is a generator in sentences or figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analytics.speech.grammar.runs import Number
from analytics.speech.paragraphs.sections import ReportParagraph
from analytics.speech.proof.figures import DOCUMENT_RULES
from analytics.speech.proof.problem import EditedText, LintProblem, sentences
from analytics.speech.proof.same_figure import same
from analytics.speech.proof.sentences import SENTENCE_RULES

__all__ = ["EditedText", "LintProblem", "lint", "moved"]


def lint(texts: Sequence[EditedText]) -> tuple[LintProblem, ...]:
    """Every problem the text itself shows, in the order of the text, each once."""
    found: list[LintProblem] = []
    for one in texts:
        for sentence in sentences(one.text):
            for rule in SENTENCE_RULES:
                found += [problem.at(one.id) for problem in rule(sentence)]
    order = {one.id: position for position, one in enumerate(texts)}
    for check in DOCUMENT_RULES:
        found += check(texts)
    found.sort(key=lambda problem: order[problem.paragraph_id])
    return tuple(dict.fromkeys(found))


def moved(
    drafted: Iterable[ReportParagraph],
    texts: Iterable[EditedText],
    stated: Mapping[str, Number],
) -> tuple[LintProblem, ...]:
    """Figures in the edited text that are not what the lake says now.

    A figure is held against the fact of its own meaning, wherever it stands; one a person
    took out is not missed. A fact that the lake no longer has is named too.
    """
    paragraphs = {one.id: one for one in drafted}
    return tuple(
        problem
        for text in texts
        if text.id in paragraphs
        for problem in _moved_in(paragraphs[text.id], text, stated)
    )


def _moved_in(
    drafted: ReportParagraph, edited: EditedText, stated: Mapping[str, Number]
) -> Iterator[LintProblem]:
    known = {fact_id: number.text for fact_id, number in stated.items()}
    for number, was, one in same(drafted.numbers, drafted.text, edited.text, known):
        now, said, sentence = stated.get(number.fact_id), one.text, one.sentence
        if now is None:
            yield LintProblem(
                "figure_gone",
                sentence,
                f"“{said}”的依据（{number.indicator}）在现有数据里已经没有了",
                "请删去这个数，或重新接收它的来源表",
                edited.id,
            )
        elif {one.way, was.way} == {"up", "down"}:
            yield LintProblem(
                "direction_turned",
                sentence,
                f"文中写的是“{one.way_said}{said}”，"
                f"现有数据是“{was.way_said}{now.text}”（{now.source.text}）",
                f"请改为“{was.way_said}{now.text}”，或写明所用的版次",
                edited.id,
            )
        elif now.text != said:
            yield LintProblem(
                "figure_moved",
                sentence,
                f"文中写的是“{said}”，现有数据是“{now.text}”（{now.source.text}）",
                f"请改为“{now.text}”，或写明所用的版次",
                edited.id,
            )
