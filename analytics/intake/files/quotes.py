"""The records of a delimited text whose quotes may not be paired.

Owns telling a line break inside quotes from a quote somebody forgot: csv reads on to
the next quote, and the rows between are gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files.sheets import address

_MOST_LINES = 50  # of one quoted text
_MOST_UNPAIRED = 100
_REMEDY = "请核对这些行，改好引号后再上传，或另存为 .xlsx 上传"


def paired(lines: Iterable[str], delimiter: str) -> tuple[list[str], list[Problem]]:
    r"""Each record as one text, without the quotes that have no partner; what was dropped.

    >>> paired(['"a\n', 'b",1\n', '"c,2\n', 'd,3\n'], ",")[0]
    ['"a\nb",1\n', 'c,2\n', 'd,3\n']
    """
    left, records = list(lines), list[str]()
    wrong: list[int] = []
    counts = Counter(line.count(delimiter) for line in left if delimiter in line)
    usual = max(counts, key=lambda count: counts[count], default=0)
    at = 0
    while at < len(left):
        opened = _open_quote(left[at], delimiter) if '"' in left[at] else -1
        end = _end(left, at, delimiter) if opened >= 0 else at
        spanned = left[at : end + 1]
        if opened < 0:
            records.append(left[at])
        elif spanned and not all(line.count(delimiter) == usual for line in spanned):
            records.append("".join(spanned))
        else:
            # The same line once more, without this quote and the one that closed it.
            left[at] = left[at][:opened] + left[at][opened + 1 :]
            if spanned and end > at:
                left[end] = left[end].replace('"', "", 1)
            if not wrong or wrong[-1] != len(records):
                wrong.append(len(records))
            if len(wrong) > _MOST_UNPAIRED:
                raise IntakeError(
                    Problem("error", "unpaired_quotes", "文件中许多行的引号没有配对", _REMEDY)
                )
            continue
        at = max(end, at) + 1
    return records, _said(wrong)


def _open_quote(text: str, delimiter: str) -> int:
    """Where a field begins with a quote that no quote closes at its end; -1 for none."""
    quoted, at = _quoted(delimiter), 0
    while at < len(text):
        if text[at] == '"':
            whole = quoted.match(text, at)
            if whole is None:
                return at
            at = whole.end() + 1
        else:
            following = text.find(delimiter, at)
            at = following + 1 if following >= 0 else len(text)
    return -1


def _quoted(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"(?:[^"]|"")*+"(?=[{re.escape(delimiter)}\r\n]|\Z)')


def _end(lines: Sequence[str], start: int, delimiter: str) -> int:
    """The line in which the quote opened in one line is closed; -1 where it is not."""
    text = lines[start]
    for number in range(start + 1, min(start + _MOST_LINES, len(lines))):
        text += lines[number]
        if '"' in lines[number] and _open_quote(text, delimiter) < 0:
            return number
    return -1


def _said(wrong: Sequence[int]) -> list[Problem]:
    if not wrong:
        return []
    cells = [address(row, 0) for row in wrong]
    more = f" 等 {len(cells)} 行" if len(cells) > 1 else ""
    return [
        Problem(
            "warning",
            "unpaired_quotes",
            f"{cells[0]}{more} 的引号没有配对，已去掉这些引号逐行读入",
            _REMEDY,
            cell=cells[0],
        )
    ]
