"""Asking a ledger mart about a region and a period: what such questions share."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.basics.period import Period
from analytics.judging import Judging
from analytics.lake.connection import Lake


def ask_about(
    lake: Lake,
    sql: str,
    region: str | None,
    period: Period | None,
    judging: Judging,
    as_of: datetime | None,
    *,
    reads_before: bool = False,
) -> pd.DataFrame:
    """Answer sql, which binds $region, $year and $month, as judged.

    reads_before: the ledger before is read too, and no other.
    """
    read = periods_read(lake, period, as_of) if reads_before else {}
    return lake.query(
        sql,
        as_of=as_of,
        settings={**judging.settings, **read},
        region=region,
        **months_of(period),
    )


def months_of(period: Period | None) -> dict[str, int | None]:
    """The values of $year and $month; None, None for every period."""
    return {"year": period and period.year, "month": period and period.month}


def periods_read(
    lake: Lake, period: Period | None, as_of: datetime | None
) -> dict[str, int | None]:
    """Settings that keep a comparison with the ledger before from reading every ledger.

    A region's ledger before may be older than another's: the bounds hold them all.
    """
    if period is None:
        return {}
    [bounds] = lake.query(
        """
        select
            min(previous_year) as first_year_before,
            max(previous_year) as last_year_before,
            min(previous_month) as first_month_before,
            max(previous_month) as last_month_before
        from core_ledger_period
        where year = $year and month = $month
        """,
        as_of=as_of,
        **months_of(period),
    ).to_dict("records")
    known = {name: int(value) for name, value in bounds.items() if pd.notna(value)}
    return {"asked_year": period.year, "asked_month": period.month, **known}
