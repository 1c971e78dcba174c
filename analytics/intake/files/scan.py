"""A streaming look into an .xlsx before any spreadsheet library may see it.

Owns the order of the parts and the limits of the book as a whole (sheets, styles,
names, shared texts); each worksheet is looked at by scan_sheet.py.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from lxml import etree

from analytics.intake.files import archive, formats
from analytics.intake.files.archive import refuse
from analytics.intake.files.formats import DAY_IDS
from analytics.intake.files.grid import MAX_CELLS, too_large
from analytics.intake.files.scan_sheet import PartScan, Styles, has_runs, scan_sheet
from analytics.intake.files.tags import PREFIX, whole_tags

MAX_SHEETS = 200
MAX_STYLES = 131_000  # both of Excel's style tables full
MAX_NAMES = 20_000
MAX_SETUP_BYTES = 40_000_000
MAX_STRING_COUNT_LIE = 100_000
_FIRST_OWN = 164  # format numbers from here on are the workbook's own
_STRINGS = "xl/sharedstrings.xml"
_LARGE_PART_BYTES = 20_000_000

_FROM_1904 = re.compile(rb"""\sdate1904\s*=\s*["'](?:1|true|on)["']""")
_STRING_ITEM = re.compile(rb"<" + PREFIX + rb"si[\s/>]")
_STRING_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*["']\s*\+?(\d{1,20})""")


@dataclass(frozen=True)
class BookScan:
    """Sheet names in order, each with the part it is stored in, and the parts."""

    sheet_parts: tuple[tuple[str, str], ...]
    parts: dict[str, PartScan]
    has_macros: bool
    has_external_links: bool
    lacks_formats: bool
    members: tuple[zipfile.ZipInfo, ...]


def scan_xlsx(data: bytes) -> BookScan:
    """Look at every XML part once; raise IntakeError where the book is a danger."""
    members = archive.list_members(data)
    archive.check_members(members)
    by_name = {_folded(member.filename): member for member in members}
    book_part = next(name for name in sorted(by_name) if is_book(name))
    setup = {}
    for name in (book_part, _relations_of(book_part), "xl/styles.xml"):
        if name in by_name:
            setup[name] = _read_setup(data, by_name[name])
    sheet_parts = _find_sheet_parts(setup, book_part)
    is_from_1904 = _FROM_1904.search(setup[book_part]) is not None
    styles = _read_styles(setup.get("xl/styles.xml", b""), is_from_1904)
    sheet_names = {part for _, part in sheet_parts}
    parts, cells_left = {}, MAX_CELLS
    for name, member in by_name.items():
        is_sheet = name in sheet_names or name.startswith("xl/worksheets/sheet")
        if name in setup:
            continue
        pieces = archive.inflate(data, member)
        if is_sheet or name.endswith((".xml", ".rels")):
            pieces = whole_tags(pieces, is_checked=is_sheet or name == _STRINGS)
        if is_sheet and _has_too_many_values(data, member, cells_left):
            parts[name] = PartScan(trouble=too_large())
        elif is_sheet:
            parts[name] = part = scan_sheet(pieces, styles, cells_left)
            # A sheet that will not be read must not use up the others' share.
            cells_left -= 0 if part.trouble else part.value_cells
        elif name == _STRINGS:
            parts[name] = _check_strings(pieces)
        else:  # to the end, where its checksum is compared
            for _ in pieces:
                pass
    return BookScan(
        sheet_parts=sheet_parts,
        parts=parts,
        has_macros=any("vbaproject" in name for name in by_name),
        has_external_links=any(name.startswith("xl/externallinks/") for name in by_name),
        lacks_formats=styles.lacks_formats,
        members=tuple(members),
    )


def _has_too_many_values(data: bytes, member: zipfile.ZipInfo, cells_left: int) -> bool:
    """A quick count, so that a part far too large is not looked at cell by cell."""
    if member.file_size < _LARGE_PART_BYTES:
        return False
    found = 0
    for chunk in archive.inflate(data, member):
        found += chunk.count(b"</v>")
        if found > cells_left:
            return True
    return False


def _folded(name: str) -> str:
    return name.lower().replace("\\", "/")


def is_book(name: str) -> bool:
    """Whether a part, by its folded name, lists the workbook's sheets."""
    return re.fullmatch(r"xl/workbook\d*\.xml", name) is not None


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _read_setup(data: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > MAX_SETUP_BYTES:
        raise refuse("too_many_styles", "文件的样式或名称太多，没有读取")
    chunks = list(archive.inflate(data, member))
    for _ in whole_tags(chunks):
        pass
    return b"".join(chunks)


def xml_parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _parse(xml: bytes) -> etree._Element:
    try:
        return etree.fromstring(xml, xml_parser())
    except etree.XMLSyntaxError as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _find_sheet_parts(setup: dict[str, bytes], book_part: str) -> tuple[tuple[str, str], ...]:
    book = setup[book_part]
    if len(re.findall(rb"<" + PREFIX + rb"definedName[\s>]", book)) > MAX_NAMES:
        raise refuse("too_many_names", f"文件定义的名称超过 {MAX_NAMES} 个，没有读取")
    if len(re.findall(rb"<" + PREFIX + rb"sheet\s", book)) > MAX_SHEETS:
        raise refuse(
            "too_many_sheets",
            f"工作表超过 {MAX_SHEETS} 张，没有读取",
            "请只保留要上传的工作表，另存后再上传",
        )
    targets = {}
    relations = setup.get(_relations_of(book_part))
    if relations is not None:
        for relation in _parse(relations).iter("{*}Relationship"):
            target = relation.get("Target", "")
            full = target if target.startswith("/") else f"xl/{target}"
            targets[relation.get("Id", "")] = _folded(full.lstrip("/"))
    found = []
    for sheet in _parse(book).iter("{*}sheet"):
        keys = [v for k, v in sheet.attrib.items() if etree.QName(k).localname == "id"]
        part = next((targets[key] for key in keys if key in targets), "")
        found.append((sheet.get("name", ""), part))
    return tuple(found)


def _read_styles(xml: bytes, is_from_1904: bool) -> Styles:
    days_later = formats.DAYS_OF_1904 if is_from_1904 else 0
    if not xml:
        return Styles({}, {}, frozenset(), days_later)
    if len(re.findall(rb"<" + PREFIX + rb"xf[\s/>]", xml)) > MAX_STYLES:
        raise refuse(
            "too_many_styles",
            f"单元格样式超过 {MAX_STYLES} 种，没有读取",
            "请把要上传的表格复制到新建的工作簿，另存后再上传",
        )
    root = _parse(xml)
    codes = formats.BUILT_IN | {
        int(node.get("numFmtId", "")): node.get("formatCode", "")
        for node in root.iter("{*}numFmt")
        if node.get("numFmtId", "").isdecimal() and node.get("formatCode")
    }
    fonts = [_is_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    struck_fonts = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    indents, told, days, struck, lacks_formats = {}, {}, set(), set(), False
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        alignment = style.find("{*}alignment")
        level = "" if alignment is None else alignment.get("indent", "")
        if level.isdecimal() and 0 < int(level) <= 250:
            indents[number] = int(level)
        if style.get("fontId") in struck_fonts:
            struck.add(number)
        key = style.get("numFmtId", "")
        code = codes.get(int(key), "") if key.isdecimal() else ""
        lacks_formats = lacks_formats or (
            key.isdecimal() and int(key) not in codes and int(key) >= _FIRST_OWN
        )
        if formats.shows_a_day(code) or (not code and key.isdecimal() and int(key) in DAY_IDS):
            days.add(number)
        if formats.scales(code) or formats.shows_a_month(code):
            told[number] = code
    return Styles(indents, told, frozenset(days), days_later, lacks_formats, frozenset(struck))


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in ("0", "false", "off")


def _unbroken(pieces: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except ExpatError as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _check_strings(pieces: Iterable[bytes]) -> PartScan:
    part = PartScan()
    claimed = found = 0
    for number, run in enumerate(_unbroken(pieces)):
        part.has_runs = part.has_runs or has_runs(run)
        if number == 0:
            counts = _STRING_COUNT.findall(run[:2000])
            claimed = max((int(count) for count in counts), default=0)
        found += len(_STRING_ITEM.findall(run))
    # count is the number of uses: many times the number of strings in honest files.
    if claimed > max(found + MAX_STRING_COUNT_LIE, MAX_CELLS):
        raise refuse("count_lie", "文件内部声明的文字条数与实际不符，不是正常的工作簿")
    return part
