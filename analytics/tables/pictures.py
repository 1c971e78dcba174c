"""A sheet as a reader sees it, coloured by what was understood of it.

Owns the colours of header, new, changed, equal and chosen cells; reads no file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd
from pandas.io.formats.style import Styler

from analytics.intake.files.sheets import address, position
from analytics.intake.reading import Question, SheetPicture, TableUnderstood

# Half-transparent, so that they read on white and on dark alike.
COLOURS = {
    "header": "background-color: rgba(18, 67, 109, 0.22); font-weight: bold",
    "new": "background-color: rgba(40, 161, 151, 0.30)",
    "changed": "background-color: rgba(244, 106, 37, 0.40)",
    "equal": "background-color: rgba(128, 128, 128, 0.18)",
    "unclear": "background-color: rgba(214, 60, 120, 0.35); font-weight: bold",
    "amber": "background-color: rgba(244, 200, 37, 0.45); font-weight: bold",
    "red": "background-color: rgba(206, 32, 41, 0.55); font-weight: bold",
    "chosen": "background-color: rgba(244, 200, 37, 0.85); color: #000; font-weight: bold",
}
LEGEND = {"header": "表头", "new": "新增", "changed": "与已入库的不同", "equal": "与已入库的相同"}
LEGEND |= {"unclear": "没有看懂的列", "red": "红色体检", "amber": "黄色体检"}


def coloured_sheet(
    picture: SheetPicture,
    tables: Iterable[TableUnderstood] = (),
    states: Mapping[str, str] | None = None,
    questions: Iterable[Question] = (),
) -> Styler:
    """The picture with spreadsheet row and column names; states: cell to a colour's name;
    questions: what is asked, of columns among it."""
    unclear = {(one.fingerprint, one.about) for one in questions}
    width = max((len(row) for row in picture.rows), default=0)
    frame = pd.DataFrame(
        [(*row, *[""] * (width - len(row))) for row in picture.rows],
        columns=[address(0, column).rstrip("1") for column in range(width)],
    )
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="行")
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for table in tables:
        for row, column in _cells_of(table.header):
            _paint(styles, row, column, "header")
        for row, column in _unclear_cells(table, unclear):
            _paint(styles, row, column, "unclear")
    for cell, state in (states or {}).items():
        _paint(styles, *position(cell), state)
    return frame.style.apply(lambda _: styles, axis=None)


def _unclear_cells(
    table: TableUnderstood, unclear: Collection[tuple[str, str]]
) -> Iterable[tuple[int, int]]:
    """The columns of a table that are asked about, or that nothing explains, from head to foot."""
    (top, _), (bottom, _) = map(position, (table.box.split(":") * 2)[:2])
    for one in table.columns:
        if not one.means or (table.fingerprint, one.about) in unclear:
            column = position(f"{one.column}1")[1]
            yield from ((row, column) for row in range(top, bottom + 1))


def _cells_of(box: str) -> Iterable[tuple[int, int]]:
    if not box:
        return
    start, _, end = box.partition(":")
    (top, left), (bottom, right) = position(start), position(end or start)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column


def _paint(styles: pd.DataFrame, row: int, column: int, state: str) -> None:
    if row < len(styles.index) and column < len(styles.columns):
        styles.iat[row, column] = COLOURS[state]
