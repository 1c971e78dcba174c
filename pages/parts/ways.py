"""Ways from one page to another: to a number's source, and with choices made."""

from __future__ import annotations

import streamlit as st

from analytics.questions import loaded
from pages.parts import kept, navigation
from pages.parts.asking import lake


def go_to_source(region_code: str, indicator_code: str, period_code: str) -> None:
    """Open 出处与版次 at one number, with everything else chosen kept."""
    indicators = loaded.indicators(lake())
    named = indicators[indicators.indicator_code == indicator_code].indicator_name
    indicator = None if named.empty else str(named.iloc[0])
    go_to("sources", region=region_code, period=period_code, indicator=indicator)


def go_to(address: str, **choices: str | None) -> None:
    """Open a page with choices made, everything else chosen kept; None is as usual."""
    kept.go_along(**choices)
    # The address of the page that is left stays as it is, for the way back.
    st.switch_page(navigation.page(address), query_params=st.query_params.to_dict())
