"""The child process: what crosses, what limits it, and what its death sounds like."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.basics.errors import IntakeError, Problem
from analytics.basics.folders import PROJECT
from analytics.basics.period import Period
from analytics.intake.files import child
from analytics.intake.files.sandbox import Limits, read_in_child
from analytics.intake.reading import (
    Hints,
    Observation,
    Question,
    Reading,
    SheetPicture,
    TableUnderstood,
)
from analytics.intake.reading_json import (
    from_json,
    hints_from_json,
    hints_to_json,
    to_json,
)
from tests.hostile import cell, row, sheet_xml, small_xls, xlsx

FULL = Reading(
    file="月报.xlsx",
    sha256="ab" * 32,
    kind="xlsx",
    rows=(
        Observation(
            sheet="投资3 ",
            cell="B4",
            table_title="固定资产投资",
            statistic="investment",
            period=Period(2025, 9),
            span="ytd",
            region_label="全市",
            region_code="430500",
            label="工业",
            section="按领域分",
            parent="固定资产投资",
            is_of_which=True,
            measure="yoy_pct",
            unit="%",
            printed="-9.90",
            value=Decimal("-9.90"),
        ),
    ),
    tables=(TableUnderstood("投资3 ", "t", "A1:B9", "A1:B2", "f", "i", "p", "%", "r", 9),),
    pictures=(SheetPicture("投资3 ", False, (("a", ""), ("", "b")), ((0, 0, 0, 1),)),),
    problems=(Problem("warning", "code", "问题", "请看", "月报.xlsx", "表", "B2"),),
    questions=(Question("unit", "表", "f", "单位？", ("亿元", "万元"), "亿元"),),
    region_suggestion="430500",
)


def large_table() -> bytes:
    line = ",".join(f"{n}.5" for n in range(20))
    return (line + "\n").encode() * 60_000


def refused(*args: object, **kwargs: object) -> Problem:
    with pytest.raises(IntakeError) as caught:
        read_in_child(*args, **kwargs)
    return caught.value.problem


def test_a_reading_survives_the_border_unchanged():
    assert from_json(to_json(FULL)) == FULL
    assert str(from_json(to_json(FULL)).rows[0].value) == "-9.90"


def test_hints_survive_the_border_unchanged():
    hints = Hints("430500", {("*", "year"): "2025", ("ab12", "unit"): "亿元"})
    assert hints_from_json(hints_to_json(hints)) == hints


def test_bytes_and_a_path_give_the_same_reading(tmp_path):
    path = tmp_path / "上传的文件"
    path.write_bytes(small_xls())
    from_path = read_in_child(path, "月报.xls", Hints())
    assert from_path == read_in_child(small_xls(), "月报.xls", Hints())
    assert from_path.kind == "xls"
    assert len(from_path.sha256) == 64
    assert from_path.pictures[0].rows == (("工业", "12.5"),)


def test_a_warning_of_the_reader_comes_through_with_its_place():
    rows = row(1, cell("A1"), '<c r="B1"><f>A1*2</f></c>')
    reading = read_in_child(xlsx({"表1": sheet_xml(rows)}), "月报.xlsx", Hints())
    places = {problem.code: problem.place for problem in reading.problems}
    assert places["formula_uncached"] == "月报.xlsx 表1 B1"


def test_too_little_memory_is_said_and_survived():
    problem = refused(large_table(), "大表.csv", Hints(), limits=Limits(memory_bytes=90_000_000))
    assert (problem.code, problem.file) == ("child_memory", "大表.csv")
    assert problem.problem == "读取所需内存超过 90 MB，已停止"


def test_too_much_computing_is_said_and_survived():
    page = b"<table>" + (b"<tr>" + b"<td>1.5" * 20) * 40_000
    problem = refused(page, "大表.xls", Hints(), limits=Limits(cpu_seconds=1, wall_seconds=600))
    assert problem.code == "child_time"


def test_a_child_that_takes_too_long_is_killed():
    problem = refused(large_table(), "大表.csv", Hints(), limits=Limits(wall_seconds=0.1))
    assert problem.code == "child_time"
    assert problem.remedy.startswith("请")


def test_a_child_that_is_killed_before_it_began_is_said_as_well():
    for _ in range(5):
        problem = refused(small_xls(), "月报.xls", Hints(), limits=Limits(wall_seconds=1e-6))
        assert problem.code == "child_time"


def test_a_child_that_aborts_is_said_and_survived(monkeypatch, tmp_path):
    script = tmp_path / "child.py"
    script.write_text("import os\nos.abort()\n", encoding="utf-8")
    monkeypatch.setattr(child, "__file__", str(script))
    assert refused(small_xls(), "月报.xls", Hints()).code == "child_aborted"


def test_a_mistake_of_ours_is_a_sentence_for_the_user_and_a_trace_in_the_log(
    monkeypatch, tmp_path, caplog
):
    script = tmp_path / "child.py"
    script.write_text("raise KeyError('ours')\n", encoding="utf-8")
    monkeypatch.setattr(child, "__file__", str(script))
    with caplog.at_level(logging.ERROR):
        problem = refused(small_xls(), "月报.xls", Hints())
    assert problem.code == "child_failed"
    assert "KeyError" not in str(problem)
    assert "KeyError: 'ours'" in caplog.text


def test_the_child_sees_nothing_of_the_servers_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SERVER_SECRET", "s3cret")
    seen = tmp_path / "seen"
    script = tmp_path / "child.py"
    script.write_text(f"import os\nopen({str(seen)!r}, 'w').write(repr(dict(os.environ)))\n")
    monkeypatch.setattr(child, "__file__", str(script))
    refused(small_xls(), "月报.xls", Hints())
    assert "s3cret" not in seen.read_text()


def test_nothing_is_left_in_the_temporary_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_in_child(small_xls(), "月报.xls", Hints())
    refused(b"PK\x03\x04", "坏.xlsx", Hints())
    assert list(tmp_path.iterdir()) == []


def test_several_uploads_at_once_are_all_read():
    kinds: list[str] = []

    def read() -> None:
        kinds.append(read_in_child(small_xls(), "月报.xls", Hints()).kind)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kinds == ["xls"] * 6


def serving(parent: int) -> list[int]:
    """The processes that fork children for this one."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    command = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in found}
    return [pid for pid, line in command.items() if child.SERVE.encode() in line.split(b"\0")]


