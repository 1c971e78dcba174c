"""What a file would break, on 上传: shown worst first, and what its acceptance asks for.

Owns who hands in, the reason a red finding needs, and what a session remembers of weighed
files; gate says what is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from analytics.lake import gate
from analytics.lake.gate import Weighed
from analytics.lake.loading import Prepared
from analytics.questions.changes import NOW, Differences, changes
from analytics.tables import checks as check_tables
from pages.parts import answers, compared, tables
from pages.parts.asking import lake
from pages.parts.markdown import plain


@dataclass(frozen=True)
class _Kept:
    """What a file was weighed as, and what came of it."""

    prepared: Prepared
    mappings: Mapping[str, str]
    snapshot: int
    weighed: Weighed
    changes: Differences


def weighed(prepared: Prepared) -> Weighed:
    """The file with what would be; weighed again when it, a mapping or the lake changes."""
    return _kept(prepared).weighed


def show_changes(prepared: Prepared) -> None:
    """What accepting it would change, sheet by sheet."""
    st.markdown("**接收后的变动**")
    compared.show(_kept(prepared).changes, f"would_be_{prepared.reading.sha256}")


def _kept(prepared: Prepared) -> _Kept:
    mappings, snapshot = answers.mappings(prepared), lake().figures_snapshot
    every: dict[str, _Kept] = st.session_state.setdefault("weighed_files", {})
    sha256 = prepared.reading.sha256
    one = every.get(sha256)
    if one and one.prepared is prepared and (one.mappings, one.snapshot) == (mappings, snapshot):
        return one
    with st.spinner("正在体检……"):
        found = gate.weigh(lake(), prepared, mappings)
        made = _Kept(prepared, mappings, snapshot, found, changes(found.lake, found.moment, NOW))
    every[sha256] = made
    return made


def forget() -> None:
    """Nothing waits any more: each weighed file holds a copy of what it touches."""
    st.session_state.pop("weighed_files", None)


def show(one: Weighed) -> None:
    """Every finding with its cell, and where one is red the reason it is taken in for."""
    if not one.findings:
        st.success("体检：没有发现问题。")
        return
    box = st.error if one.is_stopped else st.warning
    box(plain(f"{check_tables.counts_line(one.findings)}。红色的要改正，或写明原因才能接收。"))
    sha256 = one.prepared.reading.sha256
    tables.plain_table(check_tables.findings_table(one.findings), f"findings_{sha256}")
    if one.is_stopped:
        st.text_input(
            "红色体检确认无误的原因（写明才能接收，会随数字保存，并写在用到它的稿件前面）",
            key=_note_key(one),
        )


def note(one: Weighed) -> str:
    """The reason given for the red findings."""
    return str(st.session_state.get(_note_key(one), "")).strip()


def is_passed(one: Weighed) -> bool:
    """Whether the gate lets it in: nothing red, or a reason."""
    return not one.is_stopped or bool(note(one))


def _note_key(one: Weighed) -> str:
    return f"check_note_{one.prepared.reading.sha256}"


def known_person() -> str:
    """Who said his name in this session; "" where nobody did."""
    return str(st.session_state.get("person", ""))


def person() -> str:
    """Who hands the files in, asked once a session."""
    name = st.text_input(
        "经办人",
        value=known_person(),
        placeholder="姓名",
        help="随每次上传记下，在出处与版次页可查",
        key="uploaded_by",
    )
    said = str(name).strip()
    st.session_state["person"] = said
    return said
