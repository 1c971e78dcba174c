"""Which months a cell is about, and whether as a running total, a month or a stock.

Owns the order of asking: column and row, their neighbours, the sheet's name, the title,
the workbook, the file's name. A month in a title alone never says 累计 or 当月.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.basics.moments import now_beijing
from analytics.basics.period import Period
from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.understood import Understood
from analytics.intake.periods import (
    NOTHING,
    When,
    find_when,
    merged,
    parse_when,
    says_span,
    year_written_on,
)
from analytics.intake.text import tight

_ASIDE = frozenset(("rank", "share_pct", "other", "change"))
_EACH_MONTH = re.compile("[各分逐单]月(?!累计)")
FIRST_MONTH = 2  # January and February are published together
# What a user may answer when only a title names the month.
SPAN_ANSWERS = {"累计": "ytd", "当月": "month"}


class Axis:
    """Finds each number's period from its column, row, neighbours and title."""

    def __init__(self, known: Understood) -> None:
        self.known = known
        whens = [h.when for h in known.headings]
        around = known.context.when.year
        ours = [w for w in whens if not w.is_last_year and (not around or w.year in (0, around))]
        months = [w.month for w in ours if w.month]
        # 2025年位次 beside figures of no year does not date them.
        years = {h.when.year for h in known.headings if h.when.year and h.measure not in _ASIDE}
        name = known.cells.sheet.name
        self.sheet = parse_when(name) or find_when(name)
        self.around = merged((self.sheet, known.context.when))
        # 2025年1-6月 beside a bare 1-6月 is another year's.
        bare = {w.month for w in whens if w.month and not w.year and not w.is_last_year}
        # A period over a growth alone is the whole table's, printed at its right.
        twins = [h.when for h in known.headings if h.when.year and h.measure in ("", "level")]
        self.twins = {w.month: w.year for w in twins if w.month in bare}
        is_ours = len(years) == 1 and not self.twins and self.around.year in (0, *years)
        self.sibling = When(year=years.pop() if is_ours else 0, month=max(months, default=0))
        row_years = [row.when for row in known.rows if row.when]
        self.answered_years = _years_by_column(known)
        self.answer = parse_answer(known.answers.get("year", ""))
        self.competing = self._competing()
        self.title_word = span_of_title(known.context.title or known.context.indicator)
        self.is_contrary = self.title_word == "month" and not any(w.word == "month" for w in whens)
        self.is_annual_dates = _is_annual([w for w in (*whens, *row_years) if w.year and w.month])
        self.is_monthly_axis = (
            sum(w.shape == "month" and w.year > 0 for w in (*whens, *row_years)) > 1
        )
        words = {find_when(row.says).word for row in known.rows if row.says} - {""}
        self.word_of_measures = words.pop() if len(words) == 1 else ""
        # 3月, 4月, 5月 of investment are totals or months; beside 1-5月 they are months.
        shapes = {(w.shape, w.year, w.month) for w in (*whens, *row_years)}
        plain = [shape for shape, _, _ in shapes if shape == "month"]
        is_beside_total = any(shape == "range" for shape, _, _ in shapes)
        is_monthly = bool(_EACH_MONTH.search(known.context.title))
        self.is_row_of_months = len(plain) > 1 and not (is_beside_total or is_monthly)
        self.has_quarters = any(w.shape == "quarter" for w in (*whens, *row_years))

    def when(self, row: Row, heading: Heading) -> When:
        """What is said about this number's time, nearest first."""
        own = merged((heading.when, row.when) if row.when.word else (row.when, heading.when))
        has_year = bool(own.year)
        if own.month and own.shape == "year":
            own = replace(own, shape="range")
        around = self.around
        if not own.month and own.shape == "year" and around.month:
            # Bare years under a title of 1-9月 are the same months of each year.
            own = merged((replace(own, shape=""), around))
        if not own.year and own.month and around.year and not around.month:
            own = replace(own, year=around.year)
        if not (own.month or own.shape) and not self.sibling.month and self.competing:
            own = merged((own, self.answer))
        elif not (own.month or own.shape):
            own = merged((own, replace(self.sibling, shape=""), around))
            own = self._of_the_file(own)
        elif not own.year and own.month:
            own = replace(own, year=self.sibling.year or around.year)
        if not (own.month or own.shape):
            own = merged((own, self.answered_years.get(heading.column, NOTHING), self.answer))
        is_answered = own.year == self.answer.year
        if own.shape == "year" and not (own.month or heading.is_plan or is_answered):
            # 2026年投资 over 累计, or in the year itself: to which month nobody says.
            is_open = (own.word == "ytd" and not has_year) or own.year >= now_beijing().year
            return replace(own, shape="") if is_open else own
        return own

    def _competing(self) -> tuple[str, ...]:
        """The periods that sheet name and title say, where they disagree; else none."""
        title = self.known.context.when
        pairs = ((self.sheet.month, title.month), (self.sheet.year, title.year))
        if all(not one or not other or one == other for one, other in pairs):
            return ()
        both = (self.around, merged((title, self.sheet)))
        return tuple(
            f"{w.year}年1-{w.month}月" if w.month else f"{w.year}年" for w in both if w.year
        )

    def _of_the_file(self, own: When) -> When:
        """2026年投资 in 投资_202605.xls is about the file's months, in a yearbook about none."""
        file = self.known.years.file
        if not (own.month or own.shape):
            return merged((own, file))
        if not own.month and own.shape == "year" and file.year == own.year and file.month % 12:
            return merged((replace(own, shape=""), file))
        return own

    def period(self, when: When) -> Period | tuple[str, ...]:
        """The period, or what competes for it: years, or sheet name and title (or nothing)."""
        month = when.month or (12 if when.shape == "year" else 0)
        if not month:
            return self.competing
        year = when.year
        if not year:
            years = self.known.years.find(month)
            if written := self.known.context.written:
                years = tuple(dict.fromkeys((year_written_on(written, month), *years)))
            if (twin := self.twins.get(month)) and not self.answer.year:
                years = tuple(dict.fromkeys((twin + 1, *years, twin)))
            # An answer remembered from another month never outranks what is printed now.
            years = years if len(years) == 1 or not self.answer.year else (self.answer.year,)
            if len(years) != 1:
                return tuple(map(str, years))
            (year,) = years
        return Period(year - 1 if when.is_last_year else year, month)

    @property
    def now(self) -> When:
        """The period the sheet as a whole is about, as far as its name, title and file say."""
        return merged((self.around, self.known.years.file))

    def span(self, row: Row, heading: Heading, when: When, period: Period, statistic: str) -> str:
        """ytd, month, quarter, year or point; "" where only a title names one month."""
        if heading.is_plan:
            return "ytd"
        own = merged((row.when, heading.when))
        # 本月位次 beside 上月位次 is this edition's place, 当月位次 the month's.
        is_rank = heading.measure == "rank" and any("本月" in tight(t) for t in heading.texts)
        if is_rank and own.word == "month" and not own.month:
            own = replace(own, word="")
        if self.is_contrary and own.word == "ytd" and own.shape in ("", "month"):
            # 累计 under a title of 5月当月: one of the two is wrong.
            return self._answered_span()
        names = (row.says, row.label, row.section, *row.chain, *heading.texts, heading.subject)
        said = [find_when(text).word for text in names if text]
        word = own.word or next((one for one in said if one and not is_rank), "")
        if own.shape in ("", "month"):
            word = word or (self.word_of_measures if row.says else "")
            word = word or self.title_word
            if self.known.context.when.shape != "range":
                word = word or span_of_title(self.known.cells.sheet.name)
        frequency = row.frequency or heading.frequency
        if own.shape == "range":
            # 一季度 beside 二季度 is a quarter of a series, not a running total.
            return "quarter" if self.has_quarters and word != "ytd" else "ytd"
        if own.shape == "end":
            # What was invested up to the end of May, never what stood there.
            return "ytd" if statistic == "investment" else "point"
        if own.shape == "year" and when.shape == "range":
            return "ytd"
        if own.shape == "year" or self.is_annual_dates or frequency in ("年", "年度"):
            return "year"
        if frequency in ("季", "季度") and word != "ytd":
            return "quarter"
        if word == "point" and self.is_monthly_axis:
            return "month"
        if word:
            return word
        if own.shape == "quarter":
            return "quarter"
        if own.shape == "month":
            if statistic != "investment":
                return "month"
            # January and February are published together: no February alone.
            if period.month == FIRST_MONTH:
                return "ytd"
            return self._answered_span() if self.is_row_of_months else "month"
        return {"range": "ytd", "year": "year", "end": "point", "quarter": "quarter"}.get(
            when.shape or self.known.context.when.shape, self._answered_span()
        )

    def _answered_span(self) -> str:
        return SPAN_ANSWERS.get(self.known.answers.get("measure", ""), "")


