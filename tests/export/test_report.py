"""The report: its order, its marks, its table of sources, its look in real Office."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from analytics.export.report import Report, Section, report_docx
from analytics.speech.grammar.runs import paragraph_text
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
            Section("", (city,)),
            Section("运行情况", (city, CHARTS["ranking"], county)),
            Section("分产业看", (county, CHARTS["waterfall"]), level=2),
            Section("分地区看", (county,), level=2),
            Section("存在问题", (county, CHARTS["completion"])),
            Section("（一）自带序号的标题", level=2),
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
    assert report_docx(report(), SAVED_AT) == report_docx(report(), SAVED_AT)


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
    assert {number.fact_id for number in report().numbers} == set(tags)
    assert len(set(ids)) == len(ids)
    final = opened(with_marks=False)
    assert not list(final.element.body.iter(qn("w:sdt")))
    assert texts(final) == texts(opened())


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
