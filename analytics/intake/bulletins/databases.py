"""Whether a table is a database's export, whose series are described line by line.

Owns the signs of Wind, CEIC and the like; there 0 may stand for no figure.
"""

from __future__ import annotations

from analytics.intake.bulletins.headings import row_role
from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import Cells
from analytics.intake.periods import is_code

_DESCRIBING = frozenset(("code", "source", "frequency", "updated"))
# So many month codes down the side are a database's series, not a bulletin's table.
_SERIES = 12


def is_export(cells: Cells, table: Table, roles: dict[int, str]) -> bool:
    """Whether rows or columns describe series, or month codes run down the side."""
    described = {row_role(cells, table, row) for row in table.header} | set(roles.values())
    return bool(described & _DESCRIBING) or _is_series(cells, table, roles)


def _is_series(cells: Cells, table: Table, roles: dict[int, str]) -> bool:
    columns = [column for column, role in roles.items() if role == "period"]
    return any(
        sum(
            is_code(value) and value > 9999
            for row in table.body
            if (value := cells.value(row, column)) is not None
        )
        >= _SERIES
        for column in columns
    )
