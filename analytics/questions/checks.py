"""The checks of analytics/sql/checks: each returns the rows that break an assumption."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.ask import ask
from analytics.questions.selection import Selection

CHECKS_FOLDER = Path(__file__).parents[1] / "sql" / "checks"


@dataclass(frozen=True)
class CheckResult:
    """One check: its message (with remedy) and the rows that break it."""

    name: str
    message: str
    rows: pd.DataFrame

    @property
    def is_passed(self) -> bool:
        return self.rows.empty


def checks(lake: Lake, selection: Selection) -> list[CheckResult]:
    """Run every check; the first comment line of its file is its message.

    A region keeps the rows of itself and of what lies directly in it.
    """
    results = []
    near = ask(
        lake,
        "select region_code from core_region where region_code = $region or parent_code = $region",
        selection.but(as_of=None),
    ).region_code
    for path in sorted(CHECKS_FOLDER.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        rows = lake.query(sql, as_of=selection.as_of)
        # Nearly all are empty, and to filter nothing takes as long.
        if selection.period is not None and not rows.empty:
            rows = rows[rows.period_code == selection.period.code]
        if selection.region is not None and not rows.empty:
            rows = rows[rows.region_code.isin({*near, ""})]
        results.append(CheckResult(path.stem, sql.splitlines()[0].lstrip("- "), rows))
    return results
