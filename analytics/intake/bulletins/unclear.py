"""Which columns of a bulletin nobody can be sure of, and what they likely are.

Owns that decision for figures of investment; a column that is asked about gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.meanings import ANOTHER, FALL, INDEX, abouts
from analytics.intake.bulletins.observations import Gap
from analytics.intake.bulletins.statistics import statistic_of
from analytics.intake.bulletins.summary import by_column
from analytics.intake.bulletins.understood import Understood
from analytics.intake.files.sheets import position
from analytics.intake.reading import Observation
from analytics.intake.text import tight
from analytics.reference import indicators, place_names

_COMPARABLE = ("level", "yoy_pct", "share_pct", "rank")
_RATE = re.compile("[速幅率%]|增长|同比$")
# 发展速度（上年=100） 106.2 is growth of 6.2 %, never of 106.2.
_SURE_GUESSES = (
    (INDEX, re.compile("=100|发展速度|为上年")),
    ("位次", re.compile("[位名]次|排[名位]|位序")),
)
_GUESSES = (
    (FALL, re.compile("[降减跌]幅|下降|减少")),
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


def find_unclear(
    known: Understood, rows: Sequence[Observation], gaps: Sequence[Gap]
) -> list[Unclear]:
    """Columns of investment whose head says no known thing, or says what another's says."""
    headings = known.headings
    own = by_column([row for row in rows if row.statistic == "investment"])
    strange = {one.column for one in headings if one.column in own and _is_strange(one)}
    # Many strange names side by side are a list of names; 上月 and 幅度 are none.
    names = {one.column for one in headings if one.column in strange and not _is_measured(one)}
    if len(names) * 2 > len(headings):
        strange -= names
    strange |= _repeating([one for one in headings if one.column in own], own)
    strange |= {c for one in headings if (c := one.column) in own and _may_be_amount(known, one)}
    strange |= _open_signs(headings, gaps)
    asked = abouts(heading.texts for heading in headings)
    return [
        Unclear(one.column, about, " ".join(one.texts), _guess(one, own.get(one.column, [])))
        for one, about in zip(headings, asked, strict=True)
        if one.column in strange and not one.meaning
    ]


def _is_strange(heading: Heading) -> bool:
    name = heading.subject
    if not name or heading.measure or heading.meaning or place_names.is_place(name):
        return False
    return statistic_of(name, (), "") == "other" and indicators.label_key(name) not in _known()


def _may_be_amount(known: Understood, heading: Heading) -> bool:
    """比上年增减 in a table of 亿元 that prints no %: a rate or an amount."""
    units = (*heading.units, *known.context.units)
    if heading.measure != "yoy_pct" or heading.meaning or "%" in units:
        return False
    if any(_RATE.search(tight(text)) for text in heading.texts) or _RATE.search(
        known.context.title
    ):
        return False
    texts = (known.cells.text(row, heading.column) for row in known.table.body)
    return not any("%" in text for text in texts)


def _open_signs(headings: Sequence[Heading], gaps: Sequence[Gap]) -> set[int]:
    """Columns headed 同比下降 that print a minus too."""
    columns = {position(gap.cell)[1] for gap in gaps if gap.about == "sign"}
    return {one.column for one in headings if one.is_down} & columns


def _is_measured(heading: Heading) -> bool:
    return any(words.search(tight(heading.subject)) for _, words in _GUESSES[:4])


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
    printed = tight("".join(heading.texts))
    for meaning, words in _SURE_GUESSES:
        if words.search(printed):
            return meaning
    for meaning, words in _GUESSES:
        if words.search(name):
            return meaning
    is_percent = any(row.value < 0 or "%" in row.unit for row in rows)
    return "同比增速" if is_percent else ANOTHER
