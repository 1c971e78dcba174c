"""The regions of data/reference/regions.csv, and over them those an office added.

Owns the list and its forms; which of them a printed name means is place_names.py's, what an
office added is the lake's to keep and to say here with know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.reference.rows import CellError, Filled, Listing, one_of

COUNTRY = "000000"
REGIONS = REFERENCE / "regions.csv"
LEVELS = ("country", "province", "prefecture", "county", "zone", "township")

_NATIONS = re.compile(
    "(各族|蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族"
    "|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族"
    "|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?"
    "|塔吉克族?|怒族|普米族|鄂温克族|独龙族|裕固族|保安族|各?族)+$"
)
_SELF_GOVERNED = re.compile("自治([区州县旗])$")
_SUFFIX = re.compile("(特别行政区|地区|林区|特区|新区|[省市区县旗州盟])$")
# 邵东 is the city, never the 邵东新区 or the 邵东开发区 an office added beside it.
_ZONES_OWN = re.compile("(新|开发|高新|高新技术产业|经开|保税|度假|示范|试验|园|产业)区$")


def _code(text: str) -> str:
    if not (len(text) == 6 and text.isascii() and text.isdecimal()):
        raise CellError(
            f"填的是“{text}”", "请填六位区划代码（Excel 会去掉前面的0，请先把该列设为文本）"
        )
    return text


def _code_above(text: str) -> str:
    return text and _code(text)


@dataclass(frozen=True)
class Region:
    """One row of regions.csv."""

    code: Annotated[str, _code]
    name: Filled
    level: Annotated[str, one_of(LEVELS)]
    parent_code: Annotated[str, _code_above]

    @property
    def is_listed_only(self) -> bool:
        """A code of the list that is no place: 市辖区, 省直辖县级行政区划."""
        return self.name in ("市辖区", "县") or self.name.endswith("直辖县级行政区划")


@cache
def read_regions(path: Path = REGIONS) -> tuple[Region, ...]:
    """Every region of the list, in its order.

    Raises ReferenceDataError for a broken row, a code twice, a parent that is not above.
    """
    found = Listing(path, Region)
    for line, first, one in found.repeated("code"):
        found.wrong(line, f"代码 {one.code} 与第 {first} 行重复", "请删去一行")
    codes = {one.code for _, one in found.having("code")}
    floors = {one.code: LEVELS.index(one.level) for _, one in found.having("code", "level")}
    for line, one in found.having("level", "parent_code"):
        if one.parent_code and one.parent_code not in codes:
            found.wrong(line, f"上级代码 {one.parent_code} 不在表中", "请补上它，或改成已有的代码")
        # Places above places that never end would be climbed for ever.
        elif floors.get(one.parent_code, -1) >= LEVELS.index(one.level):
            found.wrong(
                line, f"上级代码 {one.parent_code} 的级别不高于本行", "请改成上级地区的代码"
            )
    return found.rows()


def know(added: tuple[Region, ...]) -> None:
    """Read what an office added over the list, from now on, in this process."""
    global _added
    if added != _added:
        _added = added
        for forget in FORGETS:
            forget()


def every_region() -> tuple[Region, ...]:
    """The list, and what an office added; of one code the office's word counts."""
    codes = {one.code for one in _added}
    return (*(one for one in read_regions() if one.code not in codes), *_added)


@cache
def by_code() -> dict[str, Region]:
    """Every region by its code."""
    return {one.code: one for one in every_region()}


def region_of_code(code: str) -> Region | None:
    """The region of this code."""
    return by_code().get(code)


def full_name(code: str) -> str:
    """The name to print: a unit without a code is named by what follows the slash.

    >>> full_name("430502"), full_name("430500/经开区"), full_name("")
    ('双清区', '经开区', '')
    """
    if region := region_of_code(code):
        return region.name
    # A unit inside an added zone: 430500/经开区/某镇 is 某镇.
    cuts = [at for at, letter in enumerate(code) if letter == "/" and code[:at] in by_code()]
    return code[max(cuts) + 1 :] if cuts else code.partition("/")[2]


def qualified_name(code: str) -> str:
    """A place with the places above it, so that no other bears the name.

    >>> qualified_name("430502"), qualified_name("430000")
    ('湖南省邵阳市双清区', '湖南省')
    """
    names = [one.name for one in ancestors(code) if one.code != COUNTRY]
    return "".join(reversed(names)) or full_name(code)


@cache
def forms(region: Region) -> tuple[tuple[str, ...], str]:
    """Names that say the kind of place, and the short one ("" under two characters)."""
    name, long = region.name, [region.name]
    if match := _SELF_GOVERNED.search(name):
        short = _NATIONS.sub("", name[: match.start()])
        short = short if len(short) >= 2 else name[: match.start()]
        long.append(short + match[1])
    else:
        is_zones = region.level == "zone" and _ZONES_OWN.search(name)
        short = "" if is_zones else _SUFFIX.sub("", name)
    return tuple(long), short if len(short) >= 2 else ""


@cache
def parent_of(region: Region) -> str:
    """The nearest real place above."""
    above = by_code().get(region.parent_code)
    while above is not None and above.is_listed_only:
        above = by_code().get(above.parent_code)
    return above.code if above else ""


@cache
def children() -> dict[str, tuple[Region, ...]]:
    """The real places directly below each code."""
    below: dict[str, list[Region]] = defaultdict(list)
    for one in every_region():
        if not one.is_listed_only:
            below[parent_of(one)].append(one)
    return {code: tuple(regions) for code, regions in below.items()}


@cache
def by_form() -> tuple[dict[str, tuple[Region, ...]], dict[str, tuple[Region, ...]]]:
    """The places each long form and each short form may mean."""
    long: dict[str, list[Region]] = defaultdict(list)
    short: dict[str, list[Region]] = defaultdict(list)
    for one in every_region():
        if one.is_listed_only:
            continue
        names, stem = forms(one)
        for name in names:
            long[name].append(one)
        if stem:
            short[stem].append(one)
    return (
        {name: tuple(regions) for name, regions in long.items()},
        {name: tuple(regions) for name, regions in short.items()},
    )


def ancestors(code: str) -> list[Region]:
    """The region itself and every real place above it, nearest first."""
    found, region = [], region_of_code(code)
    while region is not None:
        found.append(region)
        region = region_of_code(parent_of(region))
    return found


_added: tuple[Region, ...] = ()
# What is made of the list and kept, here and in place_names.
FORGETS: list[Callable[[], None]] = [
    one.cache_clear for one in (by_code, parent_of, children, by_form)
]