def until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    path = Path(f"/proc/{pid}/stat")
    return not path.exists() or path.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_one_process_forks_every_child_and_another_takes_its_place_when_it_dies():
    read_in_child(small_xls(), "月报.xls", Hints())
    first = serving(os.getpid())
    read_in_child(small_xls(), "月报.xls", Hints())
    assert serving(os.getpid()) == first
    assert len(first) == 1
    os.kill(first[0], signal.SIGKILL)
    until(lambda: is_gone(first[0]))
    assert read_in_child(small_xls(), "月报.xls", Hints()).kind == "xls"
    assert serving(os.getpid()) not in ([], first)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_the_process_that_forks_ends_with_a_server_that_is_killed():
    code = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        "from analytics.intake.files.sandbox import read_in_child\n"
        "from analytics.intake.reading import Hints\n"
        "from tests.hostile import small_xls\n"
        "print(read_in_child(small_xls(), '月报.xls', Hints()).kind, flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout.readline() == b"xls\n"
        (forking,) = serving(server.pid)
        server.kill()
    until(lambda: is_gone(forking))


def test_a_fork_of_the_server_reads_with_a_process_of_its_own():
    read_in_child(small_xls(), "月报.xls", Hints())
    pid = os.fork()
    if pid == 0:
        os._exit(0 if read_in_child(small_xls(), "月报.xls", Hints()).kind == "xls" else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert read_in_child(small_xls(), "月报.xls", Hints()).kind == "xls"


def test_the_child_starts_light():
    code = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        "from analytics.intake.files import workbook, xlsx, xls, html, delimited\n"
        "from analytics.intake import reading_json\n"
        "heavy = {'pandas', 'numpy', 'duckdb', 'streamlit', 'plotly', 'openpyxl'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", code], check=False)
    assert ended.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_the_limits_hold_in_the_child():
    code = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        "from analytics.intake.files.child import limit_this_process\n"
        "limit_this_process(300_000_000, 5)\n"
        "import resource as r\n"
        "assert r.getrlimit(r.RLIMIT_AS)[0] == 300_000_000\n"
        "assert r.getrlimit(r.RLIMIT_CPU) == (5, 6)\n"
        "assert r.getrlimit(r.RLIMIT_CORE) == (0, 0)\n"
        "bytearray(400_000_000)\n"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", code], check=False, capture_output=True)
    assert b"MemoryError" in ended.stderr
