"""The report: its order, its marks, its table of sources, its look in real Office."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from analytics.basics.facts import HeadlineFacts, Source
from analytics.export.gongwen import BODY, gongwen_document
from analytics.export.report import Report, ReportSection, report_docx
from analytics.speech.grammar.runs import paragraph_numbers, paragraph_text
from analytics.speech.paragraphs.draft import headline_paragraph
from tests.export.every_spec import every_spec
from tests.export.office import converted
from tests.speech import known_facts

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
CHARTS = every_spec()


def report():
    city = headline_paragraph(known_facts.shaoyang())
    county = headline_paragraph(known_facts.county())
    return Report(
        "2025年前三季度邵阳市固定资产投资运行情况分析",
        (
            ReportSection("", (city,)),
            ReportSection("运行情况", (city, CHARTS["ranking"], county)),
            ReportSection("分产业看", (county, CHARTS["waterfall"]), level=2),
            ReportSection("分地区看", (county,), level=2),
            ReportSection("存在问题", (county, CHARTS["completion"])),
            ReportSection("（一）自带序号的标题", level=2),
        ),
        date_line="（2025年10月20日）",
        vintages={"u1": "2025-10-20 14:30接收"},
    )


def opened(**options):
    return Document(io.BytesIO(report_docx(report(), SAVED_AT, **options)))


def texts(document):
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iterchildren(qn("w:p"))
    ]


@pytest.mark.parametrize("options", [{}, {"with_marks": False}, {"large_print": True}])
def test_office_would_open_the_report_without_repair(options, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(report_docx(report(), SAVED_AT, **options))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_same_report_and_moment_give_the_same_bytes():
    first = report_docx(report(), SAVED_AT)
    assert first == report_docx(report(), SAVED_AT)
    assert first != report_docx(report(), SAVED_AT.replace(minute=22))


def test_headings_are_counted_and_stand_in_their_order():
    document = opened()
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name in ("一级标题", "二级标题")
    ]
    assert headings == [
        ("一级标题", "一、运行情况"),
        ("二级标题", "（一）分产业看"),
        ("二级标题", "（二）分地区看"),
        ("一级标题", "二、存在问题"),
        ("二级标题", "（一）自带序号的标题"),
        ("一级标题", "数据出处表"),
    ]
    assert texts(document)[1] == "（2025年10月20日）"


def test_a_chart_stands_after_the_paragraph_that_names_it():
    said = texts(opened())
    city = paragraph_text(headline_paragraph(known_facts.shaoyang()))
    second = said.index(city, said.index("一、运行情况"))
    assert said[second + 1] == f"图1　{CHARTS['ranking'].finding}"
    assert f"图3　{CHARTS['completion'].finding}" in said


def test_each_number_is_marked_and_the_final_copy_is_clean():
    controls = list(opened().element.body.iter(qn("w:sdt")))
    tags = [c.find(f".//{qn('w:tag')}").get(qn("w:val")) for c in controls]
    ids = [c.find(f".//{qn('w:id')}").get(qn("w:val")) for c in controls]
    titles = [c.find(f".//{qn('w:alias')}").get(qn("w:val")) for c in controls]
    shown = ["".join(t.text for t in c.find(qn("w:sdtContent")).iter(qn("w:t"))) for c in controls]
    numbers = paragraph_numbers(headline_paragraph(known_facts.shaoyang()))
    assert shown[: len(numbers)] == [number.text for number in numbers]
    assert titles[: len(numbers)] == [number.source.text for number in numbers]
    assert {number.fact_id for number in report().numbers} == set(tags)
    assert all(len(said) <= 64 for said in (*titles, *tags))
    assert len(set(ids)) == len(ids)
    final = opened(with_marks=False)
    assert not list(final.element.body.iter(qn("w:sdt")))
    assert texts(final) == texts(opened())


def test_a_long_place_keeps_its_sheet_and_cell_in_the_title_of_its_control():
    far = Source("很长的文件名" * 20 + ".xlsx", "投资11", "B5")
    fact = replace(known_facts.growth("固定资产投资", "1.0"), yoy_source=far)
    said = headline_paragraph(HeadlineFacts(fact))
    document = Document(
        io.BytesIO(report_docx(Report("稿", (ReportSection("", (said,)),)), SAVED_AT))
    )
    alias = document.element.body.find(".//" + qn("w:alias")).get(qn("w:val"))
    assert len(alias) == 64
    assert alias.endswith(".xlsx!投资11!B5")


def test_title_and_page_are_those_of_an_official_text():
    document = opened()
    assert texts(document)[0] == report().title
    section = document.sections[0]
    measures = {
        section.page_width: 210,
        section.page_height: 297,
        section.top_margin: 37,
        section.left_margin: 28,
    }
    # Word keeps whole twips, a sixtieth of a millimetre.
    assert all(abs(kept - Mm(wanted)) < 700 for kept, wanted in measures.items())
    footer = "".join(t.text for t in section.footer._element.iter(qn("w:t")))
    assert footer == "— 1 —"
    fonts = document.styles["公文标题"].element.find(".//" + qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "方正小标宋简体"


def test_a_chart_has_its_words_and_its_workbook_in_the_file():
    odd = replace(CHARTS["ranking"], alt='<甲>&"乙"县增速最高')
    docx = report_docx(Report("稿", (ReportSection("", (odd,)),)), SAVED_AT)
    document = Document(io.BytesIO(docx))
    assert document.element.body.find(".//" + qn("wp:docPr")).get("descr") == odd.alt
    assert odd.subtitle in texts(document)
    assert odd.foot in texts(document)
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        relations = package.read("word/charts/_rels/chart1.xml.rels").decode()
        assert "word/embeddings/Microsoft_Excel_Sheet1.xlsx" in package.namelist()
    assert "embeddings/Microsoft_Excel_Sheet1.xlsx" in relations


def test_the_sources_lead_from_the_fact_to_the_cell_and_the_upload():
    rows = [[cell.text for cell in row.cells] for row in opened().tables[0].rows]
    assert rows[0][:3] == ["序号", "数字编号", "文中数字"]
    assert rows[1] == [
        "1",
        report().numbers[0].fact_id,
        "9.9%",
        "固定资产投资同比增速，邵阳市，2025年1—9月",
        "yuebao_202509.xlsx!投资11!B5",
        "1",
    ]
    assert texts(opened())[-1].endswith("批次1：u1（2025-10-20 14:30接收）。")
    formula = next(row for row in rows if row[2].startswith("2.2"))
    assert "（yuebao_202509.xlsx!投资11!B5；yuebao_202509.xlsx!投资11!B9）" in formula[4]
    assert len(rows) == 1 + len(report().numbers)


def test_a_reading_copy_is_set_in_larger_type():
    assert opened(large_print=True).styles["公文正文"].font.size == Pt(22)
    assert opened().styles["公文正文"].font.size == Pt(16)
    assert not opened(large_print=True, with_sources=False).tables


@pytest.mark.office
def test_libreoffice_reads_every_paragraph_and_caption(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(report_docx(report(), SAVED_AT))
    text = converted(path, "txt:Text (encoded):UTF8", tmp_path / "p").read_text("utf-8-sig")
    for said in texts(opened()):
        assert said in text
    sources = text[text.index("数据出处表") :]
    for number in report().numbers:
        assert number.text in sources
        assert number.source.text in sources


@pytest.mark.office
def test_a_page_holds_22_lines_of_28_characters_in_libreoffice(tmp_path):
    pages = {}
    for count in (22 * 28, 22 * 28 + 1):
        document = gongwen_document()
        paragraph = document.add_paragraph("国" * count, style=BODY)
        paragraph.paragraph_format.first_line_indent = 0
        indent = paragraph._p.pPr.find(qn("w:ind"))
        indent.set(qn("w:firstLineChars"), "0")
        path = tmp_path / f"page{count}.docx"
        document.save(path)
        pdf = converted(path, "pdf", tmp_path / "profile").read_bytes()
        pages[count] = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pages == {616: 1, 617: 2}
