"""Ledgers of a province: 20,000 projects × 24 months beside the sample's 76.

Generates readings from a seed and stores them through the project's own accept_upload;
prints load, marts and the 项目 page, whole and query by query, as ratios to the sample's
in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics.basics.folders import PROJECT
from analytics.basics.period import Period
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints, ProjectMonth, Reading
from analytics.intake.understand import read_sheets
from analytics.lake import loading
from analytics.lake.connection import Lake
from analytics.lake.names import find_region
from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload
from analytics.questions import ledger
from analytics.questions.selection import Cuts, Selection
from pages.parts import asking

COUNTY = "999901"
SENDER = "示例县发展和改革局"
PROJECTS, MONTHS, UNITS = 20_000, 24, 200
FIRST_YEAR = 2024
REPEATS = 3
# The page may take twice what it takes on the sample.
PAGE_LIMIT = 2.0
COLUMNS = dict(
    zip(
        ("project_name", "unit_label", "planned_total", "annual_plan", "ytd", "problem_text"),
        "BCDEFG",
        strict=True,
    )
)
PROBLEMS = ("征地未完成", "资金未到位", "用地待批", "设计变更")


@dataclass(frozen=True)
class Shape:
    """What does not change of a generated project from month to month."""

    name: str
    unit: str
    kind: str
    plan: int
    pace: float
    start: date


def shapes(count: int) -> list[Shape]:
    random = Random(2025)
    return [
        Shape(
            f"示例项目{number:05d}",
            f"示例单位{random.randrange(UNITS):03d}",
            "续建" if (is_old := random.random() < 0.5) else "新开工",
            random.randrange(500, 20_000),
            random.uniform(0.4, 1.15),
            date(FIRST_YEAR - 1 if is_old else FIRST_YEAR, random.randrange(1, 13), 1),
        )
        for number in range(count)
    ]


def readings(count: int, months: int) -> Iterator[Reading]:
    """One ledger a month; never more than one in memory."""
    projects = shapes(count)
    for at in range(months):
        year, month = FIRST_YEAR + at // 12, at % 12 + 1
        rows = tuple(
            _row(shape, number, year, month) for number, shape in enumerate(projects, start=1)
        )
        name = f"示例台账_{year}-{month:02d}.xlsx"
        yield Reading(name, "", "xlsx", (), (), (), (), (), projects=rows)


def _row(shape: Shape, number: int, year: int, month: int) -> ProjectMonth:
    is_started = shape.start <= date(year, month, 1)
    done = int(shape.plan * min(shape.pace * month / 12, 1)) if is_started else 0
    has_problem = (number * 7 + month // 3) % 11 == 0
    return ProjectMonth(
        sheet="台账",
        sheet_row=number + 5,
        cells=tuple((name, f"{column}{number + 5}") for name, column in COLUMNS.items()),
        year=year,
        month=month,
        region_code=COUNTY,
        project_name=shape.name,
        unit_label=shape.unit,
        project_kind=shape.kind,
        stage="在建" if is_started else "谋划",
        planned_total=Decimal(shape.plan * 4),
        invested_before=Decimal(shape.plan if shape.kind == "续建" else 0),
        annual_plan=Decimal(shape.plan),
        ytd=Decimal(done),
        ytd_plan=Decimal(shape.plan * month // 12),
        planned_start_on=shape.start,
        started_on=shape.start if is_started else None,
        is_started=is_started,
        is_in_statistics=is_started,
        progress_text="主体施工" if is_started else "办理前期手续",
        next_plan_text="继续施工",
        problem_text=PROBLEMS[number % len(PROBLEMS)] if has_problem else "",
        leader="分管副县长",
    )


def sample_readings() -> Iterator[Reading]:
    for path in sorted(loading.SAMPLE.glob("示例县重点项目台账_*.xlsx")):
        workbook, _ = read_workbook(path.read_bytes(), path.name)
        yield read_sheets(workbook, Hints(region_code=COUNTY))


def load(lake: Lake, ledgers: Iterator[Reading]) -> tuple[int, float]:
    """Rows stored and the seconds storing took, the making of the readings left out."""
    rows, seconds = 0, 0.0
    for reading in ledgers:
        start = time.perf_counter()
        rows += accept_upload(
            lake, reading.file.encode(), reading, sender=SENDER, region_code=COUNTY
        ).row_count
        seconds += time.perf_counter() - start
    return rows, seconds


def questions(lake: Lake, period: Period) -> dict[str, Callable[[], object]]:
    """What the pages ask of one period, and the 项目 page's card of one project."""
    one = Selection(find_region(lake, COUNTY), period)
    first = ledger.projects(lake, one).iloc[0]
    key = str(first.project_key)
    return {
        "项目: every project": lambda: ledger.projects(lake, one),
        "项目: one unit": lambda: ledger.projects(lake, one.but(cuts=Cuts(unit=str(first.unit)))),
        "项目: one card's history": lambda: ledger.status_history(
            lake, one.but(cuts=Cuts(project_key=key))
        ),
        "项目: funnel": lambda: ledger.funnel(lake, one),
        "项目: statuses by rule": lambda: ledger.status_counts(lake, one),
        "项目: roster": lambda: ledger.roster_changes(lake, one),
        "完成率: units": lambda: ledger.completion(lake, one),
        "赛马: league": lambda: ledger.league(lake, one),
        "赛马: moves": lambda: ledger.status_moves(lake, one),
        "月调度: problems": lambda: ledger.problems(lake, one),
        "月调度: late": lambda: ledger.late(lake, one),
        "月调度: behind in a row": lambda: ledger.behind_in_a_row(lake, one),
    }


