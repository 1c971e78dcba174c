"""完成率: units against the schedule, who is behind, and what the rest of the year needs."""

from __future__ import annotations

import streamlit as st

from analytics.basics.key_figure import KeyFigure
from analytics.charts.kit.caption import TWO_FIFTHS_PX
from analytics.charts.ledger.completion import CompletionBars
from analytics.charts.ledger.status import StatusBars
from analytics.questions import ledger
from analytics.questions.selection import Chosen
from analytics.reference.glossary import hint
from analytics.reference.status_rules import rule_choices, rule_sentence
from analytics.tables import ledger as ledger_tables
from pages.parts import bar, kept, navigation, project, tables, ways
from pages.parts.asking import ask
from pages.parts.charts import caption, draw
from pages.parts.markdown import plain


def render() -> None:
    selection = bar.judged("年度计划完成率")
    if selection is None:
        return
    totals = ask(ledger.totals, selection)
    units = ask(ledger.completion, selection)
    pace = ask(ledger.pace, selection)
    if not totals.empty:
        _show_cards(ledger_tables.completion_cards(totals.iloc[0], pace))
    left, right = st.columns([3, 2])
    with left:
        words = caption(selection, units, "各责任单位年度计划完成率")
        chosen = draw(CompletionBars(units, words), "completion")
    with right:
        _show_statuses(selection)
    st.caption(plain(project.rule_line(units, selection.judging)))
    if chosen:
        _go_to_unit(chosen)
    st.header("各单位", anchor=False)
    tables.plain_table(ledger_tables.completion_table(units), "completion_rows")
    if absent := ledger_tables.absent_line(units):
        st.caption(absent)
    st.header("倒排：余下每月要完成多少", anchor=False)
    tables.plain_table(ledger_tables.pace_table(pace), "pace_rows")


def _show_cards(cards: list[KeyFigure]) -> None:
    for column, card in zip(st.columns(len(cards)), cards, strict=True):
        with column.container(border=True):
            st.metric(card.label, card.value, help=hint(card.label) or None)
            st.caption(plain(card.note))


def _show_statuses(selection: Chosen) -> None:
    every = ask(ledger.status_counts, selection)
    counts = every[every.rule_code == selection.judging.rule]
    words = caption(selection, counts, "重点项目状态", unit="个", narrowest_px=TWO_FIFTHS_PX)
    draw(StatusBars(counts, words), "statuses")
    with st.expander("换一条规则，几个项目变色"):
        _show_other_rules(selection)


def _show_other_rules(selection: Chosen) -> None:
    rule = selection.judging.rule
    st.caption(plain(rule_sentence(rule)))
    others = {code: name for code, name in rule_choices().items() if code != rule}
    codes = list(others)
    other = st.selectbox("试算规则", codes, format_func=kept.named(others), key="other_rule")
    changed = ask(ledger.recoloured, selection, other_rule=other)
    st.markdown(f"按{plain(others[other])}，**{len(changed)}** 个项目变色。")
    tables.short_table(ledger_tables.rules_table(changed), "recoloured")


def _go_to_unit(key: str) -> None:
    kind, unit, *_ = key.split("|")
    if kind == "unit":
        ways.go_to("projects", unit=unit)


if __name__ == "__main__":
    navigation.open_through_app()
