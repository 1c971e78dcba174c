from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts.ledger.findings import funnel_finding
from analytics.charts.ledger.funnel import FunnelBars
from tests.charts.frames import drawn, notes
from tests.charts.ledger_frames import funnel_rows, stages, words


def test_stages_stand_in_their_order_with_counts_and_conversion():
    figure = drawn(FunnelBars, stages().sample(frac=1, random_state=2), words(unit="个"))

    assert figure.layout.yaxis.ticktext == ("谋划", "签约", "开工", "在建", "竣工", "投产")
    assert figure.data[0].x == (76, 66, 50, 42, 12, 3)
    assert notes(figure, "conversion") == ["—", "86.8%", "75.8%", "84.0%", "28.6%", "25.0%"]
    assert "其中现处本阶段 10个" in figure.data[0].hovertext[0]


def test_the_footer_says_what_is_divided_by_what():
    footer = drawn(FunnelBars, stages(), words(unit="个")).layout.meta["footer"]

    assert "转化率：到达本阶段÷到达上一行阶段" in footer


def test_a_point_leads_to_its_stage_and_cells():
    figure = drawn(FunnelBars, stages(), words(unit="个"))

    assert list(figure.data[0].customdata[2]) == ["stage|开工|2025-05", "台账.xlsx!5月!G2"]


def test_stages_of_two_regions_are_refused():
    with pytest.raises(ValueError, match="two rows for one stage"):
        drawn(FunnelBars, pd.concat([stages(), stages()]), words(unit="个"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("谋划", 10, 50, None), ("开工", 20, 40, 80), ("投产", 20, 20, 50)],
            "50个项目中20个到达投产阶段，开工到投产的转化率最低（50.0%）",
        ),
        (
            [
                ("谋划", 40, 80, None),
                ("签约", 20, 40, 50),
                ("开工", 0, 20, 50),
                ("投产", 20, 20, 100),
            ],
            "80个项目中20个到达投产阶段，谋划到签约、签约到开工的转化率最低（50.0%）",
        ),
        (
            [("谋划", 40, 80, None), ("签约", 20, 40, 50), ("开工", 20, 20, 50)],
            "80个项目中20个到达开工阶段，各阶段转化率均为50.0%",
        ),
        (
            [("开工", 2, 12, None), ("在建", 10, 10, 83.33)],
            "12个项目中10个到达在建阶段，开工到在建的转化率为83.3%",
        ),
        ([("在建", 8, 8, None)], "8个项目均处于在建阶段"),
        ([("在建", 1, 1, None)], "1个项目处于在建阶段"),
        ([], "尚无项目阶段数据"),
    ],
)
def test_the_title_names_where_the_fewest_went_on(rows, said):
    assert funnel_finding(funnel_rows(*rows)) == said
