"""data/reference as tables for SQL, and the key that joins printed labels to them.

Owns the column order of the ref_ tables; what the CSV files mean is reference.py's.
"""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa

from analytics.intake.reading import Observation
from analytics.reference import indicators, place_names, status_rules

# A table about one part of investment prints 第一产业 and means that part's 第一产业.
PART_TITLES = ("民间", "房地产开发")


def read_tables() -> dict[str, pa.Table]:
    """Table name to rows, columns named as in sql/0_formulas/2_reference.sql."""
    known = indicators.read_indicators()
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
                for one in known
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
                for key, code, valid_from, valid_to in indicators.read_alias_keys()
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
                for one in place_names.read_regions()
            ]
        ),
        "ref_status_rule": pa.Table.from_pylist(
            [_rule_row(band) for band in status_rules.read_status_rules()]
        ),
        "ref_project_stage": pa.Table.from_pylist(
            [
                {
                    "stage_code": one.code,
                    "stage_name": one.name,
                    "stage_order": one.order,
                }
                for one in status_rules.read_stages()
            ]
        ),
    }


def _rule_row(band: status_rules.StatusRule) -> dict[str, object]:
    return {
        "rule_code": band.rule_code,
        "rule_name": band.rule_name,
        "rule_version": band.rule_version,
        "applies_to": band.applies_to,
        "sort_order": band.sort,
        "status": band.status,
        "measure": band.measure,
        "lower_bound": None if band.lower is None else float(band.lower),
        "is_lower_included": band.is_lower_included,
        "upper_bound": None if band.upper is None else float(band.upper),
        "is_upper_included": band.is_upper_included,
        "place_side": band.place_side,
        "place_limit": band.place_limit,
        "source": band.source,
        "source_url": band.source_url,
        "note": band.note,
    }


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
