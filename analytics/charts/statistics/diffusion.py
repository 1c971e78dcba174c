"""How many rise, how many fall, and how many speed up, period by period?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit import spec
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import point_keys, require, texts, whole_numbers
from analytics.charts.kit.diverging import stripes
from analytics.charts.kit.lines import LineEnd, end_room_px, name_ends
from analytics.charts.kit.marks import hover
from analytics.charts.kit.month_slots import BAR_WIDTH, SLOT_TICKS_PX, draw_slots, slot_of, slot_px
from analytics.charts.kit.spec_periods import axis_note, month_points, without_january
from analytics.charts.kit.spec_words import as_drawn
from analytics.charts.kit.theme import NOTE_PX, Ink, plot_height_px, widest_px
from analytics.charts.kit.time_axis import up_to

COLUMNS = (
    "period_code",
    "grouping",
    "part_count",
    "rising_count",
    "falling_count",
    "level_count",
    "faster_count",
    "slower_count",
    "compared_count",
    "source",
)
RISING, LEVEL, FALLING, FASTER = "增长", "持平", "下降", "加快"
NOTHING = "尚无增速升降个数"
FASTER_MEANS = "加快：同比增速高于上期，含降幅收窄"
# From below; a photocopy tells them apart by stripes and dots.
_SEGMENTS = (
    (FALLING, "falling_count", "/"),
    (LEVEL, "level_count", "."),
    (RISING, "rising_count", ""),
)
_TONES = {RISING: spec.GROWTH, LEVEL: spec.EARLIER, FALLING: spec.DECLINE}
_MONTHS = 12
_TWO_LINES_PX = 40
_LEAST_COUNT_PX = NOTE_PX  # digits of a lower segment would touch their neighbours
_CITED_AT_MOST = 4


@dataclass(frozen=True)
class _Counts:
    """One period: how many of each kind, None where nothing could be compared."""

    period: Period
    parts: int
    by_name: dict[str, int]
    faster: int | None
    slower: int | None
    compared: int
    keys: dict[str, str]
    source: str


class DiffusionBars(Chart):
    """Rising, level and falling stacked by period over a year, faster ones said above.

    rows: mart_diffusion of one region and grouping, any periods; the twelve months up to
    the newest one are drawn. members: what is counted, 个县市区 or 个分项.
    """

    kind = "堆积柱形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption, *, members: str = "个分项") -> None:
        require(rows, COLUMNS)
        for name in ("region_code", "grouping"):
            if name in rows.columns and rows[name].nunique() > 1:
                raise ValueError(f"rows of one {name} a chart, got {rows[name].nunique()}")
        if rows.period_code.duplicated().any():
            raise ValueError("two rows for one period")
        every = _read(up_to(rows, caption.period), caption.place)
        newest, spoken = slot_of(every[-1].period) if every else 0, caption
        self.drawn = [each for each in every if newest - slot_of(each.period) < _MONTHS]
        if every:
            self.first, self.last = self.drawn[0].period, self.drawn[-1].period
            spoken = replace(caption, period=self.last, first_period=self.first)
        self.has_faster = any(each.faster is not None for each in self.drawn)
        super().__init__(
            rows,
            caption,
            _finding(every[-1], members) if every else NOTHING,
            [FASTER_MEANS if self.has_faster else ""],
            spoken=spoken,
            is_blank=not every,
        )
        self.names = [
            name for name, _, _ in _SEGMENTS if any(each.by_name[name] for each in self.drawn)
        ]
        self.read_out = [_reading(each) for each in self.drawn]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        drawn, first, last = self.drawn, self.first, self.last
        width = self.caption.narrowest_px
        figure = go.Figure([_segment(name, drawn, colours) for name in self.names])
        ends = _ends(drawn[-1], self.names, colours)
        self.finish(
            figure,
            colours,
            height,
            right_px=end_room_px(ends, width),
            above_px=_TWO_LINES_PX if self.has_faster else 0,
            below_px=SLOT_TICKS_PX,
        )
        most = max(each.parts for each in drawn)
        figure.update_layout(barmode="stack")
        figure.update_yaxes(range=[0, most], showticklabels=False, showgrid=False, zeroline=True)
        figure.update_yaxes(zerolinecolor=colours.muted, zerolinewidth=1.5)
        draw_slots(figure, first, last, width, colours, lambda period: period.months_label)
        _say_counts(figure, drawn, plot_height_px(figure) / most, colours)
        _say_faster(figure, drawn, slot_px(figure, first, last, width), colours)
        name_ends(figure, ends, width)
        return figure

    def describe(self) -> spec.ChartSpec:
        known = {each.period: each for each in self.drawn}
        periods = without_january(known)
        drawn = [known.get(period) for period in periods]
        series = [
            spec.Series(
                name,
                tuple(None if each is None else _count(name, each) for each in drawn),
                self.caption.unit,
                0,
                tuple("" if each is None else each.source for each in drawn),
                tone=_TONES[name],
            )
            for name in self.names
        ]
        foot = f"{axis_note(periods)}{self.footer}"
        return as_drawn(self, spec.COLUMNS, month_points(periods), series, foot=foot)


def _read(rows: pd.DataFrame, place: str) -> list[_Counts]:
    counts = {name: whole_numbers(rows, column) for name, column, _ in _SEGMENTS}
    # What a bar counts is no indicator: its address names the grouping.
    addressed = rows.assign(indicator_code=texts(rows, "grouping"))
    keys = {name: point_keys(addressed, column, place) for name, column, _ in _SEGMENTS}
    parts, compared = whole_numbers(rows, "part_count"), whole_numbers(rows, "compared_count")
    faster, slower = whole_numbers(rows, "faster_count"), whole_numbers(rows, "slower_count")
    sources = texts(rows, "source")
    read = []
    for row, code in enumerate(texts(rows, "period_code")):
        by_name = {name: n for name, column in counts.items() if (n := column[row]) is not None}
        part_count = parts[row]
        if part_count is None or len(by_name) < len(counts):
            continue
        is_compared = bool(compared[row])
        read.append(
            _Counts(
                parse_period_code(code),
                part_count,
                by_name,
                faster[row] if is_compared else None,
                slower[row] if is_compared else None,
                compared[row] or 0,
                {name: column[row] for name, column in keys.items()},
                sources[row],
            )
        )
    return sorted(read, key=lambda each: each.period)


def _finding(newest: _Counts, members: str) -> str:
    """2025年1—9月，12个县市区中3个增长、9个下降，5个增速加快."""
    order = (RISING, LEVEL, FALLING)
    said = [(name, newest.by_name[name]) for name in order if newest.by_name[name]]
    head = f"{newest.period.label}，{newest.parts}{members}"
    if len(said) == 1:
        counted = f"{head}均{said[0][0] if said[0][0] != LEVEL else '与上年同期持平'}"
    else:
        counted = f"{head}中{'、'.join(f'{count}个{name}' for name, count in said)}"
    if newest.faster is None:
        return counted
    scope = f"可比的{newest.compared}个中" if newest.compared < newest.parts else ""
    if not newest.faster:
        return f"{counted}，{scope}没有增速加快的"
    if newest.faster == newest.parts:
        return f"{counted}，增速均加快"
    return f"{counted}，{scope}{newest.faster}个增速加快"


def _segment(name: str, drawn: list[_Counts], colours: Ink) -> go.Bar:
    fill = {RISING: colours.growth, LEVEL: colours.earlier, FALLING: colours.decline}[name]
    shape = next(shape for each, _, shape in _SEGMENTS if each == name)
    # No bar at all where nothing is of this kind: a bar of 0 would take the click.
    counts = [each.by_name[name] or None for each in drawn]
    return go.Bar(
        name=name,
        x=[slot_of(each.period) for each in drawn],
        y=counts,
        width=BAR_WIDTH,
        marker={"color": fill, "pattern": stripes([shape] * len(drawn), colours)},
        text=["" if count is None else str(count) for count in counts],
        textposition="none",
        unselected={"marker": {"opacity": 0.5}},
        customdata=[[each.keys[name], each.source] for each in drawn],
        hovertext=[_hover(name, each) for each in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _count(name: str, each: _Counts) -> Decimal | None:
    return Decimal(each.by_name[name]) if each.by_name[name] else None


def _ends(newest: _Counts, names: list[str], colours: Ink) -> list[LineEnd]:
    """The kinds named beside the newest bar, each at the middle of its segment."""
    ends, reached = [], 0
    for name in names:
        count = newest.by_name[name]
        middle = reached + count / 2
        at = slot_of(newest.period) + BAR_WIDTH / 2
        ends.append(LineEnd(at, middle, f"{name}{count}个", colours.text))
        reached += count
    return ends


def _say_counts(figure: go.Figure, drawn: list[_Counts], one_px: float, colours: Ink) -> None:
    notes = []
    for each in drawn:
        reached = 0
        for name, _, _ in _SEGMENTS:
            count = each.by_name[name]
            if count and count * one_px >= _LEAST_COUNT_PX:
                notes.append(
                    {
                        "name": "count",
                        "text": str(count),
                        "x": slot_of(each.period),
                        "y": reached + count / 2,
                        "showarrow": False,
                        "borderpad": 1,
                        # Stripes would cross the digits.
                        "bgcolor": colours.background,
                        "font": {"color": colours.text, "size": NOTE_PX},
                    }
                )
            reached += count
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _say_faster(figure: go.Figure, drawn: list[_Counts], one_px: float, colours: Ink) -> None:
    said = [(each, f"{each.faster}个") for each in drawn if each.faster is not None]
    is_one_line = one_px >= widest_px([f"{FASTER}{count}" for _, count in said], NOTE_PX) + 4
    notes = [
        {
            "name": "faster",
            "text": f"{FASTER}{count}" if is_one_line else f"{FASTER}<br>{count}",
            "x": slot_of(each.period),
            "y": each.parts,
            "yanchor": "bottom",
            "yshift": 2,
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": colours.text, "size": NOTE_PX},
        }
        for each, count in said
    ]
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _reading(each: _Counts) -> tuple[str, str]:
    counts = "、".join(f"{name}{each.by_name[name]}" for name in (RISING, LEVEL, FALLING))
    faster = "" if each.faster is None else f"、{FASTER}{each.faster}"
    return each.period.label, f"：{counts}{faster}"


def _hover(name: str, each: _Counts) -> str:
    lines = [f"{name}{each.by_name[name]}个，共{each.parts}个"]
    if each.faster is not None:
        lines.append(f"加快{each.faster}个、放慢{each.slower or 0}个（可比{each.compared}个）")
    cells = each.source.split("；")
    cited = "；".join(cells[:_CITED_AT_MOST])
    if len(cells) > _CITED_AT_MOST:
        cited += f"等{len(cells)}处"
    return hover(each.period.label, lines, cited)
