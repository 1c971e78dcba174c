"""Pages run on a test's own lake, with the app's navigation around them."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

# What app.py does, but for which page is run: AppTest cannot open an address, and running
# the first page before each other one would take as long again.
SCRIPT = """
import streamlit as st
from pages.parts import navigation

st.set_page_config(layout="wide")
st.navigation(navigation.pages(), position="top")
navigation.render("{address}")
"""


@pytest.fixture
def app(lake, monkeypatch):
    """app(address) runs a page on this test's lake, as its address would."""
    monkeypatch.setenv("INVESTMENT_LAKE", str(lake.folder))
    st.cache_resource.clear()
    st.cache_data.clear()

    def run(address, **query):
        test = AppTest.from_string(SCRIPT.format(address=address), default_timeout=60)
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    yield run
    st.cache_resource.clear()
    st.cache_data.clear()
