"""Text in a cell that stands off the line, is struck out or not shown, in every kind of file."""

from __future__ import annotations

import pytest

from analytics.intake.files.sheets import Sheet
from analytics.intake.files.workbook import read_workbook
from analytics.intake.text import parse_number
from tests import biff
from tests.hostile import row, sheet_xml, strings_xml, xlsx, zipped
from tests.office_files import ods, ods_cell, ods_row

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes, file: str) -> tuple[Sheet, dict[str, object]]:
    book, problems = read_workbook(data, file)
    return book.sheets[0], {problem.code: problem for problem in problems}


def one_cell(markup: str, style: str = "") -> tuple[object, dict[str, object]]:
    page = f"<html><style>{style}</style><table><tr><td>甲<td>{markup}</table>"
    sheet, problems = read(page.encode(), "月报.htm")
    return sheet.rows[0][1], problems


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("42360<span style='mso-text-raise:30%;vertical-align: super'>1</span>", ""),
        ("42360<span style='vertical-align:4px'>1</span>", ""),
        ("42360<span class=fn>1</span>", ".fn{font-size:60%;vertical-align:super}"),
        ("42360<span class='b fn'>1</span>", "<!-- td{x:y} span.fn , i {vertical-align:top} -->"),
        ("42360<sub>1</sub>", ""),
        ("42360<font class=k><a>1</a></font>", ".k{mso-text-raise:6pt}"),
    ],
)
def test_what_a_page_raises_by_its_styles_is_no_digit(markup, style):
    value, _ = one_cell(markup, style)
    assert value == "42360¹"


def test_a_page_that_moves_its_cells_raises_nothing():
    page = "<table><tr><td style='vertical-align:top'>12<td>CO<sub>2</sub></table>"
    sheet, _ = read(page.encode(), "月报.htm")
    assert sheet.rows == (("12", "CO2"),)


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("12<s>3</s>", ""),
        ("12<del>3</del>", ""),
        ("12<span style='text-decoration:underline line-through'>3</span>", ""),
        ("<span style='display:none'>3</span>12", ""),
        ("<span class=x>3</span>12", ".x { visibility : hidden }"),
        ("12<font style='font-size:0pt'>3</font>", ""),
        ("12<b hidden>3<sup>4</sup></b>", ""),
    ],
)
def test_struck_and_hidden_text_is_left_out_and_said(markup, style):
    value, problems = one_cell(markup, style)
    assert value == "12"
    assert (problems["text_left_out"].severity, problems["text_left_out"].cell) == ("warning", "B1")


def test_a_cell_struck_as_a_whole_is_read_and_said():
    value, problems = one_cell("<s>12</s>")
    assert value == "12"
    assert problems["text_struck"].cell == "B1"


def test_a_title_outside_a_table_keeps_its_marks_apart():
    page = "<p>完成120亿元<sup>2</sup><s>初步</s></p><table><tr><td>1</table>"
    sheet, problems = read(page.encode(), "月报.htm")
    assert sheet.rows[0][0] == "完成120亿元²"
    assert problems["text_left_out"].cell == "A1"


def docx(*runs: tuple[str, str], styles: str = "") -> bytes:
    body = "".join(f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>" for text, look in runs)
    table = f"<w:tbl><w:tr><w:tc><w:p>{body}</w:p></w:tc></w:tr></w:tbl>"
    parts = {"word/document.xml": f"<w:document {WORD}><w:body>{table}</w:body></w:document>"}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {WORD}>{styles}</w:styles>"
    return zipped(parts)


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "12³"),
        ('<w:position w:val="12"/>', "12³"),
        ('<w:position w:val="-6"/>', "12³"),
        ("<w:strike/>", "12"),
        ("<w:dstrike/>", "12"),
        ("<w:vanish/>", "12"),
        ('<w:strike w:val="0"/><w:vanish w:val="false"/>', "123"),
        ('<w:rStyle w:val="mark"/>', "12³"),
    ],
)
def test_the_runs_of_a_docx(look, shown):
    styles = (
        '<w:style w:type="character" w:styleId="mark">'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    sheet, problems = read(docx(("12", ""), ("3", look), styles=styles), "月报.docx")
    assert sheet.rows == ((shown,),)
    assert ("text_left_out" in problems) == (shown == "12")


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ('style:text-position="super 58%"', "120.5²"),
        ('style:text-position="33% 58%"', "120.5²"),
        ('style:text-position="-33% 58%"', "120.5²"),
        ('style:text-position="0% 100%"', "120.52"),
        ('style:text-line-through-style="solid"', "120.5"),
        ('style:text-line-through-style="none"', "120.52"),
    ],
)
def test_the_runs_of_an_ods(look, shown):
    styles = f'<style:style style:name="T1"><style:text-properties {look}/></style:style>'
    cells = ods_cell('120.5<text:span text:style-name="T1">2</text:span>', "string")
    sheet, problems = read(ods({"表1": ods_row(cells)}, styles), "月报.ods")
    assert sheet.rows == ((shown,),)
    assert ("text_left_out" in problems) == (shown == "120.5")


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ('<vertAlign val="superscript"/>', "42360¹"),
        ('<vertAlign val="subscript"/>', "42360¹"),
        ('<strike/><sz val="9"/><vertAlign val="superscript"/>', "42360"),
        ('<strike val="1"/>', "42360"),
        ('<strike val="0"/>', "423601"),
    ],
)
def test_the_runs_of_an_xlsx(look, shown):
    strings = f"<si><r><t>42360</t></r><r><rPr>{look}</rPr><t>1</t></r></si>"
    cells = row(1, '<c r="A1" t="s"><v>0</v></c>')
    sheet, problems = read(
        xlsx({"表1": sheet_xml(cells)}, strings=strings_xml(strings)), "月报.xlsx"
    )
    assert sheet.rows == ((shown,),)
    assert ("text_left_out" in problems) == (shown == "42360")


def test_a_struck_run_in_an_xls_is_left_out():
    stream = biff.sheet_stream([(0, 0, "工业"), (0, 1, ("42360", "1"))])
    data = biff.xls({"表1": stream})
    plain, struck = b"\xff\x7f\x90\x01\x01\x00", b"\xff\x7f\x90\x01\x00\x00"
    sound = b"\xc8\x00\x00\x00"
    assert sound + plain in data
    data = data.replace(sound + plain, b"\xc8\x00\x08\x00" + struck)
    sheet, problems = read(data, "月报.xls")
    assert sheet.rows == (("工业", "42360"),)
    assert problems["text_left_out"].cell == "B1"


@pytest.mark.parametrize("mark", ["1)", "1,2", "1、2", "[1]", "a", "注1", "*", "（1）", "①②"])
def test_every_usual_mark_that_is_raised_leaves_the_number(mark):
    value, _ = one_cell(f"42360<sup>{mark}</sup>")
    assert parse_number(value).value == 42360, value
