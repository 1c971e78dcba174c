"""Marts' texts and numbers as the values facts are made of.

Owns reading a mart's source text (a cell, 甲 ÷ 乙, 直接计算) and its undefined numbers; asks
the lake nothing.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import SupportsFloat

import pandas as pd

from analytics.basics.facts import Source
from analytics.basics.ledger_facts import PaceFact, Sourced

COMPUTED = "直接计算"


def decimal(value: SupportsFloat) -> Decimal:
    """A mart's value by its shortest digits."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def number(value: SupportsFloat | None) -> Decimal | None:
    """As decimal; None where undefined."""
    # The stubs of pandas do not know that it takes a Decimal.
    return None if value is None or pd.isna(value) else decimal(value)  # type: ignore[call-overload]


def sourced(value: SupportsFloat | None, source: Source) -> Sourced | None:
    known = number(value)
    return None if known is None else Sourced(known, source)


def source_of(text: object, upload_id: object, before_upload_id: object = "") -> Source | None:
    """The marts' source text as a Source: a cell, or 直接计算 with its two cells.

    before_upload_id: the upload of the second cell.
    """
    if not isinstance(text, str):
        return None
    upload = upload_id if isinstance(upload_id, str) else ""
    upload_before = before_upload_id if isinstance(before_upload_id, str) else ""
    if text.startswith(f"{COMPUTED}："):
        now, _, before = text.removeprefix(f"{COMPUTED}：").partition(" ÷ ")
        return Source(
            formula=COMPUTED,
            inputs=(_cell(now, upload), _cell(before.removesuffix(" − 1"), upload_before)),
        )
    return _cell(text, upload)


def _cell(text: str, upload_id: str) -> Source:
    *file, sheet, cell = text.split("!") if text.count("!") > 1 else (*text.split("!"), "")
    if text.count("!") == 1:
        return Source(file=file[0], cell=sheet, upload_id=upload_id)
    return Source(file="!".join(file), sheet=sheet, cell=cell, upload_id=upload_id)


def quotient(text: str, *upload_ids: object) -> Source:
    """A mart's 甲 ÷ 乙 as a formula with two cells; a single cell stays one.

    upload_ids: of each cell in turn; a cell without one stands in an unknown upload.
    """
    body = text.rpartition("：")[2].removesuffix(" 等")
    cells = [
        cell(one, upload_id)
        for one, upload_id in zip_longest(body.split(" ÷ "), upload_ids)
        if one is not None
    ]
    return cells[0] if len(cells) == 1 else Source(formula="相除", inputs=tuple(cells))


def known_source(text: object, upload_id: object) -> Source:
    source = source_of(text, upload_id)
    if source is None:
        raise ValueError(f"not a source: {text!r}")
    return source


def cell(text: str, upload_id: object) -> Source:
    source = known_source(text, upload_id)
    if source.formula.startswith(COMPUTED):
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
        goal_cny_10k=Sourced(decimal(row.goal_cny_10k), goal),
        remaining_cny_10k=Sourced(
            decimal(row.remaining_cny_10k), Source(formula="目标 − 累计完成", inputs=(goal, done))
        ),
        remaining_months=int(row.remaining_months),
        required_monthly_cny_10k=Sourced(decimal(row.required_monthly_cny_10k), required),
        mean_monthly_cny_10k=Sourced(decimal(row.mean_monthly_cny_10k), mean),
        multiple=Sourced(
            decimal(row.required_multiple),
            Source(formula="倒排月均 ÷ 已完成月均", inputs=(required, mean)),
        ),
        verdict=row.verdict if isinstance(row.verdict, str) else "",
    )
