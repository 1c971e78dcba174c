from __future__ import annotations

import pytest

from analytics.charts.kit.readings import readings
from tests.charts import frames, ledger_frames, statistics_frames

FIGURES = {
    **frames.every_chart(),
    **statistics_frames.every_statistics_chart(),
    **ledger_frames.every_ledger_chart(),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_table_of_a_chart_leads_wherever_its_points_lead(name):
    figure = FIGURES[name]
    drawn = {
        d[0] for trace in figure.data if trace.customdata is not None for d in trace.customdata
    }

    rows = readings(figure)

    assert set(rows.key) == drawn - {""}
    has_number = ~rows.reading.str.contains("—|没有数据")
    assert (rows.source[has_number] != "").all()
    assert rows.reading[has_number].str.contains(r"\d").all()
    assert (
        not rows[["point", "reading"]].map(lambda text: "<" in text or "&" in text).any(axis=None)
    )


def test_a_row_says_what_the_mouse_reads_without_its_markup():
    row = readings(FIGURES["ranking_bars"]).iloc[1]

    assert row.point == "城步苗族自治县"
    assert row.reading == "固定资产投资（不含农户）累计同比 11.4%；位次 2，较上期 ↓1"
    assert row.source == "月报.xlsx!表3!B1"
