"""Rounding and showing numbers: half up, Decimal, undefined is —. The only rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

UNDEFINED = "—"


def rounded(value: Decimal | float | int, places: int = 1) -> Decimal:
    """Half up, as the bureau rounds; a float is read by its shortest digits.

    >>> rounded(12.25), rounded(-0.04), rounded(Decimal("2.675"), 2)
    (Decimal('12.3'), Decimal('0.0'), Decimal('2.68'))
    """
    # float() first: NumPy's own floats say np.float64(…) of themselves.
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    result = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def decimals(value: Decimal) -> int:
    """How many digits it is written with behind the point; none for NaN.

    >>> decimals(Decimal("92.10")), decimals(Decimal("3E+2")), decimals(Decimal("NaN"))
    (2, 0, 0)
    """
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def shown(value: Decimal | float | int | None, places: int = 1) -> str:
    """A number as a reader sees it, with a real minus sign; — where undefined.

    >>> shown(-9.9), shown(None), shown(375035, 0), shown(0.0)
    ('−9.9', '—', '375035', '0.0')
    """
    if value is None or value != value:
        return UNDEFINED
    result = rounded(value, places)
    return f"−{abs(result)}" if result < 0 else str(result)


def with_unit(text: str, unit: str) -> str:
    """A number already shown and its unit; what is undefined has none.

    >>> with_unit("−9.9", "%"), with_unit("—", "%")
    ('−9.9%', '—')
    """
    return text if text == UNDEFINED else f"{text}{unit}"


def cny_100m(cny_10k: Decimal) -> Decimal:
    """万元 to 亿元, not yet rounded.

    >>> cny_100m(Decimal("116777"))
    Decimal('11.6777')
    """
    return cny_10k / Decimal(10_000)
