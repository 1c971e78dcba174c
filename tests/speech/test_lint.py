"""Proof-reading: each rule on a text that breaks it and on one that keeps it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.basics.facts import GrowthFact, HeadlineFacts, Place, Source
from analytics.basics.period import Period
from analytics.speech.grammar.runs import Number
from analytics.speech.paragraphs.draft import headline_sentence
from analytics.speech.paragraphs.sections import paragraph
from analytics.speech.proof.lint import EditedText, lint, moved

SEED_LIST = "民间投资、国有投资、工业技改投资、制造业投资、交通能源和水利投资分别同比增长"


def codes(*texts):
    return [problem.code for problem in lint([EditedText(str(n), t) for n, t in enumerate(texts)])]


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        (
            "names_and_numbers",
            f"{SEED_LIST}19.9%、7.7%、62.4%、10.9%、108.6%、10.9%。",
            f"{SEED_LIST}19.9%、7.7%、62.4%、10.9%、8.6%。",
        ),
        (
            "names_and_numbers",
            "新邵县、绥宁县增速居全市前两位，分别增长12.1%、11.4%、6.2%。",
            "新邵县、绥宁县和洞口县分别增长12.1%、11.4%、6.2%。",
        ),
        (
            "names_and_numbers",
            "省、市级重点项目分别完成投资36.20亿元、94.30亿元，投资完成率分别为43.2%。完成率分别为1.0%、2.0%。甲、乙分别为1.0%、2.0%、3.0%。",
            "省、市级重点项目分别完成投资36.20亿元、94.30亿元，投资完成率分别为43.2%、37.8%。",
        ),
        (
            "names_and_numbers",
            "信息传输、软件和信息技术服务业、教育分别增长1.0%、2.0%、3.0%。",
            "信息传输、软件和信息技术服务业、教育分别增长1.0%、2.0%。",
        ),
        ("percent_for_points", "全市增速比1—8月提高0.3%。", "全市增速比1—8月提高0.3个百分点。"),
        (
            "percent_for_points",
            "占年度计划的97.2%，超过时间进度13.8%。",
            "高于年初制定的15.0%目标，超过时间进度13.8个百分点。",
        ),
        (
            "percent_for_points",
            "最高的甲县和最低的乙县相差29.1%。",
            "最高的甲县和最低的乙县相差29.1个百分点。",
        ),
        ("negative_growth", "固定资产投资同比增长-22.73%。", "固定资产投资同比下降22.7%。"),
        ("negative_growth", "房地产投资负增长5.3%。", "房地产投资由负转正，增长5.3%。"),
        ("negative_growth", "全市投资增速为−1.7%。", "1—9月全市投资下降1.7%。"),
        (
            "rank_without_scope",
            "建安投资同比增长3.6%，排名第8。",
            "建安投资同比增长3.6%，居全市第8位。",
        ),
        ("rank_without_scope", "完成率居末位。", "分县（市、区）看，甲县居末位。"),
        ("unit_jumps", "全县完成投资116777万元。", "全县完成投资11.68亿元。"),
        (
            "unit_jumps",
            "甲镇完成9800万元，乙镇完成1.20亿元。",
            "年计划投资5000万元以上的单位完成1.20亿元。",
        ),
        ("digits_differ", "完成29.87亿元。另有21.5亿元。", "完成29.87亿元。另有21.50亿元。"),
        (
            "parts_do_not_add",
            "76个重点项目中，较快4个、正常48个、预警16个、滞后9个。",
            "76个重点项目中，较快4个、正常48个、预警16个、滞后8个。",
        ),
        (
            "parts_do_not_add",
            "上报的170个项目中，一产、二产、三产项目分别为24、17、128个。",
            "上报的169个项目中，一产、二产、三产项目分别为24、17、128个。",
        ),
        (
            "parts_do_not_add",
            "固定资产投资完成41.76亿元。第一产业投资1.98亿元，第二产业投资18.92亿元，第三产业投资29.86亿元。",
            "固定资产投资完成41.76亿元。第一产业投资1.98亿元，第二产业投资18.92亿元，第三产业投资20.86亿元。",
        ),
        (
            "shares_do_not_add",
            "三次产业投资结构为2.1∶58.9∶49.0。",
            "三次产业投资结构为2.1∶58.9∶39.0。",
        ),
        (
            "shares_do_not_add",
            "建筑安装工程占全部投资的75.2%，设备工器具购置占全部投资的14.9%，其他费用占全部投资的19.9%。",
            "建筑安装工程占全部投资的75.1%，设备工器具购置占全部投资的15.0%，其他费用占全部投资的10.0%。",
        ),
        ("ascii_marks", "今年以来,全市投资增长。", "今年以来，全市投资增长。"),
        ("ascii_marks", "县(市、区)投资增长。", "县（市、区）投资增长。"),
        ("january_alone", "1月份固定资产投资同比增长3.0%。", "1—2月固定资产投资同比增长3.0%。"),
        ("january_alone", "1月，投资完成3.00亿元。", "11月，投资完成3.00亿元，1月底前开工。"),
        ("times_and_percent", "甲业增长1.3倍，乙业增长125.1%。", "甲业增长1.3倍，乙业增长25.1%。"),
        ("fall_in_times", "房地产投资下降2倍。", "房地产投资下降50.0%。"),
        ("hyphen_in_period", "1-5月，全市投资增长。", "1—5月，全市投资增长。"),
        (
            "pull_and_contribution",
            "固定资产投资同比增长23.4%。工业拉动投资增长28.4个百分点，贡献率101.3%。",
            "固定资产投资同比增长23.4%。工业拉动投资增长23.7个百分点，贡献率101.3%。",
        ),
        (
            "one_thing_two_numbers",
            "20个省市重点项目开工11个。统筹推进28个省市重点项目和240个区重点。",
            "20个省市重点项目开工11个。新开工的8个省市重点项目进度正常。",
        ),
        (
            "one_thing_two_numbers",
            "制造业投资同比增长10.3%。其中，制造业投资增长10.8%。",
            "制造业投资同比增长10.3%。其中，制造业投资增长10.3%。",
        ),
        (
            "gap_differs",
            "完成年度计划（43.02亿元）的35.2%，滞后序时进度（41.7%）5.6个百分点。",
            "完成年度计划（43.02亿元）的35.2%，滞后序时进度（41.7%）6.5个百分点。",
        ),
        ("stub_left", "【建议样句，请改写】加快推进。", "加快推进【重点】项目。"),
    ],
)
def test_a_rule_finds_what_is_wrong_and_lets_pass_what_is_right(code, wrong, right):
    assert code in codes(wrong)
    assert codes(right) == []


def test_a_pull_is_held_against_the_total_of_its_own_sentence():
    qingyang = "固定资产投资同比增长23.4%，工业贡献率101.3%，拉动全部投资增长28.4个百分点。"

    found = lint([EditedText("a", "全部投资同比增长15.6%。"), EditedText("b", qingyang)])

    assert [problem.code for problem in found] == ["pull_and_contribution"]
    assert "总增速23.4%，贡献率应约为121.4%，文中写的是101.3%" in found[0].problem


def test_a_problem_names_its_sentence_and_a_remedy():
    [problem] = lint([EditedText("lead", "开头。建安投资同比增长3.6%，排名第8。")])

    assert problem.paragraph_id == "lead"
    assert problem.sentence == "建安投资同比增长3.6%，排名第8。"
    assert str(problem).endswith("请写明范围，如“居全市第3位”。")


def test_problems_come_in_the_order_of_the_text():
    found = lint(
        [
            EditedText("a", "完成29.87亿元，1-5月排名第8。"),
            EditedText("b", "完成21.5亿元。完成3.10亿元。"),
        ]
    )

    assert [problem.paragraph_id for problem in found] == ["a", "a", "b"]


def drafted(rate="3.6", place=8):
    cell = Source("月报.xlsx", "投资", "C5", "u1")
    fact = GrowthFact(Period(2023, 5), "龙泉市", "建安投资", yoy_pct=Decimal(rate), yoy_source=cell)
    facts = HeadlineFacts(fact, place=Place(place, 9, "丽水市", cell))
    return paragraph("lead.statistics", [headline_sentence(facts)])


def stated(one):
    return {number.fact_id: number for number in one.numbers}


def test_a_figure_that_the_lake_no_longer_says_is_named_with_its_new_value():
    before = drafted()
    texts = [EditedText(before.id, before.text)]

    assert moved([before], texts, stated(before)) == ()
    [problem] = moved([before], texts, stated(drafted(rate="3.9")))
    assert problem.code == "figure_moved"
    assert "文中写的是“3.6%”，现有数据是“3.9%”（月报.xlsx!投资!C5）" in problem.problem


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("前5个月，我市建安投资同比增长3.6%，居全市第8位，仍需努力。", []),
        ("1—5月建安投资同比增长3.9%，居丽水市9个县市区第8位。", ["3.9%"]),
        ("1—5月建安投资同比增长3.6%，居丽水市9个县市区第7位。", ["第7位"]),
        ("1—5月建安投资居全市第8位。", []),
        ("建安投资形势平稳。", []),
    ],
)
def test_a_figure_a_person_changed_is_found_and_new_words_are_not(edited, found):
    before = drafted()

    problems = moved([before], [EditedText(before.id, edited)], stated(before))

    assert [problem.problem.split("“")[1].split("”")[0] for problem in problems] == found


SECTORS = {"第一产业": "51.6%", "第二产业": "0.5%", "第三产业": "15.8%"}


def of_sectors():
    runs = ["分产业看，"]
    for name, said in SECTORS.items():
        number = Number(
            said,
            name,
            "邵阳市",
            Period(2025, 9),
            "yoy_pct",
            Source("月报.xlsx", "投资", "C5", "u1"),
        )
        runs += [f"{name}下降", number, "，"]
    return replace(drafted(), id="part.sector", runs=(*runs[:-1], "。"))


def of_districts():
    def number(said, region):
        source = Source("月报.xlsx", "投资", "C5", "u1")
        return Number(said, "固定资产投资", region, Period(2025, 9), "yoy_pct", source)

    runs = ("新邵县、绥宁县增速居前，分别增长", number("12.1%", "新邵县"), "、")
    return replace(drafted(), id="part.district", runs=(*runs, number("6.2%", "绥宁县"), "。"))


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("第三产业下降15.8%，第二产业下降0.5%，第一产业下降51.6%。", []),
        ("第二产业下降0.5%。全市第一产业则下降51.6%。", []),
        ("上半年第一产业下降40.0%，第三产业下降15.8%。", []),
        ("降幅最大的是第一产业，下降51.6%；第三产业下降15.9%。", ["15.9%"]),
        ("第二产业下降15.8%，第三产业下降0.5%。", ["15.8%", "0.5%"]),
        ("第四产业下降3.3%，第一产业下降51.6%，占比2.0%。", []),
    ],
)
def test_figures_are_held_against_the_fact_of_their_own_name(edited, found):
    own = of_sectors()

    problems = moved([own], [EditedText(own.id, edited)], stated(own))

    assert [problem.problem.split("“")[1].split("”")[0] for problem in problems] == found


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("绥宁县、新邵县增速居前，分别增长6.2%、12.1%。", []),
        ("绥宁县、新邵县增速居前，分别增长12.1%、6.2%。", ["6.2%", "12.1%"]),
        ("新邵县增长12.1%，绥宁县增长6.3%。", ["6.3%"]),
    ],
)
def test_figures_in_turn_belong_to_the_names_in_turn(edited, found):
    own = of_districts()

    problems = moved([own], [EditedText(own.id, edited)], stated(own))

    assert [problem.problem.split("“")[1].split("”")[0] for problem in problems] == found


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("1—5月建安投资同比下降3.6%。", ["下降3.6%"]),
        ("1—5月建安投资负增长3.6%。", ["负增长3.6%"]),
        ("1—5月建安投资同比增长−3.6%。", ["−3.6%"]),
        ("1—5月龙泉市建安投资同比下降2.0%。", ["下降2.0%"]),
        ("1—5月建安投资同比上升3.6%。", []),
        ("1—5月建安投资增速由4.1%回落到3.6%。", []),
        ("1—5月民间投资下降，建安投资增长3.6%。", []),
        ("1—5月建安投资增速3.6%。", []),
    ],
)
def test_a_figure_whose_word_points_the_other_way_is_found(edited, found):
    own = drafted()

    problems = moved([own], [EditedText(own.id, edited)], stated(own))

    assert [one.problem.split("“")[1].split("”")[0] for one in problems] == found
    assert all("现有数据是“增长3.6%”" in one.problem for one in problems)


def test_a_fact_the_lake_has_lost_is_named():
    before = drafted()
    kept = {key: one for key, one in stated(before).items() if one.measure == "yoy_rank"}

    [problem] = moved([before], [EditedText(before.id, before.text)], kept)

    assert problem.code == "figure_gone"
    assert "已经没有了" in problem.problem


def test_a_paragraph_a_person_added_is_not_compared():
    assert moved([drafted()], [EditedText("own", "我县增长99.0%。")], {}) == ()
    assert replace(drafted(), id="x").text == drafted().text
