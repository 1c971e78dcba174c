"""Annual goals by region, unit or indicator, with months or quarters where printed.

Owns their reading as Target and the check that parts sum to the goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.intake.bulletins.tables import Table
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import NUMBER, Cells
from analytics.intake.files.sheets import address
from analytics.intake.ledgers.columns import LedgerColumn, read_columns
from analytics.intake.ledgers.labels import Label, read_labels
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.sums import difference
from analytics.intake.ledgers.troubles import Troubles
from analytics.intake.ledgers.values import PER_10K, read_amount
from analytics.intake.periods import find_when, merged, without_when
from analytics.intake.questions import (
    UNITS,
    answered_place,
    answers_for,
    fingerprint,
    printed_in,
    variant,
)
from analytics.intake.reading import Hints, Question, TableUnderstood, Target
from analytics.intake.text import find_units, is_unit, tight, unit_line
from analytics.intake.words import column_role, is_note
from analytics.reference import place_names
from analytics.reference.regions import full_name

_GOAL = re.compile("目标|任务|保底|力争|奋斗")
_DONE = re.compile(
    "完成情况|实际|累计完成|已完成|完成率|完成[%％]|完成额|同比|上年|去年|进度|排名|占比"
)
_STARTS_FROM = re.compile("实绩|基数|基期|净增|增量$")
_NO_NAMES = frozenset(("", "投资", "增速", "增长", "增幅", "完成投资"))
_TIER = re.compile("保底|力争|奋斗")
_GROWTH = re.compile("增速|增长|增幅")
_COMPLETION = re.compile("完成率|开工率|到位率|入库率")
_FILLER = re.compile(
    "全[国省市县区州]|年度|全年|预期|目标任务|目标|任务|分解|保底|力争|奋斗|下达|责任|考核|计划|安排|一览|情况"
    "|各县区?市?区?|各单位|表|[()（）:：、,，\\s]"
)
_SUBJECT = re.compile("[^省市县区州]{0,12}?((?:固定资产|重点项目|工业|民间|房地产|基础设施)\\S*)")


@dataclass(frozen=True)
class Goal:
    """One column of goals. month: None for the year."""

    column: int
    indicator: str
    kind: str
    tier: str
    month: int | None
    year: int
    unit: str


def goal_columns(cells: Cells, table: Table) -> list[LedgerColumn]:
    """The figures of a table that prints goals and nothing done; else none."""
    used = (*table.labels, *table.values)
    columns = read_columns(cells, table.header, range(min(used), max(used) + 1))
    titles = "".join(tight(t) for t in table.context if not is_note(t))
    is_titled = bool(_GOAL.search(titles)) and "完成" not in titles
    values = [c for c in columns if c.column in table.values and c.field != "sequence"]
    if not values or any(_DONE.search(_without_goal(c.text)) for c in values):
        return []
    values = _without_past(values, titles)
    said = [bool(_GOAL.search(c.text)) for c in values]
    return values if is_titled or all(said) else []


def _without_past(columns: Sequence[LedgerColumn], titles: str) -> list[LedgerColumn]:
    """The columns but 2025年实绩 and 基数 beside 2026年目标: they are what the goals start from."""
    goals = [_own_year(c) for c in columns if _GOAL.search(c.text)]
    year = max(goals, default=0) or find_when(titles).year
    return [
        c for c in columns if not _STARTS_FROM.search(tight(c.text)) and not 0 < _own_year(c) < year
    ]


def _own_year(column: LedgerColumn) -> int:
    """The year a column's own head prints; what it has from its neighbours is none."""
    return find_when(column.text).year


def _without_goal(text: str) -> str:
    """完成率目标 is a goal, not something done."""
    return re.sub("(完成率|开工率|到位率|入库率)(?=目标)", "", tight(text))


