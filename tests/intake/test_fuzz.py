"""300 changed files: each read right, refused or reported, never silently otherwise.

The truth is what another reader finds in the same changed bytes (tests/truth.py).
"""

from __future__ import annotations

import ast
import io
import random
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from analytics.basics.errors import IntakeError
from analytics.intake.files import delimited, html, xls, xlsx
from analytics.intake.files.sheets import Sheet
from analytics.intake.files.workbook import read_workbook
from tests import biff, truth
from tests.hostile import zipped

MUTANTS = 75
LINES = [
    ["2026年1-5月固定资产投资主要指标"],
    ["指标", "1-5月（亿元）", "同比增长（%）", "占比"],
    ["固定资产投资", 1120.5, 8.4, 1],
    ["  民间投资", 466.2, -3.1, 0.416],
    ["  工业投资", 341.7, 12.6, 0.305],
    ["  基础设施投资", 204.25, 2.3, 0.182],
    ["  房地产开发投资", 108.9, -15.75, 0.097],
    ["按地区分"],
    ["双清区", 212, 7.7, 0.189],
    ["大祥区", 187.4, "持平", 0.167],
    ["注：本表为快报数，分项之和不等于合计"],
]


def an_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        percent = book.add_format({"num_format": "0.0%"})
        amount = book.add_format({"num_format": "#,##0.0"})
        for lines in (LINES, LINES[:7]):
            sheet = book.add_worksheet()
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    shown = {1: amount, 3: percent}.get(column) if row > 1 else None
                    sheet.write(row, column, value, shown)
            sheet.merge_range(0, 0, 0, 3, LINES[0][0])
    return out.getvalue()


def xls_stream() -> bytes:
    cells = [
        (row, column, value, biff.PERCENT if column == 3 and row > 1 else biff.PLAIN)
        for row, line in enumerate(LINES)
        for column, value in enumerate(line)
    ]
    sheets = {"表1": biff.sheet_stream(cells, [(0, 0, 0, 3)]), "表2": biff.sheet_stream(cells[:9])}
    return biff.book_stream(sheets)


def a_csv() -> bytes:
    return "\r\n".join(",".join(map(str, line)) for line in LINES).encode()


