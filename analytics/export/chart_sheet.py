"""The table behind a chart in a worksheet: where each column stands, values and formulas.

Owns the cells a native chart points at; text is always text, a formula only where it
gives the value that the lake gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics.basics.numbers import rounded
from analytics.basics.period import parse_period_code
from analytics.charts.kit.spec import BARS, WATERFALL, ChartSpec, Column, Formula

BASE, ABOVE, BELOW, LABEL_AT = "起点", "零上部分", "零下部分", "标注位置"
MARK_WIDTH = "线宽"
SOURCE = "出处"
# A mark is this share of the axis wide.
_MARK_SHARE = Decimal("0.006")
_ROOM_FOR_LABELS = Decimal("0.18")
_DATE_FORMATS = {1: 'yyyy"年"m"月"', 2: 'yyyy"年1—"m"月"'}


@dataclass(frozen=True)
class SheetCells:
    """Where the table stands: its rows, and the column of each name."""

    sheet: str
    top: int
    count: int
    label_columns: int
    columns: dict[str, int] = field(default_factory=dict)
    groups: tuple[tuple[str | None, ...], ...] = ()  # labels of two levels, as cached

    @property
    def last(self) -> int:
        return self.top + self.count

    def labels(self) -> str:
        span = xl_range_abs(self.top + 1, 0, self.last, self.label_columns - 1)
        return f"='{self.sheet}'!{span}"

    def values(self, name: str) -> str:
        column = self.columns[name]
        return f"='{self.sheet}'!{xl_range_abs(self.top + 1, column, self.last, column)}"

    def head(self, name: str) -> str:
        cell = xl_rowcol_to_cell(self.top, self.columns[name], True, True)
        return f"='{self.sheet}'!{cell}"


def number_format(unit: str, places: int) -> str:
    """By unit, with a real minus sign.

    >>> number_format("%", 1), number_format("亿元", 2)
    ('0.0"%";"−"0.0"%"', '0.00;"−"0.00')
    """
    digits = "0." + "0" * places if places else "0"
    mark = '"%"' if unit == "%" else ""
    return f'{digits}{mark};"−"{digits}{mark}'


def headed(name: str, unit: str) -> str:
    """A column's head with its unit, once."""
    return f"{name}（{unit}）" if unit and not name.endswith("）") else name


def axis_bounds(spec: ChartSpec) -> tuple[float, float]:
    """Zero, every bar, and room for the labels at their ends."""
    values = [rounded(value) for value in spec.drawn]
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    room = (high - low) * _ROOM_FOR_LABELS or Decimal(1)
    return (float(low - room) if low < 0 else 0.0, float(high + room) if high > 0 else 0.0)


def write_table(
    book: Workbook, sheet: Worksheet, spec: ChartSpec, *, top: int = 0, is_exact: bool = False
) -> SheetCells:
    """Head in row top, a row a point; is_exact: unrounded, with formulas and extras."""
    bold = book.add_format({"bold": True, "text_wrap": is_exact, "valign": "vcenter"})
    wide = 2 if spec.is_grouped else 1
    columns: dict[str, int] = {}
    if spec.is_dated:
        _write_dates(book, sheet, spec, top)
    else:
        _write_labels(sheet, spec, top, wide)
    data = [*spec.series, *(spec.extras if is_exact else ())]
    columns |= {column.name: wide + place for place, column in enumerate(data)}
    by_name = {column.name: column for column in data}
    formats: dict[str, Format] = {}
    for column in data:
        at = columns[column.name]
        sheet.write_string(top, at, headed(column.name, column.unit if is_exact else ""), bold)
        style = formats.setdefault(
            number_format(column.unit, column.places),
            book.add_format({"num_format": number_format(column.unit, column.places)}),
        )
        for row, value in enumerate(column.values):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(top + 1 + row, at, value)
                continue
            seen = value if is_exact else rounded(value, column.places)
            if is_exact and (formula := _holding(column, by_name, row)) is not None:
                cells = _inputs(formula, columns, top + 1 + row)
                sheet.write_formula(top + 1 + row, at, formula.text(*cells), style, float(seen))
            else:
                sheet.write_number(top + 1 + row, at, float(seen), style)
    at = wide + len(data)
    for name, values in _helpers(spec):
        columns[name] = at
        sheet.write_string(top, at, name, bold)
        for row, value in enumerate(values):
            if value is not None:
                sheet.write_number(top + 1 + row, at, float(value))
        at += 1
    for name, sources in _sources(data):
        columns[name] = at
        sheet.write_string(top, at, name, bold)
        for row, source in enumerate(sources):
            if source:
                sheet.write_string(top + 1 + row, at, source)
        at += 1
    count = len(spec.points)
    levels = _levels(spec) if wide == 2 else ()
    return SheetCells(sheet.name, top, count, wide, columns, levels)


