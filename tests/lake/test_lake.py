"""The door to the lake: threads, processes and what SQL may not do."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload
from analytics.questions import loaded, statistics
from analytics.questions.selection import Selection
from tests.lake_rows import SHAOYANG, observation, reading
from tests.selections import about

ROOT = Path(__file__).parents[2]
THREADS = 8
QUESTIONS = 400


def ask_from_threads(ask):
    """How many of many answers, from eight threads at once, are another's or an error."""

    def is_wrong(number):
        try:
            return ask(number) != number
        except Exception:  # the shared connection fails in many ways; each one counts
            return True

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(is_wrong, range(QUESTIONS)))


def test_eight_threads_each_get_their_own_answer(lake):
    def ask(number):
        frame = lake.query("select $number + i - i as n from range(500) as t(i)", number=number)
        return int(frame.n.iloc[0]) if frame.n.nunique() == 1 else None

    assert ask_from_threads(ask) == 0


def test_the_thread_test_would_catch_a_shared_connection(lake):
    shared = lake._door.connection

    def ask(number):
        result = shared.execute(
            "select $number + i - i as n from range(500) as t(i)", {"number": number}
        )
        return int(result.df().n.iloc[0])

    assert ask_from_threads(ask) > 0


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/passwd')",
        "copy (select 1) to '/tmp/out.csv'",
        "attach '/tmp/other.db'",
        "install httpfs",
        "load '/tmp/x.duckdb_extension'",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
    ],
)
def test_sql_cannot_leave_the_lake_or_loosen_its_limits(lake, sql):
    with pytest.raises(duckdb.Error):
        lake.query(sql)


def test_local_frames_are_not_found_by_name(lake):
    secret_frame = loaded.uploads(lake)

    with pytest.raises(duckdb.Error, match="secret_frame"):
        lake.query("select * from secret_frame")
    assert secret_frame.empty


def test_an_as_of_asked_by_one_query_does_not_stay_for_the_next(lake, accept):
    from datetime import datetime

    accept(observation("1.0"))

    assert statistics.growth(lake, about(as_of=datetime(2000, 1, 1))).empty  # noqa: DTZ001
    assert len(statistics.growth(lake, Selection())) == 1


def test_another_process_writes_while_this_one_has_the_lake_open(lake, accept):
    accept(observation("1.0"))
    before = lake.snapshot
    script = textwrap.dedent(
        f"""
        from analytics.lake.opening import open_lake
        from analytics.lake.uploads import accept_upload
        from tests.lake_rows import observation, reading
        lake = open_lake({str(lake.folder)!r})
        row = observation("2.0", label="第一产业")
        accept_upload(lake, b"other", reading(row), sender="乙局", region_code="")
        """
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)

    assert lake.snapshot > before
    assert sorted(statistics.growth(lake, Selection()).yoy_pct) == [1.0, 2.0]


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    folder = tmp_path / "lake"
    script = textwrap.dedent(
        f"""
        import sys
        from analytics.lake.opening import open_lake
        from analytics.lake.uploads import accept_upload
        from tests.lake_rows import observation, reading
        lake = open_lake({str(folder)!r})
        for number in range(8):
            row = observation(str(number))
            data = f"{{sys.argv[1]}}-{{number}}".encode()
            accept_upload(lake, data, reading(row), sender=sys.argv[1], region_code="")
        """
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, name], cwd=ROOT) for name in "ab"]

    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert len(loaded.uploads(open_lake(folder))) == 16


def test_a_lake_copied_to_another_folder_opens_there_and_leaves_the_first_alone(
    lake, accept, tmp_path
):
    accept(observation("-9.9"))
    elsewhere = tmp_path / "moved" / "lake"
    shutil.copytree(lake.folder, elsewhere)

    with contextlib.closing(open_lake(elsewhere)) as moved:
        accept_upload(
            moved,
            b"more",
            reading(observation("1.0", period="2025-08")),
            sender="邵阳市统计局",
            region_code=SHAOYANG,
        )
        assert statistics.growth(moved, Selection()).yoy_pct.tolist() == [1.0, -9.9]
    assert statistics.growth(lake, Selection()).yoy_pct.tolist() == [-9.9]


STATISTICS = "__ducklake_metadata_lake.main.ducklake_table_stats"


def test_every_table_has_statistics_once_and_a_lake_made_earlier_gets_them(lake):
    def tables():
        return lake._door.connection.execute(
            f"select table_name from {STATISTICS} "
            "join __ducklake_metadata_lake.main.ducklake_table using (table_id)"
        ).fetchall()

    made = sorted(tables())
    assert len(made) == len(set(made)) == 31
    lake._door.connection.execute(f"delete from {STATISTICS} where table_id < 3")
    assert len(tables()) == 29

    open_lake(lake.folder).close()

    assert sorted(tables()) == made


def test_a_table_that_was_empty_finds_its_first_rows_nulls_and_values(lake):
    lake.write(
        lambda writing: writing.cursor.execute(
            "insert into lake.sender (sender, region_code) "
            "values ('甲局', null), ('乙局', '430500')"
        )
    )

    assert lake.query("select sender from lake.sender where region_code is null").size == 1
    assert lake.query("select sender from lake.sender where region_code = '430500'").size == 1
    assert lake.query("select sender from lake.sender where region_code is not null").size == 1
