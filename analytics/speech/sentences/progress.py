"""The sentences of plans and progress: rates, the schedule, statuses, starts, stocks.

Each is a pure function of numbers; a value that is a Figure keeps its source. A gap to the
schedule comes in unrounded, as it was subtracted, and is rounded here once.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone
from analytics.speech.grammar.figures import Value, exact
from analytics.speech.grammar.runs import Paragraph, Run, separated
from analytics.speech.phrases import Slots, fill


def lowest_units(
    scope: str, names: Sequence[str], rates: Sequence[Value], gaps: Sequence[Value], basis: str = ""
) -> Paragraph:
    """Pattern 4: as many rates as units; 仅有 where all are more than 10 points behind.

    >>> from decimal import Decimal
    >>> _text(lowest_units("年计划投资5000万元以上的单位", ["甲局", "乙局"],
    ...     [Decimal("2.3"), Decimal("5.3")], [Decimal("-39.4"), Decimal("-36.4")]))
    '年计划投资5000万元以上的单位中，甲局、乙局投资完成率分别仅有2.3%、5.3%'
    """
    listed_names, listed_rates = figures.listed(names, [(figures.share(rate),) for rate in rates])
    is_only = all(tone.only(exact(gap)) == "仅" for gap in gaps)
    slots: Slots = {"口径": basis, "范围": scope, "名称": listed_names, "完成率": listed_rates}
    cases = ("多" if len(names) > 1 else "单", "仅" if is_only else "已")
    return fill("problem.lowest", slots, cases)


def status_counts(
    period: Period,
    count: Value,
    kinds: Sequence[tuple[str, Value, str]],
    basis: str = "",
) -> Paragraph:
    """Pattern 7: kinds are (status, how many, which); the counts must add up.

    >>> _text(status_counts(Period(2023, 5), 76, [("较快", 4, "（甲局4个）"), ("正常", 48, ""),
    ...     ("预警", 16, ""), ("滞后", 8, "")]))
    '截至5月底，76个重点项目中，较快4个（甲局4个）、正常48个、预警16个、滞后8个'
    """
    if sum(exact(one) for _, one, _ in kinds) != exact(count):
        raise ValueError("the statuses do not add up to the projects")
    slots: Slots = {
        "口径": basis,
        "截至": f"截至{period.month}月底",
        "个数": figures.count(count),
        "分布": status_list(kinds),
    }
    return fill("run.status", slots)


def status_list(kinds: Sequence[tuple[str, Value, str]]) -> Paragraph:
    said = [
        fill("status.one", {"状态": kind, "个数": figures.count(one), "名单": which})
        for kind, one, which in kinds
    ]
    return separated(said, "、")


def named_by_unit(projects: Sequence[tuple[str, str]], most: int = 12) -> str:
    """（经开区2个：甲、乙；丙镇1个：丁） from (unit, project), in order of first mention.

    >>> named_by_unit([("经开区", "甲"), ("丙镇", "丁"), ("经开区", "乙")])
    '（经开区2个：甲、乙；丙镇1个：丁）'
    >>> named_by_unit([("经开区", "甲"), ("丙镇", "丁")], most=1)
    '（经开区1个、丙镇1个）'
    """
    by_unit: dict[str, list[str]] = {}
    for unit, name in projects:
        by_unit.setdefault(unit, []).append(name)
    if not by_unit:
        return ""
    if len(projects) > most:
        return f"（{'、'.join(f'{unit}{len(names)}个' for unit, names in by_unit.items())}）"
    said = [f"{unit}{len(names)}个：{'、'.join(names)}" for unit, names in by_unit.items()]
    return f"（{'；'.join(said)}）"


def starts_behind(
    quarters: str, count: Value, behind: Value, which: str = "", basis: str = ""
) -> Paragraph:
    """Pattern 8.

    >>> _text(starts_behind("一、二季度", 36, 6))
    '一、二季度新开工的36个重点项目，进度落后的有6个'
    """
    if not 0 < exact(behind) <= exact(count):
        raise ValueError(f"{exact(behind)} of {exact(count)} projects cannot be behind")
    slots = {
        "口径": basis,
        "季": quarters,
        "个数": figures.count(count),
        "落后": figures.count(behind),
        "名单": which,
    }
    return fill("problem.new_starts", slots)


def plan_to_date(period: Period, to_date: Value, year: Value, basis: str = "") -> Paragraph:
    """Pattern 28: two yardsticks beside each other, for they may say opposite things.

    >>> from decimal import Decimal
    >>> _text(plan_to_date(Period(2025, 4), Decimal("132.1"), Decimal("21.3")))
    '完成1—4月投资计划的132.1%，完成年度投资计划的21.3%'
    """
    slots = {
        "口径": basis,
        "期": period.months_label,
        "完成率": figures.share(to_date),
        "年完成率": figures.share(year),
    }
    return fill("run.plan", slots)


def units_ends(
    scope: str,
    best: Sequence[tuple[str, Value]],
    worst: Sequence[tuple[str, Value]],
    basis: str = "",
) -> Paragraph:
    """Pattern 30: no unit is in both lists.

    >>> from decimal import Decimal
    >>> _text(units_ends("", [("甲镇", Decimal(99))], [("乙镇", Decimal(12))]))
    '分责任单位看，进展较好的有：甲镇99.0%；进展不够理想的有：乙镇12.0%'
    """
    if {name for name, _ in best} & {name for name, _ in worst}:
        raise ValueError("a unit is both good and bad")
    slots: Slots = {
        "口径": basis,
        "门槛": scope,
        "好": _rates_beside(best),
        "不足": _rates_beside(worst),
    }
    return fill("units.ends", slots)


def half_done(rate: Value, basis: str = "") -> Paragraph:
    """Pattern 43, at the half year.

    >>> from decimal import Decimal
    >>> _text(half_done(Decimal("50.1"))), _text(half_done(Decimal("45.4")))[-12:]
    ('重点项目完成年度目标任务的50.1%，实现时间过半、任务过半', '未实现时间过半、任务过半')
    """
    case = "过" if exact(rate) >= 50 else "未"
    return fill("half.done", {"口径": basis, "完成率": figures.share(rate)}, (case,))


def gap_points(gap: Value) -> Run | Paragraph:
    """Nothing where it rounds to zero: 与序时进度持平 has no number."""
    return () if tone.against_schedule(exact(gap)) == "齐" else figures.points(gap)


def _rates_beside(units: Sequence[tuple[str, Value]]) -> Paragraph:
    names = [name for name, _ in units]
    return figures.beside(names, [(figures.share(rate),) for _, rate in units])


def _text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)
