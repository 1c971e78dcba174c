"""Rows of mart_contribution as a chart reads them: one period, one breakdown, safe or not.

Refuses rows of two periods or two breakdowns; never computes a pull of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import rounded, shown
from analytics.charts.kit.columns import flags, kept, numbers, point_keys, require, texts
from analytics.charts.kit.marks import hover
from analytics.charts.kit.spec import Column

COLUMNS = (
    "indicator_name",
    "sort_order",
    "period_code",
    "yoy_pct",
    "total_yoy_pct",
    "pull_pp",
    "pull_shown_pp",
    "contribution_pct",
    "is_residual",
    "is_complete_set",
    "is_safe_to_state",
    "reason",
    "formula",
    "source",
)
RATE_HEAD = "贡献率%"
UNSAFE = "各分项的拉动不能可靠算出"
NO_SUM = "各分项不全或有交叉，相加不等于总计，不画瀑布图"
NOTHING = "尚无拉动数据"


@dataclass(frozen=True)
class Pull:
    """What one part pulls, in percentage points as printed."""

    name: str
    pp: Decimal
    contribution_pct: Decimal | None
    yoy_pct: Decimal | None
    is_residual: bool
    key: str
    source: str

    @property
    def label(self) -> str:
        return signed(self.pp)

    def hovertext(self, formula: str) -> str:
        lines = [f"{pull_verb(self.pp)}{abs(self.pp)}个百分点"]
        if self.contribution_pct is not None:
            lines.append(f"贡献率 {shown(self.contribution_pct)}%")
        if self.yoy_pct is not None:
            lines.append(f"本身同比 {shown(self.yoy_pct)}%")
        return hover(self.name, [*lines, formula], self.source)


def signed(pp: Decimal) -> str:
    """A pull with its sign, for whom the colour is lost.

    >>> signed(Decimal("5.7")), signed(Decimal("-3.85")), signed(Decimal("0.0"))
    ('+5.7', '−3.9', '0.0')
    """
    return f"+{shown(pp)}" if rounded(pp) > 0 else shown(pp)


def pull_verb(pp: Decimal) -> str:
    return "下拉" if pp < 0 else "拉动"


def one_set(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, refused where they are of two periods, regions or breakdowns."""
    require(rows, COLUMNS)
    for name in ("period_code", "breakdown", "region_code"):
        if name in rows.columns and rows[name].nunique() > 1:
            raise ValueError(f"rows of one {name} a chart, got {rows[name].nunique()}")
    return rows


def reason_of(rows: pd.DataFrame) -> str:
    """Why nothing may be said, in the words the mart gives; a default where it gives none."""
    if rows.empty:
        return NOTHING
    said = dict.fromkeys(reason for reason in texts(rows, "reason") if reason)
    if not said and all(flags(rows, "is_safe_to_state")):
        return NO_SUM
    return "；".join(said) or UNSAFE


def are_all_safe(rows: pd.DataFrame) -> bool:
    return all(flags(rows, "is_safe_to_state")) and all(flags(rows, "is_complete_set"))


def safe_only(rows: pd.DataFrame) -> pd.DataFrame:
    return kept(rows, flags(rows, "is_safe_to_state"))


def total_growth(rows: pd.DataFrame) -> Decimal | None:
    return next((value for value in numbers(rows, "total_yoy_pct") if value is not None), None)


def formula_of(rows: pd.DataFrame) -> str:
    return next((formula for formula in texts(rows, "formula") if formula), "")


def read_pulls(rows: pd.DataFrame, place: str, period_code: str) -> list[Pull]:
    """The parts with a pull, in the order of their table, the residual last."""
    read = zip(
        texts(rows, "indicator_name"),
        numbers(rows, "pull_shown_pp"),
        numbers(rows, "contribution_pct"),
        numbers(rows, "yoy_pct"),
        flags(rows, "is_residual"),
        point_keys(rows, "pull_pp", place, period_code),
        texts(rows, "source"),
        strict=True,
    )
    orders = [order if order is not None else Decimal(0) for order in numbers(rows, "sort_order")]
    pulls = [Pull(*each) for each in read if each[1] is not None]
    kept_orders = [
        order
        for order, value in zip(orders, numbers(rows, "pull_shown_pp"), strict=True)
        if value is not None
    ]
    placed = sorted(
        range(len(pulls)), key=lambda row: (pulls[row].is_residual, kept_orders[row], row)
    )
    return [pulls[row] for row in placed]


def pull_columns(pulls: list[Pull], after: int) -> tuple[Column, ...]:
    """What stands beside the pulls in a table; after: rows below them without either."""
    rest = (None,) * after
    rates = (*(pull.contribution_pct for pull in pulls), *rest)
    growths = (*(pull.yoy_pct for pull in pulls), *rest)
    columns = (Column("贡献率", rates, "%"), Column("本身同比", growths, "%"))
    return tuple(c for c in columns if any(value is not None for value in c.values))
