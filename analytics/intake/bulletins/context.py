"""What stands around a table and holds for all of it: title, unit, period, region, source.

Owns the lines above and below; reads nothing inside the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.intake.bulletins.tables import CONTINUED, Table
from analytics.intake.periods import (
    NOTHING,
    When,
    find_when,
    merged,
    parse_when,
    without_day,
    without_when,
)
from analytics.intake.reading import Hints
from analytics.intake.text import (
    find_units,
    is_unit,
    plain,
    shown_label,
    split_unit_line,
    tight,
    unmarked,
)
from analytics.intake.words import is_note, is_office
from analytics.reference import place_names, titled_places
from analytics.reference.regions import ancestors, full_name

_LINE = re.compile(
    r"(数据库|时间|报告期|统计期|日期|地区|指标|频率|频度|来源|数据来源|资料来源|单位|计量单位"
    r"|(?:制表|填报|填表|报送|编制|上报)(?:单位|机关|部门))(?:[(（].{1,6}[)）])?\s*[:：]\s*(.*)"
)
_OFFICE_LINE = re.compile("制表|填报|填表|报送|编制|上报")
_NOTED_UNIT = re.compile("(?:金额|计量|货币|投资额)单位[为是:](亿元|万元|千元|元)")
_COPY = re.compile(r"\s*[(（]\d{1,2}[)）]$")
# 长株潭地区 is no unit of a city's.
_GROUP_TITLE = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(地区|城市群|经济圈|经济带|流域)(?=\d|$|固|民|投|工|房)"
)
# Some of the places of a region, by a name that is on no list, or all but some.
_GROUP = re.compile(
    "(?:珠三角|长三角|京津冀|长株潭|成渝|[苏皖浙粤鲁豫湘鄂赣桂闽川渝滇黔陕晋冀辽吉黑甘][东西南北中]部?)"
    r"(?:[一二三四五六七八九十\d]+[省市县区州])?"
    r"|(?:市区|市辖区|县域|(?:国家|省)?(?:脱贫|贫困|重点)县|山区)(?:[一二三四五六七八九十\d]*[市县区]?)"
    "|全[省市县区州]各?(?:产业园区|工业园区|开发区|园区)|产业园区|工业园区"
)
_BUT_FOR = re.compile("[(（](?:不含|不包括|除|含)[^()（）]{0,12}[区县市园镇](?:以外|外)?[)）]")
_OF_SOME = re.compile("^全[省市县区州]各?(?:产业园区|工业园区|开发区|园区)")
# What stands before the day somebody wrote on, and is no title.
_DAY_OF = re.compile(
    "[\u4e00-\u9fff]{0,4}(?:日期|时间)?[:：]?|[\u4e00-\u9fff]{2,4}[:：][\u4e00-\u9fff]{2,4}"
)
_TWO_RANGES = re.compile(r"1[-—~至到]\d{1,2}月[、,和及与]1[-—~至到]\d{1,2}月")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TABLE_NUMBER = re.compile(r"^(附?表\s*[\d一二三四五六七八九十]+[-—\d]*|\d+[-—]\d+)[:：.、\s]*")
_BUREAU = re.compile("国家统计局")
_FILE_OF_THE_BUREAU = re.compile(r"(?<![a-z])nbs(?![a-z])|国家统计局|全国", re.IGNORECASE)
_BRACKET_AT_END = re.compile(r"[(（]([^()（）]+)[)）]$")
_OWN_WORDS = re.compile(r"^[年度份、：:（）()]+")
_SOURCE = re.compile("(?:数据|资料)?来源[:：]|发布(?:方|机构)[:：]")


@dataclass(frozen=True)
class Context:
    """A table's surroundings as understood."""

    title: str = ""
    indicator: str = ""
    units: tuple[str, ...] = ()
    when: When = NOTHING
    region: str = ""
    region_text: str = ""
    is_database: bool = False
    is_of_the_bureau: bool = False
    # The place of the office a line or the foot names, and what a title names that is no place
    # of the list: 长株潭地区, 大祥、双清两区.
    office: str = ""
    unlisted: str = ""
    written: date | None = None  # the day a line or a note says somebody wrote on


