"""A ledger's project rows as ProjectMonth: one a project and month.

Owns what a row inherits: unit, stage and region from the headings it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from analytics.intake.cells import Cells
from analytics.intake.files.sheets import address
from analytics.intake.ledgers.columns import (
    DATES,
    FLAGS,
    MONEY,
    MONTHLY,
    TEXTS,
    LedgerColumn,
    best_first,
)
from analytics.intake.ledgers.figures import Figures
from analytics.intake.ledgers.find import Ledger
from analytics.intake.ledgers.known import Known
from analytics.intake.ledgers.labels import is_field, is_office
from analytics.intake.ledgers.marks import priority_of, tags_of
from analytics.intake.ledgers.privacy import (
    masked,
    office_and_people,
    without_contacts,
    without_numbers,
)
from analytics.intake.ledgers.row import LedgerRow
from analytics.intake.ledgers.values import read_flag, read_years, stage_of
from analytics.intake.reading import ProjectMonth
from analytics.reference import place_names
from analytics.reference.regions import full_name

_OF_A_MONTH = MONTHLY | {"ytd_plan", "printed_rate_pct"}
_READ_OTHERWISE = ("project_name", "sequence", "region", "years", "owner")
_SPLIT = {"unit_label": "unit_contact", "owner": "owner_contact"}
_WITH_PEOPLE = tuple(_SPLIT.values())
_JOINED = "；"
# What a ledger's column of places names beside addresses: 市经开区, 双清区、大祥区.
_ZONE = re.compile("(区|县|市)$")
_LEVEL = re.compile("(国家|[省市县区])级?(重点|重大)")


@dataclass
class ProjectReader:
    """Reads the project rows of one ledger."""

    cells: Cells
    ledger: Ledger
    known: Known
    figures: Figures
    home: str
    legend: dict[str, str]
    keeps_contacts: bool
    hidden: int = 0
    columns: dict[str, list[LedgerColumn]] = field(default_factory=dict)
    zero_months: list[int] = field(default_factory=list)
    has_old_and_new: bool = False
    unlisted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        counted = filter(self.known.counts, self.ledger.columns)
        for column in best_first(self.cells, self.ledger.body, list(counted)):
            self.columns.setdefault(column.field, []).append(column)

    def read(self, rows: Sequence[LedgerRow]) -> list[ProjectMonth]:
        """Every project in every month that holds something for any project."""
        projects = [row for row in rows if row.kind == "project"]
        self.has_old_and_new = any("续建" in text for text in self._kinds(projects))
        months = self._months(projects)
        found: list[ProjectMonth] = []
        for row in projects:
            found += self._project(row, months)
        return found

    def used_columns(self) -> set[int]:
        """The columns whose content is stored somewhere."""
        used: set[int] = set()
        for name, columns in self.columns.items():
            if name in MONEY or name in ("printed_rate_pct", *DATES, *FLAGS):
                months = self.known.months or (0,)
                used |= {c.column for month in months for c in self._of(name, month)}
            elif name in TEXTS or name in _READ_OTHERWISE or name in _WITH_PEOPLE:
                used |= {c.column for c in columns}
        return used

    def to_come(self, rows: Sequence[int]) -> set[int]:
        """Columns that say something other than 0 done of months after the ledger's."""
        ahead = filter(self.known.is_to_come, self.ledger.columns)
        return {
            c.column
            for c in ahead
            for row in rows
            if (number := self.cells.number(row, c.column)) and number.value
        }

    def column_of(self, name: str, month: int) -> LedgerColumn | None:
        """The column a figure of a month stands in."""
        return next(iter(self._of(name, month)), None)

    def _kinds(self, projects: Sequence[LedgerRow]) -> set[str]:
        columns = self.columns.get("project_kind", [])
        return {self.cells.text(row.row, c.column) for c in columns for row in projects}

    def _of(self, name: str, month: int) -> list[LedgerColumn]:
        """A field's columns for a month: one for figures, all of them for words."""
        columns = self.columns.get(name, [])
        if name in _OF_A_MONTH and columns:
            own = [c for c in columns if self.known.month_of(c) == month]
            if name == "printed_rate_pct":
                own = sorted(own, key=lambda c: c.is_of_part)
            columns = own
        return columns if name in TEXTS else columns[:1]

    def _months(self, projects: Sequence[LedgerRow]) -> list[int]:
        """Months side by side with something done; a month to come may hold a plan.

        Zeros typed ahead in the last columns are no report of their months.
        """
        months = list(self.known.months)
        if len(months) < 2:
            return months
        found = [month for month in months if any(self._printed(month, projects))]
        last = self.known.month if self.known.is_dated else 0
        while (
            len(found) > 1
            and found[-1] > last
            and not self._is_report(found[-2], found[-1], projects)
        ):
            self.zero_months.insert(0, found.pop())
        return found or [self.known.month]

    def _printed(self, month: int, projects: Sequence[LedgerRow]) -> Iterator[tuple[int, int]]:
        """The cells that hold something of one month."""
        for name in MONTHLY - {"monthly_plan"}:
            for column in self._of(name, month):
                if column.when.month == month or month == self.known.month:
                    for row in projects:
                        if self.cells.kind(row.row, column.column) not in ("", "missing"):
                            yield row.row, column.column

    def _is_report(self, before: int, month: int, projects: Sequence[LedgerRow]) -> bool:
        """Whether a month says more than zeros and the total of the month before."""
        totals = zip(self._of("ytd", before), self._of("ytd", month), strict=False)
        same = (
            {now.column: then.column for then, now in totals} if self._of("monthly", month) else {}
        )
        for row, column in self._printed(month, projects):
            number = self.cells.number(row, column)
            then = self.cells.number(row, same[column]) if column in same else None
            if number is None or number.value not in (0, then and then.value):
                return True
        return False

    # ---------- one project

    def _project(self, row: LedgerRow, months: Sequence[int]) -> list[ProjectMonth]:
        cells: dict[str, str] = {"project_name": address(row.row, self.ledger.name_column)}
        texts = {n: self._text(row.row, n, cells) for n in TEXTS if n not in _OF_A_MONTH}
        texts["project_code"] = texts["project_code"].lstrip("'")
        dates = self._dates(row.row, cells)
        flags = {name: self._flag(row.row, name, cells) for name in FLAGS}
        if flags["is_started"] is None and dates["started_on"] is not None:
            flags["is_started"] = True
        self._inherit(row, texts, cells)
        fixed = {n: self._amount(row.row, n, 0, cells) for n in MONEY if n not in _OF_A_MONTH}
        # By ProjectMonth's fields, each of its own type.
        same: dict[str, Any] = {**texts, **dates, **flags, **fixed}
        found: list[ProjectMonth] = []
        for month in months:
            own = dict(cells)
            timed: dict[str, Any] = {
                n: self._amount(row.row, n, month, own) for n in MONEY if n in _OF_A_MONTH
            }
            found.append(
                ProjectMonth(
                    sheet=self.cells.sheet.name,
                    sheet_row=row.row + 1,
                    year=self.known.year,
                    month=month,
                    region_code=self._region(row),
                    project_name=row.label,
                    money_unit=self.known.unit,
                    printed_rate_pct=self._rate(row.row, month, own),
                    progress_text=self._text(row.row, "progress_text", own, month),
                    cells=tuple(own.items()),
                    **same,
                    **timed,
                )
            )
        return found

    def _amount(self, row: int, name: str, month: int, cells: dict[str, str]) -> Decimal | None:
        for column in self._of(name, month):
            value = self.figures.amount(row, column)
            if value is not None:
                cells[name] = address(row, column.column)
            return value
        return None

    def _rate(self, row: int, month: int, cells: dict[str, str]) -> Decimal | None:
        for column in self._of("printed_rate_pct", month):
            value = self.figures.rate(row, column)
            if value is not None:
                cells["printed_rate_pct"] = address(row, column.column)
            return value
        return None

    def _text(self, row: int, name: str, cells: dict[str, str], month: int = 0) -> str:
        columns = self._of(name, month)
        if name in _SPLIT:
            columns = [*columns, *self.columns.get(_SPLIT[name], [])]
        if name == "contact":
            columns = [*columns, *(c for n in _WITH_PEOPLE for c in self.columns.get(n, []))]
        parts: list[str] = []
        for column in columns:
            text = self.figures.text(row, column.column)
            if column.field in _WITH_PEOPLE:
                # Blanks are folded in text(), and may be all that parts a person from an office.
                raw = self.cells.raw_text(row, column.column) if text else ""
                text = office_and_people(raw)[name == "contact"]
            if text and not self.keeps_contacts:
                hide = {"contact": masked, "leader": without_numbers}.get(name, without_contacts)
                shown = hide(text)
                self.hidden += shown != text
                text = shown
            if text and text not in parts:
                cells.setdefault(name, address(row, column.column))
                parts.append(text)
        return _JOINED.join(parts)

    def _dates(self, row: int, cells: dict[str, str]) -> dict[str, date | None]:
        found: dict[str, date | None] = dict.fromkeys(DATES)
        for name in DATES:
            for column in self._of(name, 0):
                found[name] = self.figures.date(row, column)
                if found[name]:
                    cells[name] = address(row, column.column)
        for column in self.columns.get("years", [])[:1]:
            start, finish = read_years(self.cells.value(row, column.column))
            if start is None and finish is None:
                self.figures.say_unread(row, column, "看不出起止")
            for name, value in (("planned_start_on", start), ("planned_finish_on", finish)):
                if value and not found[name]:
                    found[name] = value
                    cells[name] = address(row, column.column)
        return found

    def _flag(self, row: int, name: str, cells: dict[str, str]) -> bool | None:
        for column in self._of(name, 0):
            found = read_flag(self.cells.value(row, column.column))
            if found is not None:
                cells[name] = address(row, column.column)
            else:
                self.figures.say_unread(row, column, "看不出是或否")
            return found
        return None

    # ---------- what the row does not say itself

    def _inherit(self, row: LedgerRow, texts: dict[str, str], cells: dict[str, str]) -> None:
        levels = [s for s in row.sections if _LEVEL.match(s)]
        kinds = [s for s in row.sections if stage_of(s)]
        offices = [s for s in row.sections if s not in levels and s not in kinds]
        if texts["unit_label"]:
            # Under a unit of its own a project's heading is its field: 一、产业发展.
            fields = [s for s in offices if not is_office(s)]
            texts["industry_label"] = texts["industry_label"] or (fields[-1] if fields else "")
        elif offices and is_field(offices[-1]):
            field = offices.pop()
            texts["industry_label"] = texts["industry_label"] or field
        if not texts["unit_label"] and offices:
            texts["unit_label"] = offices[-1]
        if not texts["unit_label"]:
            texts["unit_label"] = self._text(row.row, "owner", cells)
        if not texts["project_kind"]:
            texts["project_kind"] = texts["stage"] or (kinds[-1] if kinds else "")
        printed = (texts["stage"], texts["project_kind"], *reversed(kinds))
        stage = next((found for text in printed if (found := stage_of(text))), "")
        if not stage and self.has_old_and_new and texts["project_kind"] == "新建":
            stage = "开工"
        texts["stage"] = stage
        if not texts["priority_level"]:
            by_mark = priority_of(row.marks, self.legend)
            texts["priority_level"] = by_mark or (levels[-1].removesuffix("项目") if levels else "")
        tags = [texts["tags"], *tags_of(row.marks, self.legend)]
        texts["tags"] = _JOINED.join(tag for tag in tags if tag)

    def _region(self, row: LedgerRow) -> str:
        names = [self.figures.text(row.row, c.column) for c in self.columns.get("region", [])]
        for name in (*names, *reversed(row.sections)):
            if name and (code := place_names.resolve(name, self.home)):
                return code
        unlisted = next((name for name in names if _ZONE.search(name)), "")
        if unlisted and unlisted not in self.unlisted:
            self.unlisted.add(unlisted)
            home = full_name(self.home) or "全表的地区"
            self.figures.troubles.say(
                "region_unlisted",
                (row.row, self.columns["region"][0].column),
                f"地区表中没有“{unlisted}”，这样写的项目记在{home}名下",
                "是单独一个地区的，请新增地区（上传页，或 region add）后重新上传",
            )
        return self.home
