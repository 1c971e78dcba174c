"""The indicators a bulletin may print, as data/reference/indicators.csv lists them.

Owns the key under which two spellings of a label are the same, and refuses a list in
which one label could mean two indicators in the same period.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from analytics.basics.folders import REFERENCE
from analytics.reference.rows import CellError, Filled, Listing, Whole, YesNo, one_of

INDICATORS = REFERENCE / "indicators.csv"
BREAKDOWNS = {
    "total": "总量",
    "sector": "三次产业",
    "industry": "行业门类",
    "division": "行业大类",
    "field": "领域",
    "composition": "构成",
    "registration": "登记注册类型",
    "holding": "经济类型",
    "affiliation": "隶属关系",
    "construction_nature": "建设性质",
    "region_group": "地区",
    "private_detail": "民间投资分行业",
    "real_estate_detail": "房地产开发投资分类",
    "project": "项目",
    "office": "本地分类",
}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

_INVISIBLE = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad]+")
_LEADING = re.compile(
    r"#+|其中:?|[一二三四五六七八九十]+[、.](?![一二三四五六七八九十])"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|完成(?=.*投资)|全[国省市州县区旗](?=.*投资)"
    r"|[各分][县市州区旗乡镇街道园、,()和及]+(?=.*投资)"
)
_UNIT = r"[亿万千百]*(?:元|美元|平方米|吨|千瓦时|人|套)|[个项户宗亩家倍%]|[个]?百分点|±%"
_TRAILING_UNIT = re.compile(rf"\((?:单位:)?(?:{_UNIT})\)$|±?%$")
_TRAILING_MEASURE = re.compile(
    r"(?:[:_]|累计同比增长|累计增长|累计同比|累计完成|累计值|累计|比上年同期增长"
    r"|同比增长|同比增减|同比|增长率|增速|增幅|增长|绝对量|绝对额|总量|完成额)$"
)
_TOTAL = r"固定资产投资(?:完成)?总?额?(?:\(不含农户\))?"
_TOTAL_AT_START = re.compile(rf"^{_TOTAL}")
_INVESTMENT_AT_END = re.compile(rf"(?:{_TOTAL}|(?<!总)(?:完成)?投资(?:完成)?总?额?)$")
_TOTAL_KEY = "固定资产投资"


def _month(text: str) -> str:
    # Excel turns 2025-12 into Dec-25 on its own when a CSV is saved.
    if text and not _MONTH.fullmatch(text):
        raise CellError(
            f"填的是“{text}”", "请写成 2025-12 这样的年月（在 Excel 中先把该列设为文本）"
        )
    return text


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split("|"))))


@dataclass(frozen=True)
class Indicator:
    """One investment indicator; validity is YYYY-MM, "" where open."""

    code: Filled
    name: Filled
    breakdown: Annotated[str, one_of(BREAKDOWNS)]
    parent_code: str
    unit: str
    adds_up: YesNo
    sort: Whole
    scope: str
    valid_from: Annotated[str, _month]
    valid_to: Annotated[str, _month]
    aliases: Annotated[tuple[str, ...], _split]
    note: str


class AliasKey(NamedTuple):
    """One spelling's key, the indicator it means and when; "" where open."""

    key: str
    code: str
    valid_from: str
    valid_to: str


@lru_cache(maxsize=10_000)
def label_key(label: str) -> str:
    """What is left of a printed label when its decoration is gone.

    >>> label_key("第一产业固定资产投资额累计增长 (%) ")
    '第一产业'
    >>> label_key("固定资产投资完成额:第一产业:累计同比")
    '第一产业'
    >>> label_key("一、固定资产投资（不含农户）（亿元）"), label_key("# 工业技改投资")
    ('固定资产投资', '工业技改')
    >>> label_key("各县（市、区）固定资产投资"), label_key("全市工业投资")
    ('固定资产投资', '工业')
    >>> label_key("其中：民间固定资产投资"), label_key("民间投资：制造业")
    ('民间', '民间:制造业')
    >>> label_key("农、林、牧、渔业"), label_key("制造业投资"), label_key("增速（%）")
    ('农林牧渔业', '制造业', '增速')
    """
    key = _peeled(label)
    # Taking one layer off may bare another; a fixed point makes the key idempotent.
    while (again := _peeled(key)) != key:
        key = again
    return key


def read_indicators(path: Path = INDICATORS) -> tuple[Indicator, ...]:
    """The list in its own order; raises in Chinese when it is broken."""
    found = Listing(path, Indicator)
    for line, first, one in found.repeated("code"):
        found.wrong(line, f"编码 {one.code} 与第 {first} 行重复", "请删去一行，或换一个编码")
    codes = {one.code for _, one in found.having("code")}
    for line, one in found.having("parent_code"):
        if one.parent_code and one.parent_code not in codes:
            found.wrong(
                line, f"上级编码 {one.parent_code} 不在表中", "请改成已有的编码，没有上级则留空"
            )
    _note_ambiguous(found)
    return found.rows()


def read_alias_keys(path: Path = INDICATORS) -> tuple[AliasKey, ...]:
    """Every key a label may have, the indicator it means, and from when until when."""
    return tuple(key for one in read_indicators(path) for key in _alias_keys(one))


def _peeled(text: str) -> str:
    key = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
    key = _LEADING.sub("", key, count=1) if _LEADING.match(key) else key
    key = key or _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    for pattern in (_TRAILING_UNIT, _TRAILING_MEASURE):
        key = pattern.sub("", key) or key
    key = re.sub("[、,]", "", key) or key
    segments = [_bare(segment) for segment in re.split("[:_]", key)]
    return ":".join(s for s in segments if s) or (
        _TOTAL_KEY if _TOTAL_AT_START.search(key) else key
    )


def _bare(segment: str) -> str:
    """The segment without the word investment; "" if it says nothing else."""
    if re.fullmatch(_TOTAL, segment):
        return ""
    segment = _TOTAL_AT_START.sub("", segment) or segment
    return _INVESTMENT_AT_END.sub("", segment) or segment


def _alias_keys(indicator: Indicator) -> Iterator[AliasKey]:
    names = (indicator.name, *indicator.aliases)
    for key in dict.fromkeys(label_key(name) for name in names):
        yield AliasKey(key, indicator.code, indicator.valid_from, indicator.valid_to)


def _note_ambiguous(found: Listing[Indicator]) -> None:
    """One label must not mean two indicators in the same period."""
    seen: dict[str, list[tuple[int, AliasKey]]] = {}
    for line, one in found.having("code", "name", "aliases", "valid_from", "valid_to"):
        for alias in _alias_keys(one):
            for other_line, other in seen.setdefault(alias.key, []):
                if alias.code != other.code and _overlap(alias, other):
                    found.wrong(
                        line,
                        f"名称“{alias.key}”同时属于 {other.code}"
                        f"（第 {other_line} 行）和 {alias.code}",
                        "请从其中一行的 aliases 删去它，或用 valid_from、valid_to 分开",
                    )
            seen[alias.key].append((line, alias))


def _overlap(one: AliasKey, other: AliasKey) -> bool:
    """Whether there is a month in which both are valid."""
    starts_in_time = not one.valid_to or other.valid_from <= one.valid_to
    ends_in_time = not other.valid_to or one.valid_from <= other.valid_to
    return starts_in_time and ends_in_time