def an_html() -> bytes:
    rows = "\n".join(
        "<tr>" + "".join(f"<td class=x>{value}</td>" for value in line) + "</tr>" for line in LINES
    )
    return f"<html><body><table border=1>\n{rows}\n</table></body></html>".encode()


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A bit or a few bytes changed, or a piece cut out, doubled, swapped or cut off."""
    changed, kind = bytearray(data), rng.randrange(8)
    at, length = rng.randrange(len(data)), rng.randrange(1, 80)
    if kind <= 1:
        changed[at] ^= 1 << rng.randrange(8)
    elif kind <= 3:
        for _ in range(rng.randrange(1, 5)):
            changed[rng.randrange(len(data))] = rng.choice((0, 48, 57, 60, 128, rng.randrange(256)))
    elif kind == 4:
        changed[at:at] = data[at : at + length]
    elif kind == 5:
        other = rng.randrange(len(data))
        changed[at : at + 8], changed[other : other + 8] = (
            data[other : other + 8],
            data[at : at + 8],
        )
    else:
        start, end = (at, at + length) if kind == 6 else (max(at, len(data) // 2), len(data))
        del changed[start:end]
    return bytes(changed)


def mutated_xlsx(rng: random.Random) -> bytes:
    """Every second one a sound zip, so that the change reaches whoever reads the XML."""
    data = an_xlsx()
    if rng.random() < 0.3:
        return mutated(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    name = rng.choice(("xl/worksheets/sheet1.xml",) * 5 + ("xl/sharedStrings.xml", "xl/styles.xml"))
    name = rng.choice((name, name, name, "xl/workbook.xml"))
    return zipped({**parts, name: mutated(parts[name], rng)})


def mutated_xls(rng: random.Random) -> bytes:
    stream = xls_stream()
    if rng.random() < 0.3:
        return mutated(bytes(biff.ole({"Workbook": stream})), rng)
    return bytes(biff.ole({"Workbook": mutated(stream, rng)}))


BUILD = {
    "xlsx": mutated_xlsx,
    "xls": mutated_xls,
    "csv": lambda rng: mutated(a_csv(), rng),
    "html": lambda rng: mutated(an_html(), rng),
}
SOUND = {
    "xlsx": an_xlsx,
    "xls": lambda: bytes(biff.ole({"Workbook": xls_stream()})),
    "csv": a_csv,
    "html": an_html,
}


def verdict(kind: str, data: bytes) -> str:
    """right, refused, reported; else what is silently other."""
    try:
        book, problems = read_workbook(data, f"月报.{kind}")
    except IntakeError:
        return "refused"
    told = [problem for problem in problems if problem.severity in ("error", "warning")]
    if any(not problem.sheet for problem in told):
        return "reported"
    reported = {problem.sheet for problem in told}
    # A library may stop at an attribute, or see no sheet in another namespace, though no
    # cell hangs on it: then nothing may have changed.
    expected = whatever_is_found(kind, data) or truth.grids(kind, SOUND[kind]())
    ours = [sheet for sheet in book.sheets if sheet.rows or sheet.name not in reported]
    theirs = [grid for grid in expected if grid]
    found = [sheet for sheet in ours if any(v is not None for row in sheet.rows for v in row)]
    if len(found) != len(theirs):
        return "reported" if told else f"{len(found)} sheets instead of {len(theirs)}"
    for sheet, grid in zip(found, theirs, strict=True):
        if (difference := first_difference(sheet, grid)) and sheet.name not in reported:
            return difference
    return "reported" if told else "right"


def whatever_is_found(kind: str, data: bytes) -> list[truth.Grid]:
    try:
        found = truth.grids(kind, data)
    except Exception:
        return []
    return found if all(found) else []


def first_difference(sheet: Sheet, grid: truth.Grid) -> str:
    ours = {
        (row, column): value
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line)
        if (value := truth.plain(cell)) is not None
    }
    for at in sorted(ours.keys() | grid.keys()):
        if ours.get(at) != grid.get(at) and not (ours.get(at) == "long" or grid.get(at) == "long"):
            return f"{sheet.name} {at}: {ours.get(at)!r}, not {grid.get(at)!r}"
    return ""


@pytest.mark.parametrize("kind", BUILD)
def test_no_changed_file_is_silently_other(kind):
    rng = random.Random(14)
    verdicts = [verdict(kind, BUILD[kind](rng)) for _ in range(MUTANTS)]

    counted = Counter(
        one if one in ("right", "refused", "reported") else "other" for one in verdicts
    )
    assert [one for one in verdicts if one not in ("right", "refused", "reported")] == []
    assert counted["right"] > 0
    assert counted["refused"] > 0


def other(sheets: list[Sheet]) -> list[Sheet]:
    """The same sheets with one figure changed: what the test must not let pass."""
    rows = [list(line) for line in sheets[0].rows]
    rows[5][2] = Decimal("4.3") if isinstance(rows[5][2], Decimal) else "4.3"
    return [replace(sheets[0], rows=tuple(map(tuple, rows))), *sheets[1:]]


@pytest.mark.parametrize(
    ("kind", "reader"), [("xlsx", xlsx), ("xls", xls), ("csv", delimited), ("html", html)]
)
def test_one_silent_change_of_a_reader_is_seen(kind, reader, monkeypatch):
    data = SOUND[kind]()
    assert verdict(kind, data) == "right"
    name = {"csv": "read_delimited"}.get(kind, f"read_{kind}")
    read = getattr(reader, name)

    def changed(given):
        sheets, problems = read(given)
        return other(sheets), problems

    monkeypatch.setattr(reader, name, changed)

    assert "(5, 2)" in verdict(kind, data)


def test_the_truth_knows_nothing_of_the_product():
    tree = ast.parse(Path(truth.__file__).read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert not names & {"analytics", "tests", "pages"}
