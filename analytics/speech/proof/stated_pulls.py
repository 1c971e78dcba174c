"""Do the pulls and contributions a text states agree with its own growth?

Owns the arithmetic of stated figures: contribution is pull over growth. Computes no pull
from levels (SQL does) and mends nothing.
"""

from __future__ import annotations

from decimal import Decimal

_HALF_DIGIT = Decimal("0.05")


def implied_pull_pp(contribution_pct: Decimal, growth_pct: Decimal) -> Decimal:
    """The pull that a stated contribution means, not yet rounded.

    >>> implied_pull_pp(Decimal("104.61"), Decimal("38.4"))
    Decimal('40.17024')
    """
    return contribution_pct * growth_pct / 100


def implied_contribution_pct(pull_pp: Decimal, growth_pct: Decimal) -> Decimal | None:
    """The contribution that a stated pull means; None over no growth.

    >>> round(implied_contribution_pct(Decimal("28.4"), Decimal("23.4")), 1)
    Decimal('121.4')
    """
    return pull_pp / growth_pct * 100 if growth_pct else None


def agree(pull_pp: Decimal, contribution_pct: Decimal, growth_pct: Decimal) -> bool:
    """Whether the two say the same, as far as one decimal can tell.

    >>> agree(Decimal("5.7"), Decimal("59.5"), Decimal("9.6"))
    True
    >>> agree(Decimal("28.4"), Decimal("101.3"), Decimal("23.4"))
    False
    """
    # Compared as pulls: there one rounding of the growth weighs least.
    means = implied_pull_pp(contribution_pct, growth_pct)
    slack = _HALF_DIGIT * (1 + abs(contribution_pct) / 100 + abs(growth_pct) / 100)
    return abs(means - pull_pp) <= slack
