"""What the sheets of a file do not say: asked, and what was answered in this session.

Owns the questions, the meanings of columns and the names no list has, as they are shown and
kept; which files wait is waiting's.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.intake.reading import Question, TableUnderstood
from analytics.lake import loading
from analytics.lake.loading import Prepared
from analytics.reference.regions import full_name
from analytics.tables import reading as reading_tables
from pages.parts import adding
from pages.parts.asking import lake
from pages.parts.markdown import plain

MAPPINGS_SHOWN = 40
COLUMNS_SHOWN = 60


def given(sha256: str) -> dict[tuple[str, str], str]:
    """What was answered of a file, by fingerprint and what was asked."""
    return {
        (fingerprint, about): answer
        for (file, fingerprint, about), answer in st.session_state.get("answers", {}).items()
        if file == sha256 and answer
    }


def show_questions(sha256: str, questions: tuple[Question, ...]) -> None:
    """What the sheets of one file do not say, to be answered or left out."""
    if not questions:
        return
    st.warning(f"有 {len(questions)} 处表上没有写明，请回答；记住后，同样的表不再问。")
    for question in questions:
        key = f"question_{sha256}_{question.fingerprint}_{question.about}"
        prompt = plain(f"{question.sheet or '本表'}：{question.prompt}")
        if question.choices:
            st.selectbox(
                prompt,
                question.choices,
                index=None,
                placeholder=f"请选择，看来是：{question.suggestion}"
                if question.suggestion
                else "请选择",
                key=key,
                on_change=_note_answer,
                args=(key, sha256, question),
            )
        else:
            st.text_input(
                prompt,
                placeholder=question.suggestion or "请填写",
                key=key,
                on_change=_note_answer,
                args=(key, sha256, question),
            )
        if question.about == "region":
            adding.offer_region(key, partial(_keep_answer, sha256, question))
        if question.about == "indicator":
            adding.offer_indicator(key, "", partial(_keep_answer, sha256, question))
    st.checkbox("不回答：有疑问的表不收，其余入库", key=f"leave_out_{sha256}")


def offer_new_places(prepared: Prepared) -> None:
    """Each place the file names that stands on no list, to be added under the one above it."""
    reading = prepared.reading
    for code, label in list(reading_tables.unlisted_places(reading).items())[:MAPPINGS_SHOWN]:
        parent = full_name(code.rpartition("/")[0])
        adding.offer_region(f"place_{reading.sha256}_{code}", None, label, parent)


def _note_answer(key: str, sha256: str, question: Question) -> None:
    _keep_answer(sha256, question, st.session_state[key] or "")


def _keep_answer(sha256: str, question: Question, answer: str) -> None:
    kept = st.session_state.setdefault("answers", {})
    kept[(sha256, question.fingerprint, question.about)] = answer


def show_columns(sha256: str, table: TableUnderstood) -> None:
    """What each column of a table was read as, to be put right; the answer is remembered."""
    if not table.columns:
        return
    unknown = sum(not column.means for column in table.columns)
    tail = f"，{unknown} 列没有看懂" if unknown else ""
    with st.expander(f"各列读作什么（{len(table.columns)} 列{tail}）", expanded=bool(unknown)):
        for column in table.columns[:COLUMNS_SHOWN]:
            choices = list(reading_tables.column_meanings(table))
            # What was read but cannot be chosen (序号) is shown and stays.
            choices = [column.means, *choices] if column.means not in choices else choices
            key = f"column_{sha256}_{table.fingerprint}_{column.about}"
            st.selectbox(
                plain(f"{column.column} 列“{column.head}”"),
                choices,
                index=choices.index(column.means),
                format_func=lambda means: means or "没有看懂，没有收",
                key=key,
                on_change=_note_answer,
                args=(key, sha256, Question(column.about, table.sheet, table.fingerprint, "")),
            )
        if len(table.columns) > COLUMNS_SHOWN:
            st.caption(f"只列出前 {COLUMNS_SHOWN} 列。")


def is_leaving_out(sha256: str) -> bool:
    """Whether the sheets with open questions are not taken in."""
    return bool(st.session_state.get(f"leave_out_{sha256}", False))


def show_mappings(files: list[Prepared]) -> None:
    """The investment labels no list knows, each once for all files, to be mapped."""
    labels = [label for one in files for label in loading.unknown_labels(lake(), one.reading)]
    unknown = list(dict.fromkeys(labels))
    if not unknown:
        return
    names = reading_tables.indicator_names(lake())
    with st.expander(f"{len(unknown)} 个投资指标名未识别：照原样保存，对应后才进入图表"):
        for label in unknown[:MAPPINGS_SHOWN]:
            st.selectbox(
                plain(label),
                list(names),
                index=None,
                placeholder="不对应，照原样保存",
                format_func=names.__getitem__,
                key=_mapping_key(label),
            )
            adding.offer_indicator(_mapping_key(label), label)
        if len(unknown) > MAPPINGS_SHOWN:
            st.caption("其余请在 data/reference/indicators.csv 中补充别名。")


def _mapping_key(label: str) -> str:
    return f"mapping_{label}"


def mappings(prepared: Prepared) -> dict[str, str]:
    """The indicator codes chosen for the labels of a file that no list knows."""
    chosen = {
        label: st.session_state.get(_mapping_key(label))
        for label in loading.unknown_labels(lake(), prepared.reading)
    }
    return {label: code for label, code in chosen.items() if code}
