"""The invented ledgers and goals as an office lays them out, the same bytes every run.

Owns layout and words; every figure is ledger.py's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analytics.basics.numbers import rounded
from data.sample.ledger import MONTHS, YEAR, Project, code_of, done, plan_to_date, roster
from data.sample.ledger_book import Book, Cell

OFFICE = "示例县发展和改革局"
HAN = "一二三四五六七八九十"
LEADERS = {
    "经开区": "常务副县长",
    "县城发集团": "分管城建副县长",
    "县住房和城乡建设局": "分管城建副县长",
    "县文旅集团": "分管文教副县长",
    "县教育局": "分管文教副县长",
    "县卫生健康局": "分管文教副县长",
    "县交通运输局": "分管交通副县长",
    "县水利局": "分管农业副县长",
    "县农业农村局": "分管农业副县长",
}
PLATFORMS = ("经开区", "县城发集团", "县文旅集团")
# What is built at each fifth of the year's plan, by section.
PHASES = {
    "产业发展": ("场地平整", "厂房基础施工", "厂房主体施工", "主体封顶，内外装修", "设备安装调试"),
    "交通水利": ("便道和临建施工", "基础开挖", "主体工程施工", "主体完工，附属施工", "收尾整治"),
    "城镇建设": ("征地拆迁", "管线和基础施工", "主体工程施工", "路面和外立面施工", "绿化亮化收尾"),
    "社会民生": ("施工临建", "桩基施工", "主体结构施工", "主体封顶，二次结构", "装修和设备安装"),
    "农业文旅": ("土地整理", "基础设施施工", "主体工程施工", "配套设施施工", "设备安装和布展"),
}
WIDTHS = (5, 28, 9, 9, 9, 20, 16, *(11,) * 8, 20, 26, 11, 20, *(11,) * 4, 11, 8)


@dataclass(frozen=True)
class Sums:
    """The amounts of one row: a project's, or those of several together."""

    total: int
    before: int
    plan: int
    plan_of_month: int
    plan_to_date: int
    done: int
    funds: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        rate = rounded(Decimal(self.done) / self.plan * 100)
        due = (self.plan, self.plan_of_month, self.plan_to_date)
        return (self.total, self.before, *due, self.done, rate, self.funds)


def write_ledgers(folder: Path) -> list[Path]:
    return [_ledger(folder, month) for month in MONTHS]


def sums_of(listed: Sequence[Project], month: int) -> Sums:
    """What the projects' amounts come to."""
    return Sums(
        total=sum(p.planned_total for p in listed),
        before=sum(p.invested_before for p in listed),
        plan=sum(p.annual_plan for p in listed),
        plan_of_month=sum(_monthly_plan(p, month) for p in listed),
        plan_to_date=sum(plan_to_date(p, month) for p in listed),
        done=sum(done(p, month) for p in listed),
        funds=sum(_funds(p, month) for p in listed),
    )


def _ledger(folder: Path, month: int) -> Path:
    span = f"1—{month}月" if month > 1 else "1月"
    path = folder / f"示例县重点项目台账_{code_of(month)}.xlsx"
    title = f"示例县{YEAR}年{span}重点项目进展台账"
    sender = f"填报单位：{OFFICE}（虚构示例）"
    with Book(path, title) as book:
        rows = _rows(month)
        book.sheet(
            "重点项目", title, (sender, "单位：万元"), _ledger_header(span, month), rows, WIDTHS
        )
    return path


def _ledger_header(span: str, month: int) -> list[list[str]]:
    single = ("序号", "项目名称", "组别", "建设性质", "建设阶段", "责任单位", "责任领导", "总投资")
    words = ("形象进度", "存在问题", "解决时限", "下月计划")
    money = ("至上年底累计完成投资", f"{YEAR}年投资", *("<",) * 4)
    top = [*single, *money, "到位资金", *words, "开工时间", "<", "竣工时间", "<", "是否入库"]
    groups = ("^", "年度计划投资", "计划", "<", "完成", "<")
    middle = [*("^",) * 8, *groups, "^", *("^",) * 4, "计划开工", "实际开工"]
    middle += ["计划竣工", "实际竣工", "^"]
    leaves = (
        f"{month}月计划投资",
        f"{span}累计计划投资",
        f"{span}累计完成投资",
        "完成年度计划（%）",
    )
    bottom = [*("^",) * 10, *leaves, *("^",) * 10]
    return [top, middle, bottom]


