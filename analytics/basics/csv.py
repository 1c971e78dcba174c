"""Rows to CSV that a spreadsheet opens as text and numbers, never as formulas.

Owns the guard against formulas in text; chooses no columns and rounds nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from numbers import Number as AnyNumber

# Full-width forms too: a spreadsheet folds them before it looks.
_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def csv_bytes(frame_rows: Iterable[Sequence[object]], headers: Sequence[str]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads Chinese.

    >>> csv_bytes([["=1+1", -9.9, "-9.9", None]], ["甲", "乙", "丙", "丁"]).decode()
    "\\ufeff甲,乙,丙,丁\\r\\n'=1+1,-9.9,-9.9,\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_guarded(header) for header in headers])
    for row in frame_rows:
        writer.writerow(["" if _is_empty(value) else _guarded(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _guarded(value: object) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, AnyNumber) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA_STARTS) else text


def _is_empty(value: object) -> bool:
    return value is None or value != value
