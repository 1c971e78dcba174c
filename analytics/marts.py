"""Questions to the lake, one function each: frames for charts, Facts for speech.

Owns which rows a page sees and in what order; computes nothing (SQL does) and keeps
every frame's source columns.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.folders import SQL
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.reference.indicators import label_key

CHECKS_FOLDER = SQL / "checks"
TOTAL = "fixed_asset_investment"
STATISTICS, LEDGER = "statistics", "ledger"  # the two kinds of figures, never mixed
ANY = "any"  # a region or period with figures of either kind
# Any of region, indicator and period; a null binds nothing.
SELECTION = """
    where ($region is null or region_code = $region)
        and ($indicator is null or indicator_code = $indicator)
        and ($year is null or year = $year)
        and ($month is null or month = $month)
"""


@dataclass(frozen=True)
class Region:
    code: str
    name: str
    level: str
    parent_code: str


@dataclass(frozen=True)
class CheckResult:
    """One check: its message (with remedy) and the rows that break it."""

    name: str
    message: str
    rows: pd.DataFrame

    @property
    def is_passed(self) -> bool:
        return self.rows.empty


def loaded(lake: Lake, *, region: str, as_of: datetime | None = None) -> pd.DataFrame:
    """What a region's statistics hold, the newest period first."""
    return lake.query(
        "select * from mart_loaded where region_code = $region order by year desc, month desc",
        as_of=as_of,
        region=region,
    )


def growth(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    breakdown: str | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Rows of mart_growth for any of: region code, indicator code, period, breakdown."""
    return lake.query(
        "select * from mart_growth"
        + SELECTION
        + "and ($breakdown is null or breakdown = $breakdown) "
        "order by region_code, sort_order, year, month",
        as_of=as_of,
        breakdown=breakdown,
        **chosen(region, indicator, period),
    )


def ranking(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Districts of a region (its code), best place first."""
    return lake.query(
        "select * from mart_ranking"
        + SELECTION.replace("region_code", "parent_region_code")
        + "order by parent_region_code, indicator_code, year, month, rank, yoy_pct desc, "
        "region_code",
        as_of=as_of,
        **chosen(region, indicator, period),
    )


def mix(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Shares of the parts of breakdowns that add up, in the order bureaus print them."""
    return lake.query(
        "select * from mart_mix"
        + SELECTION
        + "order by region_code, breakdown, year, month, sort_order",
        as_of=as_of,
        **chosen(region, indicator, period),
    )


def sources(
    lake: Lake,
    *,
    region: str | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Every printed number of the selection, the ones in use first."""
    return lake.query(
        "select * from mart_source"
        + SELECTION
        + "order by is_in_use desc, region_code, year desc, month desc, source",
        as_of=as_of,
        **chosen(region, indicator, period),
    )


def chosen(region: str | None, indicator: str | None, period: Period | None) -> dict[str, object]:
    """The values SELECTION binds."""
    return {
        "region": region,
        "indicator": indicator,
        "year": period and period.year,
        "month": period and period.month,
    }


def regions_loaded(
    lake: Lake, *, kind: str = STATISTICS, as_of: datetime | None = None
) -> pd.DataFrame:
    """Regions there are figures of a kind for, each with a label no other has.

    The region of the newest real upload comes first: it is the office's own.
    """
    return lake.query(
        """
        with

        latest_sender as (

            select arg_max(region_code, uploaded_at) as region_code from stg_upload

        ),

        known as (

            select distinct region_code, region_name, region_level, parent_region_code
            from mart_period
            where case $kind
                when 'ledger' then has_ledger
                when 'any' then true
                else has_statistics
            end

        ),

        named as (

            select
                known.*,
                case
                    when count(*) over (partition by known.region_name) = 1
                        then known.region_name
                    else known.region_name || '（'
                        || coalesce(parents.region_name, known.region_code) || '）'
                end as label,
                known.region_code = latest_sender.region_code as is_own

            from known

            left join core_region as parents
                on known.parent_region_code = parents.region_code

            cross join latest_sender

        )

        select * from named
        order by is_own desc, region_level = 'unit', region_code
        """,
        as_of=as_of,
        kind=kind,
    )


def periods_loaded(
    lake: Lake, *, region: str, kind: str = STATISTICS, as_of: datetime | None = None
) -> pd.DataFrame:
    """Periods a region has figures of a kind for, the newest first."""
    return lake.query(
        """
        select * from mart_period
        where region_code = $region
            and case $kind
                when 'ledger' then has_ledger
                when 'any' then true
                else has_statistics
            end
        order by year desc, month desc
        """,
        as_of=as_of,
        region=region,
        kind=kind,
    )


def indicators(lake: Lake) -> pd.DataFrame:
    """The indicators of data/reference, in the order bureaus print them."""
    return lake.query("select * from ref_indicator order by sort_order, indicator_code")


def senders(lake: Lake) -> pd.DataFrame:
    """Who has sent something, the latest first."""
    return lake.query(
        "select sender, max(noted_at) as noted_at from lake.sender "
        "group by sender order by noted_at desc"
    )


def versions(lake: Lake) -> pd.DataFrame:
    """Moments at which what is known changed, the newest first: moment (naive UTC), label.

    The label is Beijing time; choosing it shows the board as it stood after that change.
    """
    return lake.query(
        """
        select
            event.changed_at as moment,
            strftime(event.changed_at + interval 8 hour, '%Y-%m-%d %H:%M:%S')
            || case event.status when 'accepted' then ' 接收 ' else ' 撤回 ' end
            || upload.file as label
        from lake.upload_event as event
        inner join lake.upload as upload
            on event.upload_id = upload.upload_id
        order by event.changed_at desc
        """
    )


def uploads(lake: Lake) -> pd.DataFrame:
    """Every upload with its status, the newest first."""
    return lake.query("select * from mart_upload order by uploaded_at desc")


def checks(
    lake: Lake,
    *,
    region: str | None = None,
    period: Period | None = None,
    as_of: datetime | None = None,
) -> list[CheckResult]:
    """Run every check; the first comment line of its file is its message.

    region (a code) keeps the rows of that region and of what lies directly in it.
    """
    results = []
    near = lake.query(
        "select region_code from core_region where region_code = $region or parent_code = $region",
        region=region,
    ).region_code
    for path in sorted(CHECKS_FOLDER.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        rows = lake.query(sql, as_of=as_of)
        if period is not None:
            rows = rows[rows.period_code == period.code]
        if region is not None:
            rows = rows[rows.region_code.isin({*near, ""})]
        results.append(CheckResult(path.stem, sql.splitlines()[0].lstrip("- "), rows))
    return results


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
        select indicator_code, 1 as standing from ref_indicator
        where indicator_code = $name
        union all
        select indicator_code, 2 from ref_alias
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
    known = lake.query("select indicator_name from ref_indicator").indicator_name
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
    hint = f"是不是{'、'.join(near)}？" if near else "指标名见 data/reference/indicators.csv"
    raise RefusedError(f"没有名为“{name}”的指标。{hint}")


def as_csv(frame: pd.DataFrame) -> str:
    """A mart for a file or a pipe: whole numbers plain, undefined empty."""
    return frame.to_csv(index=False)


MARTS = {"growth": growth, "ranking": ranking, "mix": mix, "sources": sources}
