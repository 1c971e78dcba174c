"""Which statistic a row belongs to, by data/reference/statistics.csv.

Owns the decision investment or not; a word such as 外商投资企业 alone decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.intake.text import tight
from analytics.reference.rows import Filled, one_of, read_rows

STATISTICS = REFERENCE / "statistics.csv"
# Kinds of owners, printed in every statistic's breakdown by registration.
_OWNERS = re.compile(
    "(外商|港、?澳、?台商?|台商|内资)投资(股份|有限|合伙)?(企业|经济|公司)?|外商投资$"
)


@dataclass(frozen=True)
class StatisticWord:
    """A word that speaks for a statistic; a weak one is asked last."""

    statistic: Filled
    strength: Annotated[str, one_of(("strong", "weak"))]
    word: Filled


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {"strong": [], "weak": []}
    for row in read_rows(STATISTICS, StatisticWord):
        found[row.strength].append((tight(row.word), row.statistic))
    return {strength: tuple(pairs) for strength, pairs in found.items()}


@lru_cache(maxsize=65536)
def _match(text: str, strength: str) -> str:
    body = _OWNERS.sub("", tight(text))
    return next((kind for word, kind in _words()[strength] if word in body), "")


def statistic_of(label: str, above: Sequence[str], title: str, sheet: str = "") -> str:
    """The statistic of a label under its parents and section (nearest first) and title.

    >>> statistic_of("制造业", [], "规模工业增加值"), statistic_of("第一产业", [], "固定资产投资")
    ('industry', 'investment')
    >>> statistic_of("外商投资企业", [], "固定资产投资"), statistic_of("外商直接投资", [], "")
    ('investment', 'trade')
    """
    return _statistic_of(label, tuple(above), title, sheet)


@lru_cache(maxsize=65536)
def _statistic_of(label: str, above: tuple[str, ...], title: str, sheet: str) -> str:
    near = (label, *above, title)
    for texts, strength in (
        (near, "strong"),
        (near, "weak"),
        ((sheet,), "strong"),
        ((sheet,), "weak"),
    ):
        for text in texts:
            if text and (found := _match(text, strength)):
                return found
    return "other"
