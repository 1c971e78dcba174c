"""CSV and TSV text as one sheet: a row for each record, text kept as text.

Owns finding the delimiter and the limits of a line; a number stays the text that was
printed, for the layout to parse.
"""

from __future__ import annotations

import csv
import io

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files.grid import (
    MAX_BOX,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_USED_ROWS,
    build_sheet,
    read_value,
    too_large,
    too_many_rows,
)
from analytics.intake.files.sheets import Sheet

MAX_LINE = 1_000_000
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50


def read_delimited(text: str) -> tuple[list[Sheet], list[Problem]]:
    """The text's records as one sheet without a name."""
    _check_lines(text)
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text))
    rows, used, cells, widest = [], 0, 0, 0
    try:
        for record in reader:
            rows.append([read_value(field) for field in record])
            cells += len(record)
            used += any(record)
            if used > MAX_USED_ROWS:
                raise IntakeError(too_many_rows())
            widest = max(widest, len(record))
            if widest > MAX_COLUMNS or len(rows) > MAX_ROWS:
                raise _too_wide()
            if cells > MAX_CELLS or widest * len(rows) > MAX_BOX:
                raise IntakeError(too_large())
    except csv.Error as error:
        raise _long_line() from error
    sheet, problems = build_sheet("", rows)
    return [sheet], list(problems)


def find_delimiter(text: str) -> str:
    """The delimiter that splits most of the first lines alike.

    >>> find_delimiter("地区\\t增速\\n全市\\t-9.9")
    '\\t'
    """
    lines = [line for line in text[:100_000].splitlines() if line][:_SAMPLE_LINES]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        commonest = max(map(counts.count, set(counts)), default=0)
        return commonest, sum(counts)

    return max(_DELIMITERS, key=agreement)


def _check_lines(text: str) -> None:
    start = 0
    while start < len(text):
        end = text.find("\n", start, start + MAX_LINE + 1)
        if end < 0:
            if len(text) - start > MAX_LINE:
                # Old Mac files end their lines with a carriage return alone.
                end = text.rfind("\r", start, start + MAX_LINE)
                if end < 0:
                    raise _long_line()
            else:
                return
        start = end + 1


def _long_line() -> IntakeError:
    return IntakeError(
        Problem(
            "error",
            "long_line",
            f"有一行超过 {MAX_LINE // 10_000} 万个字符，不像正常的表格",
            "请检查文件是否缺少换行，或用 Excel 另存为 .xlsx 后再上传",
        )
    )


def _too_wide() -> IntakeError:
    return IntakeError(
        Problem(
            "error",
            "off_grid",
            f"行列数超过表格上限（{MAX_ROWS} 行、{MAX_COLUMNS} 列）",
            "请检查分隔符，或分成几个文件上传",
        )
    )
