"""What every page shares: the lake, cached answers, the selection bar, escaping.

Owns session and address state; computes nothing. A cached answer is keyed by the lake's
snapshot and the question, never by a frame: large frames hash from a sample.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import streamlit as st

from analytics import growth_marts, marts
from analytics.marts import Region
from analytics.period import Period, parse_period_code
from analytics.warehouse import Lake, open_lake
from pages.parts import navigation

MARTS = (marts, growth_marts)
LATEST = "最新"
PENDING = "pending_choices"  # what the next page shall choose, set by a click
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www)(?=[:.])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$~|<>:&^])")


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


def plain(text: str) -> str:
    """Text from a sheet, safe wherever Streamlit reads Markdown: shown as printed.

    Addresses become links after escaping, so an invisible word joiner breaks them.
    """
    unlinked = _ADDRESS.sub("\\1\u2060", text).replace("@", "\u2060@\u2060")
    return _MARKDOWN.sub(r"\\\1", unlinked)


def selection_bar(kind: str = marts.STATISTICS) -> Selection | None:
    """Region, period and 版次, kept in the address; None when nothing of the kind is loaded."""
    versions = ask("versions")
    labels = {LATEST: None} | dict(zip(versions.label, versions.moment, strict=True))
    with st.container(horizontal=True, key="selection_bar"):
        region_place, period_place, version_place = (st.container() for _ in range(3))
    with version_place:
        version = kept_choice("版次", "as_of", list(labels), LATEST)
    as_of = labels[version]
    known = ask("regions_loaded", kind=kind, as_of=as_of)
    if known.empty:
        return None
    by_label = dict(zip(known.label, known.itertuples(index=False), strict=True))
    with region_place:
        chosen = by_label[kept_choice("地区", "region", list(by_label), known.label.iloc[0])]
    periods = ask("periods_loaded", region=chosen.region_code, kind=kind, as_of=as_of)
    codes = periods.period_code.tolist()
    with period_place:
        code = kept_choice("报告期", "period", codes, codes[0], _period_label)
    region = Region(
        chosen.region_code, chosen.region_name, chosen.region_level, chosen.parent_region_code
    )
    return Selection(region, parse_period_code(code), as_of)


def kept_optional_choice(label: str, key: str, options: list[str]) -> str | None:
    """A choice that lives in the address and may be left open."""
    return _choice(label, key, options, None, f"全部{label}")


def kept_choice(
    label: str, key: str, options: list[str], default: str, shown: Callable[[str], str] = str
) -> str:
    """A choice that lives in the address and is always made."""
    return _choice(label, key, options, default, f"请选择{label}", shown) or default


def kept_view(label: str, key: str, options: list[str], shown: Callable[[str], str] = str) -> str:
    """Which of a few sides of a page to see: buttons in a row, kept in the address."""
    asked = st.query_params.get(key) if key not in st.session_state else None
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked if asked in options else options[0]
    chosen = st.segmented_control(
        label,
        options,
        key=key,
        format_func=shown,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    _write_address(key, chosen if chosen != options[0] else None)
    return chosen


def _choice(
    label: str,
    key: str,
    options: list[str],
    default: str | None,
    placeholder: str,
    shown: Callable[[str], str] = str,
) -> str | None:
    """A choice kept for the session and in the address.

    Not bind="query-params": that writes what is shown, and an address should hold codes.
    """
    pending = st.session_state.get(PENDING, {})
    asked = pending.pop(key, None) or (
        st.query_params.get(key) if key not in st.session_state else None
    )
    if asked in options:
        st.session_state[key] = asked
    elif (kept := st.session_state.get(key)) not in options:
        st.session_state[key] = default
        if missed := asked or kept:
            st.toast(
                plain(f"本页没有{label}“{shown(missed)}”的数据，已改为“{default or '全部'}”。")
            )
    chosen = st.selectbox(
        label,
        options,
        index=None if default is None else 0,  # a choice that must be made has no ×
        key=key,
        format_func=shown,
        placeholder=placeholder,
        persist_state="session",
    )
    _write_address(key, chosen if chosen != LATEST else None)
    return chosen


def _write_address(key: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


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
    if st.session_state.get("as_of") not in (None, LATEST):
        address["as_of"] = st.session_state["as_of"]
    st.session_state[PENDING] = address
    st.switch_page(navigation.page("sources"), query_params=address)


def is_dark() -> bool:
    return st.context.theme.type == "dark"


def go_to(address: str, **choices: str) -> None:
    """Open a page with choices made, everything else of the address kept."""
    st.session_state[PENDING] = choices
    kept = {name: st.query_params[name] for name in st.query_params}
    st.switch_page(navigation.page(address), query_params=kept | choices)
