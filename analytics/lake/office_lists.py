"""What an office adds to the lists that came with the software: its regions and indicators.

Owns what may be added and the code it gets; said.py keeps it.
"""

from __future__ import annotations

import re
from datetime import datetime

from analytics.basics.errors import RefusedError
from analytics.intake.text import is_unit
from analytics.lake.connection import Lake
from analytics.lake.names import find_indicator, find_region
from analytics.lake.said import mapping_rows, note_answers
from analytics.reference import place_names, regions
from analytics.reference.indicators import label_key
from analytics.reference.regions import LEVELS, Region

OFFICE = "office_"  # begins the code of an indicator an office added
KINDS = {"county": "县（市、区）", "zone": "开发区、新区等", "township": "乡镇、街道"}
_TOWNSHIP = re.compile("(镇|乡|苏木|街道|街道办事处)$")
_ZONE = re.compile("(新|开发|高新|经开|保税|度假|示范|试验|园|产业)区$|管委会$|产业园$")
_CODE = re.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}")


def office_regions(lake: Lake, moment: datetime | None = None) -> tuple[Region, ...]:
    """The regions an office had added by a moment (now), in the order they were first said."""
    found = lake.query_arrow(
        """
        select
            region_code,
            arg_max(region_name, noted_at) as region_name,
            arg_max(region_level, noted_at) as region_level,
            arg_max(parent_code, noted_at) as parent_code
        from lake.office_region
        where noted_at <= coalesce($moment, open_end())
        group by region_code
        order by min(noted_at), region_code
        """,
        moment=moment,
    )
    return tuple(Region(*row.values()) for row in found.to_pylist())


def add_region(
    lake: Lake, name: str, parent: str, *, code: str = "", kind: str = "", by: str = ""
) -> Region:
    """Put a region on the office's list; one that stands there so already is only returned.

    Without a code it gets PARENT/NAME, the one its figures have where a table named it before.
    kind: of KINDS, "" as its name says. Raises RefusedError for what would not be a place of
    its own: a name or a code that is another's, a parent that is not above it.
    """
    if not parent.strip():
        raise RefusedError(f"没有填写“{name}”的上级。请填上级地区的名称或代码，如 益阳市")
    regions.know(office_regions(lake))
    name, code = place_names.folded(name), code.strip()
    above = find_region(lake, parent)
    kind = kind or kind_of(name)
    region = Region(code or place_names.unit_code(name, above.code), name, kind, above.code)
    if regions.region_of_code(region.code) == region:
        return region
    _refuse_what_is_no_name(name)
    _refuse_another_places(region, above, is_given=bool(code))
    if code and _has_figures(lake, place_names.unit_code(name, above.code)):
        raise RefusedError(
            f"{above.name}的“{name}”已有数字入库，记在它自己的编号下。"
            "请去掉代码再新增，那些数字就归到它名下"
        )
    row: dict[str, object] = {
        "region_code": region.code,
        "region_name": region.name,
        "region_level": region.level,
        "parent_code": region.parent_code,
        "noted_by": by,
    }
    note_answers(lake, "office_region", [row])
    return region


def add_indicator(
    lake: Lake,
    name: str,
    parent: str,
    *,
    unit: str,
    adds_up: bool,
    label: str = "",
    by: str = "",
) -> str:
    """Put an indicator on the office's list; returns its code.

    parent: a name or a code, "" where it is a part of none. adds_up: whether it and its
    sisters make up the total. label: as the table prints it, where that is otherwise.
    Raises RefusedError where the name means an indicator already.
    """
    name, unit = name.strip(), unit.strip()
    key = label_key(name)
    if not re.search("[\u4e00-\u9fff]", key):
        raise RefusedError(f"“{name}”不是指标名称。请写全称，如 数字经济投资")
    if not is_unit(unit):
        raise RefusedError(f"“{unit}”不是计量单位。请填 亿元、万元、% 之类")
    above = find_indicator(lake, parent) if parent else ""
    if adds_up and not above:
        raise RefusedError(f"没有填写“{name}”的上级指标，不知道与谁相加。请填上级，或选不相加")
    code = OFFICE + key
    row: dict[str, object] = {
        "indicator_code": code,
        "label": name,
        "label_key": key,
        "parent_code": above,
        "unit": unit,
        "adds_up": adds_up,
    }
    kept = lake.query_arrow(
        "select * exclude (noted_by, noted_at) from lake.office_indicator "
        "where indicator_code = $code",
        code=code,
    ).to_pylist()
    if row not in kept:
        _refuse_a_known_indicator(lake, name, key)
        note_answers(lake, "office_indicator", [row | {"noted_by": by}])
    if label and label_key(label) != key:
        note_answers(lake, "indicator_mapping", mapping_rows({label: code}, by))
    return code


def _refuse_a_known_indicator(lake: Lake, name: str, key: str) -> None:
    found = lake.query(
        """
        with meant as (
            select indicator_code from ref_alias where label_key = $key
            union all
            select indicator_code from lake.indicator_mapping where label_key = $key
            union all
            select indicator_code from lake.office_indicator where label_key = $key
        )
        select indicator_name from core_indicator semi join meant using (indicator_code)
        """,
        key=key,
    )
    if not found.empty:
        raise RefusedError(f"“{name}”已是指标“{found.indicator_name.iloc[0]}”。请直接对应到它")


def kind_of(name: str) -> str:
    """What a name says it is.

    >>> kind_of("云桥区"), kind_of("邵阳经开区"), kind_of("廉桥镇")
    ('county', 'zone', 'township')
    """
    if _TOWNSHIP.search(name):
        return "township"
    return "zone" if _ZONE.search(name) else "county"


def _refuse_what_is_no_name(name: str) -> None:
    is_name = len(re.findall("[\u4e00-\u9fff]", name)) >= 2 and "/" not in name
    if not is_name or place_names.is_whole(name) or Region("", name, "", "").is_listed_only:
        raise RefusedError(f"“{name}”不是一个地区的名称。请写全称，如 云桥区、邵阳经开区")


def _refuse_another_places(region: Region, above: Region, *, is_given: bool) -> None:
    if region.level not in KINDS:
        raise RefusedError(f"类型“{region.level}”不认识。请从{'、'.join(KINDS)}中选")
    if above.level not in LEVELS or LEVELS.index(above.level) >= LEVELS.index(region.level):
        raise RefusedError(
            f"{above.name}不能是{region.name}（{KINDS[region.level]}）的上级。请改选上级或类型"
        )
    if is_given and not _CODE.fullmatch(region.code):
        raise RefusedError(
            f"代码“{region.code}”不是六位、九位或十二位数字。请改正，或不填，由软件另编一个"
        )
    if other := regions.region_of_code(region.code):
        raise RefusedError(
            f"代码 {other.code} 已是{regions.qualified_name(other.code)}的。"
            "请换一个，或不填，由软件另编一个"
        )
    same = [one for one in regions.children().get(above.code, ()) if one.name == region.name]
    if same:
        raise RefusedError(f"{above.name}已有{region.name}（{same[0].code}）。不用再新增")


def _has_figures(lake: Lake, code: str) -> bool:
    stored = lake.query(
        """
        select region_code from lake.raw_observation where region_code = $code
        union all
        select region_code from lake.raw_project_month where region_code = $code
        union all
        select region_code from lake.raw_unit_month where region_code = $code
        union all
        select region_code from lake.raw_target where region_code = $code
        limit 1
        """,
        code=code,
    )
    return not stored.empty
