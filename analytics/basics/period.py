"""Reporting periods: one year, months 1..month. Owns their labels, order and neighbours.

Reading a period out of a sheet's text is intake's business, not this file's.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_CODE = re.compile(r"(\d{4})-(\d{2})")
_QUARTER_WORDS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


@dataclass(frozen=True, order=True)
class Period:
    """Months 1..month of one year; investment has no January (Jan and Feb are one)."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"month must be 1..12, got {self.month}")

    @property
    def code(self) -> str:
        """As in addresses, the command line and CSV: 2025-09."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """As in titles: 2025年1—9月."""
        return f"{self.year}年{self.months_label}"

    @property
    def months_label(self) -> str:
        """As in sentences that have named the year: 1—9月."""
        return "1月" if self.month == 1 else f"1—{self.month}月"

    @property
    def quarter_label(self) -> str:
        """2025年前三季度; the month label where the period is no quarter's end."""
        word = _QUARTER_WORDS.get(self.month)
        return f"{self.year}年{word}" if word else self.label

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def last_year(self) -> Period:
        return Period(self.year - 1, self.month)


def parse_period_code(text: str) -> Period:
    """Read 2025-09.

    >>> parse_period_code("2025-09").label
    '2025年1—9月'
    """
    if match := _CODE.fullmatch(text.strip()):
        return Period(int(match[1]), int(match[2]))
    raise ValueError(f"not a period code like 2025-09: {text!r}")
