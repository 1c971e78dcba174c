"""What each column of figures is headed by: period, measure, unit, subject, region.

Owns a table's header rows; what the rows say is rows.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from analytics.intake.bulletins.heading import POINTED, Heading, as_told, over_new_year
from analytics.intake.bulletins.meanings import MEANINGS
from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import NUMBER, PERIOD, Cells
from analytics.intake.periods import (
    NOTHING,
    When,
    find_when,
    is_tenth,
    merged,
    parse_when,
    without_day,
    without_when,
)
from analytics.intake.text import find_units, in_chinese, is_unit, tight, unmarked
from analytics.intake.words import (
    column_role,
    is_down_head,
    is_level_word,
    is_only_measure,
    measure_of,
    says_amount,
    without_measure,
)
from analytics.reference import place_names

# Measures that speak of the column to their left when they say nothing else.
_DEPENDENT = frozenset(("yoy_pct", "rank", "share_pct", "change", "other"))
TOTALS = frozenset(("总计", "合计", "全部", "总体"))
# 比1—8月提高, 比2019年同期: the period named is what is compared with.
_BASE = re.compile(r"[比较]\D{0,2}\d")
_YEAR_OVER_YEAR = re.compile(r"((?:19|20)\d{2})年?[比较]((?:19|20)\d{2})年?(?!\d*[-—至]?\d*月)")
_OWN_YEAR = 9999
_WHOLE = re.compile("(全[国省市县区州旗盟]|本[省市县区])(?:平均|总体)?(.*)$")
_GROWTH_OF_LAST_MONTH = re.compile("上[月期](?:累计)?(?:同比)?(?:增速|增幅)(?:[(]%[)]|%)?")
_PULL = re.compile("拉动|下拉|贡献")
_HAN = re.compile("[\u4e00-\u9fff]")
_FOREIGN_ONLY = re.compile(r"[A-Za-z .,'()&/%-]*[a-z]{2}[A-Za-z .,'()&/%-]*")
_MARK = re.compile(r"^(#|其\s*中\s*[:：])\s*")
# What must, shall or may be done is no figure of what was.
_PLAN = re.compile("计划|目标|[需须](?:增|完成)|预计|预期|力争|保底")
_OF_THE_LEVEL = re.compile("总量|绝对|总额|投资额|数量")
_PERCENT = frozenset(("%", "‰", "倍"))
NONE_TOLD: Mapping[int, str] = MappingProxyType({})
_DESCRIBING = ("unit", "frequency", "source", "updated", "code", "country", "note")


def read_headings(
    cells: Cells, table: Table, told: Mapping[int, str] = NONE_TOLD
) -> tuple[Heading, ...]:
    """One heading a column of figures, from left to right; told: meanings by column."""
    roles = {row: row_role(cells, table, row) for row in table.header}
    holds_regions = _holds_regions(cells, table, roles)
    read = [_own(cells, table, roles, c, holds_regions) for c in table.values]
    own = {one.column: one for one in over_new_year(read)}
    found: list[Heading] = []
    for column, heading in own.items():
        whole = next((one for one in found if one.column == _half_box(cells, table, column)), None)
        if whole is not None:
            heading = _of_half_box(heading, whole)
        heading = as_told(heading, told.get(column, "") or _sure_meaning(heading))
        claimed = {h.when.word for h in own.values() if h.measure == "yoy_pct" and h.when.word}
        found.append(_with_left(cells, table, heading, found, claimed))
    return tuple(found)


def _sure_meaning(heading: Heading) -> str:
    """What a head means that says it in one word: 上月增速（%）."""
    is_of_last_month = _GROWTH_OF_LAST_MONTH.fullmatch(tight("".join(heading.texts)))
    return "上月同比增速" if is_of_last_month else ""


def _half_box(cells: Cells, table: Table, column: int) -> int:
    """The column whose head also stands over this one, open to the right: 投资额 | 住宅.

    -1 where none does: the upper head has a cell below it, or this column has its own.
    """
    if len(table.header) < 2:
        return -1
    top = table.header[0]
    if column in cells.filled(top) or not any(column in cells.filled(r) for r in table.header):
        return -1
    left = max((c for c in table.values if c < column and c in cells.filled(top)), default=-1)
    below = {cells.origin(r, left) for r in table.header[1:] if left in cells.filled(r)}
    # 投资额 over its own （亿元） is still one head.
    is_open = left >= 0 and all(
        at == cells.origin(top, left) or is_unit(cells.text(*at)) for at in below
    )
    return left if is_open else -1


def _of_half_box(part: Heading, whole: Heading) -> Heading:
    """A part under the right half of a head measures what the head measures, of the part."""
    return replace(
        part,
        when=merged((part.when, whole.when)),
        measure=part.measure or whole.measure,
        units=part.units or (() if part.measure else whole.units),
        region=part.region or whole.region,
        is_level=part.is_level or (whole.is_level and not part.measure),
        is_part=bool(part.subject) and not part.measure,
    )


def row_role(cells: Cells, table: Table, row: int) -> str:
    """What a header row holds when its own label says so: 单位, 频率, 发布方, 地区."""
    labels = [c for c in table.labels if c in cells.filled(row) and c < table.values[0]]
    # Several words, or the only header row: they head the label columns themselves.
    if not labels or len(labels) > 2 or len(table.header) == 1:
        return ""
    role = column_role(cells.text(row, labels[-1]))
    texts = [cells.text(row, column) for column in table.values if column in cells.filled(row)]
    if role == "unit":
        return role if texts and sum(map(is_unit, texts)) * 2 >= len(texts) else ""
    if role == "region":
        named = {text for text in texts if text not in TOTALS}
        places = sum(place_names.is_place(text) for text in named)
        return role if named and places * 10 >= len(named) * 6 else ""
    return role if role in _DESCRIBING else ""


def _holds_regions(cells: Cells, table: Table, roles: dict[int, str]) -> bool:
    """Whether the columns are regions: 指标 | 全市 | 双清 | 大祥."""
    for row, role in roles.items():
        texts = {cells.text(row, column) for column in table.values if column in cells.filled(row)}
        named = {text for text in texts if not parse_when(text) and text not in TOTALS}
        if not role and len(named) > 1:
            places = sum(place_names.is_place(text) for text in named)
            if places * 10 >= len(named) * 6:
                return True
    return False


def _own(
    cells: Cells,
    table: Table,
    roles: dict[int, str],
    column: int,
    holds_regions: bool,
) -> Heading:
    heading = Heading(column)
    parts: list[str] = []
    whens: list[When] = []
    for row in reversed(table.header):
        at = column if column in cells.filled(row) else _box_from_left(cells, table, row, column)
        if at < 0:
            continue
        text = in_chinese(unmarked(cells.text(row, at)))
        if not text:
            continue
        role = roles[row]
        if role == "unit":
            heading = replace(heading, units=find_units(text)[0] or (tight(text),))
        elif role == "region":
            heading = replace(heading, region=text)
        elif role == "frequency":
            heading = replace(heading, frequency=tight(text))
        elif role == "source":
            heading = replace(heading, source=tight(text))
        elif row == table.header[0] and len(table.header) > 1 and _is_day_of_writing(text):
            continue
        elif not role and text not in parts:
            parts.append(text)
            if year := _after_its_base(text):
                whens.append(When(year, 0, "year"))
                continue
            if _is_plan(text) or _BASE.search(tight(text)):
                continue
            # A number or a date heads a column only as a period; words say more.
            if cells.filled(row).get(at) in (PERIOD, NUMBER):
                whens.append(cells.when(row, at))
            if not is_tenth(cells.value(row, at)):
                whens.append(find_when(text))
    if any(_HAN.search(part) for part in parts):
        # A second row of heads says the same in another language.
        parts = [part for part in parts if not _FOREIGN_ONLY.fullmatch(part)]
    for at, part in enumerate(parts):
        whole, rest = _of_whole(part)
        if whole:
            heading, parts[at] = replace(heading, region=whole), rest
    if holds_regions and (place := next((p for p in parts if _is_place(p)), "")):
        heading = replace(heading, region=place)
        parts.remove(place)
    return _said(heading, parts, whens)


def _box_from_left(cells: Cells, table: Table, row: int, column: int) -> int:
    """The column whose head in this row also covers this one, centred but not merged; else -1."""
    if not any(column in cells.filled(lower) for lower in table.header if lower > row):
        return -1
    left = max((c for c in table.values if c < column and c in cells.filled(row)), default=-1)
    origins = {cells.origin(r, left) for r in table.header if r > row and left in cells.filled(r)}
    is_box = any(not is_unit(cells.text(*at)) for at in origins - {cells.origin(row, left)})
    return left if is_box else -1


def _is_day_of_writing(text: str) -> bool:
    """2026年5月12日 above the heads; the first of a month may stand for the month."""
    day = without_day(text)[1]
    return day is not None and day.day > 1


def _of_whole(text: str) -> tuple[str, str]:
    """全市 and 增速（%） of 全市增速（%）; nothing where more than a measure follows."""
    match = _WHOLE.match(tight(text))
    if match is None or not match[2]:
        return "", text
    units, rest = find_units(match[2])
    bare = without_when(rest)
    # 全省位次 is the place among the province's, not the province's.
    is_rate = measure_of(bare) == "yoy_pct" and is_only_measure(bare)
    is_box = not tight(bare) and (units == ("%",) or not units)  # 全省1-5月 over its figures
    is_of_it = is_rate or says_amount(bare) or is_box
    return (match[1], match[2]) if is_of_it else ("", text)


def _after_its_base(text: str) -> int:
    """2024 of 2024年比2023年增长: the growth of a year over the one before; else 0."""
    match = _YEAR_OVER_YEAR.search(tight(text))
    return int(match[1]) if match and int(match[1]) == int(match[2]) + 1 else 0


def _is_plan(text: str) -> bool:
    """年度投资计划, 完成前三季度目标: its months belong to the plan, not to the figures."""
    return bool(_PLAN.search(text)) and "计划总投资" not in text


def _is_place(text: str) -> bool:
    return place_names.is_place(text) and text not in TOTALS


def _said(heading: Heading, parts: list[str], whens: list[When]) -> Heading:
    """Fill a heading from its texts, the lowest first."""
    subjects: list[str] = []
    measure, units = "", heading.units
    is_level = is_of_the_level = is_plan = is_down = False
    for part in (_MARK.sub("", part) for part in parts):
        if parse_when(part):
            continue
        found, rest = find_units(part)
        units = units or found
        is_down = is_down or is_down_head(part)
        if _is_plan(part):
            measure, is_plan = measure or "other", True
            subjects.append(rest)
            continue
        if not measure:
            is_points = any("百分点" in unit for unit in found)
            worded = measure_of(rest) or measure_of(part)
            # 拉动（百分点） is a contribution, not how far a rate moved.
            is_change = is_points and not _PULL.search(tight(rest))
            measure = "change" if is_change else worded
            is_another = _BASE.search(tight(part)) and not _after_its_base(part)
            if measure == "yoy_pct" and is_another:
                measure = "other"
            if measure == "yoy_pct" and units and not _PERCENT.intersection(units):
                measure = "change"
        bare = without_when(rest)
        if is_level_word(bare):
            is_level = is_level or says_amount(bare)
        elif is_level_word(without_measure(bare)):
            continue
        elif tight(bare) not in TOTALS and not is_only_measure(bare):
            whole = part if len(parts) == 1 else rest
            subjects.append(bare if bare != tight(rest) else whole)
    if measure == "rank":
        above = tight("".join(parts))
        is_of_the_level = bool(_OF_THE_LEVEL.search(above)) and measure_of(above) != "yoy_pct"
    if measure:
        subjects = [name for name in subjects if tight(name) != "幅度"]
    return replace(
        heading,
        when=merged(whens),
        # A goal's growth is no growth.
        measure="other" if is_plan and measure == "yoy_pct" else measure,
        units=units,
        subject="：".join(reversed(subjects)),
        texts=tuple(reversed(parts)),
        is_level=is_level,
        is_of_the_level=is_of_the_level,
        is_plan=is_plan,
        is_down=is_down and measure in POINTED,
    )


def _with_left(
    cells: Cells, table: Table, heading: Heading, before: list[Heading], claimed: set[str]
) -> Heading:
    """±% after 1-8月 is the growth of 1-8月: take what the left column said."""
    when = heading.when
    before = [one for one in before if not (one.meaning and MEANINGS[one.meaning].is_aside)]
    if before and heading.measure in _DEPENDENT and not (when.month or when.shape):
        compared = _compared(before, claimed if heading.measure == "yoy_pct" else set())
        if not (when.word and compared.word):
            heading = replace(heading, when=merged((when, compared)))
    elif before and when.is_last_year and not when.month:
        heading = replace(heading, when=merged((when, _of_now(before))))
    # A plan, or a part in the half-box of another head, is not what a growth speaks of.
    lefts = [one for one in before if not one.is_plan and not one.is_part]
    if lefts and heading.measure in _DEPENDENT and not heading.is_part:
        left = lefts[-1]
        upper = _group(cells, table, heading.column)
        is_bare = not heading.subject or heading.subject == upper
        if is_bare and _group(cells, table, left.column) == upper and left.subject:
            heading = replace(heading, subject=left.subject)
    return heading


def _of_now(before: list[Heading]) -> When:
    """The period whose year before a head 上年同期 is about: the later of 1-6月 | 1-5月.

    Where each period has its own 上年同期, the one to its left.
    """
    if any(one.when.is_last_year for one in before):
        return before[-1].when
    return max((one.when for one in reversed(before)), key=lambda when: (when.year, when.month))


def _compared(before: list[Heading], claimed: set[str]) -> When:
    """The period a growth column to the right speaks of: of 2025年 | 2024年 the later.

    claimed: the spans other growth columns name: 同比增长 beside 累计增长 is the month's.
    """
    group: list[When] = []
    for one in reversed(before):
        if one.measure in _DEPENDENT:
            # 上年同期位次, 2025年占比: the growth beside it is not last year's.
            if one.when.is_last_year or (one.when.year and not one.when.month):
                continue
            if not group:
                return one.when
            break
        if not one.when.is_last_year and (one.when.word or "") not in claimed:
            group.append(one.when)
    if not group:
        return NOTHING
    same = [w for w in group if _may_be_same(w, group[0])]
    # A head without a year is of the table's own.
    return max(same, key=lambda when: when.year or _OWN_YEAR)


def _may_be_same(one: When, other: When) -> bool:
    """1-6月, 2025年1-6月 and 2025年同期 are one span of two years."""
    is_same_month = one.month == other.month or not (one.month and other.month)
    return is_same_month and (one.word == other.word or not (one.word and other.word))


def _group(cells: Cells, table: Table, column: int) -> str:
    """The merged header above a column that it shares with its neighbours."""
    for row in table.header:
        origin = cells.origin(row, column)
        shared = any(
            cells.origin(row, other) == origin for other in table.values if other != column
        )
        if column in cells.filled(row) and shared:
            text = cells.text(row, column)
            if not parse_when(text):
                return text
    return ""
