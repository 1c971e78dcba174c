"""Whole reports from the sample lake: the golden drafts, their sources and their numbers."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from analytics.basics.errors import RefusedError
from analytics.basics.facts import HeadlineFacts, Source
from analytics.basics.folders import SAMPLE
from analytics.basics.ledger_facts import ReportFacts, StatisticsFacts
from analytics.basics.period import Period
from analytics.questions.report_facts import report_facts
from analytics.speech.proof.lint import EditedText, lint, moved
from analytics.speech.report import (
    KINDS,
    ONE_PARAGRAPH,
    Section,
    numbered,
    report,
    report_title,
    stated_facts,
)
from tests.selections import chosen
from tests.speech import known_facts

GOLDEN = Path(__file__).parents[1] / "golden" / "drafts"
QUARTERLY, FIGURES, CIRCULAR, CARDS = KINDS
MAY, JUNE, SEPTEMBER = Period(2025, 5), Period(2025, 6), Period(2025, 9)
ASKED = (("全国", SEPTEMBER), ("邵阳市", SEPTEMBER), ("示例县", MAY), ("示例县", JUNE))


@pytest.fixture(scope="module")
def facts_of(sample_lake):
    """The Facts of a region and period, asked for once."""
    known: dict[tuple[str, Period], ReportFacts] = {}

    def facts(region, period):
        if (region, period) not in known:
            known[region, period] = report_facts(sample_lake, chosen(sample_lake, region, period))
        return known[region, period]

    return facts


def as_text(kind: str, facts: ReportFacts) -> str:
    """A report as a person would read it aloud."""
    lines = [report_title(kind, facts)]
    for section in report(kind, facts):
        lines += ["", section.heading or section.name]
        for one in section.paragraphs:
            title = one.heading or ("" if section.heading else one.title)
            lines += [title, one.text] if title else [one.text]
    return "\n".join(lines) + "\n"


def paragraphs_of(sections):
    return [one for section in sections for one in section.paragraphs]


@pytest.mark.parametrize(
    ("file", "region", "period", "kind"),
    [
        ("全国2025-09", "全国", SEPTEMBER, QUARTERLY),
        ("邵阳市2025-09", "邵阳市", SEPTEMBER, QUARTERLY),
        ("示例县2025-05", "示例县", MAY, QUARTERLY),
        ("示例县2025-06", "示例县", JUNE, QUARTERLY),
        ("示例县2025-05备询卡", "示例县", MAY, CARDS),
    ],
)
def test_a_report_reads_as_it_was_reviewed(facts_of, file, region, period, kind):
    golden = (GOLDEN / f"{file}.txt").read_text(encoding="utf-8")

    assert as_text(kind, facts_of(region, period)) == golden


@pytest.mark.parametrize(("region", "period"), ASKED)
def test_every_paragraph_states_a_number_and_every_number_has_its_cells(facts_of, region, period):
    for kind in KINDS:
        for one in paragraphs_of(report(kind, facts_of(region, period))):
            assert one.numbers or one.is_stub, one.id
            for number in one.numbers:
                assert cells_of(number.source), number


@pytest.mark.parametrize(("region", "period"), ASKED)
def test_one_fact_is_said_with_one_number_in_every_kind(facts_of, region, period):
    said = defaultdict(set)
    for kind in KINDS:
        for one in paragraphs_of(report(kind, facts_of(region, period))):
            for number in one.numbers:
                said[number.fact_id].add(number.text)

    assert {fact: texts for fact, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize(("region", "period"), ASKED)
def test_our_own_text_has_nothing_to_correct_but_its_stubs(facts_of, region, period):
    for kind in KINDS:
        sections = report(kind, facts_of(region, period))
        own = paragraphs_of(sections)
        texts = [EditedText(one.id, one.text) for one in own]

        assert {problem.code for problem in lint(texts)} <= {"stub_left"}
        assert moved(own, texts, stated_facts(sections)) == ()


def test_twenty_random_numbers_lead_to_filled_cells_of_the_sample(facts_of):
    numbers = [
        number
        for region, period in ASKED
        for number in stated_facts(report(QUARTERLY, facts_of(region, period))).values()
    ]
    books = {}
    for number in random.Random(5).sample(sorted(numbers, key=lambda one: one.fact_id), 20):
        for source in cells_of(number.source):
            book = books.setdefault(
                source.file, load_workbook(SAMPLE / source.file, data_only=True)
            )
            sheet = book[source.sheet]
            for part in source.cell.split(","):
                first_column, first_row, last_column, last_row = range_boundaries(part)
                values = [
                    cell.value
                    for row in sheet.iter_rows(first_row, last_row, first_column, last_column)
                    for cell in row
                ]
                assert values
                assert None not in values, (number, part)


def test_a_published_growth_is_the_very_number_of_its_cell(facts_of):
    facts = facts_of("邵阳市", SEPTEMBER)
    growth = stated_facts(report(QUARTERLY, facts)).values()
    read = 0
    for number in growth:
        if number.measure != "yoy_pct" or number.source.formula or not number.text.endswith("%"):
            continue
        book = load_workbook(SAMPLE / number.source.file, data_only=True)
        printed = book[number.source.sheet][number.source.cell].value
        assert number.text == f"{abs(round(float(printed) + 1e-9, 1)):.1f}%"
        read += 1

    assert read > 20


def test_the_seed_figures_stand_in_the_county_s_report(facts_of):
    said = as_text(QUARTERLY, facts_of("示例县", MAY)).replace("\n", "")

    assert "的35.2%，滞后序时进度（41.7%）6.5个百分点" in said
    assert "76个重点项目中，较快4个" in said
    assert "、正常48个、预警16个、滞后8个" in said
    assert "分别仅有2.3%、5.3%、7.6%、9.2%、9.4%" in said
    assert "一、二季度新开工的36个重点项目，进度落后的有6个" in said


def test_a_growth_only_region_states_no_amount(facts_of):
    text = as_text(QUARTERLY, facts_of("邵阳市", SEPTEMBER))

    assert "亿元" not in text
    assert "万元" not in text
    assert "占全部投资" not in text


def test_two_bases_are_named_and_never_share_a_paragraph(facts_of):
    both = paragraphs_of(report(QUARTERLY, facts_of("示例县", MAY)))
    for one in both:
        if one.basis == "发改口径" and not one.is_stub:
            assert one.text.startswith("按发改口径，"), one.id
    assert both[0].text.startswith("按统计口径，")

    alone = replace(facts_of("示例县", MAY), statistics=None)
    first, *others = paragraphs_of(report(QUARTERLY, alone))
    assert first.text.startswith("按发改口径，")
    assert all("口径" not in one.text for one in others)
    assert "固定资产投资" not in report_title(QUARTERLY, alone)


def test_cards_answer_in_at_most_forty_characters(facts_of):
    cards = paragraphs_of(report(CARDS, facts_of("示例县", JUNE)))

    assert len(cards) > 10
    assert all(len(card.text) <= 40 and card.title.endswith("？") for card in cards)


def test_advice_is_a_stub_that_says_so_and_stands_last(facts_of):
    sections = report(QUARTERLY, facts_of("示例县", MAY))

    assert sections[-1].name == "下步建议"
    assert all(one.is_stub for one in sections[-1].paragraphs)
    assert all("【建议样句，请改写】" in one.text for one in sections[-1].paragraphs)
    assert not any(one.is_stub for s in sections[:-1] for one in s.paragraphs)


def test_headings_are_numbered_anew_when_a_paragraph_goes(facts_of):
    sections = report(QUARTERLY, facts_of("示例县", MAY))
    cut = [
        Section(one.name, one.paragraphs[1:] if one.name != "运行情况" else ()) for one in sections
    ]

    again = numbered(cut)

    assert [one.heading[:2] for one in again if one.heading] == ["一、", "二、", "三、"]
    first = again[1].paragraphs[0]
    assert first.heading.startswith("（一）分领域看")


def test_negative_growth_never_shows_a_minus_and_a_period_has_its_dash(facts_of):
    for region, period in ASKED:
        text = as_text(QUARTERLY, facts_of(region, period))
        assert not re.search(r"[−-]\d", text)
        assert re.search(r"1—\d月", text)


def test_an_unknown_kind_is_refused_with_the_known_ones():
    facts = ReportFacts("邵阳市", SEPTEMBER, statistics_of(known_facts.shaoyang()))

    with pytest.raises(RefusedError, match="没有叫“年报”的文稿。请从季分析报告、"):
        report("年报", facts)


def test_computed_growth_says_so_and_has_no_course():
    county = known_facts.county()
    facts = replace(county, headline=replace(county.headline, is_published=False))
    said = as_text(QUARTERLY, ReportFacts("示例县", SEPTEMBER, statistics_of(facts)))

    assert "（直接计算）" in said
    assert "连续" not in said


def test_a_region_without_any_figures_is_refused(sample_lake):
    with pytest.raises(RefusedError, match="没有固定资产投资"):
        report_facts(sample_lake, chosen(sample_lake, "新邵县", Period(2019, 3)))


def statistics_of(headline):
    from analytics.basics.ledger_facts import StatisticsFacts

    return StatisticsFacts(headline)


def cells_of(source: Source) -> list[Source]:
    if not source.inputs:
        return [source]
    return [one for inner in source.inputs for one in cells_of(inner)]


def test_one_paragraph_without_statistics_is_refused_with_a_remedy(facts_of):
    nothing = HeadlineFacts(known_facts.growth("固定资产投资", None))
    ledger = facts_of("示例县", JUNE)

    for facts in (
        replace(ledger, statistics=None),
        replace(ledger, statistics=StatisticsFacts(headline=nothing)),
    ):
        with pytest.raises(RefusedError, match=r"没有固定资产投资的数据.*请换一个地区"):
            report(ONE_PARAGRAPH, facts)
