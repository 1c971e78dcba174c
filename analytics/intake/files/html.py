"""HTML saved as .xls: its tables, one below another, on one sheet.

Owns our own expansion of spans, with limits; text outside tables takes a row of its
own, as a spreadsheet program shows it. Scripts and styles are never text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files.css import PageStyles
from analytics.intake.files.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    Box,
    build_sheet,
    hidden_note,
    read_value,
    too_large,
)
from analytics.intake.files.markup import damaged_line
from analytics.intake.files.runs import HIDDEN, PLAIN, LeftOut, Run
from analytics.intake.files.sheets import CellValue, Sheet, address

MAX_TABLES = 500
MAX_SPAN_AREA = 2_000_000
MAX_COLSPAN = 1_000  # as browsers cap it
_UNREAD = {"script", "style", "noscript", "template", "head", "xml", "object", "select"}
# A line of text ends where one of these starts or ends.
_BLOCK = re.compile(
    r"html|body|div|p|br|hr|pre|form|center|blockquote|h[1-6]|[uod]l|li|d[td]|section|"
    r"article|header|footer|table|caption|thead|tbody|tfoot|t[rdh]"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # not U+3000 nor nbsp: those are indents
_CHAR_INDENT = re.compile(r"mso-char-indent-count:\s*(\d{1,2})")
_RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx，再上传"

Grid = list[list[CellValue]]


class _Page:
    """The rows so far; rows, merges and indents grow together."""

    def __init__(self, styles: PageStyles) -> None:
        self.styles = styles
        self.left_out = LeftOut()
        self.rows: Grid = []
        self.merges: list[Box] = []
        self.indents: dict[tuple[int, int], int] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.area_left = MAX_SPAN_AREA
        self.cells_left = MAX_CELLS

    def add_text(self, runs: list[Run]) -> None:
        text = _folded(self.left_out.text(runs, address(len(self.rows), 0)))
        if text.strip():
            self.rows.append([read_value(text)])

    def add_table(self, table: etree._Element) -> None:
        """Place the table's cells below what is there, each at its own address."""
        top = len(self.rows)
        lines = [line for line in table.iter("tr") if _table_of(line) is table]
        self.rows.extend([] for _ in lines)
        self._note_columns(table)
        held: dict[int, int] = {}  # column → rows that a rowspan above still covers
        for number, line in enumerate(lines):
            row = self.rows[top + number]
            column = 0
            if self.styles.is_hidden(line):
                self.hidden_rows.add(top + number)
            still_held = {c: rows - 1 for c, rows in held.items() if rows > 1}
            for cell in line.iterchildren("td", "th"):
                while column in held:
                    column += 1
                across = min(_span(cell, "colspan"), MAX_COLSPAN)
                down = min(_span(cell, "rowspan") or len(lines), len(lines) - number)
                self._count(across * down)
                if column + across > MAX_COLUMNS:
                    raise IntakeError(too_large())
                row.extend([None] * (column - len(row)))
                row.append(read_value(self._cell_text(cell, address(top + number, column))))
                row.extend([None] * (across - 1))
                self._note(cell, top + number, column, down, across)
                if down > 1:
                    for covered in range(column, column + across):
                        still_held[covered] = down - 1
                column += across
            held = still_held

    def _note(self, cell: etree._Element, row: int, column: int, down: int, across: int) -> None:
        if down > 1 or across > 1:
            self.merges.append((row, column, row + down - 1, column + across - 1))
        if self.styles.is_hidden(cell):
            self.hidden_columns.add(column)
        if match := _CHAR_INDENT.search(self.styles.of(cell)):
            self.indents[row, column] = int(match[1])

    def _note_columns(self, table: etree._Element) -> None:
        at = 0
        for column in table.iter("col"):
            if _table_of(column) is table:
                across = min(_span(column, "span"), MAX_COLSPAN)
                if self.styles.is_hidden(column) and at < MAX_COLUMNS:
                    self.hidden_columns.update(range(at, at + across))
                at += across

    def _cell_text(self, cell: etree._Element, at: str) -> str:
        """What is printed in a cell: breaks kept, other blanks folded, scripts left out."""
        runs: list[Run] = []
        # A hidden cell is read, and its column said; only what it holds may be left out.
        own = self.styles.kind(cell)
        kinds = [PLAIN if own == HIDDEN else own]
        walker = etree.iterwalk(cell, events=("start", "end"))
        for event, node in walker:
            if event == "start":
                if node.tag in _UNREAD:
                    walker.skip_subtree()
                    kinds.append(PLAIN)
                    continue
                if node is not cell:
                    kinds.append(kinds[-1] or self.styles.kind(node))
                if node.tag == "br":
                    runs.append(("\x0b", kinds[-1]))
                runs.append((node.text or "", kinds[-1]))
            elif node is not cell:
                kinds.pop()
                if node.tag in ("p", "div"):
                    runs.append(("\x0b", PLAIN))
                runs.append((node.tail or "", kinds[-1]))
        lines = [_folded(line) for line in self.left_out.text(runs, at).split("\x0b")]
        return "\n".join(lines).strip("\n")

    def _count(self, area: int) -> None:
        self.cells_left -= 1
        self.area_left -= area if area > 1 else 0
        if self.area_left < 0 or self.cells_left < 0:
            raise IntakeError(too_large())


