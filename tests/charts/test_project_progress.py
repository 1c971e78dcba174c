from __future__ import annotations

import pandas as pd
import pytest

from analytics.basics.period import Period
from analytics.charts.ledger.project_progress import DONE, PLANNED, PlanLine
from tests.charts.frames import drawn, notes
from tests.charts.ledger_frames import plan_rows, spring, words


def line(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_the_plan_is_the_years_plan_by_the_schedule():
    figure = drawn(PlanLine, spring(), words(unit="万元"))

    assert line(figure, DONE).y == (400, 900, 2100, 2816)
    assert [round(value, 2) for value in line(figure, PLANNED).y] == [
        1333.33,
        2000,
        2666.67,
        3333.33,
    ]
    assert notes(figure, "end") == ["序时计划 3333", "<b>累计完成 2816</b>"]
    assert "序时计划：年度计划×序时进度" in figure.layout.meta["footer"]


def test_a_year_begins_anew_and_december_is_not_joined_to_it():
    rows = plan_rows((2024, 11, 7000), (2024, 12, 8000), (2025, 1, 100), (2025, 2, 300))
    figure = drawn(PlanLine, rows, words(unit="万元"))

    assert line(figure, DONE).y == (7000, 8000, None, 100, 300)
    assert line(figure, DONE).x[2] is None
    assert line(figure, DONE).connectgaps is False


def test_a_period_without_an_amount_breaks_the_line_and_is_no_zero():
    figure = drawn(
        PlanLine, plan_rows((2025, 2, 300), (2025, 3, None), (2025, 4, 500)), words(unit="万元")
    )

    assert line(figure, DONE).y == (300, None, 500)
    assert None not in line(figure, PLANNED).y


def test_amounts_begin_at_zero():
    low, high = drawn(PlanLine, spring(), words(unit="万元")).layout.yaxis.range

    assert low <= 0
    assert high > 3333


def test_amounts_in_yi_yuan_are_named_in_yi_yuan():
    figure = drawn(PlanLine, spring(), words(unit="亿元"))

    assert figure.layout.yaxis.ticktext == ("0.0", "0.1", "0.2", "0.3亿元")
    assert notes(figure, "end")[1] == "<b>累计完成 0.28</b>"
    assert figure.layout.meta["title"].endswith("累计完成0.28亿元，比序时计划少0.05亿元")


def test_a_chart_knows_nothing_after_its_period():
    figure = drawn(PlanLine, spring(), words(period=Period(2025, 4), unit="万元"))

    assert line(figure, DONE).y == (400, 900, 2100)
    assert "2025年1—5月" not in figure.layout.meta["subtitle"]


def test_a_project_and_a_unit_have_their_own_keys():
    project = drawn(PlanLine, spring(), words(unit="万元"))
    unit = drawn(PlanLine, plan_rows((2025, 5, 2816), unit="县城发集团"), words(unit="万元"))

    assert list(project.data[0].customdata[0]) == ["project|P-017|2025-02", "台账.xlsx!2月!F9"]
    assert list(unit.data[0].customdata[0]) == ["unit|县城发集团|2025-05", "台账.xlsx!5月!F9"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            plan_rows((2025, 5, 2816)),
            "示例县城北1号路2025年1—5月累计完成2816万元，比序时计划少517万元",
        ),
        (
            plan_rows((2025, 5, 4000)),
            "示例县城北1号路2025年1—5月累计完成4000万元，比序时计划多667万元",
        ),
        (
            plan_rows((2025, 5, 3333)),
            "示例县城北1号路2025年1—5月累计完成3333万元，与序时计划持平",
        ),
        (
            plan_rows((2025, 5, 2816), plan=None),
            "示例县城北1号路2025年1—5月累计完成2816万元，无序时计划可比",
        ),
        (
            plan_rows((2025, 5, 2816), plan=0),
            "示例县城北1号路2025年1—5月累计完成2816万元，无序时计划可比",
        ),
        (
            plan_rows((2025, 4, 2000), (2025, 5, None)),
            "示例县城北1号路2025年1—4月累计完成2000万元，比序时计划少667万元",
        ),
        (plan_rows((2025, 5, None)), "示例县城北1号路尚无累计完成数据"),
    ],
)
def test_the_title_compares_what_is_drawn(rows, said):
    assert drawn(PlanLine, rows, words(unit="万元")).layout.meta["title"] == said


def test_a_project_without_a_plan_has_one_line_and_no_formula():
    figure = drawn(
        PlanLine, plan_rows((2025, 4, 100), (2025, 5, 300), plan=None), words(unit="万元")
    )

    assert [trace.name for trace in figure.data] == [DONE]
    assert "序时计划：" not in figure.layout.meta["footer"]


def test_two_projects_two_rows_of_a_period_and_other_units_are_refused():
    other = spring().assign(project_key="P-018")
    with pytest.raises(ValueError, match="one project a chart, got 2"):
        drawn(PlanLine, pd.concat([spring(), other]), words(unit="万元"))
    with pytest.raises(ValueError, match="two rows for one period"):
        drawn(PlanLine, pd.concat([spring(), spring()]), words(unit="万元"))
    with pytest.raises(ValueError, match="万元 or 亿元"):
        drawn(PlanLine, spring(), words(unit="%"))
