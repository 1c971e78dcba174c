"""Titles of districts over time: how many rise, who always rose, who moved forward.

Compares what the reader sees, rounded; never a published with a computed growth.
"""

from __future__ import annotations

from decimal import Decimal

from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.charts.statistics.findings import joined
from analytics.charts.statistics.history import District, History
from analytics.speech.grammar.wording import can_be_listed, previous_label, rise_or_fall

NOTHING = "尚无各地区增速"
NO_PLACES = "尚无各地区位次"
_COUNTED = "个地区"
_NAMED_AT_MOST = 3


def heat_finding(history: History) -> str:
    """2025年1—9月12个地区中3个增长，新邵县各期均增长."""
    now = _now(history)
    if not now:
        return NOTHING
    rising = [name for name, value in now if value > 0]
    falling = [name for name, value in now if value < 0]
    if len(now) == 1:
        return f"{history.last.label}{now[0][0]}同比{rise_or_fall(now[0][1])}".replace(
            "同比与", "与"
        )
    said = f"{history.last.label}{_share(len(now), len(rising), '增长')}"
    if not rising and falling:
        said = f"{history.last.label}{_share(len(now), len(falling), '下降')}"
    always = _always(history, rising)
    if len(history.periods) < 2 or not always or len(always) == len(now):
        return said
    names = joined([(name, Decimal(0)) for name in always], _COUNTED)
    return f"{said}，{names}各期均增长"


def lines_finding(history: History, parent_label: str) -> str:
    """2025年1—9月12个地区中5个增速高于全市."""
    now = _now(history)
    if not now:
        return NOTHING
    parent = history.parent.at(history.last) if history.parent else None
    comparable = [
        (region.name, rounded(reading.yoy_pct))
        for region in history.districts
        if (reading := region.at(history.last)) is not None
        and parent is not None
        and reading.is_published == parent.is_published
    ]
    if parent is None or len(comparable) < 2:
        return heat_finding(history)
    whole = rounded(parent.yoy_pct)
    above = [pair for pair in comparable if pair[1] > whole]
    said = _share(len(comparable), len(above), f"增速高于{parent_label}")
    return f"{history.last.label}{said}"


def place_finding(history: History) -> str:
    """新邵县居首位，武冈市位次比1—2月前移最多（5位）."""
    ranks = {p: _ranks(history, p) for p in history.periods}
    if not history.periods or not (placed := ranks[history.last]):
        return NO_PLACES
    last = history.last
    if len(placed) == 1:
        [(name, rank)] = placed.items()
        return f"{last.label}{name}居第{rank}位"
    firsts = [(name, Decimal(1)) for name, rank in placed.items() if rank == 1]
    said = ""
    if firsts:
        said = f"{joined(firsts, _COUNTED)}{'居首位' if len(firsts) == 1 else '并列首位'}"
    opening = next(period for period in history.periods if ranks[period])
    before = ranks[opening]
    moves = [(name, before[name] - rank) for name, rank in placed.items() if name in before]
    most = max((move for _, move in moves), default=0)
    if opening == last or most <= 0:
        return f"{last.label}{said or f'{len(placed)}{_COUNTED}参加排名'}"
    forward = [(name, Decimal(move)) for name, move in moves if move == most]
    since = previous_label(last, opening)
    subject = joined(forward, _COUNTED)
    if [name for name, _ in forward] == [name for name, _ in firsts]:
        subject = ""
    if len(forward) > 1:
        climbed = f"{subject}位次比{since}各前移{most}位"
    elif len(moves) > 1:
        climbed = f"{subject}位次比{since}前移最多（{most}位）"
    else:
        climbed = f"{subject}位次比{since}前移{most}位"
    return f"{last.label}" + "，".join(clause for clause in (said, climbed) if clause)


def _now(history: History) -> list[tuple[str, Decimal]]:
    if not history.periods:
        return []
    return [
        (region.name, rounded(reading.yoy_pct))
        for region in history.districts
        if (reading := region.at(history.last)) is not None
    ]


def _share(count: int, those: int, said: str) -> str:
    if those == count:
        return f"{count}{_COUNTED}均{said}"
    if those == 0:
        return f"{count}{_COUNTED}均未{said}" if said.startswith("增长") else f"没有地区{said}"
    return f"{count}{_COUNTED}中{those}个{said}"


def _always(history: History, names: list[str]) -> list[str]:
    def rose(region: District) -> bool:
        readings = [region.at(period) for period in history.periods]
        return all(r is not None and rounded(r.yoy_pct) > 0 for r in readings)

    always = [region.name for region in history.districts if region.name in names and rose(region)]
    if len(always) <= _NAMED_AT_MOST and not can_be_listed(always):
        return always[:1] if len(always) == 1 else []
    return always


def _ranks(history: History, period: Period) -> dict[str, int]:
    """Everyone's place who has one."""
    ranks = {region.name: region.rank_at(period) for region in history.districts}
    return {name: rank for name, rank in ranks.items() if rank is not None}
