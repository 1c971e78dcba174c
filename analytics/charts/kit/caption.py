"""What every chart says about itself besides its finding: measure to vintage.

Owns how a caption is put together from rows and uploads; asks the lake nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.basics.moments import beijing
from analytics.basics.period import Period
from analytics.charts.kit.columns import periods

SEPARATOR = " · "
# Half of the page on a 1366 px laptop, beside the open sidebar: no chart is narrower.
LEAST_PX = 460
# What a chart is given at 1366 × 768, the narrowest screen the pages are made for.
WHOLE_PAGE_PX, HALF_PAGE_PX, TWO_FIFTHS_PX = 1280, 620, 490


@dataclass(frozen=True)
class Caption:
    """The words around a chart; all of them are required, a chart without them lies.

    measure: 固定资产投资（不含农户）累计同比; unit: %; source: who published it and where;
    vintage: the moment the numbers are as of. first_period: where a line begins.
    title: only to overrule the finding that the chart writes from its rows.
    narrowest_px: the narrowest column this chart is drawn in; its words wrap for that.
    """

    measure: str
    place: str
    period: Period
    unit: str
    source: str
    vintage: str
    first_period: Period | None = None
    title: str = ""
    narrowest_px: int = LEAST_PX

    def __post_init__(self) -> None:
        for name in ("measure", "place", "unit", "source", "vintage"):
            if not getattr(self, name).strip():
                raise ValueError(f"a caption needs its {name}")

    @property
    def period_label(self) -> str:
        if self.first_period is None or self.first_period == self.period:
            return self.period.label
        return f"{self.first_period.label}至{self.period.label}"

    @property
    def subtitle(self) -> str:
        """固定资产投资累计同比 · 邵阳市 · 2025年1—9月 · 单位：%."""
        return SEPARATOR.join((self.measure, self.place, self.period_label, f"单位：{self.unit}"))

    @property
    def footer(self) -> str:
        return f"来源：{self.source}　版次：{self.vintage}"


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
    source, vintage = origin(rows, uploads, period)
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


def origin(rows: pd.DataFrame, uploads: pd.DataFrame, period: Period) -> tuple[str, str]:
    """Who published the rows, in which files; and when the newest of them came in.

    Of several files the one that holds the period's figures is named.
    """
    if "upload_id" in rows:
        used = uploads[uploads.upload_id.isin(set(rows.upload_id.dropna()))]
        shown = rows[(rows.year == period.year) & (rows.month == period.month)].upload_id
        used = used.sort_values(
            "upload_id", key=lambda ids: ~ids.isin(set(shown.dropna())), kind="stable"
        )
    else:  # figures over several rows name their files in their source
        named = "".join(rows.source.dropna())
        used = uploads[[f"{file}!" in named for file in uploads.file]]
    if used.empty:
        return "无", "无"
    files = list(dict.fromkeys(used.file))
    sent = files[0] if len(files) == 1 else f"{files[0]}等{len(files)}个文件"
    senders = "、".join(dict.fromkeys(used.sender))
    return f"{senders}，{sent}", f"{beijing(used.uploaded_at.max())}接收"
