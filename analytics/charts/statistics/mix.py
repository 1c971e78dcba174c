"""What is the total made of, and how did the shares move in a year?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown, with_unit
from analytics.charts.kit.bars import (
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    zero_based,
)
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import fastest_first, numbers, point_keys, require, texts
from analytics.charts.kit.diverging import stripes
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, EARLIER, GROWTH, ChartSpec, Column, Formula, Series
from analytics.charts.kit.spec_words import amount_column, described, given
from analytics.charts.kit.theme import EDGE_PX, Ink, widest_px
from analytics.charts.statistics import findings

COLUMNS = (
    "indicator_name",
    "share_pct",
    "share_last_year_pct",
    "share_change_pp",
    "source",
)
_ROW_PX, _PAIR_GAP = 42, 0.24
_PAIR_OFFSET = (1 - _PAIR_GAP) / 4
# What rounding to one decimal can move a sum by, for each part.
_ROUNDING_PP = Decimal("0.05")


def change_label(change_pp: Decimal | None) -> str:
    """A share's move in a year, always with its sign; nothing where it is unknown.

    >>> change_label(Decimal("1.3")), change_label(Decimal("-0.25")), change_label(None)
    ('+1.3个百分点', '−0.3个百分点', '')
    """
    if change_pp is None:
        return ""
    seen = rounded(change_pp)
    return f"{'+' if seen > 0 else ''}{shown(seen)}个百分点" if seen else "持平"


def missing_note(shares_pct: list[Decimal | None]) -> str:
    """What must be said where the parts shown do not make up the whole.

    >>> missing_note([Decimal("60.0"), Decimal("35.2")])
    '注意：各分项合计95.2%，与总计相差4.8个百分点'
    """
    known = [share for share in shares_pct if share is not None]
    total = sum(known, Decimal(0))
    if not known or abs(total - 100) <= _ROUNDING_PP * len(known):
        return ""
    difference = rounded(abs(total - 100))
    return f"注意：各分项合计{shown(total)}%，与总计相差{difference}个百分点"


class MixBars(Chart):
    """Shares of this year beside the same months of last year, largest first.

    rows: indicator_name, share_pct, share_last_year_pct, share_change_pp, source;
    last_year_source where the mart gives it.
    """

    kind = "成对条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        super().__init__(rows, caption, findings.mix_finding(rows), is_blank=rows.empty)
        keyed = rows.assign(key=point_keys(rows, "share_pct", caption.place, caption.period.code))
        self.ordered = keyed.iloc[fastest_first(numbers(rows, "share_pct"))]
        self.names = texts(self.ordered, "indicator_name")
        self.now = numbers(self.ordered, "share_pct")
        self.before = numbers(self.ordered, "share_last_year_pct")
        self.changes = numbers(self.ordered, "share_change_pp")
        self.moves = [change_label(change) for change in self.changes]
        self.sources = texts(self.ordered, "source")
        self.last_year_sources = texts(self.ordered, "last_year_source")
        self.label, self.last_label = caption.period.label, caption.period.last_year.label
        self.read_out = [
            (name, f"{shown(share)}（{move}）" if move else shown(share))
            for name, share, move in zip(self.names, self.now, self.moves, strict=True)
        ]
        self.note = missing_note(self.now)
        if self.note:
            self.footer = f"{self.note}　{self.footer}"

    @property
    def alt(self) -> str:
        return super().alt + self.note

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        width = self.caption.narrowest_px
        labels = name_labels(self.names, width)
        now_texts = [
            f"{shown(share)}　{move}".rstrip("　")
            for share, move in zip(self.now, self.moves, strict=True)
        ]
        keys = texts(self.ordered, "key")
        earlier_keys = [f"{key}|last_year" for key in keys]
        figure = go.Figure(
            [
                self._bars(self.label, self.now, colours.growth, "", keys, self.sources, colours),
                self._bars(
                    self.last_label,
                    self.before,
                    colours.earlier,
                    "/",
                    earlier_keys,
                    self.last_year_sources,
                    colours,
                ),
            ]
        )
        self.finish(figure, colours, height, left_px=name_room_px(labels), right_px=8, above_px=26)
        size = fit_rows(figure, labels, _ROW_PX, height, bars=2)
        drawn = [share for share in (*self.now, *self.before) if share is not None]
        label_px = widest_px(now_texts, size) + 12
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        before_texts = [shown(share) for share in self.before]
        say_values(figure, self.now, now_texts, size, colours, offset=-_PAIR_OFFSET)
        say_values(figure, self.before, before_texts, size, colours, offset=_PAIR_OFFSET)
        figure.update_layout(barmode="group", bargap=_PAIR_GAP, bargroupgap=0.08)
        _name_pair(figure, self.label, self.last_label, colours)
        return figure

    def describe(self) -> ChartSpec:
        level = amount_column(self.ordered, "ytd_cny_10k", "本期投资")
        whole = amount_column(self.ordered, "total_cny_10k", "总计")
        formula = Formula("share", level.name, whole.name) if level and whole else None
        now = Series(
            self.label, tuple(self.now), sources=tuple(self.sources), formula=formula, tone=GROWTH
        )
        names, series, moves = self.names, [now], None
        if any(share is not None for share in self.before):
            cited = tuple(self.last_year_sources)
            series.append(Series(self.last_label, tuple(self.before), sources=cited, tone=EARLIER))
            formula = Formula("difference", self.label, self.last_label)
            moves = Column("占比变动", tuple(self.changes), "个百分点", formula=formula)
            said = zip(self.names, self.moves, strict=True)
            names = [f"{name}（{move}）" if move else name for name, move in said]
        return described(
            BARS,
            names,
            series,
            self.caption,
            self.finding,
            foot=self.footer,
            extras=given(level, whole, moves),
        )

    def _bars(
        self,
        label: str,
        shares: list[Decimal | None],
        fill: str,
        shape: str,
        keys: list[str],
        sources: list[str],
        colours: Ink,
    ) -> go.Bar:
        said = [f"{label}占比 {with_unit(shown(share), self.caption.unit)}" for share in shares]
        hovers = [
            hover(name, [text], source)
            for name, text, source in zip(self.names, said, sources, strict=True)
        ]
        value_texts = [shown(share) for share in shares]
        trace = bar_trace(label, shares, value_texts, fill, points(keys, sources), hovers)
        trace.marker.pattern = stripes(shape, colours)
        return trace


def _name_pair(figure: go.Figure, this_label: str, last_label: str, colours: Ink) -> None:
    # Words beside the colours, and no legend of Plotly's: it wraps over the subtitle.
    figure.add_annotation(
        name="pair",
        text=(
            f'<span style="color:{colours.growth}">■</span> {this_label}（实心）　'
            f'<span style="color:{colours.earlier}">■</span> {last_label}（斜纹）'
        ),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=EDGE_PX - figure.layout.margin.l,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        borderpad=0,
        font={"color": colours.text},
    )
