"""What looks wrong in a ledger's projects: each a Problem with cell and remedy.

Owns the checks on single projects; nothing here is fatal and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from statistics import median

from analytics.intake.ledgers.same import name_key
from analytics.intake.ledgers.sums import step
from analytics.intake.ledgers.troubles import NAMES, Troubles
from analytics.intake.reading import ProjectMonth, UnitMonth

# A slip between 万元 and 亿元 is ×10,000; real projects of one sheet differ less.
_SLIP = Decimal(1000)
_SIZE_SLIP = Decimal(10_000)
_MANIFOLD = 100
_RATE_TOLERANCE = Decimal("0.05")
_FEW = 4
_OVER = Decimal("1.0005")


def check_projects(projects: Sequence[ProjectMonth], troubles: Troubles) -> None:
    """Every check on a ledger's projects, the newest month where one suffices."""
    newest = max((p.month for p in projects), default=0)
    latest = [p for p in projects if p.month == newest]
    _say_twice(latest, troubles)
    slipped = _say_unit_slips(latest, troubles)
    for project in latest:
        if project.sheet_row not in slipped:
            _say_over_total(project, troubles)
        _say_zero_plan(project, troubles)
    for project in projects:
        _say_below_month(project, troubles)
        check_rate(project, project.project_name, troubles)
    _say_falling(projects, troubles)


def _cell(row: ProjectMonth | UnitMonth, name: str) -> str:
    return dict(row.cells).get(name, "")


def _say_twice(projects: Sequence[ProjectMonth], troubles: Troubles) -> None:
    seen: dict[str, ProjectMonth] = {}
    for project in projects:
        name = name_key(project.project_name)
        keys = [k for k in (project.project_code.strip(), name) if k]
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None:
            is_other_name = name_key(other.project_name) != name
            same = f"代码 {project.project_code}" if is_other_name else f"“{project.project_name}”"
            is_spelt = not is_other_name and project.project_name != other.project_name
            how = f"（写作“{other.project_name}”，只差空格、全半角或字符编码）" if is_spelt else ""
            troubles.say(
                "project_twice",
                _cell(project, "project_name"),
                f"{same}在第{other.sheet_row}行已有{how}，本表列了两次",
                "同一项目请只留一行；确是两个项目的，请把名称写得能区分",
            )
        for key in keys:
            seen.setdefault(key, project)


def _say_over_total(project: ProjectMonth, troubles: Troubles) -> None:
    total = project.planned_total
    if not total or project.ytd is None:
        return
    done = project.ytd + (project.invested_before or 0)
    if done > total * _OVER:
        troubles.say(
            "completed_over_total",
            _cell(project, "ytd"),
            f"“{project.project_name}”至今完成{done:f}{project.money_unit}，"
            f"超过总投资{total:f}{project.money_unit}",
            "请核对总投资和累计完成；超概算的，请先调整总投资",
        )


def _say_zero_plan(project: ProjectMonth, troubles: Troubles) -> None:
    if project.annual_plan == 0:
        troubles.say(
            "plan_zero",
            _cell(project, "annual_plan"),
            f"“{project.project_name}”的年度计划是0，完成率无从计算，以“—”表示",
            "有计划的请补上；没有计划的请留空",
        )


def _say_below_month(project: ProjectMonth, troubles: Troubles) -> None:
    if project.ytd is not None and project.monthly is not None and project.monthly > project.ytd:
        troubles.say(
            "ytd_below_month",
            _cell(project, "ytd"),
            f"“{project.project_name}”1—{project.month}月累计{project.ytd:f}，"
            f"小于当月完成{project.monthly:f}",
            "累计应含当月；请核对两列是否填反",
        )


def _say_falling(projects: Sequence[ProjectMonth], troubles: Troubles) -> None:
    """The running total may not fall from one month to the next beside it."""
    before: dict[int, ProjectMonth] = {}
    for project in sorted(projects, key=lambda p: (p.sheet_row, p.month)):
        if project.ytd is None:
            continue
        earlier = before.get(project.sheet_row)
        if earlier is not None and project.ytd < (earlier.ytd or 0):
            troubles.say(
                "cumulative_falling",
                _cell(project, "ytd"),
                f"“{project.project_name}”1—{project.month}月累计{project.ytd:f}，"
                f"比1—{earlier.month}月的{earlier.ytd:f}还少",
                "累计不应减少；核减投资的请在备注说明，填错的请改正",
            )
        before[project.sheet_row] = project


