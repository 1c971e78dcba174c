"""The limits an office may set, as data/reference/settings.csv lists them.

Owns which there are; what is done with one is its user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.reference.rows import Filled, Listing, one_of, says

SETTINGS = REFERENCE / "settings.csv"
NAMES = ("plan_threshold", "small_base")


def _amount(text: str) -> Decimal:
    if not text.replace(".", "", 1).isdecimal():
        raise says(text, "请填0或正数，如 5000")
    return Decimal(text)


@dataclass(frozen=True)
class Setting:
    """One limit, in its unit; source: where its usual value comes from."""

    name: Annotated[str, one_of(NAMES)]
    label: Filled
    value: Annotated[Decimal, _amount]
    unit: Annotated[str, one_of(("万元",))]
    source: Filled


@cache
def settings(path: Path = SETTINGS) -> Mapping[str, Setting]:
    """Every setting by its name. Raises ReferenceDataError where one is missing or twice."""
    listing, found = Listing(path, Setting), {}
    for line, row in listing.having("name"):
        if row.name in found:
            listing.wrong(line, f"“{row.name}”有两行", "请只留一行")
        found[row.name] = row
    if missing := [name for name in NAMES if name not in found]:
        listing.wrong(0, f"没有{'、'.join(missing)}一行", "请补上")
    listing.rows()
    return MappingProxyType(found)
