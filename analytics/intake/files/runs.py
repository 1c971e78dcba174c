"""The runs of one cell's text: what is raised, struck out or not shown is told apart.

Owns what such a run does to the text, and the note on what was left out; how a format
writes its runs is each reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from analytics.basics.errors import Problem
from analytics.intake.files.sheets import raised

PLAIN, RAISED, LOWERED, STRUCK, HIDDEN = "", "raised", "lowered", "struck", "hidden"
Run = tuple[str, str]  # the text and its kind

# Noncharacters that XML allows: a run's kind, carried through a reader that drops it.
_MARKS = {RAISED: "\ufdd0", LOWERED: "\ufdd1", STRUCK: "\ufdd2"}
_KINDS = {mark: kind for kind, mark in _MARKS.items()}
_END = "\ufddf"
_MARKED = re.compile(f"([{''.join(_KINDS)}])([^{_END}]*){_END}?")


def marked(text: str, kind: str) -> str:
    """The run's text between marks of its kind, which runs_of takes apart again."""
    return f"{_MARKS[kind]}{text}{_END}" if kind in _MARKS else text


def runs_of(text: str) -> Iterator[Run]:
    """The runs of a text that marked() wrote into.

    >>> list(runs_of("12" + marked("3", STRUCK)))
    [('12', ''), ('3', 'struck')]
    """
    at = 0
    for found in _MARKED.finditer(text):
        yield text[at : found.start()], PLAIN
        yield found[2], _KINDS[found[1]]
        at = found.end()
    if at < len(text):
        yield text[at:], PLAIN


class LeftOut:
    """The cells of a sheet of which some text is struck out or not shown."""

    def __init__(self) -> None:
        self._partly: dict[str, None] = {}
        self._wholly: dict[str, None] = {}
        self._unseen: dict[str, None] = {}

    def text(self, runs: Iterable[Run], at: str) -> str:
        """The text that counts. Struck text does not where other text stands beside it;
        a cell struck as a whole keeps it, as a hidden row is read.

        >>> LeftOut().text([("120.5", PLAIN), ("2", RAISED), ("7", STRUCK)], "B3")
        '120.5²'
        """
        grouped = [
            ("".join(text for text, _ in group), kind)
            for kind, group in groupby(runs, key=lambda run: run[1])
        ]
        shown = [(text, kind) for text, kind in grouped if kind not in (STRUCK, HIDDEN)]
        has_other = any(text.strip() for text, _ in shown)
        for text, kind in grouped:
            if kind in (STRUCK, HIDDEN) and text.strip():
                is_kept = kind == STRUCK and not has_other
                (self._wholly if is_kept else self._partly)[at] = None
        if not has_other:
            shown = [(text, PLAIN) for text, kind in grouped if kind != HIDDEN]
        words = ""
        for text, kind in shown:
            is_mark = kind == RAISED or (kind == LOWERED and words[-1:].isdigit())
            words += raised(text) if is_mark else text
        return words

    def struck(self, at: str) -> None:
        """A cell whose own format strikes it out."""
        self._wholly[at] = None

    def unseen(self, at: str) -> None:
        """A number whose format shows nothing of it."""
        self._unseen[at] = None

    def problems(self) -> list[Problem]:
        """What was left out, and what was read although it is struck out."""
        found = []
        for cells, code, said in (
            (self._partly, "text_left_out", "有划掉或隐藏的字，这些字没有读入"),
            (self._wholly, "text_struck", "整格划掉了，已照常读入"),
            (self._unseen, "number_unseen", "的格式设成了不显示，其中的数已照常读入"),
        ):
            if cells:
                first = next(iter(cells))
                place = first if len(cells) == 1 else f"{first} 等 {len(cells)} 个单元格"
                remedy = "请核对；应当改的，在原表中改好后再上传"
                found.append(Problem("warning", code, place + said, remedy, cell=first))
        return found
