"""The pages' way to the lake: a question by its function, about a selection.

Owns the one lake of the server, which keeps its own answers, and what is made of many
answers and kept here; computes nothing. What is kept is keyed by the newest snapshot of
figures and the selection, never by a frame: large frames hash from a sample.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from analytics.basics.facts import HeadlineFacts
from analytics.documents import making
from analytics.documents.making import Document
from analytics.lake.connection import Lake
from analytics.lake.opening import open_lake
from analytics.meeting import asked
from analytics.meeting.asked import MeetingFacts
from analytics.questions.headline_facts import headline_facts
from analytics.questions.selection import Chosen, Selection

Named = ParamSpec("Named")
Subject = TypeVar("Subject", bound=Selection)
Answer = TypeVar("Answer")


@st.cache_resource(show_spinner=False)
def lake() -> Lake:
    return open_lake()


def ask(
    question: Callable[Concatenate[Lake, Subject, Named], Answer],
    selection: Subject,
    *extras: Named.args,
    **named: Named.kwargs,
) -> Answer:
    """The question's answer for the selection, as the lake keeps it."""
    return question(lake(), selection, *extras, **named)


def headline(selection: Chosen) -> HeadlineFacts:
    """What the headline may state. Raises RefusedError where there is none."""
    return _headline(selection, lake().figures_snapshot)


def draft(selection: Chosen, kind: str) -> Document:
    """The document before any edit: words change often, figures seldom."""
    return _draft(selection, kind, lake().figures_snapshot)


def for_meeting(selection: Chosen) -> MeetingFacts:
    """What a meeting rests on."""
    return _for_meeting(selection, lake().figures_snapshot)


@st.cache_data(max_entries=128, show_spinner=False)
def _headline(selection: Chosen, snapshot: int) -> HeadlineFacts:
    del snapshot  # only a key: a commit anywhere makes every answer new
    return headline_facts(lake(), selection)


# A resource, not data: it is frozen, and copying nine figures each run would be felt.
@st.cache_resource(max_entries=32, show_spinner="正在起草……")
def _draft(selection: Chosen, kind: str, snapshot: int) -> Document:
    del snapshot
    return making.document(lake(), selection, kind, edits={})


@st.cache_data(max_entries=32, show_spinner="正在准备会议各屏…")
def _for_meeting(selection: Chosen, snapshot: int) -> MeetingFacts:
    del snapshot
    return asked.ask(lake(), selection)
