"""From one table's headings and rows to observations: every printed number explained.

Owns the indicator's name and the region of each number; its measure, unit and period
are asked from measures.py and timing.py. What nobody says stays blank.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analytics.basics.period import Period
from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.headings import TOTALS
from analytics.intake.bulletins.meanings import ANOTHER, LAST_MONTH, LEFT_OUT, MEANINGS
from analytics.intake.bulletins.measures import contradicts, fitted, measure_of_cell, unit_of_cell
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.signs import Signs
from analytics.intake.bulletins.statistics import statistic_of
from analytics.intake.bulletins.timing import FIRST_MONTH, Axis
from analytics.intake.bulletins.understood import Understood
from analytics.intake.files.sheets import address
from analytics.intake.periods import When, without_when
from analytics.intake.reading import Observation
from analytics.intake.text import Printed, find_units, shown_label, tight
from analytics.intake.words import is_only_measure
from analytics.reference import place_names
from analytics.reference.regions import LEVELS, full_name

_TITLE_PLACE = re.compile(
    r"^份|全[国省市县区州](?=\S)"
    r"|[分各](地区|[乡镇]{1,2}\([乡镇街道、办事处园区]+\)|[乡镇]{1,2}(、?街道?)?|街道?(、?[乡镇]{1,2})?"
    r"|县\(市、区\)|县市区|县区|区县|市州|市县|省份?|市|县|行业)(?=\S)"
)
_TITLE_END = re.compile(
    r"预期目标$|(目标)?完成情况表?$|主要指标$|主要数据$|情况表?$|一览表$|统计表$"
    r"|及?增速$|增长情况$|排名表?$|[()]$"
)

# What a user may answer when only a unit says %.
PERCENT_ANSWERS = {"同比增速": "yoy_pct", "占比": "share_pct", "完成率": "other"}
_DATABASE_STEM = re.compile(
    r"累计值|累计增长|累计同比|当期值|期末值|同比增长|同比|增长|[_:：\s]|\(.*?\)|（.*?）"
)


@dataclass(frozen=True)
class Gap:
    """A number that is no row yet ("year": nothing dates it), or never ("zero": printed for
    a month to come; "last_month": there is no January), or whose row is a guess ("measure":
    what its % is of), that another row contradicts ("twice"), or whose sign is open ("sign":
    −9.2 under 同比下降; "mark": ▲8.5)."""

    about: str
    cell: str
    month: int = 0
    choices: tuple[str, ...] = ()


Place = tuple[str, str]  # as printed, and its code
# （亿） and 512.35亿 are 亿元 where money is meant.
_BARE_SCALES = frozenset(("千", "万", "百万", "千万", "亿"))


def read_observations(known: Understood) -> tuple[list[Observation], list[Gap]]:
    """The table's rows as printed, and the numbers that have no period."""
    found: list[Observation] = []
    gaps: list[Gap] = []
    axis, signs = Axis(known), Signs(known)
    is_split = _is_split(known.headings)
    for row in known.rows:
        for heading in known.headings:
            if heading.meaning == LEFT_OUT:
                continue
            number = known.cells.number(row.row, heading.column)
            if number is None:
                continue
            cell = address(row.row, heading.column)
            if row.may_be_of:
                gaps.append(Gap("whose", cell, choices=row.may_be_of))
                continue
            when = axis.when(row, heading)
            period = axis.period(when)
            if isinstance(period, tuple):
                month = when.month
                gaps.append(Gap("year", cell, month, period))
                continue
            if heading.meaning and MEANINGS[heading.meaning].of == LAST_MONTH:
                if period.month <= FIRST_MONTH:
                    gaps.append(Gap("last_month", cell))
                    continue
                period = Period(period.year, period.month - 1)
            one = _observation(known, row, heading, is_split, axis, when, period, number, cell)
            if contradicts(one, number.unit, heading.units):
                gaps.append(Gap("unit", cell))
                continue
            value, open_by = signs.pointed(row, heading, one.measure, one.value)
            if open_by:
                gaps.append(Gap(open_by, cell))
            else:
                found.append(one if value == one.value else replace(one, value=value))
    found = list(_without_database_zeros(found)) if known.is_database else found
    twice = repeated(found)
    gaps += [Gap("twice", row.cell) for row in twice]
    found = [row for row in found if row not in twice] if twice else found
    early = zeros_to_come(found, axis.now)
    gaps += [Gap("zero", row.cell) for row in early]
    if guessed := [row for row in found if is_guessed_growth(row)]:
        answer = PERCENT_ANSWERS.get(known.answers.get("percent", ""), "")
        if not answer and not any(row.value < 0 for row in guessed):
            gaps += [Gap("measure", row.cell) for row in guessed]
        # Of investment the bureaus print growth; a share or a rate of completion is no loss.
        cells = {row.cell for row in guessed}
        measure = answer or "yoy_pct"
        found = [replace(r, measure=measure) if r.cell in cells else r for r in found]
    return [row for row in found if row not in early], gaps


