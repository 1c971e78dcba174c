"""One screen of a meeting: its name, three figures, chart and 备询 card.

Owns which kinds of screens there are and the order they usually stand in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics.basics.key_figure import KeyFigure
from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption, origin
from analytics.charts.kit.chart import Chart
from analytics.charts.recipes import Recipe
from analytics.meeting import answers
from analytics.meeting.answers import AnswerCard
from analytics.meeting.asked import MeetingFacts
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
EXPLAINED = "（有须注意的数，见备询）"


@dataclass(frozen=True)
class Content:
    """What one screen says of what was asked.

    rows: what its source and its span are told from; drawn: the rows of its chart, where
    they are others. measure and title: only to overrule those of the screen's plan.
    """

    rows: pd.DataFrame
    figures: list[KeyFigure]
    lines: list[tuple[str, str]]
    recipe: Recipe
    drawn: pd.DataFrame | None = None
    measure: str = ""
    title: str = ""
    least_rows: int = 0


@dataclass(frozen=True)
class Plan:
    """How a screen comes about. code: the phrase its card begins with.

    is_of_rows: names with columns of numbers, which need the whole width.
    """

    key: str
    content: Callable[[MeetingFacts], Content | None]
    measure: str = ""
    code: str = ""
    is_of_rows: bool = True


@dataclass(frozen=True)
class Screen:
    """One message.

    is_of_rows: as its plan. least_rows: how many lines of words, one below the other, a
    chart must have room for that cannot be split.
    """

    key: str
    chart: Chart
    figures: tuple[KeyFigure, ...]
    answer: Callable[[str], AnswerCard]
    is_of_rows: bool = False
    least_rows: int = 0

    @property
    def name(self) -> str:
        return NAMES[self.key]


def screen(asked: MeetingFacts, plan: Plan) -> Screen | None:
    """The screen of a plan; None where the data cannot fill it."""
    said = plan.content(asked)
    if said is None:
        return None
    source, vintage = origin(said.rows, asked.uploads, asked.selection.period)
    lines = [*said.lines, ("出处", f"{source}，{vintage}")]
    lines += [("注意", notice) for notice in asked.notices]
    months = zip(said.rows.year, said.rows.month, strict=True)
    periods = (Period(int(year), int(month)) for year, month in months)
    first = min(periods, default=asked.selection.period)
    caption = Caption(
        measure=said.measure or plan.measure,
        place=asked.selection.region.name,
        period=asked.selection.period,
        unit=said.recipe.unit,
        # A screen has room for who said it and the day; file and hour are on the card.
        source=source.partition("，")[0],
        vintage=vintage.partition(" ")[0] + (EXPLAINED if asked.notices else ""),
        title=said.title,
        first_period=first if said.recipe.is_series else None,
    )
    return Screen(
        plan.key,
        said.recipe.make(said.rows if said.drawn is None else said.drawn, caption),
        tuple(said.figures[:FIGURES]),
        lambda finding: answers.card(asked, plan.code, finding, lines),
        plan.is_of_rows,
        said.least_rows,
    )
