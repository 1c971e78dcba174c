"""The checks of analytics/sql/checks: each returns the rows that break an assumption.

Owns running them on a lake, whether it stands or is on trial, with the limits of the list.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.basics.folders import SQL
from analytics.lake.connection import NO_SETTINGS, Lake
from analytics.reference.checks import GROUPS, Check, read_checks


@dataclass(frozen=True)
class CheckResult:
    """One check and the rows that break it: region_code, period_code, source and its own."""

    check: Check
    rows: pd.DataFrame

    @property
    def name(self) -> str:
        return self.check.name

    @property
    def message(self) -> str:
        return self.check.message

    @property
    def is_passed(self) -> bool:
        return self.rows.empty


def run_checks(
    lake: Lake, as_of: datetime | None = None, groups: Collection[str] = GROUPS
) -> list[CheckResult]:
    """Every check of the groups over the whole lake, worst first."""
    return [run_check(lake, check, as_of=as_of) for check in read_checks() if check.group in groups]


def run_check(lake: Lake, check: Check, *, as_of: datetime | None = None) -> CheckResult:
    """One check over the whole lake."""
    sql = (SQL / "checks" / f"{check.name}.sql").read_text(encoding="utf-8")
    limits: dict[str, object] = {**check.limits}
    return CheckResult(check, lake.query(sql, as_of=as_of, settings=NO_SETTINGS, **limits))
