"""In which order the screens of a meeting go, and which of them are shown.

Owns what an office's order means for the screens there are; keeping it is
analytics/lake/meetings.py's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analytics.lake.meetings import Order
from analytics.meeting.screen import USUALLY_OFF


def in_order(keys: Iterable[str], order: Order) -> list[tuple[str, bool]]:
    """Screens as an office put them; what it has never seen stands where it usually does.

    >>> in_order(["growth", "districts", "mix"], (("mix", True), ("growth", False)))
    [('mix', True), ('growth', False), ('districts', True)]
    """
    there = list(keys)
    put = [(key, is_on) for key, is_on in order if key in there]
    seen = {key for key, _ in put}
    return [*put, *((key, key not in USUALLY_OFF) for key in there if key not in seen)]


def moved(order: Sequence[tuple[str, bool]], key: str, steps: int) -> list[tuple[str, bool]]:
    """The order with one screen further up (negative) or down; ends stay ends.

    >>> moved([("a", True), ("b", True)], "b", -1)
    [('b', True), ('a', True)]
    """
    put = list(order)
    at = next(index for index, (each, _) in enumerate(put) if each == key)
    one = put.pop(at)
    put.insert(max(0, min(len(put), at + steps)), one)
    return put


def switched(order: Sequence[tuple[str, bool]], key: str, is_on: bool) -> list[tuple[str, bool]]:
    """The order with one screen shown or not."""
    return [(each, is_on if each == key else was_on) for each, was_on in order]
