"""What the charts of ledgers share: point keys, unit names, the rule under the chart.

Refuses rows of several periods or several rules: their statuses cannot be compared.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import require, texts, whole_numbers

RULE_COLUMNS = ("rule_name", "rule_version")


def period_of(rows: pd.DataFrame, caption: Caption) -> Period:
    """The one period of the rows, the caption's where they name none."""
    if not {"year", "month"} <= set(rows.columns):
        return caption.period
    pairs = zip(whole_numbers(rows, "year"), whole_numbers(rows, "month"), strict=True)
    codes = {Period(*pair) for pair in pairs}
    if len(codes) > 1:
        said = ", ".join(period.code for period in sorted(codes))
        raise ValueError(f"one period a chart, got {said}")
    return next(iter(codes), caption.period)


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


def footer_with_rule(rows: pd.DataFrame, caption: Caption) -> str:
    """来源：… 版次：… 规则：默认（四档）第1版, for every chart coloured by status."""
    require(rows, RULE_COLUMNS)
    rules = set(zip(texts(rows, "rule_name"), texts(rows, "rule_version"), strict=True))
    if len(rules) != 1:
        raise ValueError(f"a coloured chart needs one rule, got {sorted(rules)}")
    ((name, version),) = rules
    return f"{caption.footer}　规则：{name}第{version}版"
