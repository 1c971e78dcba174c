"""Asking a ledger mart about a region and a period: what such questions share."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.judging import Judging
from analytics.period import Period
from analytics.warehouse import Lake


def ask_about(
    lake: Lake,
    sql: str,
    region: str | None,
    period: Period | None,
    judging: Judging,
    as_of: datetime | None,
) -> pd.DataFrame:
    """Answer sql, which binds $region, $year and $month, as judged."""
    return lake.query(
        sql, as_of=as_of, settings=judging.settings, region=region, **months_of(period)
    )


def months_of(period: Period | None) -> dict[str, int | None]:
    """The values of $year and $month; None, None for every period."""
    return {"year": period and period.year, "month": period and period.month}
