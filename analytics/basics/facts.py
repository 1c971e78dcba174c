"""Frozen values a speech may state, each with the place it came from.

Owns the values and their sources; never computes, rounds or words anything. A value
without a source is refused: only what can be traced may become words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.basics.period import Period

# How many of a list a text names from its top, and how many from its bottom.
NAMED_AT_EACH_END = 3


@dataclass(frozen=True)
class Source:
    """Where a value stands: a cell of an accepted upload, or a formula and its inputs.

    >>> Source("yuebao_202509.xlsx", "投资11", "B5", "u1").text
    'yuebao_202509.xlsx!投资11!B5'
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    upload_id: str = ""
    formula: str = ""
    inputs: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not self.cell and not (self.formula and self.inputs):
            raise ValueError("a source is a cell, or a formula with its inputs")

    @property
    def text(self) -> str:
        place = "!".join(part for part in (self.file, self.sheet, self.cell) if part)
        if not self.formula:
            return place
        inputs = [source.text for source in self.inputs] or [place]
        return f"{self.formula}（{'；'.join(inputs)}）"

    @property
    def upload_ids(self) -> tuple[str, ...]:
        """Every upload the value rests on, each once, in order."""
        own = (self.upload_id,) if self.upload_id else ()
        below = (one for source in self.inputs for one in source.upload_ids)
        return tuple(dict.fromkeys((*own, *below)))


@dataclass(frozen=True)
class GrowthFact:
    """One indicator of one region, months 1..N: its level and its growth, unrounded.

    is_published: the growth was printed by a bureau; otherwise it was computed from
    levels and may only be shown as 直接计算. previous: the period before in the same
    series and its published growth. yoy_computed_pct: the ratio of two levels that are
    known not to be comparable, for a small note and never for a text; None otherwise.
    """

    period: Period
    region: str
    indicator: str
    level_cny_10k: Decimal | None = None
    yoy_pct: Decimal | None = None
    is_published: bool = True
    previous: tuple[Period, Decimal] | None = None
    level_source: Source | None = None
    yoy_source: Source | None = None
    previous_source: Source | None = None
    yoy_computed_pct: Decimal | None = None
    yoy_computed_source: Source | None = None

    def __post_init__(self) -> None:
        pairs = (
            (self.level_cny_10k, self.level_source),
            (self.yoy_pct, self.yoy_source),
            (self.previous, self.previous_source),
            (self.yoy_computed_pct, self.yoy_computed_source),
        )
        if any(value is not None and source is None for value, source in pairs):
            raise ValueError(f"a value of {self.indicator} has no source")


@dataclass(frozen=True)
class Place:
    """Where a region stands among its siblings; scope is the region that holds them.

    is_complete: every sibling is known, so that count is their number and the last of
    them is last; otherwise count is only the lowest place that anybody printed.
    """

    rank: int
    count: int
    scope: str
    source: Source
    is_tied: bool = False
    is_complete: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.rank <= self.count:
            raise ValueError(f"rank {self.rank} of {self.count}")


@dataclass(frozen=True)
class RankedRegion:
    """One region in a ranking by growth; equal ranks mean a tie.

    rank: None where nobody printed it and not every sibling is known. is_published: as
    in GrowthFact; a ranking holds one kind only.
    """

    region: str
    yoy_pct: Decimal
    rank: int | None
    source: Source
    is_published: bool = True
    rank_source: Source | None = None


@dataclass(frozen=True)
class HeadlineFacts:
    """All that one headline paragraph and its chart may state; any part may be missing.

    parent: the same indicator and period in the region above. breakdowns: parts of the
    headline (三次产业, and the strongest and weakest of one other breakdown), not 其中 of
    each other.
    districts: the regions below, ranked; are_districts_complete: all there are.
    history: the headline series, oldest first.
    """

    headline: GrowthFact
    parent: GrowthFact | None = None
    place: Place | None = None
    breakdowns: tuple[GrowthFact, ...] = ()
    districts: tuple[RankedRegion, ...] = ()
    are_districts_complete: bool = True
    history: tuple[GrowthFact, ...] = ()
