"""What a reading returns: rows as printed, what was understood, what was not.

Owns these values and their JSON form (they cross a process border); reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from analytics.errors import Problem
from analytics.period import Period

MEASURES = ("level", "yoy_pct", "rank", "share_pct", "count", "index", "change", "other")


@dataclass(frozen=True)
class Observation:
    """One printed number with everything that says what it is.

    region_label, label, section, parent, printed: as on the sheet, blanks folded;
    region_code: six digits, or PARENT/NAME for a statistical unit without a code, ""
    where unresolved. statistic: "investment", or an English word for what else the
    bulletin reports. unit: as printed ("亿元", "%", "个", ""). value: as printed, in
    that unit. cell: A1 address.
    """

    sheet: str
    cell: str
    table_title: str
    statistic: str
    period: Period
    span: str
    region_label: str
    region_code: str
    label: str
    section: str
    parent: str
    is_of_which: bool
    measure: str
    unit: str
    printed: str
    value: Decimal


Cells = tuple[tuple[str, str], ...]  # (field name, A1 address) of what was read from where


@dataclass(frozen=True)
class ProjectMonth:
    """One project in one period, as a ledger prints it; "" and None where it does not.

    Fields as lake.raw_project_month; amounts in money_unit, as printed.
    """

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    region_code: str
    project_name: str
    project_code: str = ""
    unit_label: str = ""
    league: str = ""
    priority_level: str = ""
    project_kind: str = ""
    stage: str = ""
    industry_label: str = ""
    tags: str = ""
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    invested_before: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None
    ytd_plan: Decimal | None = None
    monthly: Decimal | None = None
    monthly_plan: Decimal | None = None
    funds_in_place: Decimal | None = None
    printed_rate_pct: Decimal | None = None
    planned_start_on: date | None = None
    started_on: date | None = None
    planned_finish_on: date | None = None
    finished_on: date | None = None
    is_started: bool | None = None
    is_in_statistics: bool | None = None
    progress_text: str = ""
    next_plan_text: str = ""
    problem_text: str = ""
    problem_owner: str = ""
    problem_due_on: date | None = None
    leader: str = ""
    contact: str = ""


@dataclass(frozen=True)
class ProjectSubtotal:
    """One total or subtotal a ledger prints over its rows first_row..last_row."""

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    label: str
    first_row: int
    last_row: int
    project_count: int | None = None
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None


@dataclass(frozen=True)
class UnitMonth:
    """One unit or district in one period, from a table that prints no single projects."""

    sheet: str
    sheet_row: int
    cells: Cells
    year: int
    month: int
    region_code: str
    unit_label: str
    scope: str = ""
    project_count: int | None = None
    started_count: int | None = None
    money_unit: str = "万元"
    planned_total: Decimal | None = None
    annual_plan: Decimal | None = None
    ytd: Decimal | None = None
    ytd_plan: Decimal | None = None
    monthly: Decimal | None = None
    funds_in_place: Decimal | None = None
    printed_rate_pct: Decimal | None = None
    printed_rank: int | None = None


@dataclass(frozen=True)
class Target:
    """One goal: a year's (month None), or one month's or quarter's of it."""

    sheet: str
    cell: str
    year: int
    month: int | None
    scope_kind: str
    scope_label: str
    region_code: str
    indicator_label: str
    goal_kind: str
    tier: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class ProjectMonth:
    """One project in one period, as a ledger prints it.

    sheet_row: as a spreadsheet counts, from 1. cells: field to the A1 cell it was read
    from. Money is as printed, in money_unit ("万元", "亿元", "" unknown); a column in
    another unit is brought to it. stage: 谋划 签约 开工 在建 竣工 投产 达产 or "";
    project_kind: the printed word. A date printed as a month is its first day.
    """

    sheet: str
    sheet_row: int
    cells: tuple[tuple[str, str], ...]
    year: int
    month: int
    region_code: str
    project_code: str
    project_name: str
    unit_label: str
    league: str
    priority_level: str
    project_kind: str
    stage: str
    industry_label: str
    tags: str
    money_unit: str
    planned_total: Decimal | None
    invested_before: Decimal | None
    annual_plan: Decimal | None
    ytd: Decimal | None
    ytd_plan: Decimal | None
    monthly: Decimal | None
    monthly_plan: Decimal | None
    funds_in_place: Decimal | None
    printed_rate_pct: Decimal | None
    planned_start_on: date | None
    started_on: date | None
    planned_finish_on: date | None
    finished_on: date | None
    is_started: bool | None
    is_in_statistics: bool | None
    progress_text: str
    next_plan_text: str
    problem_text: str
    problem_owner: str
    problem_due_on: date | None
    leader: str
    contact: str


