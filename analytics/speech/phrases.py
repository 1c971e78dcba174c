"""The wording of every sentence, as data/reference/phrases.csv lists it.

Owns reading and refusing that list, and putting values into a template's slots; which
values, and whether a sentence is said at all, is decided by who fills it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from analytics.basics.errors import RefusedError
from analytics.basics.folders import REFERENCE
from analytics.reference.rows import CellError, Filled, Listing, Whole, one_of
from analytics.speech.grammar.runs import Paragraph, Run, joined
from analytics.speech.slots import CASES, SLOTS

PHRASES = REFERENCE / "phrases.csv"
SECTIONS = ("导语", "运行情况", "主要特点", "存在问题", "下步建议")
KINDS = ("季分析报告", "讲话稿引数段落", "通报", "领导备询卡")
_SLOT = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_ASCII_MARK = re.compile(r"[\u4e00-\u9fff}][,;:()]|[,;:()][\u4e00-\u9fff{]")

Slots = Mapping[str, Run | Paragraph]


def _code(text: str) -> str:
    if text not in SLOTS:
        raise CellError(f"里的编码“{text}”不认识", "请改回软件自带的编码，或删去这一行")
    return text


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(filter(None, (kind.strip() for kind in text.split("|"))))
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise CellError(
            f"里的“{'”、“'.join(unknown)}”不认识", f"请从{'、'.join(KINDS)}中选，用 | 隔开"
        )
    return kinds


def _words(text: str) -> Mapping[str, str]:
    """The word for each case: 高=高于|低=低于."""
    words: dict[str, str] = {}
    for pair in filter(None, (one.strip() for one in text.split("|"))):
        case, mark, said = pair.partition("=")
        if not mark:
            raise CellError(f"里的“{pair}”没有等号", "请写成 高=高于")
        words[case.strip()] = said.strip()
    return words


@dataclass(frozen=True)
class Phrase:
    """One row: where its sentence stands, in which kinds of document, and how it reads.

    heading: a short title of the paragraph the sentence opens, may hold slots. words: the
    word for each case a rule decides, as 略高 → 略高于. kinds is empty where the sentence only
    joins the paragraph of another.
    """

    code: Annotated[str, _code]
    section: Annotated[str, one_of(SECTIONS)]
    kinds: Annotated[tuple[str, ...], _kinds]
    heading: str
    template: str
    words: Annotated[Mapping[str, str], _words]
    source: Filled
    sort: Whole
    note: str


def phrase(code: str, path: Path = PHRASES) -> Phrase:
    """The row of a code. Raises RefusedError when the list is broken."""
    return phrase_book(path)[code]


def phrase_book(path: Path = PHRASES) -> Mapping[str, Phrase]:
    """Every row by its code; read again when the file has changed."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise RefusedError(
            f"{path.name}：读不到这份句式表。请确认 {path} 存在且可以读取。"
        ) from error
    return _book(path, changed)


def fill(code: str, slots: Slots, cases: tuple[str, ...] = (), path: Path = PHRASES) -> Paragraph:
    """The template of a code with its slots filled; cases say which words a rule chose.

    >>> from analytics.speech.grammar.runs import paragraph_text
    >>> paragraph_text(fill("goal.tier", {"档次": "保底", "目标": "5.0%"}, ("平",)))
    '持平于年初保底目标（5.0%）'
    """
    one = phrase(code, path)
    return _filled(one.template, one, slots, cases)


def heading_of(code: str, slots: Slots, path: Path = PHRASES) -> str:
    """The heading of a code's paragraph, its slots filled with plain words."""
    one = phrase(code, path)
    return "".join(run for run in _filled(one.heading, one, slots, ()) if isinstance(run, str))