def read_targets(
    file: str, cells: Cells, table: Table, hints: Hints, home: str, years: KnownYears
) -> LedgerResult:
    """Every goal of one table; nothing where it prints none."""
    result = LedgerResult()
    columns = goal_columns(cells, table)
    if not columns:
        return result
    sheet = cells.sheet.name
    title = next((t for t in table.context if _GOAL.search(tight(t)) and not is_note(t)), "")
    print_ = fingerprint(title, [column.text for column in columns], [], [])
    figures = printed_in(cells, table)
    answers = answers_for(hints, print_, figures)
    home = place_names.region_in(title, home) or home or answered_place(answers)
    used = (*table.labels, *table.values)
    everything = read_columns(cells, table.header, range(min(used), max(used) + 1))
    labels, kind = read_labels(cells, table, everything, home)
    if not labels:
        return result
    is_by_indicator = _is_by_indicator(everything, kind)
    year = _year(table, columns, years, answers)
    place = f"“{sheet}”的“{title}”" if title else f"“{sheet}” {table.box}"
    if not year:
        prompt = f"{place}没有写明是哪一年的目标。请填写年份"
        own = variant(print_, figures)
        result.questions.append(Question("year", sheet, own, prompt, layout=print_, month=12))
    unit = _table_unit(table, answers)
    goals = [_goal(column, title, unit) for column in columns]
    if not unit and any(g.kind == "level" and not g.unit for g in goals) and not is_by_indicator:
        prompt = f"{place}没有写明计量单位。这些目标的单位是什么"
        result.questions.append(Question("unit", sheet, print_, prompt, UNITS))
    unit_column = next((c.column for c in everything if column_role(c.text) == "unit"), None)
    for label in labels:
        own_unit = cells.text(label.row, unit_column) if unit_column is not None else ""
        for goal in goals:
            if target := _target(
                cells, label, goal, home, kind, own_unit, year, by_indicator=is_by_indicator
            ):
                result.targets.append(target)
    troubles = Troubles(file, sheet)
    if not is_by_indicator:
        _check_sums(cells, labels, goals, troubles)
    _check_text(cells, labels, columns, troubles)
    result.claimed = {target.cell for target in result.targets}
    if not year:
        result.targets.clear()
    if not home:
        result.unplaced.append((sheet, print_))
    result.problems = troubles.problems()
    result.tables.append(
        TableUnderstood(
            sheet,
            title,
            table.box,
            table.header_box,
            print_,
            "targets",
            str(year or ""),
            "、".join(dict.fromkeys(t.unit for t in result.targets if t.unit)),
            full_name(home),
            len(result.targets),
        )
    )
    return result


def _is_by_indicator(columns: Sequence[LedgerColumn], kind: str) -> bool:
    heads = [c.text for c in columns]
    has_word = any(column_role(text) == "indicator" for text in heads)
    return kind not in ("region", "unit") and (has_word or kind == "other")


def _year(
    table: Table, columns: Sequence[LedgerColumn], years: KnownYears, answers: dict[str, str]
) -> int:
    whens = [find_when(t) for t in reversed(table.context) if not is_note(t)]
    said = merged((*(c.when for c in columns if c.when.year), *whens)).year
    if said:
        return said
    if (answer := answers.get("year", "").strip()).isdecimal():
        return int(answer)
    found = years.find(12)
    return found[0] if len(found) == 1 else 0


def _table_unit(table: Table, answers: dict[str, str]) -> str:
    for text in table.context:
        for one in unit_line(text) or find_units(text)[0]:
            if one in PER_10K:
                return one
    return answers.get("unit", "")


def _goal(column: LedgerColumn, title: str, unit: str) -> Goal:
    text = tight(column.text)
    tier = _TIER.search(text)
    is_percent = "%" in column.units or bool(_GROWTH.search(text) or _COMPLETION.search(text))
    kind = "completion" if _COMPLETION.search(text) else "growth" if is_percent else "level"
    when = column.when
    month = when.month if when.month and when.month < 12 else None
    if month and when.shape == "quarter":
        kind = kind if month == 3 else f"{kind}_of_quarter"
    elif month and when.shape == "month":
        kind = f"{kind}_of_month"
    elif when.month == 12 and when.shape in ("quarter", "month"):
        month, kind = 12, f"{kind}_of_{when.shape}"
    own_name = _indicator(column.text)
    indicator = _indicator(title) if own_name in _NO_NAMES else own_name
    own = next(iter(column.units), "%" if is_percent else unit)
    year = _own_year(column)
    return Goal(column.column, indicator, kind, tier[0] if tier else "", month, year, own)


