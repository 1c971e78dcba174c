"""The list of checks: what each is called, whether it stops, its limits and where they are from.

Owns data/reference/checks.csv; what a check asks stands in analytics/sql/checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.reference.rows import CellError, Filled, Listing, number, one_of

CHECKS = REFERENCE / "checks.csv"
RED, AMBER = "红", "黄"
SEVERITIES = (RED, AMBER)  # worst first
STATISTICS, LEDGER, GOALS = GROUPS = ("统计", "台账", "目标")


def _limits(text: str) -> Mapping[str, Decimal]:
    """least_count=8；most_mads=6: names as the SQL of the check binds them."""
    limits = {}
    for part in filter(None, text.replace(";", "；").split("；")):
        name, _, value = part.partition("=")
        limit = number(value.strip())
        if not name.strip() or limit is None:
            raise CellError(f"填的“{part}”没有数", "请写成 名称=数，用；隔开")
        limits[name.strip()] = limit
    return limits


@dataclass(frozen=True)
class Check:
    """One check. severity: 红 stops 接收 unless a reason is given, 黄 is shown.

    group: what it looks at; limits: what its SQL binds; basis: where the limits are from.
    """

    name: Filled
    title: Filled
    group: Annotated[str, one_of(GROUPS)]
    severity: Annotated[str, one_of(SEVERITIES)]
    limits: Annotated[Mapping[str, Decimal], _limits]
    message: Filled
    basis: Filled

    @property
    def is_red(self) -> bool:
        return self.severity == RED


def read_checks() -> tuple[Check, ...]:
    """Every check, worst first and else as listed.

    Raises ReferenceDataError naming each bad line.
    """
    return _checks(CHECKS.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _checks(changed_at: int) -> tuple[Check, ...]:
    del changed_at  # only a key: an edited list is read again
    listing = Listing(CHECKS, Check)
    return tuple(sorted(listing.rows(), key=lambda one: SEVERITIES.index(one.severity)))