def _write_labels(sheet: Worksheet, spec: ChartSpec, top: int, wide: int) -> None:
    for column, level in enumerate(_levels(spec)[-wide:]):
        for row, text in enumerate(level, start=top + 1):
            if text is not None:
                sheet.write_string(row, column, text)


def _levels(spec: ChartSpec) -> tuple[tuple[str | None, ...], ...]:
    """Groups, each named where it begins, and the labels under them."""
    groups = [point.group for point in spec.points]
    begun = [
        group if row == 0 or group != groups[row - 1] else None for row, group in enumerate(groups)
    ]
    return tuple(begun), tuple(point.label for point in spec.points)


def _write_dates(book: Workbook, sheet: Worksheet, spec: ChartSpec, top: int) -> None:
    """1—N月 as its month, so that an axis of years knows where it stands."""
    formats = {kind: book.add_format({"num_format": f}) for kind, f in _DATE_FORMATS.items()}
    for row, point in enumerate(spec.points, start=top + 1):
        period = parse_period_code(point.label)
        day = datetime(period.year, period.month, 1)  # noqa: DTZ001, a sheet knows no zones
        sheet.write_datetime(row, 0, day, formats[min(period.month, 2)])


def _holding(column: Column, by_name: dict[str, Column], row: int) -> Formula | None:
    """The column's formula where it gives what the lake gives, as far as a reader can see."""
    formula = column.formula
    if formula is None or not {formula.first, formula.second} <= by_name.keys():
        return None
    first, second = (by_name[name].values[row] for name in (formula.first, formula.second))
    given = column.values[row]
    if isinstance(first, str) or isinstance(second, str) or not isinstance(given, Decimal):
        return None
    value = formula.value(first, second)
    if value is None or rounded(value, column.places) != rounded(given, column.places):
        return None
    return formula


def _inputs(formula: Formula, columns: dict[str, int], row: int) -> tuple[str, str]:
    return (
        xl_rowcol_to_cell(row, columns[formula.first]),
        xl_rowcol_to_cell(row, columns[formula.second]),
    )


def _helpers(spec: ChartSpec) -> list[tuple[str, Sequence[Decimal | None]]]:
    """Columns only the drawing needs: a mark's place, a waterfall's floating pieces."""
    if spec.kind == WATERFALL:
        return _pieces(spec)
    if spec.kind != BARS or spec.mark is None:
        return []
    low, high = axis_bounds(spec)
    width = rounded(Decimal(repr(high - low)) * _MARK_SHARE, 3)
    at = [None if value is None else rounded(value) for value in spec.mark.values]
    widths = [None if value is None else width if value >= 0 else -width for value in at]
    return [(spec.mark.name, at), (MARK_WIDTH, widths)]


def _pieces(spec: ChartSpec) -> list[tuple[str, Sequence[Decimal | None]]]:
    """Each step from where the last one ended; a step across zero has two pieces."""
    (series,) = spec.series
    zero = reached = Decimal(0)
    pieces: list[tuple[Decimal | None, ...]] = []
    for value, tone in zip(series.values, series.tones, strict=True):
        if value is None:
            pieces.append((None, None, None, None))
            continue
        step = rounded(value, series.places)
        begin = zero if tone == "whole" else reached
        end = begin + step
        low, high = min(begin, end), max(begin, end)
        base = low if low > 0 else high if high < 0 else zero
        above = max(high, zero) - max(low, zero)
        below = min(low, zero) - min(high, zero)
        # A piece of no height would still be drawn as a line.
        pieces.append((base, above if above or not step else None, below or None, high))
        reached = end
    names = (BASE, ABOVE, BELOW, LABEL_AT)
    return [(name, [piece[place] for piece in pieces]) for place, name in enumerate(names)]


def _sources(data: Sequence[Column]) -> list[tuple[str, tuple[str, ...]]]:
    """One column of sources where all agree, else one for each column that has its own."""
    own = [column for column in data if any(column.sources)]
    if len({column.sources for column in own}) <= 1:
        return [(SOURCE, column.sources) for column in own[:1]]
    return [(f"{SOURCE}：{column.name}", column.sources) for column in own]