def _indicator(text: str) -> str:
    """What a goal is of.

    >>> _indicator("固定资产投资目标（亿元）"), _indicator("安康市2012年重点项目投资任务分解表")
    ('固定资产投资', '重点项目投资')
    """
    body = _FILLER.sub("", without_when(find_units(text)[1]))
    found = _SUBJECT.match(body)
    return found[1] if found else re.sub("^.{1,8}[省市县区州](?=.)", "", body)


def _target(
    cells: Cells,
    label: Label,
    goal: Goal,
    home: str,
    kind: str,
    own_unit: str,
    year: int,
    *,
    by_indicator: bool,
) -> Target | None:
    value, printed, _ = read_amount(cells, label.row, goal.column)
    if value is None:
        return None
    is_rate = goal.kind in ("growth", "completion")
    unit = printed or (own_unit if is_unit(own_unit) and not is_rate else "") or goal.unit
    goal_kind = goal.kind
    if by_indicator and unit == "%":
        goal_kind = "completion" if _COMPLETION.search(label.text) else "growth"
    code = label.region_code
    if not code:
        is_place = kind == "region" and not label.is_whole and not by_indicator
        code = place_names.unit_code(label.text, home) if is_place else home
    return Target(
        sheet=cells.sheet.name,
        cell=address(label.row, goal.column),
        year=goal.year or year,
        month=goal.month,
        scope_kind="indicator" if by_indicator else kind if kind == "unit" else "region",
        scope_label=full_name(home) if by_indicator else label.text,
        region_code=code,
        indicator_label=label.text if by_indicator else goal.indicator,
        goal_kind=goal_kind,
        tier=goal.tier,
        value=value,
        unit=unit,
    )


def _check_sums(
    cells: Cells, labels: Sequence[Label], goals: Sequence[Goal], troubles: Troubles
) -> None:
    totals = [label for label in labels if label.is_whole]
    parts = [label for label in labels if not label.is_whole and not label.is_of_which]
    if len(totals) != 1 or len(parts) < 2:
        return
    (total,) = totals
    for goal in goals:
        if not goal.kind.startswith("level"):
            continue
        printed = read_amount(cells, total.row, goal.column)[0]
        values = [read_amount(cells, part.row, goal.column)[0] for part in parts]
        gap = difference(printed, values)
        if gap is None or printed is None:
            continue
        less = "少" if gap < 0 else "多"
        troubles.say(
            "target_not_sum",
            address(total.row, goal.column),
            f"{goal.indicator}目标“{total.text}”为{printed:f}{goal.unit}，分解到"
            f"{len(parts)}处加起来是{printed + gap:f}{goal.unit}，{less}{abs(gap):f}{goal.unit}",
            "请核对分解数；各处之和应等于总目标",
        )


def _check_text(
    cells: Cells, labels: Sequence[Label], columns: Sequence[LedgerColumn], troubles: Troubles
) -> None:
    for label in labels:
        for column in columns:
            if cells.kind(label.row, column.column) == NUMBER:
                continue
            _, _, is_text = read_amount(cells, label.row, column.column)
            if is_text and _within(cells, label.row, column.column):
                troubles.say(
                    "text_in_number",
                    (label.row, column.column),
                    f"“{label.text}”的目标“{cells.text(label.row, column.column)}”不是数，没有记入",
                    "请改成数字；没有目标的留空",
                )


def _within(cells: Cells, row: int, column: int) -> bool:
    """Whether the text is the cell's own, not that of a box merged over it."""
    return cells.origin(row, column) == (row, column) and not isinstance(
        cells.sheet.rows[row][column], Decimal
    )
