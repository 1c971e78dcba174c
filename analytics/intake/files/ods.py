"""An .ods as sheets: its own stored values, each with the text its cell shows.

Owns the table part of OpenDocument, read row by row; a number's scale is what brings
the stored value to the text beside it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from lxml import etree

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files import archive
from analytics.intake.files.formats import (
    FIRST_DAY,
    FormatSection,
    is_a_day,
    number_as_day,
    shown_month,
)
from analytics.intake.files.grid import (
    MAX_BOX,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Box,
    build_sheet,
    formula_uncached,
    hidden_note,
    placed,
    read_value,
    too_large,
)
from analytics.intake.files.runs import LOWERED, PLAIN, RAISED, STRUCK, LeftOut, Run
from analytics.intake.files.sheets import CellValue, Sheet, address
from analytics.intake.files.sniff import refusal
from analytics.intake.files.tags import xml_events

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CM_OF = {"cm": 1.0, "mm": 0.1, "pt": 2.54 / 72, "in": 2.54}
_CM_OF_LEVEL = 0.353
_MONTH_SHOWN = re.compile(r"\d{4}年\d{1,2}月|\d{4}[-/.]\d{1,2}|[A-Za-z]{3}-\d{2}")
_POWERS = (0, 2, -3, -4, -6, -8, -1, -2)
_UP = re.compile(r"0*[1-9]")  # the share of the height by which it stands above the line
_NO_SIZE = re.compile(r"0(?:\.0*)?(?:cm|mm|pt|in|px)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


class _Styles:
    """What the styles say that a table's meaning hangs on."""

    def __init__(self) -> None:
        self.runs: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.indents: dict[str, int] = {}

    def note(self, style: etree._Element) -> None:
        name = style.get(f"{_STYLE}name", "")
        for node in style:
            shift = node.get(f"{_STYLE}text-position", "")
            if node.get(f"{_STYLE}text-line-through-style", "none") != "none":
                self.runs[name] = STRUCK
            elif shift.startswith("super") or _UP.match(shift):
                self.runs[name] = RAISED
            elif shift.startswith(("sub", "-")):
                self.runs[name] = LOWERED
            sizes = (node.get(f"{_STYLE}{size}", "") for size in ("row-height", "column-width"))
            if node.get(f"{_TABLE}display") == "false" or any(map(_NO_SIZE.fullmatch, sizes)):
                self.hidden.add(name)
            found = re.fullmatch(r"([\d.]+)(cm|mm|pt|in)", node.get(f"{_FORMAT}margin-left", ""))
            if found and (level := round(float(found[1]) * _CM_OF[found[2]] / _CM_OF_LEVEL)):
                self.indents[name] = level


