"""Numbers of a table as they are written in Chinese papers, while they still sort as numbers.

Owns how many decimals a unit in the header asks for; changes no value.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
from pandas.io.formats.style import Styler

from analytics.basics.numbers import UNDEFINED, shown

# Writing costs 0.1 ms a row; a longer table is left to the browser, whose minus is a hyphen.
MOST_WRITTEN_ROWS = 500
PLACES = {"（%）": 1, "（百分点）": 1, "（亿元）": 2, "（倍）": 2}


def written(table: pd.DataFrame) -> Styler | pd.DataFrame:
    """The table with its numbers half up, with a real minus, and — where there is none.

    A table of more than MOST_WRITTEN_ROWS comes back as it is, for browser_formats.

    >>> written(pd.DataFrame({"增速（%）": [-9.95, None]})).to_string(delimiter=" ").split()
    ['增速（%）', '0', '−10.0', '1', '—']
    """
    if len(table) > MOST_WRITTEN_ROWS:
        return table
    return table.reset_index(drop=True).style.format(
        {name: partial(shown, places=digits) for name, digits in _places(table).items()},
        na_rep=UNDEFINED,
    )


def browser_formats(table: pd.DataFrame) -> dict[str, str]:
    """How a browser rounds the numbers of a table too long to be written, by column."""
    if len(table) <= MOST_WRITTEN_ROWS:
        return {}
    return {name: f"%.{digits}f" for name, digits in _places(table).items()}


def _places(table: pd.DataFrame) -> dict[str, int]:
    return {
        name: digits
        for name in table.columns
        for unit, digits in PLACES.items()
        if str(name).endswith(unit)
    }
