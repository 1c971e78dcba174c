"""A signed draft with its figures renewed, as tracked changes Word and WPS can accept.

Owns how old and new stand in one paragraph; what changed is the caller's.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from analytics.export import gongwen
from analytics.export.fixed_package import fixed_package
from analytics.export.word import AUTHOR, set_properties

SAME, DELETED, INSERTED = "same", "deleted", "inserted"
_TAGS = {DELETED: "w:del", INSERTED: "w:ins"}


@dataclass(frozen=True)
class Marked:
    """A paragraph as pieces of (SAME, DELETED or INSERTED, text); heading: stands above it."""

    pieces: tuple[tuple[str, str], ...]
    heading: str = ""
    level: int = 1


def redline_docx(title: str, paragraphs: Sequence[Marked], saved_at: datetime) -> bytes:
    """The same paragraphs and saved_at (Beijing time) give the same bytes."""
    document = gongwen.gongwen_document()
    set_properties(document, title)
    document.add_paragraph(title, style=gongwen.TITLE)
    document.add_paragraph(style=gongwen.BODY)
    change = 0
    for marked in paragraphs:
        if marked.heading:
            style = gongwen.HEADING if marked.level == 1 else gongwen.SUBHEADING
            document.add_paragraph(marked.heading, style=style)
        if not marked.pieces:
            continue
        paragraph = document.add_paragraph(style=gongwen.BODY)
        for kind, text in marked.pieces:
            if kind == SAME:
                paragraph.add_run(text)
                continue
            change += 1
            paragraph._p.append(_change(kind, text, change, saved_at))
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_package(buffer.getvalue(), saved_at)


def _change(kind: str, text: str, number: int, saved_at: datetime) -> etree._Element:
    change = OxmlElement(_TAGS[kind])
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), f"{saved_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    run = OxmlElement("w:r")
    said = OxmlElement("w:delText" if kind == DELETED else "w:t")
    said.set(qn("xml:space"), "preserve")
    said.text = text
    run.append(said)
    change.append(run)
    return change
