"""Frozen values of project ledgers a speech may state, each with the place it came from.

Owns the values and their sources; never computes, rounds or words anything. Ledger
figures are 发改口径 and never stand in one value with statistics.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics.basics.facts import GrowthFact, HeadlineFacts, Source
from analytics.basics.period import Period


@dataclass(frozen=True)
class Sourced:
    """One value, unrounded, and where it stands."""

    value: Decimal
    source: Source


@dataclass(frozen=True)
class NamedProject:
    """A project a text may name; reason: the words the ledger or the rule gives."""

    name: str
    unit: str
    source: Source
    reason: str = ""


@dataclass(frozen=True)
class ProgressFact:
    """A unit, or the whole ledger, against its year's plan; None where undefined."""

    name: str
    project_count: Sourced | None = None
    annual_plan_cny_10k: Sourced | None = None
    ytd_cny_10k: Sourced | None = None
    completion_rate_pct: Sourced | None = None
    schedule_progress_pct: Sourced | None = None
    schedule_gap_pp: Sourced | None = None
    plan_to_date_rate_pct: Sourced | None = None
    funds_rate_pct: Sourced | None = None


@dataclass(frozen=True)
class CountFact:
    """How many of a kind (a status, a way of being late), and which ones."""

    kind: str
    count: Sourced
    projects: tuple[NamedProject, ...] = ()
    share_pct: Sourced | None = None


@dataclass(frozen=True)
class RateFact:
    """So many of so many: starts, entries into statistics."""

    whole: Sourced
    part: Sourced
    rate_pct: Sourced


@dataclass(frozen=True)
class PaceFact:
    """What each remaining month must bring to reach a goal."""

    subject: str
    tier: str
    goal_cny_10k: Sourced
    remaining_cny_10k: Sourced
    remaining_months: int
    required_monthly_cny_10k: Sourced
    mean_monthly_cny_10k: Sourced
    multiple: Sourced
    verdict: str


@dataclass(frozen=True)
class ProblemsFact:
    """Problems open now: all of them, those past their date, those for the region's meeting."""

    open: Sourced
    overdue: Sourced | None = None
    raised: CountFact | None = None


@dataclass(frozen=True)
class LedgerFacts:
    """All that a text may state of one region's ledger; any part may be missing.

    lowest, highest: units whose plan reaches threshold_cny_10k, the lowest (highest)
    first. statuses: by the rule that rule_words name, 较快 first. new_starts: those due by
    the end of the quarter; behind: the ones of them that are 预警 or 滞后.
    A ledger that is a table by unit names no project.
    """

    period: Period
    region: str
    total: ProgressFact
    schedule_words: str = "序时进度"
    rule_words: str = ""
    statuses: tuple[CountFact, ...] = ()
    threshold_cny_10k: Decimal = Decimal(0)
    lowest: tuple[ProgressFact, ...] = ()
    highest: tuple[ProgressFact, ...] = ()
    new_starts: CountFact | None = None
    new_starts_behind: CountFact | None = None
    starts: RateFact | None = None
    due_starts: RateFact | None = None
    listed: RateFact | None = None
    late: tuple[CountFact, ...] = ()
    problems: ProblemsFact | None = None
    pace: PaceFact | None = None


@dataclass(frozen=True)
class ShareFact:
    """A part's share of the total now, and a year before where that is known."""

    indicator: str
    share_pct: Sourced
    share_last_year_pct: Sourced | None = None


@dataclass(frozen=True)
class PartGroup:
    """The parts of one breakdown in the order bureaus print them."""

    breakdown: str
    parts: tuple[GrowthFact, ...]


@dataclass(frozen=True)
class GoalFact:
    """A year's goal for an indicator's growth; tier: 保底, 力争 or empty."""

    indicator: str
    tier: str
    goal_pct: Sourced


@dataclass(frozen=True)
class StatisticsFacts:
    """What a text beyond its first paragraph may state of a region's statistics."""

    headline: HeadlineFacts
    groups: tuple[PartGroup, ...] = ()
    shares: tuple[ShareFact, ...] = ()
    goals: tuple[GoalFact, ...] = ()
    pace: PaceFact | None = None

    def parts_of(self, breakdown: str) -> tuple[GrowthFact, ...]:
        return next((one.parts for one in self.groups if one.breakdown == breakdown), ())


@dataclass(frozen=True)
class ReportFacts:
    """Both kinds of figures for one region and period; at least one of them is there."""

    region: str
    period: Period
    statistics: StatisticsFacts | None = None
    ledger: LedgerFacts | None = None

    def __post_init__(self) -> None:
        if self.statistics is None and self.ledger is None:
            raise ValueError("a report states statistics, a ledger, or both")
