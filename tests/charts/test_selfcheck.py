from __future__ import annotations

import pytest

from tests.charts.frames import INKS, every_chart
from tests.charts.selfcheck import chart_problems


@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("name", every_chart())
def test_every_chart_keeps_the_rules(name, colours):
    assert chart_problems(every_chart(colours=colours)[name]) == []


def spoiled(name, spoil):
    figure = every_chart()[name]
    spoil(figure)
    return chart_problems(figure)


def without(word):
    def spoil(figure):
        figure.layout.meta = {**figure.layout.meta, word: ""}

    return spoil


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("mix_bars", without("title"), "缺标题：标题要说出图的结论"),
        ("mix_bars", without("subtitle"), "副标题没有时期"),
        ("mix_bars", without("footer"), "图下没有来源"),
        ("mix_bars", without("alt"), "缺少替代文字"),
        (
            "ranking_bars",
            lambda figure: figure.update_xaxes(range=[5, 20]),
            "条形的数值轴不从零开始",
        ),
        (
            "growth_line",
            lambda figure: figure.update_yaxes(ticktext=["-10", "0"]),
            "数值用了半角减号",
        ),
        (
            "growth_line",
            lambda figure: figure.update_xaxes(ticktext=["Sep 2025"]),
            "有英文月份",
        ),
        (
            "growth_line",
            lambda figure: figure.add_scatter(x=[1], y=[1], yaxis="y2", name="二"),
            "用了第二条数值轴",
        ),
        (
            "growth_line",
            lambda figure: [figure.add_scatter(x=[1], y=[1], name=str(n)) for n in range(6)],
            "超过5个系列",
        ),
        (
            "breakdown_bars",
            lambda figure: figure.update_traces(customdata=None),
            "有的点没有出处编号",
        ),
        (
            "breakdown_bars",
            lambda figure: figure.update_traces(text=["nan"]),
            "把没有数据写成了数",
        ),
    ],
)
def test_a_broken_rule_is_named(name, spoil, said):
    assert said in spoiled(name, spoil)


@pytest.mark.parametrize("name", every_chart())
def test_the_alt_text_says_kind_finding_scope_and_numbers(name):
    meta = every_chart()[name].layout.meta

    assert meta["title"] in meta["alt"]
    assert meta["subtitle"] in meta["alt"]
    assert "数值：" in meta["alt"]
