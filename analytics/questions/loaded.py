"""What the lake holds: regions, periods, uploads and versions there are figures of."""

from __future__ import annotations

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions.ask import ask
from analytics.questions.selection import Selection

STATISTICS, LEDGER = "statistics", "ledger"  # the two kinds of figures, never mixed
ANY = "any"  # a region or period with figures of either kind


def statistics_loaded(lake: Lake, selection: Selection) -> pd.DataFrame:
    """What a region's statistics hold, the newest period first."""
    return ask(
        lake,
        "select * from mart_loaded where region_code = $region order by year desc, month desc",
        selection,
    )


def regions_loaded(lake: Lake, selection: Selection, *, kind: str = STATISTICS) -> pd.DataFrame:
    """Regions there are figures of a kind for, each with a label no other has.

    The region of the newest real upload comes first: it is the office's own.
    """
    return ask(
        lake,
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
        selection,
        kind=kind,
    )


def periods_loaded(lake: Lake, selection: Selection, *, kind: str = STATISTICS) -> pd.DataFrame:
    """Periods a region (or any) has figures of a kind for, the newest first."""
    return ask(
        lake,
        """
        select * from mart_period
        where region_code = coalesce($region, region_code)
            and case $kind
                when 'ledger' then has_ledger
                when 'any' then true
                else has_statistics
            end
        order by year desc, month desc
        """,
        selection,
        kind=kind,
    )


def indicators(lake: Lake) -> pd.DataFrame:
    """The indicators of the list and of the office, in the order bureaus print them."""
    return lake.query("select * from core_indicator order by sort_order, indicator_code")


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
