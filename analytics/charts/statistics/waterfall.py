"""Which parts carry the growth of the whole: a step a part, down to the published total.

Draws nothing where the mart says that nothing may be said, and then says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown
from analytics.charts.kit.bars import (
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    text_column,
    zero_based,
)
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import texts
from analytics.charts.kit.diverging import stripes
from analytics.charts.kit.labels import plain, text_px
from analytics.charts.kit.marks import hover
from analytics.charts.kit.spec import (
    DECLINE,
    EARLIER,
    GROWTH,
    WATERFALL,
    WHOLE,
    ChartSpec,
    Series,
)
from analytics.charts.kit.spec_words import described
from analytics.charts.kit.theme import NOTE_PX, Ink, widest_px
from analytics.charts.statistics.pull_findings import pull_finding
from analytics.charts.statistics.pulls import (
    RATE_HEAD,
    Pull,
    are_all_safe,
    formula_of,
    one_set,
    pull_columns,
    read_pulls,
    reason_of,
    total_growth,
)

TOTAL = "总计（公布）"
_ROW_PX, _VALUE_GAP_PX, _COLUMN_GAP_PX = 34, 4, 10
# More parts than a table prints at a glance stand by size, fewer as in the table.
_AS_PRINTED_AT_MOST = 5
_BAR_GAP = 0.35


@dataclass(frozen=True)
class _Step:
    """One bar from where the parts before it ended."""

    name: str
    base: Decimal
    end: Decimal
    label: str
    rate: str
    tone: str
    key: str
    source: str
    hovertext: str

    @property
    def value(self) -> Decimal:
        return self.end - self.base


class PullWaterfall(Chart):
    """Each part's pull up or down, the residual, and the published growth they end in.

    rows: mart_contribution of one region, period and breakdown whose parts add up;
    total_indicator_code and total_source where the mart gives them.
    """

    kind = "瀑布图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        one_set(rows)
        total, pulls = total_growth(rows), []
        if rows.empty or total is None or not are_all_safe(rows):
            reason = reason_of(rows)
        else:
            pulls = _in_order(read_pulls(rows, caption.place, caption.period.code))
            reason = _mismatch(rows, pulls, total)
        super().__init__(
            rows,
            caption,
            reason or pull_finding(pulls, total),
            _notes(pulls),
            is_blank=bool(reason),
        )
        if reason or total is None:
            # Why nothing is drawn outweighs a title of the caller's own.
            self.finding = reason
            return
        self.pulls = pulls
        self.steps = [*_steps(pulls, formula_of(rows)), _total(rows, total, caption)]
        self.read_out = [
            (step.name, f"{step.label}（贡献率{step.rate}%）" if step.rate else step.label)
            for step in self.steps
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        steps, width = self.steps, self.caption.narrowest_px
        labels = name_labels([step.name for step in steps], width)
        value_texts, rates = [step.label for step in steps], [step.rate for step in steps]
        has_rates = any(rates)
        rate_room = max(widest_px(rates), text_px(RATE_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
        edges = [edge for step in steps for edge in (step.base, step.end)]
        room = widest_px(value_texts) + 12
        # Where all lies below zero, the labels right of zero stand outside the axis.
        beyond = room if max(edges) == 0 else 0
        figure = go.Figure(_floating_bars(steps, self.caption.period.label, colours))
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=beyond + (rate_room if has_rates else 0),
            above_px=20 if has_rates else 0,
        )
        size = fit_rows(figure, labels, _ROW_PX, height)
        zero_based(figure, edges, (12, room), width, colours)
        _label_steps(figure, steps, size, colours)
        _connect(figure, steps, colours)
        if has_rates:
            text_column(figure, "rate", RATE_HEAD, rates, (1, beyond + rate_room), size, colours)
        figure.update_layout(bargap=_BAR_GAP)
        return figure

    def describe(self) -> ChartSpec:
        series = Series(
            "拉动",
            tuple(step.value for step in self.steps),
            unit="个百分点",
            sources=tuple(step.source for step in self.steps),
            tones=tuple(step.tone for step in self.steps),
        )
        return described(
            WATERFALL,
            [step.name for step in self.steps],
            [series],
            self.caption,
            self.finding,
            extras=pull_columns(self.pulls, 1),
        )


def _mismatch(rows: pd.DataFrame, pulls: list[Pull], total: Decimal) -> str:
    """Why no steps lead to the total; empty where they do."""
    added = sum((pull.pp for pull in pulls), Decimal(0))
    if len(pulls) == len(rows) and added == rounded(total):
        return ""
    return f"各分项拉动合计{shown(added)}，与公布的总计增速{shown(total)}%不符"


def _notes(pulls: list[Pull]) -> list[str]:
    notes = ["斜纹为下拉"] if any(p.pp < 0 and not p.is_residual for p in pulls) else []
    if any(pull.is_residual for pull in pulls):
        notes.append("网纹为未分到各分项的部分")
    return ["，".join(notes)]


def _in_order(pulls: list[Pull]) -> list[Pull]:
    parts = [pull for pull in pulls if not pull.is_residual]
    if len(parts) <= _AS_PRINTED_AT_MOST:
        return pulls
    rest = [pull for pull in pulls if pull.is_residual]
    return [*sorted(parts, key=lambda pull: -pull.pp), *rest]


def _steps(pulls: list[Pull], formula: str) -> list[_Step]:
    steps, reached = [], Decimal(0)
    for pull in pulls:
        rate = "" if pull.contribution_pct is None else shown(pull.contribution_pct)
        tone = DECLINE if pull.pp < 0 else GROWTH
        if pull.is_residual:
            tone = EARLIER
        end = reached + pull.pp
        words = (pull.key, pull.source, pull.hovertext(formula))
        steps.append(_Step(pull.name, reached, end, pull.label, rate, tone, *words))
        reached = end
    return steps


def _total(rows: pd.DataFrame, total_pct: Decimal, caption: Caption) -> _Step:
    whole = next(iter(texts(rows, "total_indicator_code")), "") or "total"
    region = next(iter(texts(rows, "region_code")), "") or caption.place
    source = next(iter(texts(rows, "total_source")), "") or caption.source
    said = f"{shown(total_pct)}%"
    key = f"{region}|{whole}|{caption.period.code}|yoy_pct"
    hovertext = hover(TOTAL, [f"同比 {said}"], source)
    end = rounded(total_pct)
    return _Step(TOTAL, Decimal(0), end, said, "", WHOLE, key, source, hovertext)


def _floating_bars(steps: list[_Step], name: str, colours: Ink) -> go.Bar:
    fills = {
        GROWTH: colours.growth,
        DECLINE: colours.decline,
        EARLIER: colours.earlier,
        WHOLE: colours.text,
    }
    shapes = {DECLINE: "/", EARLIER: "x"}
    trace = bar_trace(
        name,
        [step.value for step in steps],
        [step.label for step in steps],
        [fills[step.tone] for step in steps],
        [[step.key, step.source] for step in steps],
        [step.hovertext for step in steps],
    )
    trace.base = [float(step.base) for step in steps]
    trace.marker.pattern = stripes([shapes.get(step.tone, "") for step in steps], colours)
    return trace


def _label_steps(figure: go.Figure, steps: list[_Step], size: float, colours: Ink) -> None:
    # All at the right end: a label left of a falling step would lie on the step before.
    notes = [
        {
            "name": "value",
            "text": f"<b>{plain(step.label)}</b>" if row == len(steps) - 1 else plain(step.label),
            "x": float(max(step.base, step.end)),
            "y": row,
            "xanchor": "left",
            "xshift": _VALUE_GAP_PX,
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": colours.text, "size": size},
        }
        for row, step in enumerate(steps)
    ]
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _connect(figure: go.Figure, steps: list[_Step], colours: Ink) -> None:
    thick = (1 - _BAR_GAP) / 2
    lines = [
        {
            "name": "connector",
            "type": "line",
            "x0": float(step.end),
            "x1": float(step.end),
            "y0": row + thick,
            "y1": row + 1 - thick,
            "line": {"color": colours.muted, "width": 1, "dash": "dot"},
        }
        for row, step in enumerate(steps[:-1])
    ]
    figure.layout.shapes = [*figure.layout.shapes, *lines]