def read_html(text: str) -> tuple[list[Sheet], list[Problem]]:
    """The page as one sheet without a name."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    # U+0000 has been refused; lone surrogates cannot be encoded and mean nothing.
    root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    if root is None or next(root.iter("table"), None) is None:
        raise IntakeError(Problem("error", "no_table", "网页文件中没有表格", _RESAVE))
    sheets, problems = read_page(root)
    if line := damaged_line(text):
        problems.append(
            Problem(
                "warning",
                "broken_markup",
                f"网页的标记有残缺（第 {line} 行附近），读出的表可能缺格或错位",
                "请对照原网页核对；用 Excel 或 WPS 打开后另存为 .xlsx 再上传更可靠",
            )
        )
    return sheets, problems


def read_page(root: etree._Element) -> tuple[list[Sheet], list[Problem]]:
    """Tables and the text between them, from a tree of HTML's elements."""
    tables = list(root.iter("table"))
    if len(tables) > MAX_TABLES:
        raise IntakeError(
            Problem(
                "error",
                "too_many_tables",
                f"文件中的表格超过 {MAX_TABLES} 个，没有读取",
                _RESAVE,
            )
        )
    # A table around tables only arranges the page: its own cells are plain text.
    frames = {outer for table in tables for outer in table.iterancestors("table")}
    page = _Page(PageStyles(root))
    pending: list[Run] = []
    for table, run in _blocks(root, frames, page.styles):
        if table is None and run is not None:
            pending.append(run)
            continue
        page.add_text(pending)
        pending.clear()
        if table is not None:
            page.add_table(table)
    page.add_text(pending)
    sheet, problems = build_sheet("", page.rows, page.merges, indents=page.indents)
    notes = [*hidden_note(sheet, page.hidden_rows, page.hidden_columns), *page.left_out.problems()]
    return [sheet], [*problems, *notes]


def _blocks(
    root: etree._Element, frames: set[etree._Element], styles: PageStyles
) -> Iterator[tuple[etree._Element | None, Run | None]]:
    """Tables and runs of words in the page's order; (None, None) where a line of text ends."""
    kinds = [PLAIN]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        is_block = _BLOCK.fullmatch(node.tag) is not None
        if event == "start":
            kinds.append(kinds[-1] or styles.kind(node))
            if is_block:
                yield None, None
            if node.tag in _UNREAD:
                walker.skip_subtree()
            elif node.tag == "table" and node not in frames:
                yield node, None
                walker.skip_subtree()
            elif node.text:
                yield None, (node.text, kinds[-1])
        else:
            kinds.pop()
            if is_block:
                yield None, None
            if node.tail:
                yield None, (node.tail, kinds[-1])


def _table_of(line: etree._Element) -> etree._Element | None:
    return next(line.iterancestors("table"), None)


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _span(cell: etree._Element, name: str) -> int:
    """A span as browsers read it: 1 where absent or odd; rowspan 0 means to the end."""
    digits = re.match(r"\s*\+?(\d{1,9})", cell.get(name, ""))
    number = int(digits[1]) if digits else 1
    return number if number or name == "rowspan" else 1
