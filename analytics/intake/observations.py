"""From one table's headings and rows to observations: every printed number explained.

Owns who outranks whom (row, column, section, title) when they say what a number is.
Leaves blank what nobody says; blanks become questions in questions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analytics import regions
from analytics.intake.cells import Cells
from analytics.intake.context import Context
from analytics.intake.headings import Heading
from analytics.intake.periods import NOTHING, When, find_when, merged, without_when
from analytics.intake.reading import MEASURES, Observation
from analytics.intake.rows import Row
from analytics.intake.sheets import address
from analytics.intake.statistics import statistic_of
from analytics.intake.tables import Table
from analytics.intake.text import COUNT_UNITS, find_units, pick_unit, shown_label, tight
from analytics.intake.words import is_only_measure, measure_of
from analytics.intake.years import KnownYears
from analytics.period import Period

_PERCENT = ("%", "‰")
_AREA_OR_COUNT = re.compile("平方米|公顷|亩|[个项家户人套]$")
_AMOUNT = re.compile("[额]$|投资$|产值$|收入$")
_COLUMN_DECIDES = frozenset(("yoy_pct", "rank", "share_pct", "change", "other"))
_COUNT_NAME = re.compile("个数|项目数|单位数|户数|数$")
_STEM = re.compile(
    r"累计值|累计增长|累计同比|当期值|期末值|同比增长|同比|增长|[_:：\s]|\(.*?\)|（.*?）"
)


@dataclass(frozen=True)
class Understood:
    """A table with everything that says what its numbers are."""

    cells: Cells
    table: Table
    context: Context
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    roles: dict[int, str]
    is_database: bool
    home: str
    answers: dict[str, str]
    years: KnownYears

    @property
    def has_indicator_rows(self) -> bool:
        return "indicator" in self.roles.values()

    @property
    def has_region_rows(self) -> bool:
        return "region" in self.roles.values()


@dataclass(frozen=True)
class Gap:
    """A number whose year or months nothing says, so that it cannot be a row yet."""

    about: str
    cell: str
    month: int = 0
    choices: tuple[str, ...] = ()


def read_observations(known: Understood) -> tuple[list[Observation], list[Gap]]:
    """The table's rows as printed, and the numbers that have no period."""
    found: list[Observation] = []
    gaps: list[Gap] = []
    axis = _Axis(known)
    subjects = {h.subject for h in known.headings if h.subject}
    for row in known.rows:
        for heading in known.headings:
            number = known.cells.number(row.row, heading.column)
            if number is None:
                continue
            cell = address(row.row, heading.column)
            when = axis.when(row, heading)
            period = axis.period(when)
            if isinstance(period, tuple):
                month = when.month
                gaps.append(Gap("year", cell, month, tuple(str(y) for y in period)))
                continue
            found.append(
                _observation(known, row, heading, subjects, axis, when, period, number, cell)
            )
    found = list(_without_database_zeros(found)) if known.is_database else found
    return found, gaps


def _observation(
    known: Understood,
    row: Row,
    heading: Heading,
    subjects: set[str],
    axis: _Axis,
    when: When,
    period: Period,
    number: object,
    cell: str,
) -> Observation:
    label, prefix_region = _label(known, row, heading, subjects)
    value, printed_unit = number
    measure = _measure(known, row, heading, label, printed_unit)
    unit = _unit(known, row, heading, label, measure, printed_unit)
    if printed_unit == "倍" and measure == "yoy_pct":
        # 增长3.94倍 is 394 %; the printed text stays beside it.
        value, unit = value * 100, "%"
    if measure == "level" and unit in COUNT_UNITS:
        measure = "count"
    elif measure == "count" and unit and unit not in COUNT_UNITS:
        measure = "level"
    elif measure == "level" and unit in _PERCENT:
        measure = "other"
    statistic = statistic_of(
        label,
        (*row.chain, row.section, heading.subject, *reversed(heading.texts)),
        known.context.indicator or known.context.title,
        known.cells.sheet.name,
    )
    region_label, region_code = _region(known, row, heading, prefix_region)
    if heading.is_of_the_level:
        label += "（总量）"
    return Observation(
        sheet=known.cells.sheet.name,
        cell=cell,
        table_title=known.context.title or known.context.indicator,
        statistic=statistic,
        period=period,
        span=axis.span(row, heading, when, period, statistic),
        region_label=region_label,
        region_code=region_code,
        label=label,
        section=row.section,
        parent=row.parent,
        is_of_which=row.is_of_which,
        measure=measure,
        unit=unit,
        printed=known.cells.text(row.row, heading.column),
        value=value,
    )


