"""Writes sheets as bureaus lay them out, with the same bytes on every run.

Knows titles, two-row merged headers, indents and notes; knows no indicator.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent
# A fixed date keeps the file's bytes equal from run to run.
WRITTEN = datetime(2026, 1, 1)  # noqa: DTZ001  (a workbook's dates have no zone)
Cell = str | Decimal | int | None


@dataclass(frozen=True)
class Row:
    """One line of a table; a heading such as 一、按产业分 has a label only."""

    label: str
    cells: tuple[Cell, ...] = ()
    indent: int = 0


def read_rows(name: str) -> list[dict[str, str]]:
    """A fact table kept beside this file."""
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal | None:
    """A fact's value; blank is unpublished."""
    return Decimal(text) if text else None


class Bulletin:
    """A workbook being written; closing it saves the file."""

    def __init__(self, path: Path, title: str, author: str) -> None:
        self._book = xlsxwriter.Workbook(str(path))
        self._book.set_properties({"title": title, "author": author, "created": WRITTEN})
        self._formats = {}

    def __enter__(self) -> Bulletin:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.close()

    def contents(self, lines: list[tuple[str, ...]]) -> None:
        """A sheet of words: contents, explanations, sources."""
        sheet = self._book.add_worksheet("目录")
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 2, 60)
        sheet.write_string(0, 0, "目    录", self._format(bold=True, font_size=14))
        for row, line in enumerate(lines, start=2):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text)

    def table(
        self,
        name: str,
        title: str,
        subtitle: str,
        header: tuple[tuple[str, ...], ...],
        rows: list[Row],
        notes: tuple[str, ...],
        *,
        is_hidden: bool = False,
    ) -> None:
        """A title, a line with the unit, merged headers, rows, notes.

        In the header "" continues the cell on its left, or above it in column one.
        """
        sheet = self._book.add_worksheet(name)
        width = len(header[0])
        longest = max((len(row.label) + row.indent for row in rows), default=8)
        sheet.set_column(0, 0, min(longest, 24) * 2 + 2)
        sheet.set_column(1, width - 1, 13)
        title_format = self._format(bold=True, font_size=14, align="center")
        sheet.merge_range(0, 0, 0, width - 1, title, title_format)
        if subtitle:
            sheet.write_string(1, width - 1, subtitle, self._format(align="right"))
        self._header(sheet, header)
        top = 2 + len(header)
        for at, row in enumerate(rows, start=top):
            label_format = self._format(border=1, indent=row.indent)
            sheet.write_string(at, 0, row.label, label_format)
            for column, cell in enumerate(row.cells, start=1):
                self._cell(sheet, at, column, cell)
        for at, note in enumerate(notes, start=top + len(rows)):
            sheet.write_string(at, 0, note, self._format(font_size=9))
        sheet.freeze_panes(top, 1)
        if is_hidden:
            sheet.hide()

    def _header(self, sheet: Worksheet, header: tuple[tuple[str, ...], ...]) -> None:
        look = self._format(bold=True, align="center", border=1, text_wrap=True)
        top, last = 2, 2 + len(header) - 1
        if len(header) > 1:
            sheet.merge_range(top, 0, last, 0, header[0][0], look)
        for at, line in enumerate(header, start=top):
            column = 1 if len(header) > 1 else 0
            while column < len(line):
                end = column
                while end + 1 < len(line) and line[end + 1] == "":
                    end += 1
                if end > column:
                    sheet.merge_range(at, column, at, end, line[column], look)
                else:
                    sheet.write_string(at, column, line[column], look)
                column = end + 1

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None:
            sheet.write_blank(row, column, None, self._format(border=1))
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, self._format(border=1, align="right"))
        else:
            shape = "0" if isinstance(cell, int) or abs(cell) >= 1000 else "0.0"
            look = self._format(border=1, num_format=shape)
            sheet.write_number(row, column, float(cell), look)

    def _format(self, **look: str | int | bool) -> xlsxwriter.format.Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]
