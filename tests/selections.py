"""What tests ask about: selections by code, without looking a region up."""

from __future__ import annotations

from decimal import Decimal
from typing import Unpack

from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.lake.names import find_region
from analytics.questions.selection import USUAL, Changes, Chosen, Judging, Selection
from analytics.reference.regions import Region

# Tests have small plans; the threshold an office sets would leave them out.
EVERY_UNIT = Decimal(0)


def about(region: str | None = None, **rest: Unpack[Changes]) -> Selection:
    """A selection of the region with this code; questions read no more of a region."""
    return Selection(region=None if region is None else Region(region, "", "", "")).but(**rest)


def chosen(lake: Lake, name: str, period: Period, judging: Judging = USUAL) -> Chosen:
    """What a page, a draft or a meeting is about; name is a region's name or code."""
    return Chosen(find_region(lake, name), period, judging=judging)
