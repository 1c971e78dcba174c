"""The seeds' figures as sentences, the words rules choose, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.facts import Source
from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone
from analytics.speech.grammar.figures import Figure
from analytics.speech.grammar.runs import paragraph_numbers, paragraph_text
from analytics.speech.sentences import goals, planning, progress, statistics

NAMES = st.lists(st.sampled_from(["甲县", "乙县", "丙区"]), max_size=4)
RATES = st.lists(st.decimals("-99", "99", places=2), max_size=4)
GAPS = st.decimals("-60", "60", places=4)


def text(paragraph):
    return paragraph_text(paragraph)


def figure(value, measure="yoy_pct"):
    cell = Source("月报.xlsx", "投资", "C5", "u1")
    return Figure(Decimal(value), "固定资产投资", "龙泉市", Period(2023, 5), measure, cell)


def test_longquan_is_0_6_points_above_its_goal():
    said = goals.goal_gap(figure("15.6"), figure("15", "goal_pct_"))

    assert "高于年初目标0.6个百分点" in text(said)
    assert [number.text for number in paragraph_numbers(said)] == ["0.6个百分点"]
    assert len(paragraph_numbers(said)[0].source.inputs) == 2


def test_xigong_is_3_1_points_beyond_its_time_node():
    gap = Decimal("21.5") / Decimal("76.5") * 100 - 25
    said = progress.starts_counted(
        20, "省市", 11, Decimal(55), Decimal(215000), Decimal("28.1046"), gap
    )

    assert text(said) == (
        "20个省市重点项目开工11个，开工率为55.0%，完成投资21.50亿元，"
        "占年度投资的28.1%，超出时间节点比例3.1个百分点"
    )


def test_76_projects_at_35_2_percent_are_6_5_points_behind():
    rate = Decimal("35.2")
    gap = rate - Decimal(500) / 12

    assert text(progress.plan_ahead(rate, gap)) == (
        "占年度投资计划的35.2%，滞后时间进度6.5个百分点"
    )
    assert text(progress.plan_rate(76, "", rate, gap)).startswith("76个重点项目已完成")


def test_4_48_16_8_are_76_projects_or_the_sentence_is_refused():
    kinds = [("较快", 4, ""), ("正常", 48, ""), ("预警", 16, ""), ("滞后", 8, "")]

    said = text(progress.status_counts(Period(2023, 5), 76, kinds))

    assert said == "截至5月底，76个重点项目中，较快4个、正常48个、预警16个、滞后8个"
    with pytest.raises(ValueError, match="do not add up"):
        progress.status_counts(Period(2023, 5), 77, kinds)


def test_five_names_and_six_numbers_are_refused():
    names = ["民间投资", "国有投资", "工业技改投资", "制造业投资", "交通能源和水利投资"]
    rates = [Decimal(rate) for rate in ("19.9", "7.7", "62.4", "10.9", "108.6", "10.9")]

    with pytest.raises(ValueError, match="5 names for 6 numbers"):
        statistics.parts_growth(names, rates)


@given(NAMES, RATES)
def test_a_list_has_as_many_numbers_as_names_or_is_refused(names, rates):
    if names and len(names) == len(rates):
        said = text(statistics.parts_growth(names, rates))
        assert said.count("、") == 2 * (len(names) - 1)
    else:
        with pytest.raises(ValueError, match="names for"):
            statistics.parts_growth(names, rates)


@given(GAPS)
def test_only_and_slightly_follow_the_shown_gap_and_no_minus_is_written(gap):
    said = text(progress.plan_required(Decimal("62.5"), gap))
    shown = abs(figures.rounded(gap))

    assert "-" not in said
    assert "−" not in said
    assert ("持平" in said) == (shown == 0)
    assert ("稍慢" in said or "略超" in said) == (0 < shown < 1)
    assert (tone.only(gap) == "仅") == (figures.rounded(gap) < -10)


@pytest.mark.parametrize(
    ("last_year", "now", "place", "is_said"),
    [
        ("-14", "10.9", 7, True),
        ("3", "10.9", 7, False),
        ("-14", "10.9", 2, False),
        ("-14", "-1", 7, False),
    ],
)
def test_still_weak_is_said_only_where_it_is(last_year, now, place, is_said):
    said = statistics.growth_weak_again(
        "制造业投资", Decimal(last_year), Decimal(now), "全市", place, 9
    )

    assert ("依然" in text(said)) == is_said


@pytest.mark.parametrize(
    "refused",
    [
        lambda: planning.plans_by_sector(170, 24, 17, 128),
        lambda: planning.plans_counted(346, [("乡镇", 95), ("市直", 250)]),
        lambda: planning.plan_resumed(15, 230000, 16),
        lambda: planning.years_total(4860000, [(2010, 2100000, 42), (2011, 2750000, 37)]),
        lambda: planning.goal_assigned("投资", 3600000, [2000000, 1500000]),
        lambda: progress.starts_planned(Period(2024, 8), 74, 73, 3, 5),
        lambda: progress.stock_left(10, 11, 5000),
        lambda: progress.starts_behind("一季度", 6, 7),
        lambda: progress.units_ordered("各县", ["甲", "乙"], [Decimal(1), Decimal(2)]),
        lambda: progress.units_ends("", [("甲", Decimal(9))], [("甲", Decimal(1))]),
        lambda: statistics.structure([1, 2, 3], [1, 2]),
        lambda: figures.share(Decimal(-1)),
        lambda: figures.count(Decimal("1.5")),
    ],
)
def test_parts_that_contradict_the_whole_are_refused(refused):
    with pytest.raises(ValueError, match=r"."):
        refused()


def test_a_fact_that_reached_its_goal_has_no_distance():
    assert goals.goal_distance("年度目标", 100000, 100000) == ()


def test_a_small_amount_takes_the_unit_of_the_larger_one_beside_it():
    assert figures.money(9764, beside=92900) == "0.98亿元"
    assert figures.money(30, beside=92900) == "30万元"
