"""Everything one meeting shows of a region and a period, asked of the lake at once.

Owns which marts a meeting rests on and the moment before its newest upload; computes
and words nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.facts import HeadlineFacts
from analytics.lake.connection import Lake
from analytics.questions import checks, growth, ledger, loaded, statistics
from analytics.questions.report_facts import report_facts
from analytics.questions.selection import TOTAL, Chosen
from analytics.speech.report import CARDS, report
from analytics.tables import growth as growth_tables
from analytics.tables.statistics import contradicted_line

# Just before an upload: what was known until then.
_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class StatisticsSide:
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
class LedgerSide:
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
class MeetingFacts:
    """Either side may be missing. answers: what 领导备询卡 say, by their phrase code.

    notices: what must be said of files taken in although a check was red.
    """

    selection: Chosen
    uploads: pd.DataFrame
    statistics: StatisticsSide | None
    ledger: LedgerSide | None
    headline: HeadlineFacts | None
    answers: dict[str, str]
    notices: tuple[str, ...] = ()


def ask(lake: Lake, selection: Chosen) -> MeetingFacts:
    """Both sides of a region, each only where something is loaded."""
    uploads = loaded.uploads(lake)
    headline, answers = _said(lake, selection)
    bureau = _statistics(lake, selection, uploads)
    contradicted = "" if bureau is None else contradicted_line(bureau.districts)
    return MeetingFacts(
        selection,
        uploads,
        bureau,
        _ledger(lake, selection, uploads),
        headline,
        answers,
        (*checks.notices(lake, selection), *filter(None, [contradicted])),
    )


def _statistics(lake: Lake, selection: Chosen, uploads: pd.DataFrame) -> StatisticsSide | None:
    every_period = selection.but(period=None, indicator=TOTAL)
    past = selection.but(period=selection.period.last_year)
    now = statistics.growth(lake, selection)
    districts = statistics.ranking(lake, selection.but(indicator=TOTAL))
    if now.empty and districts.empty:
        return None
    known = pd.concat([now.upload_id, districts.upload_id])
    before = _moment_before(uploads, known, selection.as_of)
    earlier = selection.but(as_of=before)
    return StatisticsSide(
        growth=now,
        series=statistics.growth(lake, every_period),
        districts=districts,
        past_districts=growth_tables.until(
            statistics.ranking(lake, every_period), selection.period
        ),
        mix=statistics.mix(lake, selection),
        pulls=growth.contribution(lake, selection),
        last_year=statistics.growth(lake, past),
        last_year_districts=statistics.ranking(lake, past.but(indicator=TOTAL)),
        before=now.head(0) if before is None else statistics.growth(lake, earlier),
        before_districts=(
            districts.head(0)
            if before is None
            else statistics.ranking(lake, earlier.but(indicator=TOTAL))
        ),
    )


def _ledger(lake: Lake, selection: Chosen, uploads: pd.DataFrame) -> LedgerSide | None:
    totals = ledger.totals(lake, selection)
    if totals.empty:
        return None
    every = ledger.status_counts(lake, selection)
    projects = ledger.projects(lake, selection)
    before = _moment_before(uploads, projects.upload_id, selection.as_of)
    return LedgerSide(
        totals=totals[totals.scope == ""],
        units=ledger.completion(lake, selection),
        pace=ledger.pace(lake, selection),
        statuses=every[every.rule_code == selection.judging.rule],
        league=ledger.league(lake, selection),
        problems=ledger.problems(lake, selection),
        projects=projects,
        before=(
            projects.head(0)
            if before is None
            else ledger.projects(lake, selection.but(as_of=before))
        ),
    )


def _moment_before(
    uploads: pd.DataFrame, used: pd.Series, as_of: datetime | None
) -> datetime | None:
    """Just before the newest upload that these rows come from; None where there is none."""
    found = uploads[uploads.upload_id.isin(set(used.dropna()))]
    if found.empty:
        return None
    moment: datetime = (found.uploaded_at.max() - _BEFORE).to_pydatetime()
    return moment if as_of is None else min(moment, as_of)


def _said(lake: Lake, selection: Chosen) -> tuple[HeadlineFacts | None, dict[str, str]]:
    """The headline's facts, and the answers of the cards by their phrase code."""
    try:
        facts = report_facts(lake, selection)
    except RefusedError:
        return None, {}
    headline = None if facts.statistics is None else facts.statistics.headline
    try:
        sections = report(CARDS, facts)
    except RefusedError:
        return headline, {}
    said = [one for section in sections for one in section.paragraphs]
    return headline, {one.code: one.text for one in reversed(said)}
