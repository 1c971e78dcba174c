"""The core: what was true of each key, and from when until when it was known.

Owns how versions are written: the truth_ views say from raw rows what is so at a moment;
what differs from the versions that stand closes them and opens new ones. Refuses to patch:
nothing but these views decides what core says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from analytics.lake.views import view_text

LAKE = "lake"  # where versions are kept

# By the kind of rows an upload brings, in the order they are written.
MADE_BY = {
    "statistics": ("observation", "investment"),
    "named regions": ("named_region",),
    "projects": ("ledger_upload", "project", "ledger_sum"),
    "units": ("unit",),
    "targets": ("target", "quarter_goal"),
}
# What an office adds to the lists: few rows, written whole.
OFFICE_LISTS = ("office_region", "office_indicator")
TABLES = ("upload", *OFFICE_LISTS, *(table for tables in MADE_BY.values() for table in tables))
# Their rows of other periods cannot change when some periods' do.
BY_PERIOD = ("observation", "ledger_upload", "project", "ledger_sum")
# What is made of rows just found, which need not be found again.
MADE_OF = {"ledger_sum": "project", "quarter_goal": "target"}
ORDER = {
    "upload": "upload_id",
    "observation": "region_code, year, month, upload_id, row_number",
    "named_region": "region_code",
    "investment": "region_code, indicator_code, year, month",
    "office_region": "region_code",
    "office_indicator": "indicator_code",
    "ledger_upload": "region_code, year, month, upload_id",
    "project": "region_code, year, month, project_key, upload_id, row_number",
    "ledger_sum": "region_code, year, month, unit_key",
    "unit": "region_code, year, month, scope, unit_key",
    "target": "region_code, year, month, scope_kind, unit_key",
    "quarter_goal": "region_code, year, month, unit_key",
}
ROW_GROUP = 122_880  # DuckDB's own
VIEWS = " ".join(("stg_moment", *(f"truth_{table}" for table in TABLES)))

# Sameness reaches every period of the regions that list one of its projects.
_TOUCHED = """
    with

    printed as (

        select 'statistics' as kind, upload_id, region_code, year, month
        from lake.raw_observation
        where list_contains($upload_ids, upload_id) or list_contains($label_keys, label_key)
        union
        select 'projects', upload_id, region_code, year, month from lake.raw_project_month
        where list_contains($upload_ids, upload_id)
        union
        select 'units', upload_id, region_code, year, month from lake.raw_unit_month
        where list_contains($upload_ids, upload_id)
        union
        select 'targets', upload_id, region_code, year, month from lake.raw_target
        where list_contains($upload_ids, upload_id)

    )

    select distinct
        printed.kind,
        case
            when printed.kind <> 'statistics' and uploads.region_code <> ''
                then uploads.region_code
            else printed.region_code
        end as region_code,
        period_number(printed.year, printed.month) as period
    from printed
    inner join lake.upload as uploads on printed.upload_id = uploads.upload_id
"""
# A project printed under one key stands under the key it was said to be the same as.
_REGIONS_LISTING = """
    with

    keys as (

        select unnest($project_keys) as project_key
        union
        select same_as_key from lake.project_identity
        where list_contains($project_keys, project_key)

    )

    select distinct region_code
    from {place}.core_project
    semi join keys using (project_key)
    where known_until = open_end()
