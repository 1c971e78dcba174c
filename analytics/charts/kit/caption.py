"""What every chart says about itself besides its finding: measure to vintage."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.basics.period import Period

SEPARATOR = " · "
# Half of the page on a 1366 px laptop, beside the open sidebar.
HALF_PAGE_PX = 460


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
    narrowest_px: int = HALF_PAGE_PX

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
