"""A chart of nothing: it keeps its place on the page and says that there is nothing."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.theme import Ink, finish

_HEIGHT_PX = 160


def blank(caption: Caption, kind: str, title: str, *, colours: Ink) -> go.Figure:
    """Title, scope and source without a plot."""
    figure = go.Figure()
    finish(
        figure,
        title,
        caption.subtitle,
        caption.footer,
        alt_text(kind, title, caption.subtitle, []),
        colours=colours,
        height=_HEIGHT_PX,
        width_px=caption.narrowest_px,
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure
