"""Questions to the lake, each beside a bare DuckDB over one flat Parquet file.

The file holds the statistics' marts row by row, or every project-month with its status,
and gives the same rows. Medians with no answer kept. --projects and --months make a
ledger from a seed; without them it is the sample.
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
from analytics.lake.connection import Lake
from analytics.lake.merging import tidy
from analytics.lake.names import find_region
from analytics.lake.opening import open_lake
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
    """What is asked, and the SQL that gives the same rows from a flat file."""

    name: str
    ask: Callable[[Lake, Selection], pd.DataFrame]
    selection: Selection
    bare: str
    is_same_rows: bool = True


def of_statistics(lake: Lake) -> list[Question]:
    city, period = find_region(lake, "430500"), Period(2025, 9)
    county = find_region(lake, COUNTY)
    at = "year = 2025 and month = 9"
    return [
        Question(
            "growth of one region", statistics_questions.growth, Selection(city),
            "from growth where region_code = '430500'",
        ),
        Question(
            "ranking", statistics_questions.ranking, Selection(city, period),
            f"from ranking where parent_region_code = '430500' and {at}",
        ),
        Question(
            "mix", statistics_questions.mix, Selection(county, period),
            f"from mix where region_code = '{COUNTY}' and {at}",
        ),
        Question(
            "pulls", growth_questions.contribution, Selection(city, period),
            f"from contribution where region_code = '430500' and {at}",
        ),
    ]  # fmt: skip


def of_ledgers(lake: Lake, period: Period) -> list[Question]:
    """Their peers compute from one flat file of project-months, judged by the usual rule."""
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
    units = f"""
        select
            unit_key, any_value(unit) as unit, count(*) as project_count,
            count(*) filter (where is_started) as started_count,
            sum(annual_plan_cny_10k) as plan, sum(ytd_cny_10k) as ytd,
            ytd / plan * 100 as rate,
            count(*) filter (where is_new_start) as new_start_count,
            sum(planned_total_cny_10k) as planned, sum(ytd_plan_cny_10k) as ytd_plan
        from flat where {at} group by unit_key
    """
    in_a_row = f"""
        with told as (
            select *, count(*) filter (where status is distinct from '滞后') over (
                partition by project_key, year order by month
            ) as breaks
            from flat where {here} and year = {period.year} and month <= {period.month}
        ), counted as (
            select *, count(*) over (
                partition by project_key, year, breaks order by month
            ) as months
            from told
        )
        select project_key, project_name, unit, annual_plan_cny_10k, ytd_cny_10k,
            completion_rate_pct, schedule_gap_pp, status, source, months
        from counted where month = {period.month} and status = '滞后' order by months desc
    """
    problems = f"""
        with told as (
            select project_key, project_name, unit, month, problem_text, problem_owner,
                problem_due_on, leader, annual_plan_cny_10k, completion_rate_pct, status, source,
                coalesce(problem_text, '') <> '' as is_open,
                lag(is_open) over in_time as was_open, lag(problem_text) over in_time as before,
                count(*) filter (where not is_open) over in_time as closings
            from flat where {here} and year = {period.year} and month <= {period.month}
            window in_time as (partition by project_key order by month)
        ), counted as (
            select *, count(*) filter (where is_open) over (
                partition by project_key, closings order by month
            ) as months from told
        )
        from counted where month = {period.month} and (is_open or was_open)
        order by is_open desc, months desc
    """
    before = period.month - 1
    moves = f"""
        select before.status, now.status, count(*),
            string_agg(now.project_name, '、' order by now.schedule_gap_pp),
            string_agg(now.source, '；' order by now.schedule_gap_pp)
        from flat as now join flat as before using (region_code, project_key, year)
        where now.{here} and year = {period.year} and now.month = {period.month}
            and before.month = {before}
        group by all
    """
    return [
        Question(
            "one project's card", ledger.status_history, one.but(cuts=Cuts(project_key=key)),
            f"""
                select project_key, year, month, annual_plan_cny_10k, ytd_cny_10k,
                    completion_rate_pct, schedule_gap_pp, status, source,
                    lag(status) over (partition by year order by month)
                from flat where {here} and project_key = '{key}' order by year, month
            """,
        ),
        Question("every project", ledger.projects, one, f"from flat where {at} order by unit"),
        Question("units", ledger.completion, one, units),
        Question(
            "league", ledger.league, one,
            f"select *, rank() over (order by rate desc) from ({units})",
        ),
        Question("problems", ledger.problems, one, problems),
        Question("moves", ledger.status_moves, one, moves),
        Question(
            "late", ledger.late, one,
            f"from flat where {at} and not is_started and planned_start_on <= last_day("
            f"make_date({period.year}, {period.month}, 1))",
            is_same_rows=False,  # one of the four kinds of lateness
        ),
        Question(
            "funnel", ledger.funnel, one,
            "select stage, count(*), sum(planned_total_cny_10k) "
            f"from flat where {at} group by stage",
        ),
        Question("behind in a row", ledger.behind_in_a_row, one, in_a_row),
    ]  # fmt: skip


FLAT = {
    **{name: f"select * from mart_{name}" for name in ("growth", "ranking", "mix", "contribution")},
    "flat": "select * from core_project inner join core_project_status "
    "using (region_code, project_key, year, month) where rule_code = 'default'",
}


def bare_duckdb(lake: Lake, name: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB that knows nothing but one flat file, in the order it is usually asked for."""
    file = lake.folder / f"flat-{name}.parquet"
    if not file.exists():
        with lake.cursor(FLAT[name]) as cursor:
            cursor.execute(
                f"copy ({FLAT[name]} order by region_code, year, month) "
                f"to '{file}' (format parquet)"
            )
    bare = duckdb.connect()
    bare.execute(f"create view {name} as from '{file}'")
    return bare


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
        [file] = [name for name in FLAT if f"from {name}" in question.bare]
        with contextlib.closing(bare_duckdb(lake, file)) as bare:
            theirs = bare.execute(question.bare).df()
            peer = median_of(lambda bare=bare, sql=question.bare: bare.execute(sql).df())
        if len(theirs) != len(ours) and question.is_same_rows:
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
            tidy(lake)
        last = Period(2024 + (chosen.months - 1) // 12, (chosen.months - 1) % 12 + 1)
        measure(lake, of_ledgers(lake, last), has_peer=not chosen.no_peer)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"most memory {used} MB")


if __name__ == "__main__":
    main()
