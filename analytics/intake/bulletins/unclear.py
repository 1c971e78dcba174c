"""Which columns of a bulletin nobody can be sure of, and what they likely are.

Owns that decision for figures of investment; a column that is asked about gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.meanings import ANOTHER, abouts
from analytics.intake.bulletins.statistics import statistic_of
from analytics.intake.bulletins.summary import by_column
from analytics.intake.files.sheets import position
from analytics.intake.reading import Observation
from analytics.intake.text import tight
from analytics.reference import indicators, place_names

_COMPARABLE = ("level", "yoy_pct", "share_pct", "rank")
_GUESSES = (
    ("上月累计总量", re.compile("上月|上个月|上期|前一?月")),
    ("上年同期总量", re.compile("^(去年|上年)")),
    ("同比增速", re.compile("[比幅速±增降]")),
    ("位次", re.compile("[名位序]")),
)


@dataclass(frozen=True)
class Unclear:
    """A column that is asked about; guess: its likeliest meaning."""

    column: int
    about: str
    head: str
    guess: str


def find_unclear(headings: Sequence[Heading], rows: Sequence[Observation]) -> list[Unclear]:
    """Columns of investment whose head says no known thing, or says what another's says."""
    own = by_column([row for row in rows if row.statistic == "investment"])
    strange = {one.column for one in headings if one.column in own and _is_strange(one)}
    # Many strange names side by side are a list of names; 上月 and 幅度 are none.
    names = {one.column for one in headings if one.column in strange and not _is_measured(one)}
    if len(names) * 2 > len(headings):
        strange -= names
    strange |= _repeating([one for one in headings if one.column in own], own)
    asked = abouts(heading.texts for heading in headings)
    return [
        Unclear(one.column, about, " ".join(one.texts), _guess(one, own[one.column]))
        for one, about in zip(headings, asked, strict=True)
        if one.column in strange and not one.meaning
    ]


def _is_strange(heading: Heading) -> bool:
    name = heading.subject
    if not name or heading.measure or heading.meaning or place_names.is_place(name):
        return False
    return statistic_of(name, (), "") == "other" and indicators.label_key(name) not in _known()


def _is_measured(heading: Heading) -> bool:
    return any(words.search(tight(heading.subject)) for _, words in _GUESSES[:3])


@cache
def _known() -> frozenset[str]:
    return frozenset(alias.key for alias in indicators.read_alias_keys())


def _repeating(headings: Sequence[Heading], own: Mapping[int, Sequence[Observation]]) -> set[int]:
    """Columns that give one thing a second value: one of the two heads is not understood."""
    said: dict[tuple[object, ...], tuple[Heading, Observation]] = {}
    found: set[int] = set()
    for heading in headings:
        for row in own[heading.column]:
            line = position(row.cell)[0]
            key = (line, row.label, row.region_label, row.period, row.span, row.measure)
            first, other = said.setdefault(key, (heading, row))
            if row.measure in _COMPARABLE and other.value != row.value:
                is_first_odd = bool(first.subject) and not heading.subject
                found.add(first.column if is_first_odd else heading.column)
    return found


def _guess(heading: Heading, rows: Sequence[Observation]) -> str:
    name = tight(heading.subject or "".join(heading.texts))
    if statistic_of(name, (), "") == "investment":
        return ANOTHER
    for meaning, words in _GUESSES:
        if words.search(name):
            return meaning
    is_percent = any(row.value < 0 or "%" in row.unit for row in rows)
    return "同比增速" if is_percent else ANOTHER
