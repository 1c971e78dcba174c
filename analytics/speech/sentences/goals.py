"""The sentences that hold growth against a goal: above, below, by how much.

Each is a pure function of numbers; a value that is a Figure keeps its source. A goal for
growth is a rise: a falling one is refused.
"""

from __future__ import annotations

from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import Value, exact
from analytics.speech.grammar.runs import Paragraph, Run
from analytics.speech.phrases import fill
from analytics.speech.sentences.statistics import gap_of, gap_points, opening


def goal_compared(
    period: Period, region: str, indicator: str, level: Value | None, yoy: Value, goal: Value
) -> Paragraph:
    """Pattern 1.

    >>> from decimal import Decimal
    >>> _text(goal_compared(Period(2023, 5), "龙泉市", "固定资产投资", Decimal(298700),
    ...     Decimal("15.6"), Decimal(15)))
    '2023年1—5月，全市固定资产投资完成29.87亿元，同比增长15.6%，略高于年初制定的15.0%目标'
    """
    slots = opening(period, region, indicator) | {
        "总量": ("完成", figures.money(level), "，") if level is not None else "",
        "增速": figures.growth(yoy),
        "目标": goal_share(goal),
    }
    return fill("goal.compared", slots, (tone.compared(gap_of(yoy, goal)),))


def goal_gap(yoy: Value, goal: Value) -> Paragraph:
    """F20 as a clause; 略 below one point.

    >>> from decimal import Decimal
    >>> _text(goal_gap(Decimal("15.6"), Decimal(15)))
    '略高于年初目标0.6个百分点'
    >>> _text(goal_gap(Decimal("15.0"), Decimal(15)))
    '与年初目标持平'
    """
    return fill("goal.gap", {"差": gap_points(yoy, goal)}, (tone.compared(gap_of(yoy, goal)),))


def goal_tier(yoy: Value, tier: str, goal: Value) -> Paragraph:
    """One of two goals, 保底 or 力争.

    >>> from decimal import Decimal
    >>> _text(goal_tier(Decimal("3.9"), "保底", Decimal(5)))
    '低于年初保底目标（5.0%）1.1个百分点'
    """
    slots = {"档次": tier, "目标": goal_share(goal), "差": gap_points(yoy, goal)}
    return fill("goal.tier", slots, (tone.compared(gap_of(yoy, goal)),))


def goal_distance(
    goal_name: str,
    goal: Value,
    level: Value,
    yoy: Value | None = None,
    goal_yoy: Value | None = None,
) -> Paragraph:
    """Pattern 37, where the goal is not reached.

    >>> from decimal import Decimal
    >>> _text(goal_distance("预计开门红", Decimal(212000), Decimal(146000), Decimal("-20"),
    ...     Decimal("13.8")))
    '总量与预计开门红21.20亿元相差6.60亿元，增速相差33.8个百分点'
    """
    missing = exact(goal) - exact(level)
    if missing <= 0:
        return ()
    growth: Paragraph = ()
    if yoy is not None and goal_yoy is not None:
        growth = ("，增速相差", *gap_points(yoy, goal_yoy))
    slots = {
        "目标名": goal_name,
        "目标": figures.money(goal),
        "金额": wording.money(missing),
        "增速差": growth,
    }
    return fill("goal.distance", slots)


def goal_share(goal: Value) -> Run:
    """A goal for growth: goals are rises, a falling one is refused."""
    return figures.share(goal)


def _text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)
