"""Names of places: which code a printed region name means, seen from a home region.

Refuses to guess: a name that fits two places equally well is no place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from analytics.reference.regions import (
    COUNTRY,
    FORGETS,
    Region,
    ancestors,
    by_code,
    by_form,
    children,
    forms,
    parent_of,
    region_of_code,
)

# A county-level city calls itself 全市, a region 全区: the word names its own ending.
WHOLE_ENDINGS = {
    "全省": "省",
    "全市": "市",
    "全县": "县",
    "全区": "区",
    "全州": "州",
    "全旗": "旗",
    "全盟": "盟",
}
_OWN = frozenset(("合计", "总计", "总数", "总体", "全部", "本市", "本县", "本区", "本省"))
_COUNTRY_WORDS = frozenset(("全国", "中国", "全国总计", "全国合计", "全国平均"))
_WHOLE = re.compile("(全[省市县区州旗盟])(合计|总计|平均|总体)?")
_GROUP = re.compile("地区$|城市群|经济圈|经济带|片区$|板块$|流域$|区域$")
_SURVEY_TEAM = re.compile("国家统计局(.+?)调查总?队")
_NO_PLACE = re.compile("开发区|高新区|经开区|新区$|园区$|本级|直属|[市州省县区]直|管委会|市辖区")
_LEAD = re.compile(r"^(#|其中[:,]?|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])")


# What may stand before a full name without making a longer one of it.
_ENDS_BEFORE_A_NAME = re.compile(
    r"(^|[^\u4e00-\u9fff]|[年月日度份期省市县区州盟旗全各我]|关于|中共|[在对与及和的由为表])$"
)
_GOES_ON = tuple("级区市域城")
_BESIDE = re.compile(r"\(([^()]*)\)$")
_OTHER_THAN_ITSELF = re.compile("[含除扣剔不]|本级|[市县区州]直")


@lru_cache(maxsize=65536)
def folded(label: str) -> str:
    """A printed name without blanks, marks and brackets' width.

    >>> folded(" 双　清 "), folded("其中：邵东"), folded("一、市本级")
    ('双清', '邵东', '市本级')
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))
    return _LEAD.sub("", text)


def _only(name: str, scope: Iterable[Region]) -> Region | None:
    """The one region of the scope so named; a full name outranks a short one."""
    scope = tuple(scope)
    for index in (0, 1):
        fits = {
            one.code: one
            for one in scope
            if (name in forms(one)[0] if index == 0 else name == forms(one)[1])
        }
        if len(fits) == 1:
            return next(iter(fits.values()))
        if fits:
            return None
    return None


def is_whole(label: str) -> bool:
    """Whether the row is about the table's whole: 全市, 合计, 全国.

    >>> is_whole("全　市"), is_whole("总 计"), is_whole("双清")
    (True, True, False)
    """
    name = folded(label)
    return name in _OWN or name in _COUNTRY_WORDS or bool(_WHOLE.fullmatch(name))


def is_group(label: str) -> bool:
    """A printed group of regions that is no unit: 长株潭地区, 湘南地区."""
    return resolve(label) == "" and bool(_GROUP.search(folded(label)))


def is_place(label: str) -> bool:
    """Whether some region of the country bears this name, or it names a whole."""
    name = folded(label)
    long, short = by_form()
    return is_whole(label) or name in long or name in short


def is_full(label: str) -> bool:
    """Whether some region of the country bears this name in full: 双清区, never 双清 or 全市.

    >>> is_full("双 清 区"), is_full("双清"), is_full("全市")
    (True, False, False)
    """
    return folded(label) in by_form()[0]


