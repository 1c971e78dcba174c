"""Many cells of one sheet as few ranges, so that a sum over a ledger can name them all.

Owns the spelling M10:M12,M14; refuses nothing but a cell that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.basics.facts import Source

_CELL = re.compile(r"([A-Z]+)(\d+)")


def ranges(cells: Iterable[str]) -> str:
    """Cells in one address, by column and row, runs of rows as one range.

    >>> ranges(["M10", "M12", "M11", "M14", "J2"])
    'J2,M10:M12,M14'
    """
    by_column: dict[str, set[int]] = {}
    for cell in cells:
        match = _CELL.fullmatch(cell)
        if not match:
            raise ValueError(f"not a cell: {cell!r}")
        by_column.setdefault(match[1], set()).add(int(match[2]))
    said = []
    for column in sorted(by_column, key=lambda name: (len(name), name)):
        for first, last in _runs(sorted(by_column[column])):
            said.append(f"{column}{first}" if first == last else f"{column}{first}:{column}{last}")
    return ",".join(said)


def sheet_sources(cells: Iterable[tuple[str, str, str, str]]) -> tuple[Source, ...]:
    """One Source a sheet from (file, sheet, cell, upload id), in order of first mention."""
    by_sheet: dict[tuple[str, str, str], list[str]] = {}
    for file, sheet, cell, upload_id in cells:
        by_sheet.setdefault((file, sheet, upload_id), []).append(cell)
    return tuple(
        Source(file, sheet, ranges(found), upload_id)
        for (file, sheet, upload_id), found in by_sheet.items()
    )


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
