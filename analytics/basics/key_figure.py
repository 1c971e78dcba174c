"""A number as a card, a slide or a meeting's screen shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyFigure:
    """What it is, as it is read, and a word to it."""

    label: str
    value: str
    note: str = ""
