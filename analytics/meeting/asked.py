"""Everything one meeting shows of a region and a period, asked of the lake at once.

Owns which marts a meeting rests on and the moment before its newest upload; computes
and words nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from analytics import (
    growth_marts,
    marts,
    project_marts,
    status_marts,
    supervision_marts,
)
from analytics.basics.errors import RefusedError
from analytics.basics.facts import HeadlineFacts
from analytics.basics.period import Period
from analytics.charts.kit import captions
from analytics.judging import USUAL, Judging
from analytics.lake.connection import Lake
from analytics.marts import TOTAL, Region
from analytics.report_facts import report_facts
from analytics.speech.report import CARDS, report
from analytics.tables import growth as growth_tables

# Just before an upload: what was known until then.
_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Statistics:
    """The bureau's side: growth of the period, the total's line, districts, pulls.

    past_districts: the districts of every period up to this one; last_year and
    last_year_districts: the same months a year ago; before and before_districts: the period
    as it was known before the newest upload of it.
    """

    growth: pd.DataFrame
    series: pd.DataFrame
    districts: pd.DataFrame
    past_districts: pd.DataFrame
    mix: pd.DataFrame
    pulls: pd.DataFrame
    last_year: pd.DataFrame
    last_year_districts: pd.DataFrame
    before: pd.DataFrame
    before_districts: pd.DataFrame


@dataclass(frozen=True)
class Ledger:
    """The office's side: the whole, units, statuses, league, problems, projects."""

    totals: pd.DataFrame
    units: pd.DataFrame
    pace: pd.DataFrame
    statuses: pd.DataFrame
    league: pd.DataFrame
    problems: pd.DataFrame
    projects: pd.DataFrame
    before: pd.DataFrame  # the projects as they were known before the newest upload


@dataclass(frozen=True)
class Asked:
    """Either side may be missing. answers: what 领导备询卡 say, by their phrase code."""

    region: Region
    period: Period
    uploads: pd.DataFrame
    statistics: Statistics | None
    ledger: Ledger | None
    headline: HeadlineFacts | None
    answers: dict[str, str]


def ask(
    lake: Lake,
    region: Region,
    period: Period,
    judging: Judging = USUAL,
    as_of: datetime | None = None,
) -> Asked:
    """Both sides of a region, each only where something is loaded."""
    uploads = marts.uploads(lake)
    headline, answers = _said(lake, region, period, judging, as_of)
    return Asked(
        region,
        period,
        uploads,
        _statistics(lake, region, period, uploads, as_of),
        _ledger(lake, region, period, uploads, judging, as_of),
        headline,
        answers,
    )


def _statistics(
    lake: Lake, region: Region, period: Period, uploads: pd.DataFrame, as_of: datetime | None
) -> Statistics | None:
    now = {"region": region.code, "period": period, "as_of": as_of}
    total = {"region": region.code, "indicator": TOTAL, "as_of": as_of}
    past = {"region": region.code, "period": period.last_year, "as_of": as_of}
    growth = marts.growth(lake, **now)
    districts = marts.ranking(lake, **now, indicator=TOTAL)
    if growth.empty and districts.empty:
        return None
    known = pd.concat([growth.upload_id, districts.upload_id])
    before = _moment_before(uploads, known, as_of)
    earlier = {"region": region.code, "period": period, "as_of": before}
    return Statistics(
        growth=growth,
        series=marts.growth(lake, **total),
        districts=districts,
        past_districts=growth_tables.until(marts.ranking(lake, **total), period),
        mix=marts.mix(lake, **now),
        pulls=growth_marts.contribution(lake, **now),
        last_year=marts.growth(lake, **past),
        last_year_districts=marts.ranking(lake, **past, indicator=TOTAL),
        before=growth.head(0) if before is None else marts.growth(lake, **earlier),
        before_districts=(
            districts.head(0) if before is None else marts.ranking(lake, **earlier, indicator=TOTAL)
        ),
    )


def _ledger(
    lake: Lake,
    region: Region,
    period: Period,
    uploads: pd.DataFrame,
    judging: Judging,
    as_of: datetime | None,
) -> Ledger | None:
    asked = {"region": region.code, "period": period, "judging": judging, "as_of": as_of}
    totals = project_marts.totals(lake, **asked)
    if totals.empty:
        return None
    every = status_marts.status_counts(lake, **asked)
    projects = project_marts.projects(lake, **asked)
    before = _moment_before(uploads, projects.upload_id, as_of)
    return Ledger(
        totals=totals[totals.scope == ""],
        units=project_marts.completion(lake, **asked),
        pace=project_marts.pace(lake, **asked),
        statuses=every[every.rule_code == judging.rule],
        league=project_marts.league(lake, **asked),
        problems=supervision_marts.problems(lake, **asked),
        projects=projects,
        before=(
            projects.head(0)
            if before is None
            else project_marts.projects(lake, **asked | {"as_of": before})
        ),
    )


def _moment_before(
    uploads: pd.DataFrame, used: pd.Series, as_of: datetime | None
) -> datetime | None:
    """Just before the newest upload that these rows come from; None where there is none."""
    found = uploads[uploads.upload_id.isin(set(used.dropna()))]
    if found.empty:
        return None
    moment = (found.uploaded_at.max() - _BEFORE).to_pydatetime()
    return moment if as_of is None else min(moment, as_of)


def _said(
    lake: Lake, region: Region, period: Period, judging: Judging, as_of: datetime | None
) -> tuple[HeadlineFacts | None, dict[str, str]]:
    """The headline's facts, and the answers of the cards by their phrase code."""
    try:
        facts = report_facts(lake, region.code, period, judging, as_of)
    except RefusedError:
        return None, {}
    headline = None if facts.statistics is None else facts.statistics.headline
    try:
        sections = report(CARDS, facts)
    except RefusedError:
        return headline, {}
    said = [one for section in sections for one in section.paragraphs]
    return headline, {one.code: one.text for one in reversed(said)}


def origin(asked: Asked, rows: pd.DataFrame) -> tuple[str, str]:
    """Who published the rows and when the newest of them came in."""
    return captions.origin(rows, asked.uploads)
