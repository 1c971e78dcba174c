"""What proof-reading hands from rule to page: an edited text, a problem, a sentence.

Owns how a text is cut into sentences; finds nothing wrong itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True)
class EditedText:
    """One paragraph as it stands in the draft now; id is its ReportParagraph's."""

    id: str
    text: str


@dataclass(frozen=True)
class LintProblem:
    """code: a stable English word; sentence: where; problem and remedy in Chinese."""

    code: str
    sentence: str
    problem: str
    remedy: str
    paragraph_id: str = ""

    def at(self, paragraph_id: str) -> LintProblem:
        return replace(self, paragraph_id=paragraph_id)

    def __str__(self) -> str:
        return f"“{self.sentence}”：{self.problem}。{self.remedy}。"


def sentences(text: str) -> list[str]:
    """A text cut at 。, ！ and ？; the mark stays with its sentence.

    >>> sentences("甲增长1.0%。乙下降2.0%；丙持平")
    ['甲增长1.0%。', '乙下降2.0%；丙持平']
    """
    return [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
