"""Places among indicators in one label column: whose figures a place's row bears.

Owns telling the two apart, and what stays open where several indicators stand above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.intake.bulletins.row import Beside, Row, has_figures, lead_of, named_after
from analytics.intake.bulletins.statistics import statistic_of
from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import Cells
from analytics.intake.text import tight
from analytics.reference import place_names

_AGENCY = re.compile("公司|集团|中心|[局委办厅院所]$")
_ENDS_AS_PLACE = re.compile("[区园城镇乡港](?:[(（].*)?$|街道$")
_ZONE = re.compile(
    "(?<=[\u4e00-\u9fff])(开发区|工业园区?|产业园区?|[市县区]本级)$|(高新区|经开区)$"
)
# A label column of places and indicators: of places by what they measure, or of
# indicators with a place among them.
MIXED, ASIDE = "mixed", "aside"
# Names of places somewhere, and what any indicator is divided by: 城镇, 城区.
KINDS_OF_PLACE = frozenset(("城镇", "乡镇", "城区", "郊区", "矿区", "市区"))


def is_place_of(text: str, role: str) -> bool:
    """Among places whatever is no indicator; among indicators a place's full name only."""
    if role == MIXED:
        return not names_statistic(text)
    is_kind = place_names.folded(text) in KINDS_OF_PLACE
    return not is_kind and (place_names.is_full(text) or bool(_ZONE.search(text)))


def names_statistic(text: str) -> bool:
    """固定资产投资 among the places that follow it; 市投资集团, 综合保税区 are units."""
    is_unit = _AGENCY.search(text) or _ENDS_AS_PLACE.search(tight(text))
    return not is_unit and statistic_of(text, (), "") != "other"


class PlaceRows:
    """Gives each row of a place the indicator above it, or all that it may be of."""

    def __init__(self, cells: Cells, table: Table) -> None:
        self.cells, self.table = cells, table
        self.run: list[tuple[float, Row]] = []
        self.is_after_place = False

    def kept(self, row: Row, column: int) -> Row:
        """The row of an indicator, noted for the places below it."""
        if self.is_after_place:
            self.run, self.is_after_place = [], False
        if row.label:
            self.run.append((lead_of(self.cells, row.row, column), row))
        return row

    def below(self, row: int, column: int, given: tuple[str, ...], said: Beside) -> Row:
        """The row of a place: of the nearest indicator to its left, else of any of its level."""
        self.is_after_place = True
        lead = lead_of(self.cells, row, column)
        left = [one for at, one in self.run if at < lead]
        level = [one for _, one in self.run if has_figures(self.cells, self.table, one.row)]
        found = left[-1] if left else self.run[-1][1] if self.run else Row(-1)
        open_ = tuple(dict.fromkeys(one.label for one in level)) if not left else ()
        return replace(
            found,
            row=row,
            units=given or found.units,
            may_be_of=open_ if len(open_) > 1 else (),
            **said,
        )


def settled(rows: Sequence[Row], answer: str) -> tuple[Row, ...]:
    """The rows, those of places under the indicator that the user named."""
    named = {row.label: row for row in reversed(rows) if not row.region}
    found = []
    for row in rows:
        if answer in row.may_be_of and (of := named.get(answer)):
            row = replace(
                named_after(row, of),
                units=row.units or of.units,
                inherited_units=of.inherited_units,
                may_be_of=(),
            )
        found.append(row)
    return tuple(found)
