"""A whole document: words, charts and files from one lake, signed off, and moved since."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from openxml_audit import OpenXmlValidator

from analytics.basics.edits import Edit
from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.documents import files, making
from analytics.documents import signed as signed_drafts
from analytics.documents.editing import rewritten
from analytics.documents.files import FILES
from analytics.documents.making import CHART_PREFIX, document
from analytics.lake.drafts import DraftKey, frozen_drafts, keep_edits
from analytics.questions.headline_facts import headline_facts
from analytics.speech.paragraphs.draft import draft_title, headline_paragraph
from analytics.speech.report import ONE_PARAGRAPH, SECTIONS
from tests.lake_rows import SHAOYANG, XINSHAO, observation
from tests.selections import chosen

COUNTY = "示例县"
JUNE, SEPTEMBER = Period(2025, 6), Period(2025, 9)
SAVED_AT = datetime(2025, 10, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def made_of(lake, region, period, *kind):
    return document(lake, chosen(lake, region, period), *kind)


@pytest.fixture(scope="module")
def county(sample_lake):
    return made_of(sample_lake, COUNTY, JUNE)


@pytest.fixture
def city(lake, accept):
    accept(
        observation("-9.9"),
        observation("-0.9", period="2025-08"),
        observation("12.1", region=XINSHAO, cell="B8"),
    )
    return lambda: made_of(lake, "邵阳市", SEPTEMBER)


def words_of(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def test_a_quarterly_report_has_its_sections_and_the_charts_its_data_fill(county):
    assert county.title == "2025年上半年示例县固定资产投资和重点项目运行情况分析"
    assert [section.name for section in county.sections] == list(SECTIONS)
    assert [chart.name for chart in county.charts] == [
        "trend", "status", "sectors", "pull", "industries",
        "districts", "completion", "league", "funnel",
    ]  # fmt: skip


def test_growth_alone_fills_a_report_without_shares_and_pulls(sample_lake):
    made = made_of(sample_lake, "邵阳市", SEPTEMBER)

    assert [chart.name for chart in made.charts] == ["trend", "industries", "districts"]


def test_twenty_numbers_of_a_draft_lead_to_cells_that_print_them(sample_lake, county):
    numbers = [one for part in county.sections for p in part.paragraphs for one in p.numbers]
    chosen = random.Random(5).sample(numbers, 20)
    printed = {
        f"{row.file}!{row.sheet}!{row.cell}": row.printed
        for row in sample_lake.query("select * from mart_source").itertuples()
    }
    for number in chosen:
        cells = [cell.text for cell in leaves(number.source)]
        assert cells, number
        assert all("!" in cell for cell in cells), number
        if number.measure == "yoy_pct" and len(cells) == 1:
            assert float(printed[cells[0]]) == pytest.approx(
                float(number.text.rstrip("%倍"))
                * (100 if "倍" in number.text else 1)
                * (-1 if float(printed[cells[0]]) < 0 else 1),
                abs=0.06 if "倍" not in number.text else 5.1,
            )


def leaves(source):
    return [leaf for one in source.inputs for leaf in leaves(one)] if source.inputs else [source]


@pytest.mark.parametrize("suffix", FILES)
def test_every_file_is_the_same_twice_and_valid_office(county, suffix, tmp_path):
    make = FILES[suffix][1]
    data = make(county, SAVED_AT)

    assert make(county, SAVED_AT) == data
    if not suffix.endswith(".zip"):
        assert [str(e) for e in audit(data, suffix, tmp_path)] == []


def audit(data, suffix, folder):
    path = folder / f"x{suffix}"
    path.write_bytes(data)
    return OpenXmlValidator().validate(path).errors


def test_the_final_copy_has_the_same_words_and_neither_marks_nor_sources(county):
    marked = words_of(FILES[".docx"][1](county, SAVED_AT))
    final = words_of(FILES[files.FINAL][1](county, SAVED_AT))

    assert "<w:sdt>" in marked
    assert "数据出处表" in marked
    assert "<w:sdt>" not in final
    assert "数据出处表" not in final
    assert "45.4%" in marked
    assert "45.4%" in final


def test_what_a_person_switched_off_or_rewrote_reaches_every_file(county):
    [goal] = [
        one for part in county.own_sections for one in part.paragraphs if one.id == "goal.tier"
    ]
    edits = {
        "goal.tier": rewritten(goal, "全县投资同比增长4.0%，离保底目标尚有差距。"),
        "run.status": Edit("run.status", is_on=False),
        f"{CHART_PREFIX}funnel": Edit(f"{CHART_PREFIX}funnel", is_on=False),
    }
    made = replace(county, edits=edits)
    text = words_of(files.final_docx(made, SAVED_AT))

    assert "离保底目标尚有差距" in text
    assert "较快5个" not in text
    assert "funnel" not in [chart.name for chart in made.charts_on]
    assert len(files.as_slides(made)) == len(county.charts) - 1


def test_an_answer_card_has_no_charts_and_says_so_where_one_is_asked_for(sample_lake):
    made = made_of(sample_lake, COUNTY, JUNE, "领导备询卡")

    assert made.charts == ()
    assert max(len(p.text) for part in made.sections for p in part.paragraphs) <= 40
    with pytest.raises(RefusedError, match="没有可用的图表"):
        files.pptx(made, SAVED_AT)


def test_an_unknown_kind_is_refused_with_the_known_ones(lake):
    with pytest.raises(RefusedError, match="季分析报告、讲话稿引数段落"):
        made_of(lake, COUNTY, JUNE, "简报")


def test_kept_edits_are_in_the_next_document(lake, city):
    key = DraftKey(SHAOYANG, SEPTEMBER, "季分析报告")
    keep_edits(lake, key, [rewritten(city().own_sections[0].paragraphs[0], "全市下降9.9%。")])

    assert city().sections[0].paragraphs[0].text == "全市下降9.9%。"


def test_a_signed_draft_says_which_sentences_and_charts_moved_since(lake, city, accept):
    signed = signed_drafts.sign(lake, city())

    assert not signed_drafts.changes_since(signed, city())

    accept(observation("-9.4"))
    [kept] = frozen_drafts(lake, DraftKey(SHAOYANG, SEPTEMBER, "季分析报告"))
    changes = signed_drafts.changes_since(kept, city())

    moved = {(one.then, one.now) for paragraph in changes.paragraphs for one in paragraph.moved}
    assert ("9.9%", "9.4%") in moved
    assert "增速走势" in [chart.label for chart in changes.charts]


def test_a_redline_deletes_the_old_figure_and_inserts_the_new_one(lake, city, accept, tmp_path):
    signed = signed_drafts.sign(lake, city())
    accept(observation("-9.4"))
    data = signed_drafts.redline(signed, city(), SAVED_AT)
    text = words_of(data)

    assert '<w:delText xml:space="preserve">9.9%</w:delText>' in text
    assert '<w:t xml:space="preserve">9.4%</w:t>' in text
    assert [str(e) for e in audit(data, ".docx", tmp_path)] == []


def test_nothing_can_be_signed_where_everything_is_switched_off(lake, city):
    made = city()
    off = {p.id: Edit(p.id, is_on=False) for part in made.own_sections for p in part.paragraphs}

    with pytest.raises(RefusedError, match="请打开至少一段"):
        signed_drafts.sign(lake, replace(made, edits=off))


def test_what_the_proof_still_finds_is_signed_for_with_a_reason_each(lake, city):
    lead = city().own_sections[0].paragraphs[0]
    keep_edits(lake, city().key, [rewritten(lead, "全市投资同比增长-9.9%。排名第8。")])
    made = city()
    found = making.problems(made)
    assert len(found) >= 2
    reasons = dict.fromkeys(found, "按上级口径")

    with pytest.raises(RefusedError, match="也没有写明理由"):
        signed_drafts.sign(lake, made, by="张三", reasons={found[0]: "按上级口径"})
    with pytest.raises(RefusedError, match="还没有填写签字人"):
        signed_drafts.sign(lake, made, reasons=reasons)
    assert frozen_drafts(lake, made.key) == []

    signed_drafts.sign(lake, made, by="张三", reasons=reasons)
    [kept] = frozen_drafts(lake, made.key)
    assert [(one.problem, one.reason, one.by) for one in signed_drafts.left_standing(kept)] == [
        (str(one), "按上级口径", "张三") for one in found
    ]


def test_a_retyped_figure_is_held_against_what_the_lake_says(lake, city):
    made = city()
    lead = made.own_sections[0].paragraphs[0]
    edits = {lead.id: rewritten(lead, lead.text.replace("9.9%", "8.9%"))}
    found = making.problems(replace(made, edits=edits))

    assert [one.problem for one in found if one.code == "figure_moved"] == [
        "文中写的是“8.9%”，现有数据是“9.9%”（月报.xlsx!投资11!B5）"
    ]
    assert making.problems(made) == ()


def test_one_paragraph_says_what_the_overview_shows_beside_one_chart(sample_lake):
    made = made_of(sample_lake, "邵阳市", SEPTEMBER, ONE_PARAGRAPH)
    facts = headline_facts(sample_lake, chosen(sample_lake, "邵阳市", SEPTEMBER))

    assert ONE_PARAGRAPH not in making.KINDS
    assert made.title == draft_title(facts)
    [part] = made.sections
    assert [one.runs for one in part.paragraphs] == [headline_paragraph(facts)]
    assert [chart.name for chart in made.charts] == ["districts"]
    [block] = files.as_report(made, SAVED_AT).sections
    assert [type(one).__name__ for one in block.blocks] == ["tuple", "ChartSpec"]
    assert "数据出处表" in words_of(files.docx(made, SAVED_AT))


@pytest.mark.parametrize(
    ("region", "period", "chart"),
    [("全国", Period(2024, 12), "industries"), ("白鹭县", JUNE, "trend")],
)
def test_one_paragraph_without_districts_has_its_parts_else_its_course(
    sample_lake, region, period, chart
):
    made = made_of(sample_lake, region, period, ONE_PARAGRAPH)

    assert [one.name for one in made.charts] == [chart]
