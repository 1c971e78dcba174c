"""Every ledger and form of a workbook, read, with each project in one of them only.

Owns that one bad list never costs the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from analytics.basics.errors import ReferenceDataError
from analytics.intake import warnings
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import Cells
from analytics.intake.ledgers.find import Ledger
from analytics.intake.ledgers.forms import Form, read_form
from analytics.intake.ledgers.read import read_ledger
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.same import without_repeated
from analytics.intake.reading import Hints


def read_lists(
    file: str,
    lists: Iterable[tuple[Cells, Ledger | Form]],
    hints: Hints,
    home: str,
    years: KnownYears,
) -> list[LedgerResult]:
    """What each gives, from the first sheet to the last."""
    found: list[LedgerResult] = []
    for cells, one in lists:
        try:
            if isinstance(one, Form):
                found.append(read_form(file, cells, one, hints, home, years))
            else:
                found.append(read_ledger(file, cells, one, hints, home, years))
        except ReferenceDataError:
            raise
        except Exception as error:
            problem = warnings.unreadable(file, cells.sheet.name, error)
            found.append(LedgerResult(problems=[problem]))
    return without_repeated(file, found)
