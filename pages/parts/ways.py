"""Ways from one page to another: to a number's source, and with choices made."""

from __future__ import annotations

import streamlit as st

from analytics.questions import loaded
from analytics.questions.selection import Selection
from pages.parts import kept, navigation
from pages.parts.asking import ask, lake


def go_to_source(region_code: str, indicator_code: str, period_code: str) -> None:
    """Open 出处与版次 at one number, with everything else of the address kept."""
    regions = ask(loaded.regions_loaded, Selection())
    indicators = loaded.indicators(lake())
    region = regions[regions.region_code == region_code].label
    indicator = indicators[indicators.indicator_code == indicator_code].indicator_name
    address = {"period": period_code}
    if not region.empty:
        address["region"] = region.iloc[0]
    if not indicator.empty:
        address["indicator"] = indicator.iloc[0]
    if st.session_state.get("as_of") not in (None, kept.LATEST):
        address["as_of"] = st.session_state["as_of"]
    st.session_state[kept.PENDING] = address
    st.switch_page(navigation.page("sources"), query_params=address)


def go_to(address: str, **choices: str) -> None:
    """Open a page with choices made, everything else of the address kept."""
    st.session_state[kept.PENDING] = choices
    others = {name: st.query_params[name] for name in st.query_params}
    st.switch_page(navigation.page(address), query_params=others | choices)
