"""From facts to a paragraph whose every number leads back to a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.facts import GrowthFact, HeadlineFacts, Place, RankedRegion, Source
from analytics.basics.period import Period
from analytics.speech.grammar.runs import cited, paragraph_numbers, paragraph_text
from analytics.speech.paragraphs.draft import draft_title, headline_paragraph
from tests.speech import known_facts

STATED = re.compile(r"\d+(?:\.\d+)?(?:%|倍|亿元|万元|个百分点)|第\d+位|末位|持平")


def text_of(facts: HeadlineFacts) -> str:
    return paragraph_text(headline_paragraph(facts))


def test_a_growth_only_bulletin_becomes_one_correct_paragraph():
    assert text_of(known_facts.shaoyang()) == (
        "2025年1—9月，全市固定资产投资同比下降9.9%。"
        "分产业看，第一产业下降51.6%，第二产业下降0.5%，第三产业下降15.8%。"
        "主要分项中，增速居前的有：信息传输、软件和信息技术服务业增长57.5%，"
        "住宿和餐饮业增长26.2%；居后的有：科学研究和技术服务业下降72.5%，"
        "卫生和社会工作下降43.9%。"
        "分县（市、区）看，新邵县、城步苗族自治县、绥宁县增速居前三位，"
        "分别增长12.1%、11.4%、6.2%；北塔区、大祥区、隆回县增速居后三位，"
        "分别下降28.8%、22.4%、19.9%。"
    )


def test_a_national_release_states_its_level_without_decimals():
    assert text_of(known_facts.nation()) == (
        "2023年1—9月，全国固定资产投资（不含农户）375035亿元，同比增长3.1%，"
        "增速比1—8月回落0.1个百分点。"
    )


def test_a_county_is_compared_with_its_parent_and_placed_among_its_siblings():
    assert text_of(known_facts.county()) == (
        "2025年1—9月，全县固定资产投资完成29.87亿元，同比增长0.8%，"
        "1—8月为下降0.3%，增速由负转正，高于全市平均水平2.2个百分点，居全市第3位。"
    )


def test_sectors_with_levels_state_them():
    facts = HeadlineFacts(
        headline=known_facts.growth("固定资产投资", "3.1", region="全国", level=10**9),
        breakdowns=tuple(
            known_facts.growth(name, yoy, region="全国", level=level)
            for name, yoy, level in (
                ("第三产业", "-0.7", 2508850000),
                ("第一产业", "-1.0", 79510000),
                ("第二产业", "9.0", 1161990000),
            )
        ),
    )
    assert text_of(facts).endswith(
        "分产业看，第一产业投资7951亿元，同比下降1.0%；第二产业投资116199亿元，"
        "增长9.0%；第三产业投资250885亿元，下降0.7%。"
    )


def test_a_computed_growth_says_so_and_is_never_compared():
    county = known_facts.county()
    facts = replace(county, headline=replace(county.headline, is_published=False))
    assert text_of(facts) == (
        "2025年1—9月，全县固定资产投资完成29.87亿元，同比增长0.8%（直接计算），居全市第3位。"
    )


def test_a_missing_fact_leaves_its_clause_out():
    only_level = known_facts.growth("固定资产投资", None, region="示例县", level=298700)
    assert text_of(HeadlineFacts(only_level)) == ("2025年1—9月，全县固定资产投资完成29.87亿元。")
    nothing = known_facts.growth("固定资产投资", None)
    assert headline_paragraph(HeadlineFacts(nothing)) == ()


def test_a_parent_of_another_period_is_not_compared():
    county = known_facts.county()
    old = known_facts.growth("固定资产投资", "1", region="示例市", period=Period(2025, 8))
    assert "平均水平" not in text_of(replace(county, parent=old))


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        ([1, 2], "甲县增速居首位，增长9.0%；乙县增速居末位，增长8.0%。"),
        ([1, 1, 3], "甲县、乙县增速居前两位，分别增长9.0%、8.0%；丙县增速居末位"),
        ([1, 1], ""),
        ([1], ""),
    ],
)
def test_tied_districts_are_named_together_or_not_at_all(ranks, said):
    source = Source("a.xlsx", "排名", "B2")
    districts = tuple(
        RankedRegion(name, Decimal(9 - position), rank, source)
        for position, (name, rank) in enumerate(zip(["甲县", "乙县", "丙县"], ranks, strict=False))
    )
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "1"), districts=districts)
    text = text_of(facts)
    assert said in text
    assert ("分县（市、区）看，" in text) == bool(said)


def ends_of(*rates: str) -> str:
    """What is said of regions in this order, the first at the top and the last at the end."""
    source = Source("a.xlsx", "排名", "B2")
    districts = tuple(
        RankedRegion(f"{name}县", Decimal(rate), rank, source)
        for rank, (name, rate) in enumerate(zip("甲乙丙丁", rates, strict=True), start=1)
    )
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "1"), districts=districts)
    return text_of(facts).partition("分县（市、区）看，")[2]


def test_a_list_says_the_verb_once_only_where_all_share_it():
    assert ends_of("0.2", "-2.3", "0", "0.04") == (
        "甲县、乙县增速居前两位，分别增长0.2%、下降2.3%；丁县、丙县增速居后两位，均与上年同期持平。"
    )
    assert ends_of("581.5", "61.6", "-1", "-2").startswith(
        "甲县、乙县增速居前两位，分别增长5.8倍、61.6%；丁县、丙县增速居后两位，分别下降2.0%"
    )


@given(*[st.decimals("-100", "20000", places=3)] * 4)
def test_a_list_of_regions_has_as_many_numbers_as_names_and_no_minus(first, second, third, last):
    said = ends_of(*map(str, (first, second, third, last)))

    assert not re.search(r"[-−,:;()]", said)
    for end in said.removesuffix("。").split("；"):
        names, _, numbers = end.partition("，")
        assert names.count("、") == 1
        assert numbers.count("、") == (0 if "均" in numbers else 1)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((2, 14, False), "居全省第2位"),
        ((14, 14, False), "居全省末位"),
        ((5, 14, True), "并列全省第5位"),
        ((1, 1, False), "居全省第1位"),
    ],
)
def test_a_place_names_its_scope_and_says_last_and_tied(place, said):
    rank, count, is_tied = place
    place = Place(rank, count, "湖南省", Source("a.xlsx", "排名", "B2"), is_tied)
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "1"), place=place)
    assert text_of(facts).endswith(f"，{said}。")


@pytest.mark.parametrize(
    ("is_complete", "said"),
    [(True, "居丽水市9个县（市、区）第2位"), (False, "居丽水市第2位")],
)
def test_a_county_level_citys_place_names_whose_list_it_is(is_complete, said):
    cell = Source("a.xlsx", "排名", "B2")
    place = Place(2, 9, "丽水市", cell, is_complete=is_complete)
    fact = replace(known_facts.growth("固定资产投资", "1"), region="龙泉市")
    parent = replace(known_facts.growth("固定资产投资", "3"), region="丽水市")
    text = text_of(HeadlineFacts(fact, place=place, parent=parent))
    assert text.endswith(f"，{said}。")
    assert "低于丽水市平均水平2.0个百分点" in text


def some_of_shaoyang(*districts: RankedRegion, is_complete: bool = False) -> str:
    facts = HeadlineFacts(
        known_facts.growth("固定资产投资", "1"),
        districts=districts,
        are_districts_complete=is_complete,
    )
    return text_of(facts)


def test_published_places_of_some_districts_are_said_as_printed():
    rate, place = Source("a.xlsx", "排名", "B2"), Source("a.xlsx", "排名", "C2")
    text = some_of_shaoyang(
        RankedRegion("大祥区", Decimal("-22.4"), 11, rate, rank_source=place),
        RankedRegion("绥宁县", Decimal("6.2"), 3, rate, rank_source=place),
    )
    assert text.endswith(
        "分县（市、区）看，已装入的2个县（市、区）中，绥宁县增长6.2%（居全市第3位），"
        "大祥区下降22.4%（居全市第11位）。"
    )


def test_some_districts_without_a_printed_place_have_none():
    source = Source("a.xlsx", "排名", "B2")
    names = "甲乙丙丁戊己庚"
    districts = [
        RankedRegion(f"{name}县", Decimal(-position), None, source)
        for position, name in enumerate(names, start=1)
    ]
    assert some_of_shaoyang(*districts[:2]).endswith(
        "已装入的2个县（市、区）中，甲县下降1.0%，乙县下降2.0%。"
    )
    assert some_of_shaoyang(*districts).endswith(
        "已装入的7个县（市、区）中，降幅较小的有：甲县下降1.0%，乙县下降2.0%，丙县下降3.0%；"
        "降幅较大的有：庚县下降7.0%，己县下降6.0%，戊县下降5.0%。"
    )


def test_places_with_a_hole_are_never_first_or_last():
    source = Source("a.xlsx", "排名", "B2")
    text = some_of_shaoyang(
        RankedRegion("甲县", Decimal(9), 1, source),
        RankedRegion("乙县", Decimal(8), 3, source),
        is_complete=True,
    )
    assert text.endswith("看，甲县增长9.0%（居全市第1位），乙县增长8.0%（居全市第3位）。")


def test_computed_growth_of_districts_is_marked_once():
    source = Source("a.xlsx", "排名", "B2")
    facts = HeadlineFacts(
        known_facts.growth("固定资产投资", "1"),
        districts=(
            RankedRegion("甲县", Decimal(20), 1, source, is_published=False),
            RankedRegion("乙县", Decimal(10), 2, source, is_published=False),
        ),
    )
    paragraph = headline_paragraph(facts)
    assert paragraph_text(paragraph).endswith(
        "分县（市、区）看（直接计算），甲县增速居首位，增长20.0%；乙县增速居末位，增长10.0%。"
    )
    assert paragraph_numbers(paragraph)[-1].measure == "yoy_computed_pct"


def test_computed_growth_of_sectors_and_parts_is_marked_once_and_not_mixed():
    sectors = [("第一产业", "1"), ("第二产业", "2"), ("第三产业", "3")]
    parts = [("采矿业", "9"), ("制造业", "8")]
    computed = tuple(
        known_facts.growth(name, yoy, is_published=False) for name, yoy in (*sectors, *parts)
    )
    headline = known_facts.growth("固定资产投资", "1")
    assert text_of(HeadlineFacts(headline, breakdowns=computed)).endswith(
        "分产业看（直接计算），第一产业增长1.0%，第二产业增长2.0%，第三产业增长3.0%。"
        "主要分项中（直接计算），增速居前的有：采矿业增长9.0%；居后的有：制造业增长8.0%。"
    )
    published = known_facts.growth("建筑业", "1"), known_facts.growth("金融业", "-1")
    mixed = text_of(HeadlineFacts(headline, breakdowns=(*computed, *published)))
    assert "采矿业" not in mixed
    assert "建筑业增长1.0%；居后的有：金融业下降1.0%" in mixed


def test_computed_growth_beside_published_is_marked_one_by_one():
    sectors = (
        known_facts.growth("第一产业", "1"),
        known_facts.growth("第二产业", "2", is_published=False),
    )
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "1"), breakdowns=sectors)
    assert text_of(facts).endswith("分产业看，第一产业增长1.0%，第二产业增长2.0%（直接计算）。")


def test_where_everything_falls_nothing_leads():
    parts = known_facts.growth("采矿业", "-3.8"), known_facts.growth("建筑业", "-82.4")
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "-24.5"), breakdowns=parts)
    assert text_of(facts).endswith(
        "主要分项中，降幅较小的有：采矿业下降3.8%；降幅较大的有：建筑业下降82.4%。"
    )


def test_the_lowest_printed_place_is_last_only_where_every_sibling_is_known():
    county = known_facts.county()
    last = replace(county.place, rank=9)
    assert text_of(replace(county, place=last)).endswith("，居全市末位。")
    some = replace(last, is_complete=False)
    assert text_of(replace(county, place=some)).endswith("，居全市第9位。")


def test_twelve_months_are_the_year():
    year = known_facts.growth("固定资产投资", "-3.8", region="全国", period=Period(2025, 12))
    facts = HeadlineFacts(year)
    assert text_of(facts) == "2025年全年，全国固定资产投资同比下降3.8%。"
    assert draft_title(facts) == "2025年全国固定资产投资情况"


@pytest.mark.parametrize(
    ("region", "names", "said"),
    [
        ("全国", ["东部地区", "中部地区"], "分地区看，"),
        ("全国", ["湖南省", "北京市"], "分省（区、市）看，"),
        ("湖南省", ["邵阳市", "长沙市"], "分市（州）看，"),
        ("龙泉市", ["龙南镇", "龙渊街道"], "分乡镇（街道）看，"),
        ("邵阳市", ["邵东市", "双清区"], "分县（市、区）看，"),
    ],
)
def test_districts_are_introduced_by_their_kind(region, names, said):
    source = Source("a.xlsx", "排名", "B2")
    districts = tuple(
        RankedRegion(name, Decimal(-rank), rank, source) for rank, name in enumerate(names, start=1)
    )
    headline = known_facts.growth("固定资产投资", "1", region=region)
    assert said in text_of(HeadlineFacts(headline, districts=districts))


def test_all_level_districts_keep_the_source_of_each():
    source = [Source("a.xlsx", "排名", f"B{row}") for row in range(2, 6)]
    yoys = ["5", "4", "0", "0.04"]
    districts = tuple(
        RankedRegion(f"{name}县", Decimal(yoy), rank, source[rank - 1])
        for rank, (name, yoy) in enumerate(zip("甲乙丙丁", yoys, strict=True), 1)
    )
    facts = HeadlineFacts(known_facts.growth("固定资产投资", "1"), districts=districts)
    paragraph = headline_paragraph(facts)
    assert paragraph_text(paragraph).endswith("增速居后两位，均与上年同期持平。")
    last = paragraph_numbers(paragraph)[-1]
    assert last.source.inputs == (source[3], source[2])


@pytest.mark.parametrize("build", ["shaoyang", "nation", "county"])
def test_every_stated_number_is_a_number_with_a_source(build):
    paragraph = headline_paragraph(getattr(known_facts, build)())
    plain = "".join(run for run in paragraph if isinstance(run, str))
    assert STATED.search(plain) is None
    assert len(paragraph_numbers(paragraph)) >= 3
    for number in paragraph_numbers(paragraph):
        assert STATED.fullmatch(number.text)
        assert "!" in number.source.text


def test_two_facts_have_two_ids_and_the_same_fact_has_one():
    first = paragraph_numbers(headline_paragraph(known_facts.shaoyang()))
    again = paragraph_numbers(headline_paragraph(known_facts.shaoyang()))
    assert len({number.fact_id for number in first}) == len(first)
    assert [n.fact_id for n in first] == [n.fact_id for n in again]


rates = st.none() | st.decimals("-100", "900", places=2)


@given(yoy=rates, previous=rates, parent=rates)
def test_any_mixture_of_missing_facts_gives_a_clean_text(yoy, previous, parent):
    place = Source("a.xlsx", "表", "B2")
    period = Period(2025, 9)
    fact = GrowthFact(
        period,
        "邵阳市",
        "固定资产投资(不含农户)",
        yoy_pct=yoy,
        yoy_source=place,
        previous=None if previous is None else (Period(2025, 8), previous),
        previous_source=place,
    )
    above = GrowthFact(period, "湖南省", "固定资产投资", yoy_pct=parent, yoy_source=place)
    text = text_of(HeadlineFacts(fact, parent=above))
    assert not re.search(r"[-−,:;()]|，，|。。|，。|None", text)
    assert (text == "") == (yoy is None)


def test_a_value_without_a_source_is_refused():
    with pytest.raises(ValueError, match="has no source"):
        GrowthFact(Period(2025, 9), "邵阳市", "固定资产投资", yoy_pct=Decimal(1))
    with pytest.raises(ValueError, match="a source is a cell"):
        Source("a.xlsx")


def test_a_number_that_is_not_said_is_refused():
    number = paragraph_numbers(headline_paragraph(known_facts.nation()))[0]
    with pytest.raises(ValueError, match="is not said"):
        cited("同比增长3.1%", number)


def test_a_formula_names_its_inputs_and_their_uploads():
    source = Source(
        formula="甲减乙",
        inputs=(Source("a.xlsx", "1", "B2", "u1"), Source("b.xlsx", "2", "C3", "u2")),
    )
    assert source.text == "甲减乙（a.xlsx!1!B2；b.xlsx!2!C3）"
    assert source.upload_ids == ("u1", "u2")


def test_the_title_is_the_period_the_place_and_the_indicator():
    assert draft_title(known_facts.shaoyang()) == "2025年1—9月邵阳市固定资产投资情况"
