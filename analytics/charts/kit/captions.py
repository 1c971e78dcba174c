"""The words around a chart of some rows: whose they are, of when, from which files.

Owns how a caption is put together from rows and uploads; asks the lake nothing.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.tables import statistics as statistics_tables

# What a chart is given at 1366 × 768, the narrowest screen the pages are made for.
WHOLE_PAGE_PX, HALF_PAGE_PX, TWO_FIFTHS_PX = 1280, 620, 490


def caption_of(
    place: str,
    period: Period,
    rows: pd.DataFrame,
    uploads: pd.DataFrame,
    measure: str,
    *,
    unit: str = "%",
    is_series: bool = False,
    narrowest_px: int = HALF_PAGE_PX,
) -> Caption:
    """A caption for a chart of these rows; is_series: a line from its first period on.

    narrowest_px: the room of the chart on the narrowest screen.
    """
    source, vintage = statistics_tables.origin(rows, uploads)
    first = min(
        (Period(int(row.year), int(row.month)) for row in rows.itertuples()),
        default=period,
    )
    return Caption(
        measure=measure,
        place=place,
        period=period,
        unit=unit,
        source=source,
        vintage=vintage,
        first_period=first if is_series else None,
        narrowest_px=narrowest_px,
    )