"""


@dataclass(frozen=True)
class Change:
    """What became known at a moment: uploads accepted or withdrawn, and answers given."""

    moment: datetime
    upload_ids: tuple[str, ...] = ()
    label_keys: tuple[str, ...] = ()
    project_keys: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reach:
    """Which rows a change may have changed; None means every period."""

    regions: tuple[str, ...]
    periods: tuple[int, ...] | None


def write_versions(cursor: duckdb.DuckDBPyConnection, change: Change, *, place: str = LAKE) -> None:
    """Bring core forward to what is known at the change's moment.

    cursor: in the transaction that makes the change, its rows already written; place: the
    schema whose core_ tables are written. The truth_ views have been made.
    """
    cursor.execute("set variable as_of = $moment", {"moment": change.moment})
    _bring_forward(cursor, "upload", None, change.moment, place)
    reaches = _reaches(cursor, change, place)
    for kind, tables in MADE_BY.items():
        for table in tables:
            if kind in reaches:
                _bring_forward(cursor, table, reaches[kind], change.moment, place)
    for table in change.lists:
        _bring_forward(cursor, table, None, change.moment, place)
    _touch(cursor, None)
    cursor.execute("reset variable as_of")


def _bring_forward(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    reach: Reach | None,
    moment: datetime,
    place: str,
) -> None:
    if reach and table not in BY_PERIOD:
        reach = Reach(reach.regions, None)
    _touch(cursor, reach)
    standing = f"{place}.core_{table} where known_until = open_end()"
    if reach:
        standing += " and is_touched(region_code)"
    if reach and reach.periods is not None:
        standing += " and is_touched_in(year, month)"
    due = f"due_{table}"
    cursor.execute(
        f"create or replace temp table {due} as "
        f"select *, hash(truth) as digest from ({_truth(table)}) as truth"
    )
    cursor.execute(f"create or replace temp table stands as select digest from {standing}")
    closing = f"select digest from stands anti join {due} using (digest)"
    if cursor.execute(f"select exists({closing})").fetchall()[0][0]:
        scope = standing.partition(" where ")[2]
        cursor.execute(
            f"update {place}.core_{table} set known_until = $moment "
            f"where {scope} and digest in ({closing})",
            {"moment": moment},
        )
    opening = (
        f"insert into {place}.core_{table} by name "
        f"select {due}.*, cast($moment as timestamp) as known_from, open_end() as known_until "
        f"from {due} anti join stands using (digest)"
    )
    # Readers skip whole row groups: inside one, order costs a third of the writing for nothing.
    if cursor.execute(f"select count(*) > {ROW_GROUP} from {due}").fetchall()[0][0]:
        opening += f" order by {ORDER[table]}"
    cursor.execute(opening, {"moment": moment})


def _truth(table: str) -> str:
    """The rows of truth_table; what is made of rows just found is made of those."""
    if table not in MADE_OF:
        return f"from truth_{table}"
    text = view_text(f"truth_{table}").partition(" as\n")[2].rstrip().removesuffix(";")
    return text.replace(f"truth_{MADE_OF[table]}", f"due_{MADE_OF[table]}")


def _touch(cursor: duckdb.DuckDBPyConnection, reach: Reach | None) -> None:
    """Tell the truth_ views how far to look."""
    regions = None if reach is None else list(reach.regions)
    periods = None if reach is None or reach.periods is None else list(reach.periods)
    cursor.execute("set variable touched_regions = cast($given as varchar[])", {"given": regions})
    cursor.execute("set variable touched_periods = cast($given as integer[])", {"given": periods})


def _reaches(cursor: duckdb.DuckDBPyConnection, change: Change, place: str) -> dict[str, Reach]:
    """How far a change reaches, by the kind of rows; a kind it does not touch is left out."""
    given = {"upload_ids": list(change.upload_ids), "label_keys": list(change.label_keys)}
    found = cursor.execute(_TOUCHED, given).fetchall()
    reaches = {
        kind: _reach([place for of, *place in found if of == kind])
        for kind in {kind for kind, _, _ in found}
    }
    if "statistics" in reaches and any("/" in one for one in reaches["statistics"].regions):
        reaches["named regions"] = reaches["statistics"]
    if change.project_keys:
        keys = {"project_keys": list(change.project_keys)}
        listing = cursor.execute(_REGIONS_LISTING.format(place=place), keys).fetchall()
        if listing:
            reaches["projects"] = Reach(tuple(sorted(region for (region,) in listing)), None)
    return reaches


def _reach(places: Sequence[Sequence[Any]]) -> Reach:
    """Goals of a whole year have no month, and no period to be looked for by."""
    regions = tuple(sorted({region for region, _ in places}))
    return Reach(regions, tuple(sorted({period for _, period in places if period is not None})))
