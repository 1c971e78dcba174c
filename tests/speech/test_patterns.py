"""The seeds' figures as sentences, the words rules choose, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.facts import Source
from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone
from analytics.speech.grammar.figures import SpokenFigure
from analytics.speech.grammar.runs import paragraph_numbers, paragraph_text
from analytics.speech.phrases import fill
from analytics.speech.sentences import progress, statistics

NAMES = st.lists(st.sampled_from(["甲县", "乙县", "丙区"]), max_size=4)
RATES = st.lists(st.decimals("-99", "99", places=2), max_size=4)
GAPS = st.decimals("-60", "60", places=4)


def text(paragraph):
    return paragraph_text(paragraph)


def figure(value, measure="yoy_pct"):
    cell = Source("月报.xlsx", "投资", "C5", "u1")
    return SpokenFigure(Decimal(value), "固定资产投资", "龙泉市", Period(2023, 5), measure, cell)


def test_longquan_is_0_6_points_above_its_goal():
    said = statistics.goal_tier(figure("15.6"), "", figure("15", "goal_pct_"))

    assert text(said) == "略高于年初目标（15.0%）0.6个百分点"
    assert [number.text for number in paragraph_numbers(said)] == ["15.0%", "0.6个百分点"]
    assert len(paragraph_numbers(said)[1].source.inputs) == 2


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
        statistics.quarters_growth(names, "投资", rates)


@given(NAMES, RATES)
def test_a_list_has_as_many_numbers_as_names_or_is_refused(names, rates):
    if names and len(names) == len(rates):
        said = text(statistics.quarters_growth(names, "投资", rates))
        assert said.count("、") == 2 * (len(names) - 1)
    else:
        with pytest.raises(ValueError, match="names for"):
            statistics.quarters_growth(names, "投资", rates)


@given(GAPS)
def test_only_and_slightly_follow_the_shown_gap_and_no_minus_is_written(gap):
    slots = {"差": progress.gap_points(gap)}
    said = text(fill("lead.ledger", slots, (tone.only(gap), tone.against_schedule(gap))))
    shown = abs(figures.rounded(gap))

    assert "-" not in said
    assert "−" not in said
    assert ("持平" in said) == (shown == 0)
    assert ("略滞后" in said or "略超" in said) == (0 < shown < 1)
    assert ("仅完成" in said) == (figures.rounded(gap) < -10)


@pytest.mark.parametrize(
    ("now", "before", "case"),
    [("0.8", "-0.3", "转正"), ("-0.3", "1.1", "转负"), ("0.04", "-0.3", ""), ("-3", "-4", "")],
)
def test_a_turn_is_said_only_where_the_seen_sign_turns(now, before, case):
    assert tone.turned(Decimal(now), Decimal(before)) == case


@pytest.mark.parametrize(
    "refused",
    [
        lambda: progress.starts_behind("一季度", 6, 7),
        lambda: progress.units_ends("", [("甲", Decimal(9))], [("甲", Decimal(1))]),
        lambda: statistics.structure([1, 2, 3], [1, 2]),
        lambda: figures.listed(["农、林、牧、渔业"], [("1.0%",)]),
        lambda: figures.share(Decimal(-1)),
        lambda: figures.count(Decimal("1.5")),
    ],
)
def test_parts_that_contradict_the_whole_are_refused(refused):
    with pytest.raises(ValueError, match=r"."):
        refused()


def test_a_small_amount_takes_the_unit_of_the_larger_one_beside_it():
    assert figures.money(9764, beside=92900) == "0.98亿元"
    assert figures.money(30, beside=92900) == "30万元"
