"""A finished figure as the browser's program for it reads it.

Owns what that program can draw: it is Plotly with these kinds of trace and no other (see
static/README.md), for reading all of Plotly took longer than everything else on a page.
"""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from analytics.charts.kit.theme import CONFIG

TRACES = frozenset({"bar", "heatmap", "scatter"})


def for_browser(figure: go.Figure, *, is_still: bool = False) -> bytes:
    """The figure as JSON; is_still: nothing in it answers the mouse."""
    # Plotly draws a kind it does not know as a line, and says nothing.
    if unknown := {trace.type for trace in figure.data} - TRACES:
        raise ValueError(f"the browser's Plotly has no {sorted(unknown)}")
    config = CONFIG | {"staticPlot": is_still}
    made: str = to_json_plotly(figure.to_dict() | {"config": config})
    return made.encode()