@dataclass(frozen=True)
class ProjectSubtotal:
    """One total a ledger prints; first_row and last_row hold the projects it covers."""

    sheet: str
    sheet_row: int
    cells: tuple[tuple[str, str], ...]
    year: int
    month: int
    label: str
    first_row: int
    last_row: int
    project_count: int | None
    money_unit: str
    planned_total: Decimal | None
    annual_plan: Decimal | None
    ytd: Decimal | None


@dataclass(frozen=True)
class UnitMonth:
    """One unit, district, kind or industry in one period of a table without projects.

    scope: what the table counts ("重点项目", "固定资产投资"); where its rows are no
    units or districts, by what: "重点项目按性质". A row of the whole bears its printed
    label (全市, 合计). region_code: as for indicator tables; a unit's own is the home.
    """

    sheet: str
    sheet_row: int
    cells: tuple[tuple[str, str], ...]
    year: int
    month: int
    region_code: str
    unit_label: str
    scope: str
    project_count: int | None
    started_count: int | None
    money_unit: str
    planned_total: Decimal | None
    annual_plan: Decimal | None
    ytd: Decimal | None
    ytd_plan: Decimal | None
    monthly: Decimal | None
    funds_in_place: Decimal | None
    printed_rate_pct: Decimal | None
    printed_rank: int | None


@dataclass(frozen=True)
class Target:
    """One goal. month: None for the whole year, else the goal of months 1..month.

    scope_kind: "region", "unit" or "indicator". goal_kind: "level", "growth" or
    "completion"; a goal of one quarter or month alone, not from January, is
    "level_of_quarter" or "level_of_month". tier: 保底, 力争, 奋斗 or "".
    """

    sheet: str
    cell: str
    year: int
    month: int | None
    scope_kind: str
    scope_label: str
    region_code: str
    indicator_label: str
    goal_kind: str
    tier: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class Question:
    """Something the sheet does not say. The answer is remembered by fingerprint.

    about: "unit", "region", "indicator", "year", "measure" or "period" (year and month,
    2025-05). choices may be empty
    (free text). fingerprint: of the table's layout, without its numbers.
    """

    about: str
    sheet: str
    fingerprint: str
    prompt: str
    choices: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True)
class TableUnderstood:
    """One table found: box and header are A1 ranges ("A3:C17")."""

    sheet: str
    title: str
    box: str
    header: str
    fingerprint: str
    statistic: str
    periods: str
    units: str
    regions: str
    row_count: int


@dataclass(frozen=True)
class SheetPicture:
    """The first rows of a sheet as text, to show beside what was understood."""

    name: str
    is_hidden: bool
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Hints:
    """What is known before reading: the sender's region and remembered answers.

    region_code: the sender's own region ("" unknown). answers: (fingerprint, about) to
    the answer; the fingerprint "*" answers for the whole file.
    """

    region_code: str = ""
    answers: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Everything one file gave."""

    file: str
    sha256: str
    kind: str
    rows: tuple[Observation, ...]
    tables: tuple[TableUnderstood, ...]
    pictures: tuple[SheetPicture, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    region_suggestion: str = ""
    project_months: tuple[ProjectMonth, ...] = ()
    project_subtotals: tuple[ProjectSubtotal, ...] = ()
    unit_months: tuple[UnitMonth, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[ProjectMonth, ...] = ()
    project_subtotals: tuple[ProjectSubtotal, ...] = ()
    units: tuple[UnitMonth, ...] = ()
    targets: tuple[Target, ...] = ()
