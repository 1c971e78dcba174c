"""Which way a figure points where a head, a row or a mark says it: 同比下降 9.2, ▲8.5.

Owns the sign of a bulletin's figures; one that nobody can be sure of is asked or said.
"""

from __future__ import annotations

import re
from decimal import Decimal

from analytics.intake.bulletins.heading import POINTED, Heading
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.understood import Understood
from analytics.intake.cells import Cells
from analytics.intake.text import tight
from analytics.intake.words import is_down_head, measure_of

# What a user may answer where only ▲ stands before figures: is it a fall?
TRIANGLE_ANSWERS = {"▲是下降": True, "▲是增长": False}
_TRIANGLES, _REVERSED = ("▲", "△"), ("▼", "▽")
_OWN_WORD = re.compile("(同比|比上年)?(增长|上升|提高|增加|下降|减少|降低|回落)")
_LEGEND = re.compile("[▲△][^▲△▼]{0,6}?(下降|减少|负|降|增长|增加|上升|正)")


class Signs:
    """Points the figures of one table."""

    def __init__(self, known: Understood) -> None:
        self.known = known
        self.is_fall = _triangle(known)

    def pointed(
        self, row: Row, heading: Heading, measure: str, value: Decimal
    ) -> tuple[Decimal, str]:
        """The value as its words and marks point it, and what leaves it open: sign, mark or ""."""
        printed = self.known.cells.value(row.row, heading.column)
        text = tight(printed) if isinstance(printed, str) else ""
        if text.startswith(_TRIANGLES):
            # Alone, △ is the bookkeepers' minus; what ▲ is, an office must say.
            if self.is_fall is None and text[0] == "▲":
                return value, "mark"
            return (abs(value) if self.is_fall is False else -abs(value)), ""
        if not value or measure not in POINTED or not self._is_down(row, heading):
            return value, ""
        if _OWN_WORD.match(text):
            return value, ""
        return (value, "sign") if value < 0 or text.startswith("+") else (-value, "")

    def _is_down(self, row: Row, heading: Heading) -> bool:
        if heading.is_down or heading.meaning:
            return heading.is_down
        if heading.measure:
            return False
        label = row.says or row.label
        return is_down_head(label) or (
            not measure_of(label) and is_down_head(self.known.context.title)
        )


def _triangle(known: Understood) -> bool | None:
    """Whether ▲ is a fall here: ▼ beside it or a note says so, or the answer; else None."""
    marks = _marks(known.cells, known)
    if marks & set(_TRIANGLES) and marks & set(_REVERSED):
        return False
    for line in (*known.table.context, *known.table.notes):
        if found := _LEGEND.search(tight(line)):
            return found[1] in ("下降", "减少", "负", "降")
    return TRIANGLE_ANSWERS.get(known.answers.get("triangle", ""))


def _marks(cells: Cells, known: Understood) -> set[str]:
    values = (
        cells.sheet.rows[row][column] for row in known.table.body for column in known.table.values
    )
    return {text[0] for value in values if isinstance(value, str) and (text := value.strip())}
