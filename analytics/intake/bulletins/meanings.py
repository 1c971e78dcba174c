"""The meanings a column of a bulletin may be given, and the name it is remembered by.

Owns the list a user chooses from; which columns are asked about is unclear.py's, what a
meaning does to a head is headings.py's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analytics.intake.periods import undated

ABOUT_COLUMN = "column "


@dataclass(frozen=True)
class Meaning:
    """span: "" is as the sheet says. of: "last_year" or "last_month" where the figures are.

    is_aside: growth and rank to its right speak of another column. is_down: its figures say how
    much less.
    """

    measure: str = ""
    span: str = ""
    of: str = ""
    is_aside: bool = True
    is_down: bool = False


ANOTHER, LEFT_OUT = "另一个指标的总量（按列名记）", "不收这一列"
FALL = "同比降幅（数字是下降的幅度）"
INDEX = "指数（上年=100）"
LAST_YEAR, LAST_MONTH = "last_year", "last_month"
MEANINGS = {
    "累计总量": Meaning("level", "ytd", is_aside=False),
    "当月总量": Meaning("level", "month", is_aside=False),
    "同比增速": Meaning("yoy_pct"),
    FALL: Meaning("yoy_pct", is_down=True),
    "当月同比增速": Meaning("yoy_pct", "month"),
    "上年同期总量": Meaning("level", "", LAST_YEAR),
    "上月累计总量": Meaning("level", "ytd", LAST_MONTH),
    "上月当月总量": Meaning("level", "month", LAST_MONTH),
    "上月同比增速": Meaning("yoy_pct", "", LAST_MONTH),
    "增减额": Meaning("change"),
    "占比": Meaning("share_pct"),
    "位次": Meaning("rank"),
    INDEX: Meaning("index"),
    "其他（完成率、环比等，照列名保存）": Meaning("other"),
    ANOTHER: Meaning("level", is_aside=False),
    LEFT_OUT: Meaning(),
}


def abouts(heads: Iterable[Sequence[str]]) -> list[str]:
    """What each column is remembered by: its head, the same next month.

    >>> abouts([["1-5月", "上月（万元）"], ["1-5月", "幅度%"], ["幅度%"]])
    ['column 上月(万元)', 'column 幅度%', 'column 幅度%#2']
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for texts in heads:
        name = "/".join(filter(None, map(undated, texts)))
        seen[name] += 1
        found.append(ABOUT_COLUMN + name + (f"#{seen[name]}" if seen[name] > 1 else ""))
    return found


def told(heads: Mapping[int, Sequence[str]], answers: Mapping[str, str]) -> dict[int, str]:
    """The columns an answer gives a meaning to."""
    names = zip(heads, abouts(heads.values()), strict=True)
    return {column: answers[about] for column, about in names if answers.get(about) in MEANINGS}
