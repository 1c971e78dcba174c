"""Does a finished chart keep the rules every chart must keep? Answers in Chinese."""

from __future__ import annotations

import re
from itertools import combinations

import plotly.graph_objects as go

from analytics.charts.kit.caption import SEPARATOR
from analytics.charts.kit.theme import MOST_SERIES

_PERIOD = re.compile(r"\d{4}年(1—)?\d{1,2}月")
_ASCII_MINUS = re.compile(r"(?<![\w\]])-\d")
_ENGLISH_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_UNIT_OF_NOTHING = re.compile(r"—(%|个百分点|亿元|万元)")
_SHORTEST_ALT = 20


def smallest_text_px(figure: go.Figure) -> float:
    """The smallest type anywhere in a figure."""
    return min(_sizes(figure.to_plotly_json()))


def _sizes(part, name=""):
    if isinstance(part, dict):
        if name.endswith("font") and part.get("size"):
            yield part["size"]
        for key, value in part.items():
            yield from _sizes(value, key)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _sizes(value, name)


def chart_problems(figure: go.Figure) -> list[str]:
    """Everything wrong with a chart, nothing where it may be shown."""
    meta = figure.layout.meta or {}
    return [
        *_words_missing(meta),
        *_series_problems(figure),
        *_axis_problems(figure),
        *_text_problems(figure),
    ]


def _words_missing(meta: dict[str, str]) -> list[str]:
    problems = []
    if not meta.get("title", "").strip():
        problems.append("缺标题：标题要说出图的结论")
    subtitle = meta.get("subtitle", "")
    parts = [part for part in subtitle.split(SEPARATOR) if part.strip()]
    if len(parts) < 4:
        problems.append("副标题要有指标、地区、时期和单位")
    if not _PERIOD.search(subtitle):
        problems.append("副标题没有时期")
    if "单位：" not in subtitle:
        problems.append("副标题没有单位")
    footer = meta.get("footer", "")
    if "来源：" not in footer:
        problems.append("图下没有来源")
    if "版次：" not in footer:
        problems.append("图下没有版次")
    if len(meta.get("alt", "")) < _SHORTEST_ALT:
        problems.append("缺少替代文字")
    return problems


def _series_problems(figure: go.Figure) -> list[str]:
    problems = []
    if not figure.data:
        problems.append("图中没有数据")
    panels: dict[tuple[str, str], set[str | None]] = {}
    for trace in figure.data:
        panels.setdefault(_panel(trace), set()).add(trace.name)
    if any(len(names) > MOST_SERIES for names in panels.values()):
        problems.append(f"超过{MOST_SERIES}个系列")
    if any(_unsourced(trace) for trace in figure.data):
        problems.append("有的点没有出处编号")
    return problems


def _panel(trace: go.Bar | go.Scatter) -> tuple[str, str]:
    return trace.xaxis or "x", trace.yaxis or "y"


def _unsourced(trace: go.Bar | go.Scatter) -> bool:
    # Only colour behind numbers: those carry the way to the source.
    if trace.type == "heatmap":
        return False
    drawn = [
        index
        for index, (x, y) in enumerate(zip(trace.x, trace.y, strict=True))
        if x is not None and y is not None
    ]
    data = trace.customdata
    return bool(drawn) and (data is None or any(not data[index][0] for index in drawn))


def _axis_problems(figure: go.Figure) -> list[str]:
    problems = []
    for trace in figure.data:
        if trace.type != "bar":
            continue
        axis = figure.layout.xaxis if trace.orientation == "h" else figure.layout.yaxis
        low, high = axis.range or (None, None)
        if low is None or not low <= 0 <= high:
            problems.append("条形的数值轴不从零开始")
            break
    panels = sorted({_panel(trace) for trace in figure.data})
    areas = [[_domain(figure, axis) for axis in panel] for panel in panels]
    if any(_overlap(one, other) for one, other in combinations(areas, 2)):
        problems.append("用了第二条数值轴")
    return problems


def _domain(figure: go.Figure, axis: str) -> tuple[float, float]:
    named = f"{axis[0]}axis{axis[1:]}"
    # An axis that no layout places lies over the first one.
    placed = figure.layout[named].domain if named in figure.layout else None
    return placed or (0.0, 1.0)


def _overlap(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    """Two pairs of axes over one area: small multiples stand beside each other."""
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))


def _text_problems(figure: go.Figure) -> list[str]:
    problems, meta = [], figure.layout.meta or {}
    # A source may hold a file name with any sign; the labels of numbers may not.
    labels = [
        meta.get("title", ""),
        *(str(text) for trace in figure.data for text in _listed(trace.text)),
        *(
            str(text)
            for axis in (figure.layout.xaxis, figure.layout.yaxis)
            for text in _listed(axis.ticktext)
        ),
        *(
            note.text
            for note in figure.layout.annotations
            if note.name not in ("subtitle", "footer", "title")
        ),
    ]
    if any(_ASCII_MINUS.search(label) for label in labels):
        problems.append("数值用了半角减号")
    hovers = [str(text) for trace in figure.data for text in _listed(trace.hovertext)]
    if any(_UNIT_OF_NOTHING.search(text) for text in (*labels, *hovers)):
        problems.append("没有的数带了单位")
    if any(_ENGLISH_MONTH.search(label) for label in labels):
        problems.append("有英文月份")
    if any(label.strip() in ("nan", "None", "NaT") for label in labels):
        problems.append("把没有数据写成了数")
    return problems


def _listed(texts: object) -> list[object]:
    if texts is None or isinstance(texts, str):
        return [] if texts is None else [texts]
    return list(texts)
