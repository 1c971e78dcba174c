"""What each row of figures is: its label, its place in the hierarchy, its region, period.

Owns the label columns: their roles, sections, 其中, indents and numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from analytics.intake.bulletins.columns import header_role
from analytics.intake.bulletins.place_rows import (
    ASIDE,
    KINDS_OF_PLACE,
    MIXED,
    PlaceRows,
    is_place_of,
    names_statistic,
)
from analytics.intake.bulletins.row import Beside, Row, has_figures, lead_of
from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import NUMBER, PERIOD, TEXT, Cells
from analytics.intake.periods import (
    NOTHING,
    When,
    find_when,
    is_code,
    merged,
    parse_when,
    years_carried,
)
from analytics.intake.text import find_units, is_unit, plain, shown_label, tight, unmarked
from analytics.intake.words import META_ROLES
from analytics.reference import place_names

_OF_WHICH = re.compile(r"^\s*(?:#|＃|其\s*中\s*[:：、,，]?)\s*")
_GROUPING = re.compile(r"(^|[、.)）])按.{1,14}分(组|类)?(:|：)?$|(^|[、.)）])分.{1,8}$")
_NUMBERING = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[(（]\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
)
_ENGLISH_TAIL = re.compile(r"(?<=[\u4e00-\u9fff)）])\s*[A-Za-z][A-Za-z ,.'&()/%\-\d]{3,}$")
_UNIT_NAME = re.compile("(镇|乡|街道|办事处|开发区|高新区|经开区|园区|管委会|林场|[市县区]本级)$")
_BRACKET_AT_END = re.compile(r"[(（]([^()（）]+)[)）]$")
_LAST_YEARS = re.compile("(?:上年|去年)同[期月季]")
_MONTH_HEADS = frozenset(("月份", "月", "月度", "month"))
_HAN = re.compile(r"[\u4e00-\u9fff]")


def read_roles(cells: Cells, table: Table) -> dict[int, str]:
    """What each label column holds; the content outranks a header's word."""
    roles = {column: _role(cells, table, column) for column in table.labels}
    indicators = [column for column, role in roles.items() if role in ("indicator", ASIDE)]
    if len(indicators) > 1:
        roles |= dict.fromkeys(indicators, "indicator")
    for column in indicators[1:]:
        texts = _texts(cells, table, column)
        if texts and not any(_HAN.search(text) for text in texts):
            roles[column] = "translation"
    return roles


def read_rows(cells: Cells, table: Table, roles: dict[int, str]) -> tuple[Row, ...]:
    """Every body row in order; a heading without figures is one too."""
    levels = _Levels(cells, table)
    indicators = _columns(roles, "indicator")
    held: dict[int, str] = {}
    found: list[Row] = []
    places = PlaceRows(cells, table)
    for row in table.body:
        if row in table.lowered:
            found.append(replace(found[-1], row=row))
            continue
        texts = {}
        for column, role in roles.items():
            text = unmarked(cells.text(row, column))
            if not text and role in ("indicator", "region", "period", "unit"):
                text = held.get(column, "") if column != _innermost(roles) else ""
            if text:
                held[column] = text
            texts[column] = text
        own = next((c for c in reversed(indicators) if texts[c]), None)
        outer = tuple(shown_label(texts[c]) for c in indicators if texts[c] and c != own)
        said: Beside = {
            "when": merged(_whens(cells, table, row, roles, texts)),
            "region": next((texts[c] for c in _columns(roles, "region") if texts[c]), ""),
            "frequency": _first(texts, roles, "frequency"),
            "source": _first(texts, roles, "source"),
        }
        units = _first(texts, roles, "unit")
        given = (find_units(units)[0] or (tight(units),)) if units else ()
        mixed = next((c for c in roles if roles[c] in (MIXED, ASIDE) and texts[c]), None)
        if mixed is not None and is_place_of(texts[mixed], roles[mixed]):
            said["region"] = tight(texts[mixed])
            found.append(places.below(row, mixed, given, said))
        elif mixed is not None:
            found.append(places.kept(levels.place(row, mixed, outer, given, said), mixed))
        elif own is None:
            found.append(Row(row, units=given, **said))
        else:
            found.append(levels.place(row, own, outer, given, said))
    return _in_their_years(cells, table, found)


