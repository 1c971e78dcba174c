"""What each column of a ledger holds, by data/reference/ledger_columns.csv.

Owns headers: their words, months and units. A column no word explains is left out and
said so; figures are not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.intake.cells import NUMBER, Cells
from analytics.intake.periods import NOTHING, When, find_when, merged, without_when
from analytics.intake.text import find_units, is_unit, tight
from analytics.reference.rows import Filled, one_of, read_rows

LEDGER_COLUMNS = REFERENCE / "ledger_columns.csv"
MONEY = (
    *("planned_total", "invested_before", "annual_plan", "ytd", "ytd_plan"),
    *("monthly", "monthly_plan", "funds_in_place"),
)
DATES = ("planned_start_on", "started_on", "planned_finish_on", "finished_on", "problem_due_on")
FLAGS = ("is_started", "is_in_statistics")
COUNTS = ("project_count", "started_count", "printed_rank")
TEXTS = (
    *("project_code", "unit_label", "league", "priority_level", "project_kind", "stage"),
    *("industry_label", "tags", "progress_text", "next_plan_text", "problem_text"),
    *("problem_owner", "leader", "contact"),
)
_FIGURES = frozenset((*MONEY, *COUNTS, "printed_rate_pct"))
# Fields whose columns may stand once a month, side by side.
MONTHLY = frozenset(("ytd", "monthly", "monthly_plan", "progress_text", "printed_rate_pct"))
_RATED = frozenset(("done", "plan", "annual_plan", "ytd_plan", "monthly", "rate"))
# A share of the whole project, or since its start, is no rate of the year's plan.
_OF_ALL = re.compile("总投资|概算|自?开工(?:累计|至|以来)")
_OF_YEAR = re.compile("年度|全年|年计划|[本今当]年")
_RATIO = re.compile("%|率|比例|占比|百分")
# 完成年度计划, 为全年目标: of a plan is a rate, printed without its %.
_OF_PLAN = re.compile("(完成|[占为])(了)?(本年|当年|今年|年度|全年)(投资)?(计划|目标)(任务)?")
_GROWTH = re.compile("增速|同比|增长|增幅")
_RANK = re.compile("排名|排位|位次|名次")
_PART_YEAR = re.compile(r"(?<!\d)(1[0-2]|[2-9])月?份?(?:至|-|—|–|~|到)(?:1[0-2]|[1-9])月")
_YEAR_END = re.compile("去年[底末]|上一?年度?[底末]")
# A form whose month nobody filled in: 1～月完成投资.
_OPEN_RANGE = re.compile("(?<!\\d)1月?[-~—–至到](?:[本当]|报告)?月")
_NAMED_YEAR_END = re.compile(r"(?:19|20)\d{2}年?度?(?:12月)?[底末]")
_SINCE = re.compile("自?开工(累计|至|以来)|自开始建设")
_EARLIER = re.compile("上年|去年|上一年|上个?月|上期|上季|前一?[年月]")
# Hoped for or foretold: 力争完成, 预计全年完成. What is planned is a plan.
_HOPED = re.compile("力争|预计|预期|预测|预估|争取|确保|奋斗|有望|[拟可将能]完成|倒排")
# Asked of a project or still to be done: 需完成, 尚需完成, 未完成. Perhaps the plan, never done.
_DEMANDED = re.compile(
    "[需须欠待]|要求|必[须需]|未完成|尚|[还仍][要差]|缺口|剩余|余下|(?<![上去前年\\d])[至到]年[底末]|年[底末]前"
)
_YEAR_DUE = re.compile("应完成")
_AIMED = re.compile("(目标|任务|计划)完成投?资?额?$")
_PEOPLE = re.compile("责任人|负责人|联系人|联络[人员]|联系方式|电话")
_WITH_PEOPLE = {"unit_label": "unit_contact", "owner": "owner_contact"}
_AMOUNT = re.compile("投资|资金|金额")
_YEAR = re.compile("年度|全年|[本今当]年")
# Of two figures of one plan the one that was changed counts.
_PLANS = frozenset(("planned_total", "annual_plan", "ytd_plan", "monthly_plan"))
_REPLACED = re.compile("^原(?!料)|年初|期初|[初原]始|(?:调整|变更|修订)前|[(（]原")
_CHANGED = re.compile("(?:调整|变更|修订)(?!前)|最新|现计划")
_REST = re.compile("下半年|后.{1,2}个?月|余下|剩余|后续")
_AIM = re.compile("目标|任务")


@dataclass(frozen=True)
class LedgerColumn:
    """One column: its field ("" where no word explains it), months and units."""

    column: int
    field: str
    text: str
    when: When = NOTHING
    units: tuple[str, ...] = ()

    @property
    def is_weak(self) -> tuple[int, bool, bool, bool]:
        """Of two heads of one field the better sorts first: 年度计划投资 before 目标."""
        body = tight(self.text) if self.field in _PLANS else ""
        is_old, is_new = bool(_REPLACED.search(body)), bool(_CHANGED.search(body))
        is_dated = self.when.year or self.when.month or _YEAR.search(self.text)
        is_aim = self.field != "printed_rate_pct" and bool(_AIM.search(self.text))
        return is_old - is_new, is_aim, not is_dated, not _AMOUNT.search(self.text)

    @property
    def is_of_part(self) -> bool:
        """Whether a rate is of a plan for part of the year: 完成前三季度目标（%）."""
        return bool(re.search("季度|上半年", self.text))


# What a column may be: a field of a project, a unit's count, or left out on purpose.
FIELDS = (
    *("project_name", "project_code", "project_kind", "sequence", "unit_label", "region"),
    *("industry_label", "league", "priority_level", "tags", "stage", "years"),
    *("planned_total", "invested_before", "annual_plan", "plan", "ytd_plan", "monthly_plan"),
    *("done", "monthly", "rate", "growth", "printed_rank", "funds_in_place"),
    *("planned_start_on", "planned_finish_on", "started_on", "finished_on"),
    *("is_started", "is_in_statistics", "project_count", "started_count"),
    *("progress_text", "next_plan_text", "problem_text", "problem_owner", "problem_due_on"),
    *("leader", "owner", "contact", "left_out"),
)


@dataclass(frozen=True)
class ColumnWord:
    """What a header means that is this word, whole or in part."""

    field: Annotated[str, one_of(FIELDS)]
    match: Annotated[str, one_of(("whole", "part"))]
    word: Filled


@cache
def _words() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole: dict[str, str] = {}
    part: list[tuple[str, str]] = []
    for row in read_rows(LEDGER_COLUMNS, ColumnWord):
        word = tight(row.word)
        if row.match == "whole":
            whole[word] = row.field
        else:
            part.append((word, row.field))
    # The longest word knows best: 拟开工时间 before 开工.
    return whole, tuple(sorted(part, key=lambda pair: -len(pair[0])))


def _bare(text: str) -> tuple[str, tuple[str, ...]]:
    """The header without its unit and months, and its units."""
    units, rest = find_units(text)
    body = without_when(_OPEN_RANGE.sub("累计", tight(rest)))
    return re.sub(r"[\s_:：]+|[(（][)）]", "", tight(body)), units


@lru_cache(maxsize=8192)
def word_field(text: str) -> str:
    """The field a header's words name, before its months are asked; "" for none.

    >>> word_field("1-3月实际完成投资（万元）"), word_field("项 目 名 称"), word_field("水库")
    ('done', 'project_name', '')
    """
    body, units = _bare(text)
    full = tight(text)
    if not body:
        return ""
    if _GROWTH.search(full):
        return "growth"
    if _RANK.search(full):
        return "printed_rank"
    if _OF_PLAN.fullmatch(full):
        return "rate"
    whole, part = _words()
    found = whole.get(body) or next((field for word, field in part if word in body), "")
    if found == "done" and _AIMED.search(body):
        found = "plan"
    is_ratio = "%" in units or bool(_RATIO.search(full))
    if is_ratio and found in _RATED and _OF_ALL.search(body) and not _OF_YEAR.search(body):
        return "left_out"
    if is_ratio and found in _RATED:
        return "rate"
    if found == "rate":
        return "done" if "完成" in body else "plan"
    return found


def _timed(field: str, text: str, when: When) -> str:
    """done and plan by their months: 1-3月 is a running total, 3月 one month."""
    body = tight(text)
    if field in ("done", "plan") and _PART_YEAR.search(body) and when.shape != "quarter":
        return "left_out"
    if field in ("plan", "annual_plan") and _REST.search(body):
        return "left_out"
    if field in ("done", "monthly", "rate") and _HOPED.search(body):
        return "left_out"
    if field in ("done", "monthly", "rate") and _DEMANDED.search(body):
        return ""
    if field == "ytd_plan" and _YEAR_DUE.search(body) and (_YEAR.search(body) or _is_year(when)):
        return ""
    if field in ("done", "monthly", "printed_rank", "rate") and _EARLIER.search(body):
        return "invested_before" if field == "done" and _YEAR_END.search(body) else "left_out"
    if field in _WITH_PEOPLE and _PEOPLE.search(body):
        return _WITH_PEOPLE[field]
    if field == "rate":
        return "printed_rate_pct"
    if when.is_last_year and field in ("done", "plan", "monthly", "funds_in_place"):
        return "left_out"
    if field == "done":
        # 截至2024年底 is written like 截至9月底, which counts from January.
        is_year_end = when.month == 12 and bool(_NAMED_YEAR_END.search(body))
        if is_year_end:
            return "invested_before"
        if _SINCE.search(body) or when.shape == "quarter":
            return "left_out"
        if when.word != "ytd" and (when.word == "month" or when.shape == "month"):
            return "monthly"
        return "ytd"
    if field == "plan":
        if when.word == "ytd" or (when.shape == "range" and when.month < 12):
            return "ytd_plan"
        if when.word == "month" or when.shape == "month":
            return "monthly_plan"
        return "left_out" if when.shape == "quarter" else "annual_plan"
    if field == "annual_plan" and when.shape == "range" and 0 < when.month < 12:
        return "ytd_plan"
    return field


def _is_year(when: When) -> bool:
    return bool(when.year) and not when.month


def read_columns(
    cells: Cells, header: Sequence[int], columns: Sequence[int]
) -> tuple[LedgerColumn, ...]:
    """Every column some header text stands over, from left to right."""
    found: list[LedgerColumn] = []
    for column in columns:
        texts = _texts(cells, header, column)
        if texts:
            found.append(_column(column, texts))
    return tuple(found)


def _column(column: int, texts: list[str]) -> LedgerColumn:
    """texts: the lowest first."""
    units = next((units for text in texts if (units := find_units(text)[0])), ())
    whens = [find_when(text) for text in texts]
    if _OPEN_RANGE.search(texts[0]):
        whens[0] = When(word="ytd")
    field = ""
    for end in range(1, len(texts) + 1):
        words = [text for text in texts[:end] if not is_unit(text)]
        field = word_field("".join(reversed(words))) if words else ""
        if field:
            break
    whole = "".join(reversed(texts))
    when = merged(whens)
    if field == "plan" and whens[0].shape == "range":
        when = whens[0]
    if field == "unit_label" and "问题" in tight(whole):
        field = "problem_owner"
    return LedgerColumn(column, _timed(field, whole, when), whole, when, units)


def _texts(cells: Cells, header: Sequence[int], column: int) -> list[str]:
    """A column's header texts, the lowest first, each merged box once."""
    found: list[str] = []
    origins: set[tuple[int, int]] = set()
    for row in reversed(header):
        at = column
        if column not in cells.filled(row) and row != header[-1]:
            at = _left_of(cells, header, row, column)
        if at not in cells.filled(row):
            continue
        origin = cells.origin(row, at)
        text = tight(cells.text(row, at))
        if text and origin not in origins:
            origins.add(origin)
            found.append(text)
    return found


def _left_of(cells: Cells, header: Sequence[int], row: int, column: int) -> int:
    """The group to the left of a blank, where nobody merged the cells (csv, html)."""
    below = [r for r in header if r > row]
    for left in range(column - 1, -1, -1):
        if left in cells.filled(row):
            stands_over = any(left in cells.filled(r) for r in below)
            is_merged = cells.origin(row + 1, left) == cells.origin(row, left)
            return left if stands_over and not is_merged else column
        if not any(left in cells.filled(r) for r in below):
            return column
    return column


def best_first(
    cells: Cells, rows: Sequence[int], columns: Sequence[LedgerColumn]
) -> list[LedgerColumn]:
    """Of a field's columns those with figures before words, better heads before worse."""

    def standing(column: LedgerColumn) -> tuple[bool, tuple[int, bool, bool, bool]]:
        if column.field not in _FIGURES:
            return False, (0, False, False, False)
        is_empty = all(cells.kind(row, column.column) != NUMBER for row in rows)
        return is_empty, column.is_weak

    return sorted(columns, key=standing)


def fields_of(columns: Sequence[LedgerColumn]) -> set[str]:
    return {column.field for column in columns if column.field}
