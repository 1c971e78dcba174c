"""The tables behind the charts: formats, formulas that agree, charts beside, safe text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from analytics.charts.kit.spec import ChartPoint
from analytics.charts.ledger.completion import CompletionBars
from analytics.export.workbook import INDEX, sheet_names, tables_xlsx
from tests.charts import ledger_frames
from tests.export.every_spec import every_spec, ledger
from tests.export.office import converted

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
CHARTS = every_spec()
_CACHED = re.compile(r"(<f>[^<]*</f>)<v>[^<]*</v>")


def book_bytes(charts=None):
    return tables_xlsx("图表数据", list((charts or CHARTS).values()), SAVED_AT)


def opened(charts=None, **options):
    return load_workbook(io.BytesIO(book_bytes(charts)), **options)


def sheet(name, **options):
    return opened({name: CHARTS[name]}, **options).worksheets[1]


def without_cached_values(data):
    """A reader's program must then calculate for itself."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(result, "w") as written:
        for name in read.namelist():
            content = read.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _CACHED.sub(r"\1", content.decode()).encode()
            written.writestr(name, content)
    return result.getvalue()


def test_office_would_open_the_workbook_without_repair(tmp_path):
    path = tmp_path / "tables.xlsx"
    path.write_bytes(book_bytes())
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_same_charts_and_moment_give_the_same_bytes():
    assert book_bytes() == book_bytes()


def test_the_index_leads_to_every_sheet_and_back():
    book = opened()
    names = sheet_names(list(CHARTS.values()))
    assert book.sheetnames == [INDEX, *names]
    index = book[INDEX]
    for row, name in enumerate(names, start=5):
        assert index.cell(row, 2).hyperlink.location == f"'{name}'!A1"
        assert book[name]["A3"].hyperlink.location == f"'{INDEX}'!A1"
        assert book[name]["A1"].value == index.cell(row, 2).value


@pytest.mark.parametrize("name", CHARTS)
def test_every_sheet_has_its_chart_its_panes_and_its_filter(name):
    page = sheet(name)
    assert len(page._charts) == 1
    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref.startswith("A4:")
    heads = [cell.value for cell in page[4]]
    assert any(head and head.startswith("出处") for head in heads)


def test_numbers_are_formatted_by_their_unit():
    page = sheet("completion")
    heads = {cell.value: cell.column for cell in page[4]}

    def kept(head):
        return page.cell(5, heads[head]).number_format

    assert kept("完成率（%）") == '0.0"%";"−"0.0"%"'
    assert kept("年度计划（亿元）") == '0.00;"−"0.00'
    assert sheet("status")["B5"].number_format == '0;"−"0'


def test_what_a_reader_would_check_is_a_formula_with_its_value():
    formulas, values = sheet("completion"), sheet("completion", data_only=True)
    assert formulas["B5"].value == "=C5/D5*100"
    assert values["B5"].value == pytest.approx(2.3)
    assert formulas["F5"].value == "=B5-E5"
    shares = sheet("mix")
    assert shares["B5"].value == "=D5/E5*100"
    assert shares["F5"].value == "=B5-C5"
    ranks = sheet("ranking")
    assert [cell.value for cell in ranks[5]][4:6] == [-9.9, "=B5-E5"]


def test_a_formula_that_gives_another_value_is_not_written():
    rows = ledger(ledger_frames.units())
    rows = rows.assign(ytd_cny_10k=[None if v is None else v * 2 for v in rows.ytd_cny_10k])
    spec = CompletionBars(rows, ledger_frames.words()).twin()
    page = opened({"completion": spec}).worksheets[1]
    assert page["B5"].value == pytest.approx(2.3)


def test_the_missing_is_an_empty_cell_and_never_zero():
    page = sheet("ranking")
    row = next(r for r in page.iter_rows(min_row=5) if r[0].value == "经开区（—）")
    assert [cell.value for cell in row[1:3]] == [None, None]


def test_text_that_looks_like_a_formula_stays_text():
    spec = CHARTS["league"]
    points = (ChartPoint("=HYPERLINK(1)"), *spec.points[1:])
    odd = replace(spec, points=points, finding="=1+1", foot="@SUM(A1)")
    page = opened({"league": odd}).worksheets[1]
    for cell in (page["A1"], page["A5"], page["A10"]):
        assert cell.data_type == "s"
        assert cell.value[0] in "=@"


def test_a_month_keeps_its_year_when_rows_are_sorted():
    labels = [sheet("growth_line").cell(row, 1).value for row in (5, 6, 7, 8)]
    assert labels == ["2024年1—11月", "2024年1—12月", "2025年1月", "2025年1—2月"]


@pytest.mark.office
def test_libreoffice_calculates_what_the_cells_say(tmp_path):
    path = tmp_path / "plain.xlsx"
    path.write_bytes(without_cached_values(book_bytes()))
    ods = converted(path, "ods", tmp_path / "profile")
    calculated = load_workbook(converted(ods, "xlsx", tmp_path / "profile"), data_only=True)
    said, formulas = opened(data_only=True), opened()
    checked = 0
    for name in formulas.sheetnames:
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    got = calculated[name][cell.coordinate].value
                    cached = said[name][cell.coordinate].value
                    assert abs(Decimal(str(got)) - Decimal(str(cached))) < Decimal("0.05")
                    checked += 1
    assert checked >= 30
