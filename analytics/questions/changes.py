"""What differs between two moments of the lake, or between now and a lake on trial.

Owns which figures, places and checks are compared; SQL finds the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.folders import SQL
from analytics.lake.checks import CheckResult, run_checks
from analytics.lake.connection import Lake

NOW = datetime(9999, 12, 30)  # noqa: DTZ001  naive UTC, as every moment of the lake
_TICK = timedelta(microseconds=1)
_RANKS = """
    select
        parent_region_name,
        region_name,
        indicator_name,
        period_code,
        rank
    from mart_ranking
    where rank is not null
"""


@dataclass(frozen=True)
class MovedPlace:
    """A place that is another one."""

    parent: str
    region: str
    indicator: str
    period_code: str
    before: int
    now: int


@dataclass(frozen=True)
class TurnedCheck:
    """A check that finds more or fewer rows."""

    title: str
    severity: str
    before: int
    now: int


@dataclass(frozen=True)
class Differences:
    """figures: kind, state (new, left, changed), file, sheet, cell, region_code, region_name,
    name, unit, period_code, field, value_before, value_now, reason, source, source_before."""

    figures: pd.DataFrame
    places: tuple[MovedPlace, ...]
    checks: tuple[TurnedCheck, ...]

    def __bool__(self) -> bool:
        return bool(len(self.figures) or self.places or self.checks)


def changes(lake: Lake, before: datetime | None, after: datetime) -> Differences:
    """What became known between two moments (naive UTC), in whichever order.

    before: None is just before the other.
    """
    before, after = sorted((after - _TICK if before is None else before, after))
    sql = (SQL / "changes" / "versions.sql").read_text(encoding="utf-8")
    return Differences(
        lake.query(sql, before=before, after=after),
        tuple(_moved(_ranks(lake, before), _ranks(lake, after))),
        tuple(_turned(run_checks(lake, before), run_checks(lake, after))),
    )


def of_upload(lake: Lake, upload_id: str) -> Differences:
    """What an upload changed when it came in. Raises RefusedError where there is none."""
    found = lake.query(
        "select min(changed_at) as moment from lake.upload_event "
        "where upload_id = $upload_id and status = 'accepted'",
        upload_id=upload_id,
    ).moment[0]
    if pd.isna(found):
        raise RefusedError(f"没有编号为 {upload_id} 的上传。请从 uploads 列出的编号中选")
    moment = found.to_pydatetime()
    return changes(lake, None, moment)


def _ranks(lake: Lake, as_of: datetime) -> dict[tuple[str, ...], int]:
    found = lake.query(_RANKS, as_of=as_of).fillna({"parent_region_name": ""})
    keys = found.drop(columns="rank").astype(str).itertuples(index=False, name=None)
    return dict(zip(keys, found["rank"].astype(int), strict=True))


def _moved(
    before: dict[tuple[str, ...], int], now: dict[tuple[str, ...], int]
) -> Iterable[MovedPlace]:
    for (parent, region, indicator, period), rank in now.items():
        was = before.get((parent, region, indicator, period), rank)
        if was != rank:
            yield MovedPlace(parent, region, indicator, period, was, rank)


def _turned(before: list[CheckResult], now: list[CheckResult]) -> Iterable[TurnedCheck]:
    counts = Counter({one.name: len(one.rows) for one in before})
    for one in now:
        if counts[one.name] != len(one.rows):
            yield TurnedCheck(one.check.title, one.check.severity, counts[one.name], len(one.rows))
