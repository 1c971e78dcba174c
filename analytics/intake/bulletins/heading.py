"""What is known of one column of figures: its head's words, or what an office said it means.

Owns the shape, what a given meaning changes, and the year a row of months goes on in; the words
are read by headings.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.intake.bulletins.meanings import ANOTHER, INDEX, LAST_YEAR, MEANINGS
from analytics.intake.periods import NOTHING, When, years_carried

# What may say how much less.
POINTED = frozenset(("yoy_pct", "change"))


@dataclass(frozen=True)
class Heading:
    """One column of figures as its header says, own words first, then inherited."""

    column: int
    when: When = NOTHING
    measure: str = ""
    units: tuple[str, ...] = ()
    subject: str = ""
    region: str = ""
    frequency: str = ""
    source: str = ""
    texts: tuple[str, ...] = ()
    is_of_the_level: bool = False
    is_level: bool = False
    is_plan: bool = False
    is_part: bool = False
    # 同比下降: the figures say how much less.
    is_down: bool = False
    # What an office said the column means, where its words do not.
    meaning: str = ""


def as_told(heading: Heading, name: str) -> Heading:
    """The heading with the meaning it was given; the words keep what that leaves open."""
    if not name:
        return heading
    meaning = MEANINGS[name]
    when = heading.when
    if meaning.span:
        shape = meaning.span if when.shape in ("month", "range") else when.shape
        shape = "range" if shape == "ytd" else shape
        when = replace(when, word=meaning.span, shape=shape)
    if meaning.of == LAST_YEAR:
        when = replace(when, is_last_year=True)
    if name == INDEX:  # 上年同期=100 is its base, not its year
        when = replace(when, is_last_year=False)
    subject = (heading.subject or " ".join(heading.texts)) if name == ANOTHER else ""
    return replace(
        heading,
        when=when,
        measure=meaning.measure,
        subject=subject,
        meaning=name,
        is_down=meaning.is_down,
    )


def over_new_year(headings: Sequence[Heading]) -> list[Heading]:
    """2025年11月 | 12月 | 2月 | 3月: after December comes the next year."""
    whens = years_carried([one.when for one in headings])
    return [replace(one, when=when) for one, when in zip(headings, whens, strict=True)]
