"""Charts on pages: their captions, their place, and the way from a point to its source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.kit.caption import HALF_PAGE_PX, WHOLE_PAGE_PX, Caption, caption_of
from analytics.charts.kit.chart import Chart
from analytics.charts.statistics.breakdown import BreakdownBars
from analytics.questions import loaded
from analytics.questions.selection import Chosen
from analytics.reference.indicators import BREAKDOWNS
from pages.parts import chart_files, drawing, look, readings, ways
from pages.parts.asking import lake


def caption(
    selection: Chosen,
    rows: pd.DataFrame,
    measure: str,
    *,
    unit: str = "%",
    is_series: bool = False,
    narrowest_px: int = HALF_PAGE_PX,
) -> Caption:
    """The words around a chart of these rows: whose they are and when they came in."""
    return caption_of(
        selection.region.name,
        selection.period,
        rows,
        loaded.uploads(lake()),
        measure,
        unit=unit,
        is_series=is_series,
        narrowest_px=narrowest_px,
    )


def show(chart: Chart, key: str) -> None:
    """Draw a chart; a click on a point leads to its source, a menu to its files."""
    clicked = draw(chart, key)
    if clicked:
        ways.go_to_source(*clicked.split("|")[:3])


def draw(chart: Chart, key: str) -> str | None:
    """Draw a chart with its table and its files; the key of the point or row chosen."""
    colours = look.colours()
    clicked = drawing.show(chart, colours, key)
    with st.container(horizontal=True, key=f"{key}_menus"):
        row = None if chart.is_blank else readings.offer(chart, key)
        chart_files.offer(chart, key, colours)
    return clicked or row


def breakdown_chart(
    selection: Chosen,
    rows: pd.DataFrame,
    breakdown: str,
    key: str,
    *,
    narrowest_px: int = WHOLE_PAGE_PX,
) -> None:
    """Growth of the parts of one breakdown; an empty state where none is printed."""
    parts = rows[(rows.breakdown == breakdown) & rows.yoy_pct.notna()]
    if parts.empty:
        st.info(f"{selection.period.label}没有按{BREAKDOWNS[breakdown]}分的增速。")
        return
    total = rows[rows.breakdown == "total"]
    shown = pd.concat([total, parts])
    show(
        BreakdownBars(
            shown,
            caption(
                selection,
                parts,
                f"按{BREAKDOWNS[breakdown]}分固定资产投资累计同比",
                narrowest_px=narrowest_px,
            ),
        ),
        key,
    )
