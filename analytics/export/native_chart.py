"""Charts an office can edit: DrawingML with the numbers in an embedded workbook.

Owns the look of native charts; python-pptx writes the XML. Numbers are rounded here, at
the edge, to what their labels show. Chooses no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal

from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from analytics.numbers import rounded

PALETTE = ("12436D", "28A197", "801650", "F46A25", "3D3D3D", "A285D1")
RISE, FALL, WHOLE = PALETTE[0], PALETTE[3], PALETTE[4]
WORKBOOK_RELATION = "rId1"
_FONT = "微软雅黑"
_LABEL_SIZE = Pt(10)
WIDTH = Mm(156)
_BAR_MM, _FRAME_MM, _LINE_MM = 5.8, 6, 70
_LABEL_FORMAT = '0.0;"−"0.0;0.0'  # a real minus sign, as on the screen
_AXIS_FORMAT = '0;"−"0;0'
_GRID = "D9D9D9"
_ROOM_FOR_LABELS = Decimal("0.15")

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class ChartPoint:
    """One bar, or one month of a line; value None is a gap, never a zero.

    group: what several neighbouring labels stand under, such as the year of months.
    """

    label: str
    value: Decimal | None
    source: str = ""
    is_whole: bool = False
    group: str = ""


@dataclass(frozen=True)
class NativeChart:
    """A finished chart: its XML, its points, and the words that stand around it."""

    finding: str
    subtitle: str
    foot: str
    alt: str
    xml: bytes
    points: tuple[ChartPoint, ...]
    series: str
    height: int


def ranking_bars(
    points: Sequence[ChartPoint],
    *,
    series: str,
    finding: str,
    subtitle: str,
    foot: str,
) -> NativeChart:
    """Horizontal bars in the given order from the top, from a zero base."""
    chart = _chart(XL_CHART_TYPE.BAR_CLUSTERED, points, series)
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.vary_by_categories = False
    bars = plot.series[0]
    bars.invert_if_negative = False
    for position, point in enumerate(points):
        fill = bars.points[position].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(_bar_colour(point))
    _label_values(plot, XL_LABEL_POSITION.OUTSIDE_END)
    chart.category_axis.reverse_order = True
    _leave_room(chart, points)
    height = Mm(_FRAME_MM + _BAR_MM * len(points))
    return _finished(chart, points, series, (finding, subtitle, foot), height)


def growth_line(
    points: Sequence[ChartPoint],
    *,
    series: str,
    finding: str,
    subtitle: str,
    foot: str,
) -> NativeChart:
    """One line; a missing month (January always) breaks it."""
    chart = _chart(XL_CHART_TYPE.LINE_MARKERS, points, series)
    line = chart.plots[0].series[0]
    line.smooth = False
    line.format.line.color.rgb = RGBColor.from_string(RISE)
    line.format.line.width = Pt(2.25)
    line.marker.style = XL_MARKER_STYLE.CIRCLE
    line.marker.size = 6
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = RGBColor.from_string(RISE)
    _label_last(line, points)
    axis = chart.value_axis
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(_GRID)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = _AXIS_FORMAT
    axis.tick_labels.number_format_is_linked = False
    words = (finding, subtitle, foot)
    return _finished(chart, points, series, words, Mm(_LINE_MM))


def _chart(kind: XL_CHART_TYPE, points: Sequence[ChartPoint], series: str) -> Chart:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data = CategoryChartData(number_format=_LABEL_FORMAT)
    group = None
    for point in points:
        if not point.group:
            data.add_category(point.label)
            continue
        if group is None or group.label != point.group:
            group = data.add_category(point.group)
        group.add_sub_category(point.label)
    data.add_series(series, [seen(point.value) for point in points])
    chart = slide.shapes.add_chart(kind, 0, 0, WIDTH, Mm(_LINE_MM), data).chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = _LABEL_SIZE
    chart.font.name = _FONT
    chart.font.color.rgb = RGBColor.from_string(WHOLE)
    chart.value_axis.has_major_gridlines = False
    axis = chart.category_axis
    # Labels stay at the edge, or they would lie on the bars of negative values.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(WHOLE)
    return chart


def _label_last(line: LineSeries, points: Sequence[ChartPoint]) -> None:
    """Only the newest value: labels on every month would lie on the line."""
    last = max(i for i, point in enumerate(points) if point.value is not None)
    label = line.points[last].data_label
    label.position = XL_LABEL_POSITION.ABOVE
    label.font.bold = True
    label.font.size = _LABEL_SIZE


def _leave_room(chart: Chart, points: Sequence[ChartPoint]) -> None:
    """Hide the axis (bars carry their values) but keep labels off its edges."""
    values = [rounded(p.value) for p in points if p.value is not None]
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    room = (high - low) * _ROOM_FOR_LABELS or Decimal(1)
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = float(low - room) if low < 0 else 0
    chart.value_axis.maximum_scale = float(high + room) if high > 0 else 0


def _label_values(plot: object, position: XL_LABEL_POSITION) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = _LABEL_FORMAT
    labels.number_format_is_linked = False
    labels.show_value = True
    labels.position = position


def _bar_colour(point: ChartPoint) -> str:
    if point.is_whole:
        return WHOLE
    return FALL if point.value is not None and rounded(point.value) < 0 else RISE


def seen(value: Decimal | None) -> Decimal | None:
    """The value as its label shows it."""
    return None if value is None else rounded(value)


def _finished(
    chart: Chart,
    points: Sequence[ChartPoint],
    series: str,
    words: tuple[str, str, str],
    height: int,
) -> NativeChart:
    root = deepcopy(chart._chartSpace)
    _mend_axis_ids(root)
    _keep_negative_points_filled(root)
    _name_east_asian_font(root)
    _draw_no_frame(root)
    root.find(f"{{{_C}}}externalData").set(f"{{{_R}}}id", WORKBOOK_RELATION)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    finding, subtitle, foot = words
    said = "；".join(_said(point) for point in points if point.value is not None)
    alt = f"{finding}。{subtitle}：{said}。"
    return NativeChart(finding, subtitle, foot, alt, xml, tuple(points), series, height)


def _said(point: ChartPoint) -> str:
    return f"{point.label.strip()}{str(seen(point.value)).replace('-', '−')}"


def _mend_axis_ids(root: etree._Element) -> None:
    """python-pptx writes negative axis ids, which the schema does not allow."""
    ids: dict[str, str] = {}
    for element in root.iter(f"{{{_C}}}axId", f"{{{_C}}}crossAx"):
        element.set("val", ids.setdefault(element.get("val"), str(10001 + len(ids))))


def _keep_negative_points_filled(root: etree._Element) -> None:
    """A point without this element is drawn hollow by Office where it is negative."""
    for index in root.iterfind(f".//{{{_C}}}dPt/{{{_C}}}idx"):
        if index.getnext().tag != f"{{{_C}}}invertIfNegative":
            keep = etree.Element(f"{{{_C}}}invertIfNegative")
            keep.set("val", "0")
            index.addnext(keep)


def _name_east_asian_font(root: etree._Element) -> None:
    """The Latin font's name says nothing about Chinese characters."""
    for latin in list(root.iter(f"{{{_A}}}latin")):
        east_asian = etree.Element(f"{{{_A}}}ea")
        east_asian.set("typeface", latin.get("typeface"))
        latin.addnext(east_asian)
        latin.getparent().set("lang", "zh-CN")


def _draw_no_frame(root: etree._Element) -> None:
    frame = parse_xml(
        f'<c:spPr xmlns:c="{_C}" xmlns:a="{_A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    )
    root.find(f"{{{_C}}}txPr").addprevious(frame)