def _is_split(headings: Sequence[Heading]) -> bool:
    """Whether the columns divide what the rows name: 民间 beside 国有, or beside 全部."""
    subjects = {one.subject for one in headings if one.subject}
    is_of_whole = any(tight(text) in TOTALS for one in headings for text in one.texts)
    is_told = any(one.meaning == ANOTHER for one in headings)
    return len(subjects) > 1 or (bool(subjects) and is_of_whole) or is_told


def is_guessed_growth(row: Observation) -> bool:
    """A percentage under 固定资产投资 that no word calls growth, share or completion."""
    return row.statistic == "investment" and (row.measure, row.unit) == ("level", "%")


def repeated(rows: Sequence[Observation]) -> list[Observation]:
    """Figures of one region that two rows of one column print differently: 新邵县, 新邵县."""
    by_name: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.region_code and row.statistic == "investment":
            column = row.cell.rstrip("0123456789")
            names = (row.label, row.section, row.parent, row.is_of_which, row.region_code)
            by_name[column, *names, row.period, row.span, row.measure, row.unit].append(row)
    return [row for own in by_name.values() if len({r.value for r in own}) > 1 for row in own]


def zeros_to_come(rows: Sequence[Observation], now: When) -> list[Observation]:
    """Zeros a form prints for months to come: all of a month's figures, after the last real one.

    Without a date on the sheet only amounts say so, or growth that is 0 three times.
    """
    found: list[Observation] = []
    for span in ("ytd", "month", "quarter"):
        own = [row for row in rows if row.span == span and row.measure != "rank"]
        last = max((row.period for row in own if row.value), default=None)
        for period in {row.period for row in own if last is not None and row.period > last}:
            zeros = [row for row in own if row.period == period]
            is_ahead = bool(now.year and now.month) and period > Period(now.year, now.month)
            if is_ahead or len(zeros) > 2 or any(r.measure == "level" for r in zeros):
                found += zeros
    return found


def _observation(
    known: Understood,
    row: Row,
    heading: Heading,
    is_split: bool,
    axis: Axis,
    when: When,
    period: Period,
    number: Printed,
    cell: str,
) -> Observation:
    label, prefix_region = _label(known, row, heading, is_split)
    value, printed_unit = number
    measure = measure_of_cell(known, row, heading, label, printed_unit)
    if measure == "level" and printed_unit.endswith("百分点"):
        measure = "change"
    unit = unit_of_cell(known, row, heading, label, measure, printed_unit)
    if printed_unit == "倍" and measure == "yoy_pct":
        # 增长3.94倍 is 394 %; the printed text stays beside it.
        value, unit = value * 100, "%"
    if heading.is_of_the_level:
        # "rank" is the place by growth; the place by amount must not stand in for it.
        measure, unit = "other", ""
    statistic = statistic_of(
        label,
        (*row.chain, row.section, heading.subject, *reversed(heading.texts)),
        known.context.indicator or known.context.title,
        known.cells.sheet.name,
    )
    says_level = heading.is_level or heading.is_plan
    if statistic != "investment" or unit != "%" or says_level:
        measure = fitted(measure, unit)
    if statistic == "investment" and measure == "level" and unit in _BARE_SCALES:
        unit += "元"
    region_label, region_code = _region(known, row, heading, prefix_region)
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


