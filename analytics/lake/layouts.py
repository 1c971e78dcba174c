"""The layouts of a sender's accepted files, and what they say about the next one.

Owns how a layout is kept among lake.layout_answer, and which questions it answers or
proposes an answer to; how two layouts differ is intake/drift.py's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, replace

from analytics.intake.bulletins.meanings import ABOUT_COLUMN
from analytics.intake.drift import Drift, Layout, drift_of, find_before, next_period
from analytics.intake.reading import Question, Reading
from analytics.intake.reading_json import table_of
from analytics.lake.connection import Lake

ABOUT = "layout"
_MOST_UPLOADS = 60
Answers = dict[tuple[str, str], str]


def layout_answers(reading: Reading, left_out: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """The tables of a file that is accepted, as one answer kept with it."""
    tables = [table for table in reading.tables if table.sheet not in left_out]
    if not tables:
        return ()
    prints = "|".join(table.fingerprint for table in tables)
    print_ = hashlib.sha1(prints.encode(), usedforsecurity=False).hexdigest()[:12]
    said = json.dumps([astuple(one) for one in tables], ensure_ascii=False)
    return ((print_, ABOUT, said),)


def layouts_of(lake: Lake, sender: str) -> list[Layout]:
    """Every table of a sender's accepted uploads, the newest upload first."""
    found = lake.query_arrow(
        "select answer from lake.layout_answer where sender = $sender and about = $about "
        "and noted_at in (select uploaded_at from lake.core_upload where sender = $sender "
        "and status = 'accepted' and known_until = open_end()) "
        "order by noted_at desc limit $most",
        sender=sender,
        about=ABOUT,
        most=_MOST_UPLOADS,
    )
    return [
        Layout(number, table_of(values))
        for number, row in enumerate(found.to_pylist())
        for values in json.loads(row["answer"])
    ]


def drifts(reading: Reading, layouts: Sequence[Layout]) -> tuple[Drift, ...]:
    """How each table of a file differs from the sender's last one of its kind."""
    if not layouts:
        return ()
    pairs = [(table, find_before(table, layouts)) for table in reading.tables]
    return tuple(drift_of(table, before) for table, before in pairs if before is not None)


def carried_over(questions: Sequence[Question], since: Sequence[Drift], known: Answers) -> Answers:
    """What the last file settles of this one: its columns of the same head, its unit, and
    its year where this file's months follow on the last one's."""
    given: Answers = {}
    for question in questions:
        drift = _drift_of(question, since)
        if drift is None:
            continue
        said = known.get((drift.since.table.fingerprint, question.about), "")
        if said and (question.about == "unit" or question.about.startswith(ABOUT_COLUMN)):
            given[question.fingerprint, question.about] = said
        period = drift.since.period
        if question.about == "year" and question.month and period is not None:
            following = next_period(period)
            is_possible = not question.choices or str(following.year) in question.choices
            if following.month == question.month and is_possible:
                given[question.fingerprint, "year"] = str(following.year)
    return given


def proposed(question: Question, since: Sequence[Drift], known: Answers) -> Question:
    """The question with what the last file makes likely as its suggestion."""
    drift = _drift_of(question, since)
    if drift is None:
        return question
    change = next((one for one in drift.changes if one.about and one.about == question.about), None)
    if change is not None and change.kind == "renamed" and change.meant in question.choices:
        prompt = f"{question.prompt}（上次这里是“{change.before}”）"
        return replace(question, prompt=prompt, suggestion=change.meant)
    period = drift.since.period
    if question.about in ("year", "period") and period is not None:
        following = next_period(period)
        if question.about == "period":
            return replace(question, suggestion=following.code)
        if not question.month:
            return replace(question, suggestion=following.label.replace("—", "-"))
        year = period.year + (question.month < period.month)
        return replace(question, suggestion=str(year))
    said = known.get((drift.since.table.fingerprint, question.about), "")
    return replace(question, suggestion=said) if said else question


def _drift_of(question: Question, since: Sequence[Drift]) -> Drift | None:
    own = question.layout or question.fingerprint
    return next((one for one in since if one.fingerprint == own), None)
