"""From a lake to Facts: what a region's headline may and may not state."""

from __future__ import annotations

import pytest

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.questions.headline_facts import headline_facts
from analytics.speech.grammar.runs import paragraph_text
from analytics.speech.paragraphs.draft import headline_paragraph
from analytics.speech.paragraphs.headline_cards import cards
from tests.lake_rows import NATION, SHAOYANG, SHUANGQING, XINSHAO, level, observation
from tests.selections import chosen

SEPTEMBER = Period(2025, 9)


def said(lake, region, period=SEPTEMBER):
    facts = headline_facts(lake, chosen(lake, region, period))
    return facts, paragraph_text(headline_paragraph(facts))


def test_published_places_beyond_the_loaded_counties_are_said_as_printed(lake, accept):
    accept(
        observation("-9.9"),
        observation("6.2", region=XINSHAO),
        observation("3", region=XINSHAO, measure="rank", unit=""),
        observation("-22.4", region=SHUANGQING),
        observation("11", region=SHUANGQING, measure="rank", unit=""),
    )

    _, city = said(lake, SHAOYANG)
    county, last = said(lake, SHUANGQING)

    assert "新邵县增长6.2%（居全市第3位），双清区下降22.4%（居全市第11位）" in city
    assert last.endswith("居全市第11位。")
    assert "共" not in next(card.note for card in cards(county) if "位次" in card.label)


def test_a_computed_place_among_some_counties_is_not_said(lake, accept):
    accept(observation("1.0", region=XINSHAO), observation("2.0", region=SHUANGQING))

    facts, text = said(lake, XINSHAO)

    assert facts.place is None
    assert "位" not in text


def test_a_national_level_without_a_published_growth_is_said_alone(lake, accept):
    accept(
        level("287611", period="2025-07", region=NATION),
        level("147024", period="2025-04", region=NATION),
        level("141293", period="2026-04", region=NATION),
        level("260328", period="2026-07", region=NATION),
        observation("-1.6", period="2026-04", region=NATION),
        observation("-0.6", period="2025-12", region=NATION),
        observation("-0.7", period="2025-11", region=NATION),
    )

    facts, text = said(lake, NATION, Period(2026, 7))

    assert text == "2026年1—7月，全国固定资产投资（不含农户）260328亿元。"
    assert cards(facts)[0].value == "—"


def test_a_county_with_levels_only_keeps_its_computed_growth_marked(lake, accept):
    accept(
        level("12", region=XINSHAO),
        level("10", region=XINSHAO, period="2024-09"),
    )

    _, text = said(lake, XINSHAO)

    assert text.endswith("完成12.00亿元，同比增长20.0%（直接计算）。")


def test_without_a_total_the_refusal_names_what_is_there(lake, accept):
    accept(observation("13.9", label="工业投资"), observation("1.0", period="2025-08"))

    with pytest.raises(RefusedError, match=r"没有固定资产投资总计.*只有工业投资1个指标.*增速页"):
        said(lake, SHAOYANG)
    with pytest.raises(RefusedError, match="已装入的有2025年1—8月至2025年1—9月（2期）"):
        said(lake, SHAOYANG, Period(2024, 3))
    with pytest.raises(RefusedError, match="新邵县没有固定资产投资统计数据"):
        said(lake, XINSHAO)
