"""The tables of a .docx, as the page they would be in HTML: one below another.

Owns which parts of a Word document are its printed text and where its cells span; the
page itself is laid out by html.py.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy

from lxml import etree

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files import archive
from analytics.intake.files.html import read_page
from analytics.intake.files.sheets import Sheet
from analytics.intake.files.sniff import NEED_TABLE, refusal
from analytics.intake.files.tags import xml_events

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
# Struck out, repeated for older programs, or no text of the page.
_UNREAD = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"}


def read_docx(data: bytes) -> tuple[list[Sheet], list[Problem]]:
    """The document's paragraphs and tables as one sheet; refused where it has no table."""
    parts = archive.sound_parts(data)
    if "word/document.xml" not in parts:
        raise refusal("broken_container", "（其中没有正文）")
    page, looks = etree.Element("html"), _looks(data, parts.get("word/styles.xml"))
    pieces = archive.inflate(data, parts["word/document.xml"])
    for event, body in xml_events(pieces, [f"{_WORD}body", f"{{{_STRICT}}}body"]):
        if event == "end":
            _dress(body, looks)
            _add_blocks(page, body)
    if next(page.iter("table"), None) is None:
        raise IntakeError(Problem("error", "no_table", "Word 文档中没有表格", NEED_TABLE))
    return read_page(page)


def _looks(data: bytes, part: zipfile.ZipInfo | None) -> dict[str, etree._Element]:
    """What each style of the document says of a run."""
    found: dict[str, etree._Element] = {}
    if part is None:
        return found
    pieces = archive.inflate(data, part)
    for event, style in xml_events(pieces, [f"{_WORD}style", f"{{{_STRICT}}}style"]):
        look = style.find("{*}rPr")
        if event == "end" and look is not None:
            found[_value(style, "styleId")] = look
    return found


def _dress(body: etree._Element, looks: dict[str, etree._Element]) -> None:
    """Each run with what its style says and it does not say itself."""
    for name in body.iter("{*}rStyle"):
        own = name.getparent()
        for look in looks.get(_value(name), ()):
            if own is not None and own.find(look.tag) is None:
                own.append(deepcopy(look))


def _add_blocks(place: etree._Element, blocks: etree._Element) -> None:
    """Paragraphs and tables, also inside content controls and tracked insertions."""
    for block in blocks:
        name = _name(block)
        if name == "p":
            _add_words(etree.SubElement(place, "p"), block)
        elif name == "tbl":
            _add_table(etree.SubElement(place, "table"), block)
        elif name and name not in _UNREAD and not name.endswith("Pr"):
            _add_blocks(place, block)


def _add_table(place: etree._Element, table: etree._Element) -> None:
    above: dict[int, etree._Element] = {}  # column → the cell that is merged downwards
    for row in _inside(table, "tr"):
        line = etree.SubElement(place, "tr")
        column = _number(row.find("{*}trPr/{*}gridBefore"), 0)
        for _ in range(column):
            etree.SubElement(line, "td")
        if row.find("{*}trPr/{*}hidden") is not None:
            line.set("hidden", "")
        for source in _inside(row, "tc"):
            across = _number(source.find("{*}tcPr/{*}gridSpan"), 1)
            merge = source.find("{*}tcPr/{*}vMerge")
            is_covered = merge is not None and _value(merge) != "restart"
            if is_covered and column in above:
                held = above[column]
                held.set("rowspan", str(int(held.get("rowspan", "1")) + 1))
            else:
                cell = etree.SubElement(line, "td", colspan=str(across))
                _add_blocks(cell, source)
                above.pop(column, None)
                if merge is not None:
                    above[column] = cell
            column += across


def _inside(node: etree._Element, name: str) -> list[etree._Element]:
    """Rows or cells, also those that a content control wraps."""
    found = []
    for one in node:
        if _name(one) == name:
            found.append(one)
        elif _name(one) in ("sdt", "sdtContent", "ins", "customXml"):
            found += _inside(one, name)
    return found


def _add_words(place: etree._Element, paragraph: etree._Element) -> None:
    """The paragraph's runs, raised marks as such, breaks and tabs as blanks."""
    for node in paragraph:
        name = _name(node)
        if name in _UNREAD:
            continue
        if name == "r" and (tag := _tag_of(node.find("{*}rPr"))):
            run = etree.SubElement(place, tag)
            if tag == "span":
                run.set("hidden", "")
            _add_words(run, node)
        elif name in ("br", "cr"):
            etree.SubElement(place, "br")
        elif name == "t" or name in ("tab", "noBreakHyphen"):
            words = node.text or "" if name == "t" else {"tab": "\u3000"}.get(name, "-")
            _append(place, words)
        elif name:
            _add_words(place, node)


def _tag_of(style: etree._Element | None) -> str:
    """The tag of HTML for a run that is not shown, struck out, or off the line."""
    if style is None:
        return ""
    if _is_on(style.find("{*}vanish")):
        return "span"
    if _is_on(style.find("{*}strike")) or _is_on(style.find("{*}dstrike")):
        return "s"
    place, shift = _value(style.find("{*}vertAlign")), _value(style.find("{*}position"))
    if place == "superscript" or shift.removeprefix("+").strip("0").isdecimal():
        return "sup"
    return "sub" if place == "subscript" or shift.startswith("-") else ""


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and _value(node) not in ("0", "false", "off")


def _append(place: etree._Element, words: str) -> None:
    if len(place):
        place[-1].tail = (place[-1].tail or "") + words
    else:
        place.text = (place.text or "") + words


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _value(node: etree._Element | None, name: str = "val") -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.items() if str(key).endswith(name)), "")


def _number(node: etree._Element | None, otherwise: int) -> int:
    written = _value(node)
    return int(written) if written.isdecimal() and len(written) < 5 else otherwise
