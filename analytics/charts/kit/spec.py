"""One description of a chart, for Word, PowerPoint and Excel alike.

Owns what a native chart is made of and what must fit together; draws nothing, rounds
nothing, chooses no rows. A missing value is None and stays a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.charts.kit.theme import MOST_SERIES

BARS, COLUMNS, LINES, WATERFALL = "bars", "columns", "lines", "waterfall"
KINDS = (BARS, COLUMNS, LINES, WATERFALL)
# Meanings of a colour; the screen's theme gives each its ink, native_ink its pattern.
GROWTH, DECLINE, WHOLE, EARLIER = "growth", "decline", "whole", "earlier"
COMPUTED, PLANNED = "computed", "planned"
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Formula:
    """What a reader would check: "share" a ÷ b × 100, "difference" a − b; columns by name."""

    kind: str
    first: str
    second: str

    def __post_init__(self) -> None:
        if self.kind not in ("share", "difference"):
            raise ValueError(f"no such formula: {self.kind}")

    def value(self, first: Decimal | None, second: Decimal | None) -> Decimal | None:
        """None where a cell is missing or the division has no sense."""
        if first is None or second is None:
            return None
        if self.kind == "difference":
            return first - second
        return first / second * _HUNDRED if second > 0 else None

    def text(self, first_cell: str, second_cell: str) -> str:
        """As it stands in a cell.

        >>> Formula("share", "完成", "计划").text("B2", "C2")
        '=B2/C2*100'
        """
        if self.kind == "difference":
            return f"={first_cell}-{second_cell}"
        return f"={first_cell}/{second_cell}*100"


@dataclass(frozen=True)
class Column:
    """A column of the table behind a chart; unit "" is text as it stands."""

    name: str
    values: tuple[Decimal | str | None, ...]
    unit: str = ""
    places: int = 1
    sources: tuple[str, ...] = ()
    formula: Formula | None = None


@dataclass(frozen=True)
class Series(Column):
    """A column that is drawn. tone: the meaning of its colour, or of each value's own.

    tones: one a value where they differ. hollow: values of a weaker kind (直接计算).
    is_marks_only: points without a line between them. reach: how far below and above
    its value each may truly lie.
    """

    values: tuple[Decimal | None, ...]
    unit: str = "%"
    tone: str = ""
    tones: tuple[str, ...] = ()
    hollow: tuple[bool, ...] = ()
    is_marks_only: bool = False
    reach: tuple[tuple[Decimal, Decimal], ...] = ()


@dataclass(frozen=True)
class ChartPoint:
    """One category; group: what neighbours stand under, such as the year of months."""

    label: str
    group: str = ""


@dataclass(frozen=True)
class Mark:
    """What bars are measured against: one line for all, or each row its own."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class ChartSpec:
    """Everything a native chart shows and says; the table behind it goes with it."""

    kind: str
    points: tuple[ChartPoint, ...]
    series: tuple[Series, ...]
    finding: str
    subtitle: str
    foot: str
    alt: str
    mark: Mark | None = None
    extras: tuple[Column, ...] = ()
    is_dated: bool = False  # labels are period codes, years are named under the line
    spans_gaps: bool = False  # lines through one year each, some of them by quarters
    is_cumulative: bool = True  # a month under its year is 1—N月, not the month alone

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of chart: {self.kind}")
        if not self.points or not self.series:
            raise ValueError("a chart needs points and series")
        if self.kind == LINES and sum(not s.is_marks_only for s in self.series) > MOST_SERIES:
            raise ValueError(f"more than {MOST_SERIES} lines; a reader cannot follow them")
        names = [column.name for column in (*self.series, *self.extras)]
        if len(set(names)) < len(names):
            raise ValueError(f"two columns of one name: {', '.join(names)}")
        lengths = {len(column.values) for column in (*self.series, *self.extras)}
        lengths |= {len(self.mark.values)} if self.mark else set()
        if lengths != {len(self.points)}:
            raise ValueError(f"{len(self.points)} points, but columns of {sorted(lengths)}")

    @property
    def is_grouped(self) -> bool:
        return any(point.group for point in self.points)

    @property
    def drawn(self) -> list[Decimal]:
        """Every value that has a place in the chart."""
        marks = self.mark.values if self.mark else ()
        every = (*(v for series in self.series for v in series.values), *marks)
        return [value for value in every if isinstance(value, Decimal)]
