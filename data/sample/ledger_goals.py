"""The invented county's goals for the year: by unit, by month, and for the county.

Owns the sheets of goals; plans are ledger.py's, so that goals and ledgers agree.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from data.sample.ledger import MONTHS, YEAR, plan_to_date, roster
from data.sample.ledger_book import Book, Cell
from data.sample.ledger_sheets import OFFICE

QUARTERS = {3: "一季度", 6: "上半年", 9: "前三季度"}
# 力争 asks for so much more than 保底, per mille.
STRETCH = 1080
# Of the county as a whole; the bureau's indicators, in the bureau's units.
COUNTY = (
    ("固定资产投资", "万元", 1_318_000, 1_344_000),
    ("固定资产投资增速", "%", Decimal("5.0"), Decimal("7.0")),
    ("民间投资增速", "%", Decimal("6.0"), Decimal("8.0")),
    ("工业投资增速", "%", Decimal("8.0"), Decimal("10.0")),
)


def write_goals(folder: Path) -> Path:
    path = folder / f"示例县{YEAR}年目标任务.xlsx"
    sender = f"填报单位：{OFFICE}（虚构示例）"
    with Book(path, f"示例县{YEAR}年目标任务") as book:
        money = (sender, "单位：万元")
        book.sheet(
            "重点项目投资目标",
            f"示例县{YEAR}年重点项目投资目标任务分解表",
            money,
            [
                ["责任单位", "重点项目投资目标", *("<",) * 4],
                ["^", "全年保底", "全年力争", *(f"{name}保底目标" for name in QUARTERS.values())],
            ],
            [[unit, *_of_year(plans), *(plans[m] for m in QUARTERS)] for unit, plans in _units()],
            (22, *(14,) * 5),
        )
        months = [f"1—{month}月目标" for month in MONTHS[1:-1]]
        book.sheet(
            "分月目标",
            f"示例县{YEAR}年重点项目投资目标安排表",
            money,
            [["责任单位", "全年目标", *months]],
            [[unit, plans[12], *(plans[m] for m in MONTHS[1:-1])] for unit, plans in _units()],
            (22, *(12,) * 11),
        )
        book.sheet(
            "主要指标目标",
            f"示例县{YEAR}年投资主要指标目标",
            (sender, ""),
            [["指标", "计量单位", "保底目标", "力争目标"]],
            [list(row) for row in COUNTY],
            (24, 12, 14, 14),
        )
    return path


def _units() -> list[tuple[str, dict[int, int]]]:
    """合计 and every unit with its plan by the end of each month, the largest first."""
    found: dict[str, dict[int, int]] = {}
    for project in roster(1):
        own = found.setdefault(project.unit, dict.fromkeys(MONTHS, 0))
        for month in MONTHS:
            own[month] += plan_to_date(project, month)
    whole = {month: sum(own[month] for own in found.values()) for month in MONTHS}
    return [("合计", whole), *sorted(found.items(), key=lambda item: (-item[1][12], item[0]))]


def _of_year(plans: dict[int, int]) -> tuple[Cell, Cell]:
    return plans[12], plans[12] * STRETCH // 1000
