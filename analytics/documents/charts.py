"""Which charts go with a report: each drawn for the screen and described for Office.

Owns the list of charts, their measure and the section they stand in; draws and describes
nothing itself, and leaves out what the data cannot fill.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from analytics.charts import recipes
from analytics.charts.kit.caption import caption_of
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.spec import ChartSpec
from analytics.charts.recipes import Recipe
from analytics.lake.connection import Lake
from analytics.questions import growth, ledger, loaded, statistics
from analytics.questions.selection import TOTAL, Chosen

RUN, TRAITS, PROBLEMS = "运行情况", "主要特点", "存在问题"
_TOTAL_WORDS = "固定资产投资（不含农户）累计同比"


@dataclass(frozen=True)
class ReportChart:
    """One chart of a report: name is the same in every draft; section, where it stands.

    spec: the chart's native twin; a report takes no chart without one.
    """

    name: str
    label: str
    section: str
    chart: Chart
    spec: ChartSpec


@dataclass(frozen=True)
class _Entry:
    name: str
    label: str
    section: str
    rows: Callable[[Lake, Chosen], pd.DataFrame]
    measure: str
    recipe: Recipe


def report_charts(lake: Lake, selection: Chosen) -> tuple[ReportChart, ...]:
    """Every chart of the list that the region and period can fill, in the list's order."""
    uploads = loaded.uploads(lake)
    made = (_made(entry, selection, entry.rows(lake, selection), uploads) for entry in _ENTRIES)
    return tuple(chart for chart in made if chart is not None)


def first_chart(lake: Lake, selection: Chosen) -> tuple[ReportChart, ...]:
    """The one chart beside one paragraph: its districts, else its parts, else its course."""
    uploads = loaded.uploads(lake)
    entries = {entry.name: entry for entry in _ENTRIES}
    asked = (entries[name] for name in ("districts", "industries", "trend"))
    made = (_made(entry, selection, entry.rows(lake, selection), uploads) for entry in asked)
    return tuple(islice((chart for chart in made if chart is not None), 1))


def _made(
    entry: _Entry, selection: Chosen, rows: pd.DataFrame, uploads: pd.DataFrame
) -> ReportChart | None:
    if rows.empty:
        return None
    words = caption_of(
        selection.region.name,
        selection.period,
        rows,
        uploads,
        entry.measure,
        unit=entry.recipe.unit,
        is_series=entry.recipe.is_series,
    )
    chart = entry.recipe.make(rows, words)
    spec = chart.twin()
    if spec is None:
        return None
    return ReportChart(entry.name, entry.label, entry.section, chart, spec)


def _series(lake: Lake, selection: Chosen) -> pd.DataFrame:
    period = selection.period
    rows = statistics.growth(lake, selection.but(period=None, indicator=TOTAL))
    years = rows.year >= period.year - 1
    return rows[years & (rows.period_code <= period.code) & rows.yoy_pct.notna()]


def _districts(lake: Lake, selection: Chosen) -> pd.DataFrame:
    return statistics.ranking(lake, selection.but(indicator=TOTAL))


def _industries(lake: Lake, selection: Chosen) -> pd.DataFrame:
    rows = statistics.growth(lake, selection)
    parts = rows[(rows.breakdown == "industry") & rows.yoy_pct.notna()]
    total = rows[rows.indicator_code == TOTAL]
    return parts if parts.empty else pd.concat([total, parts])


def _sectors(lake: Lake, selection: Chosen) -> pd.DataFrame:
    rows = statistics.mix(lake, selection)
    return rows[rows.breakdown == "sector"]


def _pulls(lake: Lake, selection: Chosen) -> pd.DataFrame:
    rows = growth.contribution(lake, selection.but(breakdown="sector"))
    return rows if not rows.empty and rows.is_safe_to_state.all() else rows.head(0)


def _statuses(lake: Lake, selection: Chosen) -> pd.DataFrame:
    rows = ledger.status_counts(lake, selection)
    return rows[rows.rule_code == selection.judging.rule]


_ENTRIES = (
    _Entry("trend", "增速走势", RUN, _series, _TOTAL_WORDS, recipes.BY_YEAR),
    _Entry("status", "项目状态", RUN, _statuses, "重点项目状态", recipes.STATUSES),
    _Entry("sectors", "三次产业占比", TRAITS, _sectors, "按三次产业分投资占比", recipes.SHARES),
    _Entry("pull", "三次产业拉动", TRAITS, _pulls, "按三次产业分对投资增长的拉动", recipes.PULLS),
    _Entry(
        "industries",
        "分行业增速",
        TRAITS,
        _industries,
        "按行业分固定资产投资累计同比",
        recipes.PARTS,
    ),
    _Entry("districts", "地区排名", TRAITS, _districts, _TOTAL_WORDS, recipes.DISTRICTS),
    _Entry(
        "completion",
        "单位完成率",
        PROBLEMS,
        ledger.completion,
        "各责任单位年度计划完成率",
        recipes.COMPLETION,
    ),
    _Entry(
        "league", "单位排名", TRAITS, ledger.league, "责任单位年度计划完成率排名", recipes.LEAGUE
    ),
    _Entry("funnel", "项目阶段", RUN, ledger.funnel, "项目阶段：走到这一步的项目", recipes.STAGES),
)
