"""The one reader of the lists in data/reference, which people edit in Excel and WPS.

Owns encoding, header, blank rows, cells and telling every mistake at once; which cells
make sense together is each list's own. A list's columns are the fields of its row type.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Generic, TypeVar, get_type_hints

from analytics.basics.errors import Problem, ReferenceDataError

NOTE = "note"  # for people: any list may have it
_BOM = b"\xef\xbb\xbf"
_YES_NO = {"是": True, "否": False, "true": True, "false": False}

Row = TypeVar("Row")


class CellError(ValueError):
    """What a cell says wrongly, to stand after its column's name, and what to write."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def filled(text: str) -> str:
    """The text, which may not be missing."""
    if not text:
        raise CellError("是空的", "请补填")
    return text


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """A cell that says one of these words; "" among them lets it be blank."""
    known = tuple(words)

    def chosen(text: str) -> str:
        if text not in known:
            raise says(text, f"请填{'、'.join(filter(None, known))}之一")
        return text

    return chosen


def yes_no(text: str) -> bool:
    """是 or 否; Excel turns true into TRUE."""
    if text.lower() not in _YES_NO:
        raise says(text, "请填是或否（true 或 false 也可）")
    return _YES_NO[text.lower()]


def whole(text: str) -> int:
    """A count or a place in an order."""
    if not text.isdecimal():
        raise says(text, "请填一个整数")
    return int(text)


def number(text: str) -> Decimal | None:
    """A number; None where blank."""
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise CellError(f"填的是“{text}”，不是数", "请填数字或留空")
    return found


def says(text: str, remedy: str) -> CellError:
    """The error of a cell that says what its column cannot hold."""
    return CellError(f"填的是“{text}”" if text else "是空的", remedy)


Filled = Annotated[str, filled]
YesNo = Annotated[bool, yes_no]
YesOrBlank = Annotated[bool, lambda text: bool(text) and yes_no(text)]
Whole = Annotated[int, whole]
WholeOrBlank = Annotated[int | None, lambda text: whole(text) if text else None]
Number = Annotated[Decimal | None, number]


class Listing(Generic[Row]):
    """A list as read: its rows by line, and what is wrong with them so far."""

    def __init__(self, path: Path, row_type: type[Row]) -> None:
        self._path = path
        self._row_type = row_type
        self._read: list[tuple[int, Row]] = []
        self._wrong: list[tuple[int, Problem]] = []
        cells = {
            column: getattr(hint, "__metadata__", (str,))[0]
            for column, hint in get_type_hints(row_type, include_extras=True).items()
        }
        records = self._records(_text(path))
        _, header = next(records, (1, []))
        self._check_header(header, tuple(cells))
        places = {column: header.index(column) for column in cells}
        for line, texts in records:
            if any(texts):
                self._read_row(line, header, texts, cells, places)

    def wrong(self, line: int, problem: str, remedy: str) -> None:
        """Note a mistake; it is told with all others by rows."""
        self._wrong.append((line, _problem(self._path, line, problem, remedy)))

    def having(self, *columns: str) -> Iterator[tuple[int, Row]]:
        """Line and row wherever these columns could be read; look at no others of it."""
        wanted = set(columns)
        for line, row in self._read:
            if wanted <= vars(row).keys():
                yield line, row

    def repeated(self, *columns: str) -> Iterator[tuple[int, int, Row]]:
        """Line, first line and row wherever these columns say what a row above said."""
        first: dict[tuple[object, ...], int] = {}
        for line, row in self.having(*columns):
            key = tuple(getattr(row, column) for column in columns)
            if first.setdefault(key, line) != line:
                yield line, first[key], row

    def rows(self) -> tuple[Row, ...]:
        """Every row. Raises ReferenceDataError with every mistake, by line."""
        if self._wrong:
            raise ReferenceDataError(
                [problem for _, problem in sorted(self._wrong, key=lambda one: one[0])]
            )
        return tuple(row for _, row in self._read)

    def _records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Stripped records with their row in Excel, where a cell may hold several lines."""
        line, reader = 0, csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            for line, record in enumerate(reader, 1):
                yield line, [cell.strip() for cell in record]
        except csv.Error:
            self.wrong(line + 1, "从这一行起读不下去", "请检查引号是否成对")
            self.rows()

    def _check_header(self, header: list[str], columns: tuple[str, ...]) -> None:
        for name in dict.fromkeys(filter(None, header)):
            if header.count(name) > 1:
                self.wrong(1, f"列名 {name} 出现了两次", "请删去多出的一列")
            if name not in (*columns, NOTE):
                known = "、".join(dict.fromkeys((*columns, NOTE)))
                self.wrong(1, f"列名 {name} 不认识", f"请改成 {known} 之一，或删去这一列")
        if missing := [column for column in columns if column not in header]:
            self.wrong(1, f"缺少列 {'、'.join(missing)}", "请把第一行的列名补全")
            self.rows()

    def _read_row(
        self,
        line: int,
        header: list[str],
        texts: list[str],
        cells: dict[str, Callable[[str], object]],
        places: dict[str, int],
    ) -> None:
        texts += [""] * (len(header) - len(texts))
        for name, text in zip_longest(header, texts, fillvalue=""):
            if text and not name:
                self.wrong(
                    line,
                    f"多出一格“{text}”，它上面没有列名",
                    "请删去这一格；它若是被半角逗号断开的半句，请改用全角逗号",
                )
        # Made without its class's __init__: a row keeps the cells that could be read.
        row = object.__new__(self._row_type)
        values = vars(row)
        for column, read in cells.items():
            try:
                values[column] = read(texts[places[column]])
            except CellError as error:
                self.wrong(line, f"{column} {error.problem}", error.remedy)
        self._read.append((line, row))


def read_rows(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a list whose cells need no looking at together."""
    return Listing(path, row_type).rows()


def _text(path: Path) -> str:
    """What was saved: UTF-8, or GB18030 as Excel's and WPS's plain CSV."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReferenceDataError(
            [_problem(path, 0, "读不到这份表", f"请确认 {path} 存在且可以读取")]
        ) from error
    for encoding in ("utf-8-sig",) if content.startswith(_BOM) else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReferenceDataError(
        [
            _problem(
                path,
                0,
                "不是 UTF-8 或 GB18030 编码的文本，读不出文字",
                "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”，再放回原处",
            )
        ]
    )


def _problem(path: Path, line: int, problem: str, remedy: str) -> Problem:
    """line 0 is the whole file."""
    place = f"第 {line} 行" if line else ""
    return Problem("error", "reference_list", problem, remedy, file=path.name, cell=place)
