"""The titles of the charts of ledgers: what their rows say, true for ties, one row, none.

Numbers are compared as the reader sees them, rounded; who has no plan is never 滞后.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import decimals, rounded, shown
from analytics.charts.kit.columns import flags, numbers, texts, whole_numbers
from analytics.charts.kit.theme import NOT_JUDGED, STATUS_MARKS
from analytics.charts.ledger.rows import unit_names
from analytics.charts.statistics.findings import joined, those_at
from analytics.speech.grammar.wording import points

_BEHIND, _WARNED = "滞后", "预警"
_COUNTED = "个单位"


def completion_finding(rows: pd.DataFrame) -> str:
    """How many units are 滞后, who is furthest behind, how many cannot be compared."""
    names, gaps = unit_names(rows), numbers(rows, "schedule_gap_pp")
    seen = [(name, rounded(gap)) for name, gap in zip(names, gaps, strict=True) if gap is not None]
    if not names:
        return "尚无完成率数据"
    if not seen:
        subject = names[0] if len(names) == 1 else f"{len(names)}{_COUNTED}均"
        return f"{subject}无法与序时进度比较"
    missing = len(names) - len(seen)
    suffix = f"，另{missing}{_COUNTED}无法比较" if missing else ""
    if len(seen) == 1:
        name, gap = seen[0]
        return f"{'仅' if missing else ''}{name}{_against_schedule(gap)}{suffix}"
    lowest = min(gap for _, gap in seen)
    said = _judged(texts(rows, "status"), len(seen))
    if lowest >= 0:
        least = "均快于序时" if lowest > 0 else "均不慢于序时"
        if said:
            return f"{said}，{least}{suffix}"
        return f"{len(seen)}{_COUNTED}{least}{suffix}"
    furthest = those_at(seen, lowest)
    every = "均" if len(furthest) > 1 else ""
    last = f"{joined(furthest, _COUNTED)}{every}{_against_schedule(lowest)}"
    return f"{said or f'{len(seen)}{_COUNTED}均未滞后'}，{last}{suffix}"


def status_finding(rows: pd.DataFrame) -> str:
    """76个项目：较快4、正常48、预警16、滞后8; a status nobody has is not named."""
    given = zip(texts(rows, "status"), whole_numbers(rows, "project_count"), strict=True)
    counts: dict[str, int] = dict.fromkeys((*STATUS_MARKS, NOT_JUDGED), 0)
    for status, count in given:
        counts[status if status in STATUS_MARKS else NOT_JUDGED] += count or 0
    total = sum(counts.values())
    if not total:
        return "尚无项目"
    present = {status: count for status, count in counts.items() if count}
    if len(present) > 1:
        said = "、".join(f"{status}{count}" for status, count in present.items())
        return f"{total}个项目：{said}"
    (status,) = present
    every = "均" if total > 1 else ""
    return f"{total}个项目{every}{status if status == NOT_JUDGED else f'为{status}'}"


def funnel_finding(rows: pd.DataFrame) -> str:
    """How many of all came to the last stage, and where the fewest went on."""
    if rows.empty:
        return "尚无项目阶段数据"
    ordered = rows.sort_values("stage_order", kind="stable")
    stages = texts(ordered, "stage")
    reached = [count or 0 for count in whole_numbers(ordered, "reached_count")]
    if len(stages) == 1:
        return f"{reached[0]}个项目{'均' if reached[0] > 1 else ''}处于{stages[0]}阶段"
    said = f"{reached[0]}个项目中{reached[-1]}个到达{stages[-1]}阶段"
    steps = [
        (f"{before}到{after}", rounded(share))
        for before, after, share in zip(
            stages[:-1], stages[1:], numbers(ordered, "conversion_pct")[1:], strict=True
        )
        if share is not None
    ]
    if not steps:
        return said
    lowest, highest = min(share for _, share in steps), max(share for _, share in steps)
    if len(steps) == 1:
        return f"{said}，{steps[0][0]}的转化率为{shown(lowest)}%"
    if lowest == highest:
        return f"{said}，各阶段转化率均为{shown(lowest)}%"
    fewest = joined(those_at(steps, lowest), "个环节")
    return f"{said}，{fewest}的转化率最低（{shown(lowest)}%）"


def league_finding(rows: pd.DataFrame, place: str = "place") -> str:
    """Who is first and who is last of all that are ranked, where they are in the rows.

    place: the column of the places, league_place within one league.
    """
    smalls, rates = flags(rows, "is_small_base"), numbers(rows, "completion_rate_pct")
    names = [
        f"{name}（基数小）" if is_small else name
        for name, is_small in zip(unit_names(rows), smalls, strict=True)
    ]
    placed = [
        (name, rounded(rate), at)
        for name, rate, at in zip(names, rates, whole_numbers(rows, place), strict=True)
        if rate is not None and at is not None
    ]
    if not placed:
        return "尚无排名数据"
    group, counted = ("league", "league_count") if place != "place" else ("scope", "ranked_count")
    # Places of two lists are not comparable: nobody is first of both.
    if (lists := len(set(texts(rows, group)))) > 1:
        return f"{len(placed)}{_COUNTED}分{lists}组排名"
    ranked = whole_numbers(rows, counted)[0] if counted in rows.columns else None
    ranked = ranked or len(placed)
    if ranked == 1:
        return f"仅{placed[0][0]}参加排名，完成率{shown(placed[0][1])}%"
    worst = max(at for _, _, at in placed)
    firsts = [(name, rate) for name, rate, at in placed if at == 1]
    lasts = [(name, rate) for name, rate, at in placed if at == worst]
    if worst + len(lasts) - 1 != ranked:
        lasts = []
    if len(firsts) == ranked:
        return f"{ranked}{_COUNTED}完成率相同，均为{shown(firsts[0][1])}%"
    ends = [
        (joined(pairs, _COUNTED), "并列" if len(pairs) > 1 else "居", end, shown(pairs[0][1]))
        for pairs, end in ((firsts, "首位"), (lasts, "末位"))
        if pairs
    ]
    if ends:
        said = [f"{who}{how}{end}（{rate}%）" for who, how, end, rate in ends[1:]]
        who, how, end, shown_rate = ends[0]
        return "，".join([f"{who}完成率{how}{end}（{shown_rate}%）", *said])
    name, rate, at = placed[0]
    return f"{name}完成率{shown(rate)}%，居{ranked}{_COUNTED}中第{at}位"


def plan_finding(
    subject: str, period_label: str, done: Decimal, plan: Decimal | None, unit: str
) -> str:
    """What is done by the newest period beside the plan, both as drawn.

    done, plan: already rounded to what the reader sees; plan is None where there is none.

    >>> plan_finding("1号路", "2025年1—5月", Decimal("0.35"), Decimal("0.42"), "亿元")
    '1号路2025年1—5月累计完成0.35亿元，比序时计划少0.07亿元'
    """
    places = decimals(done)
    said = f"{subject}{period_label}累计完成{shown(done, places)}{unit}"
    if plan is None:
        return f"{said}，无序时计划可比"
    if done == plan:
        return f"{said}，与序时计划持平"
    more = "多" if done > plan else "少"
    return f"{said}，比序时计划{more}{shown(abs(done - plan), places)}{unit}"


def _judged(statuses: list[str], compared: int) -> str:
    behind = statuses.count(_BEHIND)
    if behind:
        every = "均滞后" if behind == compared else f"中{behind}个滞后"
        return f"{compared}{_COUNTED}{every}"
    if warned := statuses.count(_WARNED):
        return f"{compared}{_COUNTED}均未滞后，{warned}个预警"
    return ""


def _against_schedule(gap_pp: Decimal) -> str:
    if not gap_pp:
        return "与序时持平"
    return f"{'快于' if gap_pp > 0 else '落后'}序时{points(gap_pp)}"
