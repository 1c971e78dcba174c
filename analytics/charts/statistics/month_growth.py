"""How fast did single months grow? Estimated (推算) from cumulative figures, with a band.

The band is what rounding the published growth to one decimal leaves open. Never draws a
month that cannot be cut out: 1—2月 are published together.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import cny_100m, rounded, shown
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit import spec
from analytics.charts.kit.caption import SEPARATOR, Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import flags, numbers, point_keys, require, texts
from analytics.charts.kit.diverging import stripes
from analytics.charts.kit.labels import plain
from analytics.charts.kit.lines import TICK_ROOM_PX, value_axis
from analytics.charts.kit.marks import hover
from analytics.charts.kit.month_slots import BAR_WIDTH, SLOT_TICKS_PX, draw_slots, slot_of, slot_px
from analytics.charts.kit.spec_periods import month_points, without_january
from analytics.charts.kit.spec_words import as_drawn
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.kit.time_axis import up_to
from analytics.speech.grammar.wording import rise_or_fall

COLUMNS = (
    "period_code",
    "month_yoy_pct",
    "month_yoy_low_pct",
    "month_yoy_high_pct",
    "month_cny_10k",
    "is_published",
    "month_source",
)
ESTIMATED, NOTHING = "推算", "推算不出当月增速"
NAME = f"当月同比（{ESTIMATED}）"
BAND_MEANS = "竖线为公布增速只有一位小数带来的范围；1—2月合并公布，无单月"
COMPUTED_MEANS = "斜纹由直接计算的增速推算"
_MONTHS = 24
_LABEL_GAP_PX, _LAST_TICK_PX = 3, 14
# Room beyond the bands for a label, as a share of the values' reach.
_AIR = Decimal("0.07")


@dataclass(frozen=True)
class _Month:
    """One month's estimate and the band it lies in, None where there is none."""

    period: Period
    yoy_pct: Decimal
    low_pct: Decimal | None
    high_pct: Decimal | None
    cny_10k: Decimal | None
    is_published: bool
    key: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.period.year}年{self.period.month}月"

    @property
    def band(self) -> tuple[Decimal, Decimal] | None:
        if self.low_pct is None or self.high_pct is None:
            return None
        return self.low_pct, self.high_pct

    @property
    def far_end(self) -> Decimal:
        """What the label must clear."""
        low, high = self.band or (self.yoy_pct, self.yoy_pct)
        return low if self.yoy_pct < 0 else high


class MonthGrowthBars(Chart):
    """Growth of single months with their bands, at most two years up to the newest one.

    rows: mart_derived of one region and indicator; periods without an estimate are gaps.
    """

    kind = "柱形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        if rows.period_code.duplicated().any():
            raise ValueError("two rows for one period: one region and indicator a chart")
        every = _read(up_to(rows, caption.period), caption.place)
        newest = slot_of(every[-1].period) if every else 0
        self.months = [m for m in every if newest - slot_of(m.period) < _MONTHS]
        are_published = all(month.is_published for month in self.months)
        super().__init__(
            rows,
            caption,
            _finding(every[-1]) if every else NOTHING,
            [
                BAND_MEANS,
                "仅画最近两年" if len(every) > len(self.months) else "",
                "" if are_published else COMPUTED_MEANS,
            ],
            is_blank=not every,
        )
        if every:
            self.subtitle = _subtitle(caption, self.months[0], self.months[-1])
        self.read_out = [(month.name, f" {shown(month.yoy_pct)}%") for month in self.months]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        months, width = self.months, self.caption.narrowest_px
        first, last = months[0].period, months[-1].period
        figure = go.Figure(_bars(months, colours))
        self.finish(
            figure,
            colours,
            height,
            left_px=TICK_ROOM_PX,
            # Plotly drops a tick's words that leave the figure: 2026年 below the last slot.
            right_px=_LAST_TICK_PX,
            below_px=SLOT_TICKS_PX,
        )
        value_axis(figure, _reach(months), self.caption.unit, colours)
        draw_slots(figure, first, last, width, colours, lambda p: f"{p.month}月", 3)
        _say_values(figure, months, slot_px(figure, first, last, width), colours)
        return figure

    def describe(self) -> spec.ChartSpec:
        known = {month.period: month for month in self.months}
        periods = without_january(known)
        drawn = [known.get(period) for period in periods]
        series = spec.Series(
            NAME,
            tuple(None if month is None else month.yoy_pct for month in drawn),
            self.caption.unit,
            sources=tuple("" if month is None else month.source for month in drawn),
            tones=tuple("" if month is None else _tone(month) for month in drawn),
            reach=tuple(_band(month) for month in drawn),
        )
        # A month alone is no 1—N月.
        return as_drawn(
            self,
            spec.COLUMNS,
            month_points(periods),
            [series],
            foot=f"横轴为月份　{self.footer}",
            is_cumulative=False,
        )


