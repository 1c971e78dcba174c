"""Each format becomes the same Sheet: values as printed, at their own addresses."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from analytics.basics.errors import IntakeError
from analytics.intake.files.sheets import Sheet, Workbook, clean_text
from analytics.intake.files.workbook import pictures, read_workbook
from analytics.intake.reading import SheetPicture
from tests import biff
from tests.hostile import cell, row, sheet_xml, styles_xml, xlsx, xlsx_parts, zipped

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "files"


def only_sheet(data: bytes | str, file: str = "月报.xlsx") -> Sheet:
    book, _ = read_workbook(data.encode() if isinstance(data, str) else data, file)
    (sheet,) = book.sheets
    return sheet


def codes(data: bytes, file: str = "月报.xlsx") -> list[str]:
    return [problem.code for problem in read_workbook(data, file)[1]]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def bulletin() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "投资3 "
    sheet["A1"] = "固定资产投资"
    sheet.merge_cells("A1:C1")
    sheet["A3"] = "  其中：\u202e工业\x09"
    sheet["A3"].alignment = Alignment(indent=2)
    sheet["B3"] = 12.1
    sheet["C3"] = 202609
    sheet["B4"] = 0.087
    sheet["B4"].number_format = "0.0%"
    sheet["B5"] = date(2025, 9, 30)
    sheet["B5"].number_format = 'yyyy"年"m"月"'
    sheet["B6"] = "=SUM(B3:B4)"
    sheet["B7"] = "#DIV/0!"
    sheet["C7"] = True
    book.create_sheet("旧表").sheet_state = "hidden"
    book["旧表"]["A1"] = 1
    book.create_chartsheet("图")
    return saved(book)


def test_an_xlsx_is_read_as_printed(bulletin):
    sheet, hidden = read_workbook(bulletin, "月报.xlsx")[0].sheets
    assert sheet.name == "投资3 "
    assert sheet.rows == (
        ("固定资产投资", None, None),
        (None, None, None),
        ("  其中：工业\t", Decimal("12.1"), Decimal("202609")),
        (None, Decimal("8.7"), None),
        (None, date(2025, 9, 30), None),
        (None, None, None),
        (None, "#DIV/0!", True),
    )
    assert sheet.merges == ((0, 0, 0, 2),)
    assert sheet.indents == {(2, 0): 2}
    assert sheet.rows[3][1].printed == "8.7%"
    assert (sheet.is_hidden, hidden.is_hidden) == (False, True)


def test_an_integer_cell_has_no_decimals(bulletin):
    value = read_workbook(bulletin, "月报.xlsx")[0].sheets[0].rows[2][2]
    assert str(value) == "202609"


def test_a_formula_without_a_result_is_said_with_place_and_remedy(bulletin):
    (problem,) = read_workbook(bulletin, "月报.xlsx")[1]
    assert problem.code == "formula_uncached"
    assert problem.severity == "warning"
    assert problem.place == "月报.xlsx 投资3  B6"
    assert "1 个公式单元格" in problem.problem
    assert problem.remedy == "请在 Excel/WPS 中打开并保存一次再上传"


@pytest.mark.parametrize("number_format", [14, 31, 57])
def test_the_built_in_chinese_date_formats_are_dates(number_format):
    styles = f'<xf/><xf numFmtId="{number_format}"/>'
    rows = row(1, '<c r="A1" s="1"><v>45930</v></c>')
    data = xlsx({"表1": sheet_xml(rows)}, styles=styles_xml(styles))
    assert only_sheet(data).rows == ((date(2025, 9, 30),),)


def test_an_identifier_too_long_for_a_number_stays_text():
    rows = row(1, cell("A1", "430500199001011234"), cell("B1", "NaN"), cell("C1"))
    (values,) = only_sheet(xlsx({"表1": sheet_xml(rows)})).rows
    assert [type(value) for value in values] == [str, str, Decimal]


def test_one_bad_sheet_never_costs_the_others():
    bad = sheet_xml(row(4_000_000_000, cell("A4000000000")))
    data = xlsx({"坏": bad, "好": sheet_xml(), "破": b"<worksheet><sheetData><row"})
    book, problems = read_workbook(data, "月报.xlsx")
    assert [sheet.name for sheet in book.sheets if sheet.rows] == ["好"]
    assert ("坏", "off_grid") in [(p.sheet, p.code) for p in problems]


def test_a_lone_far_cell_is_left_out_and_said():
    rows = row(1, cell("A1"), cell("XEP1")) + row(2, cell("B2")) + row(900000, cell("A9"))
    rows = rows.replace('r="A9"', 'r="A900000"')
    data = xlsx({"表1": sheet_xml(rows)})
    assert only_sheet(data).rows == ((Decimal(1), None), (None, Decimal(1)))
    assert codes(data) == ["far_cells"]


def test_blank_formatted_cells_down_to_the_last_row_are_harmless():
    blanks = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 1_048_577, 16))
    last = '<row r="1048576"><c r="A1048576" s="0"/></row>'
    data = xlsx({"表1": sheet_xml(row(1, cell("A1")) + blanks + last)})
    assert only_sheet(data).rows == ((Decimal(1),),)
    assert codes(data) == []


def test_macros_are_said_and_not_run():
    parts = xlsx_parts({"表1": sheet_xml()})
    data = zipped({**parts, "xl/vbaProject.bin": b"\x00" * 9})
    assert codes(data, "月报.xlsm") == ["macros"]


def test_an_xls_is_read_as_printed():
    stream = biff.sheet_stream(
        [
            (0, 0, "固定资产投资"),
            (2, 0, "　其中：工业", biff.INDENTED),
            (2, 1, -9.9),
            (3, 1, 0.087, biff.PERCENT),
            (4, 1, 45930, biff.DATE),
        ],
        [(0, 0, 0, 1)],
    )
    data = biff.xls({"投资": stream, "旧": biff.sheet_stream([])}, hidden=("旧",))
    sheet, hidden = read_workbook(data, "月报.xls")[0].sheets
    assert sheet.rows == (
        ("固定资产投资", None),
        (None, None),
        ("　其中：工业", Decimal("-9.9")),
        (None, Decimal("8.7")),
        (None, date(2025, 9, 30)),
    )
    assert sheet.merges == ((0, 0, 0, 1),)
    assert sheet.indents == {(2, 0): 2}
    assert sheet.rows[3][1].printed == "8.70%"
    assert hidden.is_hidden


def test_an_xls_whose_last_sector_is_short_is_read_as_wps_writes_it():
    cells = [(number, 0, f"行{number}") for number in range(400)]
    stream = biff.book_stream({"表1": biff.sheet_stream(cells)})
    data = bytes(biff.ole({"Workbook": stream}))[: -(-len(stream) % 512)]
    assert len(data) % 512
    assert len(only_sheet(data, "月报.xls").rows) == 400


def test_html_saved_as_xls_keeps_indents_and_spans_and_drops_scripts():
    page = """<html><head><title>导出</title></head><body><h2>表1 投资</h2>
    <table><tr><th rowspan="2">指标</th><th colspan="2">1—9月</th></tr>
    <tr><td>总量<td>增速</tr>
    <tr><td>　&nbsp;工业
        投资<td>1.5<script>x()</script><td>a<br>b</table>
    <p>单位：亿元</p><table><tr><td>全市</table></body></html>"""
    sheet = only_sheet(page.encode("gb18030"), "月报.xls")
    assert sheet.rows == (
        ("表1 投资", None, None),
        ("指标", "1—9月", None),
        (None, "总量", "增速"),
        ("　\xa0工业 投资", "1.5", "a\nb"),
        ("单位：亿元", None, None),
        ("全市", None, None),
    )
    assert sheet.merges == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_cells_beside_a_long_rowspan_keep_their_columns():
    page = """<table><tr><td rowspan=3>a<td>b</tr><tr><td>c</tr>
    <tr><td>d</tr><tr><td>e</table>"""
    assert only_sheet(page, "月报.xls").rows == (
        ("a", "b"),
        (None, "c"),
        (None, "d"),
        ("e", None),
    )


def test_a_table_that_only_arranges_the_page_holds_its_inner_tables():
    page = "<table><tr><td>抬头<table><tr><td>a<td>b</table></td></tr></table>"
    assert only_sheet(page, "月报.xls").rows == (("抬头", None), ("a", "b"))


def test_a_line_break_inside_quotes_does_not_shift_the_rows():
    data = '指标,"注：\n第二行"\r\n\r\n全市,-9.9\r\n'.encode("gb18030")
    assert only_sheet(data, "月报.csv").rows == (
        ("指标", "注：\n第二行"),
        (None, None),
        ("全市", "-9.9"),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter):
    lines = (("地区", "增速，%"), ("全市", "-9.9"), ("双清区", "1,024.5"))
    quoted = [[f'"{v}"' if "," in v else v for v in line] for line in lines]
    text = "\n".join(delimiter.join(line) for line in quoted)
    assert only_sheet(text, "月报.csv").rows == lines


def test_a_file_with_nothing_in_it_is_refused_in_one_sentence():
    with pytest.raises(IntakeError) as caught:
        read_workbook(xlsx({"表1": sheet_xml("")}), "空.xlsx")
    assert str(caught.value).startswith("空.xlsx：文件中没有任何内容。请")


def test_unseen_characters_are_dropped_and_leading_blanks_stay():
    dirty = "　 工\x00业\u202e\u200b\ud800\x85增速\ufeff\n（%）"
    assert clean_text(dirty) == "　 工业增速\n（%）"
    assert clean_text("投" * 900) == "投" * 499 + "…"


def test_a_picture_is_small_and_its_merges_stay_inside():
    values = (("长" * 90, Decimal("1E+3"), date(2025, 9, 30), True),)
    rows = tuple(line + (None,) * 40 for line in values * 100)
    sheet = Sheet("表1", rows, merges=((70, 0, 99, 43), (90, 0, 91, 1)))
    (picture,) = pictures(Workbook("月报.xlsx", "xlsx", (sheet,)))
    assert isinstance(picture, SheetPicture)
    assert (len(picture.rows), len(picture.rows[0])) == (80, 30)
    assert picture.rows[0][:5] == ("长" * 60, "1000", "2025-09-30", "TRUE", "")
    assert picture.merges == ((70, 0, 79, 29),)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
def test_every_real_file_is_read_without_an_error():
    files = sorted(CORPUS.iterdir())
    for path in files:
        book, problems = read_workbook(path.read_bytes(), path.name)
        assert any(sheet.rows for sheet in book.sheets), path.name
        assert not [str(p) for p in problems if p.severity == "error"]
    assert len(files) == 18


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
def test_our_indents_are_those_openpyxl_reads():
    path = CORPUS / "yuebao_202509.xlsx"
    book, _ = read_workbook(path.read_bytes(), path.name)
    ours = {sheet.name: sheet for sheet in book.sheets}
    with warnings.catch_warnings(action="ignore"):
        theirs = openpyxl.load_workbook(path)
    compared = 0
    for sheet in theirs.worksheets:
        expected = {
            (cell.row - 1, cell.column - 1): int(cell.alignment.indent)
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None and cell.alignment.indent
        }
        assert ours[sheet.title].indents == expected, sheet.title
        compared += len(expected)
    assert compared > 50


def test_a_book_in_a_zip_with_folder_entries_is_read():
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/theme/", b"")
    assert only_sheet(out.getvalue()).rows == ((Decimal(1),),)
