"""Marts' texts and numbers as the values facts are made of.

Owns reading a mart's source text (a cell, 甲 ÷ 乙) and its undefined numbers; asks the lake
nothing.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.facts import Source
from analytics.basics.ledger_facts import PaceFact, Sourced
from analytics.speech_facts import COMPUTED, source_of


def number(value: object) -> Decimal | None:
    """A mart's value by its shortest digits; None where undefined."""
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def sourced(value: object, source: Source) -> Sourced | None:
    known = number(value)
    return None if known is None else Sourced(known, source)


def quotient(text: str, upload_id: str) -> Source:
    """A mart's 甲 ÷ 乙 as a formula with two cells; a single cell stays one."""
    body = text.rpartition("：")[2].removesuffix(" 等")
    cells = [cell(one, upload_id) for one in body.split(" ÷ ")]
    return cells[0] if len(cells) == 1 else Source(formula="相除", inputs=tuple(cells))


def cell(text: str, upload_id: object) -> Source:
    source = source_of(text, upload_id)
    if source is None or source.formula.startswith(COMPUTED):
        raise ValueError(f"not a cell: {text!r}")
    return source


def pace_fact(row: pd.Series, done: Source, goal: Source) -> PaceFact | None:
    """One row of mart_pace; None where the goal is reached or no month is left."""
    if pd.isna(row.required_multiple) or not row.remaining_months or not row.remaining_cny_10k:
        return None
    required = Source(formula="（目标 − 累计完成）÷ 剩余月数", inputs=(goal, done))
    mean = Source(formula="累计完成 ÷ 已过月数", inputs=(done,))
    return PaceFact(
        subject=row.subject,
        tier=row.tier if isinstance(row.tier, str) else "",
        goal_cny_10k=Sourced(number(row.goal_cny_10k), goal),
        remaining_cny_10k=Sourced(
            number(row.remaining_cny_10k), Source(formula="目标 − 累计完成", inputs=(goal, done))
        ),
        remaining_months=int(row.remaining_months),
        required_monthly_cny_10k=Sourced(number(row.required_monthly_cny_10k), required),
        mean_monthly_cny_10k=Sourced(number(row.mean_monthly_cny_10k), mean),
        multiple=Sourced(
            number(row.required_multiple),
            Source(formula="倒排月均 ÷ 已完成月均", inputs=(required, mean)),
        ),
        verdict=row.verdict if isinstance(row.verdict, str) else "",
    )
