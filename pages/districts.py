"""地区: districts against their parent: places, a heat strip, small multiples, gaps."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.caption import WHOLE_PAGE_PX
from analytics.charts.statistics.diffusion import DiffusionBars
from analytics.charts.statistics.gap import GapBars
from analytics.charts.statistics.heat_strip import GrowthHeat
from analytics.charts.statistics.movers import MoverBars
from analytics.charts.statistics.place_history import PlaceLines
from analytics.charts.statistics.ranking import RankingBars
from analytics.charts.statistics.small_multiples import DistrictLines
from analytics.questions import growth, statistics
from analytics.questions.selection import Chosen
from analytics.speech.grammar import wording
from analytics.tables import growth as growth_tables
from analytics.tables import statistics as statistics_tables
from pages.parts import bar, kept, navigation, no_figures, tables
from pages.parts.asking import ask
from pages.parts.charts import caption, show

TOTAL_NAME = "固定资产投资（不含农户）"  # districts are counted by their total only
SIDES = {"ranking": "排名", "heat": "逐期", "lines": "走势小图", "places": "位次"}


def render() -> None:
    selection = bar.chosen("地区")
    if selection is None:
        return
    now = ask(statistics.ranking, selection)
    if now.empty:
        every = ask(statistics.ranking, selection.but(region=None))
        said = f"{selection.region.name}{selection.period.label}没有下辖地区的增速"
        no_figures.offer_nearest(said, selection, set(every.parent_region_code.dropna()))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = kept.view("看什么", "districts_side", list(SIDES), SIDES.__getitem__)
        names = statistics_tables.indicator_choices(now)
        indicator = kept.choice("指标", "indicator", names, names[0])
    code = now[now.indicator_name == indicator].indicator_code.iloc[0]
    every = ask(statistics.ranking, selection.but(period=None, indicator=code))
    until = growth_tables.until(every, selection.period)
    rows = now[now.indicator_code == code]
    tables.contradicted_places(until)
    if side == "ranking":
        _show_ranking(selection, rows, indicator)
    elif side == "heat":
        _show_heat(selection, until, rows, indicator)
    else:
        make = DistrictLines if side == "lines" else PlaceLines
        words = caption(
            selection, until, f"{indicator}累计同比", is_series=True, narrowest_px=WHOLE_PAGE_PX
        )
        show(make(until, words), f"districts_{side}")
    with st.expander("数据：各期各地区增速、位次和差距"):
        tables.linked_table(
            growth_tables.ranking_history_table(until),
            growth_tables.newest_first(until),
            "district_rows",
        )


def _show_ranking(selection: Chosen, rows: pd.DataFrame, indicator: str) -> None:
    left, right = st.columns(2)
    whole = wording.whole(selection.region.name)
    with left:
        words = caption(selection, rows, f"{indicator}累计同比")
        show(RankingBars(rows, words), "districts_ranking")
    with right:
        words = caption(selection, rows, f"{indicator}增速与{whole}之差", unit="百分点")
        show(GapBars(rows, words), "districts_gap")


def _show_heat(selection: Chosen, until: pd.DataFrame, now: pd.DataFrame, indicator: str) -> None:
    words = caption(
        selection, until, f"{indicator}累计同比", is_series=True, narrowest_px=WHOLE_PAGE_PX
    )
    show(GrowthHeat(until, words), "districts_heat")
    left, right = st.columns(2)
    with left:
        words = caption(selection, now, f"{indicator}增速比上期变动", unit="百分点")
        show(MoverBars(now, words), "districts_movers")
    counts = ask(growth.diffusion, selection.but(period=None, breakdown="district"))
    if indicator != TOTAL_NAME or counts.empty:
        return
    with right:
        until_now = growth_tables.until(counts, selection.period)
        words = caption(selection, until_now, "各地区增速升降个数", unit="个", is_series=True)
        show(DiffusionBars(until_now, words, members="个地区"), "districts_diffusion")


if __name__ == "__main__":
    navigation.open_through_app()
