"""The sentences of planning: what is planned, sorted, assigned, and what years brought.

Each is a pure function of numbers; a value that is a Figure keeps its source. Parts that
do not add up to what is said of the whole are refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.numbers import rounded
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import Value, exact
from analytics.speech.grammar.runs import Paragraph, separated
from analytics.speech.phrases import fill

_SECTORS = ("一产", "二产", "三产")


def plans_by_sector(
    total: int, primary: int, secondary: int, tertiary: int, *, named: str = "二产制造业"
) -> Paragraph:
    """Pattern 9: three sectors that add up; 仅 below a third.

    >>> _text(plans_by_sector(169, 24, 17, 128))
    '上报的169个项目中，一产、二产、三产项目分别为24、17、128个，二产制造业项目占比仅为10.1%'
    """
    counts = (primary, secondary, tertiary)
    if sum(counts) != total:
        raise ValueError(f"{counts} do not add up to {total}")
    share = exact(secondary) * 100 / total
    slots = {
        "总数": str(total),
        "名称": "、".join(_SECTORS),
        "各数": "、".join(map(str, counts)),
        "类别": named,
        "占比": figures.share(share),
    }
    return fill("plans.sectors", slots, (tone.only_share(share, len(counts)),))


def plans_counted(total: int, groups: Sequence[tuple[str, int]]) -> Paragraph:
    """Pattern 10: groups that add up.

    >>> _text(plans_counted(345, [("乡镇（街道）", 95), ("市直单位", 250)]))
    '共谋划项目345个，其中乡镇（街道）95个、市直单位250个'
    """
    if sum(count for _, count in groups) != total:
        raise ValueError(f"{groups} do not add up to {total}")
    parts = "、".join(f"{name}{count}个" for name, count in groups)
    return fill("plans.counted", {"总数": str(total), "分组": parts})


def plan_of_year(count: Value, planned_total: Value, plan: Value) -> Paragraph:
    """Pattern 14.

    >>> _text(plan_of_year(240, 17690000, 3620000))
    '新建、续建项目240个，计划总投资1769.00亿元，今年计划完成投资362.00亿元'
    """
    slots = {
        "个数": figures.count(count),
        "总投资": figures.money(planned_total),
        "计划": figures.money(plan),
    }
    return fill("plan.year", slots)


def plan_resumed(
    count: Value, planned_total: Value, large: Value, bound: str = "亿元"
) -> Paragraph:
    """Pattern 15: the large ones are among them.

    >>> _text(plan_resumed(15, 230000, 7))
    '计划开复工项目15个，总投资23.00亿元，其中亿元以上项目7个'
    """
    if exact(large) > exact(count):
        raise ValueError("more large projects than projects")
    slots = {
        "个数": figures.count(count),
        "总投资": figures.money(planned_total),
        "门槛": bound,
        "大项目": figures.count(large),
    }
    return fill("plan.resume", slots)


def years_total(total: Value, years: Sequence[tuple[int, Value, Value]]) -> Paragraph:
    """Pattern 16: (year, amount, published growth); the years add up to the total.

    >>> from decimal import Decimal
    >>> _text(years_total(4850000, [(2010, 2100000, Decimal("42.1")), (2011, 2750000, 37)]))
    '累计完成485.00亿元（2010年210.00亿元、增长42.1%，2011年275.00亿元、增长37.0%）'
    """
    if sum(exact(amount) for _, amount, _ in years) != exact(total):
        raise ValueError("the years do not add up to the total")
    said = [
        fill(
            "history.year",
            {
                "年": str(year),
                "金额": figures.money(amount),
                "增速": figures.rise_or_fall(growth),
            },
        )
        for year, amount, growth in years
    ]
    slots = {"金额": figures.money(total), "逐年": separated(said, "，")}
    return fill("history.total", slots)


def projects_of_total(count: Value, ytd: Value, share_pct: Value) -> Paragraph:
    """Pattern 18, which sets 发改口径 beside 统计口径 and says so.

    >>> _text(projects_of_total(120, 690000, 57))[:36]
    '120个重点项目完成投资69.00亿元，相当于固定资产投资的57.0%（'
    """
    slots = {
        "个数": figures.count(count),
        "金额": figures.money(ytd),
        "占比": figures.share(share_pct),
    }
    return fill("projects.of_total", slots)


def goal_assigned(indicator: str, goal: Value, shares: Sequence[Value]) -> Paragraph:
    """Pattern 20: what the units were given is the whole goal, within rounding.

    >>> _text(goal_assigned("固定资产投资", 3600000, [2000000, 1600000]))
    '全年360.00亿元固定资产投资任务已分解到2个单位'
    """
    given = sum((exact(one) for one in shares), exact(0))
    if rounded(given, 0) != rounded(exact(goal), 0):
        raise ValueError(f"the shares add up to {given}, not to {exact(goal)}")
    slots = {"金额": figures.money(goal), "指标": indicator, "个数": str(len(shares))}
    return fill("goal.assigned", slots)


def plans_against_last_year(region: str, bound: str, count: int, last_year: int) -> Paragraph:
    """Pattern 21.

    >>> _text(plans_against_last_year("抚松县", "3000万元", 34, 35))
    '今年全县排3000万元以上新开工项目34个，比去年少1个'
    """
    more = count - last_year
    slots = {
        "范围": wording.whole(region),
        "门槛": bound,
        "个数": str(count),
        "差数": f"{abs(more)}个" if more else "",
    }
    return fill("plans.fewer", slots, ("多" if more > 0 else "少" if more < 0 else "平",))


def plans_of_kind(total: int, kind: str, count: int, kinds: int) -> Paragraph:
    """Pattern 22: one of so many kinds; 只有 below an equal share.

    >>> _text(plans_of_kind(70, "工业", 23, 3))
    '70个重点项目中，工业项目只有23个，仅占总量的32.9%'
    """
    share = exact(count) * 100 / total
    tone_of_share = tone.only_share(share, kinds)
    slots = {
        "总数": str(total),
        "类别": kind,
        "个数": str(count),
        "占比": figures.share(share),
    }
    cases = (tone_of_share, "仅占" if tone_of_share == "仅" else "占")
    return fill("plans.kind_share", slots, cases)


def _text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)
