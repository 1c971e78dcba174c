"""An .xlsb as sheets: calamine for values, our own pass for formats, days and what is hidden.

Owns the few binary records that say how a cell shows its number; calamine, which reads
the rest, tells nothing of them.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from lxml import etree
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files import archive, formats
from analytics.intake.files.grid import (
    BROKEN_SHEET,
    MAX_BOX,
    MAX_CELLS,
    Box,
    build_sheet,
    hidden_note,
    placed,
    read_value,
    too_large,
    written_twice,
)
from analytics.intake.files.scan import xml_parser
from analytics.intake.files.sheets import CellValue, Sheet, address
from analytics.intake.files.sniff import refusal

_ROW, _BLANK, _RK, _REAL, _FORMULA_NUMBER = 0, 1, 2, 5, 9
_LAST_CELL = 11
_COLUMNS, _MERGE = 60, 176
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_BOOK, _SHEET = 153, 156
_NOT_OURS = (KeyboardInterrupt, SystemExit, MemoryError)


@dataclass
class _Part:
    """What calamine does not tell of one sheet. cells: address to style and number."""

    cells: dict[tuple[int, int], tuple[int, float | None]] = field(default_factory=dict)
    doubles: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_xlsb(data: bytes) -> tuple[list[Sheet], list[Problem]]:
    """All worksheets in order, and what is wrong with some of them."""
    parts = archive.sound_parts(data)
    try:
        names, days_later = _read_book(data, parts)
        codes, indent_of = _read_styles(_whole(data, parts.get("xl/styles.bin")))
        scanned = {name: _read_part(_whole(data, parts[part])) for name, part in names.items()}
        book = CalamineWorkbook.from_object(io.BytesIO(data))
    except (*_NOT_OURS, IntakeError):
        raise
    # A panic inside calamine is no Exception: only BaseException catches it.
    except BaseException as error:
        raise refusal("broken_container") from error
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            part = scanned[meta.name]
            source = book.get_sheet_by_name(meta.name)
            rows = [
                [read_value(v) for v in line] for line in source.to_python(skip_empty_area=False)
            ]
        except _NOT_OURS:
            raise
        except BaseException:
            problems.append(placed(BROKEN_SHEET, "", meta.name))
            continue
        no_days = _show(rows, part, codes, days_later)
        sheet, found = build_sheet(
            meta.name,
            rows,
            part.merges,
            is_hidden=meta.visible != SheetVisibleEnum.Visible,
            indents={at: indent_of[s] for at, (s, _) in part.cells.items() if s in indent_of},
        )
        sheets.append(sheet)
        found = (*found, *hidden_note(sheet, part.hidden_rows, part.hidden_columns))
        found += (formats.number_as_day(len(no_days), no_days[0]),) if no_days else ()
        found += (written_twice(part.doubles),) if part.doubles else ()
        problems += [placed(problem, "", meta.name) for problem in found]
    return sheets, problems


def _show(
    rows: list[list[CellValue]], part: _Part, codes: dict[int, str], days_later: int
) -> list[str]:
    """Numbers as their formats show them; the addresses of those that are no days."""
    no_days = []
    for (row, column), (style, number) in part.cells.items():
        if row >= len(rows) or column >= len(rows[row]):
            continue
        if (row, column) in part.doubles:
            rows[row][column] = None
        elif number is not None and style in codes:
            stored = read_value(number)
            if not formats.shows_a_day(codes[style]):
                if isinstance(stored, Decimal):
                    rows[row][column] = formats.shown(stored, codes[style])
            elif not formats.is_a_day(number, days_later):
                rows[row][column] = stored
                no_days.append(address(row, column))
            else:
                # calamine leaves a day stored as a short whole number a number.
                day = formats.FIRST_DAY + timedelta(days=int(number) + days_later)
                rows[row][column] = formats.shown_date(day, codes[style])
    return no_days


def _whole(data: bytes, member: zipfile.ZipInfo | None) -> bytes:
    return b"".join(archive.inflate(data, member)) if member else b""


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift >= 28:
                break
        if at + size > len(part):
            raise refusal("broken_container")
        yield kind, part[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _read_book(data: bytes, parts: dict[str, zipfile.ZipInfo]) -> tuple[dict[str, str], int]:
    """Sheet names, each with its part, and by how much the workbook's days are later."""
    relations = etree.fromstring(_whole(data, parts["xl/_rels/workbook.bin.rels"]), xml_parser())
    targets = {
        node.get("Id", ""): "xl/" + node.get("Target", "").lower().removeprefix("/xl/")
        for node in relations.iter("{*}Relationship")
    }
    names, days_later = {}, 0
    for kind, body in _records(_whole(data, parts["xl/workbook.bin"])):
        if kind == _BOOK and body[0] & 1:
            days_later = formats.DAYS_OF_1904
        elif kind == _SHEET:
            relation, end = _text(body, 8)
            if (target := targets.get(relation, "")) in parts and "worksheet" in target:
                names[_text(body, end)[0]] = target
    return names, days_later


def _read_styles(part: bytes) -> tuple[dict[int, str], dict[int, int]]:
    """The format code and the indent of each style that has one."""
    codes, found, indents = dict.fromkeys(formats.DAY_IDS, "yyyy/m/d"), {}, {}
    codes |= formats.BUILT_IN
    is_of_cells, number = False, 0
    for kind, body in _records(part):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            is_of_cells = kind == _STYLES
        elif kind == _STYLE and is_of_cells:
            code = codes.get(struct.unpack_from("<H", body, 2)[0], "")
            if formats.scales(code) or formats.shows_a_day(code):
                found[number] = code
            if body[11]:
                indents[number] = body[11]
            number += 1
    return found, indents


def _read_part(whole: bytes) -> _Part:
    part, row, widest = _Part(), 0, 0
    for kind, body in _records(whole):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & 0x10 or body[8:10] == b"\0\0":
                part.hidden_rows.add(row)
        elif _BLANK < kind <= _LAST_CELL:
            column, style = struct.unpack_from("<II", body)
            at = row, column
            if at in part.cells:
                part.doubles.add(at)
            part.cells[at] = style & 0xFFFFFF, _number(kind, body)
            widest = max(widest, column)
            if len(part.cells) > MAX_CELLS or (row + 1) * (widest + 1) > MAX_BOX:
                raise IntakeError(too_large())
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<IIIIH", body)
            if flags & 1 or not width:
                part.hidden_columns.update(range(first, min(last, 16_383) + 1))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            part.merges.append((top, left, bottom, right))
    return part


def _number(kind: int, body: bytes) -> float | None:
    if kind in (_REAL, _FORMULA_NUMBER):
        (number,) = struct.unpack_from("<d", body, 8)
        return float(number)
    if kind != _RK:
        return None
    (packed,) = struct.unpack_from("<i", body, 8)
    if packed & 2:
        value = float(packed >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))
    return value / 100 if packed & 1 else value
