"""What 接收 has just taken in: whose figures, and the way to the page that shows them."""

from __future__ import annotations

import streamlit as st

from analytics.basics.period import Period
from analytics.lake.loading import Prepared
from pages.parts import bar, kept, navigation

KEPT = "taken_in"


def note(prepared: Prepared) -> None:
    """Remember a file's region and newest period; the last file of several counts."""
    reading = prepared.reading
    page = "overview" if reading.rows else "completion"
    of_investment = [one.period for one in reading.rows if one.statistic == "investment"]
    of_ledger = [Period(one.year, one.month) for one in reading.projects]
    of_ledger += [Period(one.year, one.month) for one in reading.units]
    periods = of_investment or [one.period for one in reading.rows] or of_ledger
    choices = {"region": prepared.region_code}
    if periods:
        choices["period"] = max(periods).code
    st.session_state[KEPT] = (page, choices)


def link() -> None:
    """To what was taken in, as it is now."""
    if KEPT not in st.session_state:
        return
    page, choices = st.session_state.pop(KEPT)
    st.page_link(
        navigation.page(page),
        label=f"去看{navigation.PAGES[page][0]}",
        icon=navigation.PAGES[page][1],
        query_params=kept.along(as_of=bar.LATEST, **choices),
    )
