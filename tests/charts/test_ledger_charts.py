"""What every chart of ledgers keeps, whatever it asks."""

from __future__ import annotations

import re
import shutil

import kaleido
import pytest

from analytics.charts.ledger import completion, funnel, league, project_progress, status
from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.funnel import FunnelBars
from analytics.charts.ledger.league import LeagueBars
from analytics.charts.ledger.project_progress import PlanLine
from analytics.charts.ledger.status import StatusBars
from tests.charts.frames import INKS
from tests.charts.ledger_frames import (
    LONG_UNIT,
    every_ledger_chart,
    runners,
    seventy_six,
    spring,
    stages,
    units,
    words,
)
from tests.charts.selfcheck import chart_problems

CHARTS = {
    "completion_bars": (CompletionBars, completion.COLUMNS, units, "%"),
    "status_bars": (StatusBars, status.COLUMNS, seventy_six, "个"),
    "funnel_bars": (FunnelBars, funnel.COLUMNS, stages, "个"),
    "league_bars": (LeagueBars, league.COLUMNS, runners, "%"),
    "plan_line": (PlanLine, project_progress.COLUMNS, spring, "万元"),
}


@pytest.mark.parametrize("width", [460, 1200])
@pytest.mark.parametrize("colours", INKS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_keeps_the_rules(name, colours, width):
    figure = every_ledger_chart(colours=colours, narrowest_px=width)[name]

    assert chart_problems(figure) == []
    assert figure.layout.showlegend is None


@pytest.mark.parametrize("name", CHARTS)
def test_no_rows_are_a_blank_chart_that_says_so(name):
    draw, _, rows, unit = CHARTS[name]
    figure = draw(rows().iloc[:0], words(unit=unit)).figure()

    assert not figure.data
    assert "尚无" in figure.layout.meta["title"]
    assert figure.layout.meta["alt"].endswith("没有数据。")


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name in CHARTS for column in CHARTS[name][1]]
)
def test_a_missing_column_is_named(name, column):
    draw, _, rows, unit = CHARTS[name]
    with pytest.raises(ValueError, match=f"lacks the columns .*{column}"):
        draw(rows().drop(columns=column), words(unit=unit))


@pytest.mark.parametrize("name", CHARTS)
def test_the_alt_text_says_finding_scope_and_numbers(name):
    meta = every_ledger_chart()[name].layout.meta

    assert meta["title"] in meta["alt"]
    assert meta["subtitle"] in meta["alt"]
    assert "数值：" in meta["alt"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_title_of_the_callers_own_is_kept(name):
    draw, _, rows, unit = CHARTS[name]

    assert draw(rows(), words(unit=unit, title="另有结论")).finding == "另有结论"


@pytest.mark.browser
def test_drawn_charts_hold_their_words_whole():
    kaleido.start_sync_server(path=shutil.which("chromium"), silence_warnings=True)
    try:
        drawn = {
            name: kaleido.calc_fig_sync(
                figure.to_dict(), opts={"format": "svg", "width": 460, "height": 500}
            ).decode()
            for name, figure in every_ledger_chart().items()
        }
    finally:
        kaleido.stop_sync_server(silence_warnings=True)
    texts = {name: "".join(re.findall(r">([^<]+)<", svg)) for name, svg in drawn.items()}

    assert LONG_UNIT in texts["completion_bars"]
    assert LONG_UNIT in texts["league_bars"]
    assert "规则：默认（四档）第1版" in texts["status_bars"]
    assert "序时 41.7" in texts["completion_bars"]
    assert all("NaN" not in svg for svg in drawn.values())
