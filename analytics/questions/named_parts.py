"""Which parts of a total a text may name as the strongest and the weakest.

Owns the one list and order of breakdowns; words nothing. Parts of two breakdowns, a
part and its whole, published and computed growth never stand in one order.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.facts import NAMED_AT_EACH_END
from analytics.basics.numbers import rounded

# In order of preference, with the fewest printed parts that make the order worth saying.
NAMED_BREAKDOWNS = (
    ("industry", 6),
    ("field", 2),
    ("industry", 2),
    ("composition", 2),
    ("holding", 2),
)
# Nearly one thing under two names: the part goes where the sector is said already.
SAID_AS_SECTOR = {"agriculture_forestry_fishery": "primary", "services": "tertiary"}
_NO_INVESTMENT_PCT = -100


def comparable_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The parts of one breakdown, fastest first: mart_growth rows of a region and period."""
    grown = rows[rows.yoy_pct.notna()]
    sectors = set(grown[grown.breakdown == "sector"].indicator_code)
    twins = [code for code, sector in SAID_AS_SECTOR.items() if sector in sectors]
    grown = grown[~grown.indicator_code.isin(twins)]
    # Nothing was built this year: a fact of its own, not the weakest growth.
    grown = grown[grown.yoy_pct.map(rounded) != _NO_INVESTMENT_PCT]
    for breakdown, fewest in NAMED_BREAKDOWNS:
        parts = _on_one_basis(grown[grown.breakdown == breakdown])
        parts = parts[~parts.parent_indicator_code.isin(set(parts.indicator_code))]
        if len(parts) >= fewest:
            return parts.sort_values("yoy_pct", ascending=False, kind="stable")
    return grown.head(0)


def strongest_and_weakest(parts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first from the top and the last from the bottom; no part is in both."""
    count = min(NAMED_AT_EACH_END, len(parts) // 2)
    return parts.head(count), parts.tail(count).iloc[::-1]


def _on_one_basis(parts: pd.DataFrame) -> pd.DataFrame:
    published = parts[parts.is_published.astype(bool)]
    return parts if published.empty else published
