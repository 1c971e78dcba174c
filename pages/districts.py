"""地区: districts against their parent: places, a heat strip, small multiples, gaps."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.captions import WHOLE_PAGE_PX
from analytics.charts.statistics.diffusion import diffusion_bars
from analytics.charts.statistics.gap import gap_bars
from analytics.charts.statistics.heat_strip import growth_heat
from analytics.charts.statistics.movers import mover_bars
from analytics.charts.statistics.place_history import place_lines
from analytics.charts.statistics.ranking import ranking_bars
from analytics.charts.statistics.small_multiples import district_lines
from analytics.speech.grammar import wording
from analytics.tables import growth as growth_tables
from analytics.tables import statistics as statistics_tables
from pages.parts import kept, look, navigation, tables, ui
from pages.parts.charts import caption, show

TOTAL_NAME = "固定资产投资（不含农户）"  # districts are counted by their total only
SIDES = {"ranking": "排名", "heat": "逐期", "lines": "走势小图", "places": "位次"}


def render() -> None:
    selection = ui.selection_bar("地区")
    if selection is None:
        ui.nothing_loaded()
        return
    region, as_of = selection.region.code, selection.as_of
    now = ui.ask("ranking", region=region, period=selection.period, as_of=as_of)
    if now.empty:
        st.info(
            f"{selection.place}{selection.period.label}没有下辖地区的增速。"
            "请换一个报告期，或上传含分县（市、区）表的月报。"
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = kept.view("看什么", "districts_side", list(SIDES), SIDES.__getitem__)
        names = statistics_tables.indicator_choices(now)
        indicator = kept.choice("指标", "indicator", names, names[0])
    code = now[now.indicator_name == indicator].indicator_code.iloc[0]
    every = ui.ask("ranking", region=region, indicator=code, as_of=as_of)
    until = growth_tables.until(every, selection.period)
    rows = now[now.indicator_code == code]
    if side == "ranking":
        _show_ranking(selection, rows, indicator)
    elif side == "heat":
        _show_heat(selection, until, rows, indicator)
    else:
        draw = district_lines if side == "lines" else place_lines
        words = caption(
            selection, until, f"{indicator}累计同比", is_series=True, narrowest_px=WHOLE_PAGE_PX
        )
        show(draw(until, words, colours=look.colours()), f"districts_{side}")
    with st.expander("数据：各期各地区增速、位次和差距"):
        tables.linked_table(
            growth_tables.ranking_history_table(until),
            growth_tables.newest_first(until),
            "district_rows",
        )


def _show_ranking(selection: ui.Selection, rows: pd.DataFrame, indicator: str) -> None:
    left, right = st.columns(2)
    whole = wording.whole(selection.region.name)
    with left:
        words = caption(selection, rows, f"{indicator}累计同比")
        figure = ranking_bars(rows, words, parent_label=whole, colours=look.colours())
        show(figure, "districts_ranking")
    with right:
        words = caption(selection, rows, f"{indicator}增速与{whole}之差", unit="百分点")
        show(gap_bars(rows, words, colours=look.colours()), "districts_gap")


def _show_heat(
    selection: ui.Selection, until: pd.DataFrame, now: pd.DataFrame, indicator: str
) -> None:
    words = caption(
        selection, until, f"{indicator}累计同比", is_series=True, narrowest_px=WHOLE_PAGE_PX
    )
    whole = wording.whole(selection.region.name)
    show(growth_heat(until, words, parent_label=whole, colours=look.colours()), "districts_heat")
    left, right = st.columns(2)
    with left:
        words = caption(selection, now, f"{indicator}增速比上期变动", unit="百分点")
        show(mover_bars(now, words, colours=look.colours()), "districts_movers")
    counts = ui.ask(
        "diffusion", region=selection.region.code, breakdown="district", as_of=selection.as_of
    )
    if indicator != TOTAL_NAME or counts.empty:
        return
    with right:
        until_now = growth_tables.until(counts, selection.period)
        words = caption(selection, until_now, "各地区增速升降个数", unit="个", is_series=True)
        figure = diffusion_bars(until_now, words, members="个地区", colours=look.colours())
        show(figure, "districts_diffusion")


if __name__ == "__main__":
    navigation.open_through_app("districts")
