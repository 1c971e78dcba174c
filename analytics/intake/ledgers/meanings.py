"""The fields a column of a ledger may be given on the page, by the names users know.

Owns these names, and which columns are asked about; words of heads are columns.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from analytics.intake.bulletins.meanings import ABOUT_COLUMN, LEFT_OUT, abouts
from analytics.intake.cells import NUMBER, Cells
from analytics.intake.files.sheets import address
from analytics.intake.ledgers.columns import LedgerColumn, fields_of
from analytics.intake.reading import ColumnUnderstood, Question

# What a user may choose; the other fields are only named.
MEANINGS = {
    "本年累计完成投资": "ytd",
    "当月完成投资": "monthly",
    "本年计划投资": "annual_plan",
    "累计计划投资": "ytd_plan",
    "当月计划投资": "monthly_plan",
    "计划总投资": "planned_total",
    "上年底止累计完成投资": "invested_before",
    "到位资金": "funds_in_place",
    "完成率": "printed_rate_pct",
    "项目代码": "project_code",
    "责任单位": "unit_label",
    "地区": "region",
    "行业": "industry_label",
    "赛道": "league",
    "项目级别": "priority_level",
    "建设性质": "project_kind",
    "项目阶段": "stage",
    "标签": "tags",
    "计划开工时间": "planned_start_on",
    "实际开工时间": "started_on",
    "计划竣工时间": "planned_finish_on",
    "实际竣工时间": "finished_on",
    "是否开工": "is_started",
    "是否入库": "is_in_statistics",
    "形象进度": "progress_text",
    "下步计划": "next_plan_text",
    "存在问题": "problem_text",
    "问题责任单位": "problem_owner",
    "解决时限": "problem_due_on",
    "责任领导": "leader",
    "联系人": "contact",
    LEFT_OUT: "left_out",
}
_ONLY_NAMED = {"project_name": "项目名称", "sequence": "序号", "growth": "增速"}
_NAMES = {field: name for name, field in MEANINGS.items()} | _ONLY_NAMED
_GUESSES = (
    (re.compile("到位|资金|拼盘"), "到位资金"),
    (re.compile("[尚还仍欠待]|未完成|缺口|剩余|余下"), LEFT_OUT),
    (re.compile("[需须应]|要求"), "本年计划投资"),
    (re.compile("计划|盘子|任务"), "本年计划投资"),
    (re.compile("完成|累计|实际"), "本年累计完成投资"),
)
_MONTH_ALONE = re.compile(r"(?:(?:19|20)\d{2}年)?(?:1[0-2]|0?[1-9])月份?")
_OF_MONTHS = ABOUT_COLUMN + "各月"
_DONE, _PLANNED = {"ytd", "monthly"}, {"annual_plan"}


def as_told(
    columns: Sequence[LedgerColumn], answers: Mapping[str, str]
) -> tuple[LedgerColumn, ...]:
    """The columns with the fields they were given; another head of such a field gives way."""
    given = {
        column.column: MEANINGS[answers[about]]
        for column, about in zip(columns, _abouts(columns), strict=True)
        if answers.get(about) in MEANINGS
    }
    taken = set(given.values()) - {"left_out"}
    return tuple(
        replace(column, field=given[column.column])
        if column.column in given
        else replace(column, field="" if column.field in taken else column.field)
        for column in columns
    )


def _abouts(columns: Sequence[LedgerColumn]) -> list[str]:
    """Heads that are months alone, side by side, are one thing: the same of each month."""
    found = abouts([column.text] for column in columns)
    months = [n for n, column in enumerate(columns) if _MONTH_ALONE.fullmatch(column.text)]
    for number in months if len(months) > 1 else ():
        found[number] = _OF_MONTHS
    return found


def columns_of(columns: Sequence[LedgerColumn]) -> tuple[ColumnUnderstood, ...]:
    """Every column with its head and the name of its field."""
    return tuple(
        ColumnUnderstood(
            address(0, one.column)[:-1], one.text, about, _NAMES.get(one.field, one.field)
        )
        for one, about in zip(columns, _abouts(columns), strict=True)
    )


def column_questions(
    cells: Cells, columns: Sequence[LedgerColumn], body: Sequence[int], sheet: str, print_: str
) -> list[Question]:
    """Where plan or done is missing, what each column of figures is that no word explains."""
    fields = fields_of(columns)
    lacking = [
        (name, wanted)
        for name, wanted in (("本年累计完成投资", _DONE), ("本年计划投资", _PLANNED))
        if not fields & wanted
    ]
    if not lacking:
        return []
    found: list[Question] = []
    pairs = list(zip(columns, _abouts(columns), strict=True))
    for one, about in pairs:
        figures = sum(cells.kind(row, one.column) == NUMBER for row in body)
        if one.field or figures * 2 <= len(body) or about in {asked.about for asked in found}:
            continue
        alike = [column for column, other in pairs if other == about]
        place = "—".join(address(0, c.column)[:-1] for c in dict.fromkeys((alike[0], alike[-1])))
        text = "—".join(c.text for c in dict.fromkeys((alike[0], alike[-1])))
        prompt = (
            f"没有找到“{'”“'.join(name for name, _ in lacking)}”，"
            f"而 {place} 列“{text}”没有看懂。{'这些列' if alike[1:] else '这一列'}是什么"
        )
        names = [name for name, _ in lacking]
        guess = next((means for words, means in _GUESSES if words.search(one.text)), "")
        guess = guess or (names[0] if names == ["本年计划投资"] else LEFT_OUT)
        if about == _OF_MONTHS:
            is_total = _rises(cells, alike, body)
            guess = "本年累计完成投资" if is_total else "当月完成投资"
        found.append(Question(about, sheet, print_, prompt, tuple(MEANINGS), guess, print_))
    return found


def _rises(cells: Cells, months: Sequence[LedgerColumn], body: Sequence[int]) -> bool:
    """Whether the months are running totals: in no row one falls below the month before."""
    for row in body:
        numbers = [n.value for c in months if (n := cells.number(row, c.column)) and n.value]
        if any(after < before for before, after in pairwise(numbers)):
            return False
    last = [cells.number(row, months[-1].column) for row in body]
    return any(number is not None and number.value for number in last)
