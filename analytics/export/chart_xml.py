"""What every chart part needs so that each Office draws it as meant.

Owns the repairs of XlsxWriter's chart XML: it leaves out elements whose absence Word,
PowerPoint and LibreOffice read differently from Excel.
"""

from __future__ import annotations

from lxml import etree

WORKBOOK_RELATION = "rId1"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What may stand before the wanted element in a series of bars, and in a point.
_BEFORE_INVERT = {"idx", "order", "tx", "spPr"}

_BEFORE_FLAGS = {"idx", "dLbl", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos"}
_WHOLE_TURN = str(360 * 60_000)
_LABEL_FLAGS = (
    "showLegendKey",
    "showVal",
    "showCatName",
    "showSerName",
    "showPercent",
    "showBubbleSize",
)


def mended(xml: bytes, *, is_embedded: bool) -> bytes:
    """The part as Office wants it; is_embedded: with a link to its own workbook."""
    root = etree.fromstring(xml)
    _say_the_defaults(root)
    _keep_negatives_filled(root)
    _say_what_labels_show(root)
    _keep_lines_straight(root)
    _say_dates_are_dates(root)
    _name_east_asian_font(root)
    _level_labels(root)
    if is_embedded:
        _link_workbook(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _q(name: str) -> str:
    return f"{{{_C}}}{name}"


def _flag(name: str, value: str) -> etree._Element:
    element = etree.Element(_q(name))
    element.set("val", value)
    return element


def _part(parent: etree._Element, name: str) -> etree._Element:
    """A part that XlsxWriter always writes."""
    found = parent.find(_q(name))
    if found is None:
        raise ValueError(f"a chart's XML without {name}")
    return found


def _follow(root: etree._Element, name: str, wanted: str) -> None:
    for element in root.iter(_q(name)):
        after = element.getnext()
        if after is None or after.tag != _q(wanted):
            element.addnext(_flag(wanted, "0"))


def _say_the_defaults(root: etree._Element) -> None:
    language = _part(root, "lang")
    language.set("val", "zh-CN")
    language.addnext(_flag("roundedCorners", "0"))
    _follow(root, "grouping", "varyColors")
    _follow(root, "scaling", "delete")
    for axis in root.iter(_q("catAx")):
        axis.append(_flag("noMultiLvlLbl", "0"))
    chart = _part(root, "chart")
    if chart.find(_q("autoTitleDeleted")) is None:
        _part(chart, "plotArea").addprevious(_flag("autoTitleDeleted", "1"))
    if chart.find(_q("dispBlanksAs")) is None:
        _part(chart, "plotVisOnly").addnext(_flag("dispBlanksAs", "gap"))


def _keep_negatives_filled(root: etree._Element) -> None:
    """Bars and their points without this element are drawn hollow where negative."""
    for bars in root.iter(_q("barChart")):
        for holder in bars.iter(_q("ser"), _q("dPt")):
            if holder.find(_q("invertIfNegative")) is not None:
                continue
            names = {"idx"} if holder.tag == _q("dPt") else _BEFORE_INVERT
            before = [child for child in holder if etree.QName(child).localname in names]
            before[-1].addnext(_flag("invertIfNegative", "0"))


def _say_what_labels_show(root: etree._Element) -> None:
    """LibreOffice shows whatever a label does not say that it hides."""
    for holder in root.iter(_q("dLbls"), _q("dLbl")):
        if holder.find(_q("delete")) is not None:
            continue
        said = {name: holder.find(_q(name)) for name in _LABEL_FLAGS}
        after = [child for child in holder if etree.QName(child).localname in _BEFORE_FLAGS]
        for name, element in said.items():
            flag = _flag(name, "0" if element is None else element.get("val", "1"))
            if element is not None:
                holder.remove(element)
            if after:
                after[-1].addnext(flag)
            else:
                holder.insert(0, flag)
            after.append(flag)


def _keep_lines_straight(root: etree._Element) -> None:
    for lines in root.iter(_q("lineChart")):
        for series in lines.iter(_q("ser")):
            if series.find(_q("smooth")) is None:
                series.append(_flag("smooth", "0"))


def _say_dates_are_dates(root: etree._Element) -> None:
    """Else LibreOffice prints the days since 1900."""
    axis = root.find(f".//{_q('dateAx')}/{_q('numFmt')}")
    if axis is not None:
        for code in root.iterfind(f".//{_q('cat')}//{_q('formatCode')}"):
            code.text = axis.get("formatCode")


def _name_east_asian_font(root: etree._Element) -> None:
    """The Latin font's name says nothing about Chinese characters."""
    for latin in list(root.iter(f"{{{_A}}}latin")):
        for extra in ("pitchFamily", "charset"):
            latin.attrib.pop(extra, "")
        east_asian = etree.Element(f"{{{_A}}}ea")
        east_asian.set("typeface", latin.get("typeface", ""))
        latin.addnext(east_asian)
        if (properties := latin.getparent()) is not None:
            properties.set("lang", "zh-CN")


def _level_labels(root: etree._Element) -> None:
    """A whole turn is XlsxWriter's word for level; the schema has a number for it."""
    for body in root.iter(f"{{{_A}}}bodyPr"):
        if body.get("rot") == _WHOLE_TURN:
            body.set("rot", "0")


def _link_workbook(root: etree._Element) -> None:
    """Print settings belong to a worksheet; the numbers lie in the part beside."""
    for settings in root.findall(_q("printSettings")):
        root.remove(settings)
    link = etree.SubElement(root, _q("externalData"))
    link.set(f"{{{_R}}}id", WORKBOOK_RELATION)
    link.append(_flag("autoUpdate", "0"))
