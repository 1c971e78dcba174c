"""The editor of 讲话稿: every paragraph can be rewritten, switched off, moved, given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from analytics.basics.edits import Edit
from analytics.documents.editing import Draft, moved_to, rewritten, with_new_figures
from analytics.documents.making import CHART_PREFIX, Document
from analytics.lake.drafts import DraftKey, keep_edits, kept_edits
from analytics.questions.selection import Chosen
from pages.parts import asking
from pages.parts.asking import lake
from pages.parts.markdown import plain


def document(selection: Chosen, kind: str) -> Document:
    """The document of the selection with everything people did to it."""
    own = asking.draft(selection, kind)
    return replace(own, edits=kept_edits(lake(), own.key))


def edit(document: Document) -> None:
    """Every section with its paragraphs; a change is kept at once."""
    for section, drafts in document.parts:
        st.header(section.name, anchor=False)
        for draft in drafts:
            with st.container(border=True, key=_key("box", document.key, draft.paragraph.id)):
                _paragraph(document.key, drafts, draft)


def edit_charts(document: Document) -> None:
    """Which charts go along."""
    for chart in document.charts:
        name = f"{CHART_PREFIX}{chart.name}"
        st.checkbox(
            f"{chart.label}：{plain(chart.spec.finding)}",
            value=document.is_on(chart),
            key=_key("chart", document.key, name),
            on_change=_switch,
            args=(document.key, name, _key("chart", document.key, name)),
        )


def _paragraph(key: DraftKey, drafts: tuple[Draft, ...], draft: Draft) -> None:
    paragraph = draft.paragraph
    own = _key("text", key, paragraph.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.checkbox(
            paragraph.title or paragraph.heading or "本段",
            value=draft.is_on,
            key=_key("on", key, paragraph.id),
            on_change=_switch,
            args=(key, paragraph.id, _key("on", key, paragraph.id)),
        )
        _buttons(key, drafts, draft, own)
    st.session_state[own] = paragraph.text  # every change is kept at once, so this is newest
    st.text_area(
        paragraph.title or "正文",
        key=own,
        height="content",
        disabled=not draft.is_on,
        label_visibility="collapsed",
        on_change=_rewrite,
        args=(key, draft, own),
    )
    _remarks(draft)


def _buttons(key: DraftKey, drafts: tuple[Draft, ...], draft: Draft, own: str) -> None:
    name = draft.paragraph.id
    for label, icon, step in (("上移", "arrow_upward", -1), ("下移", "arrow_downward", 1)):
        st.button(
            label,
            icon=f":material/{icon}:",
            key=_key(f"step{step}", key, name),
            type="tertiary",
            on_click=_move,
            args=(key, drafts, name, step),
        )
    if draft.is_rewritten:
        st.button(
            "还原",
            icon=":material/undo:",
            key=_key("undo", key, name),
            type="tertiary",
            on_click=_give_back,
            args=(key, name, own),
        )
    if any(one.now for one in draft.moved):
        st.button(
            "换成新数",
            icon=":material/sync:",
            key=_key("renew", key, name),
            type="tertiary",
            on_click=_renew,
            args=(key, draft, own),
        )


def _remarks(draft: Draft) -> None:
    for one in draft.moved:
        now = f"现为“{one.now}”" if one.now else "现有数据中已没有这个数"
        st.caption(f":orange[▲ 文中的“{plain(one.then)}”已变动：{plain(now)}]")
    if draft.unsourced:
        said = "、".join(draft.unsourced)
        st.caption(f":orange[◆ 没有出处的数：{plain(said)}]")


def _rewrite(key: DraftKey, draft: Draft, own: str) -> None:
    before = kept_edits(lake(), key).get(draft.paragraph.id)
    keep_edits(lake(), key, [rewritten(draft.own, st.session_state[own].strip(), before)])


def _switch(key: DraftKey, name: str, own: str) -> None:
    keep_edits(lake(), key, [replace(_kept(key, name), is_on=st.session_state[own])])


def _give_back(key: DraftKey, name: str, own: str) -> None:
    keep_edits(lake(), key, [replace(_kept(key, name), text=None, figures=())])
    st.session_state.pop(own, None)


def _renew(key: DraftKey, draft: Draft, own: str) -> None:
    before = kept_edits(lake(), key)[draft.paragraph.id]
    text = with_new_figures(before.text or "", before.figures, draft.moved)
    news = {one.fact_id: one.now for one in draft.moved if one.now}
    figures = tuple((fact, news.get(fact, said)) for fact, said in before.figures)
    keep_edits(lake(), key, [replace(before, text=text, figures=figures)])
    st.session_state[own] = text


def _move(key: DraftKey, drafts: Iterable[Draft], name: str, step: int) -> None:
    known = kept_edits(lake(), key)
    keep_edits(
        lake(),
        key,
        [
            replace(known.get(one, Edit(one)), position=place)
            for one, place in moved_to(tuple(drafts), name, step)
        ],
    )


def _kept(key: DraftKey, name: str) -> Edit:
    return kept_edits(lake(), key).get(name, Edit(name))


def _key(what: str, key: DraftKey, name: str) -> str:
    return f"{what}|{key.region_code}|{key.period.code}|{key.kind}|{name}"