def seconds_of(lake: Lake, ask: Callable[[], object], repeats: int) -> float | None:
    """The median with no answer kept; None where the lake gave up."""
    times = []
    for _ in range(repeats):
        lake.refresh_reference()  # kept answers go with it
        start = time.perf_counter()
        try:
            ask()
        except Exception as error:  # the lake's time limit is its driver's own error
            print(f"{error}".partition("\n")[0])
            return None
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def page_seconds(folder: Path, period: Period) -> float:
    """The median of drawing 项目 with every answer forgotten; the lake stays open."""
    os.environ["INVESTMENT_LAKE"] = str(folder)
    st.cache_resource.clear()
    test = AppTest.from_file(PROJECT / "app.py", default_timeout=300)
    test.query_params["period"] = period.code
    for _ in range(2):  # the first run opens the first page, whatever was asked for
        test._page_hash = calc_hash("projects")
        test.run()
    times = []
    for _ in range(REPEATS):
        st.cache_data.clear()
        asking.lake().refresh_reference()
        start = time.perf_counter()
        test.run()
        times.append(time.perf_counter() - start)
    if test.exception:
        raise RuntimeError(test.exception[0].message)
    return statistics.median(times)


def measure(folder: Path, ledgers: Iterator[Reading], period: Period) -> dict[str, float | None]:
    lake = open_lake(folder)
    rows, seconds = load(lake, ledgers)
    found: dict[str, float | None] = {"rows": rows, "load a thousand rows": seconds / rows * 1000}
    found["项目 page, whole"] = page_seconds(folder, period)
    for name, ask in questions(lake, period).items():
        found[name] = seconds_of(lake, ask, REPEATS)
    return found


def report(small: dict[str, float | None], large: dict[str, float | None]) -> None:
    print(f"rows                       {small['rows']:10.0f} {large['rows']:12.0f}")
    for name in list(small)[1:]:
        one, other = small[name], large[name]
        if one is None or other is None:
            print(f"{name:26} {_shown(one)} {_shown(other)}")
            continue
        limit = f"   limit {PAGE_LIMIT} ×" if name.startswith("项目 page") else ""
        print(f"{name:26} {one:8.4f} s {other:10.4f} s {other / one:7.1f} ×{limit}")


def _shown(seconds: float | None) -> str:
    return "   gave up" if seconds is None else f"{seconds:8.4f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    parser.add_argument("--months", type=int, default=MONTHS)
    chosen = parser.parse_args()
    last = Period(FIRST_YEAR + (chosen.months - 1) // 12, (chosen.months - 1) % 12 + 1)
    with tempfile.TemporaryDirectory() as folder:
        small = measure(Path(folder) / "small", sample_readings(), Period(2025, 12))
        ledgers = readings(chosen.projects, chosen.months)
        large = measure(Path(folder) / "large", ledgers, last)
    print(f"76 projects × 12 months beside {chosen.projects} × {chosen.months}")
    report(small, large)


if __name__ == "__main__":
    main()
