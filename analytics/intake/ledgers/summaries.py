"""Tables by unit, district, kind or industry that print no single projects.

Owns their reading as UnitMonth and the check of their total row.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from analytics.intake.bulletins.tables import Table
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import NUMBER, Cells
from analytics.intake.files.sheets import address
from analytics.intake.ledgers.checks import check_rate
from analytics.intake.ledgers.columns import (
    COUNTS,
    MONTHLY,
    LedgerColumn,
    best_first,
    fields_of,
    read_columns,
)
from analytics.intake.ledgers.figures import Figures, rate_scales
from analytics.intake.ledgers.known import Known, read_known
from analytics.intake.ledgers.labels import BY, Label, read_labels, scope_of
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.sums import difference
from analytics.intake.ledgers.troubles import NAMES, Troubles
from analytics.intake.ledgers.values import read_amount
from analytics.intake.questions import answered_place, answers_for, fingerprint, printed_in
from analytics.intake.reading import Hints, TableUnderstood, UnitMonth
from analytics.reference import place_names
from analytics.reference.regions import full_name

UNIT_MONEY = ("planned_total", "annual_plan", "ytd", "ytd_plan", "monthly", "funds_in_place")
_PLANS = frozenset(("annual_plan", "ytd_plan"))
_DONE = frozenset(("ytd", "printed_rate_pct", "funds_in_place"))
_ADDED = (*UNIT_MONEY, "project_count", "started_count")
_FIXED = "固定资产投资"
# 已开工 is a yes beside a project, a count beside a unit.
_COUNTED = {"is_started": "started_count"}


def table_columns(cells: Cells, table: Table) -> tuple[LedgerColumn, ...]:
    """All columns of a table by their headers."""
    used = (*table.labels, *table.values)
    first = min(used)
    # A column of ranks before the units is cut off as numbers of rows; its header names it.
    while first and any(first - 1 in cells.kinds[row] for row in table.header):
        first -= 1
    found = read_columns(cells, table.header, range(first, max(used) + 1))
    return tuple(
        LedgerColumn(c.column, _COUNTED.get(c.field, c.field), c.text, c.when, c.units)
        for c in found
    )


def is_summary(columns: Sequence[LedgerColumn]) -> bool:
    """A plan and what is done of it, project for project nowhere."""
    fields = fields_of(columns)
    return bool(fields & _PLANS and fields & _DONE) and "project_name" not in fields


def read_units(
    file: str, cells: Cells, table: Table, hints: Hints, home: str, years: KnownYears
) -> LedgerResult:
    """Every row of one table by unit; nothing where it is no such table."""
    columns = table_columns(cells, table)
    result = LedgerResult()
    if not is_summary(columns):
        return result
    sheet = cells.sheet.name
    title = next((t for t in table.context if "表" in t or "投资" in t or "项目" in t), "")
    print_ = fingerprint(title, [column.text for column in columns], [], [])
    printed = printed_in(cells, table)
    answers = answers_for(hints, print_, printed)
    home = place_names.region_in(title, home) or home or answered_place(answers)
    labels, kind = read_labels(cells, table, columns, home)
    if not labels or not kind:
        return result
    scope = scope_of(table.context, columns)
    is_of_bureau = scope in ("", _FIXED)
    place = f"“{sheet}”的“{title}”" if title else f"“{sheet}” {table.box}"
    known = read_known(columns, table.context, years, answers, (sheet, print_, place, printed))
    if is_of_bureau and known.questions:
        # A bulletin's table: the reader of bulletins asks, once.
        return result
    result.questions += known.questions
    if not is_of_bureau:
        result.claimed = _claimed(cells, labels, columns)
    if not (known.year and known.month):
        return result
    troubles = Troubles(file, sheet)
    body = [label.row for label in labels]
    figures = Figures(cells, known, troubles, rate_scales(cells, known, columns, body))
    if not is_of_bureau:
        _say_left_out(cells, labels, columns, troubles)
    counted = best_first(cells, body, [c for c in columns if known.counts(c)])
    _say_to_come(cells, columns, known, labels, troubles)
    by = BY.get(kind, "" if kind in ("region", "unit") else "按类别")
    for label in labels:
        if not any(cells.kind(label.row, c.column) == NUMBER for c in counted):
            continue
        code = label.region_code or _code(label, kind, home)
        rows = [_unit_month(figures, counted, label, code, scope + by, m) for m in known.months]
        result.units += rows
        for row in rows:
            check_rate(row, row.unit_label, troubles)
        if rows[-1].annual_plan == 0:
            _say_zero_plan(rows[-1], troubles)
    months = _reported(known, result.units)
    result.units = [row for row in result.units if row.month in months]
    for month in months:
        rows = [row for row in result.units if row.month == month]
        _check_total(labels, rows, troubles)
    if not home:
        result.unplaced.append((sheet, print_))
    result.problems = troubles.problems()
    result.tables.append(_summary(table, known, result, sheet, title, print_))
    return result


def _reported(known: Known, units: Sequence[UnitMonth]) -> list[int]:
    """The months without those at the end where every unit has 0 or nothing done."""
    months = list(known.months)
    last = known.month if known.is_dated else 0
    done = {row.month for row in units if row.ytd or row.monthly}
    while len(months) > 1 and months[-1] > last and months[-1] not in done:
        months.pop()
    return months


def _say_to_come(
    cells: Cells,
    columns: Sequence[LedgerColumn],
    known: Known,
    labels: Sequence[Label],
    troubles: Troubles,
) -> None:
    for column in filter(known.is_to_come, columns):
        values = (read_amount(cells, label.row, column.column)[0] for label in labels)
        if not any(values):
            continue
        troubles.say(
            "done_ahead",
            (labels[0].row, column.column),
            f"“{column.text}”是{known.month}月以后的数，看作预计，没有记作完成",
            "确已完成的，请改正标题中的月份后重新上传",
        )


def _claimed(cells: Cells, labels: Sequence[Label], columns: Sequence[LedgerColumn]) -> set[str]:
    return {
        address(label.row, column.column)
        for label in labels
        for column in columns
        if column.field != "growth" and cells.kind(label.row, column.column) == NUMBER
    }


def _say_left_out(
    cells: Cells, labels: Sequence[Label], columns: Sequence[LedgerColumn], troubles: Troubles
) -> None:
    stored = {*UNIT_MONEY, *COUNTS, "printed_rate_pct", "growth", "sequence"}
    unread = [
        column
        for column in columns
        if column.field not in stored
        and any(cells.kind(label.row, column.column) == NUMBER for label in labels)
    ]
    if unread:
        troubles.say(
            "columns_left_out",
            (labels[0].row, unread[0].column),
            f"有 {len(unread)} 列没有入库：{'、'.join(column.text for column in unread)}",
            "需要入库的，请在 data/reference/ledger_columns.csv 补充该列的叫法",
            "note",
        )


def _code(label: Label, kind: str, home: str) -> str:
    if kind == "region" and not label.is_whole:
        return place_names.unit_code(label.text, home)
    return home


def _unit_month(
    figures: Figures,
    columns: Sequence[LedgerColumn],
    label: Label,
    code: str,
    scope: str,
    month: int,
) -> UnitMonth:
    known = figures.known
    cells = {"unit_label": address(label.row, label.column)}
    values: dict[str, Any] = {}  # by UnitMonth's fields, each of its own type
    for column in sorted(columns, key=lambda c: c.is_of_part):
        field = column.field
        if field in cells or (field in MONTHLY and known.month_of(column) != month):
            continue
        if field in UNIT_MONEY:
            values[field] = figures.amount(label.row, column)
        elif field in COUNTS:
            values[field] = figures.count(label.row, column)
        elif field == "printed_rate_pct":
            values[field] = figures.rate(label.row, column)
        if values.get(field) is not None:
            cells[field] = address(label.row, column.column)
    return UnitMonth(
        sheet=figures.cells.sheet.name,
        sheet_row=label.row + 1,
        cells=tuple(cells.items()),
        year=known.year,
        month=month,
        region_code=code,
        unit_label=label.text,
        scope=scope,
        money_unit=known.unit,
        **values,
    )


def _say_zero_plan(row: UnitMonth, troubles: Troubles) -> None:
    troubles.say(
        "plan_zero",
        dict(row.cells)["annual_plan"],
        f"“{row.unit_label}”的年度计划是0，完成率无从计算，以“—”表示",
        "有计划的请补上；没有计划的请留空",
    )


def _check_total(labels: Sequence[Label], rows: Sequence[UnitMonth], troubles: Troubles) -> None:
    """The one total row against the others, 其中 left aside."""
    by_row = {label.row + 1: label for label in labels}
    totals = [row for row in rows if by_row[row.sheet_row].is_whole]
    parts = [
        row
        for row in rows
        if not by_row[row.sheet_row].is_whole and not by_row[row.sheet_row].is_of_which
    ]
    if len(totals) != 1 or len(parts) < 2:
        return
    (total,) = totals
    cells = dict(total.cells)
    for field in _ADDED:
        values = [_as_decimal(getattr(row, field)) for row in parts]
        gap = difference(_as_decimal(getattr(total, field)), values)
        if gap is None:
            continue
        printed = _as_decimal(getattr(total, field)) or Decimal(0)
        unit = "个" if field.endswith("count") else total.money_unit
        troubles.say(
            "total_not_sum",
            cells[field],
            f"“{total.unit_label}”的{NAMES[field]}为{printed:f}{unit}，"
            f"其余{len(parts)}行加起来是{printed + gap:f}{unit}，相差{abs(gap):f}",
            "请核对合计和各行；确认原表如此的，可照此入库",
        )


def _as_decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _summary(
    table: Table, known: Known, result: LedgerResult, sheet: str, title: str, print_: str
) -> TableUnderstood:
    names = dict.fromkeys(full_name(row.region_code) for row in result.units)
    places = [name for name in names if name]
    return TableUnderstood(
        sheet=sheet,
        title=title,
        box=table.box,
        header=table.header_box,
        fingerprint=print_,
        statistic="units",
        periods=f"{known.year:04d}-{known.month:02d}",
        units=known.unit,
        regions="、".join(places[:3]) + (f"等{len(places)}个" if len(places) > 3 else ""),
        row_count=len(result.units),
    )