class _Table:
    """One sheet's rows so far, with what goes along with them."""

    def __init__(self, node: etree._Element, styles: _Styles) -> None:
        self.name = node.get(f"{_TABLE}name", "")
        self.is_hidden = node.get(f"{_TABLE}style-name") in styles.hidden
        self.styles = styles
        self.rows: list[list[CellValue]] = []
        self.merges: list[Box] = []
        self.indents: dict[tuple[int, int], int] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.columns = self.next_row = 0
        self.no_days: list[str] = []
        self.unlike: list[str] = []
        self.uncached: list[str] = []
        self.left_out = LeftOut()

    def add_column(self, node: etree._Element) -> None:
        count = _count(node, "number-columns-repeated", MAX_COLUMNS)
        if self._is_hidden(node):
            self.hidden_columns.update(range(self.columns, self.columns + count))
        self.columns += count

    def add_row(self, node: etree._Element) -> None:
        count = _count(node, "number-rows-repeated", MAX_ROWS)
        cells = self._cells(node)
        if cells:
            if (self.next_row + count) * (max(cells) + 1) > MAX_BOX:
                raise IntakeError(too_large())
            self.rows += [[] for _ in range(self.next_row - len(self.rows))]
            line = [cells.get(column) for column in range(max(cells) + 1)]
            self.rows += [list(line) for _ in range(count)]
        if cells and self._is_hidden(node):
            self.hidden_rows.update(range(self.next_row, self.next_row + count))
        self.next_row += count

    def _is_hidden(self, node: etree._Element) -> bool:
        is_off = node.get(f"{_TABLE}visibility", "visible") != "visible"
        return is_off or node.get(f"{_TABLE}style-name") in self.styles.hidden

    def _cells(self, node: etree._Element) -> dict[int, CellValue]:
        found: dict[int, CellValue] = {}
        column = 0
        for cell in node.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            count = _count(cell, "number-columns-repeated", MAX_COLUMNS)
            at = address(self.next_row, column)
            value = self._value(cell, at)
            if value is not None:
                found |= dict.fromkeys(range(column, min(column + count, MAX_COLUMNS)), value)
                if level := self.styles.indents.get(cell.get(f"{_TABLE}style-name", "")):
                    self.indents[self.next_row, column] = level
            down = _count(cell, "number-rows-spanned", MAX_ROWS)
            across = _count(cell, "number-columns-spanned", MAX_COLUMNS)
            if down > 1 or across > 1:
                self.merges.append(
                    (self.next_row, column, self.next_row + down - 1, column + across - 1)
                )
            column += count
        return found

    def _value(self, cell: etree._Element, at: str) -> CellValue:
        kind = cell.get(f"{_OFFICE}value-type", "")
        text = self._text(cell, at)
        if kind == "date":
            return self._day(cell.get(f"{_OFFICE}date-value", ""), text, at)
        if kind == "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
        if kind in ("float", "percentage", "currency"):
            try:
                stored = read_value(float(cell.get(f"{_OFFICE}value", "")))
            except ValueError:
                return read_value(text)
            return self._shown(stored, text, at) if isinstance(stored, Decimal) else stored
        if not kind and not text and cell.get(f"{_TABLE}formula"):
            self.uncached.append(at)
        return read_value(text or cell.get(f"{_OFFICE}string-value", ""))

    def _day(self, written: str, text: str, at: str) -> CellValue:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return read_value(text)
        serial = (moment - datetime.combine(FIRST_DAY, time())).total_seconds() / 86_400
        if is_a_day(serial):
            day = date(moment.year, moment.month, moment.day)
            return shown_month(day) if _MONTH_SHOWN.fullmatch(text) else day
        self.no_days.append(at)
        return read_value(round(serial, 9))

    def _shown(self, stored: Decimal, text: str, at: str) -> CellValue:
        """The number at the scale of its text: 0.084 beside 8.4% is 8.4, 4 in 1—4月 is 4."""
        runs = list(_DIGITS.finditer(text))
        if not runs:
            return stored
        pairs = ((power, digits) for power in _POWERS for digits in runs)
        found = next((pair for pair in pairs if _is_shown_by(stored, *pair)), None)
        if found is None:
            self.unlike.append(at)
        power, digits = found or (0, runs[0])
        before, after = text[: digits.end()].strip(), text[digits.end() :].strip()
        return FormatSection(before=before, after=after, power=power).read(stored)

    def _text(self, cell: etree._Element, at: str) -> str:
        """A cell's paragraphs as printed."""
        runs: list[Run] = []
        for paragraph in cell.iterchildren(f"{_TEXT}p"):
            runs += [("\n", PLAIN), *self._runs(paragraph, PLAIN)]
        return self.left_out.text(runs[1:], at)

    def _runs(self, node: etree._Element, kind: str) -> Iterator[Run]:
        """Words by their style: blanks and breaks by their marks, no annotations."""
        yield node.text or "", kind
        for part in node:
            if part.tag == f"{_TEXT}s":
                yield " " * min(_count(part, "c", 100, _TEXT), 100), kind
            elif part.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
                yield "\n" if part.tag.endswith("break") else "\t", kind
            elif isinstance(part.tag, str) and not part.tag.startswith(_OFFICE):
                own = self.styles.runs.get(part.get(f"{_TEXT}style-name", ""), PLAIN)
                yield from self._runs(part, kind or own)
            yield part.tail or "", kind

    def sheet(self) -> tuple[Sheet, list[Problem]]:
        sheet, found = build_sheet(
            self.name, self.rows, self.merges, is_hidden=self.is_hidden, indents=self.indents
        )
        problems = [*found, *hidden_note(sheet, self.hidden_rows, self.hidden_columns)]
        problems += self.left_out.problems()
        if self.no_days:
            problems.append(number_as_day(len(self.no_days), self.no_days[0]))
        if self.unlike:
            problems.append(
                Problem(
                    "warning",
                    "shown_otherwise",
                    f"{self.unlike[0]} 等 {len(self.unlike)} 个单元格显示的数与存的数不一致，"
                    "按存的数读入",
                    "请核对这些单元格的格式，改正后再上传",
                    cell=self.unlike[0],
                )
            )
        if self.uncached:
            problems.append(formula_uncached(len(self.uncached), self.uncached[0]))
        return sheet, problems


def _is_shown_by(stored: Decimal, power: int, digits: re.Match[str]) -> bool:
    """Whether the digits are the number by that power of ten, rounded."""
    try:
        printed = Decimal(digits[0].replace(",", ""))
    except InvalidOperation:
        return False
    exponent = printed.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return abs(abs(stored.scaleb(power)) - printed) <= half


def read_ods(data: bytes) -> tuple[list[Sheet], list[Problem]]:
    """All sheets in order, and what is wrong with some of them."""
    parts = archive.sound_parts(data)
    manifest = parts.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in b"".join(archive.inflate(data, manifest)):
        raise refusal("encrypted")
    if "content.xml" not in parts:
        raise refusal("broken_container", "（其中没有表格）")
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    cells_left = MAX_CELLS
    for table in _tables(data, parts):
        sheet, found = table.sheet()
        cells_left -= sum(value is not None for row in sheet.rows for value in row)
        if cells_left < 0:
            raise IntakeError(too_large())
        sheets.append(sheet)
        problems += [placed(problem, "", sheet.name) for problem in found]
    return sheets, problems


def _tables(data: bytes, parts: dict[str, zipfile.ZipInfo]) -> Iterator[_Table]:
    styles, table = _Styles(), None
    tags = [f"{_STYLE}style"]
    tags += [f"{_TABLE}{name}" for name in ("table", "table-column", "table-row")]
    pieces = archive.inflate(data, parts["content.xml"])
    for event, node in xml_events(pieces, tags):
        name = etree.QName(node).localname
        if event == "start":
            if name == "table" and table is None:
                table = _Table(node, styles)
            continue
        if name == "style":
            styles.note(node)
        elif table is not None and name == "table-column":
            table.add_column(node)
        elif table is not None and name == "table-row":
            table.add_row(node)
            node.clear()
        elif table is not None and name == "table":
            yield table
            table = None
            node.clear()


def _count(node: etree._Element, name: str, most: int, space: str = _TABLE) -> int:
    written = node.get(f"{space}{name}", "1")
    return min(int(written), most) if written.isdecimal() and len(written) < 9 else 1
