"""Questions to the lake, each beside a bare DuckDB over one flat Parquet file.

The file holds every row of the mart the question reads, and gives the same rows. Medians
with no answer kept. --projects and --months make a ledger from a seed; without them it is
the sample.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from analytics.basics.period import Period
from analytics.lake import loading
from analytics.lake.connection import Lake, open_lake
from analytics.lake.names import find_region
from analytics.questions import growth as growth_questions
from analytics.questions import ledger
from analytics.questions import statistics as statistics_questions
from analytics.questions.selection import Cuts, Selection
from bench import projects

REPEATS = 5
LIMIT_SECONDS, LIMIT_TIMES = 0.030, 2.0
COUNTY = projects.COUNTY


@dataclass(frozen=True)
class Question:
    """What is asked, and the same rows from the flat file of one mart."""

    name: str
    ask: Callable[[Lake, Selection], pd.DataFrame]
    selection: Selection
    mart: str
    where: str


def of_statistics(lake: Lake) -> list[Question]:
    city, period = find_region(lake, "430500"), Period(2025, 9)
    county = find_region(lake, COUNTY)
    at = "year = 2025 and month = 9"
    return [
        Question(
            "growth of one region", statistics_questions.growth, Selection(city),
            "mart_growth", "region_code = '430500'",
        ),
        Question(
            "ranking", statistics_questions.ranking, Selection(city, period),
            "mart_ranking", f"parent_region_code = '430500' and {at}",
        ),
        Question(
            "mix", statistics_questions.mix, Selection(county, period),
            "mart_mix", f"region_code = '{COUNTY}' and {at}",
        ),
        Question(
            "pulls", growth_questions.contribution, Selection(city, period),
            "mart_contribution", f"region_code = '430500' and {at}",
        ),
    ]  # fmt: skip


def of_ledgers(lake: Lake, period: Period) -> list[Question]:
    one = Selection(find_region(lake, COUNTY), period)
    key = str(
        lake.query(
            "select project_key from core_project where region_code = $region "
            "and year = $year and month = $month order by project_key limit 1",
            region=COUNTY, year=period.year, month=period.month,
        ).project_key[0]
    )  # fmt: skip
    here = f"region_code = '{COUNTY}'"
    at = f"{here} and year = {period.year} and month = {period.month}"
    return [
        Question(
            "one project's card", ledger.status_history,
            one.but(cuts=Cuts(project_key=key)),
            "mart_status_history", f"{here} and project_key = '{key}'",
        ),
        Question("every project", ledger.projects, one, "mart_projects", at),
        Question("units", ledger.completion, one, "mart_completion", f"not is_total and {at}"),
        Question("league", ledger.league, one, "mart_league", at),
        Question("problems", ledger.problems, one, "mart_problems", at),
        Question("moves", ledger.status_moves, one, "mart_status_moves", at),
        Question("roster", ledger.roster_changes, one, "mart_roster", at),
        Question("late", ledger.late, one, "mart_late", at),
        Question("statuses by rule", ledger.status_counts, one, "mart_status_by_rule", at),
        Question("funnel", ledger.funnel, one, "mart_funnel", at),
        Question("pace", ledger.pace, one, "mart_pace", at),
        Question(
            "behind in a row", ledger.behind_in_a_row, one,
            "mart_status_history", f"{at} and status = '滞后'",
        ),
    ]  # fmt: skip


def write_flat(lake: Lake, mart: str, file: Path) -> None:
    """Every row of a mart as one Parquet file, in the order it is usually asked for."""
    if file.exists():
        return
    with lake._cursor(mart) as cursor:
        for name, value in Selection().judging.settings.items():
            cursor.execute(f"set variable {name} = $value", {"value": value})
        cursor.execute(
            f"copy (select * from {mart} order by region_code, year, month) "
            f"to '{file}' (format parquet)"
        )


def median_of(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    times = []
    for _ in range(REPEATS):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(lake: Lake, questions: list[Question], *, has_peer: bool = True) -> None:
    for question in questions:
        ours = question.ask(lake, question.selection)
        # As on a page: what one question has planned may help the next, answers do not.
        seconds = median_of(
            lambda asked=question: asked.ask(lake, asked.selection), lake.forget_answers
        )
        if not has_peer:
            print(f"{question.name:26} {len(ours):8} rows {seconds * 1000:8.1f} ms")
            continue
        file = lake.folder / f"flat-{question.mart}.parquet"
        write_flat(lake, question.mart, file)
        with contextlib.closing(duckdb.connect()) as bare:
            sql = f"select * from '{file}' where {question.where}"
            theirs = bare.execute(sql).df()
            peer = median_of(lambda bare=bare, sql=sql: bare.execute(sql).df())
        if len(theirs) != len(ours):
            raise RuntimeError(f"{question.name}: {len(ours)} rows beside {len(theirs)}")
        is_well = seconds <= LIMIT_SECONDS or seconds <= LIMIT_TIMES * peer
        print(
            f"{question.name:26} {len(ours):8} rows {seconds * 1000:8.1f} ms"
            f"   bare {peer * 1000:7.1f} ms {seconds / peer:7.1f} ×"
            f"{'' if is_well else '   over'}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=0)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--lake", type=Path, help="a folder to make it in, or where it is")
    parser.add_argument("--no-peer", action="store_true")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = chosen.lake or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        lake = stack.enter_context(contextlib.closing(open_lake(folder)))
        if not chosen.projects:
            loading.load_sample_if_empty(lake, lambda _: None)
            measure(lake, of_statistics(lake) + of_ledgers(lake, Period(2025, 12)))
            return
        if lake.query("from core_upload limit 1").empty:
            rows, seconds = projects.load(lake, projects.readings(chosen.projects, chosen.months))
            print(f"{rows} rows, {rows / seconds:.0f} a second into raw and core")
            lake.tidy()
        last = Period(2024 + (chosen.months - 1) // 12, (chosen.months - 1) % 12 + 1)
        measure(lake, of_ledgers(lake, last), has_peer=not chosen.no_peer)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"most memory {used} MB")


if __name__ == "__main__":
    main()
