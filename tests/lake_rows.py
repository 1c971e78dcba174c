"""Readings built in code, for tests of the lake and what stands on it."""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.period import Period, parse_period_code
from analytics.intake.reading import Observation, Reading
from analytics.lake.connection import Lake
from analytics.lake.said import mapping_rows, note_answers

SHAOYANG = "430500"
XINSHAO = "430522"
SHUANGQING = "430502"
NATION = "000000"
TOTAL = "固定资产投资"


def observation(
    value: str,
    *,
    period: str | Period = "2025-09",
    region: str = SHAOYANG,
    label: str = "固定资产投资",
    measure: str = "yoy_pct",
    unit: str = "%",
    sheet: str = "投资11",
    cell: str = "B5",
    title: str = "固定资产投资",
    statistic: str = "investment",
    span: str = "ytd",
) -> Observation:
    return Observation(
        sheet=sheet,
        cell=cell,
        table_title=title,
        statistic=statistic,
        period=parse_period_code(period) if isinstance(period, str) else period,
        span=span,
        region_label=region,
        region_code=region,
        label=label,
        section="",
        parent="",
        is_of_which=False,
        measure=measure,
        unit=unit,
        printed=value,
        value=Decimal(value),
    )


def level(value: str, **kind: str) -> Observation:
    return observation(value, measure="level", unit="亿元", **kind)


def lines(*figures: tuple[str, str, str], **where: str) -> list[Observation]:
    """Lines of a bulletin: label, amount in 亿元 and growth in percent, of one period."""
    return [
        row
        for label, amount, growth in figures
        for row in (
            level(amount, label=label, **where),
            observation(growth, label=label, **where),
        )
    ]


def reading(*rows: Observation, file: str = "月报.xlsx") -> Reading:
    return Reading(file, "", "xlsx", rows, (), (), (), ())


def map_label(lake: Lake, label: str, indicator_code: str, *, by: str = "") -> None:
    """An office says of a label what it means, after its upload came in."""
    note_answers(lake, "indicator_mapping", mapping_rows({label: indicator_code}, by))
