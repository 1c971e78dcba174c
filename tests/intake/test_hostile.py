"""Hostile and broken files: one Chinese sentence each, or read without harm."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints
from tests import biff, hostile
from tests.hostile import HARMLESS, HOSTILE, cell, row, sheet_xml, strings_xml

GROWTH_BYTES = 50_000_000
# What the parent says when the child died or our own code failed: never by a scan.
CHILD_DIED = {"child_failed", "child_aborted", "child_memory", "child_time"}


def resident_bytes() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096


def read_watched(data: bytes, file: str):
    """The reading, or the IntakeError, after checking the parent's memory."""
    before = resident_bytes()
    try:
        result = read_in_child(data, file, Hints())
    except IntakeError as error:
        result = error
    assert resident_bytes() - before < GROWTH_BYTES
    return result


def assert_is_a_sentence(problem: Problem) -> None:
    assert re.search("[一-鿿]", problem.problem)
    assert problem.remedy.startswith("请")
    assert str(problem).count("。") == 1
    assert "Traceback" not in str(problem)


@pytest.mark.parametrize("build", HOSTILE, ids=lambda build: build.__name__)
def test_a_hostile_file_gets_one_sentence_with_a_remedy(build):
    file = f"{build.__name__}.xlsx"
    error = read_watched(build(), file)
    assert isinstance(error, IntakeError)
    assert error.problem.code == HOSTILE[build]
    assert error.problem.file == file
    assert_is_a_sentence(error.problem)


@pytest.mark.parametrize("build", HARMLESS, ids=lambda build: build.__name__)
def test_an_odd_but_legal_file_is_read_without_harm(build):
    reading = read_watched(build(), f"{build.__name__}.xlsx")
    assert not isinstance(reading, IntakeError)
    assert any(picture.rows for picture in reading.pictures)
    codes = {problem.code for problem in reading.problems}
    assert "layout_failed" not in codes
    assert not HARMLESS[build] or HARMLESS[build] in codes


def test_there_are_at_least_twenty_of_them():
    assert len(HOSTILE) + len(HARMLESS) >= 20


def test_a_script_in_a_cell_is_no_text():
    reading = read_watched(hostile.html_with_script(), "月报.xls")
    assert reading.pictures[0].rows == (("工业", "12.5"),)


def test_a_hostile_file_name_is_only_shown():
    name = "../../etc/cron.d/\u202excod.xlsx"
    with pytest.raises(IntakeError) as caught:
        read_in_child(b"", name, Hints())
    assert caught.value.problem.file == "../../etc/cron.d/xcod.xlsx"


def sound_xlsx_parts() -> dict[str, hostile.Part]:
    rows = "".join(
        row(n, f'<c r="A{n}" t="s"><v>{n % 5}</v></c>', cell(f"B{n}", str(n * 1.7)))
        for n in range(1, 60)
    )
    texts = strings_xml("".join(f"<si><t>工业{n}</t></si>" for n in range(5)))
    merges = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    sheets = {"表1": sheet_xml(rows, merges), "表2": sheet_xml()}
    return hostile.xlsx_parts(sheets, strings=texts)


def sound_xls() -> bytes:
    cells = [(n, n % 3, f"行{n}" if n % 2 else n * 1.7) for n in range(120)]
    stream = biff.sheet_stream(cells, [(0, 0, 1, 1)])
    return biff.xls({"表1": stream, "表2": biff.sheet_stream([(0, 0, 1.0)])})


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few bytes changed, or a piece cut out, doubled or cut off."""
    changed = bytearray(data)
    kind = rng.randrange(5)
    at, length = rng.randrange(len(data)), rng.randrange(1, 200)
    if kind <= 2:
        for _ in range(rng.randrange(1, 12)):
            values = (0, 1, 127, 128, 255, rng.randrange(256))
            changed[rng.randrange(len(data))] = rng.choice(values)
    elif kind == 3:
        changed[at:at] = data[at : at + length]
    else:
        del changed[at : at + (length if rng.random() < 0.5 else len(data))]
    return bytes(changed)


def mutated_xlsx(rng: random.Random) -> bytes:
    return mutated(hostile.zipped(sound_xlsx_parts()), rng)


def xlsx_with_a_mutated_part(rng: random.Random) -> bytes:
    """The zip stays sound, so that the change reaches whoever reads the XML."""
    parts = sound_xlsx_parts()
    name = rng.choice([*parts, "xl/worksheets/sheet1.xml"])
    content = parts[name]
    raw = content.encode() if isinstance(content, str) else content
    return hostile.zipped({**parts, name: mutated(raw, rng)})


def mutated_xls(rng: random.Random) -> bytes:
    return mutated(sound_xls(), rng)


@pytest.mark.parametrize("mutant", [mutated_xlsx, xlsx_with_a_mutated_part, mutated_xls])
def test_mutated_files_never_crash_hang_or_fail_without_a_type(mutant):
    rng, outcomes = random.Random(7), {"read": 0, "refused": 0}
    for number in range(30):
        result = read_watched(mutant(rng), f"变异{number}.xls")
        refused = isinstance(result, IntakeError)
        outcomes["refused" if refused else "read"] += 1
        if refused:
            assert result.problem.code not in CHILD_DIED, number
            assert_is_a_sentence(result.problem)
    # No change to a zip escapes its checksums; the other changes are not all harm.
    assert outcomes["refused"] > 0
    assert outcomes["read"] > 0 or mutant is mutated_xlsx


def test_mutated_xls_read_in_process_only_ever_raise_our_error():
    rng, data, refused = random.Random(4), sound_xls(), 0
    for _ in range(300):
        try:
            read_workbook(mutated(data, rng), "变异.xls")
        except IntakeError:
            refused += 1
    assert 0 < refused < 300
