"""增速: in time, by breakdown, derived from cumulative figures, published against computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.captions import WHOLE_PAGE_PX
from analytics.charts.statistics.by_year import GrowthByYearLine
from analytics.charts.statistics.growth import GrowthLine
from analytics.tables import growth as growth_tables
from analytics.tables import statistics as statistics_tables
from pages.parts import growth_sides, kept, navigation, tables, ui
from pages.parts.charts import caption, show

BY_YEAR, IN_TIME = "分年对比", "连续走势"
SIDES = {
    "trend": "走势",
    "parts": "分项",
    "derived": "当月与推算",
    "reconciliation": "公布与直接计算",
}


def render() -> None:
    selection = ui.selection_bar("增速")
    if selection is None:
        ui.nothing_loaded()
        return
    now = ui.ask(
        "growth", region=selection.region.code, period=selection.period, as_of=selection.as_of
    )
    names = statistics_tables.indicator_choices(now[now.yoy_pct.notna()])
    if not names:
        st.info(f"{selection.place}{selection.period.label}没有增速，请换一个报告期。")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = kept.view("看什么", "side", list(SIDES), SIDES.__getitem__)
        indicator = None if side == "parts" else kept.choice("指标", "indicator", names, names[0])
    if side == "parts":
        growth_sides.show_parts(selection, now)
    else:
        code = now[now.indicator_name == indicator].indicator_code.iloc[0]
        _show_side(side, selection, code, indicator)
    with st.expander(f"本期全部增速（{len(now)} 项）"):
        tables.linked_table(statistics_tables.growth_table(now), now, "growth_rows")


def _show_side(side: str, selection: ui.Selection, code: str, indicator: str) -> None:
    if side == "trend":
        series = _series("series", selection, code)
        _show_trend(selection, series, indicator)
    elif side == "derived":
        growth_sides.show_derived(selection, _series("derived", selection, code), indicator)
    else:
        rows = _series("reconciliation", selection, code)
        growth_sides.show_reconciliation(selection, rows, indicator)


def _series(question: str, selection: ui.Selection, code: str) -> pd.DataFrame:
    rows = ui.ask(question, region=selection.region.code, indicator=code, as_of=selection.as_of)
    return growth_tables.until(rows, selection.period)


def _show_trend(selection: ui.Selection, series: pd.DataFrame, indicator: str) -> None:
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
    navigation.open_through_app("growth")
