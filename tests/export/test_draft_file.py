"""The exported draft: what it says, whether Office opens it, what it looks like."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from analytics.basics.errors import RefusedError
from analytics.basics.facts import HeadlineFacts, Source
from analytics.basics.period import Period
from analytics.export.draft_file import draft_chart, draft_file
from analytics.export.gongwen import BODY, gongwen_document
from analytics.speech.grammar.runs import paragraph_numbers, paragraph_text
from analytics.speech.paragraphs.draft import headline_paragraph
from tests.export.office import converted
from tests.speech import known_facts

SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts_only() -> HeadlineFacts:
    return replace(known_facts.shaoyang(), districts=())


def with_history() -> HeadlineFacts:
    nation = known_facts.nation()
    yoys = {(2022, 11): "5.3", (2022, 12): "5.1", (2023, 2): "5.5", (2023, 3): "5.1"}
    history = tuple(
        known_facts.growth("固定资产投资", yoy, region="全国", period=Period(*when))
        for when, yoy in yoys.items()
    )
    return replace(nation, headline=history[-1], history=history)


ALL_KINDS = [
    known_facts.shaoyang,
    parts_only,
    with_history,
    known_facts.nation,
    known_facts.county,
]


def chart_xml(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read("word/charts/chart1.xml"))


def body_text(document: Document) -> list[str]:
    """Paragraph texts with what stands inside content controls."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iterchildren(qn("w:p"))
    ]


