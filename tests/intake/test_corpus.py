"""Real files nobody here wrote: every expected cell, and nothing that must not be read."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from analytics.intake.files.sheets import position
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from analytics.reference.regions import full_name

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")


def expected(name):
    found = defaultdict(list)
    if CORPUS.exists():
        with (CORPUS / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[row["file"]].append(row)
    return found


EXPECTED, NEVER = expected("expected.csv"), expected("never.csv")


def reading_of(file):
    workbook, _ = read_workbook((CORPUS / "files" / file).read_bytes(), file)
    return read_sheets(workbook, Hints())


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_every_expected_cell_is_read_with_its_attributes(file):
    reading = reading_of(file)
    rows = {(row.sheet if not file.endswith(".csv") else "", row.cell): row for row in reading.rows}
    for want in EXPECTED[file]:
        row = rows[want["sheet"], want["cell"]]
        assert float(row.value) == pytest.approx(float(want["value"]))
        assert (row.period.code, row.span) == (want["period"], want["span"])
        assert (row.measure, row.unit) == (want["measure"], want["unit"])
        region = full_name(row.region_code) or row.region_label
        assert region.startswith(want["region"])


@pytest.mark.parametrize("file", sorted(NEVER))
def test_no_forbidden_cell_comes_back(file):
    reading = reading_of(file)
    for ban in NEVER[file]:
        cells = [position(row.cell) for row in reading.rows if row.sheet == ban["sheet"]]
        if ban["cell_range"] == "*":
            assert cells == []
            continue
        (top, left), (bottom, right) = map(position, ban["cell_range"].split(":"))
        assert not [cell for cell in cells if top <= cell[0] <= bottom and left <= cell[1] <= right]


def test_the_bulletin_keeps_statistics_apart():
    reading = reading_of("yuebao_202509.xlsx")
    assert reading.region_suggestion == "430500"
    assert reading.questions == ()
    investment = {row.sheet for row in reading.rows if row.statistic == "investment"}
    assert investment == {
        "投资11",
        "投资12",
        "33投资处1",
        "34投资处2",
        "35投资处4",
        "36投资处5",
        "37投资处6",
        "38投资处7",
    }


@pytest.mark.parametrize(
    ("file", "questions"),
    [
        ("gbk_years_across.csv", {"unit", "region"}),
        ("no_indicator_name.xls", {"indicator", "unit"}),
        ("tidy_fai_month_differences.csv", {"indicator", "unit", "measure", "region"}),
        ("nbs_zhejiang_gdp.xls", set()),
    ],
)
def test_what_a_file_does_not_say_is_asked(file, questions):
    reading = reading_of(file)
    assert {question.about for question in reading.questions} == questions


def test_growth_of_derived_months_is_not_passed_off_as_published():
    reading = reading_of("tidy_fai_month_differences.csv")
    months = [row for row in reading.rows if row.cell.startswith("C")]
    assert months
    assert {row.measure for row in months} == {"other"}