# ---------- indicator and region


def _label(known: Understood, row: Row, heading: Heading, subjects: set[str]) -> tuple[str, str]:
    """The indicator's name, and the region printed inside it."""
    label = row.label
    if not label:
        label = heading.subject or _table_subject(known)
    elif heading.subject and len(subjects) > 1 and heading.subject != label:
        label = f"{label}：{heading.subject}"
    label = label or known.answers.get("indicator", "")
    region = ""
    if ":" in label or "：" in label:
        parts = re.split("[:：]", label)
        for part in parts[:-1] if len(parts) > 1 else ():
            code = regions.resolve(part)
            found = regions.find_region(code)
            if found and (found.level in ("country", "province") or found.name == part):
                region = part
                label = label.replace(part, "", 1).strip(":： ")
                break
    return shown_label(label), region


def _table_subject(known: Understood) -> str:
    """The indicator of a table of regions: its title without place, period and unit."""
    if known.context.indicator:
        return known.context.indicator
    title = find_units(known.context.title)[1]
    place = regions.full_name(known.context.region)
    return shown_label(bare_title(title.replace(place, "") if place else title))


def bare_title(title: str) -> str:
    """What a title says beyond place, period and the word table.

    >>> bare_title("2025年1-9月各县（市、区）固定资产投资情况表"), bare_title("主要指标")
    ('固定资产投资', '')
    """
    body = re.sub("^[一二三四五六七八九十]+、", "", tight(title))
    body = without_when(body)
    body = re.sub(
        r"^份|全[国省市县区州](?=\S)"
        r"|[分各](地区|县\(市、区\)|县市区|县区|区县|市州|市县|省份?|市|县|行业)(?=\S)|目?标?完成情况表?$"
        r"|主要指标$|主要数据$|情况表?$|一览表$|统计表$|增速$|增长情况$|及增速$|排名表?$|[()（）]$",
        "",
        body,
    )
    return "" if is_only_measure(body) else body


def _region(known: Understood, row: Row, heading: Heading, inside: str) -> tuple[str, str]:
    printed = inside or row.region or heading.region
    if printed:
        label = shown_label(re.sub(r"^\s*(#|其\s*中\s*[:：、]?)", "", printed))
        code = regions.resolve(label, known.home)
        if not code and (row.region or heading.region) and not regions.is_whole(label):
            is_group = regions.is_group(label)
            code = "" if is_group else regions.unit_code(label, known.home)
        return label, code
    answer = known.answers.get("region", "")
    if code := (known.context.region or _answered_region(answer, known.home)):
        return known.context.region_text or regions.full_name(code), code
    if known.home:
        return regions.full_name(known.home), known.home
    return known.context.region_text, ""


def _answered_region(answer: str, home: str) -> str:
    if regions.find_region(answer) or "/" in answer:
        return answer
    return regions.resolve(answer, home) if answer else ""


# ---------- measure and unit


def _measure(known: Understood, row: Row, heading: Heading, label: str, printed_unit: str) -> str:
    if heading.measure in _COLUMN_DECIDES:
        return heading.measure
    own = measure_of(row.label) or ("" if row.label else measure_of(label))
    if own:
        return own
    if heading.measure:
        return heading.measure
    if heading.is_level:
        return "level"
    if (answer := known.answers.get("measure", "")) in MEASURES:
        return answer
    units = row.units or heading.units or known.context.units
    by_title = measure_of(known.context.title)
    if by_title in ("yoy_pct", "share_pct") and (
        printed_unit == "%" or not units or units[0] in _PERCENT
    ):
        return by_title
    if by_title in ("index", "rank") and not known.has_indicator_rows:
        return by_title
    return "level"


def _unit(
    known: Understood,
    row: Row,
    heading: Heading,
    label: str,
    measure: str,
    printed_unit: str,
) -> str:
    if measure == "rank":
        return ""
    if printed_unit and printed_unit != "倍":
        return printed_unit
    is_percent = measure in ("yoy_pct", "share_pct")
    is_count = bool(_COUNT_NAME.search(label)) or (
        row.is_of_which and bool(_COUNT_NAME.search(row.parent))
    )
    if measure == "change" and "百分点" in "".join((*heading.units, *row.units)):
        return "百分点"
    given = (
        (row.units, heading.units)
        if measure == "level" or not is_percent
        else (
            heading.units,
            row.units,
        )
    )
    for units in (*given, row.inherited_units, known.context.units):
        unit = pick_unit(units, is_percent=is_percent, is_count=is_count)
        if not unit:
            continue
        # A heading in 万平方米 must not lend its unit to the 销售额 below it.
        borrowed = units is row.inherited_units
        names = (find_units(label)[1], row.parent)
        if borrowed and _AREA_OR_COUNT.search(unit) and any(map(_AMOUNT.search, names)):
            continue
        if measure == "change" and unit in _PERCENT:
            return "百分点"
        return unit
    if is_percent:
        return "%"
    if measure == "change" and "百分点" in "".join(heading.texts):
        return "百分点"
    return known.answers.get("unit", "") if measure in ("level", "change") else ""


