"""Titles of the charts of pull: who carries the growth, who holds it down.

A pull is said 拉动 or 下拉 and never with a minus sign; a 贡献率 only where the total
grows and the part with it, for of a falling total it reads as its opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.numbers import shown
from analytics.charts.statistics.findings import joined, those_at
from analytics.charts.statistics.pulls import NOTHING, Pull, pull_verb
from analytics.speech.grammar.wording import points

WHOLE = "全部投资"


def pull_finding(pulls: Sequence[Pull], total_pct: Decimal | None) -> str:
    """第三产业拉动全部投资增长5.7个百分点，贡献率59.5%；设备购置下拉3.8个百分点."""
    parts = [pull for pull in pulls if not pull.is_residual]
    if not parts:
        return NOTHING
    is_fall = total_pct is not None and total_pct < 0
    ups, downs = [p for p in parts if p.pp > 0], [p for p in parts if p.pp < 0]
    if not ups and not downs:
        return f"各分项对{WHOLE}均无拉动"
    up, down = _strongest(ups), _strongest(downs)
    if is_fall:
        said = [_pulled(down, is_first=True), _pulled(up, is_first=not down)]
    else:
        said = [_pulled(up, is_first=True) + _rate(up), _pulled(down, is_first=not up)]
    return "，".join(clause for clause in said if clause)


def _strongest(pulls: list[Pull]) -> list[Pull]:
    most = max((abs(pull.pp) for pull in pulls), default=None)
    return [pull for pull in pulls if abs(pull.pp) == most]


def _pulled(pulls: list[Pull], *, is_first: bool) -> str:
    if not pulls:
        return ""
    pairs = [(pull.name, pull.pp) for pull in pulls]
    names = joined(those_at(pairs, pulls[0].pp), "个分项")
    each = "各" if len(pulls) > 1 else ""
    verb = pull_verb(pulls[0].pp)
    if not is_first:
        return f"{names}{each}{verb}{points(pulls[0].pp)}"
    grows = "增长" if pulls[0].pp > 0 else ""
    return f"{names}{each}{verb}{WHOLE}{grows}{points(pulls[0].pp)}"


def _rate(pulls: list[Pull]) -> str:
    if len(pulls) != 1 or pulls[0].contribution_pct is None or pulls[0].contribution_pct <= 0:
        return ""
    return f"，贡献率{shown(pulls[0].contribution_pct)}%"
