"""The look of native charts in every Office file: colours, patterns, labels, axes.

XlsxWriter writes the XML. Bars start at zero, a missing value is a gap, a number's label
shows what the reader sees. Places nothing and chooses no rows.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from analytics.basics.numbers import rounded, shown
from analytics.charts.kit.spec import (
    BARS,
    COLUMNS,
    EARLIER,
    LINES,
    WATERFALL,
    ChartSpec,
    Mark,
    Series,
)
from analytics.export import native_ink
from analytics.export.chart_sheet import (
    ABOVE,
    BASE,
    BELOW,
    LABEL_AT,
    MARK_WIDTH,
    SheetCells,
    axis_bounds,
    number_format,
)

TEXT_PT = 10
_NO_LINE = {"none": True}
_NO_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
# Long names break into lines; they never turn aslant.
_LEVEL = {"rotation": 360}
_UNSEEN = {"fill": _NO_LINE, "border": _NO_LINE}
_YEARS = {
    "date_axis": True,
    "major_unit": 1,
    "major_unit_type": "years",
    "minor_unit": 1,
    "minor_unit_type": "months",
    "num_format": 'yyyy"年"',
}
# A narrower axis would make a tenth of a point look like a cliff.
_LEAST_SPAN = Decimal(2)
# Ends closer than this share of the axis would write over each other.
_CLOSE = Decimal("0.15")


def draw(book: Workbook, spec: ChartSpec, cells: SheetCells, text_pt: float = TEXT_PT) -> Chart:
    """A chart of the table at these cells, not yet placed."""
    makers = {BARS: _bars, COLUMNS: _columns, LINES: _lines, WATERFALL: _waterfall}
    chart = makers[spec.kind](book, spec, cells, text_pt)
    chart.set_title({"none": True})
    chart.set_chartarea({"border": _NO_LINE, "fill": _NO_LINE})
    chart.set_plotarea({"fill": _NO_LINE})
    chart.show_blanks_as("span" if spec.spans_gaps else "gap")
    return chart


def _bars(book: Workbook, spec: ChartSpec, cells: SheetCells, text_pt: float) -> Chart:
    """Horizontal bars in the given order from the top, from a zero base."""
    chart = book.add_chart({"type": "bar"})
    is_single = len(spec.series) == 1
    for number, series in enumerate(spec.series):
        labels = {"value": True, "position": "outside_end", "font": _font(text_pt)}
        labels["num_format"] = _plain_format(series)
        if spec.mark is not None:
            # The mark would cross the number.
            labels["fill"] = {"color": native_ink.GROUND}
        chart.add_series(
            {
                "name": cells.head(series.name),
                "categories": cells.labels(),
                "values": cells.values(series.name),
                "gap": 45 if is_single else 30,
                "overlap": 0,
                **native_ink.fill(series.tone, number),
                "points": [native_ink.fill(tone) for tone in series.tones] or None,
                "data_labels": labels,
            }
        )
    low, high = axis_bounds(spec)
    chart.set_y_axis(
        {
            "reverse": True,
            # Labels stay at the edge, or they would lie on the bars of negative values.
            "label_position": "low",
            "interval_unit": 1,
            **_NO_TICKS,
            "num_font": _font(text_pt),
            "line": {"color": native_ink.TEXT},
        }
    )
    hidden = {"min": low, "max": high, "visible": False, "major_gridlines": {"visible": False}}
    chart.set_x_axis(hidden)
    if spec.mark is not None:
        chart.combine(_mark(book, spec.mark, cells, hidden))
    _legend(chart, spec, text_pt)
    return chart


def _mark(book: Workbook, mark: Mark, cells: SheetCells, hidden: dict[str, object]) -> Chart:
    """What bars are measured against: a thin piece at the end of an unseen bar.

    On axes of its own, so that one value for all is one line through every row.
    """
    marks = book.add_chart({"type": "bar", "subtype": "stacked"})
    is_one = len({value for value in mark.values if value is not None}) == 1
    ink = {"fill": {"color": native_ink.TEXT}, "border": _NO_LINE}
    for name, look in ((mark.name, _UNSEEN), (MARK_WIDTH, ink)):
        marks.add_series(
            {
                "name": cells.head(name),
                "categories": cells.labels(),
                "values": cells.values(name),
                "y2_axis": True,
                "gap": 0 if is_one else 20,
                **look,
            }
        )
    # LibreOffice forgets the bounds of an axis that is deleted.
    unlabelled = {"visible": True, "label_position": "none", "line": _NO_LINE, **_NO_TICKS}
    marks.set_y2_axis(hidden | unlabelled)
    marks.set_x2_axis({"reverse": True, "visible": False})
    return marks


def _lines(book: Workbook, spec: ChartSpec, cells: SheetCells, text_pt: float) -> Chart:
    chart = book.add_chart({"type": "line"})
    positions = _end_positions(spec)
    for number, series in enumerate(spec.series):
        ink = native_ink.colour(series.tone, number)
        line = {"color": ink, "width": 2.25, "dash_type": native_ink.dash(number)}
        mark = {"color": ink}
        hollow = [
            {"fill": {"color": native_ink.GROUND}, "border": mark} if is_hollow else None
            for is_hollow in series.hollow
        ]
        chart.add_series(
            {
                "name": cells.head(series.name),
                "categories": cells.labels(),
                "categories_data": [list(level) for level in cells.groups] or None,
                "values": cells.values(series.name),
                "line": _NO_LINE if series.is_marks_only else line,
                "marker": {
                    "type": "x" if series.is_marks_only else native_ink.symbol(number),
                    "size": (8 if series.is_marks_only else 5) - (2 if spec.is_dated else 0),
                    "fill": _NO_LINE if series.is_marks_only else mark,
                    "border": mark,
                },
                "points": hollow if any(hollow) else None,
                **_last_label(series, positions[number], text_pt),
            }
        )
    chart.set_x_axis(
        {
            "label_position": "low",
            **_NO_TICKS,
            "num_font": _font(text_pt),
            "line": {"color": native_ink.TEXT},
            **(_YEARS if spec.is_dated else {}),
        }
    )
    chart.set_y_axis(
        {
            "num_format": number_format("", _tick_places(spec)),
            "num_font": _font(text_pt, native_ink.MUTED),
            "line": _NO_LINE,
            "major_gridlines": {"visible": True, "line": {"color": native_ink.GRID}},
            **_least_span(spec),
        }
    )
    _legend(chart, spec, text_pt)
    return chart


def _columns(book: Workbook, spec: ChartSpec, cells: SheetCells, text_pt: float) -> Chart:
    """Upright bars along time; several series are parts of one column."""
    is_stacked = len(spec.series) > 1
    kind = {"type": "column"} | ({"subtype": "stacked"} if is_stacked else {})
    chart = book.add_chart(kind)
    for number, series in enumerate(spec.series):
        fill = native_ink.fill(series.tone, number, is_part=is_stacked)
        labels = {
            "value": True,
            "position": "center" if is_stacked else "outside_end",
            "num_format": number_format("", series.places),
            "font": _font(text_pt),
        }
        if is_stacked:
            labels["fill"] = {"color": native_ink.GROUND}
        chart.add_series(
            {
                "name": cells.head(series.name),
                "categories": cells.labels(),
                "categories_data": [list(level) for level in cells.groups] or None,
                "values": cells.values(series.name),
                "gap": 40,
                **fill,
                "points": [native_ink.fill(tone) for tone in series.tones] or None,
                # A reach ends where the number would stand.
                **({"y_error_bars": _reach(series)} if series.reach else {"data_labels": labels}),
            }
        )
    chart.set_x_axis(
        {
            "label_position": "low",
            **_NO_TICKS,
            "num_font": _font(text_pt) | _LEVEL,
            "line": {"color": native_ink.TEXT},
        }
    )
    is_read = any(series.reach for series in spec.series)
    lines = {"visible": is_read, "line": {"color": native_ink.GRID}}
    look = {"num_format": number_format("", _tick_places(spec)), "line": _NO_LINE}
    font = _font(text_pt, native_ink.MUTED)
    chart.set_y_axis(look | {"visible": is_read, "num_font": font, "major_gridlines": lines})
    _legend(chart, spec, text_pt)
    return chart


def _reach(series: Series) -> dict[str, object]:
    return {
        "type": "custom",
        "direction": "both",
        "plus_values": [float(above) for _, above in series.reach],
        "minus_values": [float(below) for below, _ in series.reach],
        "line": {"color": native_ink.TEXT, "width": 1},
    }


def _waterfall(book: Workbook, spec: ChartSpec, cells: SheetCells, text_pt: float) -> Chart:
    """Columns on an unseen base; what lies below zero is a piece of its own."""
    (series,) = spec.series
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    fills = [native_ink.fill(tone) for tone in series.tones]
    for name in (BASE, ABOVE, BELOW):
        chart.add_series(
            {
                "name": cells.head(name),
                "categories": cells.labels(),
                "values": cells.values(name),
                "gap": 45,
                **_UNSEEN,
                "points": None if name == BASE else fills,
            }
        )
    labels = book.add_chart({"type": "line"})
    texts = [_signed(value, tone) for value, tone in zip(series.values, series.tones, strict=True)]
    labels.add_series(
        {
            "name": cells.head(LABEL_AT),
            "categories": cells.labels(),
            "values": cells.values(LABEL_AT),
            "line": _NO_LINE,
            "marker": {"type": "none"},
            "data_labels": {
                "value": True,
                "position": "above",
                "font": _font(text_pt),
                "custom": [{"value": text, "font": _font(text_pt)} for text in texts],
            },
        }
    )
    chart.combine(labels)
    chart.set_x_axis(
        {
            "label_position": "low",
            **_NO_TICKS,
            "num_font": _font(text_pt) | _LEVEL,
            "line": {"color": native_ink.TEXT},
        }
    )
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _legend(chart: Chart, spec: ChartSpec, text_pt: float) -> None:
    if has_legend(spec):
        chart.set_legend({"position": "top", "font": _font(text_pt)})
    else:
        chart.set_legend({"none": True})


def has_legend(spec: ChartSpec) -> bool:
    return spec.kind != WATERFALL and len(spec.series) > 1


def _font(text_pt: float, colour: str = native_ink.TEXT) -> dict[str, object]:
    return {"name": native_ink.FONT, "size": text_pt, "color": colour, "bold": False}


def _plain_format(series: Series) -> str:
    """The unit stands in the subtitle; only counts carry theirs."""
    digits = number_format("", series.places)
    return f'0"{series.unit}"' if series.unit == "个" else digits


def _last_label(series: Series, position: str, text_pt: float) -> dict[str, object]:
    """Only the newest value: labels on every month would lie on the line."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    # Earlier years end in one place: their numbers would lie on each other.
    if series.is_marks_only or not known or series.tone == EARLIER:
        return {}
    custom: list[dict[str, object] | None] = [{"delete": True}] * len(series.values)
    custom[known[-1]] = None
    bold = _font(text_pt) | {"bold": True}
    labels = {"value": True, "position": position, "font": bold, "custom": custom}
    return {"data_labels": labels | {"num_format": _plain_format(series)}}


