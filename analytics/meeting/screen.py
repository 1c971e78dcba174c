"""One screen of a meeting: its name, three figures, chart and 备询 card.

Owns which kinds of screens there are and the order they usually stand in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.theme import Ink
from analytics.meeting import answers
from analytics.meeting.answers import Card
from analytics.meeting.asked import Asked, origin
from analytics.reference.indicators import BREAKDOWNS

PARTS = ("sector", "industry", "field", "composition", "holding")
WORDS = {part: BREAKDOWNS[part].removesuffix("门类") for part in PARTS}
# Every screen there is, in the order a meeting goes when nobody has put it in another.
NAMES = {
    "growth": "增速走势",
    "districts": "地区排名",
    "heat": "逐期热力",
    "lines": "走势小图",
    "places": "位次变化",
    **{part: f"分{WORDS[part]}增速" for part in PARTS},
    "mix": "投资结构",
    "pull": "拉动增长",
    "completion": "年度计划完成率",
    "status": "项目状态",
    "league": "责任单位排名",
    "problems": "提请解决的问题",
}
# Shown only where an office asks for them: a meeting has an end.
USUALLY_OFF = frozenset({"composition", "holding"})
FIGURES = 3
# draw(caption, height, colours); no height: as high as a page would have it.
Draw = Callable[[Caption, int | None, Ink], go.Figure]
# Names with columns of numbers need the whole width: their figures stand above.
_OF_ROWS = frozenset(
    {"districts", "heat", "lines", *PARTS, "mix", "pull"} | {"completion", "league", "problems"}
)


@dataclass(frozen=True)
class Figure:
    """One of the three numbers beside a chart."""

    label: str
    value: str


@dataclass(frozen=True)
class Screen:
    """One message. draw(caption, height, colours) gives its chart.

    is_of_rows: names with columns of numbers, which need the whole width. least_rows: how
    many lines of words, one below the other, a chart must have room for that cannot be split.
    """

    key: str
    caption: Caption
    figures: tuple[Figure, ...]
    draw: Draw
    answer: Callable[[str], Card]
    is_of_rows: bool = False
    least_rows: int = 0

    @property
    def name(self) -> str:
        return NAMES[self.key]


def screen(
    asked: Asked,
    key: str,
    rows: pd.DataFrame,
    measure: str,
    figures: list[Figure],
    draw: Draw,
    lines: list[tuple[str, str]],
    code: str,
    *,
    unit: str = "%",
    title: str = "",
    is_series: bool = False,
    least_rows: int = 0,
) -> Screen:
    source, vintage = origin(asked, rows)
    lines = [*lines, ("出处", f"{source}，{vintage}")]
    first = min(
        (Period(int(row.year), int(row.month)) for row in rows.itertuples()), default=asked.period
    )
    caption = Caption(
        measure=measure,
        place=asked.region.name,
        period=asked.period,
        unit=unit,
        # A screen has room for who said it and the day; file and hour are on the card.
        source=source.partition("，")[0],
        vintage=vintage.partition(" ")[0],
        title=title,
        first_period=first if is_series else None,
    )
    return Screen(
        key,
        caption,
        tuple(figures[:FIGURES]),
        draw,
        lambda finding: answers.card(asked, code, finding, lines),
        key in _OF_ROWS,
        least_rows,
    )
