"""What a user calls a region or an indicator, found once: by its code, name or label.

Owns the search and what is said where nothing, or too much, fits.
"""

from __future__ import annotations

import difflib

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.reference.indicators import label_key
from analytics.reference.regions import Region


def find_region(lake: Lake, name: str) -> Region:
    """The region a user means by a code or a name, loaded ones before others.

    Raises RefusedError, with near names, when nothing or too much fits.
    """
    found = lake.query(
        """
        select
            core_region.*,
            core_region.region_code in (select region_code from mart_loaded) as is_loaded
        from core_region
        where region_code = $name or region_name = $name
        order by is_loaded desc
        """,
        name=name,
    )
    if len(found) > 1 and found.is_loaded.sum() == 1:
        found = found[found.is_loaded]
    if len(found) == 1:
        row = found.iloc[0]
        parent = row.parent_code if isinstance(row.parent_code, str) else ""
        return Region(row.region_code, row.region_name, row.region_level, parent)
    if len(found) > 1:
        codes = "、".join(found.region_code)
        raise RefusedError(f"叫“{name}”的地区不止一个（{codes}）。请改用代码")
    known = lake.query("select distinct region_name from core_region").region_name
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"是不是{'、'.join(near)}？" if near else "请用区划全称或六位代码"
    raise RefusedError(f"区划库里没有“{name}”。{hint}")


def find_indicator(lake: Lake, name: str, period: Period | None = None) -> str:
    """The indicator code a user means by a code, a name or any printed label.

    Raises RefusedError with near names when none fits.
    """
    found = lake.query(
        """
        select indicator_code, 1 as standing from core_indicator
        where indicator_code = $name
        union all
        select indicator_code, 2 from lake.office_indicator where label_key = $key
        union all
        select indicator_code, 3 from ref_alias
        where label_key = $key
            and coalesce($period, valid_to) between valid_from and valid_to
        order by standing
        """,
        name=name,
        key=label_key(name),
        period=period.code if period else None,
    )
    if not found.empty:
        return str(found.indicator_code.iloc[0])
    known = lake.query("select indicator_name from core_indicator").indicator_name
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
    hint = f"是不是{'、'.join(near)}？" if near else "指标名见 data/reference/indicators.csv"
    raise RefusedError(f"没有名为“{name}”的指标。{hint}")
