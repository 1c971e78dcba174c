"""Which parts carry the growth of the whole: a step a part, down to the published total.

Owns pull_waterfall (parts that add up) and pull_bars (parts that overlap). Draws nothing
where the mart says that nothing may be said, and then says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import rounded, shown
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import (
    ROW_PX,
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    say_values,
    signed_colours,
    text_column,
    zero_based,
)
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import texts
from analytics.charts.kit.labels import plain, text_px
from analytics.charts.kit.marks import hover
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, NOTE_PX, Ink, finish, widest_px
from analytics.charts.statistics.pull_findings import pull_finding
from analytics.charts.statistics.pulls import (
    Pull,
    are_all_safe,
    formula_of,
    one_set,
    read_pulls,
    reason_of,
    safe_only,
    total_growth,
)

RATE_HEAD, TOTAL, GROWTH_HEAD = "贡献率%", "总计（公布）", "本身同比%"
_KIND, _BARS_KIND = "瀑布图", "条形图"
_ROW_PX, _VALUE_GAP_PX, _COLUMN_GAP_PX = 34, 4, 10
# More parts than a table prints at a glance stand by size, fewer as in the table.
_AS_PRINTED_AT_MOST = 5
_GROWTH_FROM_PX = 600
_BAR_GAP = 0.35


@dataclass(frozen=True)
class _Step:
    """One bar from where the parts before it ended."""

    base: Decimal
    end: Decimal
    label: str
    rate: str
    fill: str
    stripes: str
    key: str
    source: str
    hovertext: str


def pull_waterfall(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    total_label: str = TOTAL,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Each part's pull up or down, the residual, and the published growth they end in.

    rows: mart_contribution of one region, period and breakdown whose parts add up;
    total_indicator_code and total_source where the mart gives them.
    """
    one_set(rows)
    total_pct = total_growth(rows)
    if rows.empty or total_pct is None or not are_all_safe(rows):
        return blank(caption, _KIND, reason_of(rows), colours=colours)
    pulls = read_pulls(rows, caption.place, caption.period.code)
    added = sum((pull.pp for pull in pulls), Decimal(0))
    if len(pulls) < len(rows) or added != rounded(total_pct):
        reason = f"各分项拉动合计{shown(added)}，与公布的总计增速{shown(total_pct)}%不符"
        return blank(caption, _KIND, reason, colours=colours)
    pulls = _in_order(pulls)
    title = caption.title or pull_finding(pulls, total_pct)
    steps = [*_steps(pulls, formula_of(rows), colours), _total(rows, total_pct, caption, colours)]
    names = [*(pull.name for pull in pulls), total_label]
    labels = name_labels(names, caption.narrowest_px)
    value_texts, rates = [step.label for step in steps], [step.rate for step in steps]
    has_rates = any(rates)
    rate_room = max(widest_px(rates), text_px(RATE_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
    edges = [edge for step in steps for edge in (step.base, step.end)]
    room = widest_px(value_texts) + 12
    # Where all lies below zero, the labels right of zero stand outside the axis.
    beyond = room if max(edges) == 0 else 0
    figure = go.Figure(_floating_bars(steps, caption.period.label, colours))
    readings = [
        (name, f"{step.label}（贡献率{step.rate}%）" if step.rate else step.label)
        for name, step in zip(names, steps, strict=True)
    ]
    finish(
        figure,
        title,
        caption.subtitle,
        _footer(pulls, caption),
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=beyond + (rate_room if has_rates else 0),
        above_px=20 if has_rates else 0,
    )
    size = fit_rows(figure, labels, _ROW_PX, height)
    zero_based(figure, edges, (12, room), caption.narrowest_px, colours)
    _label_steps(figure, steps, size, colours)
    _connect(figure, steps, colours)
    if has_rates:
        text_column(figure, "rate", RATE_HEAD, rates, (1, beyond + rate_room), size, colours)
    figure.update_layout(bargap=_BAR_GAP)
    return figure


def pull_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Pulls of parts that overlap (领域): each for itself, sorted, no total to add up to.

    rows: mart_contribution of one region, period and breakdown; parts that are not safe
    to state are left out and counted in the footer.
    """
    one_set(rows)
    safe = safe_only(rows)
    pulls = read_pulls(safe, caption.place, caption.period.code)
    pulls = sorted((p for p in pulls if not p.is_residual), key=lambda pull: -pull.pp)
    if not pulls:
        return blank(caption, _BARS_KIND, reason_of(rows), colours=colours)
    title = caption.title or pull_finding(pulls, total_growth(rows))
    formula = formula_of(rows)
    names, values = [pull.name for pull in pulls], [pull.pp for pull in pulls]
    value_texts = [pull.label for pull in pulls]
    growths = [shown(pull.yoy_pct) for pull in pulls]
    rates = ["" if p.contribution_pct is None else shown(p.contribution_pct) for p in pulls]
    labels = name_labels(names, caption.narrowest_px)
    trace = bar_trace(
        caption.period.label,
        values,
        value_texts,
        signed_colours(values, colours),
        [[pull.key, pull.source] for pull in pulls],
        [pull.hovertext(formula) for pull in pulls],
    )
    trace.marker.pattern = _pattern(["/" if value < 0 else "" for value in values], colours)
    figure = go.Figure(trace)
    left_out = len(rows) - len(safe)
    footer = f"{caption.footer}　各分项有交叉，不相加"
    if left_out:
        footer += f"；{left_out}个分项不能可靠算出，未画"
    columns = [("rate", RATE_HEAD, rates)] if any(rates) else []
    if caption.narrowest_px >= _GROWTH_FROM_PX:
        columns.append(("growth", GROWTH_HEAD, growths))
    rooms = [
        max(widest_px(cells), text_px(head, NOTE_PX)) + _COLUMN_GAP_PX for _, head, cells in columns
    ]
    finish(
        figure,
        title,
        caption.subtitle,
        footer,
        alt_text(_BARS_KIND, title, caption.subtitle, list(zip(names, value_texts, strict=True))),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=sum(rooms),
        above_px=20 if columns else 0,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    room = widest_px(value_texts) + 12
    zero_based(figure, values, (room, room), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    for number, (name, head, cells) in enumerate(columns):
        at = (1, sum(rooms[: number + 1]))
        text_column(figure, name, head, cells, at, size, colours)
    return figure


def _footer(pulls: list[Pull], caption: Caption) -> str:
    notes = ["斜纹为下拉"] if any(p.pp < 0 and not p.is_residual for p in pulls) else []
    if any(pull.is_residual for pull in pulls):
        notes.append("网纹为未分到各分项的部分")
    return "　".join([caption.footer, *(["，".join(notes)] if notes else [])])


def _in_order(pulls: list[Pull]) -> list[Pull]:
    parts = [pull for pull in pulls if not pull.is_residual]
    if len(parts) <= _AS_PRINTED_AT_MOST:
        return pulls
    rest = [pull for pull in pulls if pull.is_residual]
    return [*sorted(parts, key=lambda pull: -pull.pp), *rest]


def _steps(pulls: list[Pull], formula: str, colours: Ink) -> list[_Step]:
    steps, reached = [], Decimal(0)
    for pull in pulls:
        rate = "" if pull.contribution_pct is None else shown(pull.contribution_pct)
        fill, stripes = (colours.growth, "") if pull.pp >= 0 else (colours.decline, "/")
        if pull.is_residual:
            fill, stripes = colours.earlier, "x"
        end = reached + pull.pp
        hovertext = pull.hovertext(formula)
        steps.append(
            _Step(reached, end, pull.label, rate, fill, stripes, pull.key, pull.source, hovertext)
        )
        reached = end
    return steps


def _total(rows: pd.DataFrame, total_pct: Decimal, caption: Caption, colours: Ink) -> _Step:
    whole = next(iter(texts(rows, "total_indicator_code")), "") or "total"
    region = next(iter(texts(rows, "region_code")), "") or caption.place
    source = next(iter(texts(rows, "total_source")), "") or caption.source
    said = f"{shown(total_pct)}%"
    key = f"{region}|{whole}|{caption.period.code}|yoy_pct"
    hovertext = hover(TOTAL, [f"同比 {said}"], source)
    end = rounded(total_pct)
    return _Step(Decimal(0), end, said, "", colours.text, "", key, source, hovertext)


def _floating_bars(steps: list[_Step], name: str, colours: Ink) -> go.Bar:
    trace = bar_trace(
        name,
        [step.end - step.base for step in steps],
        [step.label for step in steps],
        [step.fill for step in steps],
        [[step.key, step.source] for step in steps],
        [step.hovertext for step in steps],
    )
    trace.base = [float(step.base) for step in steps]
    trace.marker.pattern = _pattern([step.stripes for step in steps], colours)
    return trace


def _pattern(shapes: list[str], colours: Ink) -> dict[str, object]:
    # A photocopy keeps the stripes, not the colour.
    return {
        "shape": shapes,
        "fillmode": "overlay",
        "fgcolor": colours.background,
        "size": 6,
        "solidity": 0.3,
    }


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
