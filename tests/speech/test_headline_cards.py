"""The cards: a number, what kind of number it is, and what it is beside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.basics.facts import HeadlineFacts
from analytics.basics.period import Period
from analytics.speech.paragraphs.headline_cards import Card, cards
from tests.speech import known_facts


def card(facts: HeadlineFacts, label: str) -> Card | None:
    return next((one for one in cards(facts) if one.label.startswith(label)), None)


@pytest.mark.parametrize(
    ("region", "period", "note"),
    [
        ("全国", Period(2023, 9), "公布，按可比口径"),
        ("全国", Period(2023, 8), "公布"),
        ("邵阳市", Period(2025, 9), "公布"),
    ],
)
def test_only_the_nation_says_a_comparable_basis_and_only_since_it_does(region, period, note):
    fact = known_facts.growth("固定资产投资", "3.1", region=region, period=period)
    assert card(HeadlineFacts(fact), "累计同比增速").note == note


def test_growth_that_is_known_to_be_incomparable_is_a_note_and_no_number():
    fact = known_facts.growth("固定资产投资", None, region="全国", level=2603280000)
    fact = replace(
        fact,
        yoy_computed_pct=Decimal("-9.68"),
        yoy_computed_source=known_facts.cell("投资11", "B5"),
    )
    growth = card(HeadlineFacts(fact), "累计同比增速")
    assert growth.value == "—"
    assert growth.note == "未公布；名义推算−9.7%，不可比"
    assert growth.source == "yuebao_202509.xlsx!投资11!B5"


def test_computed_growth_is_not_subtracted_from_published():
    county = known_facts.county()
    assert card(county, "与示例市相比").value == "+2.2个百分点"
    computed = replace(county.headline, is_published=False)
    assert card(replace(county, headline=computed), "与示例市相比") is None
    above = replace(county.parent, is_published=False)
    assert card(replace(county, parent=above), "与示例市相比") is None


def test_a_place_counts_its_siblings_only_where_all_are_known():
    county = known_facts.county()
    assert card(county, "在示例市的位次").note == "共9个"
    some = replace(county.place, is_complete=False, is_tied=True)
    assert card(replace(county, place=some), "在示例市的位次").note == "公布的位次，并列"
