"""Zeros a database writes where it has nothing.

Owns that one judgement; a bulletin's printed 0 is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analytics.intake.reading import Observation
from analytics.intake.text import tight

_STEM = re.compile(
    r"累计值|累计增长|累计同比|当期值|期末值|同比增长|同比|增长|[_:：\s]|\(.*?\)|（.*?）"
)


def without_database_zeros(rows: Sequence[Observation]) -> Iterator[Observation]:
    """A database writes 0 where it has no level, and then 0 for its growth."""
    empty = {
        (_stem(row), row.period, row.span, row.region_label)
        for row in rows
        if row.measure in ("level", "count") and row.value == 0
    }
    for row in rows:
        if (
            row.value != Decimal(0)
            or row.measure in ("rank", "index")
            or (_stem(row), row.period, row.span, row.region_label) not in empty
        ):
            yield row


def _stem(row: Observation) -> str:
    return _STEM.sub("", tight(row.label))
