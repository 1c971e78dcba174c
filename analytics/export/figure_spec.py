"""The native twin of any finished chart of the screen, read from the chart itself.

For charts that have no description of their own from their mart: same words, order,
colours and sources. Reads bars, stacked columns and lines; refuses what floats or is
drawn on two bases, which Office could not show the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import unescape

from plotly.graph_objects import Bar, Figure, Scatter

from analytics.basics.numbers import rounded
from analytics.basics.period import Period, parse_period_code
from analytics.charts.kit.theme import INKS, STATUS_MARKS, Ink
from analytics.charts.kit.time_axis import months_label
from analytics.export.chart_spec import (
    BARS,
    COLUMNS,
    COMPUTED,
    DECLINE,
    EARLIER,
    GROWTH,
    LINES,
    PLANNED,
    WHOLE,
    ChartPoint,
    ChartSpec,
    Mark,
    Series,
)
from analytics.export.line_specs import MOST_NAMED, unbroken

_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^>]+>")
_UNIT = re.compile(r"单位：([^\s·　]+)")
_CODE = re.compile(r"\d{4}-\d{2}")
_NUMBER = re.compile(r"\d+(?:\.(\d+))?")
_CUMULATIVE = re.compile(r"1—\d+月")
_HOLLOW = "-open"
_PLACES = {"万元": 0, "亿元": 2, "个": 0}


def figure_spec(figure: Figure) -> ChartSpec | None:
    """What the chart shows, for Office; None where it shows nothing."""
    traces = [trace for trace in figure.data if _values(trace)]
    if not traces:
        return None
    if any(getattr(trace, "base", None) is not None for trace in traces):
        raise ValueError("floating bars: a waterfall is described from its mart")
    if all(isinstance(trace, Scatter) for trace in traces):
        return _lines(figure, traces)
    if not all(isinstance(trace, Bar) for trace in traces):
        raise ValueError("bars and lines in one chart have no native twin here")
    return _bars(figure, traces) if traces[0].orientation == "h" else _columns(figure, traces)


def _bars(figure: Figure, traces: Sequence[Bar]) -> ChartSpec:
    names = [_plain(text) for text in figure.layout.yaxis.ticktext]
    rows = [[int(at) for at in trace.y] for trace in traces]
    series = [
        _series(figure, trace, number, [rows[number].index(row) for row in range(len(names))])
        for number, trace in enumerate(traces)
    ]
    points = [
        ChartPoint(name if any(s.values[row] is not None for s in series) else f"{name}（—）")
        for row, name in enumerate(names)
    ]
    return _described(figure, BARS, points, series, _mark(figure, len(names)))


def _columns(figure: Figure, traces: Sequence[Bar]) -> ChartSpec:
    periods = sorted({_period(data[0]) for trace in traces for data in trace.customdata})
    every = unbroken(periods)
    # January is no period: an empty column would look like a missing number.
    every = [period for period in every if period.month > 1 or period in periods]
    series = []
    for number, trace in enumerate(traces):
        at = {_period(data[0]): row for row, data in enumerate(trace.customdata)}
        series.append(_series(figure, trace, number, [at.get(period) for period in every]))
    points = [ChartPoint(str(period.month), f"{period.year}年") for period in every]
    return _described(figure, COLUMNS, points, series)


def _lines(figure: Figure, traces: Sequence[Scatter]) -> ChartSpec:
    is_by_year = all(isinstance(x, int) for trace in traces for x in trace.x if x is not None)
    known: list[dict[object, int]] = [
        {_place(x): row for row, x in enumerate(trace.x) if x is not None} for trace in traces
    ]
    if is_by_year:
        every = sorted({int(place) for each in known for place in each})
        points = [ChartPoint(months_label(month)) for month in every]
    else:
        every = unbroken([place for each in known for place in each])
        is_long = len(every) > MOST_NAMED
        points = [
            ChartPoint(p.code) if is_long else ChartPoint(str(p.month), f"{p.year}年")
            for p in every
        ]
    series = [
        _series(figure, trace, number, [known[number].get(place) for place in every])
        for number, trace in enumerate(traces)
    ]
    is_dated = not is_by_year and len(every) > MOST_NAMED
    spec = _described(figure, LINES, points, series, is_dated=is_dated)
    return replace(spec, spans_gaps=is_by_year)


def _series(
    figure: Figure, trace: Bar | Scatter, number: int, rows: Sequence[int | None]
) -> Series:
    """rows: where in the trace each point of the chart lies."""
    values = _values(trace)
    data = trace.customdata

    def at(row: int | None) -> Decimal | None:
        return None if row is None or values[row] is None else Decimal(repr(float(values[row])))

    drawn = tuple(at(row) for row in rows)
    symbols = _each(getattr(trace.marker, "symbol", None), len(values))
    tones = [_tone(colour) for colour in _each(trace.marker.color, len(values))]
    is_one = len(set(tones)) == 1
    return Series(
        trace.name or f"系列{number + 1}",
        drawn,
        _unit(figure),
        _places(trace, _unit(figure)),
        tuple("" if row is None else str(data[row][1]) for row in rows) if data is not None else (),
        tone=tones[0] if is_one else "",
        tones=() if is_one else tuple("" if row is None else tones[row] for row in rows),
        hollow=tuple(row is not None and str(symbols[row]).endswith(_HOLLOW) for row in rows)
        if isinstance(trace, Scatter)
        else (),
        reach=_reach(trace, rows),
    )


def _described(
    figure: Figure,
    kind: str,
    points: Sequence[ChartPoint],
    series: Sequence[Series],
    mark: Mark | None = None,
    *,
    is_dated: bool = False,
) -> ChartSpec:
    words = figure.layout.meta
    subtitle = words["subtitle"] + (f" · 竖线：{mark.name}" if mark else "")
    foot, is_cumulative = words["footer"], _is_cumulative(figure)
    if any(point.group for point in points):
        foot = f"{'横轴为1—N月的N' if is_cumulative else '横轴为月份'}　{foot}"
    return ChartSpec(
        kind,
        tuple(points),
        tuple(series),
        words["title"],
        subtitle,
        foot,
        words["alt"],
        mark,
        is_dated=is_dated,
        is_cumulative=is_cumulative,
    )


def _is_cumulative(figure: Figure) -> bool:
    """A chart of single months says 2025年9月 of its points, all others 2025年1—9月."""
    hovers = (str(text) for trace in figure.data for text in _each(trace.hovertext, 0))
    return any(_CUMULATIVE.search(text.partition("出处")[0]) for text in hovers)


def _mark(figure: Figure, count: int) -> Mark | None:
    lines = [shape for shape in figure.layout.shapes if shape.name == "reference"]
    names = [note for note in figure.layout.annotations if note.name == "reference"]
    if len(lines) != 1 or not names:
        return None
    value = Decimal(repr(float(lines[0].x0)))
    return Mark(_plain(names[0].text), (value,) * count)


def _values(trace: Bar | Scatter) -> list[float | None]:
    values = trace.x if isinstance(trace, Bar) and trace.orientation == "h" else trace.y
    values = list(values) if values is not None else []
    return values if any(value is not None for value in values) else []


def _place(x: object) -> object:
    return x if isinstance(x, int) else parse_period_code(str(x)[:7])


def _period(key: str) -> Period:
    return parse_period_code(_CODE.search(key)[0])


def _places(trace: Bar | Scatter, unit: str) -> int:
    """As many decimals as the labels show; of a line those of its unit."""
    texts = [str(text) for text in _each(trace.text, 0) if text]
    found = [len(match[1] or "") for text in texts if (match := _NUMBER.search(text))]
    return max(found) if found else _PLACES.get(unit, 1)


def _reach(trace: Bar | Scatter, rows: Sequence[int | None]) -> tuple[tuple[Decimal, Decimal], ...]:
    error = trace.error_y
    if error is None or error.array is None:
        return ()
    below = error.arrayminus if error.arrayminus is not None else error.array

    def size(values: Sequence[float | None], row: int | None) -> Decimal:
        if row is None or values[row] is None:
            return Decimal(0)
        return rounded(abs(values[row]), 3)

    return tuple((size(below, row), size(error.array, row)) for row in rows)


def _unit(figure: Figure) -> str:
    found = _UNIT.search(figure.layout.meta["subtitle"])
    return found[1] if found else ""


def _tone(colour: str | None) -> str:
    return _TONES.get(str(colour).upper(), "")


def _each(value: object, count: int) -> list[object]:
    """A Plotly attribute for every point: one for all, or a list."""
    if value is None or isinstance(value, str):
        return [value] * count
    return list(value)


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("", text)))


def _tones_of(ink: Ink) -> dict[str, str]:
    first = {
        ink.series[0]: GROWTH,
        ink.series[3]: COMPUTED,
        ink.series[4]: WHOLE,
        ink.text: WHOLE,
        ink.muted: PLANNED,
        ink.earlier: EARLIER,
        **dict(zip(ink.statuses, STATUS_MARKS, strict=True)),
        ink.decline: DECLINE,
        ink.growth: GROWTH,
    }
    return {colour.upper(): tone for colour, tone in first.items()}


_TONES = {colour: tone for ink in reversed(INKS) for colour, tone in _tones_of(ink).items()}
