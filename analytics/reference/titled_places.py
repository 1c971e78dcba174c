"""The places a title begins with: 全省, 隆回, 大祥、双清, and zones and towns no list knows.

Owns where such a name ends in a title; which code a name means is place_names.py's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.reference.place_names import (
    WHOLE_ENDINGS,
    folded,
    namesake,
    region_in,
    region_of_sender,
    resolve,
    unit_code,
)
from analytics.reference.regions import FORGETS, by_form, full_name

_ZONE = re.compile(
    "[\u4e00-\u9fff]{0,10}?(开发区|高新区|经开区|新区|保税区|度假区|示范区|试验区|产业园区?|工业园区?|园区"
    "|集中区|管理区|合作区|功能区|灌区|片区|城区|新城|办事处|街道|(?<![城乡村集制])镇(?![化村企居])"
    "|(?<!城)乡(?![村镇居]))"
    "|[省市县区州](?:直(?:单位|部门)?|本级)(?=[^属管辖]|$)"
)
_NO_ZONES = frozenset(
    ("新区", "保税区", "度假区", "示范区", "试验区", "产业园", "产业园区", "工业园")
)
_NO_ZONES |= {
    "工业园区",
    "园区",
    "集中区",
    "管理区",
    "合作区",
    "功能区",
    "片区",
    "街道",
    "镇",
    "乡",
}
_SEVERAL = re.compile(
    "[全各省市县分和及与等、]|县区|区县|国家级|城市|老|投资|资产|项目|指标|完成|乡镇|镇街|乡街"
)
# 古市镇, 县前街道, 省庄镇: a town's name may hold 市, 县 or 省.
_TOWN = re.compile(
    "(?![全各本]|[省市县]{2}|[市县]城?镇|[市县]乡)[\u4e00-\u9fff]{2,3}(?:镇|乡|街道)"
)
_DIRECT = re.compile("[省市县区州](直|本级)")
# What a title goes on with after a place: 隆回2026年…, 城步固定资产投资, 大祥、双清两区.
_AFTER_A_PLACE = re.compile(
    r"$|[\d固民主工房建产统发一二三四五六七八九十两上前全]|投资|财政|住宅|完成"
)
_JOINT = re.compile("[、,和与及]")
_WHOLE_TITLE = re.compile("全[省市县区州旗盟](?!面|部|体)")


def whole_in(title: str, home: str) -> str | None:
    """What 全省, 全市 at a title's beginning is of; "" where home lies in none such; else None.

    >>> whole_in("全省投资", "430500"), whole_in("全县投资", "430500"), whole_in("投资", "430500")
    ('430000', '', None)
    """
    match = _WHOLE_TITLE.match(folded(title))
    if match is None or not home:
        return None
    code = resolve(match[0], home)
    is_so = code != home or full_name(home).endswith(WHOLE_ENDINGS[match[0]])
    return code if is_so else ""


@lru_cache(maxsize=4096)
def leading(title: str, home: str) -> tuple[str, ...]:
    """The places a title begins with, by short names too; () where a longer name goes on.

    >>> leading("隆回固定资产投资", "430500"), leading("大祥、双清两区投资", "430500")
    (('430524',), ('430503', '430502'))
    >>> leading("新宁静投资", "430500"), leading("投资", "430500")
    ((), ())
    """
    text = folded(title)
    long, short = by_form()
    found: list[str] = []
    is_joined = True
    while cut := next(
        (n for n in range(min(len(text), 15), 1, -1) if text[:n] in long or text[:n] in short), 0
    ):
        over = found[-1] if found and not is_joined else home
        code = over if namesake(text[:cut], over) else resolve(text[:cut], over)
        if not code:
            return ()
        found = [*(found if is_joined else found[:-1]), code]
        text = text[cut:]
        is_joined = bool(_JOINT.match(text))
        text = text[1:] if is_joined else text
    return tuple(found) if found and _AFTER_A_PLACE.match(text) else ()


def zone_in(title: str, home: str = "") -> str:
    """The zone or new district a title begins with and the list does not know; else "".

    >>> zone_in("南山滨海新区2026年投资"), zone_in("邵阳市经开区投资"), zone_in("各开发区投资")
    ('南山滨海新区', '经开区', '')
    """
    text = folded(title)
    long, _ = by_form()
    while cut := next((n for n in range(min(len(text), 15), 1, -1) if text[:n] in long), 0):
        if _ZONE.match(text[:cut]):
            break
        text = text[cut:]
    match = _ZONE.match(text)
    if match is None or match[0] in _NO_ZONES:
        return ""
    is_one = _DIRECT.match(match[0]) or _TOWN.fullmatch(match[0])
    if _SEVERAL.search(match[0]) and not is_one:
        return ""
    return "" if region_in(match[0], home) else match[0]


def of_sender(sender: str) -> str:
    """The place an office is of: its region, or the town or zone in it that its name says.

    >>> of_sender("邵阳市统计局"), of_sender("松阳县古市镇人民政府")
    ('430500', '331124/古市镇')
    """
    region = region_of_sender(sender)
    zone = zone_in(sender) if region else ""
    return unit_code(zone, region) if zone else region


FORGETS += [leading.cache_clear]
