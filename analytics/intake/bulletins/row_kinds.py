"""What kind of row each row of a range is, before any table is known.

Owns the difference between a line about the whole table, a header and figures.
"""

from __future__ import annotations

import re
from itertools import pairwise

from analytics.intake.cells import MISSING, NUMBER, PERIOD, TEXT, Cells
from analytics.intake.periods import find_when, is_code
from analytics.intake.text import find_units, split_unit_line, tight, unit_line
from analytics.intake.words import META_ROLES, column_role, is_level_word, is_note, measure_of

_LINE = re.compile(
    r"(计量)?单位[:：]|(制表|填报|填表|编制|报送)(单位|机关|人)?([(（].{1,6}[)）])?[:：]"
    r"|(数据库|时间|日期|地区|指标|频率|来源|数据来源)[:：]"
)
_INDEX_LABELS = frozenset("甲乙丙丁") | {"栏次", "行次"}
_LONG_LINE = 80
_HAN = re.compile(r"[\u4e00-\u9fff]")


def names_a_fact(text: str) -> bool:
    """Whether a line states something about the whole table: 单位：亿元, 地区：西藏."""
    return bool(_LINE.match(text) or unit_line(text))


def is_line(text: str) -> bool:
    """Whether a line is no title: it states a fact, or is a note."""
    return names_a_fact(text) or is_note(text)


def _is_head_with_unit(text: str) -> bool:
    """完成投资（单位：亿元） beside others is a head, no line about the table."""
    units, rest = split_unit_line(text)
    return bool(units and rest) and bool(
        column_role(rest) or measure_of(rest) or is_level_word(rest)
    )


class RowKinds:
    """The rows of one range of columns: blank, single, multi, header, index, data, loose."""

    def __init__(self, cells: Cells, left: int, right: int) -> None:
        self.cells, self.left, self.right = cells, left, right
        self._kinds: dict[int, str] = {}

    def items(self, row: int) -> list[tuple[int, str]]:
        """The row's cells inside the range, merged texts filled in, left to right."""
        return sorted(
            (column, MISSING if kind == TEXT and self.cells.is_unsure(row, column) else kind)
            for column, kind in self.cells.filled(row).items()
            if self.left <= column <= self.right
        )

    def kind(self, row: int) -> str:
        """blank, single, multi, header, index, data (label and figures) or loose."""
        if row not in self._kinds:
            self._kinds[row] = self._classify(row)
        return self._kinds[row]

    def describes_series(self, row: int) -> bool:
        """A row of an export that says something of each series: 频率 | 月 | 月."""
        column, _ = self.items(row)[0]
        return column_role(self.cells.text(row, column)) in META_ROLES

    def _classify(self, row: int) -> str:
        items = self.items(row)
        if not items:
            return "blank"
        figures = [c for c, kind in items if kind in (NUMBER, MISSING)]
        words = [c for c, kind in items if kind in (TEXT, PERIOD)]
        if not figures:
            distinct = {self.cells.origin(row, column) for column in words}
            return "single" if len(distinct) == 1 else "multi"
        before = [c for c in words if c < figures[-1]]
        if before and self._heads_metadata(row, before):
            return "header"
        if self._is_index(row, figures, words):
            return "index"
        if self._heads_periods(row, figures, words):
            return "header"
        if before:
            return "data"
        if is_code(self.cells.value(row, figures[0])) and len(figures) > 1:
            return "data"
        return "loose"

    def _heads_metadata(self, row: int, words: list[int]) -> bool:
        role = column_role(self.cells.text(row, words[-1]))
        return role in META_ROLES - {"sequence", "note"} and len(words) <= 2

    def _is_index(self, row: int, figures: list[int], words: list[int]) -> bool:
        labels = {tight(self.cells.text(row, column)) for column in words}
        numbers = [self.cells.number(row, column) for column in figures]
        values = [int(n.value) for n in numbers if n and n.value == int(n.value)]
        runs = len(values) == len(figures) and all(
            after - before == 1 for before, after in pairwise(values)
        )
        return bool(labels & _INDEX_LABELS) and runs

    def _heads_periods(self, row: int, figures: list[int], words: list[int]) -> bool:
        if any(self.cells.kind(row, column) == MISSING for column in figures):
            return False
        numbers = [self.cells.number(row, column) for column in figures]
        if not all(number and is_code(number.value) for number in numbers):
            return False
        whens = [self.cells.when(row, column) for column in figures]
        # 2026.1 before 2026.02 is the smaller month, not the smaller number.
        codes = [when.year * 12 + when.month for when in whens]
        steps = [after - before for before, after in pairwise(codes)]
        is_run = all(step > 0 for step in steps) or all(step < 0 for step in steps)
        # 行业 | Sector: of a head in two languages one may be known.
        labels = [text for c in words if _HAN.search(text := self.cells.text(row, c))]
        is_headed = all(column_role(text) or find_when(text) for text in labels)
        if len(codes) == 1:
            return bool(labels) and is_headed
        return is_run and (
            is_headed or (len(codes) > 2 and all(abs(step) in (1, 12) for step in steps))
        )

    def is_dated_line(self, row: int) -> bool:
        """A line such as 全县 | 2010.6 above the header: its only figure is a period."""
        figures = [c for c, kind in self.items(row) if kind in (NUMBER, MISSING)]
        return len(figures) == 1 and self.cells.when(row, figures[0]).shape == "month"

    def is_line(self, row: int) -> bool:
        """A line about the whole table: 单位：亿元, 地区：西藏, a note, a long sentence."""
        texts = [self.cells.text(row, c) for c, kind in self.items(row) if kind == TEXT]
        if self.kind(row) == "multi":
            # Source | 国家统计局 | 国家统计局 says so of each series.
            if self.describes_series(row) and len(texts) > 2:
                return False
            is_head = any(column_role(text) for text in texts)
            texts = [t for t in texts if not (is_head or _is_head_with_unit(t)) or is_note(t)]
        return any(is_line(text) or len(text) > _LONG_LINE for text in texts)

    def is_slip(self, row: int, figures: set[int]) -> bool:
        """A row of figures whose figures are no numbers: a date, TRUE, 见附表2."""
        columns = {column for column, _ in self.items(row)}
        first, own = min(columns), {c for c in columns if self.cells.origin(row, c) == (row, c)}
        if first in figures or not own & figures or column_role(self.cells.text(row, first)):
            return False
        texts = [value for c in own & figures if isinstance(value := self.cells.value(row, c), str)]
        heads = (measure_of(t) or find_units(t)[0] or column_role(t) or find_when(t) for t in texts)
        slips = any(self.cells.is_no_number(row, c) for c in own & figures)
        return slips and own - {first} <= figures and not any(heads)

    def is_header_single(self, row: int, *, has_header_below: bool) -> bool:
        column, _ = self.items(row)[0]
        text = self.cells.text(row, column)
        says = measure_of(text) or find_when(text) or find_units(text)[0] or column_role(text)
        if column == self._first_column(row):
            return bool(column_role(text)) and not has_header_below
        return bool(says)

    def _first_column(self, row: int) -> int:
        """The leftmost used column of the rows around: where labels and titles stand."""
        near = range(max(0, row - 3), min(self.cells.height, row + 6))
        return min(items[0][0] for r in near if (items := self.items(r)))
