"""What the charts of ledgers share: point keys, unit names, the rule, the rate for Office.

Refuses rows of several periods or several rules: their statuses cannot be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import numbers, periods, require, texts
from analytics.charts.kit.spec import Column, Formula, Series
from analytics.charts.kit.spec_words import amount_column, given
from analytics.charts.kit.theme import NOT_JUDGED, STATUS_MARKS

RULE_COLUMNS = ("rule_name", "rule_version")
RATE, _DONE, _PLAN = "完成率", "累计完成", "年度计划"


def period_of(rows: pd.DataFrame, caption: Caption) -> Period:
    """The one period of the rows, the caption's where they name none."""
    if not {"year", "month"} <= set(rows.columns):
        return caption.period
    found = set(periods(rows))
    if len(found) > 1:
        said = ", ".join(period.code for period in sorted(found))
        raise ValueError(f"one period a chart, got {said}")
    return next(iter(found), caption.period)


def point_key(kind: str, subject: str, period: Period) -> str:
    """One address a point, for a click to follow: unit|县城发集团|2025-05."""
    return f"{kind}|{subject}|{period.code}"


def unit_names(rows: pd.DataFrame) -> list[str]:
    """Units, with the scope of their table where the rows hold several."""
    units, scopes = texts(rows, "unit"), texts(rows, "scope")
    if len(set(scopes)) <= 1:
        return units
    return [
        f"{unit}（{scope}）" if scope else unit for unit, scope in zip(units, scopes, strict=True)
    ]


def rule_note(rows: pd.DataFrame) -> str:
    """规则：默认（四档）第1版, under every chart coloured by status."""
    require(rows, RULE_COLUMNS)
    rules = set(zip(texts(rows, "rule_name"), texts(rows, "rule_version"), strict=True))
    if len(rules) != 1:
        raise ValueError(f"a coloured chart needs one rule, got {sorted(rules)}")
    ((name, version),) = rules
    return f"规则：{name}第{version}版"


def status_tone(status: str) -> str:
    return status if status in STATUS_MARKS else NOT_JUDGED


def amounts(rows: pd.DataFrame) -> tuple[Column, ...]:
    return given(
        amount_column(rows, "ytd_cny_10k", _DONE),
        amount_column(rows, "annual_plan_cny_10k", _PLAN),
    )


def rate_series(rows: pd.DataFrame, tones: Sequence[str]) -> Series:
    """完成率 = 完成 ÷ 计划, where both are there for a reader to check."""
    is_checkable = {column.name for column in amounts(rows)} >= {_DONE, _PLAN}
    return Series(
        RATE,
        tuple(numbers(rows, "completion_rate_pct")),
        sources=tuple(texts(rows, "source")),
        formula=Formula("share", _DONE, _PLAN) if is_checkable else None,
        tones=tuple(tones),
    )
