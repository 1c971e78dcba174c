"""A native chart's place in a Word file: its parts, its workbook, its drawing.

Owns package parts and relations; the look of a chart is native_chart's business.
"""

from __future__ import annotations

from datetime import datetime

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from analytics.charts.kit.spec import ChartSpec
from analytics.export.chart_xml import WORKBOOK_RELATION
from analytics.export.native_chart import WIDTH, chart_height, native_chart
from analytics.export.native_look import TEXT_PT

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def place_chart(
    document: Document,
    paragraph: Paragraph,
    spec: ChartSpec,
    saved_at: datetime,
    text_pt: float = TEXT_PT,
) -> None:
    """Add the chart and its workbook to the Word file, inline in the paragraph."""
    package = document.part.package
    number = 1 + sum(
        str(part.partname).startswith("/word/charts/") for part in package.iter_parts()
    )
    chart = native_chart(spec, saved_at, text_pt)
    workbook = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        _XLSX_TYPE,
        chart.workbook,
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, chart.xml, package)
    if part.relate_to(workbook, f"{_R}/package") != WORKBOOK_RELATION:
        raise ValueError("a chart part has one relation, its workbook")
    relation = document.part.relate_to(part, f"{_R}/chart")
    drawing = OxmlElement("w:drawing")
    height = round(chart_height(spec) * text_pt / TEXT_PT)
    drawing.append(_inline(spec.alt, height, relation, document.part.next_id, number))
    paragraph.add_run()._r.append(drawing)


def _inline(alt: str, height: int, relation: str, shape_id: int, number: int) -> etree._Element:
    inline = parse_xml(
        f'<wp:inline xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}" xmlns:r="{_R}"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{shape_id}" name="图{number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_C}"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    for properties in inline.iter(f"{{{_WP}}}docPr"):
        properties.set("descr", alt)
    return inline
