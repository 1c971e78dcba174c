"""From marts to Facts: what one region's headline may state, each value with its cell.

Owns which breakdowns and districts a headline names; words nothing, computes nothing.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pandas as pd

from analytics import marts
from analytics.basics.errors import RefusedError
from analytics.basics.facts import GrowthFact, HeadlineFacts, Place, RankedRegion, Source
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.named_parts import comparable_parts, strongest_and_weakest

COMPUTED = "直接计算"
_NAMED_INDICATORS = 3


def headline_facts(
    lake: Lake, region_name: str, period: Period, as_of: datetime | None = None
) -> HeadlineFacts:
    """Everything the lake knows for one region's headline of one period.

    Raises RefusedError where the region or the period is not loaded.
    """
    region = marts.find_region(lake, region_name)
    rows = marts.growth(lake, region=region.code, period=period, as_of=as_of)
    total = rows[rows.indicator_code == marts.TOTAL]
    if total.empty:
        raise RefusedError(_what_is_there(lake, region, period, rows, as_of))
    parent = (
        marts.growth(
            lake,
            region=region.parent_code,
            indicator=marts.TOTAL,
            period=period,
            as_of=as_of,
        )
        if region.parent_code
        else rows.head(0)
    )
    districts = marts.ranking(
        lake, region=region.code, indicator=marts.TOTAL, period=period, as_of=as_of
    )
    history = marts.growth(lake, region=region.code, indicator=marts.TOTAL, as_of=as_of)
    return HeadlineFacts(
        headline=growth_fact(total.iloc[0]),
        parent=growth_fact(parent.iloc[0]) if not parent.empty else None,
        place=_place(lake, region, period, as_of),
        breakdowns=tuple(growth_fact(row) for row in _named_parts(rows)),
        districts=tuple(_ranked(row) for row in districts.itertuples(index=False)),
        are_districts_complete=bool(districts.is_complete_set.all()),
        history=tuple(
            growth_fact(row)
            for _, row in history.iterrows()
            if (row.year, row.month) <= (period.year, period.month)
        ),
    )


def growth_fact(row: pd.Series) -> GrowthFact:
    """One row of mart_growth as a Fact."""
    is_hidden = pd.isna(row.yoy_pct) and pd.notna(row.yoy_computed_pct)
    return GrowthFact(
        period=Period(int(row.year), int(row.month)),
        region=row.region_name,
        indicator=row.indicator_name,
        level_cny_10k=_decimal(row.ytd_cny_10k),
        yoy_pct=_decimal(row.yoy_pct),
        is_published=bool(row.is_published),
        previous=(
            (Period(int(row.previous_year), int(row.previous_month)), before)
            if pd.notna(row.is_previous_published)
            and bool(row.is_previous_published)
            and (before := _decimal(row.previous_yoy_pct)) is not None
            else None
        ),
        level_source=source_of(row.level_source, row.level_upload_id),
        yoy_source=source_of(row.yoy_source, row.yoy_upload_id),
        previous_source=source_of(row.previous_yoy_source, ""),
        yoy_computed_pct=_decimal(row.yoy_computed_pct) if is_hidden else None,
        yoy_computed_source=(
            source_of(row.yoy_computed_source, row.level_upload_id) if is_hidden else None
        ),
    )


def source_of(text: object, upload_id: object) -> Source | None:
    """The marts' source text as a Source: a cell, or 直接计算 with its two cells."""
    if not isinstance(text, str):
        return None
    upload = upload_id if isinstance(upload_id, str) else ""
    if text.startswith(f"{COMPUTED}："):
        now, _, before = text.removeprefix(f"{COMPUTED}：").partition(" ÷ ")
        return Source(
            formula=COMPUTED,
            inputs=(_cell(now, upload), _cell(before.removesuffix(" − 1"), "")),
        )
    return _cell(text, upload)


def _cell(text: str, upload_id: str) -> Source:
    *file, sheet, cell = text.split("!") if text.count("!") > 1 else (*text.split("!"), "")
    if text.count("!") == 1:
        return Source(file=file[0], cell=sheet, upload_id=upload_id)
    return Source(file="!".join(file), sheet=sheet, cell=cell, upload_id=upload_id)


def _decimal(value: object) -> Decimal | None:
    if value is None or value != value:
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _named_parts(rows: pd.DataFrame) -> list[pd.Series]:
    """三次产业 in order; then the strongest and the weakest parts of one breakdown."""
    grown = rows[rows.yoy_pct.notna()]
    ends = pd.concat(strongest_and_weakest(comparable_parts(rows)))
    named = pd.concat([grown[grown.breakdown == "sector"], ends])
    return [row for _, row in named.iterrows()]


def _ranked(row: object) -> RankedRegion:
    return RankedRegion(
        region=row.region_name,
        yoy_pct=_decimal(row.yoy_pct),
        rank=None if pd.isna(row.rank) else int(row.rank),
        source=source_of(row.source, ""),
        is_published=bool(row.is_published),
        rank_source=source_of(row.rank_source, ""),
    )


def _place(
    lake: Lake, region: marts.Region, period: Period, as_of: datetime | None
) -> Place | None:
    """The region among its siblings: a printed place, or one among all there are."""
    if not region.parent_code:
        return None
    siblings = marts.ranking(
        lake,
        region=region.parent_code,
        indicator=marts.TOTAL,
        period=period,
        as_of=as_of,
    )
    own = siblings[siblings.region_code == region.code]
    if own.empty or pd.isna(own.iloc[0]["rank"]):
        return None
    row = own.iloc[0]
    return Place(
        rank=int(row["rank"]),
        count=int(row.district_count),
        scope=marts.find_region(lake, region.parent_code).name,
        source=source_of(row.rank_source if isinstance(row.rank_source, str) else row.source, ""),
        is_tied=int((siblings["rank"] == row["rank"]).sum()) > 1,
        is_complete=bool(row.is_complete_set),
    )


def _what_is_there(
    lake: Lake,
    region: marts.Region,
    period: Period,
    rows: pd.DataFrame,
    as_of: datetime | None,
) -> str:
    """Why there is no headline, and where what is known of the region can be seen."""
    here = f"{region.name}{period.label}"
    if not rows.empty:
        names = list(dict.fromkeys(rows.indicator_name))
        listed = "、".join(names[:_NAMED_INDICATORS])
        more = "等" if len(names) > _NAMED_INDICATORS else ""
        return (
            f"{here}没有固定资产投资总计的总量和增速，只有{listed}{more}{len(names)}个指标。"
            "请到增速页看这些指标，或在上传页接收含总计的月报"
        )
    ledgers = marts.periods_loaded(lake, region=region.code, kind=marts.LEDGER, as_of=as_of)
    if period.code in set(ledgers.period_code):
        return (
            f"{here}只有项目台账，没有固定资产投资统计数据。"
            "请到完成率、项目页看台账，或在上传页接收该期月报"
        )
    periods = marts.periods_loaded(lake, region=region.code, as_of=as_of)
    if periods.empty:
        return f"{region.name}没有固定资产投资统计数据。请先在上传页接收该地区的月报"
    first, last = (
        Period(int(row.year), int(row.month)).label for row in (periods.iloc[-1], periods.iloc[0])
    )
    span = last if first == last else f"{first}至{last}"
    return (
        f"{here}没有固定资产投资数据，已装入的有{span}（{len(periods)}期）。"
        "请先在上传页接收该期月报，或换一个报告期"
    )
