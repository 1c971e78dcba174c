"""A chart as a table: what the mouse reads off each point, for keys and screen readers."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import plotly.graph_objects as go

COLUMNS = ["point", "reading", "source", "key"]
_SOURCE = "出处："
_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^>]+>")


def readings(figure: go.Figure) -> pd.DataFrame:
    """One row a point, in the order drawn: point, reading, source, key of the source.

    A point that two traces draw (a mark over a bar) is one row.
    """
    rows = [
        _row(text, data)
        for trace in figure.data
        if trace.customdata is not None and trace.hovertext is not None
        for text, data in zip(_each(trace), trace.customdata, strict=True)
        if data[0]
    ]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(["point", "reading"])


def _each(trace: go.Bar | go.Scatter) -> list[str]:
    if isinstance(trace.hovertext, str):
        return [trace.hovertext] * len(trace.customdata)
    return list(trace.hovertext)


def _row(hovered: str, data: list[str]) -> tuple[str, str, str, str]:
    # A long source is broken over lines, so what follows 出处 is cut off as one.
    said, _, _ = hovered.partition(_SOURCE)
    name, *lines = [_plain(line) for line in _BREAK.split(said)]
    return name, "；".join(filter(None, lines)), str(data[1]), str(data[0])


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text)).strip()
