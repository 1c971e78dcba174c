"""What a chart may ask of a frame: its columns, Decimals, texts, periods, the points' keys.

Refuses a frame without the columns a chart names; never sums, joins or reshapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from analytics.basics.period import Period


def require(rows: pd.DataFrame, names: Iterable[str]) -> None:
    """Raise where a column is missing, naming all that are."""
    if missing := [name for name in names if name not in rows.columns]:
        raise ValueError(f"the frame lacks the columns {', '.join(missing)}")


def numbers(rows: pd.DataFrame, name: str) -> list[Decimal | None]:
    """A column as Decimals, undefined as None; a float by its shortest digits.

    >>> numbers(pd.DataFrame({"yoy_pct": [12.1, None]}), "yoy_pct")
    [Decimal('12.1'), None]
    """
    return [_number(value) for value in rows[name]]


def whole_numbers(rows: pd.DataFrame, name: str) -> list[int | None]:
    """Years, months, places: an integer column that a null has turned into floats."""
    return [None if value is None else int(value) for value in numbers(rows, name)]


def texts(rows: pd.DataFrame, name: str) -> list[str]:
    """A column as text; empty where it is missing or the frame has no such column."""
    if name not in rows.columns:
        return [""] * len(rows)
    return ["" if pd.isna(value) else str(value) for value in rows[name]]


def periods(rows: pd.DataFrame) -> list[Period]:
    """By year and month, which every row has."""
    return [Period(int(y), int(m)) for y, m in zip(rows["year"], rows["month"], strict=True)]


def flags(rows: pd.DataFrame, name: str) -> list[bool]:
    """A column of booleans; a null is no."""
    return [not pd.isna(value) and bool(value) for value in rows[name]]


def kept(rows: pd.DataFrame, is_kept: list[bool]) -> pd.DataFrame:
    """The rows marked; pandas reads an empty list as no columns, not as no rows."""
    return rows[pd.Series(is_kept, index=rows.index, dtype=bool)]


def fastest_first(values: list[Decimal | None]) -> list[int]:
    """Row numbers by falling value, equal ones as they came, undefined ones last.

    >>> fastest_first([Decimal(1), None, Decimal(3)])
    [2, 0, 1]
    """
    defined = [(index, value) for index, value in enumerate(values) if value is not None]
    undefined = [index for index, value in enumerate(values) if value is None]
    falling = sorted(defined, key=lambda pair: -pair[1])
    return [*(index for index, _ in falling), *undefined]


def point_keys(
    rows: pd.DataFrame, measure: str, place: str = "", period_code: str = ""
) -> list[str]:
    """One address a point, region|indicator|period|measure, for a click to follow.

    Codes are taken where the frame has them, else names; place and period_code stand
    in where the frame has neither.
    """
    regions = _first_of(rows, ("region_code", "region_name"), place)
    indicators = _first_of(rows, ("indicator_code", "indicator_name"), "")
    periods = _first_of(rows, ("period_code",), period_code)
    keyed = zip(regions, indicators, periods, strict=True)
    return ["|".join((*parts, measure)) for parts in keyed]


def _first_of(rows: pd.DataFrame, names: tuple[str, ...], otherwise: str) -> list[str]:
    for name in names:
        if name in rows.columns:
            return texts(rows, name)
    return [otherwise] * len(rows)


def _number(value: Decimal | float | None) -> Decimal | None:
    if isinstance(value, Decimal):
        return None if value.is_nan() else value
    if value is None or pd.isna(value):
        return None
    # numpy's own repr is no number, Python's float is.
    return Decimal(repr(float(value)))
