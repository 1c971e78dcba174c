"""What is asked about: a region, a period, a moment, and how progress is judged.

Owns these frozen choices, their defaults, and what SQL may name of them; refuses what no
list knows; asks the lake nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.reference.regions import Region
from analytics.reference.settings import settings
from analytics.reference.status_rules import YARDSTICKS, rule_choices

TOTAL = "fixed_asset_investment"  # the indicator that is meant where no part is named


def _set(name: str) -> Callable[[], Decimal]:
    return lambda: settings()[name].value


@dataclass(frozen=True)
class Judging:
    """How progress is judged: the schedule's yardstick, the status rule, the thresholds.

    yardstick: a key of YARDSTICKS. rule: a rule_code of status_rules.csv.
    schedule_scale: k of k·n/12. keeps_amber: a project that was 滞后 stays 预警 when it
    has caught up. plan_threshold_cny_10k: units with a smaller plan are not ranked; the
    threshold itself is. small_base_cny_10k: below it an entry is flagged. Both are as set
    in data/reference/settings.csv where nothing else is said.
    """

    yardstick: str = "calendar"
    rule: str = "default"
    schedule_scale: Decimal = Decimal(1)
    keeps_amber: bool = False
    plan_threshold_cny_10k: Decimal = field(default_factory=_set("plan_threshold"))
    small_base_cny_10k: Decimal = field(default_factory=_set("small_base"))

    def __post_init__(self) -> None:
        if self.yardstick not in YARDSTICKS:
            words = "、".join(YARDSTICKS)
            raise RefusedError(f"没有叫“{self.yardstick}”的序时口径。请从{words}中选")
        if self.rule not in rule_choices():
            words = "、".join(rule_choices())
            raise RefusedError(f"没有编号为“{self.rule}”的状态规则。请从{words}中选")

    @property
    def yardstick_words(self) -> str:
        """The yardstick as it is printed, its k as a number.

        >>> Judging(yardstick="scaled", schedule_scale=Decimal("1.20")).yardstick_words
        '按放大的目标（1.2·n/12）'
        """
        words = YARDSTICKS[self.yardstick]
        return words.replace("k", f"{self.schedule_scale.normalize():f}")

    @property
    def settings(self) -> Mapping[str, object]:
        """The variables the views read."""
        return {
            "yardstick": self.yardstick,
            "status_rule": self.rule,
            "schedule_scale": float(self.schedule_scale),
            "keeps_amber": self.keeps_amber,
            "plan_threshold": self.plan_threshold_cny_10k,
            "small_base": self.small_base_cny_10k,
        }


USUAL = Judging()


@dataclass(frozen=True)
class Cuts:
    """Which projects: None means any. name is looked for in names and codes."""

    unit: str | None = None
    status: str | None = None
    stage: str | None = None
    league: str | None = None
    priority_level: str | None = None
    industry: str | None = None
    name: str | None = None
    project_key: str | None = None


EVERY = Cuts()


class Changes(TypedDict, total=False):
    """What Selection.but takes: its fields."""

    region: Region | None
    period: Period | None
    as_of: datetime | None
    indicator: str | None
    breakdown: str | None
    judging: Judging
    cuts: Cuts


@dataclass(frozen=True)
class Selection:
    """What a question is about; None means any.

    as_of: the moment (naive UTC) the lake is put back to; None, now. indicator, breakdown:
    their codes.
    """

    region: Region | None = None
    period: Period | None = None
    as_of: datetime | None = None
    indicator: str | None = None
    breakdown: str | None = None
    judging: Judging = USUAL
    cuts: Cuts = EVERY

    def but(self, **changes: Unpack[Changes]) -> Selection:
        """The same in everything but what is named: but(period=None) is every period."""
        return replace(Selection(**vars(self)), **changes)

    @property
    def values(self) -> dict[str, object]:
        """What SQL may name with $."""
        return {
            "region": self.region and self.region.code,
            "year": self.period and self.period.year,
            "month": self.period and self.period.month,
            "indicator": self.indicator,
            "breakdown": self.breakdown,
            "rule": self.judging.rule,
            **asdict(self.cuts),
        }


@dataclass(frozen=True)
class Chosen(Selection):
    """A selection of one region and one period: what a page, a draft or a meeting is about."""

    region: Region = field()
    period: Period = field()
