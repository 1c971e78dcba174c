"""What is known of one column of figures: its head's words, or what an office said it means.

Owns the shape, and what a given meaning changes; the words are read by headings.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.intake.bulletins.meanings import ANOTHER, LAST_YEAR, MEANINGS
from analytics.intake.periods import NOTHING, When


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
    subject = (heading.subject or " ".join(heading.texts)) if name == ANOTHER else ""
    return replace(heading, when=when, measure=meaning.measure, subject=subject, meaning=name)
