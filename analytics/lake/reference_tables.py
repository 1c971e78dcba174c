"""data/reference as tables for SQL, and the key that joins printed labels to them.

Owns how the columns of the ref_ tables are named and typed: by the row type of each list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import get_args, get_type_hints

import pyarrow as pa

from analytics.intake.reading import Observation
from analytics.reference import indicators, status_rules
from analytics.reference.regions import Region, read_regions

# A table about one part of investment prints 第一产业 and means that part's 第一产业. Parts
# by owner, size or purpose: of 工业 and 基础设施 the industries are the total's own.
_PART = re.compile(
    "(民间|国有(?:控股)?|集体|私营个体|私营|外商|港澳台商?|房地产开发"
    r"|(?:计划总投资|总投资)?\d*(?:亿元|万元)(?:及)?以上|新开工|续建|在建|竣工|投产"
    "|(?:省|市|县|区|国家)?级?重点|重大|工业技改|技改|技术改造|更新改造|基础设施(?:建设)?)"
    "(?:建设)?(?:项目)?(?:固定资产)?投资|(?:^|[年月份度、）)])(项目)投资"
)
_JOINED = re.compile("[、和及与]")
_WHOLE = frozenset(("", "固定资产", "固定资产投资", "投资", "合计", "总计", "全部", "总体"))
_STORED = {str: pa.string(), bool: pa.bool_(), int: pa.int32(), Decimal: pa.float64()}


def read_tables() -> dict[str, pa.Table]:
    """Table name to rows: what data/reference says, for SQL.

    In ref_status_rule the first band (by sort_order) a figure falls into names its
    status; intake reads printed words into the names of ref_project_stage.
    """
    alias_keys = [
        alias._replace(
            valid_from=alias.valid_from or "0000-00", valid_to=alias.valid_to or "9999-99"
        )
        for alias in indicators.read_alias_keys()
    ]
    return {
        "ref_indicator": _table(
            indicators.Indicator,
            indicators.read_indicators(),
            {"code": "indicator_code", "name": "indicator_name", "sort": "sort_order"},
            left_out=("valid_from", "valid_to", "aliases", "note"),
        ),
        "ref_alias": _table(
            indicators.AliasKey, alias_keys, {"key": "label_key", "code": "indicator_code"}
        ),
        "ref_region": _table(
            Region,
            read_regions(),
            {"code": "region_code", "name": "region_name", "level": "region_level"},
        ),
        "ref_status_rule": _table(
            status_rules.StatusRule,
            status_rules.read_status_rules(),
            {"sort": "sort_order", "lower": "lower_bound", "upper": "upper_bound"},
        ),
        "ref_project_stage": _table(status_rules.Stage, status_rules.read_stages(), {}),
    }


def _table(
    row_type: type,
    rows: Iterable[object],
    names: Mapping[str, str],
    left_out: tuple[str, ...] = (),
) -> pa.Table:
    """A column for each field; names says which are called otherwise in SQL."""
    rows = tuple(rows)
    columns = {}
    for field, hint in get_type_hints(row_type).items():
        if field not in left_out:
            [kind] = [_STORED[one] for one in (get_args(hint) or (hint,)) if one in _STORED]
            values = [getattr(row, field) for row in rows]
            columns[names.get(field, field)] = pa.array(
                [float(one) if isinstance(one, Decimal) else one for one in values], kind
            )
    return pa.table(columns)


def row_key(row: Observation) -> str:
    """The key a printed row is recognised by.

    A row of a table about one part of investment, or under a parent, may mean that
    part's own indicator: 第一产业 under 民间投资 is not the total's 第一产业.
    """
    known = _known_keys(indicators.INDICATORS.stat().st_mtime_ns)
    plain = indicators.label_key(row.label)
    if row.parent and row.parent not in row.label:
        scoped = indicators.label_key(f"{row.parent}:{row.label}")
        if scoped in known:
            return scoped
    if row.statistic != "investment":
        return plain
    sheet = row.sheet if "投资" in row.sheet else f"{row.sheet}投资"
    part = next(filter(None, map(part_of_title, (row.parent, row.table_title, sheet))), "")
    if not part or part in row.label or part_of_title(f"{row.label}投资"):
        return plain
    if plain in _WHOLE:
        return indicators.label_key(f"{part}投资")
    return indicators.label_key(f"{part}:{row.label}")


@lru_cache(maxsize=4096)
def part_of_title(title: str) -> str:
    """The part of investment a title is about; "" where it is about all of it, or several.

    >>> part_of_title("2026年1-5月国有投资完成情况"), part_of_title("5000万元以上项目投资")
    ('国有', '5000万元以上')
    >>> part_of_title("固定资产投资、民间投资增速"), part_of_title("分产业固定资产投资")
    ('', '')
    """
    found = list(_PART.finditer(title))
    if len(found) != 1:
        return ""
    before, after = title[: found[0].start()], title[found[0].end() :]
    if "投资" in before or "投资" in after or _JOINED.match(after) or _JOINED.search(before[-1:]):
        return ""
    return found[0][1] or found[0][2]


@lru_cache(maxsize=1)
def _known_keys(changed_at: int) -> frozenset[str]:
    del changed_at  # only a key: an edited list is read again
    return frozenset(alias.key for alias in indicators.read_alias_keys())
