"""The row every page begins with: its name, what is asked about, and how it is judged.

Owns the choices of region, period, 版次, yardstick and rule, all kept in the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from analytics.basics.period import parse_period_code
from analytics.questions import loaded
from analytics.questions.selection import Chosen, Judging, Selection
from analytics.reference.regions import Region
from analytics.reference.status_rules import YARDSTICKS, rule_choices
from pages.parts import kept, look, navigation
from pages.parts.asking import ask, lake

# 广东 aims at 120 % of the year's plan; other places at other shares.
SCALED, USUAL_SCALE = "scaled", "1.2"
LEDGERS = "项目台账或进展表"
SCALES = {k: f"{k} 倍" for k in ("1.05", "1.1", "1.15", "1.2", "1.25", "1.3", "1.5")}


@contextmanager
def titled(title: str) -> Iterator[None]:
    """The row every page begins with: its name first, then choices, then 显示方式."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="bar"):
        # Sent before anything is asked: a reader sees at once where he is.
        st.title(title, anchor=False, width="content")
        yield
        look.choice()


def chosen(title: str, kind: str = loaded.STATISTICS) -> Chosen | None:
    """Region, period and 版次, kept in the address; None when nothing of the kind is loaded."""
    with titled(title):
        region_place, period_place, version_place = (st.container() for _ in range(3))
    versions = loaded.versions(lake())
    labels = {kept.LATEST: None} | dict(zip(versions.label, versions.moment, strict=True))
    with version_place:
        version = kept.choice("版次", "as_of", list(labels), kept.LATEST)
    as_of = labels[version]
    known = ask(loaded.regions_loaded, Selection(as_of=as_of), kind=kind)
    if known.empty:
        return None
    by_label = dict(zip(known.label, known.itertuples(index=False), strict=True))
    with region_place:
        row = by_label[kept.choice("地区", "region", list(by_label), known.label.iloc[0])]
    above = row.parent_region_code if isinstance(row.parent_region_code, str) else ""
    region = Region(row.region_code, row.region_name, row.region_level, above)
    periods = ask(loaded.periods_loaded, Selection(region=region, as_of=as_of), kind=kind)
    codes = periods.period_code.tolist()
    with period_place:
        code = kept.choice("报告期", "period", codes, codes[0], _period_label)
    return Chosen(region, parse_period_code(code), as_of)


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


def _period_label(code: str) -> str:
    try:
        return parse_period_code(code).label
    except ValueError:  # an address may say anything
        return code


def nothing_loaded(what: str = "统计局月报") -> None:
    """The empty state: what to do first."""
    st.info(f"还没有数据。请上传{what}（xlsx、xls、csv），或用 make run 首次启动自动装入示例。")
    st.page_link(navigation.page("upload"), label="去上传", icon=":material/upload_file:")
