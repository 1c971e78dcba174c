"""When a text may say 仅, 略, 依然, 高于 or 滞后: rules over rounded numbers, no wording.

Owns the thresholds; the words themselves are cells of data/reference/phrases.csv.
"""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.numbers import rounded

# 龙泉 calls 15.6 against 15 略高于: less than one point is slight.
SLIGHT_PP = Decimal(1)
# Further behind the schedule than this, a rate is said with 仅.
ONLY_PP = Decimal(-10)


def compared(difference_pp: Decimal) -> str:
    """The case of the word slot 比较.

    >>> [compared(Decimal(d)) for d in ("0.6", "1.0", "0.04", "-0.9", "-2.1")]
    ['略高', '高', '平', '略低', '低']
    """
    return _case(difference_pp, ("高", "略高", "低", "略低", "平"))


def against_schedule(gap_pp: Decimal) -> str:
    """The case of the word slot 进度.

    >>> [against_schedule(Decimal(d)) for d in ("13.82", "-0.5", "-6.4667", "0")]
    ['超', '略滞', '滞', '齐']
    """
    return _case(gap_pp, ("超", "略超", "滞", "略滞", "齐"))


def only(gap_pp: Decimal | None) -> str:
    """The case of the word slot 语气 for a completion rate.

    >>> only(Decimal("-6.5")), only(Decimal("-10.0")), only(Decimal("-10.1")), only(None)
    ('已', '已', '仅', '已')
    """
    return "仅" if gap_pp is not None and rounded(gap_pp) < ONLY_PP else "已"


def only_share(share_pct: Decimal, parts: int) -> str:
    """仅 where one of so many parts has less than an equal share.

    >>> only_share(Decimal("10.1"), 3), only_share(Decimal("75.7"), 3)
    ('仅', '已')
    """
    return "仅" if share_pct * parts < 100 else "已"


def is_still_weak(last_year_pct: Decimal, place: int, count: int) -> bool:
    """依然: it fell last year, and this year it is still in the lower half.

    >>> is_still_weak(Decimal(-14), 7, 9), is_still_weak(Decimal(-14), 2, 9)
    (True, False)
    """
    return rounded(last_year_pct) < 0 and place * 2 > count + 1


def _case(difference_pp: Decimal, cases: tuple[str, str, str, str, str]) -> str:
    above, slightly_above, below, slightly_below, level = cases
    seen = rounded(difference_pp)
    if seen == 0:
        return level
    is_slight = abs(seen) < SLIGHT_PP
    if seen > 0:
        return slightly_above if is_slight else above
    return slightly_below if is_slight else below
