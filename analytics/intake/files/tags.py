"""An XML part as runs of bytes that cut no tag and no cell in two.

Owns refusing what no spreadsheet program writes into its XML: entities, endless tags,
encodings that would hide either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from lxml import etree

from analytics.intake.files.archive import refuse

PREFIX = rb"(?:[\w.-]+:)?"
_MAX_TAG_BYTES = 1 << 20
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CELL_STARTS = (b"<c ", b":c ")

# What calamine would read as some other value: digits it does not look at twice.
_ODD_TEXT = re.compile(rb't="s"><v>(?!\s*[0-9]*\s*(?:</v>|\Z))')
_NUMBER = rb"(?!\s*(?:[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|[-+]?[A-Za-z]{3,8})?\s*(?:</v>|\Z))"
_NO_NUMBER = re.compile(rb"<v>" + _NUMBER)
_ODD_NUMBER = re.compile(
    rb'<c(?: r="[A-Z]{1,3}[0-9]{1,7}")?(?: s="[0-9]{1,6}")?(?: t="n")?>(?:<f>[^<]*</f>)?<v>'
    + _NUMBER
)
_AFTER_VALUE = re.compile(
    rb"</" + PREFIX + rb"v>\s*(?=\S)(?!</" + PREFIX + rb"c>|<" + PREFIX + rb"(?:is|extLst)[\s>]|\s)"
)


def whole_tags(chunks: Iterable[bytes], *, is_checked: bool = False) -> Iterator[bytes]:
    """Runs of a part's bytes that cut no cell in two; raises on entities, and where it
    is checked ExpatError on XML that is not well formed: calamine reads on there.
    """
    rest, is_first = b"", True
    checker = ParserCreate() if is_checked else None
    for chunk in chunks:
        if is_first and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
            raise refuse("odd_encoding", "文件内部用了不常见的编码，不能读取")
        is_first = False
        run = rest + chunk
        last_cell = max(run.rfind(start) for start in _CELL_STARTS)
        cut = run.rfind(b"<", 0, last_cell + 1)
        if cut < len(run) - 65_536:
            cut = run.rfind(b"<")
        if len(run) - cut > _MAX_TAG_BYTES:
            if b">" not in run[cut : cut + 65_536]:
                raise refuse("endless_tag", "文件内部有过长的标记，不是正常的工作簿")
            # One very long text: its end says nothing about the sheet's size.
            run, checker = run[: cut + 65_536], None
        rest = run[cut:]
        whole = _without_entities(run[:cut])
        if checker is not None:
            _check(checker, whole)
        yield whole
    _without_entities(rest)
    if checker is not None:
        _check(checker, rest, is_last=True)
    yield rest


def _check(checker: XMLParserType, run: bytes, *, is_last: bool = False) -> None:
    try:
        checker.Parse(run, is_last)
    except (LookupError, ValueError) as error:  # an encoding that is not known
        raise ExpatError(str(error)) from error


def xml_events(
    pieces: Iterable[bytes], tags: Sequence[str]
) -> Iterator[tuple[str, etree._Element]]:
    """Starts and ends of some elements of a part, which is never held as a whole."""
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for run in whole_tags(pieces):
            parser.feed(run)
            for event, node in parser.read_events():
                if isinstance(node, etree._Element):
                    yield event, node
        parser.close()
    except etree.XMLSyntaxError as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _without_entities(run: bytes) -> bytes:
    if _DTD.search(run):
        raise refuse("entities", "文件内部含有实体定义（DTD），正常的工作簿没有")
    return run


def has_damaged_cell(run: bytes) -> bool:
    """Whether a cell's value is none: no digits in a number, text behind a value."""
    if _ODD_TEXT.search(run) or (_NO_NUMBER.search(run) and _ODD_NUMBER.search(run)):
        return True
    is_plain = run.count(b"v>") == 2 * run.count(b"</v></c>")
    return not is_plain and _AFTER_VALUE.search(run) is not None
