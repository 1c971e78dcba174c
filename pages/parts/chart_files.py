"""What a chart can be downloaded as, under the chart."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.basics.moments import now_beijing
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.theme import Ink
from analytics.export.chart_files import NO_PICTURES, NO_TWIN, Make, chart_files


def _made(make: Make) -> bytes:
    return make(now_beijing())


def offer(chart: Chart, key: str, colours: Ink) -> None:
    """A small menu; nothing is made before a file is asked for."""
    menu = st.popover(
        "下载此图",
        icon=":material/download:",
        type="tertiary",
        key=f"{key}_files",
        on_change="rerun",  # closed, it costs nothing
    )
    if not menu.open:
        return
    with menu:
        files = chart_files(chart, colours)
        for label, (name, make) in files.items():
            st.download_button(
                label,
                partial(_made, make),
                file_name=name,
                key=f"{key}_{label}",
                width="stretch",
            )
        if not any(name.endswith(".png") for name, _ in files.values()):
            st.caption(NO_PICTURES)
        if not any(name.endswith(".pptx") for name, _ in files.values()):
            st.caption(NO_TWIN)