def read_phrases(path: Path = PHRASES) -> tuple[Phrase, ...]:
    """Every row in the list's order.

    Raises ReferenceDataError for an unknown or missing code, slot, case, section or kind.
    """
    found = Listing(path, Phrase)
    for line, first, one in found.repeated("code"):
        found.wrong(line, f"编码 {one.code} 与第 {first} 行重复", "请删去一行")
    for line, one in found.having("code", "template", "heading"):
        _note_bad_template(found, line, one)
    for line, one in found.having("code", "words"):
        _note_bad_words(found, line, one)
    lines = {one.code: line for line, one in found.having("code")}
    if missing := [code for code in SLOTS if code not in lines]:
        found.wrong(
            max(lines.values(), default=1),
            f"到此为止缺少编码 {'、'.join(missing)}",
            "请从软件自带的句式表补上这些行；不想用某句，把它的 kinds 留空",
        )
    return found.rows()


@lru_cache(maxsize=8)
def _book(path: Path, changed: int) -> Mapping[str, Phrase]:
    return {one.code: one for one in read_phrases(path)}


def _filled(template: str, one: Phrase, slots: Slots, cases: tuple[str, ...]) -> Paragraph:
    """Clause by clause: one without words goes with its comma, as the comma after a gap does."""
    clauses, values = SLOTS[one.code].clauses, {**slots, **_chosen_words(one, cases)}
    parts: list[Paragraph] = []
    is_comma_due = False
    for clause in template.split("，"):
        runs = joined(_pieces(clause, values))
        if clause and not runs:
            continue
        parts += [("，",), runs] if is_comma_due else [runs]
        last = (_SLOT.findall(clause) or [""])[-1]
        is_comma_due = last not in clauses or bool(values.get(last))
    return joined(parts)


def _pieces(clause: str, values: Slots) -> Iterator[Paragraph]:
    for position, piece in enumerate(_SLOT.split(clause)):
        value = values.get(piece, "") if position % 2 else piece
        yield value if isinstance(value, tuple) else (value,)


def _chosen_words(one: Phrase, cases: tuple[str, ...]) -> dict[str, str]:
    """The word for each word slot of the phrase, by the case chosen for it."""
    chosen = {}
    for slot in SLOTS[one.code].words:
        case = next((case for case in cases if case in CASES[slot]), None)
        chosen[slot] = one.words[case] if case else ""
    return chosen


def _note_bad_template(found: Listing[Phrase], line: int, one: Phrase) -> None:
    slots = SLOTS[one.code]
    for text, name in ((one.template, "template"), (one.heading, "heading")):
        if _BRACE.search(_SLOT.sub("", text)):
            found.wrong(line, f"{name} 的花括号不成对", "请检查 { 和 }")
        if unknown := [slot for slot in _SLOT.findall(text) if slot not in slots.known]:
            found.wrong(
                line,
                f"{name} 里的槽“{_braced(unknown)}”不认识",
                f"这一句可用的槽有{_braced(slots.known)}",
            )
        if _ASCII_MARK.search(text):
            found.wrong(line, f"{name} 里有半角标点", "请改成全角的，。；：（）")
    if missing := [slot for slot in slots.required if f"{{{slot}}}" not in one.template]:
        found.wrong(
            line,
            f"template 缺少槽{_braced(missing)}",
            "请把它写进句子，数才有处可填",
        )


def _braced(slots: Iterable[str]) -> str:
    return "、".join(f"{{{slot}}}" for slot in slots)


def _note_bad_words(found: Listing[Phrase], line: int, one: Phrase) -> None:
    """Whether there is one word for each case of the code's word slots."""
    needed = [case for slot in SLOTS[one.code].words for case in CASES[slot]]
    if unknown := [case for case in one.words if case not in needed]:
        found.wrong(
            line,
            f"words 里的情形“{'”、“'.join(unknown)}”不认识",
            f"可写的情形有{'、'.join(needed) or '（无，请留空）'}",
        )
    if missing := [case for case in needed if case not in one.words]:
        found.wrong(
            line,
            f"words 缺少情形“{'”、“'.join(missing)}”",
            f"请补上，如 {missing[0]}=……（可为空）",
        )
