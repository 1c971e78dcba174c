"""What ●, ★ and the like before a project mean, by the ledger's own legend.

Owns the legend; without one only ● is taken for 省重点, as the ledgers in use print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.intake.text import plain

_LEGEND = re.compile(
    r"([●★▲◆■☆○◎※△▼])\s*(?:[号标记注的项目有]{0,6})(?:为|是|表示|代表|系|指|-|:|=)\s*"
    r"([\u4e00-\u9fff]{2,12}?)(?=项目|[,，。;；、)）\s]|$)"
)
_USUAL = {"●": "省重点"}
_LEVEL = re.compile("[国省市县区州]")


def read_legend(texts: Iterable[str]) -> dict[str, str]:
    """The meaning of each mark.

    >>> read_legend(["注：★为省级重点项目，带▲的为新开工项目"])
    {'●': '省重点', '★': '省级重点', '▲': '新开工'}
    """
    found = dict(_USUAL)
    for text in texts:
        for mark, meaning in _LEGEND.findall(plain(text)):
            found[mark] = meaning
    return found


def priority_of(marks: str, legend: dict[str, str]) -> str:
    """The level of priority the marks name; "" where they name none."""
    meanings = (legend.get(mark, "") for mark in marks)
    return next((meaning for meaning in meanings if _LEVEL.match(meaning)), "")


def tags_of(marks: str, legend: dict[str, str]) -> list[str]:
    """Whatever else the marks say; a mark without a legend stands for itself."""
    meanings = (legend.get(mark, mark) for mark in marks)
    return [meaning for meaning in meanings if not _LEVEL.match(meaning)]
