"""The views of analytics/sql, made when first asked for: most openings need few of them.

Owns which view needs which; making all of them takes ten times as long as the opening.
"""

from __future__ import annotations

import re
import threading
from functools import cache

import duckdb

from analytics.basics.folders import SQL


class Views:
    """The views of one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._made: set[str] = set()

    def make(self, sql: str) -> None:
        """Make what sql names, and what that stands on."""
        if self._made.issuperset(needed := _needed(sql)):
            return
        with self._lock:
            for name in needed:
                if name not in self._made:
                    self._connection.cursor().execute(_texts()[name])
                    self._made.add(name)


def view_text(name: str) -> str:
    """The SQL that makes a view."""
    return _texts()[name]


@cache
def mirrored(sql: str) -> tuple[str, ...]:
    """The tables of core sql stands on, as mirror.NAME."""
    texts = (sql, *(_texts()[name] for name in _needed(sql)))
    return tuple(sorted({name for text in texts for name in re.findall(r"\bmirror\.(\w+)", text)}))


@cache
def _texts() -> dict[str, str]:
    """View to its SQL, in the order they may be made."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SQL.glob("[1-9]_*/*.sql"))]
    return {text.split("create or replace view ")[1].split()[0]: text for text in texts}


@cache
def _needed(sql: str) -> tuple[str, ...]:
    """The views sql stands on, in the order they may be made; each reads only earlier ones."""
    named = _names_in(sql)
    for name, text in reversed(_texts().items()):
        if name in named:
            named |= _names_in(text)
    return tuple(name for name in _texts() if name in named)


def _names_in(sql: str) -> set[str]:
    return set(re.findall(r"(?<!lake\.)(?<!mirror\.)\b(?:stg|truth|core|mart)_\w+", sql))
