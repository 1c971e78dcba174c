"""The sentences of plans and progress: rates, the schedule, statuses, starts, stocks.

Each is a pure function of numbers; a value that is a Figure keeps its source. A gap to the
schedule comes in unrounded, as it was subtracted, and is rounded here once.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.basics.period import Period
from analytics.speech.grammar import figures, tone, wording
from analytics.speech.grammar.figures import Value, exact
from analytics.speech.grammar.runs import Paragraph, Run, separated
from analytics.speech.phrases import fill


def plan_rate(count: Value, level: str, rate: Value, gap: Value) -> Paragraph:
    """Pattern 3; 仅 where the rate is more than 10 points behind the schedule.

    >>> from decimal import Decimal
    >>> _text(plan_rate(76, "", Decimal("35.2"), Decimal("-6.4667")))
    '76个重点项目已完成年度计划投资的35.2%'
    >>> _text(plan_rate(76, "", Decimal("28.2"), Decimal("-13.4667")))
    '76个重点项目仅完成年度计划投资的28.2%'
    """
    slots = {"个数": figures.count(count), "级别": level, "完成率": figures.share(rate)}
    return fill("plan.rate", slots, (tone.only(exact(gap)),))


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
    slots = {"口径": basis, "范围": scope, "名称": listed_names, "完成率": listed_rates}
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
    slots = {
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


def starts_counted(
    count: Value, level: str, started: Value, start_rate: Value, ytd: Value, rate: Value, gap: Value
) -> Paragraph:
    """Pattern 12.

    >>> from decimal import Decimal
    >>> _text(starts_counted(20, "省市", 11, Decimal(55), Decimal(215000), Decimal("28.1"),
    ...     Decimal("3.1046")))[-39:]
    '完成投资21.50亿元，占年度投资的28.1%，超出时间节点比例3.1个百分点'
    """
    slots = {
        "个数": figures.count(count),
        "级别": level,
        "开工": figures.count(started),
        "开工率": figures.share(start_rate),
        "金额": figures.money(ytd),
        "完成率": figures.share(rate),
        "差": gap_points(gap),
    }
    return fill("starts.counted", slots, (tone.against_schedule(exact(gap)),))


def in_step(count: Value, in_step_count: Value, share_pct: Value) -> Paragraph:
    """Pattern 13.

    >>> from decimal import Decimal
    >>> _text(in_step(240, 205, Decimal("85.4167")))
    '240个项目中，205个实现时间任务同步，占比85.4%'
    """
    slots = {
        "个数": figures.count(count),
        "达标": figures.count(in_step_count),
        "占比": figures.share(share_pct),
    }
    return fill("status.in_step", slots)


def levels_rates(
    levels: Sequence[str], amounts: Sequence[Value], rates: Sequence[Value], gaps: Sequence[Value]
) -> Paragraph:
    """Pattern 24: four lists of one length.

    >>> from decimal import Decimal
    >>> _text(levels_rates(["省级", "市级"], [Decimal(362000), Decimal(943000)],
    ...     [Decimal("43.2"), Decimal("37.8")], [Decimal("9.9"), Decimal("4.5")]))[-47:]
    '投资完成率分别为43.2%、37.8%，分别超序时进度9.9个百分点、超序时进度4.5个百分点'
    """
    names, money = figures.listed(levels, [(figures.money(one),) for one in amounts])
    _, shares = figures.listed(levels, [(figures.share(one),) for one in rates])
    _, said = figures.listed(levels, [level_gap(one) for one in gaps])
    slots = {"名称": names, "金额": money, "完成率": shares, "各差": said}
    return fill("levels.rates", slots)


def level_gap(gap: Value) -> Paragraph:
    """超序时进度9.9个百分点.

    >>> _text(level_gap(0))
    '与序时进度持平'
    """
    return fill("levels.gap", {"差": gap_points(gap)}, (tone.against_schedule(exact(gap)),))


def plan_ahead(rate: Value, gap: Value) -> Paragraph:
    """Pattern 25.

    >>> from decimal import Decimal
    >>> _text(plan_ahead(Decimal("97.158"), Decimal("13.825")))
    '占年度投资计划的97.2%，超过时间进度13.8个百分点'
    """
    slots = {"完成率": figures.share(rate), "差": gap_points(gap)}
    return fill("plan.ahead", slots, (tone.against_schedule(exact(gap)),))


def plan_required(schedule: Value, gap: Value) -> Paragraph:
    """Pattern 26.

    >>> from decimal import Decimal
    >>> _text(plan_required(Decimal("62.5"), Decimal("-1.36")))
    '较时间进度要求（62.5%）滞后1.4个百分点'
    """
    slots = {"序时": figures.share(schedule), "差": gap_points(gap)}
    return fill("plan.required", slots, (tone.against_schedule(exact(gap)),))


def level_rate(level: str, rate: Value, gap: Value) -> Paragraph:
    """Pattern 27.

    >>> from decimal import Decimal
    >>> _text(level_rate("县级", Decimal("47.1"), Decimal("-32.9")))
    '县级重点项目完成年度计划的47.1%，低于序时进度32.9个百分点'
    """
    slots = {"级别": level, "完成率": figures.share(rate), "差": gap_points(gap)}
    return fill("level.rate", slots, (tone.against_schedule(exact(gap)),))


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


def units_ordered(kind: str, names: Sequence[str], rates: Sequence[Value]) -> Paragraph:
    """Pattern 29: from high to low, refused in any other order.

    >>> from decimal import Decimal
    >>> _text(units_ordered("各县区", ["城厢区", "涵江区"], [Decimal("20.5"), Decimal("18.1")]))
    '各县区完成比例从高到低依次为：城厢区20.5%、涵江区18.1%'
    """
    values = [exact(rate) for rate in rates]
    if values != sorted(values, reverse=True):
        raise ValueError("the units are not in order")
    listed = figures.beside(names, [(figures.share(rate),) for rate in rates])
    return fill("units.ordered", {"区划": kind, "名单": listed})


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
    slots = {
        "口径": basis,
        "门槛": scope,
        "好": _rates_beside(best),
        "不足": _rates_beside(worst),
    }
    return fill("units.ends", slots)


def idle_counted(count: Value) -> Paragraph:
    """Pattern 36; nothing where there is none.

    >>> _text(idle_counted(25)), idle_counted(0)
    ('有25个项目本年完成投资为零', ())
    """
    return fill("idle.counted", {"个数": figures.count(count)}) if exact(count) else ()


def stock_left(count: Value, finished: Value, left: Value) -> Paragraph:
    """Pattern 38.

    >>> from decimal import Decimal
    >>> _text(stock_left(115, 37, Decimal(298000)))
    '在库项目115个，其中已竣工投产37个，未竣工项目剩余投资29.80亿元'
    """
    if exact(finished) > exact(count):
        raise ValueError("more projects are finished than there are")
    slots = {
        "个数": figures.count(count),
        "竣工": figures.count(finished),
        "剩余": figures.money(left),
    }
    return fill("stock.left", slots)


def half_done(rate: Value, basis: str = "") -> Paragraph:
    """Pattern 43, at the half year.

    >>> from decimal import Decimal
    >>> _text(half_done(Decimal("50.1"))), _text(half_done(Decimal("45.4")))[-12:]
    ('重点项目完成年度目标任务的50.1%，实现时间过半、任务过半', '未实现时间过半、任务过半')
    """
    case = "过" if exact(rate) >= 50 else "未"
    return fill("half.done", {"口径": basis, "完成率": figures.share(rate)}, (case,))


def rate_last_year(rate: Value, last_year: Value) -> Paragraph:
    """Pattern 44.

    >>> _text(rate_last_year(65, 50))
    '完成率比去年同期高15.0个百分点'
    """
    formula = "本期完成率减去年同期完成率，均取一位小数"
    gap = figures.difference(rate, last_year, "completion_change_pp", formula)
    return fill("rate.last_year", {"差": gap_points(gap)}, (tone.compared(exact(gap)),))


def starts_planned(
    period: Period, planned: int, started: int, early: int, missed: int
) -> Paragraph:
    """Pattern 45: planned − missed + early = started, or it is refused.

    >>> _text(starts_planned(Period(2024, 8), 74, 72, 3, 5))
    '1—8月计划开工74个，已开工72个，其中提前开工3个，未按期开工5个'
    """
    if planned - missed + early != started:
        raise ValueError(f"{planned} − {missed} + {early} is not {started}")
    slots = {
        "期": period.months_label,
        "计划": str(planned),
        "开工": str(started),
        "提前": str(early),
        "未按期": str(missed),
    }
    return fill("starts.planned", slots)


def slow_under(count: Value, bound: Value) -> Paragraph:
    """Pattern 46.

    >>> _text(slow_under(9, 30))
    '9个项目进展缓慢，年度投资计划完成均在30.0%以下'
    """
    return fill("slow.under", {"个数": figures.count(count), "线": figures.share(bound)})


def ledger_parts(
    count: int,
    level: str,
    ytd: Value,
    rate: Value,
    *,
    prepared: int,
    prepared_slow: int,
    building: int,
    building_behind: int,
    not_started: int,
) -> Paragraph:
    """Pattern 47: the projects in preparation and those being built are all of them.

    >>> from decimal import Decimal
    >>> _text(ledger_parts(53, "市本级", Decimal(233000), Decimal("26.6"), prepared=15,
    ...     prepared_slow=8, building=38, building_behind=11, not_started=12))[-37:]
    '15个前期项目中8个推进缓慢，38个在建项目中11个进度滞后、12个未开工'
    """
    if prepared + building != count:
        raise ValueError(f"{prepared} + {building} is not {count}")
    slots = {
        "个数": str(count),
        "级别": level,
        "金额": figures.money(ytd),
        "完成率": figures.share(rate),
        "前期": str(prepared),
        "缓慢": str(prepared_slow),
        "在建": str(building),
        "滞后": str(building_behind),
        "未开工": str(not_started),
    }
    return fill("ledger.parts", slots)


def gap_points(gap: Value) -> Run | Paragraph:
    """Nothing where it rounds to zero: 与序时进度持平 has no number."""
    return () if tone.against_schedule(exact(gap)) == "齐" else figures.points(gap)


def threshold_words(threshold_cny_10k: Value) -> str:
    """年计划投资5000万元以上的单位; 以上 includes the bound itself."""
    if exact(threshold_cny_10k) <= 0:
        return "各责任单位"
    return f"年计划投资{wording.money(exact(threshold_cny_10k), 0)}以上的单位"


def _rates_beside(units: Sequence[tuple[str, Value]]) -> Paragraph:
    names = [name for name, _ in units]
    return figures.beside(names, [(figures.share(rate),) for _, rate in units])


def _text(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph)
