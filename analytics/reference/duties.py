"""调度日历: which meetings fall on which days, and what each is brought.

Owns the rhythms of data/reference/duties.csv, where an office keeps its own rows. Knows
weekends, not public holidays: those are announced year by year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.basics.period import Period
from analytics.reference.rows import CellError, Filled, Listing, YesNo, one_of, says

DUTIES = REFERENCE / "duties.csv"
RHYTHMS = ("每周", "双周", "月初", "季末")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
LISTS = ("未解决的问题", "滞后项目", "逾期的节点", "本期解决的问题", "赛马排名")
ONE_DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
SATURDAY = 5
LAST_DAY_TO_MOVE = 26  # moved two days on it is still in February
_NEEDS = {"每周": "weekday", "双周": "starts_on", "月初": "day", "季末": "day"}


def _weekday(text: str) -> int | None:
    return WEEKDAYS.index(one_of(WEEKDAYS)(text)) if text else None


def _day(text: str) -> int | None:
    if text and not (text.isdecimal() and 1 <= int(text) <= 28):
        raise says(text, "请填1至28的数字")
    return int(text) if text else None


def _date(text: str) -> date | None:
    # Excel saves 2021-01-08 as 2021/1/8.
    try:
        return date(*map(int, re.split("[-/]", text))) if text else None
    except (TypeError, ValueError) as error:
        raise says(text, "请填日期，如 2021-01-08") from error


def _lists(text: str) -> tuple[str, ...]:
    brings = tuple(filter(None, (word.strip() for word in text.split("；"))))
    if unknown := [word for word in brings if word not in LISTS]:
        raise CellError(
            f"填的“{'”、“'.join(unknown)}”不是清单", f"请填{'、'.join(LISTS)}，用；隔开"
        )
    return brings


@dataclass(frozen=True)
class Duty:
    """One meeting that returns. weekday: 0 is Monday; a rhythm reads only what it needs."""

    name: Filled
    rhythm: Annotated[str, one_of(RHYTHMS)]
    weekday: Annotated[int | None, _weekday]
    day: Annotated[int | None, _day]
    starts_on: Annotated[date | None, _date]
    is_moved_off_weekend: YesNo
    brings: Annotated[tuple[str, ...], _lists]
    source: Filled
    note: str

    @property
    def rhythm_words(self) -> str:
        """When it is held, as one says it."""
        if self.rhythm == "每周" and self.weekday is not None:
            return f"每周{WEEKDAYS[self.weekday]}"
        if self.rhythm == "双周" and self.starts_on is not None:
            return f"双周{WEEKDAYS[self.starts_on.weekday()]}"
        return f"{'每月' if self.rhythm == '月初' else '季末月'}{self.day}日"


@dataclass(frozen=True, order=True)
class Meeting:
    """One day of one duty."""

    on: date
    name: str


def read_duties(path: Path = DUTIES) -> tuple[Duty, ...]:
    """Every duty, in the list's order. Raises ReferenceDataError for a broken row."""
    found = Listing(path, Duty)
    for line, duty in found.having("rhythm", "weekday", "day", "starts_on"):
        needed = _NEEDS[duty.rhythm]
        if getattr(duty, needed) is None:
            found.wrong(line, f"{duty.rhythm}的会没有填 {needed}", "请填写")
    for line, duty in found.having("rhythm", "day", "is_moved_off_weekend"):
        is_late = _NEEDS[duty.rhythm] == "day" and (duty.day or 0) > LAST_DAY_TO_MOVE
        if duty.is_moved_off_weekend and is_late:
            found.wrong(line, f"{duty.day}日逢周末顺延可能跨月", f"请填1至{LAST_DAY_TO_MOVE}")
    return found.rows()


def meetings_of_quarter(period: Period, duties: Iterable[Duty]) -> tuple[Meeting, ...]:
    """Every meeting of the quarter the period's last month lies in, by day."""
    last_month = (period.month + 2) // 3 * 3
    first = date(period.year, last_month - 2, 1)
    return meetings_between(first, _month_end(period.year, last_month), duties)


def meetings_between(first: date, last: date, duties: Iterable[Duty]) -> tuple[Meeting, ...]:
    """Every meeting from first to last, both included, by day."""
    return tuple(
        sorted(
            Meeting(day, duty.name) for duty in duties for day in _days_between(duty, first, last)
        )
    )


def first_after(period: Period, duty: Duty) -> date:
    """The duty's first day after the period's end: where its figures are talked about."""
    day = _month_end(period.year, period.month) + ONE_DAY
    # A quarter's last month is at most three months away, and its meeting in it.
    return next(_days_between(duty, day, day + timedelta(days=124)))


def _days_between(duty: Duty, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if _is_held_on(duty, day):
            yield day
        day += ONE_DAY


def _is_held_on(duty: Duty, day: date) -> bool:
    if duty.rhythm == "每周":
        return day.weekday() == duty.weekday
    if duty.rhythm == "双周":
        # Counted from one day on: weeks by the calendar break step at a long year's end.
        return duty.starts_on is not None and (day - duty.starts_on) % FORTNIGHT == timedelta(0)
    if duty.day is None or (duty.rhythm == "季末" and day.month % 3):
        return False
    held_on = date(day.year, day.month, duty.day)
    if duty.is_moved_off_weekend:
        while held_on.weekday() >= SATURDAY:
            held_on += ONE_DAY
    return day == held_on


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