def _in_their_years(cells: Cells, table: Table, rows: list[Row]) -> tuple[Row, ...]:
    """Months below a line 2025年 without figures, or below months of it, are of that year."""
    whens = []
    year = 0
    for row in rows:
        when = row.when
        if when.year:
            has_figures = any(cells.kind(row.row, column) for column in table.values)
            year = 0 if when.month or has_figures else when.year
        elif when.month and year and not when.is_last_year:
            when = replace(when, year=year)
        whens.append(when)
    dated = zip(rows, years_carried(whens), strict=True)
    return tuple(replace(row, when=when) for row, when in dated)


def _whens(
    cells: Cells, table: Table, row: int, roles: dict[int, str], texts: dict[int, str]
) -> Iterable[When]:
    columns = _columns(roles, "period")
    for column in reversed(columns):
        when = cells.when(row, column)
        if not when.shape and texts[column].isdecimal():
            # 年份 | 月份: the head says what the 5 counts.
            yield find_when(texts[column] + _counted(cells, table, column))
        else:
            yield when if when.shape else parse_when(texts[column]) or find_when(texts[column])


def _counted(cells: Cells, table: Table, column: int) -> str:
    """月 or 季度 where the head says that the column counts them."""
    heads = {tight(cells.text(row, column)).lower() for row in table.header}
    return "月" if heads & _MONTH_HEADS else "季度" if heads & {"季度", "季"} else ""


def _columns(roles: dict[int, str], role: str) -> list[int]:
    return [column for column, one in roles.items() if one == role]


def _innermost(roles: dict[int, str]) -> int:
    inner = [c for c, role in roles.items() if role in ("indicator", "region", "period")]
    return inner[-1] if inner else -1


def _first(texts: dict[int, str], roles: dict[int, str], role: str) -> str:
    return next((tight(texts[c]) for c in _columns(roles, role) if texts[c]), "")


def _texts(cells: Cells, table: Table, column: int) -> list[str]:
    return [
        cells.text(row, column)
        for row in table.body
        if cells.filled(row).get(column) in (TEXT, PERIOD)
    ]


def _role(cells: Cells, table: Table, column: int) -> str:
    role = header_role(cells, table.header, column)
    if role in META_ROLES and role != "unit":
        return role
    kinds = [kind for row in table.body if (kind := cells.filled(row).get(column))]
    if not kinds:
        return role or "note"
    axis = sum(
        kind == PERIOD
        or (kind == NUMBER and is_code(cells.value(row, column)))
        or bool(cells.when(row, column).shape)
        for row in table.body
        if (kind := cells.filled(row).get(column))
    )
    if role == "period" and _counted(cells, table, column):
        return "period"
    if axis >= 0.8 * len(kinds) or (role == "period" and axis):
        return "period"
    texts = set(map(unmarked, _texts(cells, table, column)))
    if not texts:
        return "sequence"
    if texts <= {"True", "False", "TRUE", "FALSE"}:
        return "note"
    if role == "unit" and sum(map(is_unit, texts)) * 2 >= len(texts):
        return "unit"
    places = {text for text in texts if place_names.is_place(text) or _UNIT_NAME.search(text)}
    statistics = set(filter(names_statistic, texts - places))
    if statistics:
        places = {text for text in places if place_names.folded(text) not in KINDS_OF_PLACE}
    if len(places) > 1 and statistics and places | statistics == texts:
        return MIXED
    if len(texts) > 1 and len(places) >= 0.6 * len(texts):
        return MIXED if statistics else "region"
    if statistics and any(is_place_of(text, ASIDE) for text in texts):
        return ASIDE
    return role if role in ("region", "indicator") else "indicator"


def _without_when_beside(label: str) -> tuple[str, When]:
    """A name and the period in brackets behind it: 地区生产总值（一季度）, 民间投资（上年同期）."""
    found = _BRACKET_AT_END.search(label)
    name = label[: found.start()].strip() if found else ""
    if found is None or not name:
        return label, NOTHING
    is_last_year = _LAST_YEARS.fullmatch(found[1])
    when = find_when(found[1]) if is_last_year else parse_when(found[1])
    return (name, when) if when else (label, NOTHING)