def _without_database_zeros(rows: Sequence[Observation]) -> Iterator[Observation]:
    """A database writes 0 where it has no level, and then 0 for its growth; a bulletin's
    printed 0 is never touched."""
    empty = {
        (_stem(row), row.period, row.span, row.region_label)
        for row in rows
        if row.measure in ("level", "count") and row.value == 0
    }
    for row in rows:
        if (
            row.value != Decimal(0)
            or row.measure in ("rank", "index")
            or (_stem(row), row.period, row.span, row.region_label) not in empty
        ):
            yield row


def _stem(row: Observation) -> str:
    return _DATABASE_STEM.sub("", tight(row.label))


# ---------- indicator and region


def _label(known: Understood, row: Row, heading: Heading, is_split: bool) -> tuple[str, Place]:
    """The indicator's name, and the region printed inside it."""
    label = row.label
    if not label:
        label = heading.subject or _table_subject(known)
    elif heading.subject and is_split and heading.subject != label:
        label = f"{label}：{heading.subject}"
    label = label or known.answers.get("indicator", "")
    region: Place = ("", "")
    if ":" in label or "：" in label:
        parts = re.split("[:：]", label)
        places = {part: found for part in parts if (found := place_names.of_series(part))}
        if places:
            # 湖南:邵阳:固定资产投资: the last of them, of those before it.
            part = max(places, key=lambda part: LEVELS.index(places[part].level))
            region = (part, places[part].code)
            mark = "：" if "：" in label else ":"
            label = mark.join(part for part in parts if part not in places)
    return shown_label(label), region


def _table_subject(known: Understood) -> str:
    """The indicator of a table of regions: its title without place, period and unit."""
    if known.context.indicator:
        return known.context.indicator
    title = find_units(known.context.title)[1]
    place = full_name(known.context.region)
    return shown_label(bare_title(title.replace(place, "") if place else title))


def bare_title(title: str) -> str:
    """What a title says beyond place, period and the word table.

    >>> bare_title("2025年1-9月各县（市、区）固定资产投资情况表"), bare_title("主要指标")
    ('固定资产投资', '')
    """
    body = re.sub("^[一二三四五六七八九十]+、", "", tight(title))
    body = without_when(body)
    body = _TITLE_PLACE.sub("", body)
    body = _TITLE_END.sub("", body)
    return "" if is_only_measure(body) else body


def _of_namesakes(known: Understood, part: str) -> str:
    """邵阳 beside 邵阳县 is the city, beside 全市 the county; alone it is not known."""
    if full_name(part) in known.places:
        return known.home
    is_whole = full_name(known.home) in known.places or any(map(place_names.is_whole, known.places))
    return part if is_whole else ""


def _region(known: Understood, row: Row, heading: Heading, inside: Place) -> Place:
    if inside[1]:
        return inside
    printed = row.region or heading.region
    if printed:
        label = shown_label(re.sub(r"^\s*(#|其\s*中\s*[:：、]?)", "", printed))
        if part := place_names.namesake(label, known.home):
            return label, _of_namesakes(known, part)
        code = place_names.resolve(label, known.home)
        if not code and not place_names.is_whole(label):
            is_group = place_names.is_group(label)
            code = "" if is_group else place_names.unit_code(label, known.home)
        return label, code
    answer = known.answers.get("region", "")
    answered = place_names.typed(answer, known.home)
    if known.contested:
        return full_name(answered), answered
    if code := (known.context.region or answered):
        return known.context.region_text or full_name(code), code
    if known.home:
        return full_name(known.home), known.home
    return known.context.region_text, ""