@lru_cache(maxsize=65536)
def resolve(label: str, home: str = "") -> str:
    """The code a printed name means to a sender from home; "" if it cannot be told.

    >>> resolve("双 清", "430500"), resolve("邵阳县", "430500"), resolve("全市", "430522")
    ('430502', '430523', '430500')
    >>> resolve("北京"), resolve("朝阳区"), resolve("朝阳", "110000")
    ('110000', '', '110105')
    """
    name = folded(label)
    if name in _COUNTRY_WORDS:
        return COUNTRY
    if name in _OWN:
        return home
    if match := _WHOLE.fullmatch(name):
        return _whole(match[1], home)
    own = region_of_code(home)
    if own is not None:
        near = children().get(home, ())
        below = (grand for one in near for grand in children().get(one.code, ()))
        scopes = (near, (own,), below, children().get(parent_of(own), ()), ancestors(home))
        for scope in scopes:
            if found := _only(name, scope):
                return found.code
    if found := _only(name, (*children()[COUNTRY], by_code()[COUNTRY])):
        return found.code
    if found_code := _within(name, home):
        return found_code
    anywhere = {one.code for one in by_form()[0].get(name, ())}
    only = anywhere.pop() if len(anywhere) == 1 else ""
    # A 滨海新区 that another city's list has is not this one's.
    return (
        ""
        if home not in ("", COUNTRY) and _NO_PLACE.search(name) and not is_kin(only, home)
        else only
    )


def _within(name: str, home: str) -> str:
    """湖南省邵阳市双清区, 邵阳市大祥区 and 北塔区（城区）: the last place, of those before it."""
    if (beside := _BESIDE.search(name)) and not _OTHER_THAN_ITSELF.search(beside[1]):
        return resolve(name[: beside.start()], home)
    long, _ = by_form()
    for cut in range(min(len(name) - 2, 15), 2, -1):
        for outer in long.get(name[:cut], ()):
            code = resolve(name[cut:], outer.code)
            if code != outer.code and any(up.code == outer.code for up in ancestors(code)):
                return code
    return ""


def namesake(label: str, home: str) -> str:
    """The part of home that shares its short name, where the label is that: 邵阳 of 邵阳市.

    >>> namesake("邵阳", "430500"), namesake("邵阳县", "430500"), namesake("新邵", "430500")
    ('430523', '', '')
    """
    own = region_of_code(home)
    name = folded(label)
    if own is None or forms(own)[1] != name:
        return ""
    return next((one.code for one in children().get(home, ()) if forms(one)[1] == name), "")


def _whole(word: str, home: str) -> str:
    if not home:
        return ""
    line = ancestors(home)
    ending = WHOLE_ENDINGS[word]
    for region in line:
        if region.name.endswith(ending) or (ending == "省" and region.level == "province"):
            return region.code
    return home


def infer_home(labels: Iterable[str]) -> str:
    """The one region whose parts these names are; "" when none or several fit.

    >>> infer_home(["全市", "双清", "大祥", "北塔", "新邵"])
    '430500'
    """
    names = {
        name
        for label in labels
        if (name := folded(label))
        and not (is_whole(label) or _GROUP.search(name) or _NO_PLACE.search(name))
    }
    votes: Counter[str] = Counter()
    long, short = by_form()
    for name in names:
        fits = {*long.get(name, ()), *short.get(name, ())}
        votes.update({parent_of(one) for one in fits} | {one.code for one in fits})
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 3 or ranked[0][1] < 0.7 * len(names):
        return ""
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return ""
    return ranked[0][0]


def region_in(text: str, home: str = "") -> str:
    """The place a title or an office's name speaks of, by its full name; else "".

    >>> region_in("湖南省邵阳市统计局"), region_in("国家统计局"), region_in("朝阳区统计局")
    ('430500', '000000', '')
    """
    return _region_in(folded(text), home)


@lru_cache(maxsize=65536)
def _region_in(text: str, home: str) -> str:
    found = _named(text, home)
    if not found:
        return COUNTRY if re.match("国家统计局|全国|国务院", text) or "全国" in text else ""
    last = found[-1]
    fits = [
        one
        for one in last
        if all(
            any(above.code == up.code for up in ancestors(one.code) for above in names)
            for names in found[:-1]
        )
    ]
    if len(fits) > 1 and home:
        kin = {one.code for one in ancestors(home)} | {home}
        fits = [one for one in fits if one.code in kin or parent_of(one) in kin]
    return fits[0].code if len(fits) == 1 else ""