class _Levels:
    """Keeps the headings above the current row while walking down a label column."""

    def __init__(self, cells: Cells, table: Table) -> None:
        self.cells, self.table = cells, table
        self.stack: list[tuple[float, str, tuple[str, ...], bool]] = []
        self.next_row = dict(zip(table.body, table.body[1:], strict=False))
        self.section = ""
        self.section_depth = -1.0
        self.grouping_lead = -1.0
        self.of_which: tuple[float, str] | None = None
        self.has_numbering = False

    def place(
        self,
        row: int,
        column: int,
        outer: tuple[str, ...],
        given: tuple[str, ...],
        said: Beside,
    ) -> Row:
        """The row's label with what stands above it."""
        raw = self.cells.raw_text(row, column)
        lead = lead_of(self.cells, row, column)
        body = raw.strip().lstrip("\u3000\xa0")
        marked = bool(_OF_WHICH.match(body)) and len(_OF_WHICH.sub("", body)) > 0
        label = shown_label(unmarked(_OF_WHICH.sub("", body) if marked else body))
        label, when = _without_when_beside(label)
        if when:
            said = {**said, "when": merged((said["when"], when))}
        label = shown_label(_ENGLISH_TAIL.sub("", label)) or label
        units = given or find_units(label)[0]
        is_filled = has_figures(self.cells, self.table, row)
        is_grouping = not is_filled and bool(_GROUPING.search(plain(label)))
        heading = "" if is_filled or is_grouping else self._heading(row, column, lead)
        depth = self._depth(lead, label, marked, is_grouping, heading)
        is_part = marked
        if not marked and self.of_which and lead > self.of_which[0]:
            is_part, depth = True, self.of_which[0] + 0.95
        elif not marked:
            self.of_which = None
        if marked:
            self.of_which = (lead, label)
        while self.stack and self.stack[-1][0] >= depth:
            self.stack.pop()
        parent, inherited, chain = self._above()
        if depth <= self.section_depth and not is_grouping:
            self.section, self.section_depth = "", -1.0
        found = Row(
            row,
            label,
            self.section or (outer[0] if outer else ""),
            parent or (outer[-1] if outer else ""),
            is_part,
            units,
            inherited,
            (*chain, *reversed(outer)),
            **said,
        )
        if is_grouping:
            self.section, self.section_depth, self.grouping_lead = label, depth, lead
        else:
            if heading:
                self.section, self.section_depth = label, depth
            if heading == "flat":
                self.grouping_lead = lead
            self.stack.append((depth, label, units, is_filled))
        return found

    def _above(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        parent = ""
        inherited: tuple[str, ...] = ()
        for _, label, units, is_filled in reversed(self.stack):
            if not parent and is_filled:
                parent = label
            inherited = inherited or units
            if not is_filled:
                break
        return parent, inherited, tuple(entry[1] for entry in reversed(self.stack))

    def _depth(
        self, lead: float, label: str, marked: bool, is_grouping: bool, heading: str
    ) -> float:
        for level, pattern in enumerate(_NUMBERING):
            if pattern.match(label):
                self.has_numbering = True
                if level == 0:
                    self.grouping_lead = -1.0
                return lead + 0.1 + 0.15 * level
        if marked:
            return lead + 0.95
        if is_grouping or heading:
            return lead + (0.5 if is_grouping or self.has_numbering else 0.0)
        if lead <= self.grouping_lead:
            return lead + 0.8
        return lead + (0.85 if self.has_numbering else 0.0)

    def _heading(self, row: int, column: int, lead: float) -> str:
        """numbered, higher (than the next row), flat (it has a unit), or no heading."""
        label = self.cells.text(row, column)
        if any(pattern.match(label) for pattern in _NUMBERING[:2]):
            return "numbered"
        after = self.next_row.get(row)
        if after is None:
            return ""
        if lead_of(self.cells, after, column) > lead:
            return "higher"
        return "flat" if find_units(label)[0] else ""
