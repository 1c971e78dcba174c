"""Every chart of every page of a lake: what it draws, and what its native twin holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.export.workbook import tables_xlsx
from pages.parts import asking, charts, look
from tests.golden.digests import ASKED, SAVED_AT, digest, said
from tests.pages.conftest import SCRIPT

# An address of each page and, where it has sides, of each side.
SIDES = (
    ("overview", {}),
    ("growth", {}),
    ("growth", {"series_way": "连续走势"}),
    ("growth", {"side": "parts", "breakdown": "industry"}),
    ("growth", {"side": "derived"}),
    ("growth", {"side": "reconciliation"}),
    ("structure", {}),
    ("districts", {}),
    ("districts", {"districts_side": "heat"}),
    ("districts", {"districts_side": "lines"}),
    ("districts", {"districts_side": "places"}),
    ("completion", {}),
    ("projects", {}),
    ("league", {}),
)
# They draw by themselves, for a click there leads elsewhere than to a source.
DRAWING = ("completion", "projects", "league")


def page_digests(lake, monkeypatch) -> dict[str, str]:
    """Of every page, region and period: each chart's figure, and its twin where it has one."""
    found, at = {}, []

    def draw(chart, key):
        for name, lines in _said(chart):
            found[" ".join((*at, key, name))] = digest(lines)

    monkeypatch.setattr(asking, "open_lake", lambda: lake)
    for module in (charts, *(import_module(f"pages.{name}") for name in DRAWING)):
        monkeypatch.setattr(module, "draw", draw)
    for region, period in ASKED:
        for address, side in SIDES:
            at[:] = [region, period, address, *side.values()]
            st.cache_resource.clear()
            test = AppTest.from_string(SCRIPT.format(address=address), default_timeout=180)
            for name, value in {"region": region, "period": period, **side}.items():
                test.query_params[name] = value
            test.run()
            assert not test.exception, test.exception
    return found


def _said(chart) -> Iterator[tuple[str, list[str]]]:
    drawn = json.dumps(
        chart.figure(look.colours()).to_plotly_json(),
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        indent=0,
    )
    yield "figure", drawn.splitlines()
    if (spec := chart.twin()) is not None:
        yield "twin", said(".xlsx", tables_xlsx("", [spec], SAVED_AT))


def _plain(value):
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, pd.Timestamp):
        return str(value)
    raise TypeError(type(value))
