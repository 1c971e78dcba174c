"""What growth over the years and growth through one year share: lines, words, series."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, shown
from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.lines import TICK_ROOM_PX, LineEnd, end_room_px, name_ends, value_axis
from analytics.charts.kit.marks import NO_POINT, hover
from analytics.charts.kit.series import GrowthPoint
from analytics.charts.kit.spec import Series
from analytics.charts.kit.theme import DASHES, SYMBOLS, Ink
from analytics.charts.kit.time_axis import SCOPE_BREAK_PX, scope_break_note, with_gaps, x_of

_COMPUTED_NOTE = "空心点为直接计算，与公布数不可比"


class GrowthLines(Chart):
    """Lines of growth up to the caption's period, named at their ends."""

    kind = "折线图"
    below_px: float = 44
    points: list[GrowthPoint]
    spoken: Caption

    def frame(
        self, figure: go.Figure, ends: list[LineEnd], colours: Ink, height: int | None
    ) -> None:
        width = self.caption.narrowest_px
        self.finish(
            figure,
            colours,
            height,
            left_px=TICK_ROOM_PX,
            right_px=end_room_px(ends, width),
            above_px=SCOPE_BREAK_PX if scope_breaks(self.points) else 0,
            below_px=self.below_px,
        )
        value_axis(figure, [point.yoy_pct for point in self.points], self.caption.unit, colours)
        self.draw_periods(figure, colours)
        name_ends(figure, ends, width)

    @abstractmethod
    def draw_periods(self, figure: go.Figure, colours: Ink) -> None:
        """The axis of periods, which needs the frame's margins."""

    @property
    def foot(self) -> str:
        """The twin's: hollow points are explained, breaks of scope it does not draw."""
        return "　".join(filter(None, (self.spoken.footer, computed_note(self.points))))


def notes_of(points: Sequence[GrowthPoint]) -> list[str]:
    return [computed_note(points), scope_break_note(scope_breaks(points))]


def computed_note(points: Sequence[GrowthPoint]) -> str:
    return "" if all(point.is_published for point in points) else _COMPUTED_NOTE


def scope_breaks(points: Sequence[GrowthPoint]) -> list[Period]:
    return [point.period for point in points if point.is_scope_break]


def growth_series(name: str, drawn: Sequence[GrowthPoint | None], tone: str = "") -> Series:
    return Series(
        name,
        tuple(None if point is None else point.yoy_pct for point in drawn),
        sources=tuple("" if point is None else point.source for point in drawn),
        hollow=tuple(point is not None and not point.is_published for point in drawn),
        tone=tone,
    )


def add_growth(
    figure: go.Figure,
    name: str,
    line: list[GrowthPoint],
    colour: str,
    number: int,
    is_by_year: bool = False,
) -> None:
    if is_by_year:
        places = with_gaps(
            [p.period for p in line], [True] * len(line), [p.is_scope_break for p in line]
        )
    else:
        places = with_gaps(
            [p.period for p in line],
            [p.is_published for p in line],
            [p.is_scope_break for p in line],
        )
    drawn = [None if place is None else line[place] for place in places]
    symbol, is_newest = SYMBOLS[number], number == 0
    figure.add_scatter(
        name=name,
        x=[None if p is None else _x(p, is_by_year) for p in drawn],
        y=[None if p is None else float(p.yoy_pct) for p in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={
            "color": colour,
            "width": (3.5 if is_newest else 1.75) if is_by_year else 2.25,
            "dash": DASHES[number],
        },
        marker={
            "size": 8 if is_by_year and is_newest else 6,
            "color": colour,
            "symbol": [symbol if p is None or p.is_published else f"{symbol}-open" for p in drawn],
        },
        customdata=[NO_POINT if p is None else [p.key, p.source] for p in drawn],
        hovertext=["" if p is None else _hover(name, p, is_by_year) for p in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _x(point: GrowthPoint, is_by_year: bool) -> str | int:
    return point.period.month if is_by_year else x_of(point.period)


def _hover(name: str, point: GrowthPoint, is_by_year: bool) -> str:
    kind = "公布" if point.is_published else "直接计算，不可比"
    lines = [f"{point.period.label}同比 {shown(point.yoy_pct)}%（{kind}）"]
    if point.ytd_cny_10k is not None:
        lines.append(f"累计完成 {shown(cny_100m(point.ytd_cny_10k), 2)}亿元")
    return hover(point.period.label if is_by_year else name, lines, point.source)
