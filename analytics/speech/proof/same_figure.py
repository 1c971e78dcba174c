"""Which figure of an edited text states which drafted fact: by meaning, never by its place.

Owns what a figure in a text is about: whose it is (the name before it), what kind of
figure, of which months. Judges nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.speech.grammar.runs import Number
from analytics.speech.proof.problem import sentences

_FIGURE = re.compile(
    r"第\d+位|末位|持平|(?<![\d.])\d+(?:\.\d+)?(?:%|倍|亿元|万元|个百分点|(?=[个项家户宗件]))"
)
_KINDS = {"%": "rate", "倍": "rate", "平": "rate", "位": "place", "点": "points", "元": "money"}
_MONTHS = {"一季度": 3, "上半年": 6, "前三季度": 9, "全年": 12}
_PERIOD = re.compile(
    r"(?<![比较])(?:(一季度|上半年|前三季度|全年)|1[—－~-](\d+)月|前(\d+)个月|(上月|上年|去年)(?!同期持平))"
)
# 回落到1.2% says where a rate came to, not which way it points.
_WAYS = re.compile(
    r"(?P<down>负增长|下降|减少|降低|回落|下滑|低于|慢于|[-−]$)(?![到至])"
    r"|(?P<up>增长|上升|提高|增加|加快|回升|上涨|高于|快于)(?![到至])"
)
_LIKE = 0.5  # the least that the words around two figures have in common


@dataclass(frozen=True)
class Stated:
    """A figure as it stands: its kind, whose it is ("" unsaid), the words around it."""

    text: str
    kind: str
    name: str
    month: int | None
    around: str
    sentence: str
    way: str = ""  # up or down, where the words before it say so; the word itself in said
    way_said: str = ""


def figures(text: str, names: Sequence[str]) -> list[Stated]:
    """The figures of a text, each with the one of these names it is about."""
    return [said for sentence in sentences(text) for said in _of_sentence(sentence, names)]


def same(
    drafted: Sequence[Number], before: str, after: str, now: dict[str, str]
) -> Iterator[tuple[Number, Stated, Stated]]:
    """Each drafted number as drafted, and the edited text's figure that states the same fact.

    before: the drafted text. now: fact id to what the lake says today. A number nobody
    states any more is left out, and so is a figure that may be about something else.
    """
    names = _names(drafted, before)
    free = figures(after, names)
    waiting = []
    for number, was in _drafted(drafted, figures(before, names)):
        right = {now.get(number.fact_id, number.text), number.text}
        fits = [one for one in free if _may_be(one, was, number) and one.text in right]
        if fits:
            fits.sort(key=lambda one: one.text != now.get(number.fact_id))
            free.remove(fits[0])
            yield number, was, fits[0]
        else:
            waiting.append((number, was))
    for number, was in waiting:
        fits = [one for one in free if _may_be(one, was, number) and _likeness(one, was) >= _LIKE]
        if fits:
            best = max(fits, key=lambda one: _likeness(one, was))
            free.remove(best)
            yield number, was, best


def _names(drafted: Sequence[Number], text: str) -> list[str]:
    """What tells the paragraph's numbers apart: indicators, units or regions it names."""
    each = [{number.indicator.rpartition("·")[2], number.region} for number in drafted]
    every = set().union(*each) if each else set()
    return sorted((one for one in every if one and one in text), key=len, reverse=True)


def _drafted(drafted: Sequence[Number], said: list[Stated]) -> Iterator[tuple[Number, Stated]]:
    left = list(said)
    for number in drafted:  # they stand in the order of the text
        place = next((at for at, one in enumerate(left) if number.text == one.text), None)
        if place is not None:
            yield number, left[place]
            del left[: place + 1]


def _may_be(one: Stated, was: Stated, number: Number) -> bool:
    is_of_month = one.month in (None, was.month, number.period.month)
    return one.kind == was.kind and one.name == was.name and is_of_month


def _likeness(one: Stated, other: Stated) -> float:
    return difflib.SequenceMatcher(a=one.around, b=other.around, autojunk=False).ratio()


def _of_sentence(sentence: str, names: Sequence[str]) -> Iterator[Stated]:
    pattern = "|".join(map(re.escape, names))
    named = list(re.finditer(pattern, sentence)) if names else []
    found = list(_FIGURE.finditer(sentence))
    for match in found:
        before = [one for one in named if one.end() <= match.start()]
        name = before[-1][0] if before else ""
        if (respectively := sentence.rfind("分别", 0, match.start())) >= 0:
            name = _in_turn(sentence, match, found, before, respectively) or name
        months = list(_PERIOD.finditer(sentence, 0, match.start()))
        yield Stated(
            match[0],
            _KINDS.get(match[0][-1], "count"),
            name,
            _month(months[-1]) if months else None,
            re.sub(r"[\d.]+", "", sentence[max(0, match.start() - 8) : match.end() + 5]),
            sentence,
            *_way(sentence[: match.start()]),
        )


def _way(before: str) -> tuple[str, str]:
    """up or down and its word, by the last such word of the clause a figure stands in."""
    clause = re.split("[，。；：（）,;]", before)[-1]
    said = list(_WAYS.finditer(clause))
    return (said[-1].lastgroup or "", said[-1][0]) if said else ("", "")


def _in_turn(
    sentence: str,
    match: re.Match[str],
    found: Sequence[re.Match[str]],
    before: Sequence[re.Match[str]],
    respectively: int,
) -> str:
    """甲、乙、丙分别增长1%、2%、3%: the second figure is the second name's."""
    end = min(
        (at for at in (sentence.find(mark, respectively) for mark in "；。") if at > 0),
        default=len(sentence),
    )
    turn = [one.start() for one in found if respectively < one.start() < end]
    start = max(sentence.rfind(mark, 0, respectively) for mark in "；。") + 1
    listed = [one[0] for one in before if start <= one.start() < respectively]
    if match.start() not in turn or len(listed) < len(turn):
        return ""
    return listed[len(listed) - len(turn) :][turn.index(match.start())]


def _month(match: re.Match[str]) -> int:
    word, through, first, _ = match.groups()
    return _MONTHS[word] if word else int(through or first or 0)
