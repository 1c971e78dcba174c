"""The words of headers, from data/reference/header_words.csv, which anyone may extend.

Owns what a word means; which cell is a header is tables.py's to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.intake.text import plain, tight
from analytics.reference.rows import Filled, one_of, read_rows

HEADER_WORDS = REFERENCE / "header_words.csv"
META_ROLES = frozenset(
    ("code", "frequency", "unit", "source", "updated", "note", "country", "sequence")
)
_NOTE = re.compile(
    r"(注\d?|附注|备注|说明|数据来源|资料来源|来源|出处|本表|备 注)\s*[:.、]|注\d?[:、.]|\*?注[:]"
    r"|由.{1,20}整理|本表|Source|Note|制表|审核|填表|★|①"
)
_OFFICE = re.compile(
    r"(统计|发展和?改革|发改|财政|工信|商务|住建|信息化)[\u4e00-\u9fff]{0,6}[局委办](\(.*\))?$"
    "|^(制表|填报|填表|报送|编制|上报)(单位|机关|部门)"
)
_LATIN_TAIL = re.compile(r"(?<=[\u4e00-\u9fff)])[a-z().]+$")
_MEASURE_REMAINS: tuple[str, ...] = (
    "总量",
    "速",
    "幅",
    "名",
    "去年",
    "上年",
    "同期",
    "同月",
    "同季",
    "比",
    "较",
)
_MEASURE_REMAINS += ("下降", "减少", "降低", "回落", "下滑")
_DOWN = re.compile("下降|减少|降低|回落|下滑|[降减跌]幅")
# 增减, 升降, 下降（-）: the printed sign says which way.
_BOTH_WAYS = re.compile(r"[增升涨±+]|提高|负|\(-|收窄|扩大")
_SPEED = re.compile("增速|增幅|增长[率速]度?")
_FILLERS = re.compile(
    r"1[-—~至到](?:本月|报告期)|自年初|年初至今|至今|至本月|止|本年|本期|当年|今年|本月|当月|当期|本季|累计|实际|全年|期末|月末"
    r"|情况|数值|其中|[（）()【】\[\]:：,，、_\-—/\s·]|\.|ytd|月|份|额$|率$|%|‰"
)


@dataclass(frozen=True)
class HeaderWord:
    """What a word says of the column, the measure or the level it heads."""

    what: Annotated[str, one_of(("column", "measure", "level"))]
    means: Filled
    word: Filled


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {"column": [], "measure": [], "level": []}
    for row in read_rows(HEADER_WORDS, HeaderWord):
        found[row.what].append((row.word, row.means))
    return {what: tuple(pairs) for what, pairs in found.items()}


@cache
def _roles() -> dict[str, str]:
    return {tight(word).lower(): role for word, role in _words()["column"]}


@cache
def _level_words() -> frozenset[str]:
    return frozenset(tight(word).lower() for word, _ in _words()["level"])


@lru_cache(maxsize=65536)
def column_role(text: str) -> str:
    """What a column or row headed by this text holds; "" where the word says nothing.

    >>> column_role("指  标"), column_role("县（市、区）"), column_role("增速（%）")
    ('indicator', 'region', '')
    """
    body = tight(text).lower()
    # A bilingual yearbook heads its column 指标 Item.
    return _roles().get(body) or _roles().get(_LATIN_TAIL.sub("", body), "")


@lru_cache(maxsize=65536)
def measure_of(text: str) -> str:
    """The kind of number a header or a name speaks of; "" where it does not say.

    >>> measure_of("同比增减百分点"), measure_of("增速（%）"), measure_of("总量排名")
    ('change', 'yoy_pct', 'rank')
    """
    body = tight(text).lower()
    for word, measure in _words()["measure"]:
        if tight(word).lower() in body:
            return measure
    return ""


@lru_cache(maxsize=65536)
def is_level_word(text: str) -> bool:
    """Whether a header only says "the amount", not of what: 绝对额, 完成投资."""
    return says_amount(text) or not _FILLERS.sub("", tight(text).lower())


@lru_cache(maxsize=65536)
def says_amount(text: str) -> bool:
    """Whether a header says outright that its numbers are amounts.

    >>> says_amount("绝对额"), says_amount("其中"), says_amount("本年实际完成投资")
    (True, False, True)
    """
    body = tight(text).lower()
    return body in _level_words() or _FILLERS.sub("", body) in _level_words()


@lru_cache(maxsize=65536)
def is_only_measure(text: str) -> bool:
    """Whether nothing but measure words and fillers is left of a header.

    >>> is_only_measure("累计比上年同期"), is_only_measure("民间投资增速")
    (True, False)
    """
    return _FILLERS.sub("", without_measure(text)) == ""


@lru_cache(maxsize=65536)
def without_measure(text: str) -> str:
    """What is left of a header when its measure words are gone.

    >>> without_measure("投资增速"), without_measure("增速排名")
    ('投资', '')
    """
    body = tight(text).lower()
    for word, _ in sorted(_words()["measure"], key=lambda pair: -len(pair[0])):
        body = body.replace(tight(word).lower(), "")
    for extra in _MEASURE_REMAINS:
        body = body.replace(extra, "")
    return body


@lru_cache(maxsize=4096)
def is_down_head(text: str) -> bool:
    """Whether a head's figures say how much less; 增减 does not, 减少排放投资 is a name.

    >>> [is_down_head(t) for t in ("同比下降（%）", "比上年增减", "增速比上月回落", "减少排放投资")]
    [True, False, True, False]
    """
    body = _SPEED.sub("", tight(text))
    is_measure = bool(measure_of(text)) or is_only_measure(text)
    return bool(_DOWN.search(body)) and not _BOTH_WAYS.search(body) and is_measure


def is_office(text: str) -> bool:
    """Whether a line names who made the table.

    >>> is_office("洞口县统计局"), is_office("填报单位：隆回县"), is_office("固定资产投资")
    (True, True, False)
    """
    return len(text) < 40 and bool(_OFFICE.search(tight(text)))


def is_note(text: str) -> bool:
    """Whether a line is a footnote or a source line.

    >>> is_note("注：1.本表"), is_note("资料来源：国家统计局"), is_note("注册资本")
    (True, True, False)
    """
    return bool(_NOTE.match(plain(text)))
