"""make bench: how long our work takes beside a bare peer doing the part it can do."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine

from analytics.basics.errors import IntakeError
from analytics.basics.folders import PROJECT
from analytics.basics.period import Period
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.reading import Hints
from analytics.lake import gate, loading
from analytics.lake.opening import open_lake
from analytics.questions.checks import checks
from analytics.questions.selection import Selection
from bench import commands, drafts, pages, projects
from bench.lake import measure, median_of, of_ledgers, of_statistics
from tests.hostile import HOSTILE
from tests.ledgers_built import HOME, many_projects

BULLETIN = PROJECT.parent / "shared" / "corpus" / "files" / "yuebao_202509.xlsx"
SAMPLE = PROJECT / "data" / "sample" / "邵阳市统计月报_2025-09.xlsx"
LOAD_LIMIT_SECONDS = 5.0
GATE_LIMIT_SECONDS = 1.0
REPEATS = 5


def median_seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bare_calamine(path: Path) -> None:
    """Every value of every sheet, nothing understood: the floor for any reader."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def load_whole(path: Path) -> float:
    """Seconds to read, compare, store and sync one file into a new lake."""
    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        start = time.perf_counter()
        prepared = loading.prepare(lake, path.read_bytes(), path.name, "邵阳市统计局")
        prepared.accept(lake, is_leaving_out_unanswered=True)
        return time.perf_counter() - start


def seconds_to_refuse(data: bytes) -> float:
    start = time.perf_counter()
    with contextlib.suppress(IntakeError):
        read_in_child(data, "坏.xlsx", Hints())
    return time.perf_counter() - start


def main() -> None:
    path = BULLETIN if BULLETIN.exists() else SAMPLE
    data = path.read_bytes()
    peer = median_seconds(lambda: bare_calamine(path))
    read = median_seconds(lambda: read_in_child(data, path.name, Hints("430500")))
    load = statistics.median(load_whole(path) for _ in range(REPEATS))
    print(f"file                      {path.name}, {len(data) // 1024} KB")
    print(f"bare python-calamine pass {peer:8.3f} s   1.0 ×")
    print(f"read in a child process   {read:8.3f} s {read / peer:5.1f} ×")
    print(
        f"load into the lake        {load:8.3f} s {load / peer:5.1f} ×"
        f"   {load / LOAD_LIMIT_SECONDS:.2f} of the {LOAD_LIMIT_SECONDS:.0f} s limit"
    )
    ledger = many_projects(20_000)
    many = median_seconds(lambda: read_in_child(ledger, "台账.xlsx", Hints(HOME)))
    print(f"read 20,000 projects      {many:8.3f} s")
    refused = {build.__name__: seconds_to_refuse(build()) for build in HOSTILE}
    slowest = max(refused, key=refused.get)
    print(f"refuse a hostile file     {statistics.median(refused.values()):8.3f} s")
    print(f"  the slowest of them     {refused[slowest]:8.3f} s   {slowest}")
    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        start = time.perf_counter()
        files = loading.load_sample_if_empty(lake, lambda _: None)
        print(f"first start, {files} files    {time.perf_counter() - start:8.3f} s")
        measure(lake, of_statistics(lake) + of_ledgers(lake, Period(2025, 12)))
        every = median_of(lambda: checks(lake, Selection()), lake.forget_answers)
        print(f"all checks                {every:8.3f} s")
        prepared = loading.prepare(lake, data, path.name, "邵阳市统计局")
        weighed = median_seconds(lambda: gate.weigh(lake, prepared))
        print(f"checks before accepting   {weighed:8.3f} s         limit {GATE_LIMIT_SECONDS} s")
    commands.main()
    projects.main()
    drafts.main()
    pages.main()


if __name__ == "__main__":
    main()
