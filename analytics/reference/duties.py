"""调度日历: which meetings fall on which days, and what each is brought.

Owns the rhythms of data/reference/duties.csv, where an office keeps its own rows. Knows
weekends, not public holidays: those are announced year by year.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from analytics.basics.folders import REFERENCE
from analytics.basics.period import Period
from analytics.reference.indicators import ReferenceDataError

DUTIES = REFERENCE / "duties.csv"
COLUMNS = (
    *("name", "rhythm", "weekday", "day", "starts_on", "is_moved_off_weekend"),
    *("brings", "source", "note"),
)
RHYTHMS = ("每周", "双周", "月初", "季末")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
LISTS = ("未解决的问题", "滞后项目", "逾期的节点", "本期解决的问题", "赛马排名")
ONE_DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
SATURDAY = 5
LAST_DAY_TO_MOVE = 26  # moved two days on it is still in February
_YES_NO = {"是": True, "否": False}


@dataclass(frozen=True)
class Duty:
    """One meeting that returns. weekday: 0 is Monday; None where the rhythm needs none."""

    name: str
    rhythm: str
    weekday: int | None
    day: int | None
    starts_on: date | None
    is_moved_off_weekend: bool
    brings: tuple[str, ...]
    source: str
    note: str

    @property
    def rhythm_words(self) -> str:
        """When it is held, as one says it."""
        if self.weekday is not None:
            return f"{self.rhythm}{WEEKDAYS[self.weekday]}"
        if self.starts_on is not None:
            return f"{self.rhythm}{WEEKDAYS[self.starts_on.weekday()]}"
        return f"{'每月' if self.rhythm == '月初' else '季末月'}{self.day}日"


@dataclass(frozen=True, order=True)
class Meeting:
    """One day of one duty."""

    on: date
    name: str


def read_duties(path: Path = DUTIES) -> tuple[Duty, ...]:
    """Every duty, in the list's order. Raises ReferenceDataError for a broken row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise _broken(path, 1, f"缺少列 {'、'.join(missing)}", "请补上")
        return tuple(
            _duty(path, reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS})
            for row in reader
        )


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
        return (day - duty.starts_on) % FORTNIGHT == timedelta(0)
    if duty.rhythm == "季末" and day.month % 3:
        return False
    held_on = date(day.year, day.month, duty.day)
    if duty.is_moved_off_weekend:
        while held_on.weekday() >= SATURDAY:
            held_on += ONE_DAY
    return day == held_on


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _duty(path: Path, line: int, row: dict[str, str]) -> Duty:
    for column, known in (
        ("rhythm", RHYTHMS),
        ("weekday", (*WEEKDAYS, "")),
        ("is_moved_off_weekend", tuple(_YES_NO)),
    ):
        if row[column] not in known:
            words = "、".join(filter(None, known))
            raise _broken(path, line, f"{column} 写的是“{row[column]}”", f"请写{words}之一")
    for column in ("name", "source"):
        if not row[column]:
            raise _broken(path, line, f"{column} 是空的", "请填写")
    needed = {"每周": "weekday", "双周": "starts_on", "月初": "day", "季末": "day"}[row["rhythm"]]
    if not row[needed]:
        raise _broken(path, line, f"{row['rhythm']}的会没有填 {needed}", "请填写")
    brings = tuple(filter(None, (word.strip() for word in row["brings"].split("；"))))
    if unknown := [word for word in brings if word not in LISTS]:
        raise _broken(
            path, line, f"brings 写的“{unknown[0]}”不是清单", f"请写{'、'.join(LISTS)}，用；隔开"
        )
    is_moved = _YES_NO[row["is_moved_off_weekend"]]
    day = _day(path, line, row["day"]) if needed == "day" else None
    if is_moved and day is not None and day > LAST_DAY_TO_MOVE:
        raise _broken(path, line, f"{day}日逢周末顺延可能跨月", f"请写1至{LAST_DAY_TO_MOVE}")
    return Duty(
        name=row["name"],
        rhythm=row["rhythm"],
        weekday=WEEKDAYS.index(row["weekday"]) if needed == "weekday" else None,
        day=day,
        starts_on=_starts_on(path, line, row["starts_on"]) if needed == "starts_on" else None,
        is_moved_off_weekend=is_moved,
        brings=brings,
        source=row["source"],
        note=row["note"],
    )


def _day(path: Path, line: int, text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 28:
        raise _broken(path, line, f"day 写的是“{text}”", "请写1至28的数字")
    return int(text)


def _starts_on(path: Path, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _broken(path, line, f"starts_on 写的是“{text}”", "请写日期，如 2021-01-08") from error


def _broken(path: Path, line: int, problem: str, remedy: str) -> ReferenceDataError:
    return ReferenceDataError(f"{path.name} 第 {line} 行：{problem}。{remedy}")
