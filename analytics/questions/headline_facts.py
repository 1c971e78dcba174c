"""From marts to Facts: what one region's headline may state, each value with its cell.

Owns which breakdowns and districts a headline names; words nothing, computes nothing.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.facts import GrowthFact, HeadlineFacts, Place, RankedRegion
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.lake.names import find_region
from analytics.questions.loaded import LEDGER, periods_loaded
from analytics.questions.named_parts import comparable_parts, strongest_and_weakest
from analytics.questions.selection import TOTAL, Chosen
from analytics.questions.statistics import growth, ranking
from analytics.questions.values import decimal, known_source, number, source_of
from analytics.reference.regions import Region

_NAMED_INDICATORS = 3


def headline_facts(lake: Lake, selection: Chosen) -> HeadlineFacts:
    """Everything the lake knows for one region's headline of one period.

    Raises RefusedError where the region or the period is not loaded.
    """
    rows = growth(lake, selection)
    total = rows[rows.indicator_code == TOTAL]
    if total.empty:
        raise RefusedError(_what_is_there(lake, selection, rows))
    above = selection.region.parent_code
    parent = find_region(lake, above) if above else None
    of_parent = growth(lake, selection.but(region=parent, indicator=TOTAL)) if parent else None
    districts = ranking(lake, selection.but(indicator=TOTAL))
    history = growth(lake, selection.but(period=None, indicator=TOTAL))
    return HeadlineFacts(
        headline=growth_fact(total.iloc[0]),
        parent=None if of_parent is None or of_parent.empty else growth_fact(of_parent.iloc[0]),
        place=_place(lake, selection, parent) if parent else None,
        breakdowns=tuple(growth_fact(row) for row in _named_parts(rows)),
        districts=_ranked(districts),
        are_districts_complete=bool(districts.is_complete_set.all()),
        history=tuple(
            growth_fact(row)
            for _, row in history.iterrows()
            if (row.year, row.month) <= (selection.period.year, selection.period.month)
        ),
    )


def growth_fact(row: pd.Series) -> GrowthFact:
    """One row of mart_growth as a Fact."""
    is_hidden = pd.isna(row.yoy_pct) and pd.notna(row.yoy_computed_pct)
    computed_source = source_of(
        row.yoy_computed_source, row.level_upload_id, row.level_last_year_upload_id
    )
    is_computed = not row.is_published and pd.notna(row.yoy_pct)
    return GrowthFact(
        period=Period(int(row.year), int(row.month)),
        region=row.region_name,
        indicator=row.indicator_name,
        level_cny_10k=number(row.ytd_cny_10k),
        yoy_pct=number(row.yoy_pct),
        is_published=bool(row.is_published),
        previous=(
            (Period(int(row.previous_year), int(row.previous_month)), before)
            if pd.notna(row.is_previous_published)
            and bool(row.is_previous_published)
            and (before := number(row.previous_yoy_pct)) is not None
            else None
        ),
        level_source=source_of(row.level_source, row.level_upload_id),
        yoy_source=(
            computed_source if is_computed else source_of(row.yoy_source, row.yoy_upload_id)
        ),
        previous_source=source_of(row.previous_yoy_source, row.previous_yoy_upload_id),
        yoy_computed_pct=number(row.yoy_computed_pct) if is_hidden else None,
        yoy_computed_source=computed_source if is_hidden else None,
    )


def _named_parts(rows: pd.DataFrame) -> list[pd.Series]:
    """三次产业 in order; then the strongest and the weakest parts of one breakdown."""
    grown = rows[rows.yoy_pct.notna()]
    ends = pd.concat(strongest_and_weakest(comparable_parts(rows)))
    named = pd.concat([grown[grown.breakdown == "sector"], ends])
    return [row for _, row in named.iterrows()]


def _ranked(districts: pd.DataFrame) -> tuple[RankedRegion, ...]:
    return tuple(
        RankedRegion(
            region=row.region_name,
            yoy_pct=decimal(row.yoy_pct),
            rank=None if pd.isna(row["rank"]) else int(row["rank"]),
            source=known_source(row.source, row.upload_id),
            is_published=bool(row.is_published),
            rank_source=source_of(row.rank_source, row.rank_upload_id),
        )
        for _, row in districts.iterrows()
    )


def _place(lake: Lake, selection: Chosen, parent: Region) -> Place | None:
    """The region among its siblings: a printed place, or one among all there are."""
    siblings = ranking(lake, selection.but(region=parent, indicator=TOTAL))
    own = siblings[siblings.region_code == selection.region.code]
    if own.empty or pd.isna(own.iloc[0]["rank"]):
        return None
    row = own.iloc[0]
    return Place(
        rank=int(row["rank"]),
        count=int(row.district_count),
        scope=parent.name,
        source=(
            source_of(row.rank_source, row.rank_upload_id)
            or known_source(row.source, row.upload_id)
        ),
        is_tied=int((siblings["rank"] == row["rank"]).sum()) > 1,
        is_complete=bool(row.is_complete_set),
    )


def _what_is_there(lake: Lake, selection: Chosen, rows: pd.DataFrame) -> str:
    """Why there is no headline, and where what is known of the region can be seen."""
    region, period = selection.region, selection.period
    here = f"{region.name}{period.label}"
    if not rows.empty:
        names = list(dict.fromkeys(rows.indicator_name))
        listed = "、".join(names[:_NAMED_INDICATORS])
        more = "等" if len(names) > _NAMED_INDICATORS else ""
        return (
            f"{here}没有固定资产投资总计的总量和增速，只有{listed}{more}{len(names)}个指标。"
            "请到增速页看这些指标，或在上传页接收含总计的月报"
        )
    ledgers = periods_loaded(lake, selection, kind=LEDGER)
    if period.code in set(ledgers.period_code):
        return (
            f"{here}只有项目台账，没有固定资产投资统计数据。"
            "请到完成率、项目页看台账，或在上传页接收该期月报"
        )
    periods = periods_loaded(lake, selection)
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
