"""CSV and TSV text as one sheet: a row for each record, text kept as text.

Owns finding the delimiter and the limits of a line; a number stays the text that was
printed, for the layout to parse.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

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
from analytics.intake.files.quotes import paired
from analytics.intake.files.sheets import Sheet, address

MAX_LINE = 1_000_000
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50
_DELIMITED = re.compile(r"[\t;|]|,(?!\d{3}(?!\d))")  # 1,234 is one number
_BLANKS = re.compile(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)")
_LEAST_ALIGNED = 2


def read_delimited(text: str) -> tuple[list[Sheet], list[Problem]]:
    """The text's records as one sheet without a name."""
    _check_lines(text)
    csv.field_size_limit(MAX_LINE)
    text, found, is_aligned = _split_at_blanks(text)
    delimiter = "\t" if is_aligned else find_delimiter(text)
    lines: Iterable[str] = io.StringIO(text, newline="")
    if '"' in text:
        lines, unpaired = paired(lines, delimiter)
        found += unpaired
    reader = csv.reader(lines, delimiter=delimiter)
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
    return [sheet], [*found, *problems]


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


def _split_at_blanks(text: str) -> tuple[str, list[Problem], bool]:
    """A table whose columns only blanks keep apart, with tabs; other text as it is.

    Where a row has not the columns of the others, its figures may stand below any head.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if any(map(_DELIMITED.search, lines)) or len(lines) > MAX_USED_ROWS:
        return text, [], False
    counts = [len(_BLANKS.findall(line)) for line in lines]
    usual = max((n for n in counts if n), key=counts.count, default=0)
    if counts.count(usual) < _LEAST_ALIGNED or not usual:
        return text, [], False
    split, uneven, is_inside = [], [], False
    for number, line in enumerate(text.splitlines()):
        count = len(_BLANKS.findall(line))
        is_inside = is_inside or count == usual
        if is_inside and count not in (0, usual):
            uneven.append(address(number, 0))
        split.append(_BLANKS.sub("\t", line) if count == usual else line)
    problem = Problem(
        "error",
        "uneven_blanks",
        f"表的各列只用空格隔开，{'、'.join(uneven[:5])} 的列数与其他行不同，"
        "无法判断数字属于哪一列，没有读入",
        "请从原表复制（不要从文本复制），或补全空缺的格后再上传",
        cell=uneven[0] if uneven else "",
    )
    return "\n".join(split), [problem] if uneven else [], True


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
