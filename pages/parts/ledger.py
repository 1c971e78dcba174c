"""What the ledger pages share: how progress is judged, asking, and the way to a cell."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import streamlit as st

from analytics import marts, project_marts, status_marts, supervision_marts
from analytics.basics.errors import FixedAssetError
from analytics.judging import Judging
from analytics.lake import loading
from analytics.lake.identity import note_identity
from analytics.reference.status_rules import YARDSTICKS, rule_choices
from analytics.tables import ledger as ledger_tables
from analytics.tables.pictures import coloured_sheet
from pages.parts import kept, ui
from pages.parts.markdown import plain

MARTS = (project_marts, status_marts, supervision_marts)
# 广东 aims at 120 % of the year's plan; other places at other shares.
SCALED, USUAL_SCALE = "scaled", "1.2"
SCALES = {k: f"{k} 倍" for k in ("1.05", "1.1", "1.15", "1.2", "1.25", "1.3", "1.5")}
SCOPE = "数据为发改口径（项目单位报送），不等于统计口径。"
KIND_OF_LEDGER = "项目台账或进展表"


def ask(
    question: str, selection: ui.Selection, judging: Judging, **arguments: object
) -> pd.DataFrame:
    """A function of the ledger marts for the selection, answered once a snapshot."""
    return _answer(
        question,
        ui.lake().figures_snapshot,
        tuple(
            {
                "region": selection.region.code,
                "period": selection.period,
                "as_of": selection.as_of,
                "judging": judging,
                **arguments,
            }.items()
        ),
    )


@st.cache_data(max_entries=512, show_spinner=False)
def _answer(
    question: str, snapshot: int, arguments: tuple[tuple[str, object], ...]
) -> pd.DataFrame:
    del snapshot  # only a key: a commit anywhere makes every answer new
    known = {name: value for name, value in arguments if value is not None}
    module = next(one for one in MARTS if hasattr(one, question))
    return getattr(module, question)(ui.lake(), **known)


def choices(title: str) -> tuple[ui.Selection | None, Judging]:
    """The page's name, what is asked about, and how it is judged."""
    selection = ui.selection_bar(title, marts.LEDGER)
    return selection, Judging() if selection is None else judging_bar()


def judging_bar() -> Judging:
    """Yardstick and rule, kept in the address; both are printed under what they colour."""
    rules = rule_choices()
    with st.container(horizontal=True):
        yardstick = kept.choice(
            "序时口径", "yardstick", list(YARDSTICKS), "calendar", YARDSTICKS.get
        )
        scale = "1"
        if yardstick == SCALED:
            scale = kept.choice("放大到全年计划的", "scale", list(SCALES), USUAL_SCALE, SCALES.get)
        rule = kept.choice("状态规则", "rule", list(rules), "default", rules.get)
    return Judging(yardstick=yardstick, rule=rule, schedule_scale=Decimal(scale))


def judging_line(judging: Judging) -> str:
    """Which rule and yardstick judged, where no row says it."""
    return f"状态规则：{rule_choices()[judging.rule]}；序时口径：{judging.yardstick_words}。{SCOPE}"


def rule_line(rows: pd.DataFrame, judging: Judging) -> str:
    """Which rule and yardstick coloured these rows, to print beneath them."""
    if rows.empty:
        return ""
    row = rows.iloc[0]
    return (
        f"状态规则：{row.rule_name}，第{row.rule_version}版；序时口径：{judging.yardstick_words}。"
        f"{SCOPE}"
    )


def show_origin(project: pd.Series) -> None:
    """The ledger's own sheet with the project's row of cells marked."""
    try:
        picture = loading.original_picture(ui.lake(), project.sha256, project.file, project.sheet)
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return
    if picture is None:
        st.info("这张表太大，图中没有这一行；请到出处与版次页下载原始文件查看。")
        return
    cells = ledger_tables.cells_of(project)
    with st.container(key="ledger_original"):
        st.dataframe(
            coloured_sheet(picture, states=dict.fromkeys(cells.values(), "chosen")), height=320
        )


def show_identity_questions(selection: ui.Selection, judging: Judging) -> None:
    """Pairs that may be one project renamed: asked, never merged silently."""
    pairs = ask("identity_questions", selection, judging)
    if pairs.empty:
        return
    st.warning(f"有 {len(pairs)} 个新进项目与退出项目很像，请确认是不是改名。")
    for pair in pairs.itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                plain(f"{pair.unit}：“{pair.project_name_before}”退出，“{pair.project_name}”新进")
            )
            key = f"{pair.project_key_before}→{pair.project_key}"
            for label, is_same in (("是改名，合为一个项目", True), ("不是，两个项目", False)):
                if st.button(label, key=f"identity_{is_same}_{key}"):
                    note_identity(
                        ui.lake(), pair.project_key, pair.project_key_before, is_same=is_same
                    )
                    st.rerun()


def empty(what: str) -> None:
    """A part of a page with nothing to show, and why."""
    st.info(f"本期没有{what}。")


def nothing_loaded() -> None:
    ui.nothing_loaded(KIND_OF_LEDGER)
