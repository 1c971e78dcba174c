"""Files of other programs go the way of an .xlsx: .ods, .xlsb, .docx, a pasted table."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import docx
import pytest

from analytics.basics.errors import IntakeError
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.files.sheets import Sheet
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints
from tests import hostile
from tests.office_files import ods, ods_cell, ods_row, xlsb, xlsb_cell, xlsb_row

TITLE = "2026年1-5月固定资产投资主要指标"
STYLE = '<style:style style:name="{}"><style:{}-properties {}/></style:style>'
SUPER = STYLE.format("T1", "text", 'style:text-position="super 58%"')
INDENT = STYLE.format("ce1", "paragraph", 'fo:margin-left="0.706cm"')


def an_ods() -> bytes:
    rows = (
        ods_row(ods_cell(TITLE, attributes='table:number-columns-spanned="3"')),
        ods_row(*map(ods_cell, ("指标", "1-5月（亿元）", "同比增长"))),
        ods_row(
            ods_cell('固定资产投资<text:span text:style-name="T1">1</text:span>'),
            ods_cell("1,120.5", "float", 1120.5),
            ods_cell("8.4%", "percentage", 0.084),
        ),
        ods_row(
            ods_cell("民间投资", attributes='table:style-name="ce1"'),
            ods_cell("1900/3/6", "date", "1900-03-06T04:48:00"),
            ods_cell("-3.1%", "percentage", -0.031),
        ),
        ods_row("<table:table-cell/>", attributes='table:number-rows-repeated="1048000"'),
    )
    return ods({"表1": "".join(rows)}, SUPER + INDENT)


def an_xlsb() -> bytes:
    rows = (
        xlsb_row(0, xlsb_cell(0, TITLE)),
        xlsb_row(1, xlsb_cell(0, "指标"), xlsb_cell(1, "1-5月（亿元）"), xlsb_cell(2, "同比增长")),
        xlsb_row(2, xlsb_cell(0, "固定资产投资"), xlsb_cell(1, 1120.5), xlsb_cell(2, 0.084, 1)),
        xlsb_row(
            3,
            *(xlsb_cell(0, "民间投资"), xlsb_cell(1, 66.2, 2), xlsb_cell(2, -0.031, 1)),
            is_hidden=True,
        ),
    )
    return xlsb({"表1": b"".join(rows)}, ("0.0%", "yyyy/m/d"))


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(4, 3)
    lines = (
        ("指标", "1-5月", ""),
        ("", "总量（亿元）", "同比增长（%）"),
        ("固定资产投资", "1120.5", "8.4"),
        ("民间投资", "66.2", "-3.1"),
    )
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    mark = table.cell(3, 1).paragraphs[0].add_run("1")
    mark.font.superscript = True
    document.add_paragraph("注：1 为快报数。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def only_sheet(data: bytes, file: str) -> tuple[Sheet, list[str]]:
    book, problems = read_workbook(data, file)
    (sheet,) = book.sheets
    return sheet, [problem.code for problem in problems]


def test_an_ods_is_read_as_it_is_shown():
    sheet, codes = only_sheet(an_ods(), "月报.ods")
    assert sheet.rows == (
        (TITLE, None, None),
        ("指标", "1-5月（亿元）", "同比增长"),
        ("固定资产投资¹", Decimal("1120.5"), Decimal("8.4")),
        ("民间投资", Decimal("66.2"), Decimal("-3.1")),
    )
    assert [sheet.rows[2][n].printed for n in (1, 2)] == ["1,120.5", "8.4%"]
    assert sheet.merges == ((0, 0, 0, 2),)
    assert sheet.indents == {(3, 0): 2}
    assert codes == ["number_as_day"]


def test_an_ods_cell_shown_in_thousands_or_as_a_day_is_what_it_shows():
    cells = (
        ods_cell("12,346", "float", 12345678),
        ods_cell("12.3", "float", 123456),
        ods_cell("2025年9月", "date", "2025-09-30"),
        ods_cell("7.7", "float", 123),
    )
    sheet, codes = only_sheet(ods({"表1": ods_row(*cells)}), "月报.ods")
    found = (Decimal("12345.678"), Decimal("12.3456"), date(2025, 9, 30), Decimal(123))
    assert sheet.rows == (found,)
    assert codes == ["shown_otherwise"]


def test_hidden_rows_of_an_ods_are_said_and_repeated_cells_are_repeated():
    rows = ods_row(ods_cell("1", "float", 1, 'table:number-columns-repeated="3"'))
    rows += ods_row(ods_cell("2", "float", 2), attributes='table:visibility="collapse"')
    sheet, codes = only_sheet(ods({"表1": rows}), "月报.ods")
    assert sheet.rows == ((Decimal(1),) * 3, (Decimal(2), None, None))
    assert codes == ["hidden_cells"]


def test_an_xlsb_is_read_as_it_is_shown():
    sheet, codes = only_sheet(an_xlsb(), "月报.xlsb")
    assert sheet.rows == (
        (TITLE, None, None),
        ("指标", "1-5月（亿元）", "同比增长"),
        ("固定资产投资", Decimal("1120.5"), Decimal("8.4")),
        ("民间投资", Decimal("66.2"), Decimal("-3.1")),
    )
    assert codes == ["hidden_cells", "number_as_day"]


def test_the_tables_of_a_docx_are_read_with_their_spans_and_raised_marks():
    sheet, codes = only_sheet(a_docx(), "通报.docx")
    assert sheet.rows == (
        (TITLE, None, None),
        ("指标", "1-5月", None),
        (None, "总量（亿元）", "同比增长（%）"),
        ("固定资产投资", "1120.5", "8.4"),
        ("民间投资", "66.2¹", "-3.1"),
        ("注：1 为快报数。", None, None),
    )
    assert sheet.merges == ((1, 0, 2, 0), (1, 1, 1, 2))
    assert codes == []


PASTED = f"{TITLE}\n指标\t1-5月（亿元）\t同比增长（%）\n固定资产投资\t1,120.5\t8.4\n"


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (an_ods(), "月报.ods"),
        (an_xlsb(), "月报.xlsb"),
        (a_docx(), "通报.docx"),
        (PASTED.encode(), "粘贴的表格.txt"),
    ],
    ids=["ods", "xlsb", "docx", "pasted"],
)
def test_each_goes_the_whole_way_through_the_child(data, file):
    reading = read_in_child(data, file, Hints("430500"))
    found = {(row.label.rstrip("¹1"), row.measure): row.value for row in reading.rows}
    assert found["固定资产投资", "level"] == Decimal("1120.5")
    assert found["固定资产投资", "yoy_pct"] == Decimal("8.4")
    assert reading.file == file
    assert not [problem for problem in reading.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (hostile.zipped({"word/document.xml": "<w:document xmlns:w='x'/>"}), "no_table"),
    ],
)
def test_a_scan_or_a_text_is_refused_in_one_sentence_with_a_remedy(data, code):
    with pytest.raises(IntakeError) as caught:
        read_workbook(data, "扫描件.pdf")
    assert caught.value.problem.code == code
    assert "粘贴表格" in caught.value.problem.remedy
    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize("build", [an_ods, an_xlsb, a_docx])
def test_a_flipped_bit_in_any_container_is_refused(build):
    data = build()
    for at in range(60, len(data) - 300, max(len(data) // 60, 1)):
        changed = bytearray(data)
        changed[at] ^= 4
        try:
            book, _ = read_workbook(bytes(changed), "月报.xlsx")
        except IntakeError:
            continue
        assert book.sheets[0].rows == read_workbook(data, "月报.xlsx")[0].sheets[0].rows, at


def test_an_entity_in_an_ods_or_a_docx_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for parts in (
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": bomb},
        {"word/document.xml": bomb},
    ):
        with pytest.raises(IntakeError) as caught:
            read_workbook(hostile.zipped(parts), "坏.ods")
        assert caught.value.problem.code == "entities"


def test_an_ods_of_a_million_repeated_cells_is_refused():
    cell = ods_cell("1", "float", 1, 'table:number-columns-repeated="16384"')
    rows = ods_row(cell, attributes='table:number-rows-repeated="1048576"')
    with pytest.raises(IntakeError) as caught:
        read_workbook(ods({"表1": rows}), "大.ods")
    assert caught.value.problem.code == "too_many_cells"
