"""增速: in time, by breakdown, derived from cumulative figures, published against computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.caption import WHOLE_PAGE_PX
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.questions import growth, statistics
from analytics.questions.selection import Chosen
from analytics.tables import growth as growth_tables
from analytics.tables import statistics as statistics_tables
from pages.parts import bar, growth_sides, kept, navigation, no_figures, tables
from pages.parts.asking import ask
from pages.parts.charts import caption, show

BY_YEAR, IN_TIME = "分年对比", "连续走势"
SIDES = {
    "trend": "走势",
    "parts": "分项",
    "derived": "当月与推算",
    "reconciliation": "公布与直接计算",
}


def render() -> None:
    selection = bar.chosen("增速")
    if selection is None:
        return
    now = ask(statistics.growth, selection)
    names = statistics_tables.indicator_choices(now[now.yoy_pct.notna()])
    if not names:
        every = ask(statistics.growth, selection.but(region=None))
        said = f"{selection.region.name}{selection.period.label}没有增速"
        no_figures.offer_nearest(said, selection, set(every[every.yoy_pct.notna()].region_code))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = kept.view("看什么", "side", list(SIDES), SIDES.__getitem__)
        indicator = "" if side == "parts" else kept.choice("指标", "indicator", names, names[0])
    if side == "parts":
        growth_sides.show_parts(selection, now)
    else:
        code = now[now.indicator_name == indicator].indicator_code.iloc[0]
        _show_side(side, selection, code, indicator)
    with st.expander(f"本期全部增速（{len(now)} 项）"):
        tables.linked_table(statistics_tables.growth_table(now), now, "growth_rows")


def _show_side(side: str, selection: Chosen, code: str, indicator: str) -> None:
    of_code = selection.but(period=None, indicator=code)
    if side == "trend":
        series = growth_tables.until(ask(growth.series, of_code), selection.period)
        _show_trend(selection, series, indicator)
    elif side == "derived":
        rows = growth_tables.until(ask(growth.derived, of_code), selection.period)
        growth_sides.show_derived(selection, rows, indicator)
    else:
        rows = growth_tables.until(ask(growth.reconciliation, of_code), selection.period)
        growth_sides.show_reconciliation(selection, rows, indicator)


def _show_trend(selection: Chosen, series: pd.DataFrame, indicator: str) -> None:
    way = kept.view("走势", "series_way", [BY_YEAR, IN_TIME])
    make = GrowthLine if way == IN_TIME else GrowthByYearLine
    if way == BY_YEAR:  # years of another meaning cannot lie over each other
        series = series[series.indicator_name == indicator]
    words = caption(
        selection, series, f"{indicator}累计同比", is_series=True, narrowest_px=WHOLE_PAGE_PX
    )
    show(make(series, words), "growth_series")
    with st.expander("走势数据"):
        tables.linked_table(
            growth_tables.series_table(series), growth_tables.newest_first(series), "series_rows"
        )


if __name__ == "__main__":
    navigation.open_through_app()