@pytest.mark.parametrize("facts", ALL_KINDS)
def test_office_would_open_the_draft_without_repair(facts, tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(draft_file(facts(), SAVED_AT))
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


@pytest.mark.parametrize("facts", ALL_KINDS)
def test_the_same_facts_and_moment_give_the_same_bytes(facts):
    first = draft_file(facts(), SAVED_AT)
    assert first == draft_file(facts(), SAVED_AT)
    assert first != draft_file(facts(), SAVED_AT.replace(minute=22))


def test_every_number_is_a_content_control_that_names_its_source():
    facts = known_facts.county()
    numbers = paragraph_numbers(headline_paragraph(facts))
    document = Document(io.BytesIO(draft_file(facts, SAVED_AT)))
    controls = list(document.element.body.iter(qn("w:sdt")))
    shown = [
        "".join(t.text for t in control.find(qn("w:sdtContent")).iter(qn("w:t")))
        for control in controls
    ]
    properties = [control.find(qn("w:sdtPr")) for control in controls]

    def values(name):
        return [p.find(qn(name)).get(qn("w:val")) for p in properties]

    assert shown == [number.text for number in numbers]
    assert values("w:tag") == [number.fact_id for number in numbers]
    assert len(set(values("w:id"))) == len(numbers)
    assert values("w:alias")[0] == "yuebao_202509.xlsx!投资11!L5"
    assert all(len(title) <= 64 for title in values("w:alias") + values("w:tag"))


def test_the_source_list_leads_from_each_number_to_its_cell():
    document = Document(io.BytesIO(draft_file(known_facts.shaoyang(), SAVED_AT)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "文中数字", "指标", "地区、时期", "出处"]
    assert rows[1] == [
        "1",
        "9.9%",
        "固定资产投资同比增速",
        "邵阳市，2025年1—9月",
        "yuebao_202509.xlsx!投资11!B5",
    ]
    assert rows[9][1:] == [
        "12.1%",
        "固定资产投资同比增速",
        "新邵县，2025年1—9月",
        "yuebao_202509.xlsx!33投资处1!B8",
    ]
    assert body_text(document)[-1] == "取数时间：2025年11月22日 08:21；接收批次：u1。"


def test_a_difference_is_sourced_by_its_formula_and_inputs():
    document = Document(io.BytesIO(draft_file(known_facts.nation(), SAVED_AT)))
    assert document.tables[0].rows[3].cells[4].text == (
        "本期增速减上期增速，均取一位小数"
        "（yuebao_202509.xlsx!投资11!B5；yuebao_202509.xlsx!投资11!P5）"
    )


def test_title_paragraph_and_page_are_those_of_an_official_text():
    facts = known_facts.nation()
    document = Document(io.BytesIO(draft_file(facts, SAVED_AT)))
    text = body_text(document)
    assert text[0] == "2023年1—9月全国固定资产投资情况"
    assert text[2] == paragraph_text(headline_paragraph(facts))
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


def test_the_ranking_is_an_editable_chart_with_the_whole_among_its_parts():
    docx = draft_file(known_facts.shaoyang(), SAVED_AT)
    chart = chart_xml(docx)
    labels = [v.text for v in chart.iterfind(f".//{_C}cat//{_C}v")]
    values = [v.text for v in chart.iterfind(f".//{_C}val//{_C}v")]
    assert labels[:3] == ["新邵县", "城步苗族自治县", "绥宁县"]
    assert labels.index("全市") == labels.index("新宁县") + 1
    assert labels[-1] == "北塔区"
    assert (values[0], values[-1]) == ("12.1", "-28.8")
    assert chart.find(f".//{_C}barDir").get("val") == "bar"
    assert chart.find(f".//{_C}catAx/{_C}tickLblPos").get("val") == "low"
    ids = [e.get("val") for e in chart.iter(f"{_C}axId", f"{_C}crossAx")]
    assert all(int(one) > 0 for one in ids)
    inverted = [e.get("val") for e in chart.iter(f"{_C}invertIfNegative")]
    assert set(inverted) == {"0"}
    assert len(inverted) == 1 + len(labels)


def test_the_embedded_workbook_holds_the_numbers_and_their_cells():
    with zipfile.ZipFile(io.BytesIO(draft_file(known_facts.shaoyang(), SAVED_AT))) as package:
        book = package.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")
        relations = package.read("word/charts/_rels/chart1.xml.rels").decode()
    sheet = load_workbook(io.BytesIO(book))["Sheet1"]
    assert [cell.value for cell in sheet[1]] == [None, "同比增速（%）", "出处"]
    assert [cell.value for cell in sheet[2]] == [
        "新邵县",
        12.1,
        "yuebao_202509.xlsx!33投资处1!B8",
    ]
    assert "embeddings/Microsoft_Excel_Sheet1.xlsx" in relations


def test_the_chart_says_in_words_what_it_shows():
    document = Document(io.BytesIO(draft_file(known_facts.shaoyang(), SAVED_AT)))
    alt = document.element.body.find(".//" + qn("wp:docPr")).get("descr")
    assert alt.startswith("新邵县增速最高，北塔区最低。")
    assert "全市−9.9" in alt
    text = body_text(document)
    assert "图1　新邵县增速最高，北塔区最低" in text
    assert "2025年1—9月邵阳市固定资产投资同比增速，单位：%" in text


def test_an_alt_text_with_markup_stays_text():
    facts = known_facts.shaoyang()
    odd = replace(facts.districts[3], region='<甲>&"乙"县')
    facts = replace(facts, districts=(odd, *facts.districts[:3]))
    document = Document(io.BytesIO(draft_file(facts, SAVED_AT)))
    alt = document.element.body.find(".//" + qn("wp:docPr")).get("descr")
    assert alt.startswith('<甲>&"乙"县增速最高')


def test_without_districts_the_parts_are_drawn_and_without_them_the_line():
    assert [p.label for p in draft_chart(parts_only()).points][-1] == ("科学研究和技术服务业")
    line = draft_chart(with_history())
    assert [(p.group, p.label) for p in line.points][1:3] == [
        ("2022年", "12"),
        ("2023年", "1"),
    ]
    assert draft_chart(known_facts.county()) is None


def test_computed_growth_is_not_drawn_beside_published_growth():
    facts = known_facts.shaoyang()
    computed = replace(facts.headline, is_published=False)
    bars = draft_chart(replace(facts, headline=computed))
    assert "全市" not in [point.label for point in bars.points]
    parts = tuple(replace(part, is_published=False) for part in facts.breakdowns)
    assert draft_chart(replace(facts, breakdowns=parts, districts=())) is None


def test_the_line_names_the_indicator_in_its_finding():
    assert draft_chart(with_history()).finding == ("2023年1—3月全国固定资产投资增长5.1%")


def test_a_line_that_ends_before_the_text_is_not_drawn():
    later = replace(with_history(), headline=known_facts.nation().headline)
    assert draft_chart(later) is None


def test_sectors_and_other_parts_share_no_chart():
    labels = [point.label for point in draft_chart(parts_only()).points]
    assert "第一产业" not in labels
    sectors = replace(parts_only(), breakdowns=parts_only().breakdowns[:3])
    assert draft_chart(sectors).points[0].label == "第二产业"


def test_a_chart_of_some_districts_says_so():
    facts = known_facts.shaoyang()
    some = replace(facts, districts=facts.districts[:2], are_districts_complete=False)
    finding = "已装入的2个县（市、区）中双清区增速最高，大祥区最低"
    assert draft_chart(some).finding == finding


def test_computed_districts_are_marked_and_drawn_without_the_published_whole():
    facts = known_facts.shaoyang()
    computed = tuple(replace(d, is_published=False) for d in facts.districts)
    chart = draft_chart(replace(facts, districts=computed))
    assert "全市" not in [point.label for point in chart.points]
    assert "同比增速（直接计算）" in chart.subtitle


def test_january_is_a_gap_in_the_line_and_not_a_zero():
    chart = chart_xml(draft_file(with_history(), SAVED_AT))
    indices = [p.get("idx") for p in chart.iterfind(f".//{_C}val//{_C}pt")]
    assert indices == ["0", "1", "3", "4"]
    assert chart.find(f".//{_C}dispBlanksAs").get("val") == "gap"


def test_bars_show_what_is_rounded_half_up():
    facts = known_facts.shaoyang()
    fine = replace(facts.districts[3], yoy_pct=Decimal("12.25"))
    facts = replace(facts, districts=(fine, *facts.districts[:3]))
    values = chart_xml(draft_file(facts, SAVED_AT)).iterfind(f".//{_C}val//{_C}v")
    assert next(values).text == "12.3"


def test_nothing_to_say_is_refused_with_a_remedy():
    empty = HeadlineFacts(known_facts.growth("固定资产投资", None))
    with pytest.raises(RefusedError, match=r"没有固定资产投资的数据.*请换一个地区"):
        draft_file(empty, SAVED_AT)


def test_a_long_place_keeps_its_sheet_and_cell_in_the_title_of_its_control():
    fact = known_facts.growth("固定资产投资", "1.0")
    far = Source("很长的文件名" * 20 + ".xlsx", "投资11", "B5")
    docx = draft_file(HeadlineFacts(replace(fact, yoy_source=far)), SAVED_AT)
    document = Document(io.BytesIO(docx))
    alias = document.element.body.find(".//" + qn("w:alias")).get(qn("w:val"))
    assert len(alias) == 64
    assert alias.endswith(".xlsx!投资11!B5")


@pytest.mark.office
@pytest.mark.parametrize("facts", [known_facts.shaoyang, with_history])
def test_libreoffice_reads_the_same_sentence_and_numbers(facts, tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(draft_file(facts(), SAVED_AT))
    profile = tmp_path / "profile"
    text = converted(path, "txt:Text (encoded):UTF8", profile).read_text("utf-8-sig")
    paragraph = headline_paragraph(facts())
    assert paragraph_text(paragraph) in text
    sources = text[text.index("数据出处") :]
    for number in paragraph_numbers(paragraph):
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
