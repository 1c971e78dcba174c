"""The figures, dates and words of one row of a ledger or a table by unit.

Owns reading a row by its columns, bringing amounts to the table's unit, and saying
where a cell holds something else than its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from analytics.basics.numbers import decimals
from analytics.intake.cells import NUMBER, Cells
from analytics.intake.ledgers.columns import FLAGS, LedgerColumn
from analytics.intake.ledgers.known import Known
from analytics.intake.ledgers.troubles import NAMES, Troubles
from analytics.intake.ledgers.values import PER_10K, in_unit, read_amount, read_date
from analytics.intake.text import shown_label

_COUNTED = ("", "个", "项", "位", "名")
_LARGEST_FRACTION = Decimal("1.5")


@dataclass(frozen=True)
class Figures:
    """Reads the cells of one table; scales: by which a rate column is a fraction."""

    cells: Cells
    known: Known
    troubles: Troubles
    scales: dict[int, Decimal]

    def amount(self, row: int, column: LedgerColumn) -> Decimal | None:
        """An amount in the table's unit; text in its place is said and is no amount."""
        value, printed = self._read(row, column, ("", *PER_10K))
        if value is None:
            return None
        units = [unit for unit in column.units if unit in PER_10K]
        unit = printed or (units[0] if len(units) == 1 else self.known.unit)
        return in_unit(value, unit, self.known.unit)

    def rate(self, row: int, column: LedgerColumn) -> Decimal | None:
        """A rate in percent, however it was stored."""
        value, printed = self._read(row, column, ("", "%"))
        if value is None:
            return None
        if printed == "%":
            return value
        return _trimmed(value * self.scales.get(column.column, Decimal(1)))

    def count(self, row: int, column: LedgerColumn) -> int | None:
        """A count or a rank: 13, 13个."""
        value, _ = self._read(row, column, _COUNTED)
        return None if value is None or value != int(value) else int(value)

    def date(self, row: int, column: LedgerColumn) -> date | None:
        """A date; what is none is said once a cell."""
        value = self.cells.value(row, column.column)
        found = read_date(value, self.known.year)
        if found is None:
            self.say_unread(row, column, "不是日期")
        return found

    def say_unread(self, row: int, column: LedgerColumn, why: str) -> None:
        """That words are no date, span or flag; a blank and a mark for none are nothing."""
        if self.cells.kind(row, column.column) in ("", "missing"):
            return
        is_flag = column.field in FLAGS
        name = NAMES.get(column.field, column.text)
        self.troubles.say(
            "flag_not_read" if is_flag else "date_not_read",
            (row, column.column),
            f"{name}“{self.cells.text(row, column.column)}”{why}，没有记入",
            "请写“是”或“否”" if is_flag else "需要用来判断逾期的，请写成 2025年6月 或 2025-06-30",
            "note",
        )

    def text(self, row: int, column: int) -> str:
        """The words of a cell; none where only a missing mark stands."""
        if self.cells.kind(row, column) == "missing":
            return ""
        return shown_label(self.cells.text(row, column))

    def _read(
        self, row: int, column: LedgerColumn, units: Sequence[str]
    ) -> tuple[Decimal | None, str]:
        """A number in one of these units; a text, and a number of something else, is said."""
        value, printed, is_text = read_amount(self.cells, row, column.column)
        if not is_text and printed in units:
            return value, printed
        name = NAMES.get(column.field, column.text)
        self.troubles.say(
            "text_in_number",
            (row, column.column),
            f"{name}“{self.cells.text(row, column.column)}”不是数，没有记入",
            "请改成数字；没有数的留空",
        )
        return None, ""


def _trimmed(value: Decimal) -> Decimal:
    """0.61141 × 100 as 61.141, never 61.14100."""
    short = value.normalize()
    return short if decimals(short) else value.quantize(Decimal(1))


def rate_scales(
    cells: Cells, known: Known, columns: Sequence[LedgerColumn], rows: Sequence[int]
) -> dict[int, Decimal]:
    """Rate columns that print 0.6114 for 61.14 %: beside done and plan, or by their size."""
    scales: dict[int, Decimal] = {}
    for column in columns:
        if column.field != "printed_rate_pct":
            continue
        plans = ("ytd_plan", "annual_plan") if column.is_of_part else ("annual_plan", "ytd_plan")
        plan = next((c for field in plans for c in columns if c.field == field), None)
        done = _done_beside(known, columns, column)
        values: list[Decimal] = []
        ratios: list[Decimal] = []
        for row in rows:
            if cells.kind(row, column.column) != NUMBER:
                continue
            rate, printed, _ = read_amount(cells, row, column.column)
            if not rate or printed == "%":
                continue
            values.append(rate)
            if plan and done:
                whole = read_amount(cells, row, plan.column)[0]
                part = read_amount(cells, row, done.column)[0]
                if whole and part:
                    ratios.append(rate * whole / part)
        # As a fraction, rate × plan ÷ done is near 1; in percent it is near 100.
        is_small = bool(values) and max(values) <= _LARGEST_FRACTION
        is_fraction = Decimal("0.5") < median(ratios) < 2 if ratios else is_small
        if is_fraction:
            scales[column.column] = Decimal(100)
    return scales


def _done_beside(
    known: Known, columns: Sequence[LedgerColumn], rate: LedgerColumn
) -> LedgerColumn | None:
    of_month = [c for c in columns if c.field == "ytd"]
    same = [c for c in of_month if known.month_of(c) == known.month_of(rate)]
    return next(iter(same or of_month), None)
