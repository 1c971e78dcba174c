"""Do the pulls and contributions a text states agree with its own growth?

Owns the arithmetic of stated figures: contribution is pull over growth, and the pulls of
a whole set reach the growth. Computes no pull from levels (SQL does) and mends nothing:
each disagreement is one Chinese sentence with place, problem and remedy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.numbers import shown

_HALF_DIGIT = Decimal("0.05")


@dataclass(frozen=True)
class StatedPart:
    """What a text says of one part; None where it says nothing."""

    name: str
    pull_pp: Decimal | None = None
    contribution_pct: Decimal | None = None


def implied_pull_pp(contribution_pct: Decimal, growth_pct: Decimal) -> Decimal:
    """The pull that a stated contribution means, not yet rounded.

    >>> implied_pull_pp(Decimal("104.61"), Decimal("38.4"))
    Decimal('40.17024')
    """
    return contribution_pct * growth_pct / 100


def implied_contribution_pct(pull_pp: Decimal, growth_pct: Decimal) -> Decimal | None:
    """The contribution that a stated pull means; None over no growth.

    >>> shown(implied_contribution_pct(Decimal("28.4"), Decimal("23.4")))
    '121.4'
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


def disagreements(
    growth_pct: Decimal, parts: Sequence[StatedPart], *, is_whole_set: bool
) -> list[str]:
    """What does not fit, beyond what rounding to one decimal explains.

    is_whole_set: the text says these are all parts of the total.
    """
    found = [
        _at_odds(part.name, part.pull_pp, part.contribution_pct, growth_pct)
        for part in parts
        if part.pull_pp is not None and part.contribution_pct is not None
    ]
    pulls = [part.pull_pp for part in parts if part.pull_pp is not None]
    if is_whole_set and parts and len(pulls) == len(parts):
        total = sum(pulls, Decimal(0))
        if abs(total - growth_pct) > _HALF_DIGIT * (len(pulls) + 1):
            found.append(
                f"各分项拉动合计{shown(total)}个百分点，总增速{shown(growth_pct)}%，"
                f"相差{shown(abs(total - growth_pct))}个百分点。请核对两者是否同一口径"
            )
    return [problem for problem in found if problem]


def _at_odds(name: str, pull_pp: Decimal, contribution_pct: Decimal, growth_pct: Decimal) -> str:
    if agree(pull_pp, contribution_pct, growth_pct):
        return ""
    expected = implied_contribution_pct(pull_pp, growth_pct)
    return (
        f"{name}：拉动{shown(pull_pp)}个百分点与贡献率{shown(contribution_pct)}%不符，"
        f"按总增速{shown(growth_pct)}%贡献率应为{shown(expected)}%。请核对原稿"
    )
