"""The Chinese sentences about a bad ledger: place, problem, remedy.

Owns wording, severity and how many of one kind are listed one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analytics.basics.errors import Problem
from analytics.intake.files.sheets import address

NAMES = {
    "planned_total": "总投资",
    "invested_before": "至上年底累计完成",
    "annual_plan": "年度计划",
    "ytd": "累计完成",
    "ytd_plan": "累计计划",
    "monthly": "当月完成",
    "monthly_plan": "当月计划",
    "funds_in_place": "到位资金",
    "printed_rate_pct": "完成率",
    "project_count": "项目个数",
    "started_count": "开工个数",
    "printed_rank": "位次",
    "planned_start_on": "计划开工时间",
    "started_on": "实际开工时间",
    "planned_finish_on": "计划竣工时间",
    "finished_on": "实际竣工时间",
    "problem_due_on": "解决时限",
}
# So many of one kind are listed one by one; a ledger typed in the wrong unit has all.
LISTED = 100


@dataclass
class Troubles:
    """Collects a sheet's problems; beyond LISTED of one code it says how many more."""

    file: str
    sheet: str
    found: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    rest: dict[str, list[str]] = field(default_factory=dict)

    def say(
        self,
        code: str,
        place: tuple[int, int] | str,
        problem: str,
        remedy: str,
        severity: str = "warning",
    ) -> None:
        """place: a zero-based row and column, or an address."""
        cell = place if isinstance(place, str) else address(*place)
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] > LISTED:
            self.rest.setdefault(code, []).append(cell)
            return
        self.found.append(Problem(severity, code, problem, remedy, self.file, self.sheet, cell))

    def problems(self) -> list[Problem]:
        """All of them, the uncounted rest as one sentence a kind."""
        more = [
            Problem(
                next(p.severity for p in self.found if p.code == code),
                code,
                f"同类问题另有 {len(cells)} 处：{'、'.join(cells[:LISTED])}"
                f"{'等' if len(cells) > LISTED else ''}",
                "请先按上面列出的各处核对原表，再一并改正",
                self.file,
                self.sheet,
                cells[0],
            )
            for code, cells in self.rest.items()
        ]
        return self.found + more
