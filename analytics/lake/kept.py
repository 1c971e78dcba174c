"""Answers of the lake, kept while nothing is committed: most questions are asked again.

Owns which answers are still good and how many are kept; asks nothing itself.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping

import pandas as pd
import pyarrow as pa

Key = tuple[Hashable, ...]
Answer = pd.DataFrame | pa.Table
State = tuple[int | None, int]  # the catalogue's file, and its newest snapshot
MOST_ANSWERS = 256
# A ledger of a province is asked anew rather than kept a hundred times.
MOST_CELLS = 200_000


class Answers:
    """The answers of one snapshot; a commit, whoever made it, forgets them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._kept: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, state: State, key: Key | None) -> Answer | None:
        """The answer itself, which nobody may change; None where unknown."""
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            known = None if key is None else self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
            return known

    def keep(self, state: State, key: Key | None, answer: Answer, cells: int) -> None:
        """Remember an answer, unless it is large or the lake has moved on meanwhile."""
        if key is None or cells > MOST_CELLS:
            return
        with self._lock:
            if state != self._state:
                return
            self._kept[key] = answer
            if len(self._kept) > MOST_ANSWERS:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """What answers were read with has changed without a commit."""
        with self._lock:
            self._kept.clear()
            self._state = None


def key_of(sql: str, *parts: Hashable | Mapping[str, object]) -> Key | None:
    """What makes a question the same one; None where a value cannot be a key."""
    key = (
        sql,
        *(tuple(sorted(part.items())) if isinstance(part, Mapping) else part for part in parts),
    )
    try:
        hash(key)
    except TypeError:
        return None
    return key