def _read(rows: pd.DataFrame, place: str) -> list[_Month]:
    read = zip(
        [parse_period_code(code) for code in texts(rows, "period_code")],
        numbers(rows, "month_yoy_pct"),
        numbers(rows, "month_yoy_low_pct"),
        numbers(rows, "month_yoy_high_pct"),
        numbers(rows, "month_cny_10k"),
        flags(rows, "is_published"),
        point_keys(rows, "month_yoy_pct", place),
        texts(rows, "month_source"),
        strict=True,
    )
    months = [_Month(*each) for each in read if each[1] is not None]
    return sorted(months, key=lambda month: month.period)


def _finding(newest: _Month) -> str:
    """推算2025年9月当月同比下降8.3%，在下降8.9%至下降7.7%之间."""
    grown = rise_or_fall(newest.yoy_pct)
    same = "" if rounded(newest.yoy_pct) == 0 else "同比"
    said = f"{ESTIMATED}{newest.name}当月{same}{grown}"
    low, high = newest.band or (newest.yoy_pct, newest.yoy_pct)
    if rounded(low) == rounded(high):
        return said
    return f"{said}，在{rise_or_fall(low)}至{rise_or_fall(high)}之间"


def _subtitle(caption: Caption, first: _Month, newest: _Month) -> str:
    # A month is no 1—9月: the caption's own words for periods would lie.
    measure = caption.measure
    if ESTIMATED not in measure:
        measure = f"{measure}（{ESTIMATED}）"
    span = newest.name if first is newest else f"{first.name}至{newest.name}"
    return SEPARATOR.join((measure, caption.place, span, f"单位：{caption.unit}"))


def _bars(drawn: list[_Month], colours: Ink) -> go.Bar:
    return go.Bar(
        name=NAME,
        x=[slot_of(month.period) for month in drawn],
        y=[float(month.yoy_pct) for month in drawn],
        width=BAR_WIDTH,
        marker={
            "color": [colours.decline if m.yoy_pct < 0 else colours.growth for m in drawn],
            # An estimate is paler than what is published, and its band stays in sight.
            "opacity": 0.6,
            "pattern": stripes(["" if m.is_published else "/" for m in drawn], colours),
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [_beyond(month, 1) for month in drawn],
            "arrayminus": [_beyond(month, 0) for month in drawn],
            "color": colours.text,
            "thickness": 1.5,
            "width": 4,
        },
        text=[shown(month.yoy_pct) for month in drawn],
        textposition="none",
        unselected={"marker": {"opacity": 0.3}},
        customdata=[[month.key, month.source] for month in drawn],
        hovertext=[_hover(month) for month in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _tone(month: _Month) -> str:
    return spec.DECLINE if month.yoy_pct < 0 else spec.GROWTH


def _band(month: _Month | None) -> tuple[Decimal, Decimal]:
    """How far below and above its value a month may lie; nothing where no band is known."""
    if month is None or month.band is None:
        return Decimal(0), Decimal(0)
    low, high = month.band
    return rounded(abs(month.yoy_pct - low), 3), rounded(abs(high - month.yoy_pct), 3)


def _beyond(month: _Month, end: int) -> float | None:
    return None if month.band is None else float(abs(month.band[end] - month.yoy_pct))


def _reach(drawn: list[_Month]) -> list[Decimal]:
    ends = [Decimal(0), *(month.yoy_pct for month in drawn)]
    ends += [end for month in drawn for end in month.band or ()]
    low, high = min(ends), max(ends)
    air = (high - low) * _AIR
    return [low - air if low < 0 else low, high + air if high > 0 else high]


def _say_values(figure: go.Figure, drawn: list[_Month], one_px: float, colours: Ink) -> None:
    """Each value beyond its band where it fits, else only the newest."""
    need = widest_px([shown(month.yoy_pct) for month in drawn], NOTE_PX) + 2
    notes = []
    for month in drawn if one_px >= need else drawn[-1:]:
        is_below, said = month.yoy_pct < 0, plain(shown(month.yoy_pct))
        notes.append(
            {
                "name": "value",
                "text": f"<b>{said}</b>" if month is drawn[-1] else said,
                "x": slot_of(month.period),
                "y": float(month.far_end),
                "yanchor": "top" if is_below else "bottom",
                "yshift": -_LABEL_GAP_PX if is_below else _LABEL_GAP_PX,
                "showarrow": False,
                "borderpad": 0,
                "font": {"color": colours.text, "size": NOTE_PX},
            }
        )
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _hover(month: _Month) -> str:
    lines = [f"当月同比 {shown(month.yoy_pct)}%（{ESTIMATED}）"]
    if month.band:
        lines.append(f"范围 {shown(month.low_pct)}%～{shown(month.high_pct)}%")
    if month.cny_10k is not None:
        lines.append(f"当月完成 {shown(cny_100m(month.cny_10k), 2)}亿元（{ESTIMATED}）")
    return hover(month.name, lines, month.source)
