"""What every page shares: the lake, cached answers, the selection bar.

Computes nothing. A cached answer is keyed by the lake's snapshot and the question, never
by a frame: large frames hash from a sample.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import streamlit as st

from analytics import growth_marts, marts
from analytics.basics.period import Period, parse_period_code
from analytics.lake.connection import Lake, open_lake
from analytics.marts import Region
from pages.parts import kept, look, navigation
from pages.parts.markdown import plain

MARTS = (marts, growth_marts)
# Lets the server's own thread send the page's name before this one asks and draws on:
# it is seen in half the time (make bench).
FLUSH_SECONDS = 0.012


@dataclass(frozen=True)
class Selection:
    """What the bar says: a region, a period, and the moment to look back from."""

    region: Region
    period: Period
    as_of: datetime | None

    @property
    def place(self) -> str:
        """The region's name, safe in Markdown: units are named by sheets."""
        return plain(self.region.name)


@st.cache_resource(show_spinner=False)
def lake() -> Lake:
    return open_lake()


@st.cache_data(max_entries=512, show_spinner=False)
def _answer(question: str, snapshot: int, arguments: tuple[tuple[str, object], ...]) -> object:
    del snapshot  # only a key: a commit anywhere makes every answer new
    module = next(one for one in MARTS if hasattr(one, question))
    return getattr(module, question)(lake(), **dict(arguments))


def ask(question: str, **arguments: object) -> pd.DataFrame:
    """A function of the statistics marts by name, answered once a snapshot."""
    return _answer(question, lake().figures_snapshot, tuple(sorted(arguments.items())))


@contextmanager
def bar(title: str) -> Iterator[None]:
    """The row every page begins with: its name first, then choices, then 显示方式."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="bar"):
        # Sent before anything is asked: a reader sees at once where he is.
        st.title(title, anchor=False, width="content")
        time.sleep(FLUSH_SECONDS)
        yield
        look.choice()


def selection_bar(title: str, kind: str = marts.STATISTICS) -> Selection | None:
    """Region, period and 版次, kept in the address; None when nothing of the kind is loaded."""
    with bar(title):
        region_place, period_place, version_place = (st.container() for _ in range(3))
    versions = ask("versions")
    labels = {kept.LATEST: None} | dict(zip(versions.label, versions.moment, strict=True))
    with version_place:
        version = kept.choice("版次", "as_of", list(labels), kept.LATEST)
    as_of = labels[version]
    known = ask("regions_loaded", kind=kind, as_of=as_of)
    if known.empty:
        return None
    by_label = dict(zip(known.label, known.itertuples(index=False), strict=True))
    with region_place:
        chosen = by_label[kept.choice("地区", "region", list(by_label), known.label.iloc[0])]
    periods = ask("periods_loaded", region=chosen.region_code, kind=kind, as_of=as_of)
    codes = periods.period_code.tolist()
    with period_place:
        code = kept.choice("报告期", "period", codes, codes[0], _period_label)
    region = Region(
        chosen.region_code, chosen.region_name, chosen.region_level, chosen.parent_region_code
    )
    return Selection(region, parse_period_code(code), as_of)


def _period_label(code: str) -> str:
    try:
        return parse_period_code(code).label
    except ValueError:  # an address may say anything
        return code


def nothing_loaded(what: str = "统计局月报") -> None:
    """The empty state: what to do first."""
    st.info(f"还没有数据。请上传{what}（xlsx、xls、csv），或用 make run 首次启动自动装入示例。")
    st.page_link(navigation.page("upload"), label="去上传", icon=":material/upload_file:")


def go_to_source(region_code: str, indicator_code: str, period_code: str) -> None:
    """Open 出处与版次 at one number, with everything else of the address kept."""
    regions = ask("regions_loaded", as_of=None)
    indicators = ask("indicators")
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
