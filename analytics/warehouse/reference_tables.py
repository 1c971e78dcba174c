"""data/reference as tables for SQL, and the key that joins printed labels to them.

Owns the column order of the ref_ tables; what the CSV files mean is reference.py's.
"""

from __future__ import annotations

import pyarrow as pa

from analytics import reference, regions
from analytics.intake.reading import Observation

# A table about one part of investment prints 第一产业 and means that part's 第一产业.
PART_TITLES = ("民间", "房地产开发")
TOTAL_KEYS = frozenset({"固定资产投资", "全社会固定资产投资"})


def read_tables() -> dict[str, pa.Table]:
    """Table name to rows, columns named as in sql/01_reference.sql."""
    indicators = reference.read_indicators()
    return {
        "ref_indicator": pa.Table.from_pylist(
            [
                {
                    "indicator_code": one.code,
                    "indicator_name": one.name,
                    "breakdown": one.breakdown,
                    "parent_code": one.parent_code,
                    "unit": one.unit,
                    "adds_up": one.adds_up,
                    "sort_order": one.sort,
                    "scope": one.scope,
                }
                for one in indicators
            ]
        ),
        "ref_alias": pa.Table.from_pylist(
            [
                {
                    "label_key": key,
                    "indicator_code": code,
                    "valid_from": valid_from or "0000-00",
                    "valid_to": valid_to or "9999-99",
                }
                for key, code, valid_from, valid_to in reference.read_alias_keys()
            ]
        ),
        "ref_region": pa.Table.from_pylist(
            [
                {
                    "region_code": one.code,
                    "region_name": one.name,
                    "region_level": one.level,
                    "parent_code": one.parent_code,
                }
                for one in regions.read_regions()
            ]
        ),
    }


def row_key(row: Observation) -> str:
    """The key a printed row is recognised by: its label, inside its table's scope.

    A 其中 row that repeats one word under several parents is told apart by its parent.
    """
    key = reference.label_key(row.label)
    for part in PART_TITLES:
        if (
            part in row.table_title
            and "固定资产投资" not in row.table_title.replace(f"{part}固定资产投资", "")
            and part not in row.label
            and key not in TOTAL_KEYS
        ):
            return reference.label_key(f"{part}投资:{row.label}")
    return key
