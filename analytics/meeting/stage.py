"""Where everything stands on a meeting's screen: title, chart, three figures, source.

Owns the boxes of a screen and its line breaks, all in multiples of the smallest type that
can be read from the last row; refuses a screen too small for its room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import plotly.graph_objects as go

from analytics.basics.errors import RefusedError
from analytics.basics.key_figure import KeyFigure
from analytics.charts.kit.labels import text_px, wrapped
from analytics.charts.kit.screen import Room, for_screen, type_px
from analytics.charts.kit.theme import Ink
from analytics.meeting.answers import AnswerCard
from analytics.meeting.screen import Screen

INCHES = {65: "65 英寸", 75: "75 英寸", 86: "86 英寸", 98: "98 英寸", 110: "110 英寸"}
DISTANCES = {str(metres): f"{metres} 米" for metres in range(2, 13)}
USUAL_INCHES, USUAL_DISTANCE_M = 65, 6.0
# A screen of fewer characters holds no chart beside its figures.
_LEAST_COLUMNS, _LEAST_ROWS = 26, 14
# On a desk type would be small and the screen a page: a slide keeps its proportions.
_MOST_ROWS = 25
# All in multiples of the type: edges, leading, the column of figures.
_EDGE, _GAP, _LEADING = 0.5, 0.4, 1.25
_FIGURES_EM, _FIGURE_EM, _TITLE_EM = 8.4, 1.5, 1.2
_STRIP_EM, _STRIP_FIGURE_EM, _STRIP_GAP_EM = 1.5, 1.2, 0.8
_NUMBER_EM = 3.4
_MOST_TITLE_LINES = 2
_VALUE = re.compile(r"(\D*?)([+−]?\d[\d.]*|—|$)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Display:
    """A screen in pixels and in the room it hangs in."""

    width_px: int
    height_px: int
    inches: int = USUAL_INCHES
    distance_m: float = USUAL_DISTANCE_M

    @property
    def type_px(self) -> int:
        """The smallest type of this screen.

        Raises RefusedError where nothing would fit in type of that size.
        """
        needed = type_px(self.width_px, self.height_px, self.inches, self.distance_m)
        most = min(self.width_px / _LEAST_COLUMNS, self.height_px / _LEAST_ROWS)
        if needed > most:
            nearer = int(self.distance_m * most / needed * 10) / 10
            raise RefusedError(
                f"{self.inches}英寸的屏幕在{self.distance_m:g}米外看，字要{needed}像素，一屏放不下。"
                f"请让最后一排坐到{nearer:g}米以内，或换更大的屏幕"
            )
        return max(needed, -(-self.height_px // _MOST_ROWS))


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class StageSlide:
    """One screen as it is shown; key and piece stay the same while data change."""

    key: str
    name: str
    piece: int
    title: tuple[str, ...]
    title_px: int
    figures: tuple[KeyFigure, ...]
    source: tuple[str, ...]
    chart: go.Figure
    is_strip: bool
    chart_box: Box
    figures_box: Box
    card: AnswerCard

    @property
    def said(self) -> tuple[object, ...]:
        """What an audience has read: another one means that the data changed."""
        drawn = self.chart.layout
        notes = tuple(note.text for note in drawn.annotations)
        return self.title, self.figures, notes, drawn.meta["alt"]


def changes(before: Mapping[tuple[str, int], object], now: Sequence[StageSlide]) -> str:
    """Which screens say something else than before, in words for the audience."""
    changed = [
        str(number)
        for number, slide in enumerate(now, 1)
        if before.get((slide.key, slide.piece), slide.said) != slide.said
    ]
    new = [
        str(number) for number, slide in enumerate(now, 1) if (slide.key, slide.piece) not in before
    ]
    gone = len(set(before) - {(slide.key, slide.piece) for slide in now})
    said = [f"第{'、'.join(changed)}屏的数字变了"] if changed else []
    said += [f"第{'、'.join(new)}屏是新的"] if new else []
    said += [f"少了{gone}屏"] if gone else []
    return f"数据有更新：{'，'.join(said)}" if said else ""


def slides(screens: Sequence[Screen], display: Display, *, colours: Ink) -> list[StageSlide]:
    """Every screen drawn for this display, split where one would need smaller type."""
    return [slide for screen in screens for slide in _slides(screen, display, colours)]


def _slides(screen: Screen, display: Display, colours: Ink) -> list[StageSlide]:
    em = display.type_px
    inner = display.width_px - 2 * _EDGE * em
    wide = _boxes(screen, Box(0, 0, inner, 0), em)[0].width
    chart = screen.chart.of_width(Room(int(wide), 0, em).drawn_width_px)
    if chart.is_blank:
        return []
    title, title_px = _title(chart.finding, inner, em)
    source = [
        *wrapped(chart.subtitle, inner, em),
        *wrapped(chart.footer, inner - _NUMBER_EM * em, em),
    ]
    top = (_EDGE + _GAP) * em + len(title) * title_px * _LEADING
    bottom = display.height_px - (_EDGE + _GAP) * em - len(source) * em * _LEADING
    chart_box, figures_box = _boxes(screen, Box(_EDGE * em, top, inner, bottom - top), em)
    room = Room(int(chart_box.width), int(chart_box.height), em)
    if screen.least_rows * em * _LEADING > room.height_px:
        return []
    drawn = for_screen(partial(chart.figure, colours), room)
    card = screen.answer(chart.finding)
    return [
        StageSlide(
            screen.key,
            screen.name,
            piece,
            tuple(title),
            title_px,
            screen.figures,
            tuple(source),
            piece_of_it,
            screen.is_of_rows,
            chart_box,
            figures_box,
            card,
        )
        for piece, piece_of_it in enumerate(drawn)
    ]


def _boxes(screen: Screen, whole: Box, em: int) -> tuple[Box, Box]:
    """The chart's and the figures' part: figures in lines above it, or in a column beside."""
    if not screen.figures:
        return whole, Box(0, 0, 0, 0)
    if screen.is_of_rows:
        high = _strip_lines(screen.figures, whole.width, em) * _STRIP_EM * em
        chart = replace(whole, top=whole.top + high, height=whole.height - high)
        return chart, replace(whole, height=high)
    wide = _FIGURES_EM * em
    chart = replace(whole, width=whole.width - wide - _GAP * em)
    return chart, replace(whole, left=whole.left + whole.width - wide, width=wide)


def _strip_lines(figures: Sequence[KeyFigure], width_px: float, em: int) -> int:
    """How many lines the browser will need for figures side by side."""
    lines, reached = 1, 0.0
    for figure in figures:
        said = said_figure(figure, em, is_strip=True)
        wide = text_px(f"{figure.label}{said.before}{said.after}", em) + 0.3 * em
        wide += text_px(said.number, said.number_px)
        if reached and reached + _STRIP_GAP_EM * em + wide > width_px:
            lines, reached = lines + 1, wide
        else:
            reached += wide + (_STRIP_GAP_EM * em if reached else 0)
    return lines


def _title(said: str, width_px: float, em: int) -> tuple[list[str], int]:
    """Larger than the rest where it fits in two lines, else in the smallest type."""
    for size in (round(em * _TITLE_EM), em):
        # Bold Han characters are one em wide too, Latin a little more.
        lines = wrapped(said, width_px * 0.97, size)
        if len(lines) <= _MOST_TITLE_LINES:
            return lines, size
    return lines, em


@dataclass(frozen=True)
class Said:
    """A figure's value in the three sizes it is shown in: 第 3 位, −9.9 百分点."""

    before: str
    number: str
    after: str
    number_px: int


def said_figure(figure: KeyFigure, em: int, *, is_strip: bool = False) -> Said:
    """The number large, but never wider than its column; its unit in the smallest type.

    >>> said_figure(KeyFigure("比1—8月", "−9.0个百分点"), 58)
    Said(before='', number='−9.0', after='百分点', number_px=87)
    """
    match = _VALUE.fullmatch(figure.value)
    before, number, after = match.groups() if match else ("", figure.value, "")
    after = after.replace("个百分点", "百分点")
    if is_strip:
        return Said(before, number, after, round(em * _STRIP_FIGURE_EM))
    room = (_FIGURES_EM - _GAP) * em - text_px(before + after, em)
    largest = int(room / max(text_px(number, 1), 1))
    return Said(before, number, after, max(em, min(round(em * _FIGURE_EM), largest)))
