"""A ledger's printed totals as ProjectSubtotal, checked against what they cover.

Owns the check by count and by sums; a total that does not add up stays as printed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from analytics.intake.files.sheets import address
from analytics.intake.ledgers.columns import LedgerColumn
from analytics.intake.ledgers.figures import Figures
from analytics.intake.ledgers.projects import ProjectReader
from analytics.intake.ledgers.row import LedgerRow
from analytics.intake.ledgers.rows import core
from analytics.intake.ledgers.sums import difference
from analytics.intake.ledgers.troubles import NAMES, Troubles
from analytics.intake.reading import ProjectMonth, ProjectSubtotal

SUMMED = ("planned_total", "annual_plan", "ytd")
_REMEDY = "请核对这一行与它下面的项目；确认原表如此的，可照此入库，看板按项目加总"


def read_subtotals(
    reader: ProjectReader, rows: Sequence[LedgerRow], months: Sequence[int]
) -> list[ProjectSubtotal]:
    """Every total row from top to bottom, in each of the months its projects have."""
    found: list[ProjectSubtotal] = []
    for row in rows:
        if row.kind in ("total", "of_which"):
            found += [_subtotal(reader, row, month) for month in months]
    return found


def _subtotal(reader: ProjectReader, row: LedgerRow, month: int) -> ProjectSubtotal:
    first = min(reader.cells.kinds[row.row])
    cells = {"label": address(row.row, first)}
    amounts: dict[str, Decimal | None] = {}
    for field in SUMMED:
        column = reader.column_of(field, month)
        amounts[field] = _amount(reader.figures, row, column)
        if column and amounts[field] is not None:
            cells[field] = address(row.row, column.column)
    return ProjectSubtotal(
        sheet=reader.cells.sheet.name,
        sheet_row=row.row + 1,
        cells=tuple(cells.items()),
        year=reader.known.year,
        month=month,
        label=row.label,
        first_row=row.first + 1,
        last_row=row.last + 1,
        project_count=row.count,
        money_unit=reader.known.unit,
        **amounts,
    )


def _amount(figures: Figures, row: LedgerRow, column: LedgerColumn | None) -> Decimal | None:
    return figures.amount(row.row, column) if column else None


def check_subtotals(
    rows: Sequence[LedgerRow],
    subtotals: Sequence[ProjectSubtotal],
    projects: Sequence[ProjectMonth],
    troubles: Troubles,
) -> None:
    """Say every count and sum that does not match its parts."""
    kinds = {row.row + 1: row for row in rows}
    by_month: dict[int, list[ProjectMonth]] = {}
    for project in projects:
        by_month.setdefault(project.month, []).append(project)
    is_first = set()
    for one in subtotals:
        row = kinds[one.sheet_row]
        if row.kind == "of_which":
            parts = _same_named(one, row, subtotals, kinds)
            if parts:
                _compare_totals(one, parts, troubles, counts=one.sheet_row not in is_first)
            else:
                covered = _of_kind(one, core(row.label), by_month.get(one.month, []))
                if covered:
                    _compare(one, covered, troubles, counts=one.sheet_row not in is_first)
        else:
            month = by_month.get(one.month, [])
            start = bisect_left(month, one.first_row, key=_sheet_row)
            covered = month[start : bisect_right(month, one.last_row, key=_sheet_row)]
            _compare(one, covered, troubles, counts=one.sheet_row not in is_first)
        is_first.add(one.sheet_row)


def check_parts(
    reader: ProjectReader, rows: Sequence[LedgerRow], month: int, troubles: Troubles
) -> None:
    """Say which rows are parts of a project above, and where they do not add up to it."""
    parts_of: dict[int, list[int]] = {}
    for row in rows:
        if row.kind == "part":
            parts_of.setdefault(row.first, []).append(row.row)
    for whole in (row for row in rows if row.row in parts_of):
        parts = parts_of[whole.row]
        where = f"第{parts[0] + 1}—{parts[-1] + 1}行" if len(parts) > 1 else f"第{parts[0] + 1}行"
        troubles.say(
            "parts_left_out",
            (parts[0], reader.ledger.name_column),
            f"{where}是“{whole.label}”的{len(parts)}个分项，已含在其中，不另计",
            "要单独计的，请编独立的序号",
            "note",
        )
        for field in SUMMED:
            column = reader.column_of(field, month)
            if column is None:
                continue
            printed = reader.figures.amount(whole.row, column)
            gap = difference(printed, [reader.figures.amount(row, column) for row in parts])
            if gap is not None and printed is not None:
                unit = reader.known.unit
                troubles.say(
                    "parts_not_sum",
                    (whole.row, column.column),
                    f"“{whole.label}”的{NAMES[field]}为{printed:f}{unit}，"
                    f"{where}的分项加起来是{printed + gap:f}{unit}",
                    "请核对；看板按这个项目自己的数计，分项不另计",
                )


def _of_kind(
    one: ProjectSubtotal, name: str, projects: Sequence[ProjectMonth]
) -> list[ProjectMonth]:
    """The projects printed as 续建, for 其中：续建（36项）."""
    return [
        project
        for project in projects
        if project.project_kind
        and one.first_row <= project.sheet_row <= one.last_row
        and (project.project_kind in name or name in project.project_kind)
    ]


def _sheet_row(project: ProjectMonth) -> int:
    return project.sheet_row


def _same_named(
    one: ProjectSubtotal,
    row: LedgerRow,
    subtotals: Sequence[ProjectSubtotal],
    kinds: dict[int, LedgerRow],
) -> list[ProjectSubtotal]:
    """（一）在建 of every section, for 其中：在建重点项目."""
    name = core(row.label)
    found = [
        other
        for other in subtotals
        if other.month == one.month
        and kinds[other.sheet_row].kind == "total"
        and kinds[other.sheet_row].level > 0
        and one.first_row <= other.first_row
        and other.last_row <= one.last_row
        and (part := core(other.label))
        and (part in name or name in part)
    ]
    levels = {kinds[other.sheet_row].level for other in found}
    return [other for other in found if kinds[other.sheet_row].level == max(levels)]


def _compare_totals(
    one: ProjectSubtotal, parts: Sequence[ProjectSubtotal], troubles: Troubles, *, counts: bool
) -> None:
    cells = dict(one.cells)
    named = [part.project_count for part in parts]
    known = [count for count in named if count is not None]
    if counts and one.project_count is not None and len(known) == len(named):
        _say_count(one, sum(known), f"各处“{core(parts[0].label)}”合计", troubles)
    for field in SUMMED:
        gap = difference(getattr(one, field), [getattr(part, field) for part in parts])
        if gap is not None:
            _say_sum(one, field, gap, cells[field], f"各处“{core(parts[0].label)}”", troubles)


def _compare(
    one: ProjectSubtotal, covered: Sequence[ProjectMonth], troubles: Troubles, *, counts: bool
) -> None:
    cells = dict(one.cells)
    if counts and one.project_count is not None:
        _say_count(one, len(covered), "下列项目实有", troubles)
    for field in SUMMED:
        gap = difference(getattr(one, field), [getattr(p, field) for p in covered])
        if gap is not None:
            where = f"第{one.first_row}—{one.last_row}行所含{len(covered)}个项目"
            _say_sum(one, field, gap, cells[field], where, troubles)


def _say_count(one: ProjectSubtotal, found: int, where: str, troubles: Troubles) -> None:
    if one.project_count == found:
        return
    troubles.say(
        "subtotal_count",
        dict(one.cells)["label"],
        f"“{one.label}”写明{one.project_count}个项目，{where}{found}个",
        "请核对是否漏列、多列项目，或改正个数",
    )


def _say_sum(
    one: ProjectSubtotal, field: str, gap: Decimal, cell: str, where: str, troubles: Troubles
) -> None:
    printed = getattr(one, field)
    troubles.say(
        "subtotal_sum",
        cell,
        f"“{one.label}”的{NAMES[field]}为{printed:f}{one.money_unit}，"
        f"{where}加起来是{printed + gap:f}{one.money_unit}，相差{abs(gap):f}",
        _REMEDY,
    )
