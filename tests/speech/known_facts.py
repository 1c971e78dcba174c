"""Facts as the marts would build them, from figures real bulletins printed."""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.facts import GrowthFact, HeadlineFacts, Place, RankedRegion, Source
from analytics.basics.period import Period

SEPTEMBER = Period(2025, 9)
BULLETIN = "yuebao_202509.xlsx"
# 邵阳市统计局 月报 2025年9月, sheet 33投资处1, rows 5 to 16.
SHAOYANG_DISTRICTS = (
    ("双清区", "-2.3", 5),
    ("大祥区", "-22.4", 11),
    ("北塔区", "-28.8", 12),
    ("新邵县", "12.1", 1),
    ("邵阳县", "-12.1", 8),
    ("隆回县", "-19.9", 10),
    ("洞口县", "-11.0", 7),
    ("绥宁县", "6.2", 3),
    ("新宁县", "-4.3", 6),
    ("城步苗族自治县", "11.4", 2),
    ("武冈市", "0.2", 4),
    ("邵东市", "-17.4", 9),
)


def cell(sheet: str, address: str, file: str = BULLETIN) -> Source:
    return Source(file, sheet, address, "u1")


def growth(
    indicator: str,
    yoy: str | None,
    address: str = "B5",
    *,
    region: str = "邵阳市",
    period: Period = SEPTEMBER,
    level: int | None = None,
    previous: tuple[Period, str] | None = None,
    is_published: bool = True,
    sheet: str = "投资11",
) -> GrowthFact:
    return GrowthFact(
        period=period,
        region=region,
        indicator=indicator,
        level_cny_10k=None if level is None else Decimal(level),
        yoy_pct=None if yoy is None else Decimal(yoy),
        is_published=is_published,
        previous=previous and (previous[0], Decimal(previous[1])),
        level_source=None if level is None else cell(sheet, "L" + address[1:]),
        yoy_source=None if yoy is None else cell(sheet, address),
        previous_source=previous and cell(sheet, "P" + address[1:]),
    )


def shaoyang() -> HeadlineFacts:
    """Growth only, no levels: the whole of what the bulletin prints."""
    return HeadlineFacts(
        headline=growth("固定资产投资", "-9.9"),
        breakdowns=(
            growth("第一产业", "-51.6", "B14"),
            growth("第二产业", "-0.5", "B15"),
            growth("第三产业", "-15.8", "B16"),
            growth("信息传输、软件和信息技术服务业", "57.5", "B11", sheet="投资12"),
            growth("住宿和餐饮业", "26.2", "B13", sheet="投资12"),
            growth("卫生和社会工作", "-43.9", "B21", sheet="投资12"),
            growth("科学研究和技术服务业", "-72.5", "B17", sheet="投资12"),
        ),
        districts=tuple(
            RankedRegion(name, Decimal(yoy), rank, cell("33投资处1", f"B{row}"))
            for row, (name, yoy, rank) in enumerate(SHAOYANG_DISTRICTS, start=5)
        ),
    )


def nation() -> HeadlineFacts:
    """National 2023-09 with levels, as the bureau published it."""
    period = Period(2023, 9)
    return HeadlineFacts(
        headline=growth(
            "固定资产投资(不含农户)",
            "3.1",
            region="全国",
            period=period,
            level=3750350000,
            previous=(Period(2023, 8), "3.2"),
        ),
    )


def county() -> HeadlineFacts:
    """An invented county: level, change, turn, parent and place all known."""
    fact = growth(
        "固定资产投资",
        "0.8",
        region="示例县",
        level=298700,
        previous=(Period(2025, 8), "-0.3"),
    )
    parent = growth("固定资产投资", "-1.4", "B9", region="示例市")
    place = Place(3, 9, "示例市", cell("排名", "C7"))
    return HeadlineFacts(headline=fact, parent=parent, place=place)
