"""Answers of the lake, kept while nothing is committed: most questions are asked again.

Owns which answers are still good and how many are kept; asks nothing itself.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import TypeAlias

import pandas as pd
import pyarrow as pa

Key = tuple[Hashable, ...]
Answer: TypeAlias = pd.DataFrame | pa.Table
State = int  # when what is asked about was written last
MOST_ANSWERS = 256
# In all: the ledger of a province is kept for the next rerun, not a hundred times.
MOST_CELLS = 4_000_000


class Answers:
    """The answers of one snapshot; a commit, whoever made it, forgets them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._kept: OrderedDict[Key, tuple[Answer, int]] = OrderedDict()
        self._cells = 0

    def get(self, state: State, key: Key | None) -> Answer | None:
        """The answer itself, which nobody may change; None where unknown."""
        with self._lock:
            if state != self._state:
                self._clear(state)
            if key is None or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, state: State, key: Key | None, answer: Answer, cells: int) -> None:
        """Remember an answer, unless it is huge or the lake has moved on meanwhile.

        The ones not asked for the longest make room.
        """
        if key is None or cells > MOST_CELLS:
            return
        with self._lock:
            if state != self._state or key in self._kept:
                return
            self._kept[key] = answer, cells
            self._cells += cells
            while len(self._kept) > MOST_ANSWERS or self._cells > MOST_CELLS:
                _, (_, gone) = self._kept.popitem(last=False)
                self._cells -= gone

    def forget(self) -> None:
        """What answers were read with has changed without a commit."""
        with self._lock:
            self._clear(None)

    def _clear(self, state: State | None) -> None:
        self._kept.clear()
        self._cells = 0
        self._state = state


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
