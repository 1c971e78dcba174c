"""What holds for a whole ledger or table by unit: its months, year, unit and answers.

Owns how these are decided from columns, titles, the workbook and the file's name; what
stays open becomes a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analytics.intake.bulletins.years import KnownYears
from analytics.intake.ledgers.columns import MONEY, MONTHLY, LedgerColumn
from analytics.intake.ledgers.values import PER_10K
from analytics.intake.periods import (
    When,
    find_when,
    merged,
    month_before,
    without_day,
    year_written_on,
)
from analytics.intake.questions import UNITS, variant
from analytics.intake.reading import Question
from analytics.intake.text import find_units, unit_line
from analytics.intake.words import is_note

MONEY_UNITS = UNITS[:2]
_OF_A_YEAR = MONTHLY | {"annual_plan", "ytd_plan", "funds_in_place"}
DONE = ("ytd", "monthly")
# A month with a plan alone is one to come, and is said otherwise.
_SAID = MONTHLY - {"monthly_plan"}
_OF_PLAN = re.compile("全年|年度|季度|上半年|计划|目标")
# When somebody filled the form in, which is later than what it is about.
_FILLED_IN = re.compile("[:：]|^(填报|制表|报送|填表|上报)")
# A list of projects of the 25th is of that month, one of the 5th of the month before.
_LATE_IN_THE_MONTH = 20
_PERIOD = re.compile(r"((?:19|20)\d{2})\D{0,2}(?:1\D+)?(1[0-2]|0?[1-9])?\D*$")


@dataclass(frozen=True)
class Known:
    """A table's own month and year, the months of its columns, and its money unit.

    month, year: 0 where nothing says them. unit: "" likewise. is_dated: the month is the
    title's, not the last of the columns.
    """

    year: int
    month: int
    months: tuple[int, ...]
    unit: str
    questions: tuple[Question, ...]
    is_dated: bool
    judges_part: bool = False  # a rate of the plan for part of the year is printed

    def is_of_year(self, column: LedgerColumn) -> bool:
        """Whether a column speaks of this year: beside it last year's may stand."""
        return column.field not in _OF_A_YEAR or column.when.year in (0, self.year)

    def is_to_come(self, column: LedgerColumn) -> bool:
        """Whether it speaks of months after the table's own: 全年完成投资 in May.

        占全年计划 is of May, though it names the year.
        """
        is_of_plan = column.field == "printed_rate_pct" and _OF_PLAN.search(column.text)
        return column.field in _SAID and not is_of_plan and column.when.month > self.month

    def counts(self, column: LedgerColumn) -> bool:
        """Whether a column's figures are of the table's own time.

        A plan up to June is not the plan up to May, unless its rate is printed beside it.
        """
        is_plan_of_other = column.field == "ytd_plan" and not (
            self.judges_part or column.when.month in (0, self.month, *self.months)
        )
        return self.is_of_year(column) and not self.is_to_come(column) and not is_plan_of_other

    def month_of(self, column: LedgerColumn) -> int:
        """The month a column's figures belong to."""
        return column.when.month if column.when.month in self.months else self.month


