"""How much of its year's plan has each unit done, against the schedule?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, cny_100m, rounded, shown, with_unit
from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.bars import (
    ROW_PX,
    bar_trace,
    fit_rows,
    name_labels,
    name_room_px,
    reference_line,
    say_values,
    text_column,
    zero_based,
)
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import numbers, require, texts
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.theme import (
    CHART_HEIGHT_PX,
    EDGE_PX,
    LIGHT,
    NOTE_PX,
    STATUS_MARKS,
    Ink,
    finish,
    status_colour,
    status_label,
    widest_px,
)
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import (
    RULE_COLUMNS,
    footer_with_rule,
    period_of,
    point_key,
    unit_names,
)

COLUMNS = (
    "unit",
    "completion_rate_pct",
    "schedule_progress_pct",
    "schedule_gap_pp",
    "status",
    "annual_plan_cny_10k",
    "source",
    *RULE_COLUMNS,
)
SCHEDULE = "序时"
_KIND = "条形图"
_GAP_HEAD, _STATUS_HEAD = "较序时（百分点）", "状态"
# A narrower chart breaks the head in two, to leave the room to the bars.
_ONE_LINE_HEAD_FROM_PX = 600
_COLUMN_GAP_PX = 10
# Half the height of a row's own schedule mark: a little more than its bar.
_MARK_REACH = 0.42


def gap_label(gap_pp: Decimal | None) -> str:
    """Ahead or behind in 百分点, always with its sign; unknown is —.

    >>> [gap_label(gap) for gap in (Decimal("3.05"), Decimal("-39.4"), Decimal("0.04"), None)]
    ['+3.1', '−39.4', '持平', '—']
    """
    if gap_pp is None:
        return UNDEFINED
    seen = rounded(gap_pp)
    return f"{'+' if seen > 0 else ''}{shown(seen)}" if seen else "持平"


def completion_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    colours: Ink = LIGHT,
    height: int | None = None,
) -> go.Figure:
    """Units by their gap to the schedule, the furthest behind on top, coloured by status.

    rows: mart_completion of one period and rule. One schedule for all is one line, else
    each row has its mark; a unit without a plan stands last with —.
    customdata of a point: ["unit|<unit>|<period>", source].
    """
    require(rows, COLUMNS)
    title = caption.title or project_findings.completion_finding(rows)
    if rows.empty:
        return blank(caption, _KIND, title, colours=colours)
    footer, period = footer_with_rule(rows, caption), period_of(rows, caption)
    rows = rows.iloc[_furthest_behind_first(rows)]
    names, values = unit_names(rows), numbers(rows, "completion_rate_pct")
    schedules = numbers(rows, "schedule_progress_pct")
    gaps = [gap_label(gap) for gap in numbers(rows, "schedule_gap_pp")]
    statuses, sources = texts(rows, "status"), texts(rows, "source")
    words = [status_label(word) if word in STATUS_MARKS else UNDEFINED for word in statuses]
    plans = [_plan(plan) for plan in numbers(rows, "annual_plan_cny_10k")]
    value_texts = [shown(value) for value in values]
    said = zip(names, value_texts, schedules, gaps, words, plans, sources, strict=True)
    figure = go.Figure(
        bar_trace(
            period.label,
            values,
            ["" if value is None else shown(value) for value in values],
            [status_colour(status, colours) for status in statuses],
            points([point_key("unit", unit, period) for unit in texts(rows, "unit")], sources),
            [
                hover(
                    name,
                    [
                        f"完成率 {with_unit(text, '%')}　{plan}",
                        f"{SCHEDULE} {with_unit(shown(schedule), '%')}　较序时 {_in_points(gap)}",
                        f"状态 {word}",
                    ],
                    source,
                )
                for name, text, schedule, gap, word, plan, source in said
            ],
        )
    )
    readings = [
        (name, f"完成率{text}，较序时{_in_points(gap)}，{word}")
        for name, text, gap, word in zip(names, value_texts, gaps, words, strict=True)
    ]
    labels = name_labels(names, caption.narrowest_px)
    is_wide = caption.narrowest_px >= _ONE_LINE_HEAD_FROM_PX
    heads = [_GAP_HEAD] if is_wide else ["较序时", "（百分点）"]
    gap_room = max(widest_px(gaps), *(text_px(head, NOTE_PX) for head in heads))
    status_room = max(widest_px(words), text_px(_STATUS_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
    right = gap_room + status_room + _COLUMN_GAP_PX
    finish(
        figure,
        title,
        caption.subtitle,
        footer,
        alt_text(_KIND, title, caption.subtitle, readings),
        colours=colours,
        height=height or CHART_HEIGHT_PX,
        width_px=caption.narrowest_px,
        left_px=name_room_px(labels),
        right_px=right,
        above_px=24 if is_wide else 40,
    )
    size = fit_rows(figure, labels, ROW_PX, height)
    drawn = [value for value in (*values, *schedules) if value is not None]
    label_px = widest_px(value_texts) + 12
    zero_based(figure, drawn, (label_px, label_px), caption.narrowest_px, colours)
    say_values(figure, values, value_texts, size, colours)
    text_column(figure, "gap", _GAP_HEAD, gaps, (1, right - status_room), size, colours)
    text_column(figure, "status", _STATUS_HEAD, words, (1, right), size, colours)
    figure.update_annotations({"text": "<br>".join(heads)}, {"name": "gap_head"})
    _colour_marks(figure, statuses, colours)
    _draw_schedule(figure, schedules, colours)
    return figure


def _colour_marks(figure: go.Figure, statuses: list[str], colours: Ink) -> None:
    # A bar of 2 % is too thin to show its colour; its mark in the column is not.
    for note in figure.layout.annotations:
        if note.name == "status" and (status := statuses[int(note.y)]) in STATUS_MARKS:
            colour = status_colour(status, colours)
            note.text = f'<span style="color:{colour}">{STATUS_MARKS[status]}</span> {status}'


def _draw_schedule(figure: go.Figure, schedules: list[Decimal | None], colours: Ink) -> None:
    known = {value for value in schedules if value is not None}
    if len(known) == 1:
        reference_line(figure, SCHEDULE, known.pop(), colours)
        return
    marks = []
    # The wider mark in the ground's colour keeps the narrow one visible on a dark bar.
    for width, colour in ((5, colours.background), (2, colours.text)):
        marks.extend(
            {
                "name": "schedule",
                "type": "line",
                "x0": float(value),
                "x1": float(value),
                "y0": row - _MARK_REACH,
                "y1": row + _MARK_REACH,
                "line": {"color": colour, "width": width},
            }
            for row, value in enumerate(schedules)
            if value is not None
        )
    figure.layout.shapes = marks
    if marks:
        figure.add_annotation(
            name="schedule_key",
            text=f"<b>┃</b> 各自{SCHEDULE}",
            xref="paper",
            x=0,
            xanchor="left",
            xshift=EDGE_PX - figure.layout.margin.l,
            yref="paper",
            y=1,
            yanchor="bottom",
            showarrow=False,
            borderpad=0,
            font={"color": colours.muted, "size": NOTE_PX},
        )


def _furthest_behind_first(rows: pd.DataFrame) -> list[int]:
    gaps, rates = numbers(rows, "schedule_gap_pp"), numbers(rows, "completion_rate_pct")
    return sorted(
        range(len(rows)),
        key=lambda row: (
            rates[row] is None,
            gaps[row] is None,
            gaps[row] or 0,
            rates[row] or 0,
        ),
    )


def _in_points(gap: str) -> str:
    return gap if gap in (UNDEFINED, "持平") else f"{gap}个百分点"


def _plan(plan_cny_10k: Decimal | None) -> str:
    if not plan_cny_10k:
        return "无年度计划"
    return f"年度计划 {shown(cny_100m(plan_cny_10k), 2)}亿元"