def _rows(month: int) -> list[list[Cell]]:
    listed = roster(month)
    old, new = ([p for p in listed if p.kind == kind] for kind in ("续建", "新开工"))
    rows = [
        _sum_row(f"合计（{len(listed)}项）", listed, month),
        _sum_row(f"其中：续建（{len(old)}项）", old, month),
        _sum_row(f"      新开工（{len(new)}项）", new, month),
    ]
    number = 0
    for at, section in enumerate(PHASES):
        own = [p for p in listed if p.section == section]
        rows.append(_sum_row(f"{HAN[at]}、{section}（{len(own)}项）", own, month))
        for project in own:
            number += 1
            rows.append(_project_row(number, project, month))
    return rows


def _sum_row(label: str, listed: Sequence[Project], month: int) -> list[Cell]:
    return ["", label, *("",) * 5, *sums_of(listed, month).cells, *("",) * 9]


def _project_row(number: int, project: Project, month: int) -> list[Cell]:
    mark = "●" if project.planned_total >= 20_000 else ""
    problem = project.problem(month)
    return [
        f"{number}{mark}" if mark else number,
        project.name,
        _league(project.unit),
        project.kind,
        _stage(project, month),
        project.unit,
        LEADERS.get(project.unit, f"联系{project.unit}县领导"),
        *sums_of([project], month).cells,
        _progress(project, month),
        problem.text if problem else "",
        _date(problem.due) if problem else "",
        _next_plan(project, month),
        _date(project.planned_start),
        _date(project.started) if project.is_started(month) else "",
        _date(project.planned_finish),
        _date(project.finished) if project.is_finished(month) else "",
        _listed(project, month),
    ]


def _league(unit: str) -> str:
    if unit in PLATFORMS:
        return "平台组"
    return "部门组" if unit in LEADERS else "镇街组"


def _monthly_plan(project: Project, month: int) -> int:
    before = plan_to_date(project, month - 1) if month > 1 else 0
    return plan_to_date(project, month) - before


def _funds(project: Project, month: int) -> int:
    """Money arrives ahead of the work for some and behind it for others."""
    return done(project, month) * (85 + project.planned_total // 100 * 7 % 45) // 100


def _stage(project: Project, month: int) -> str:
    if project.is_finished(month):
        is_in_use = project.section == "产业发展" and project.finished < code_of(month)
        return "投产" if is_in_use else "竣工"
    if not project.is_started(month):
        return "签约" if project.unit == "经开区" else "前期"
    return "开工" if project.started == code_of(month) else "在建"


def _phase(project: Project, month: int) -> int:
    return min(done(project, month) * 5 // project.annual_plan, 4)


def _progress(project: Project, month: int) -> str:
    if project.is_finished(month):
        return "已竣工"
    if not project.is_started(month):
        return "办理前期手续"
    return PHASES[project.section][_phase(project, month)]


def _next_plan(project: Project, month: int) -> str:
    if project.is_finished(month):
        return ""
    if not project.is_started(month):
        return "完成开工手续"
    phases = PHASES[project.section]
    return phases[min(_phase(project, month) + 1, 4)]


def _listed(project: Project, month: int) -> str:
    """Some are listed with the bureau at once, some a month or two after they began."""
    if not project.is_started(month):
        return "否"
    late = 0 if project.kind == "续建" else project.planned_total // 100 % 3
    since = month - int(project.started[5:]) if project.started >= code_of(1) else month
    return "是" if since >= late else "否"


def _date(code: str) -> str:
    return f"{code[:4]}年{int(code[5:])}月" if code else ""