def read_known(
    columns: Sequence[LedgerColumn],
    titles: Sequence[str],
    years: KnownYears,
    answers: dict[str, str],
    asked: tuple[str, str, str, str],
) -> Known:
    """asked: sheet, fingerprint, the table's name and its figures, for the questions."""
    apart = [without_day(title) for title in reversed(titles)]
    written = next((day for _, day in apart if day), None)
    lines = [title for title, _ in apart if not is_note(title)]
    nearest = sorted(lines, key=lambda line: bool(_FILLED_IN.search(line)))
    title = merged(find_when(line) for line in (*nearest, asked[0]))
    timed = [c for c in columns if c.field in MONTHLY - {"printed_rate_pct"} and c.when.month]
    has_untimed = any(c.field in DONE and not c.when.month for c in columns)
    is_told = title.month or timed or years.file.month
    if written and not is_told and written.day >= _LATE_IN_THE_MONTH:
        title = merged((title, When(0, written.month, "month")))
    months = _told(timed, title.month or years.file.month, has_untimed=has_untimed)
    answer = _PERIOD.search(answers.get("period", ""))
    month = title.month or max(months, default=0) or years.file.month
    if not month and answer and answer[2]:
        month = int(answer[2])
    year, choices = _year(columns, title, years, month, answers, written)
    if not year and answer:
        year = int(answer[1])
    if month and (has_untimed or not months):
        months = sorted({*months, month})
    if months and month not in months:
        month = months[-1]
    unit = _unit(columns, lines, answers)
    guess = month_before(written).code if written else f"{year}-02" if year else ""
    questions = _questions(asked, year, month, choices, unit, guess)
    judges_part = any(c.field == "printed_rate_pct" and c.is_of_part for c in columns)
    return Known(year, month, tuple(months), unit, questions, bool(title.month), judges_part)


def _told(timed: Sequence[LedgerColumn], said: int, *, has_untimed: bool) -> list[int]:
    """The months of the columns; said: the title's. What is done later is foretold.

    A title nobody changed names a month before all of them.
    """
    done = {c.when.month for c in timed if c.field in DONE}
    own = done - {c.when.month for c in timed if c.field in DONE and "全年" in c.text}
    if not said and not has_untimed:
        own = own or done
    last = said if any(month <= said for month in own) else max(own, default=said)
    return sorted({c.when.month for c in timed if c.field not in _SAID or c.when.month <= last})


def _year(
    columns: Sequence[LedgerColumn],
    title: When,
    years: KnownYears,
    month: int,
    answers: dict[str, str],
    written: date | None,
) -> tuple[int, tuple[int, ...]]:
    """The year of the figures, else the years that compete for it."""
    of_done = [c.when.year for c in columns if c.field in MONTHLY and c.when.year]
    of_plan = [c.when.year for c in columns if c.field == "annual_plan" and c.when.year]
    for said in (of_done, [title.year] if title.year else [], of_plan):
        if said:
            return max(said), ()
    if (answer := answers.get("year", "").strip()).isdecimal():
        return int(answer), ()
    found = years.find(month) if month else ((years.file.year,) if years.file.year else ())
    if month and written:
        found = tuple(dict.fromkeys((year_written_on(written, month), *found)))
    return (found[0], ()) if len(found) == 1 else (0, found)


def _unit(columns: Sequence[LedgerColumn], titles: Iterable[str], answers: dict[str, str]) -> str:
    for title in titles:
        for one in unit_line(title) or find_units(title)[0]:
            if one in PER_10K:
                return one
    printed = Counter(u for c in columns if c.field in MONEY for u in c.units if u in PER_10K)
    if printed:
        return printed.most_common(1)[0][0]
    return answers["unit"] if answers.get("unit") in PER_10K else ""


def _questions(
    asked: tuple[str, str, str, str],
    year: int,
    month: int,
    choices: tuple[int, ...],
    unit: str,
    guess: str,
) -> tuple[Question, ...]:
    sheet, print_, name, figures = asked
    own = variant(print_, figures)
    found: list[Question] = []
    if not month:
        prompt = f"{name}没有写明是哪一月的。请填写年份和月份，如 2025-05"
        found.append(Question("period", sheet, own, prompt, (), guess, print_))
    elif not year:
        several = tuple(map(str, choices))
        what = f"，而文件中有 {'、'.join(several)} 几个年份" if several else "，全文件没有写明年份"
        prompt = f"{name}只写了1—{month}月{what}。这是哪一年的"
        guess = (several or ("",))[0]
        found.append(Question("year", sheet, own, prompt, several, guess, print_, month))
    if not unit:
        prompt = f"{name}没有写明计量单位。投资额的单位是什么"
        found.append(Question("unit", sheet, print_, prompt, MONEY_UNITS))
    return tuple(found)
