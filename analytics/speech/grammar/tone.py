"""When a text may say 仅, 略, 高于 or 滞后: rules over rounded numbers, no wording.

Owns the thresholds; the words themselves are cells of data/reference/phrases.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def higher(difference_pp: Decimal) -> str:
    """The case of the word slot 高低.

    >>> higher(Decimal("0.6")), higher(Decimal("-2.1")), higher(Decimal("0.04"))
    ('高', '低', '平')
    """
    seen = rounded(difference_pp)
    return "高" if seen > 0 else "低" if seen < 0 else "平"


def turned(now_pct: Decimal, before_pct: Decimal) -> str:
    """The case of the word slot 转折; empty where the sign did not turn.

    >>> turned(Decimal("0.8"), Decimal("-0.3")), turned(Decimal("0.04"), Decimal("-0.3"))
    ('转正', '')
    """
    now = rounded(now_pct)
    return "" if now * rounded(before_pct) >= 0 else "转正" if now > 0 else "转负"


def ends(rates_pct: Sequence[Decimal]) -> tuple[str, str]:
    """The cases of 居前 and 居后: where all fell, nothing leads.

    >>> ends([Decimal(9), Decimal(-8)]), ends([Decimal("-3.8"), Decimal(-82)])
    (('领先', '落后'), ('降小', '降大'))
    """
    return ("降小", "降大") if all(rounded(rate) < 0 for rate in rates_pct) else ("领先", "落后")


def computed(are_published: Iterable[bool]) -> tuple[str, ...]:
    """The case of 推算 for a whole list: one mark where none of its growth was published."""
    return () if any(are_published) else ("推算",)


def _case(difference_pp: Decimal, cases: tuple[str, str, str, str, str]) -> str:
    above, slightly_above, below, slightly_below, level = cases
    seen = rounded(difference_pp)
    if seen == 0:
        return level
    is_slight = abs(seen) < SLIGHT_PP
    if seen > 0:
        return slightly_above if is_slight else above
    return slightly_below if is_slight else below
