"""data/reference as tables for SQL, and the key that joins printed labels to them.

Owns how the columns of the ref_ tables are named and typed: by the row type of each list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import get_args, get_type_hints

import pyarrow as pa

from analytics.intake.reading import Observation
from analytics.reference import indicators, status_rules
from analytics.reference.regions import Region, read_regions

# A table about one part of investment prints 第一产业 and means that part's 第一产业.
PART_TITLES = ("民间", "房地产开发")
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
    part = next((part for part in PART_TITLES if part in row.table_title), "")
    for scope in (row.parent, part):
        if scope and scope not in row.label:
            scoped = indicators.label_key(f"{scope}:{row.label}")
            if scoped in known:
                return scoped
    return indicators.label_key(row.label)


@lru_cache(maxsize=1)
def _known_keys(changed_at: int) -> frozenset[str]:
    del changed_at  # only a key: an edited list is read again
    return frozenset(alias.key for alias in indicators.read_alias_keys())
