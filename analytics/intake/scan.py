"""A streaming look into an .xlsx before any spreadsheet library may see it.

Owns the limits a sheet must keep (cells, extent, merges) and, in the same pass, what
calamine does not tell: indents, percent formats, error cells, formulas without a saved
result. Refuses entities, false counts and endless tags; builds no sheet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from analytics.errors import Problem
from analytics.intake import archive
from analytics.intake.archive import refuse
from analytics.intake.grid import (
    MAX_BOX,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    near_end,
    too_large,
    too_many_merges,
)
from analytics.intake.sheets import position

MAX_SHEETS = 200
MAX_STYLES = 131_000  # both of Excel's style tables full
MAX_NAMES = 20_000
MAX_TAG_BYTES = 1 << 20
MAX_SETUP_BYTES = 40_000_000
MAX_STRING_COUNT_LIE = 100_000
_PERCENT_FORMATS = {9, 10}

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PREFIX = rb"(?:[\w.-]+:)?"
_CELL_STARTS = (b"<c ", b":c ")
# As every known program writes a cell; anything else takes the slow way.
_PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?'
    rb'(?: t="([a-zA-Z]+)")?(/?)>(</c>)?'
)
_ANY_CELL = re.compile(rb"<" + _PREFIX + rb"c((?:\s[^>]*?)?)(/?)>(</)?")
_ATTRIBUTE = re.compile(rb"""\s(r|s|t)\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")
_FORMULA_CELL = re.compile(
    rb"<" + _PREFIX + rb"c(\s[^>]*)>\s*<" + _PREFIX + rb"f(?:\s[^>]*)?"
    rb"(?:/>|>[^<]*</" + _PREFIX + rb"f>)\s*"
    rb"(?:<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v>\s*</" + _PREFIX + rb"v>)?"
    rb"\s*</" + _PREFIX + rb"c>"
)
_ERROR_TEXT = re.compile(rb"<" + _PREFIX + rb"v>(#[^<]{1,20})</")
_MERGE = re.compile(rb"<" + _PREFIX + rb"mergeCell\s")
_STRING_ITEM = re.compile(rb"<" + _PREFIX + rb"si[\s/>]")
_STRING_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*["']\s*\+?(\d+)""")


@dataclass
class PartScan:
    """What one worksheet part holds, without its values."""

    value_cells: int = 0
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merges: int = 0
    uncached: int = 0
    first_uncached: str = ""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    trouble: Problem | None = None
    last_row: int = -1
    last_column: int = -1
    must_be_cut: bool = False  # far cells would make calamine ask for too large a box


@dataclass(frozen=True)
class Styles:
    """Style number to indent level, and the style numbers that show a percent sign."""

    indents: dict[int, int]
    percents: frozenset[int]


@dataclass(frozen=True)
class BookScan:
    """Sheet names in order, each with the part it is stored in, and the parts."""

    sheet_parts: tuple[tuple[str, str], ...]
    parts: dict[str, PartScan]
    has_macros: bool
    has_external_links: bool
    members: tuple[zipfile.ZipInfo, ...]


def scan_xlsx(data: bytes) -> BookScan:
    """Look at every XML part once; raise IntakeError where the book is a danger."""
    members = archive.list_members(data)
    archive.check_members(members)
    by_name = {_folded(member.filename): member for member in members}
    book_part = next(name for name in sorted(by_name) if _is_book(name))
    setup = {}
    for name in (book_part, _relations_of(book_part), "xl/styles.xml"):
        if name in by_name:
            setup[name] = _read_setup(data, by_name[name])
    sheet_parts = _find_sheet_parts(setup, book_part)
    styles = _read_styles(setup.get("xl/styles.xml", b""))
    parts, cells_left = {}, MAX_CELLS
    for name, member in by_name.items():
        if name in setup or not name.endswith((".xml", ".rels", ".vml")):
            continue
        pieces = _whole_tags(archive.inflate(data, member))
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            parts[name] = _scan_sheet(pieces, styles, cells_left)
            cells_left -= parts[name].value_cells
        elif name == "xl/sharedstrings.xml":
            _check_strings(pieces)
        else:
            for _ in pieces:
                pass
    return BookScan(
        sheet_parts=sheet_parts,
        parts=parts,
        has_macros=any("vbaproject" in name for name in by_name),
        has_external_links=any(name.startswith("xl/externallinks/") for name in by_name),
        members=tuple(members),
    )


