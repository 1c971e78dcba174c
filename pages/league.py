"""赛马: units ranked by completion, with leagues, a plan threshold and who moved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from analytics.charts.ledger.league import LeagueBars
from analytics.questions import ledger
from analytics.questions.selection import Cuts, Judging
from analytics.reference.settings import Setting, settings
from analytics.speech.grammar import wording
from analytics.tables import ledger as ledger_tables
from pages.parts import bar, kept, navigation, project, tables
from pages.parts.asking import ask
from pages.parts.charts import caption, draw
from pages.parts.markdown import plain

THRESHOLDS = ("0", "5000", "10000")
ENDS = 5


def render() -> None:
    selection = bar.judged("赛马")
    if selection is None:
        return
    with st.container(horizontal=True, key="league_bar"):
        usual = settings()["plan_threshold"]
        choices = sorted({*THRESHOLDS, f"{usual.value:f}"}, key=Decimal)
        threshold = kept.choice(
            usual.label, "threshold", choices, f"{usual.value:f}", _threshold_label
        )
        judging = replace(selection.judging, plan_threshold_cny_10k=Decimal(threshold))
        selection = replace(selection, judging=judging)
        every = ask(ledger.league, selection)
        leagues = sorted(set(every.league).difference({""}))
        league = kept.optional_choice("组别", "league", leagues) if leagues else None
    of_league = selection.but(cuts=Cuts(league=league))
    rows = ask(ledger.league, of_league)
    if rows.empty:
        project.empty("达到门槛的责任单位")
        return
    left, right = st.columns([3, 2])
    with left:
        words = caption(selection, rows, "责任单位年度计划完成率排名")
        draw(LeagueBars(rows, words), "league_bars")
    with right:
        for title, end in (("前五", {"top": ENDS}), ("后五", {"bottom": ENDS})):
            st.header(title, anchor=False)
            ends = ask(ledger.league, of_league, **end)
            tables.short_table(ledger_tables.league_ends_table(ends), f"ends_{title}")
    st.caption(plain(f"{project.rule_line(rows, judging)}{_threshold_line(judging, usual)}"))
    tables.plain_table(ledger_tables.league_table(rows), "league_rows")


def _threshold_label(code: str) -> str:
    return wording.ranked_units(Decimal(code)) if code != "0" else "不设门槛"


def _threshold_line(judging: Judging, usual: Setting) -> str:
    """Who is ranked and by whose word; that others rank otherwise where this page does."""
    ranked = wording.ranked_units(judging.plan_threshold_cny_10k)
    said = f"参排：{ranked}。没有年度计划的单位不参排，也不排在最后。"
    if judging.plan_threshold_cny_10k == usual.value:
        return f"{said}门槛依据：{usual.source}。"
    return f"{said}会议、文稿和命令行的门槛不同，是{_threshold_label(f'{usual.value:f}')}。"


if __name__ == "__main__":
    navigation.open_through_app()
