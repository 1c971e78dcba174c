"""Pages run on a test's own lake, with the app's navigation around them."""

from __future__ import annotations

import contextlib

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.lake import loading
from analytics.lake.opening import open_lake
from pages.parts import asking
from tests.pages.said import ROOT

# What app.py does, but for which page is run: AppTest cannot open an address, and running
# the first page before each other one would take as long again.
SCRIPT = """
import streamlit as st
from pages.parts import navigation

st.set_page_config(layout="wide")
st.navigation(navigation.pages(), position="top")
navigation.render("{address}")
"""


def _fill_with_ledgers(folder):
    with contextlib.closing(open_lake(folder)) as lake:
        for month in ("03", "04", "05"):
            file = f"示例县重点项目台账_2025-{month}.xlsx"
            data = (ROOT / "data" / "sample" / file).read_bytes()
            loading.prepare(lake, data, file, "示例县发展和改革局", "999901").accept(lake)


@pytest.fixture
def filled_with(request, once, filled_with):
    """Where a test asks for the ledgers, its lake begins with them."""
    if "ledgers" in request.fixturenames:
        return once("ledgers", _fill_with_ledgers)
    return filled_with


@pytest.fixture
def ledgers(lake):
    """This test's lake has 示例县's ledgers of three months in it, as their office sends them."""


@pytest.fixture
def app(lake, monkeypatch):
    """app(address) runs a page on this test's lake, as its address would."""
    # The test's own door: opening a second one to the same folder takes as long again.
    monkeypatch.setattr(asking, "open_lake", lambda: lake)
    st.cache_resource.clear()
    st.cache_data.clear()

    def run(address, **query):
        test = AppTest.from_string(SCRIPT.format(address=address), default_timeout=180)
        test.session_state["person"] = "张三"
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    yield run
    st.cache_resource.clear()
    st.cache_data.clear()