def _folded(name: str) -> str:
    return name.lower().replace("\\", "/")


def _is_book(name: str) -> bool:
    return re.fullmatch(r"xl/workbook\d*\.xml", name) is not None


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Runs of a part's bytes that cut no cell in two; raises on entities."""
    rest, is_first = b"", True
    for chunk in chunks:
        if is_first and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
            raise refuse("odd_encoding", "文件内部用了不常见的编码，不能读取")
        is_first = False
        run = rest + chunk
        cut = max(run.rfind(start) for start in _CELL_STARTS)
        if cut < len(run) - 65_536:
            cut = run.rfind(b"<")
        if len(run) - cut > MAX_TAG_BYTES:
            if b">" not in run[cut : cut + 65_536]:
                raise refuse("endless_tag", "文件内部有过长的标记，不是正常的工作簿")
            # One very long text: its end says nothing about the sheet's size.
            run = run[: cut + 65_536]
        rest = run[cut:]
        yield _without_entities(run[:cut])
    yield _without_entities(rest)


def _without_entities(run: bytes) -> bytes:
    if _DTD.search(run):
        raise refuse("entities", "文件内部含有实体定义（DTD），正常的工作簿没有")
    return run


def _read_setup(data: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > MAX_SETUP_BYTES:
        raise refuse("too_many_styles", "文件的样式或名称太多，没有读取")
    chunks = list(archive.inflate(data, member))
    for _ in _whole_tags(chunks):
        pass
    return b"".join(chunks)


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _find_sheet_parts(setup: dict[str, bytes], book_part: str) -> tuple[tuple[str, str], ...]:
    book = setup[book_part]
    if len(re.findall(rb"<" + _PREFIX + rb"definedName[\s>]", book)) > MAX_NAMES:
        raise refuse("too_many_names", f"文件定义的名称超过 {MAX_NAMES} 个，没有读取")
    if len(re.findall(rb"<" + _PREFIX + rb"sheet\s", book)) > MAX_SHEETS:
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
        keys = [v for k, v in sheet.attrib.items() if k.rpartition("}")[2] == "id"]
        part = next((targets[key] for key in keys if key in targets), "")
        found.append((sheet.get("name", ""), part))
    return tuple(found)


def _read_styles(xml: bytes) -> Styles:
    if not xml:
        return Styles({}, frozenset())
    if len(re.findall(rb"<" + _PREFIX + rb"xf[\s/>]", xml)) > MAX_STYLES:
        raise refuse(
            "too_many_styles",
            f"单元格样式超过 {MAX_STYLES} 种，没有读取",
            "请把要上传的表格复制到新建的工作簿，另存后再上传",
        )
    root = _parse(xml)
    formats = {
        node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter("{*}numFmt")
    }
    indents, percents = {}, set()
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        alignment = style.find("{*}alignment")
        level = "" if alignment is None else alignment.get("indent", "")
        if level.isdecimal() and 0 < int(level) <= 250:
            indents[number] = int(level)
        key = style.get("numFmtId", "")
        shows = (
            _percent_is_shown(formats[key])
            if key in formats
            else (key.isdecimal() and int(key) in _PERCENT_FORMATS)
        )
        if shows:
            percents.add(number)
    return Styles(indents, frozenset(percents))


def _percent_is_shown(code: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _check_strings(pieces: Iterable[bytes]) -> None:
    claimed = found = 0
    for number, run in enumerate(pieces):
        if number == 0:
            counts = _STRING_COUNT.findall(run[:2000])
            claimed = max((int(count) for count in counts), default=0)
        found += len(_STRING_ITEM.findall(run))
    # count is the number of uses: many times the number of strings in honest files.
    if claimed > max(found + MAX_STRING_COUNT_LIE, MAX_CELLS):
        raise refuse("count_lie", "文件内部声明的文字条数与实际不符，不是正常的工作簿")


def _scan_sheet(pieces: Iterable[bytes], styles: Styles, cells_left: int) -> PartScan:
    part = PartScan()
    for run in pieces:
        _count_cells(run, part, styles)
        part.merges += len(_MERGE.findall(run))
        if part.trouble is None and part.value_cells > cells_left:
            part.trouble = too_large()
        if part.trouble is None and part.merges > MAX_MERGES:
            part.trouble = too_many_merges()
        if part.trouble is not None:
            return part
    if part.rows and (max(part.rows) + 1) * (max(part.columns) + 1) > MAX_BOX:
        part.must_be_cut = True
        part.last_row = near_end(part.rows, "row")
        part.last_column = near_end(part.columns, "column")
        if (part.last_row + 1) * (part.last_column + 1) > MAX_BOX:
            part.trouble = too_large()
    return part


def _count_cells(run: bytes, part: PartScan, styles: Styles) -> None:
    plain = _PLAIN_CELL.findall(run)
    other = run.count(b"<co") + run.count(b"<cf") + run.count(b"<cu")
    if len(plain) == run.count(b"<c") + run.count(b":c") - other:
        cells: Iterable[tuple[bytes, ...]] = plain
    else:
        cells = _any_cells(run)
    valued = [cell for cell in cells if not cell[4] and not cell[5]]
    part.value_cells += len(valued)
    valued = [cell for cell in valued if cell[0]]
    rows = {int(row) - 1 for row in {cell[1] for cell in valued}}
    columns = {position(f"{column.decode()}1")[1] for column in {cell[0] for cell in valued}}
    if rows and not 0 <= min(rows) <= max(rows) < MAX_ROWS:
        part.trouble = _off_grid(f"第 {max(rows) + 1} 行")
    elif columns and max(columns) >= MAX_COLUMNS:
        part.trouble = _off_grid(f"第 {max(columns) + 1} 列")
    if part.trouble is not None:
        return
    part.rows |= rows
    part.columns |= columns
    _note_styles(valued, part, styles)
    if b"f>" in run or b"<f " in run:
        _note_uncached(run, part)
    if any(cell[3] == b"e" for cell in valued):
        _note_errors(run, part)


def _any_cells(run: bytes) -> Iterator[tuple[bytes, ...]]:
    """Cells written in any legal way; one without an address has an empty one."""
    for attributes, slash, close in _ANY_CELL.findall(run):
        found = dict(_ATTRIBUTE.findall(attributes))
        reference = _REFERENCE.fullmatch(found.get(b"r", b"").decode("latin-1"))
        column, row = reference.groups() if reference else ("", "")
        # int() itself refuses numbers of thousands of digits.
        yield (
            column[:8].upper().encode(),
            row[:12].encode(),
            found.get(b"s", b""),
            found.get(b"t", b""),
            slash,
            close,
        )


def _note_styles(valued: list[tuple[bytes, ...]], part: PartScan, styles: Styles) -> None:
    wanted = {str(number).encode() for number in (*styles.indents, *styles.percents)}
    if not wanted:
        return
    for cell in valued:
        if cell[2] in wanted:
            at = position((cell[0] + cell[1]).decode())
            number = int(cell[2])
            if number in styles.indents:
                part.indents[at] = styles.indents[number]
            if number in styles.percents:
                part.percents.add(at)


def _note_uncached(run: bytes, part: PartScan) -> None:
    for match in _FORMULA_CELL.finditer(run):
        found = dict(_ATTRIBUTE.findall(match[1]))
        # A text formula whose saved result is the empty text has been calculated.
        if found.get(b"t") == b"str" and match[0].rstrip().endswith(b"v></c>"):
            continue
        part.uncached += 1
        if not part.first_uncached and b"r" in found:
            part.first_uncached = found[b"r"].decode("latin-1")[:12]


def _note_errors(run: bytes, part: PartScan) -> None:
    for match in _ANY_CELL.finditer(run):
        found = dict(_ATTRIBUTE.findall(match[1]))
        if (
            found.get(b"t") != b"e"
            or _REFERENCE.fullmatch(found.get(b"r", b"").decode("latin-1")) is None
        ):
            continue
        end = run.find(b"c>", match.end())
        if text := _ERROR_TEXT.search(run, match.end(), max(end, match.end())):
            part.errors[position(found[b"r"].decode().upper())] = text[1].decode()


def _off_grid(place: str) -> Problem:
    return Problem(
        "error",
        "off_grid",
        f"单元格地址超出表格范围（{place}），不是正常的工作表",
        "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传",
    )
