"""The indicators a bulletin may print, as data/reference/indicators.csv lists them.

Owns the key under which two spellings of a label are the same, and refuses a list in
which one label could mean two indicators in the same period.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from analytics.basics.errors import FixedAssetError
from analytics.basics.folders import REFERENCE

INDICATORS = REFERENCE / "indicators.csv"
COLUMNS = (
    *("code", "name", "breakdown", "parent_code", "unit", "adds_up", "sort", "scope"),
    *("valid_from", "valid_to", "aliases", "note"),
)
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
}
_BOOLEANS = {"true": True, "false": False, "是": True, "否": False}
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


class ReferenceDataError(FixedAssetError):
    """A list under data/reference is broken; the text names the row and the remedy."""


@dataclass(frozen=True)
class Indicator:
    """One investment indicator; validity is YYYY-MM, "" where open."""

    code: str
    name: str
    breakdown: str
    parent_code: str
    unit: str
    adds_up: bool
    sort: int
    scope: str
    valid_from: str
    valid_to: str
    aliases: tuple[str, ...]
    note: str


class AliasKey(NamedTuple):
    """One spelling's key, the indicator it means and when; "" where open."""

    key: str
    code: str
    valid_from: str
    valid_to: str


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
    rows = _rows(path)
    indicators = tuple(_indicator(path, line, row) for line, row in rows)
    lines = {}
    for (line, _), indicator in zip(rows, indicators, strict=True):
        if indicator.code in lines:
            raise _broken(
                path,
                line,
                f"编码 {indicator.code} 与第 {lines[indicator.code]} 行重复",
                "请删去一行，或换一个编码",
            )
        lines[indicator.code] = line
    for indicator in indicators:
        if indicator.parent_code and indicator.parent_code not in lines:
            raise _broken(
                path,
                lines[indicator.code],
                f"上级编码 {indicator.parent_code} 不在表中",
                "请改成已有的编码，没有上级则留空",
            )
    _refuse_ambiguous(path, indicators, lines)
    return indicators


def read_alias_keys(path: Path = INDICATORS) -> tuple[AliasKey, ...]:
    """Every key a label may have, the indicator it means, and from when until when."""
    return _alias_keys(read_indicators(path))


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


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Line numbers and rows; Excel saves such a list as UTF-8 or as GB18030."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReferenceDataError(
            f"{path.name}：读不到这份指标表。请确认 {path} 存在且可以读取。"
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise _broken(path, 1, f"表头缺少列 {'、'.join(missing)}", "请把第一行的列名补全")
    return [
        (reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS})
        for row in reader
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _indicator(path: Path, line: int, row: dict[str, str]) -> Indicator:
    if not row["code"] or not row["name"]:
        raise _broken(path, line, "编码或名称为空", "请补填 code 和 name，或删去这一行")
    if row["breakdown"] not in BREAKDOWNS:
        raise _broken(
            path,
            line,
            f"分组“{row['breakdown']}”不认识",
            f"请从 {'、'.join(BREAKDOWNS)} 中选一个",
        )
    if row["adds_up"].lower() not in _BOOLEANS:
        raise _broken(path, line, f"adds_up 填的是“{row['adds_up']}”", "请填 true 或 false")
    for name in ("valid_from", "valid_to"):
        # Excel turns 2025-12 into Dec-25 on its own when a CSV is saved.
        if row[name] and not _MONTH.fullmatch(row[name]):
            raise _broken(
                path,
                line,
                f"{name} 填的是“{row[name]}”",
                "请写成 2025-12 这样的年月（在 Excel 中先把该列设为文本）",
            )
    if not row["sort"].isdecimal():
        raise _broken(path, line, f"sort 填的是“{row['sort']}”", "请填一个整数")
    return Indicator(
        code=row["code"],
        name=row["name"],
        breakdown=row["breakdown"],
        parent_code=row["parent_code"],
        unit=row["unit"],
        adds_up=_BOOLEANS[row["adds_up"].lower()],
        sort=int(row["sort"]),
        scope=row["scope"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        aliases=tuple(a.strip() for a in row["aliases"].split("|") if a.strip()),
        note=row["note"],
    )


def _alias_keys(indicators: tuple[Indicator, ...]) -> tuple[AliasKey, ...]:
    return tuple(
        AliasKey(key, indicator.code, indicator.valid_from, indicator.valid_to)
        for indicator in indicators
        for key in dict.fromkeys(label_key(alias) for alias in (indicator.name, *indicator.aliases))
    )


def _refuse_ambiguous(path: Path, indicators: tuple[Indicator, ...], lines: dict[str, int]) -> None:
    seen: dict[str, list[AliasKey]] = {}
    for alias in _alias_keys(indicators):
        for other in seen.setdefault(alias.key, []):
            if _overlap(alias, other):
                raise _broken(
                    path,
                    lines[alias.code],
                    f"名称“{alias.key}”同时属于 {other.code}"
                    f"（第 {lines[other.code]} 行）和 {alias.code}",
                    "请从其中一行的 aliases 删去它，或用 valid_from、valid_to 分开",
                )
        seen[alias.key].append(alias)


def _overlap(one: AliasKey, other: AliasKey) -> bool:
    """Whether there is a month in which both are valid."""
    starts_in_time = not one.valid_to or other.valid_from <= one.valid_to
    ends_in_time = not other.valid_to or one.valid_from <= other.valid_to
    return starts_in_time and ends_in_time


def _broken(path: Path, line: int, problem: str, remedy: str) -> ReferenceDataError:
    return ReferenceDataError(f"{path.name} 第 {line} 行：{problem}。{remedy}。")
