"""Writes a ledger's sheets: headers of several merged rows, the same bytes every run.

Knows merges, borders and the notes under every table; knows no project.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType

import xlsxwriter

from data.sample.bulletin import WRITTEN

AUTHOR = "投资季析示例数据"
INVENTED = "注：本表为虚构示例，单位、项目和数字均不存在，不得引用。"
LEGEND = "●为省重点项目。形象进度、问题和计划均为虚构。"
Cell = str | int | Decimal


class Book:
    """A workbook being written; closing it saves the file."""

    def __init__(self, path: Path, title: str) -> None:
        self._book = xlsxwriter.Workbook(str(path))
        self._book.set_properties({"title": title, "author": AUTHOR, "created": WRITTEN})
        self._formats: dict[tuple[tuple[str, object], ...], xlsxwriter.format.Format] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.close()

    def sheet(
        self,
        name: str,
        title: str,
        second_line: tuple[str, str],
        header: Sequence[Sequence[str]],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[int],
    ) -> None:
        """Title, a line with sender and unit, merged headers, rows, notes.

        In the header "<" continues the cell on its left, "^" the one above.
        """
        sheet = self._book.add_worksheet(name)
        width = len(header[0])
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        look = self.look(bold=True, font_size=16, align="center")
        sheet.merge_range(0, 0, 0, width - 1, title, look)
        sheet.write_string(1, 0, second_line[0])
        sheet.write_string(1, width - 1, second_line[1], self.look(align="right"))
        self._header(sheet, header)
        top = 2 + len(header)
        for at, row in enumerate(rows, start=top):
            for column, cell in enumerate(row):
                self._cell(sheet, at, column, cell)
        for at, note in enumerate((INVENTED, LEGEND), start=top + len(rows)):
            sheet.write_string(at, 0, note)
        sheet.freeze_panes(top, 2)
        sheet.set_row(top - 1, 32)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _header(
        self, sheet: xlsxwriter.worksheet.Worksheet, header: Sequence[Sequence[str]]
    ) -> None:
        look = self.look(bold=True, align="center", valign="vcenter", border=1, text_wrap=True)
        for row, line in enumerate(header):
            for column, text in enumerate(line):
                if text in ("<", "^"):
                    continue
                right, down = column, row
                while right + 1 < len(line) and line[right + 1] == "<":
                    right += 1
                while down + 1 < len(header) and header[down + 1][column] == "^":
                    down += 1
                if (right, down) == (column, row):
                    sheet.write_string(2 + row, column, text, look)
                else:
                    sheet.merge_range(2 + row, column, 2 + down, right, text, look)

    def _cell(
        self, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell
    ) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, self.look(border=1, text_wrap=True))
        else:
            shape = "0" if isinstance(cell, int) else "0.0"
            sheet.write_number(row, column, float(cell), self.look(border=1, num_format=shape))

    def look(self, **look: object) -> xlsxwriter.format.Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]
