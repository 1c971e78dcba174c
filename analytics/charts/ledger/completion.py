"""How much of its year's plan has each unit done, against the schedule?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.numbers import UNDEFINED, cny_100m, rounded, shown, with_unit
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
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.columns import numbers, require, texts
from analytics.charts.kit.labels import text_px
from analytics.charts.kit.marks import hover, points
from analytics.charts.kit.spec import BARS, ChartSpec, Column, Formula, Mark
from analytics.charts.kit.spec_words import described, given, number_column, one_mark
from analytics.charts.kit.theme import (
    EDGE_PX,
    NOTE_PX,
    STATUS_MARKS,
    Ink,
    status_colour,
    status_label,
    widest_px,
)
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.rows import (
    RATE,
    RULE_COLUMNS,
    amounts,
    period_of,
    point_key,
    rate_series,
    rule_note,
    status_tone,
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
SCHEDULE, _PROGRESS = "序时", "序时进度"
_MARKS_SAID = "　".join(f"{mark}{status}" for status, mark in STATUS_MARKS.items())
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


class CompletionBars(Chart):
    """Units by their gap to the schedule, the furthest behind on top, coloured by status.

    rows: mart_completion of one period and rule. One schedule for all is one line, else
    each row has its mark; a unit without a plan stands last with —.
    customdata of a point: ["unit|<unit>|<period>", source].
    """

    kind = "条形图"

    def __init__(self, rows: pd.DataFrame, caption: Caption) -> None:
        require(rows, COLUMNS)
        note = "" if rows.empty else rule_note(rows)
        finding = project_findings.completion_finding(rows)
        super().__init__(rows, caption, finding, [note], is_blank=rows.empty)
        self.period = period_of(rows, caption)
        self.ordered = rows.iloc[_furthest_behind_first(rows)]
        self.names = unit_names(self.ordered)
        self.values = numbers(self.ordered, "completion_rate_pct")
        self.schedules = numbers(self.ordered, "schedule_progress_pct")
        self.gaps = [gap_label(gap) for gap in numbers(self.ordered, "schedule_gap_pp")]
        self.statuses = texts(self.ordered, "status")
        self.words = [
            status_label(word) if word in STATUS_MARKS else UNDEFINED for word in self.statuses
        ]
        said = zip(self.names, self.values, self.gaps, self.words, strict=True)
        self.read_out = [
            (name, f"完成率{shown(value)}，较序时{_in_points(gap)}，{word}")
            for name, value, gap, word in said
        ]

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        value_texts, width = [shown(value) for value in self.values], self.caption.narrowest_px
        units = texts(self.ordered, "unit")
        keys = [point_key("unit", unit, self.period) for unit in units]
        figure = go.Figure(
            bar_trace(
                self.period.label,
                self.values,
                ["" if value is None else shown(value) for value in self.values],
                [status_colour(status, colours) for status in self.statuses],
                points(keys, texts(self.ordered, "source")),
                self._hovers(),
            )
        )
        labels = name_labels(self.names, width)
        is_wide = width >= _ONE_LINE_HEAD_FROM_PX
        heads = [_GAP_HEAD] if is_wide else ["较序时", "（百分点）"]
        gap_room = max(widest_px(self.gaps), *(text_px(head, NOTE_PX) for head in heads))
        status_room = max(widest_px(self.words), text_px(_STATUS_HEAD, NOTE_PX)) + _COLUMN_GAP_PX
        right = gap_room + status_room + _COLUMN_GAP_PX
        self.finish(
            figure,
            colours,
            height,
            left_px=name_room_px(labels),
            right_px=right,
            above_px=24 if is_wide else 40,
        )
        size = fit_rows(figure, labels, ROW_PX, height)
        drawn = [value for value in (*self.values, *self.schedules) if value is not None]
        label_px = widest_px(value_texts) + 12
        zero_based(figure, drawn, (label_px, label_px), width, colours)
        say_values(figure, self.values, value_texts, size, colours)
        text_column(figure, "gap", _GAP_HEAD, self.gaps, (1, right - status_room), size, colours)
        text_column(figure, "status", _STATUS_HEAD, self.words, (1, right), size, colours)
        figure.update_annotations({"text": "<br>".join(heads)}, {"name": "gap_head"})
        _colour_marks(figure, self.statuses, colours)
        _draw_schedule(figure, self.schedules, colours)
        return figure

    def describe(self) -> ChartSpec:
        marked = zip(self.statuses, self.names, strict=True)
        tones = [status_tone(status) for status in self.statuses]
        return described(
            BARS,
            [f"{STATUS_MARKS.get(status, '○')} {name}" for status, name in marked],
            [rate_series(self.ordered, tones)],
            self.caption,
            self.finding,
            foot=f"{_MARKS_SAID}　{self.footer}",
            mark=_schedule_mark(self.schedules),
            extras=given(
                *amounts(self.ordered),
                number_column(self.ordered, "schedule_progress_pct", _PROGRESS, "%"),
                _gap_column(self.ordered),
                Column("状态", tuple(tones)),
            ),
        )

    def _hovers(self) -> list[str]:
        plans = [_plan(plan) for plan in numbers(self.ordered, "annual_plan_cny_10k")]
        said = zip(
            self.names,
            self.values,
            self.schedules,
            self.gaps,
            self.words,
            plans,
            texts(self.ordered, "source"),
            strict=True,
        )
        return [
            hover(
                name,
                [
                    f"完成率 {with_unit(shown(value), '%')}　{plan}",
                    f"{SCHEDULE} {with_unit(shown(schedule), '%')}　较序时 {_in_points(gap)}",
                    f"状态 {word}",
                ],
                source,
            )
            for name, value, schedule, gap, word, plan, source in said
        ]


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
    marks: list[dict[str, object]] = []
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


def _gap_column(rows: pd.DataFrame) -> Column | None:
    """Progress gaps come from unrounded values."""
    column = number_column(rows, "schedule_gap_pp", "较序时", "个百分点")
    if column is None:
        return None
    return replace(column, formula=Formula("difference", RATE, _PROGRESS))


def _schedule_mark(schedules: list[Decimal | None]) -> Mark | None:
    known = {value for value in schedules if value is not None}
    if len(known) == 1:
        return one_mark(SCHEDULE, known.pop(), len(schedules), "%")
    return Mark(f"各自{SCHEDULE}", tuple(schedules)) if known else None
