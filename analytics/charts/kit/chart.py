"""One chart: its rows, what it says of them, its figure and its native twin.

Owns what all charts have. Each kind reads its rows once, when it is made, and draws and
describes what it has read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Self

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.kit.alt import alt_text
from analytics.charts.kit.blank import blank
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.spec import ChartSpec
from analytics.charts.kit.theme import CHART_HEIGHT_PX, LIGHT, Ink, finish


class Chart(ABC):
    """Rows of one mart with the words around them.

    finding, subtitle, footer: what is printed around the figure. read_out: each name with
    its value, for who cannot see. is_blank: the rows hold nothing that could be drawn.
    """

    kind: ClassVar[str]

    def __init__(
        self,
        rows: pd.DataFrame,
        caption: Caption,
        finding: str,
        notes: Sequence[str] = (),
        *,
        spoken: Caption | None = None,
        is_blank: bool = False,
    ) -> None:
        """notes: what the footer adds; spoken: the caption of what is drawn of the rows."""
        self.rows = rows
        self.caption = caption
        self.finding = caption.title or finding
        self.subtitle = (spoken or caption).subtitle
        self.footer = "　".join([(spoken or caption).footer, *filter(None, notes)])
        self.read_out: list[tuple[str, str]] = []
        self.is_blank = is_blank

    def figure(self, colours: Ink = LIGHT, height: int | None = None) -> go.Figure:
        """The finished figure; without a height as high as its rows need."""
        if self.is_blank:
            return blank(self.caption, self.kind, self.finding, colours=colours)
        return self.draw(colours, height)

    def twin(self) -> ChartSpec | None:
        """The same for Office; None where Office could not show it the same."""
        return self._twin

    def of_width(self, width_px: int) -> Self:
        """The same chart for a column of another width."""
        other = copy(self)
        other.caption = replace(self.caption, narrowest_px=width_px)
        return other

    @property
    def alt(self) -> str:
        return alt_text(self.kind, self.finding, self.subtitle, self.read_out)

    @abstractmethod
    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        """The figure of rows that are not blank."""

    def describe(self) -> ChartSpec | None:
        """The twin of rows that are not blank."""
        return None

    def finish(
        self, figure: go.Figure, colours: Ink, height: int | None, **rooms_px: float
    ) -> None:
        """Look, words and margins; rooms_px: left_px … below_px of theme.finish."""
        finish(
            figure,
            self.finding,
            self.subtitle,
            self.footer,
            self.alt,
            colours=colours,
            height=height or CHART_HEIGHT_PX,
            width_px=self.caption.narrowest_px,
            **rooms_px,
        )

    @cached_property
    def _twin(self) -> ChartSpec | None:
        return None if self.is_blank else self.describe()
