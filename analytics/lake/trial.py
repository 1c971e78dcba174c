"""The lake as it would be: what an upload changes, before anything is stored.

Owns a copy in memory of what an upload can touch, on which the very SQL that accepts and
asks runs; never writes to the lake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from analytics.basics.folders import SQL
from analytics.basics.moments import now_utc
from analytics.intake.reading import Observation, ProjectMonth, Reading, UnitMonth
from analytics.lake import core, uploads
from analytics.lake.connection import RAW_TABLES, Door, Lake
from analytics.lake.hardened import MEMORY_LIMIT
from analytics.lake.kept import Answers
from analytics.lake.ledger_rows import LedgerRows, insert_tables, ledger_rows
from analytics.lake.mirror import MIRROR, Mirror
from analytics.lake.upload_log import UploadNote
from analytics.lake.views import Views
from analytics.lake.writing import TICK

UPLOAD_ID = "trial"
# What is small, or says something of every region.
_WHOLE = (
    *("upload", "upload_event", "indicator_mapping", "office_region", "office_indicator"),
    *("project_identity", "last_write"),
)
_CORE_WHOLE = ("upload", "office_region", "office_indicator", "named_region")
# Regions are compared with those above, beside and below them.
_NEAR = """
    with

    given as (

        select region_code, parent_code from core_region
        where list_contains($regions, region_code)

    )

    select region_code from core_region
    where list_contains($regions, region_code)
        or region_code in (select parent_code from given)
        or parent_code in (select region_code from given)
        or parent_code in (select parent_code from given where parent_code <> '')
"""
# A project's figures are compared with those of the ledgers before and after.
_LEDGERS_BESIDE = """
    select
        max(period_number(year, month)) filter (where period_number(year, month) < $first),
        min(period_number(year, month)) filter (where period_number(year, month) > $last)
    from mirror.core_ledger_upload
    where known_until = open_end()
        and list_contains($regions, region_code)
"""
# Of a ledger all periods are needed: its own is the newest of them.
_UPLOADS_BESIDE = """
    with

    printed as (

        select upload_id, region_code, year, month from lake.raw_project_month
        where list_contains($periods, period_number(year, month))
        union
        select upload_id, region_code, year, month from lake.raw_unit_month
        union
        select upload_id, region_code, year, month from lake.raw_target

    )

    select distinct upload_id from printed
    inner join lake.upload as uploads using (upload_id)
    where list_contains(
        $regions,
        case when uploads.region_code <> '' then uploads.region_code
            else printed.region_code end
    )
"""


@dataclass(frozen=True)
class _Touched:
    """The regions an upload's rows stand in, and their periods as year · 12 + month."""

    regions: list[str]
    periods: list[int]

    @classmethod
    def by(cls, rows: Sequence[Observation], ledger: LedgerRows, region_code: str) -> _Touched:
        of_months: tuple[ProjectMonth | UnitMonth, ...] = (*ledger.projects, *ledger.units)
        regions = {region_code, *(row.region_code for row in rows)}
        regions |= {region_code or row.region_code for row in of_months}
        regions |= {region_code or row.region_code for row in ledger.targets}
        periods = {row.period.year * 12 + row.period.month for row in rows}
        periods |= {row.year * 12 + row.month for row in of_months}
        return cls(sorted(regions), sorted(periods))


class _Copied(Mirror):
    """Core lies in the mirror itself, and nowhere else."""

    def bring_up(self, tables: Iterable[str], written: int) -> None:
        """There is nothing newer."""


