"""What a cell shows is what is read, in every kind of file; what is hidden or twice is said."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from analytics.basics.errors import IntakeError
from analytics.intake.files.sheets import Sheet
from analytics.intake.files.workbook import read_workbook
from analytics.intake.ledgers.values import read_date
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from tests import biff
from tests.hostile import cell, row, sheet_xml, strings_xml, xlsx, xlsx_parts, zipped
from tests.office_files import ods, ods_cell, ods_row, xlsb, xlsb_cell, xlsb_row

FORMATS = {"B4": "0.0%", "C4": "0!.0,", "D4": "yyyy/m/d", "B5": "0.0;[Red]0.0", "D5": "yyyy/m/d"}
FORMATS |= {"B6": 'yyyy"年"m"月"', "C6": "mmm-yy"}
VALUES = {"B4": 0.084, "C4": 123456, "D4": 66.2, "B5": -3.1, "C5": 8.45, "D5": 45930}
VALUES |= {"B6": 45809, "C6": 45809}


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for address, value in VALUES.items():
        sheet[address] = value
        sheet[address].number_format = FORMATS.get(address, "General")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_xls() -> bytes:
    codes = dict.fromkeys(FORMATS.values())
    cells = []
    for address, value in VALUES.items():
        place = int(address[1]) - 1, ord(address[0]) - 65
        style = list(codes).index(FORMATS[address]) + 1 if address in FORMATS else 0
        cells.append((*place, value, style and len(biff.STYLES) + style - 1))
    return biff.xls({"表1": biff.sheet_stream(cells)}, codes=tuple(codes))


def read(data: bytes, file: str = "月报.xlsx") -> tuple[Sheet, dict[str, object]]:
    book, problems = read_workbook(data, file)
    return book.sheets[0], {problem.code: problem for problem in problems}


@pytest.mark.parametrize("data", [an_xlsx(), an_xls()], ids=["xlsx", "xls"])
def test_numbers_are_read_as_they_are_shown(data):
    sheet, problems = read(data)
    assert [str(value) for value in sheet.rows[3]] == ["None", "8.4", "12.3456", "66.2"]
    assert [str(value) for value in sheet.rows[4]] == ["None", "-3.1", "8.45", "2025-09-30"]
    assert [sheet.rows[3][1].printed, sheet.rows[3][2].printed] == ["8.4%", "12.3"]
    assert sheet.rows[4][1].printed == "-3.1"
    assert problems["number_as_day"].cell == "D4"
    assert "1 个数" in problems["number_as_day"].problem


@pytest.mark.parametrize("data", [an_xlsx(), an_xls()], ids=["xlsx", "xls"])
def test_a_date_that_shows_its_month_ends_with_it(data):
    sheet, _ = read(data)
    for value in sheet.rows[5][1:3]:
        assert (value.printed, read_date(value)) == ("2025年6月", date(2025, 6, 30))
    assert read_date(sheet.rows[4][3]) == date(2025, 9, 30)


def test_an_ods_and_an_xlsb_show_the_month_of_a_date_too():
    cells = [
        ods_cell("2025年6月", "date", "2025-06-01"),
        ods_cell("2025-06-01", "date", "2025-06-01"),
    ]
    of_ods, _ = read(ods({"台账": ods_row(*cells)}), "台账.ods")
    codes = ('yyyy"年"m"月"', "yyyy/m/d")
    row_of_xlsb = xlsb_row(0, xlsb_cell(0, 45809.0, 1), xlsb_cell(1, 45809.0, 2))
    of_xlsb, _ = read(xlsb({"台账": row_of_xlsb}, codes), "台账.xlsb")
    for sheet in (of_ods, of_xlsb):
        assert [read_date(value).day for value in sheet.rows[0]] == [30, 1]


def test_a_percent_cell_is_growth_in_percent_and_its_text_is_kept():
    book = openpyxl.Workbook()
    for line in (
        ["2026年1-5月固定资产投资"],
        ["指标", "1-5月（亿元）", "同比增长"],
        ["固定资产投资", 120.5, 0.084],
        ["民间投资", 66.25, -0.031],
    ):
        book.active.append(line)
    for address, code in {"C3": "0.0%", "C4": "0.0%", "B4": "0.0_ "}.items():
        book.active[address].number_format = code
    out = io.BytesIO()
    book.save(out)
    rows = read_sheets(read_workbook(out.getvalue(), "月报.xlsx")[0], Hints("430500")).rows
    found = {row.cell: (row.value, row.unit, row.measure, row.printed) for row in rows}
    assert found == {
        "B3": (Decimal("120.5"), "亿元", "level", "120.5"),
        "C3": (Decimal("8.4"), "%", "yoy_pct", "8.4%"),
        "B4": (Decimal("66.25"), "亿元", "level", "66.3"),
        "C4": (Decimal("-3.1"), "%", "yoy_pct", "-3.1%"),
    }


RAISED = (
    '<si><r><t>42360</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
    '<si><r><t>工业</t></r><r><rPr><sz val="9"/><vertAlign val="superscript"/></rPr>'
    '<t xml:space="preserve">注</t></r><r><t>投资</t></r></si>'
)


def test_a_raised_mark_in_an_xlsx_is_no_digit():
    rows = row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>')
    sheet, _ = read(xlsx({"表1": sheet_xml(rows)}, strings=strings_xml(RAISED)))
    assert sheet.rows == (("42360¹", "工业(注)投资"),)


def test_a_raised_mark_in_an_xls_is_no_digit():
    stream = biff.sheet_stream([(0, 0, "工业"), (0, 1, ("42360", "1"))])
    sheet, _ = read(biff.xls({"表1": stream}), "月报.xls")
    assert sheet.rows == (("工业", "42360¹"),)


@pytest.mark.parametrize("tag", ["sup", "SUP"])
def test_a_raised_mark_in_html_is_no_digit(tag):
    page = f"<table><tr><td>42360<{tag}>1</{tag}><td>投资<{tag}>①</{tag}>额</table>"
    sheet, _ = read(page.encode(), "月报.htm")
    assert sheet.rows == (("42360¹", "投资①额"),)


def test_two_cells_with_one_address_are_reported_and_neither_is_read():
    twice = row(1, cell("A1"), cell("B1", "2"), cell("B1", "3")) + row(2, cell("A2"))
    sheet, problems = read(xlsx({"表1": sheet_xml(twice)}))
    assert sheet.rows == ((Decimal(1),), (Decimal(1),))
    assert (problems["written_twice"].severity, problems["written_twice"].cell) == ("error", "B1")
    stream = biff.sheet_stream([(0, 0, 1), (0, 1, 2), (0, 1, 3)])
    sheet, problems = read(biff.xls({"表1": stream}), "月报.xls")
    assert sheet.rows == ((Decimal(1),),)
    assert problems["written_twice"].cell == "B1"


def test_a_row_written_twice_in_two_places_is_a_broken_sheet():
    twice = row(1, cell("A1")) + row(2, cell("A2")) + row(1, cell("A1", "9"))
    _, problems = read(xlsx({"表1": sheet_xml(twice), "好": sheet_xml()}))
    assert problems["sheet_broken"].sheet == "表1"


def test_two_sheets_with_one_name_are_both_read_and_told_apart():
    parts = xlsx_parts({"表1": sheet_xml(), "表2": sheet_xml(row(1, cell("A1", "2")))})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("表2", "表1")
    for data in (
        zipped(parts),
        biff.xls(
            {"表1": biff.sheet_stream([(0, 0, 1)]), "表2": biff.sheet_stream([(0, 0, 2)])}
        ).replace("表2".encode("utf-16-le"), "表1".encode("utf-16-le")),
    ):
        book, problems = read_workbook(data, "月报.xlsx")
        found = {sheet.name: sheet.rows for sheet in book.sheets}
        assert found == {"表1": ((Decimal(1),),), "表1（2）": ((Decimal(2),),)}
        assert "same_sheet_name" in [problem.code for problem in problems]


def test_a_text_cut_for_length_is_said_with_its_cell():
    long = "投" * 600
    book = openpyxl.Workbook()
    book.active["B2"] = long
    out = io.BytesIO()
    book.save(out)
    for data, place in (
        (out.getvalue(), "B2"),
        (biff.xls({"表1": biff.sheet_stream([(0, 0, long)])}), "A1"),
        (f"a,{long}\n".encode(), "B1"),
        (f"<table><tr><td>{long}</table>".encode(), "A1"),
    ):
        assert read(data)[1]["text_cut"].cell == place


def test_hidden_rows_and_columns_are_read_and_said():
    book = openpyxl.Workbook()
    for number in range(1, 9):
        book.active.append([number] * 4)
    for number in (3, 5, 6, 20):
        book.active.row_dimensions[number].hidden = True
    book.active.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    sheet, problems = read(out.getvalue())
    assert len(sheet.rows) == 8
    assert problems["hidden_cells"].problem.startswith("第 3、5—6 行、C 列是隐藏的")
    assert problems["hidden_cells"].severity == "note"
    stream = biff.sheet_stream(
        [(0, 0, 1), (1, 0, 2), (1, 1, 3)], hidden_rows=(1,), hidden_columns=(1,)
    )
    _, problems = read(biff.xls({"表1": stream}), "月报.xls")
    assert problems["hidden_cells"].problem.startswith("第 2 行、B 列是隐藏的")
    page = "<table><tr><td>a<td>b</tr><tr style='display: none'><td>c<td hidden>d</tr></table>"
    _, problems = read(page.encode(), "月报.htm")
    assert problems["hidden_cells"].problem.startswith("第 2 行、B 列是隐藏的")


def test_rows_and_columns_without_a_size_are_said_as_hidden():
    grid = "".join(row(n, *(cell(f"{letter}{n}") for letter in "ABC")) for n in (1, 2))
    grid = grid.replace('r="2"', 'r="2" ht="0" customHeight="1"')
    sizes = b'<cols><col min="2" max="2" width="0.75"/><col min="3" max="3" width="0"/></cols>'
    sized = sheet_xml(grid).replace(b"<sheetData>", sizes + b"<sheetData>")
    styles = "".join(
        f'<style:style style:name="{name}"><style:table-{kind}="{size}"/></style:style>'
        for name, kind, size in (
            ("r0", "row-properties style:row-height", "0cm"),
            ("c0", "column-properties style:column-width", "0.0in"),
            ("c1", "column-properties style:column-width", "0.5in"),
        )
    )
    columns = "".join(
        f'<table:table-column table:style-name="{name}"/>' for name in ("c1", "c1", "c0")
    )
    cells = [ods_cell(text, "string") for text in "甲乙丙"]
    rows = ods_row(*cells) + ods_row(*cells, attributes='table:style-name="r0"')
    page = "<table><col><col width=9><col width=0><tr><td>a<td>b<td>c<tr height=0><td>d</table>"
    shrunk = page.replace("width=0", "style='width:0pt;x:y'").replace("height=0", "style=height:0")
    for data, file in (
        (xlsx({"表1": sized}), "月报.xlsx"),
        (ods({"表1": columns + rows}, styles), "月报.ods"),
        (page.encode(), "月报.htm"),
        (shrunk.encode(), "月报.htm"),
    ):
        _, problems = read(data, file)
        assert problems["hidden_cells"].problem.startswith("第 2 行、C 列是隐藏的"), file


def test_the_digits_of_an_ods_cell_are_those_of_its_number():
    cells = [
        ods_cell("1—4月", "float", 4),
        ods_cell("第2批 12.5", "float", 12.5),
        ods_cell("2026年 8.4%", "percentage", 0.084),
    ]
    sheet, problems = read(ods({"表1": ods_row(*cells)}), "月报.ods")
    assert sheet.rows[0][0] == "1—4月"
    assert [str(value) for value in sheet.rows[0][1:]] == ["12.5", "8.4"]
    assert "shown_otherwise" not in problems


def flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_no_flipped_bit_of_a_zip_changes_a_figure_without_a_word():
    data, sound = an_xlsx(), read(an_xlsx())[0].rows
    refused = 0
    for at in range(0, len(data), 7):
        try:
            book, problems = read_workbook(flipped(data, at, at % 8), "月报.xlsx")
        except IntakeError:
            refused += 1
        else:
            assert book.sheets[0].rows == sound or problems, at
    assert refused > len(data) / 7 * 0.8
