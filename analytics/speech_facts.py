"""From marts to Facts: what one region's headline may state, each value with its cell.

Owns which breakdowns and districts a headline names; words nothing, computes nothing.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pandas as pd

from analytics import marts
from analytics.errors import RefusedError
from analytics.facts import GrowthFact, HeadlineFacts, Place, RankedRegion, Source
from analytics.period import Period
from analytics.warehouse import Lake

COMPUTED = "直接计算"
# Breakdowns whose strongest and weakest parts a headline may name.
NAMED_BREAKDOWNS = ("industry", "field", "composition", "holding")
NAMED_PARTS = 3


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
        raise RefusedError(
            f"{region.name}{period.label}没有固定资产投资数据。请先在上传页接收该期月报"
        )
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
        history=tuple(
            growth_fact(row)
            for _, row in history.iterrows()
            if (row.year, row.month) <= (period.year, period.month)
        ),
    )


def growth_fact(row: pd.Series) -> GrowthFact:
    """One row of mart_growth as a Fact."""
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
    """三次产业 in order; then the strongest and the weakest of the other parts."""
    grown = rows[rows.yoy_pct.notna()]
    sectors = [row for _, row in grown[grown.breakdown == "sector"].iterrows()]
    others = grown[grown.breakdown.isin(NAMED_BREAKDOWNS)]
    others = others.sort_values("yoy_pct", ascending=False, kind="stable")
    if len(others) <= 2 * NAMED_PARTS:
        return sectors + [row for _, row in others.iterrows()]
    ends = pd.concat([others.head(NAMED_PARTS), others.tail(NAMED_PARTS)])
    return sectors + [row for _, row in ends.iterrows()]


def _ranked(row: object) -> RankedRegion:
    return RankedRegion(
        region=row.region_name,
        yoy_pct=_decimal(row.yoy_pct),
        rank=int(row.rank),
        source=source_of(row.source, ""),
    )


def _place(
    lake: Lake, region: marts.Region, period: Period, as_of: datetime | None
) -> Place | None:
    """The region among its siblings, where more than itself is loaded or printed."""
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
    if own.empty or len(siblings) < 2:
        return None
    row = own.iloc[0]
    return Place(
        rank=int(row["rank"]),
        count=int(row.district_count),
        scope=marts.find_region(lake, region.parent_code).name,
        source=source_of(row.rank_source if isinstance(row.rank_source, str) else row.source, ""),
        is_tied=int((siblings["rank"] == row["rank"]).sum()) > 1,
    )