def parse_answer(text: str) -> When:
    """A year, or a year and months, as people type them.

    >>> [(w.year, w.month) for w in map(parse_answer, ("2026", "2026年1-5月", "26.5", "1-5月"))]
    [(2026, 0), (2026, 5), (2026, 5), (0, 5)]
    """
    this_year = now_beijing().year
    body = re.sub("今年(?=.*月)", f"{this_year}年", text.strip())
    body = re.sub("去年(?=.*月)", f"{this_year - 1}年", body)
    body = re.sub(r"^(\d{2})(?=年|[.-]\d|$)", r"20\1", body)
    return parse_when(body) or find_when(body)


def span_of_title(title: str) -> str:
    """ytd or month where a title says one of them: 固定资产投资累计增长.

    >>> span_of_title("固定资产投资累计增长"), span_of_title("当月及累计完成投资")
    ('ytd', '')
    """
    words = {span for span in ("ytd", "month") if says_span(title, span)}
    return words.pop() if len(words) == 1 else ""


def _years_by_column(known: Understood) -> dict[int, When]:
    """The answer 2008—2016 for a table whose columns nothing heads."""
    years = [int(year) for year in re.findall(r"\d{4}", known.answers.get("year", ""))]
    columns = known.table.values
    if len(years) == 2:
        step = 1 if years[1] >= years[0] else -1
        years = list(range(years[0], years[1] + step, step))
    if len(years) != len(columns):
        return {}
    return {column: When(year, 0, "year") for column, year in zip(columns, years, strict=True)}


def _is_annual(whens: Sequence[When]) -> bool:
    """Dates that all fall in December, one a year: 2022-12-31, 2021-12-31."""
    years = [w.year for w in whens]
    return (
        len(set(years)) > 2
        and all(w.month == 12 and w.shape == "month" for w in whens)
        and max(years) - min(years) + 1 >= len(set(years))
    )
