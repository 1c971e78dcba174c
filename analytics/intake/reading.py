"""What a reading returns: rows as printed, what was understood, what was not.

Owns these values and their JSON form (they cross a process border); reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Question:
    """Something the sheet does not say. The answer is remembered by fingerprint.

    about: "unit", "region", "indicator", "year" or "measure". choices may be empty
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