def _say_unit_slips(projects: Sequence[ProjectMonth], troubles: Troubles) -> set[int]:
    """Amounts that stand to the project's others as no other project's do."""
    slipped: set[int] = set()
    usual_done = _median([_ratio(p, "ytd", "annual_plan") for p in projects])
    usual_plan = _median([_ratio(p, "annual_plan", "planned_total") for p in projects])
    size = _median([p.planned_total for p in projects if p.planned_total])
    for project in projects:
        found = _slip(project, usual_done, usual_plan, size)
        if found:
            name, why = found
            slipped.add(project.sheet_row)
            value = getattr(project, name)
            troubles.say(
                "unit_slip",
                _cell(project, name),
                f"“{project.project_name}”的{NAMES[name]}{value:f}{project.money_unit}{why}，"
                "可能把万元和亿元弄混了",
                "请核对单位；确是此数的，可照此入库",
            )
    return slipped


def _slip(
    project: ProjectMonth,
    usual_done: Decimal | None,
    usual_plan: Decimal | None,
    size: Decimal | None,
) -> tuple[str, str] | None:
    """Which amount slipped and why; a project that has hardly begun is none."""
    total, ytd = project.planned_total, project.ytd
    done = _stands(_ratio(project, "ytd", "annual_plan"), usual_done)
    plan = _stands(_ratio(project, "annual_plan", "planned_total"), usual_plan)
    why = "与同一项目的其他数相差千倍以上，而别的项目不是这样"
    if plan > 0:
        return ("annual_plan" if done < 0 else "planned_total"), why
    if done > 0:
        return ("annual_plan" if plan < 0 else "ytd"), why
    if plan < 0:
        return "planned_total", why
    if total and ytd and ytd > total * _MANIFOLD:
        return "ytd", "是总投资的百倍以上"
    if total and size and not size / _SIZE_SLIP < total < size * _SIZE_SLIP:
        return "planned_total", "与本表其他项目相差万倍"
    return None


def _stands(ratio: Decimal | None, usual: Decimal | None) -> int:
    """1 where far above the usual ratio of the sheet, -1 far below, else 0."""
    if not ratio or not usual:
        return 0
    return 1 if ratio >= usual * _SLIP else -1 if ratio <= usual / _SLIP else 0


def _ratio(project: ProjectMonth, part: str, whole: str) -> Decimal | None:
    one, other = getattr(project, part), getattr(project, whole)
    return one / other if one and other else None


def _median(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value]
    return median(known) if len(known) >= _FEW else None


def check_rate(row: ProjectMonth | UnitMonth, name: str, troubles: Troubles) -> None:
    """The printed rate against done ÷ plan; a rate cut instead of rounded is a note."""
    printed = row.printed_rate_pct
    computed = [
        row.ytd / plan * 100
        for plan in (row.annual_plan, row.ytd_plan)
        if plan and row.ytd is not None
    ]
    if printed is None or not computed:
        return
    if any(_agrees(printed, rate) for rate in computed):
        return
    nearest = min(computed, key=lambda rate: abs(rate - printed))
    cell = _cell(row, "printed_rate_pct")
    shown = nearest.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if any(_cut(printed, rate) for rate in computed):
        troubles.say(
            "rate_truncated",
            cell,
            f"“{name}”的完成率{printed:f}%是舍去尾数得到的，四舍五入应从{shown}%取",
            "看板按累计完成和计划重新计算",
            "note",
        )
        return
    troubles.say(
        "rate_mismatch",
        cell,
        f"“{name}”印的完成率是{printed:f}%，按累计完成和计划算是{shown}%",
        "请核对完成率、累计完成和年度计划；看板按后两者计算",
    )


def _agrees(printed: Decimal, rate: Decimal) -> bool:
    places = step(printed)
    is_rounded = rate.quantize(places, ROUND_HALF_UP) == printed
    return is_rounded or abs(rate - printed) <= _RATE_TOLERANCE


def _cut(printed: Decimal, rate: Decimal) -> bool:
    places = step(printed)
    return rate.quantize(places, ROUND_DOWN) == printed
