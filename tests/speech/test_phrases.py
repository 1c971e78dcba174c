"""The bureau's wording, by the examples it was taken from and by its laws."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.speech.grammar import wording

RATES = st.decimals("-100", "20000", places=3, allow_nan=False, allow_infinity=False)
HAN_BESIDE_ASCII_MARK = re.compile(r"[\u4e00-\u9fff][,:;()]|[,:;()][\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("now", "before", "period", "said"),
    [
        # national releases of 2019年1—7月, 2020年1—8月, 2017年1—5月, 2024年1—7月
        ("3.3", "3.0", "1—6月", "同比增长3.3%，增速比1—6月提高0.3个百分点"),
        ("5.7", "5.8", "1—6月", "同比增长5.7%，增速比1—6月回落0.1个百分点"),
        ("9.4", "9.4", "1—6月", "同比增长9.4%，增速与1—6月持平"),
        ("-1.2", "-0.6", "1—6月", "同比下降1.2%，降幅比1—6月扩大0.6个百分点"),
        ("-0.3", "-1.6", "1—7月", "同比下降0.3%，降幅比1—7月收窄1.3个百分点"),
        ("-4.4", "-4.4", "1—4月", "同比下降4.4%，降幅与1—4月持平"),
        ("0.8", "-0.3", "1—8月", "同比增长0.8%，1—8月为下降0.3%"),
        ("-0.3", "1.1", "1—6月", "同比下降0.3%，1—6月为增长1.1%"),
        ("0.0", "-0.5", "1—6月", "与上年同期持平，1—6月为下降0.5%"),
        ("0.0", "0.0", "1—6月", "与上年同期持平，增速与1—6月持平"),
        ("2.0", "0.0", "1—6月", "同比增长2.0%，1—6月与上年同期持平"),
        # 北京2022年1—4月, 运城, 大兴
        ("100", "90", "1—3月", "同比增长1倍，增速比1—3月提高10.0个百分点"),
        ("130.2", "-3", "1—8月", "同比增长1.3倍，1—8月为下降3.0%"),
        ("10400", "0", "1—8月", "同比增长104倍，1—8月与上年同期持平"),
        # what the reader sees is 5.7 and 5.8, −0.0 is 0.0, 12.25 is 12.3
        ("5.74", "5.76", "1—6月", "同比增长5.7%，增速比1—6月回落0.1个百分点"),
        ("-0.04", "12.25", "1—6月", "与上年同期持平，1—6月为增长12.3%"),
    ],
)
def test_growth_is_worded_as_the_bureau_words_it(now, before, period, said):
    clause = wording.growth(Decimal(now))
    change = wording.growth_change(Decimal(now), Decimal(before), period)
    assert f"{clause}，{change}" == said


def test_a_comparison_is_in_points_of_the_rounded_rates():
    # 西工 2021年一季度: 61.1, 高于全市20.7
    assert (
        wording.comparison(Decimal("61.1"), Decimal("40.4"), "全市平均水平")
        == "高于全市平均水平20.7个百分点"
    )
    assert wording.comparison(Decimal("1.04"), Decimal("0.96"), "全市") == "与全市持平"


def test_an_amount_is_in_the_unit_its_size_asks_for():
    assert wording.money(Decimal(116777)) == "11.68亿元"
    assert wording.money(Decimal("298700")) == "29.87亿元"
    assert wording.money(Decimal(3750350000), 0) == "375035亿元"
    assert wording.money(Decimal("9999.4")) == "9999万元"
    assert wording.money(Decimal("9999.5")) == "1.00亿元"
    with pytest.raises(ValueError, match="not negative"):
        wording.money(Decimal(-1))


def test_the_period_before_is_named_with_its_year_only_where_the_year_changes():
    now = Period(2025, 2)
    assert wording.previous_label(now, Period(2024, 12)) == "2024年全年"
    assert wording.previous_label(now, Period(2024, 2)) == "2024年1—2月"
    assert wording.previous_label(Period(2025, 9), Period(2025, 8)) == "1—8月"


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("全国", "全国"),
        ("湖南省", "全省"),
        ("广西壮族自治区", "全区"),
        ("邵阳市", "全市"),
        ("湘西土家族苗族自治州", "全州"),
        ("新邵县", "全县"),
        ("双清区", "全区"),
        ("龙南镇", "全镇"),
        ("市本级", "市本级"),
    ],
)
def test_the_whole_of_a_region_is_called_by_its_kind(region, said):
    assert wording.whole(region) == said


@given(now=RATES, before=RATES)
def test_no_clause_has_a_minus_an_ascii_mark_or_a_percent_difference(now, before):
    clauses = [
        wording.growth(now),
        wording.growth_change(now, before, "1—8月"),
        wording.comparison(now, before, "全省平均水平"),
    ]
    for text in clauses:
        assert "-" not in text
        assert "−" not in text
        assert HAN_BESIDE_ASCII_MARK.search(text) is None
    for text in clauses[1:]:
        if "比1—8月" in text or "于全省平均水平" in text:
            assert re.search(r"[1-9]\d*\.?\d*个百分点|0\.[1-9]个百分点", text)
            assert "%" not in text


@given(rate=RATES)
def test_the_verb_is_the_sign_of_what_the_reader_sees(rate):
    text, seen = wording.growth(rate), rounded(rate)
    assert ("增长" in text) == (seen > 0)
    assert ("下降" in text) == (seen < 0)
    assert ("持平" in text) == (seen == 0)


@given(now=RATES, before=RATES)
def test_a_change_leads_from_the_rate_before_to_the_rate_now(now, before):
    text = wording.growth_change(now, before, "1—8月")
    seen, then = rounded(now), rounded(before)
    match = re.fullmatch(r"(增速|降幅)比1—8月(提高|回落|扩大|收窄)(.+)个百分点", text)
    if match is None:
        assert seen == then or seen * then <= 0
        return
    step = Decimal(match[3])
    signed = step if match[2] in ("提高", "收窄") else -step
    assert then + signed == seen
    assert (match[1] == "增速") == (seen > 0)
