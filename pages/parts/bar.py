"""The row every page begins with: its name, what is asked about, and how it is judged.

Owns the choices of region, period, 版次, yardstick and rule, all kept in the address. What
was chosen is never exchanged; what is offered where there are no figures is no_figures'.
"""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.basics.errors import RefusedError
from analytics.basics.moments import beijing, beijing_exact, parse_beijing
from analytics.basics.period import Period, parse_period_code
from analytics.lake import history
from analytics.lake.names import find_region
from analytics.questions import loaded
from analytics.questions.checks import looked_at
from analytics.questions.selection import Chosen, Judging, Selection
from analytics.reference.regions import Region
from analytics.reference.status_rules import YARDSTICKS, rule_choices
from analytics.tables import checks as check_tables
from pages.parts import kept, look, navigation, no_figures
from pages.parts.asking import ask, lake
from pages.parts.markdown import plain

# 广东 aims at 120 % of the year's plan; other places at other shares.
SCALED, USUAL_SCALE = "scaled", "1.2"
SCALES = {k: f"{k} 倍" for k in ("1.05", "1.1", "1.15", "1.2", "1.25", "1.3", "1.5")}
LATEST = ""  # as the address says it: not at all


@contextmanager
def titled(title: str) -> Iterator[None]:
    """The row every page begins with: name, choices, what the checks find, 显示方式."""
    row = st.container(horizontal=True, vertical_alignment="bottom", key="bar")
    kept.say_here()
    with row:
        # Sent before anything is asked: a reader sees at once where he is.
        st.title(title, anchor=False, width="content")
        yield
        badge_place = st.container(width="content")
        look.choice()
    st.session_state[navigation.AFTERWARDS] = partial(_badge, badge_place, st.container())


def chosen(title: str, kind: str = loaded.STATISTICS) -> Chosen | None:
    """Region, period and 版次, kept in the address; None, said, where there are no figures."""
    with titled(title):
        region_place, period_place, version_place = (st.container() for _ in range(3))
    with version_place:
        as_of = _version()
    if as_of is not None:
        _show_past(as_of)
    known = ask(loaded.regions_loaded, Selection(as_of=as_of), kind=kind)
    if known.empty:
        no_figures.nothing_loaded(kind, as_of)
        return None
    with region_place:
        region = _region(known)
    selection = Selection(region=region, as_of=as_of)
    codes = ask(loaded.periods_loaded, selection, kind=kind).period_code.tolist()
    with period_place:
        period = _period(codes)
    if period is None or not codes:
        no_figures.offer_region(f"{region.name}没有{no_figures.WHAT[kind]}", region, known)
    elif period.code not in codes:
        no_figures.offer_period(
            f"{region.name}没有{period.label}的{no_figures.WHAT[kind]}", period, codes
        )
    else:
        found = Chosen(region, period, as_of)
        of_the_whole_lake = st.session_state[navigation.AFTERWARDS]
        st.session_state[navigation.AFTERWARDS] = partial(of_the_whole_lake, found)
        return found
    return None


def _badge(place: DeltaGenerator, below: DeltaGenerator, selection: Chosen | None = None) -> None:
    """How many checks find something in what the page shows, or in all; and the way there.

    Below, beside the figures: what is known from somebody else only, or by older lists.
    """
    if outdated := history.outdated(lake()):
        below.warning(plain(str(outdated)))
    results = ask(looked_at, selection or Selection())
    if not results:
        return
    of = "" if selection else "全部数据"
    with place:
        icon = ":material/health_and_safety:"
        label = f"{of}{check_tables.badge(results)}"
        st.page_link(navigation.page("health"), label=label, icon=icon)
    if selection and (told := check_tables.passed_on_line(results, selection)):
        below.caption(plain(told))


def _version() -> datetime | None:
    """As of when; of what is typed, any Beijing time or date. A past one is said broadly."""
    versions = loaded.versions(lake())
    labels = {LATEST: "最新"} | {
        beijing_exact(moment): label
        for moment, label in zip(versions.moment, versions.label, strict=True)
    }
    asked = kept.wanted("as_of") or LATEST
    if asked not in labels and asked not in labels.values() and parse_beijing(asked):
        labels[asked] = f"截至 {asked}"
    code = kept.choice(
        "版次",
        "as_of",
        list(labels),
        LATEST,
        kept.named(labels),
        tip="看以前某一时刻的数：选一次接收或撤回，或输入日期，如 2026-03-31（当天终了）",
        takes_other=True,
    )
    return parse_beijing(code)  # LATEST is no time


def _show_past(as_of: datetime) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="past_version"):
        st.warning(
            f"正在看 {beijing(as_of)} 的版次：此后接收、更正、撤回的都不算在内。",
            icon=":material/history:",
        )
        st.button("回到最新", on_click=kept.choose, kwargs={"as_of": LATEST}, key="to_latest")


def _region(known: pd.DataFrame) -> Region:
    """One with figures, or another that is asked for, by code or name."""
    own = {row["region_code"]: _region_of(row) for row in known.to_dict("records")}
    labels = dict(zip(known.region_code, known.label, strict=True))
    asked = kept.wanted("region")
    if asked and asked not in labels and asked not in labels.values():
        with contextlib.suppress(RefusedError):
            found = find_region(lake(), asked)
            own[found.code] = found
            is_taken = found.name in labels.values()
            labels[found.code] = f"{found.name}（{found.code}）" if is_taken else found.name
    first = str(known.region_code.iloc[0])
    return own[kept.choice("地区", "region", list(labels), first, kept.named(labels))]


def _region_of(row: Mapping[Hashable, Any]) -> Region:
    above = row["parent_region_code"]
    return Region(
        row["region_code"],
        row["region_name"],
        row["region_level"],
        above if isinstance(above, str) else "",
    )


def _period(codes: list[str]) -> Period | None:
    """One of these, the newest first, or another that is asked for; None of nothing."""
    asked = kept.wanted("period") or ""
    offered = sorted({*codes, *([asked] if _is_period(asked) else [])}, reverse=True)
    if not offered:
        return None
    first = (codes or offered)[0]
    return parse_period_code(kept.choice("报告期", "period", offered, first, _period_label))


def judged(title: str) -> Chosen | None:
    """As chosen, of ledgers, with how progress is judged."""
    selection = chosen(title, loaded.LEDGER)
    return None if selection is None else replace(selection, judging=judging())


def judging() -> Judging:
    """Yardstick and rule, kept in the address; both are printed under what they colour."""
    rules = rule_choices()
    with st.container(horizontal=True):
        yardstick = kept.choice(
            "序时口径", "yardstick", list(YARDSTICKS), "calendar", kept.named(YARDSTICKS)
        )
        scale = "1"
        if yardstick == SCALED:
            scale = kept.choice(
                "放大到全年计划的", "scale", list(SCALES), USUAL_SCALE, kept.named(SCALES)
            )
        rule = kept.choice("状态规则", "rule", list(rules), "default", kept.named(rules))
    return Judging(yardstick=yardstick, rule=rule, schedule_scale=Decimal(scale))


def _is_period(text: str) -> bool:
    try:
        return bool(parse_period_code(text))
    except ValueError:  # an address may say anything
        return False


def _period_label(code: str) -> str:
    return parse_period_code(code).label
