"""The package for a meeting on a closed network: one zip with all that is taken along.

Owns which files it holds, their names and their sums; each file is made elsewhere.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from plotly.graph_objects import Figure

from analytics.basics.csv import csv_bytes
from analytics.basics.numbers import rounded
from analytics.charts.kit.spec import ChartSpec, Series
from analytics.export.chart_sheet import headed
from analytics.export.report import Report, report_docx, source_rows
from analytics.export.slides import Slide, meeting_pptx
from analytics.export.web_page import charts_html
from analytics.export.workbook import tables_xlsx

SUMS = "SHA256SUMS"
SOURCES, PAGE = "出处.csv", "图表.html"
SOURCE_HEADS = ("所在", "编号", "内容", "类别", "数字", "单位", "出处", "接收批次、版次")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST_NAME = 60


@dataclass(frozen=True)
class MeetingFiles:
    """What a meeting is about: its report, its slides, and the screen's charts."""

    report: Report
    slides: tuple[Slide, ...]
    figures: tuple[Figure, ...] = ()
    subtitle: str = ""

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        """Those of the report and of the slides, each once: what the workbook holds."""
        every = (*self.report.charts, *(slide.chart for slide in self.slides))
        return tuple(dict.fromkeys(every))


def package(meeting: MeetingFiles, saved_at: datetime) -> bytes:
    """The same meeting and saved_at (Beijing time) give the same bytes."""
    title = meeting.report.title
    name = file_name(title)
    files = {
        f"{name}.docx": report_docx(meeting.report, saved_at),
        f"{name}.pptx": meeting_pptx(title, meeting.subtitle, meeting.slides, saved_at),
        f"{name}.xlsx": tables_xlsx(title, meeting.charts, saved_at),
        PAGE: charts_html(title, meeting.figures, saved_at),
        SOURCES: csv_bytes(_sources(meeting), SOURCE_HEADS),
    }
    sums = "".join(f"{sha256(data).hexdigest()}  {path}\n" for path, data in files.items())
    files[SUMS] = sums.encode()
    return _zipped(files)


def file_name(title: str) -> str:
    """A title as every system takes it.

    >>> file_name('2025年1—9月 邵阳市/投资: "分析"')
    '2025年1—9月_邵阳市_投资_分析'
    """
    return _NOT_IN_NAMES.sub("_", title).strip("_.")[:_LONGEST_NAME]


def _sources(meeting: MeetingFiles) -> list[tuple[object, ...]]:
    """What must be known first, every number of the text, then every value of every chart."""
    rows: list[tuple[object, ...]] = [
        ("注意", "", notice, "", "", "", "", "") for notice in meeting.report.notices
    ]
    rows += [
        ("正文", fact, said, "", text, "", source, uploads)
        for _, fact, text, said, source, uploads in source_rows(meeting.report)
    ]
    for number, spec in enumerate(meeting.charts, start=1):
        for series in spec.series:
            rows += _chart_rows(f"图{number}", spec, series)
    return rows


def _chart_rows(where: str, spec: ChartSpec, series: Series) -> list[tuple[object, ...]]:
    sources: Sequence[str] = series.sources or ("",) * len(spec.points)
    head = headed(series.name, series.unit)
    return [
        (
            where,
            "",
            f"{spec.finding}：{head}",
            f"{point.group}{point.label}",
            rounded(value, series.places),
            series.unit,
            source or spec.foot,
            "",
        )
        for point, value, source in zip(spec.points, series.values, sources, strict=True)
        if value is not None
    ]


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, data)
    return buffer.getvalue()