# ---------- period and span


class _Axis:
    """Finds each number's period from its column, row, neighbours and title."""

    def __init__(self, known: Understood) -> None:
        self.known = known
        whens = [h.when for h in known.headings]
        months = [w.month for w in whens if w.month and not w.is_last_year]
        years = {w.year for w in whens if w.year}
        self.sibling = When(
            year=years.pop() if len(years) == 1 else 0, month=max(months, default=0)
        )
        row_years = [row.when for row in known.rows if row.when]
        self.answered_years = _years_by_column(known)
        self.is_annual_dates = _is_annual([w for w in (*whens, *row_years) if w.year and w.month])
        shapes = [w for w in (*whens, *row_years) if w.shape == "month" and w.year]
        self.is_monthly_axis = len(shapes) > 1
        self.has_quarters = any(w.shape == "quarter" for w in (*whens, *row_years))

    def when(self, row: Row, heading: Heading) -> When:
        """What is said about this number's time, nearest first."""
        own = merged((heading.when, row.when) if row.when.word else (row.when, heading.when))
        if own.month and own.shape == "year":
            own = replace(own, shape="range")
        context = self.known.context.when
        if not own.month and own.shape == "year" and context.month:
            # Bare years under a title of 1-9月 are the same months of each year.
            own = merged((replace(own, shape=""), context))
        if not own.year and own.month and context.year and not context.month:
            own = replace(own, year=context.year)
        if not (own.month or own.shape):
            own = merged((own, replace(self.sibling, shape=""), context))
        elif not own.year and own.month:
            own = replace(own, year=self.sibling.year or context.year)
        if not (own.month or own.shape):
            own = merged((own, self.known.years.file))
        if not (own.month or own.shape):
            own = merged((own, self.answered_years.get(heading.column, NOTHING)))
        return own

    def period(self, when: When) -> Period | tuple[int, ...]:
        """The period, or the years that compete for it (none known: empty)."""
        month = when.month or (12 if when.shape == "year" else 0)
        if not month:
            return ()
        year = when.year
        if not year:
            answer = self.known.answers.get("year", "").strip()
            if answer.isdecimal():
                year = int(answer)
            else:
                years = self.known.years.find(month)
                if len(years) != 1:
                    return years
                (year,) = years
        return Period(year - 1 if when.is_last_year else year, month)

    def span(self, row: Row, heading: Heading, when: When, period: Period, statistic: str) -> str:
        """ytd, month, quarter, year or point; "" where only a title names one month."""
        own = merged((row.when, heading.when))
        names = (row.label, row.section, *row.chain, *heading.texts, heading.subject)
        said = [find_when(text).word for text in names if text]
        word = own.word or next((one for one in said if one), "")
        frequency = row.frequency or heading.frequency
        if own.shape == "range":
            # 一季度 beside 二季度 is a quarter of a series, not a running total.
            return "quarter" if self.has_quarters and word != "ytd" else "ytd"
        if own.shape == "end":
            return "point"
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
            # January and February are published together: no February alone.
            is_two_months = statistic == "investment" and period.month == 2
            return "ytd" if is_two_months else "month"
        return {"range": "ytd", "year": "year", "end": "point", "quarter": "quarter"}.get(
            when.shape or self.known.context.when.shape, self._answered_span()
        )

    def _answered_span(self) -> str:
        answer = self.known.answers.get("measure", "")
        return answer if answer in ("ytd", "month", "point") else ""


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


# ---------- zeros that mean nothing


def _without_database_zeros(rows: Sequence[Observation]) -> Iterator[Observation]:
    """A database writes 0 where it has no level, and then 0 for its growth."""
    empty = {
        (_stem(row), row.period, row.span, row.region_label)
        for row in rows
        if row.measure in ("level", "count") and row.value == 0
    }
    for row in rows:
        if row.value != Decimal(0) or row.measure in ("rank", "index") or (_stem(row), row.period, row.span, row.region_label) not in empty:
            yield row


def _stem(row: Observation) -> str:
    return _STEM.sub("", tight(row.label))