def read_context(table: Table, home: str, sheet: str = "") -> Context:
    """The table's title and the lines about all of it; home: the sender's region."""
    title, indicator, region_text = "", "", ""
    units: tuple[str, ...] = ()
    whens: list[When] = []
    is_database = False
    offices: list[str] = [note for note in table.notes if is_office(note)]
    written = next(filter(None, (without_day(plain(note))[1] for note in table.notes)), None)
    for whole_line in table.context:
        line_text, day = without_day(whole_line)
        written = day or written
        if day and is_office(line_text):
            offices.append(line_text)
        if day and (is_office(line_text) or _DAY_OF.fullmatch(tight(line_text))):
            continue
        found, text = split_unit_line(unmarked(line_text))
        units = found or units
        if not text:
            continue
        line = _LINE.match(plain(text))
        if line is not None:
            name, said = line[1], line[2]
            is_database = is_database or name == "数据库"
            if name == "指标":
                found, rest = find_units(text.split("：", 1)[-1].split(":", 1)[-1])
                indicator, units = shown_label(rest), found or units
            elif name in ("时间", "报告期", "统计期") and "日" not in said:
                whens.insert(0, parse_when(said))
            elif name == "地区":
                region_text = said
            elif _OFFICE_LINE.match(name):
                offices.append(said)
            continue
        if CONTINUED.match(tight(text)):
            continue
        if when := (parse_when(text) or parse_when(tight(text).strip("()"))):
            whens.insert(0, when)
            continue
        if is_unit(text) or not _HAN.search(text):
            units = units or find_units(text)[0]
            continue
        when = find_when(text)
        # 1—4月、1—5月 in a title leaves open which.
        whens.insert(0, When(when.year) if _TWO_RANGES.search(tight(text)) else when)
        if place_names.is_place(text):
            region_text = region_text or text
        elif _is_title(text):
            title = text
    region = place_names.resolve(region_text, home) if region_text else ""
    region = region or (place_names.region_in(title, home) if title else "")
    if not region_text and (zone := _zone_of(title, home)):
        region_text, region = zone, place_names.unit_code(zone, region or home)
    unlisted = ""
    if not region_text and not region:
        region, unlisted = _of_title(title, home)
    if not region_text and not region and not unlisted:
        region_text, region = _of_sheet(sheet, home)
        unlisted = sheet if _GROUP.fullmatch(tight(sheet)) else ""
    office = next(filter(None, (_of_office(one, home) for one in reversed(offices))), "")
    return Context(
        title=shown_label(_TABLE_NUMBER.sub("", title)) or title,
        indicator=indicator,
        units=units or find_units(title)[0] or _noted_units(table.notes),
        when=merged(whens),
        region=region,
        region_text=region_text,
        is_database=is_database,
        is_of_the_bureau=any(_SOURCE.match(n) and _BUREAU.search(n) for n in table.notes),
        office=office,
        unlisted=unlisted,
        written=written,
    )


def _noted_units(notes: Iterable[str]) -> tuple[str, ...]:
    """注：本表金额单位为万元."""
    found = (_NOTED_UNIT.search(tight(note)) for note in notes)
    return next(((one[1],) for one in found if one), ())


def _of_office(text: str, home: str) -> str:
    name = re.sub(r"^.*?[:：]", "", tight(text))
    if zone := titled_places.zone_in(name, home):
        return place_names.unit_code(zone, home)
    return place_names.region_in(name, home) or next(iter(titled_places.leading(name, home)), "")


def _of_title(title: str, home: str) -> tuple[str, str]:
    """The place a title begins with by a short name or as 全省; else what it names instead."""
    title = place_names.folded(_TABLE_NUMBER.sub("", title))
    start = _OWN_WORDS.sub("", without_when(title))
    inside = _BRACKET_AT_END.search(title)
    if group := _BUT_FOR.search(title):
        return "", group[0]
    for text in (start, inside[1] if inside else ""):
        whole = None if _OF_SOME.match(text) else titled_places.whole_in(text, home)
        if whole is not None:
            return ("" if whole == home else whole), ("" if whole else text[:2])
    for text in (start, inside[1] if inside else ""):
        codes = titled_places.leading(text, home) if text else ()
        if len(codes) == 1:
            return ("" if codes[0] == home else codes[0]), ""
        if codes:
            return "", "、".join(map(full_name, codes))
    group = _GROUP_TITLE.match(start) or _GROUP.match(start)
    return "", group[0] if group else ""


def _zone_of(title: str, home: str) -> str:
    """The zone a title begins with, or names in brackets at its end."""
    inside = _BRACKET_AT_END.search(title)
    starts = (_OWN_WORDS.sub("", without_when(title)), inside[1] if inside else "")
    return next((zone for start in starts if (zone := titled_places.zone_in(start, home))), "")


def _of_sheet(name: str, home: str) -> tuple[str, str]:
    """The place a sheet is called after, one sheet a district: 双清区, 经开区, 双清区（2）."""
    name = _COPY.sub("", name)
    if zone := titled_places.zone_in(name, home):
        return zone, place_names.unit_code(zone, home)
    if whole := titled_places.whole_in(name, home):
        return (name, whole) if whole != home else ("", "")
    is_place = place_names.is_place(name) and not place_names.is_whole(name)
    code = place_names.resolve(name, home) if is_place else ""
    return (name, code) if code else ("", "")


def contested_place(context: Context, file: str, hints: Hints, home: str) -> str:
    """The place that title, file name or sender says where the figures would be another's."""
    if context.unlisted:
        return context.unlisted
    if context.region:
        is_kin = place_names.is_kin(context.region, hints.region_code)
        return "" if is_kin else context.region
    if hints.region_code and hints.sender_region.startswith(f"{home}/"):
        return hints.sender_region  # a town's figures are not its county's
    if not hints.region_code or not place_names.is_kin(hints.sender_region, hints.region_code):
        return hints.sender_region if hints.region_code else ""
    if context.office and not any(up.code == context.office for up in ancestors(home)):
        return context.office
    stem = without_when(file.rsplit(".", 1)[0]).strip("-_—. ()（）")
    zone = titled_places.zone_in(stem, home)
    place = place_names.unit_code(zone, home) if zone else place_names.region_in(stem, home)
    return "" if any(up.code == place for up in ancestors(home)) else place


def _is_title(text: str) -> bool:
    return not is_note(text) and len(text) < 60


def is_of_the_bureau(file: str, sources: Iterable[str]) -> bool:
    """Whether the publisher named in the file, or its name, is 国家统计局.

    >>> is_of_the_bureau("nbs_series.xlsx", []), is_of_the_bureau("a.xlsx", ["国家统计局"])
    (True, True)
    """
    return bool(_FILE_OF_THE_BUREAU.search(file)) or any(
        _BUREAU.match(source) for source in sources
    )