class Trial(Lake):
    """What stands of the regions an upload touches; asked like the lake."""

    def __init__(
        self,
        lake: Lake,
        reading: Reading,
        left_out: Collection[str],
        *,
        sender: str,
        region_code: str,
    ) -> None:
        self._answers, self._words = Answers(), Answers()
        connection = duckdb.connect(
            ":memory:",
            config={
                "python_enable_replacements": "false",
                "enable_external_access": "false",
                "memory_limit": MEMORY_LIMIT,
            },
        )
        connection.execute("create schema lake; create schema mirror")
        connection.execute((SQL / "tables.sql").read_text(encoding="utf-8"))
        connection.execute((SQL / "0_formulas" / "1_macros.sql").read_text(encoding="utf-8"))
        self._door = Door(Path(), connection, Views(connection), _Copied(connection))
        self._turn = 0
        self._rows = [row for row in reading.rows if row.sheet not in left_out]
        self._ledger = ledger_rows(reading, left_out)
        self._copy(lake, _Touched.by(self._rows, self._ledger, region_code), sender)

    def bring_in(self, note: UploadNote) -> datetime:
        """Accept the reading here; returns the last moment before it was known."""
        with self.cursor(core.VIEWS) as cursor:
            [(newest,)] = cursor.execute("select max(written_at) from lake.last_write").fetchall()
            moment: datetime = max(now_utc(), newest + TICK)
            cursor.execute("begin")
            uploads.bring_in(
                cursor, UPLOAD_ID, note, self._rows, moment, self._ledger, place=MIRROR
            )
            cursor.execute("commit")
        self._turn += 1
        return moment - TICK

    def _follow(self) -> bool:
        return False

    def _written(self) -> tuple[int, int]:
        return self._turn, self._turn

    def _copy(self, lake: Lake, touched: _Touched, sender: str) -> None:
        """What stands, as far as the upload can change it or is compared with it."""
        regions, periods = touched.regions, touched.periods
        lists = lake.query("from duckdb_tables() where starts_with(table_name, 'ref_')")
        for table in lists.table_name:
            self._make(table, lake.query_arrow(f"from {table}"))
        for table in _WHOLE:
            self._fill(table, lake.query_arrow(f"from lake.{table}"))
        printed = lake.query_arrow(
            "from lake.raw_observation where list_contains($regions, region_code)",
            regions=regions,
        )
        self._fill("raw_observation", printed)
        beside = lake.query(_UPLOADS_BESIDE, regions=regions, periods=periods).upload_id.tolist()
        for table in RAW_TABLES[1:]:
            of_uploads = f"from lake.{table} where list_contains($uploads, upload_id)"
            self._fill(table, lake.query_arrow(of_uploads, uploads=beside))
        for table in core.TABLES:
            self._stand(table, lake, touched, sender)

    def _stand(self, table: str, lake: Lake, touched: _Touched, sender: str) -> None:
        sql = f"from mirror.core_{table} where known_until = open_end()"
        if table in _CORE_WHOLE:
            self._make(f"{MIRROR}.core_{table}", lake.query_arrow(sql))
            return
        values: dict[str, object] = {"regions": touched.regions}
        if table == "observation":  # a region the sender no longer tells of is told
            sql += " and (list_contains($regions, region_code) or sender = $sender)"
            values["sender"] = sender
        else:
            sql += " and list_contains($regions, region_code)"
        if table == "investment":
            values["regions"] = lake.query(_NEAR, regions=touched.regions).region_code.tolist()
        if table == "project":
            sql += " and list_contains($periods, period_number(year, month))"
            values["periods"] = _with_ledgers_beside(lake, touched)
        self._make(f"{MIRROR}.core_{table}", lake.query_arrow(sql, **values))

    def _make(self, table: str, rows: pa.Table) -> None:
        with self.cursor() as cursor:
            cursor.register("incoming_rows", rows)
            cursor.execute(f"create table {table} as from incoming_rows")
            cursor.unregister("incoming_rows")

    def _fill(self, table: str, rows: pa.Table) -> None:
        if rows.num_rows:
            with self.cursor() as cursor:
                cursor.execute(f"delete from lake.{table}")
                insert_tables(cursor, {table: rows})


def _with_ledgers_beside(lake: Lake, touched: _Touched) -> list[int]:
    if not touched.periods:
        return []
    beside = lake.query(
        _LEDGERS_BESIDE,
        regions=touched.regions,
        first=touched.periods[0],
        last=touched.periods[-1],
    )
    return touched.periods + [int(one) for one in beside.iloc[0].dropna()]