def _end_positions(spec: ChartSpec) -> list[str]:
    """Below where another line ends close above, so that both numbers can be read."""
    ends = [next((v for v in reversed(s.values) if v is not None), None) for s in spec.series]
    room = (max(spec.drawn) - min(spec.drawn) or Decimal(1)) * _CLOSE
    positions = []
    for number, end in enumerate(ends):
        others = [(e, at) for at, e in enumerate(ends) if at != number and e is not None]
        is_under = end is not None and any(
            e - room < end < e or (e == end and at < number) for e, at in others
        )
        positions.append("below" if is_under else "above")
    return positions


def _tick_places(spec: ChartSpec) -> int:
    span = max(spec.drawn) - min(spec.drawn)
    if spec.series[0].unit == "%":
        span = max(span, _LEAST_SPAN)
    return 0 if span >= 6 else 1 if span * 10 >= 6 else 2


def _least_span(spec: ChartSpec) -> dict[str, float]:
    low, high = min(spec.drawn), max(spec.drawn)
    if spec.series[0].unit != "%" or high - low >= _LEAST_SPAN:
        return {}
    floor = low.to_integral_value(ROUND_FLOOR)
    return {
        "min": float(floor),
        "max": float(max(high.to_integral_value(ROUND_CEILING), floor + 2)),
    }


def _signed(value: Decimal | None, tone: str) -> str:
    if value is None:
        return ""
    seen = shown(value)
    return f"+{seen}" if rounded(value) > 0 and tone != "whole" else seen
