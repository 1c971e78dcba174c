"""The words around a chart of some rows: whose they are, of when, from which files.

Owns how a caption is put together from rows and uploads; asks the lake nothing.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.moments import beijing
from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import periods

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
    source, vintage = origin(rows, uploads)
    first = min(periods(rows), default=period)
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


def origin(rows: pd.DataFrame, uploads: pd.DataFrame) -> tuple[str, str]:
    """Who published the rows, in which files; and when the newest of them came in."""
    if "upload_id" in rows:
        used = uploads[uploads.upload_id.isin(set(rows.upload_id.dropna()))]
    else:  # figures over several rows name their files in their source
        named = "".join(rows.source.dropna())
        used = uploads[[f"{file}!" in named for file in uploads.file]]
    if used.empty:
        return "无", "无"
    files = list(dict.fromkeys(used.file))
    sent = files[0] if len(files) == 1 else f"{files[0]}等{len(files)}个文件"
    senders = "、".join(dict.fromkeys(used.sender))
    return f"{senders}，{sent}", f"{beijing(used.uploaded_at.max())}接收"