def _named(text: str, home: str) -> list[tuple[Region, ...]]:
    """The full names in a text, from left to right, each with the places it may mean."""
    found: list[tuple[Region, ...]] = []
    long, short = by_form()
    start = free = 0
    while start < len(text):
        for end in range(min(len(text), start + 15), start + 1, -1):
            fits = long.get(text[start:end], ())
            before = text[free:start]
            if fits and end - start == 2:
                fits = _near(fits, found, home, is_first=start == 0)
                if not _ENDS_BEFORE_A_NAME.search(before) or text[end : end + 1] in _GOES_ON:
                    continue
            if not fits:
                continue
            tails = (short[before[at:]] for at in range(len(before)) if before[at:] in short)
            outer = {one.code for one in next(tails, ())}
            inner = tuple(f for f in fits if any(up.code in outer for up in ancestors(f.code)))
            # 滨海新区 of 天津滨海新区 is named; inside 南山滨海新区 it is a part of a name.
            is_part = text[end - 1] == "区" and not _ENDS_BEFORE_A_NAME.search(before)
            if is_part and not inner:
                continue
            fits = inner or fits
            found.append(fits)
            start = end - 1
            free = end
            break
        start += 1
    return found


def _near(
    fits: tuple[Region, ...], found: list[tuple[Region, ...]], home: str, *, is_first: bool
) -> tuple[Region, ...]:
    """Of the places of a name of two characters, those below what was just named or home."""
    over = {one.code for names in found[-1:] for one in names} | {home}
    near = tuple(one for one in fits if parent_of(one) in over or one.code == home)
    return near or (fits if is_first and len(fits) == 1 else ())


def is_kin(code: str, home: str) -> bool:
    """Whether one of the two places lies in the other, or either is open."""
    one, other = (
        place if region_of_code(place) else place.partition("/")[0] for place in (code, home)
    )
    if not one or not other:
        return True
    lines = ({up.code for up in ancestors(place)} | {COUNTRY} for place in (one, other))
    return any(place in line for place, line in zip((other, one), lines, strict=True))


def region_of_sender(sender: str) -> str:
    """The region an office belongs to, by its name: 邵阳市统计局 → 430500; else "".

    >>> region_of_sender("邵阳市统计局"), region_of_sender("示例县发展和改革局")
    ('430500', '999901')
    """
    if match := _SURVEY_TEAM.match(folded(sender)):
        found = (region_in(match[1] + kind) for kind in ("", "市", "省", "州", "县"))
        return next(filter(None, found), "") or resolve(match[1])
    return region_in(sender)


def typed(answer: str, home: str = "") -> str:
    """The code of the place an answer names or is the code of; "" where it is none known.

    >>> typed("双清区", "430500"), typed("430500/经开区"), typed("云桥区")
    ('430502', '430500/经开区', '')
    """
    if region_of_code(answer) or region_of_code(answer.partition("/")[0]):
        return answer
    return (resolve(answer, home) or region_in(answer)) if answer else ""


@lru_cache(maxsize=4096)
def of_series(part: str) -> Region | None:
    """The place a part of a database's series names: in full, or a province or city in short.

    >>> [of_series(p).code for p in ("湖南", "邵阳", "邵阳市")], of_series("固定资产投资")
    (['430000', '430500', '430500'], None)
    """
    found = region_of_code(resolve(part))
    if found and (found.level in ("country", "province") or found.name == part):
        return found
    cities = [one for one in by_form()[1].get(folded(part), ()) if one.level == "prefecture"]
    return cities[0] if len(cities) == 1 else None


def unit_code(label: str, home: str) -> str:
    """The code of a unit without one of its own: 430500/经开区; "" without a home."""
    return f"{home}/{folded(label)}" if home else ""


FORGETS += [resolve.cache_clear, _region_in.cache_clear, of_series.cache_clear]
