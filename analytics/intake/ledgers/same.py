"""Which rows speak of one project: within a sheet by name, across sheets as a list told twice.

Owns the key of a name and what becomes of a list printed by level and again by industry;
projects of several workbooks are the lake's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analytics.basics.errors import Problem
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.troubles import NAMES
from analytics.intake.ledgers.values import in_unit
from analytics.intake.reading import ProjectMonth

_WIDE = {0xFF01 + place: 0x21 + place for place in range(94)}
_BRACKETS = str.maketrans("［］〔〕—–", "[][]--")
_SILENT = re.compile(r"[\s●○★☆◆▲△▼■*#]+")
_COMPARED = ("planned_total", "annual_plan", "ytd", "monthly")
_KINDS = ("league", "priority_level", "project_kind", "stage", "industry_label", "tags")


def name_key(name: str) -> str:
    """A project's name without what says nothing, as name_key and small_letters in the lake.

    >>> name_key("Ａ 厂房（一期）"), name_key("a厂房")
    ('A厂房(一期)', 'a厂房')
    """
    composed = unicodedata.normalize("NFC", name).translate(_WIDE).translate(_BRACKETS)
    return _SILENT.sub("", composed)


def without_repeated(file: str, ledgers: Sequence[LedgerResult]) -> list[LedgerResult]:
    """The ledgers of a workbook, each project of a list told again in the first only."""
    kept: list[LedgerResult] = []
    for ledger in ledgers:
        for earlier in kept:
            _merge(file, earlier, ledger)
        kept.append(ledger)
    return kept


def _merge(file: str, earlier: LedgerResult, later: LedgerResult) -> None:
    known: dict[tuple[int, int, str], list[int]] = {}
    for place, project in enumerate(earlier.projects):
        for key in _keys(project):
            known.setdefault(key, []).append(place)
    pairs: dict[int, int] = {}
    for place, project in enumerate(later.projects):
        places = (found for key in _keys(project) for found in known.get(key, ()))
        same = (one for one in places if _is_same(earlier.projects[one], project))
        if (found := next(same, None)) is not None:
            pairs[place] = found
    shared = _rows(later.projects[place] for place in pairs)
    shortest = min(len(_rows(earlier.projects)), len(_rows(later.projects)))
    if not pairs or len(shared) * 2 <= shortest:
        return
    first, again = earlier.projects[0].sheet, later.projects[0].sheet
    left: dict[str, None] = {}
    for place, found in pairs.items():
        one, other = earlier.projects[found], later.projects[place]
        later.problems += _differences(file, one, other)
        added = {name: getattr(other, name) for name in _KINDS if not getattr(one, name)}
        earlier.projects[found] = replace(one, **added)
        left |= dict.fromkeys(
            NAMES[name]
            for name, _ in other.cells
            if name in NAMES and getattr(one, name, None) is None
        )
    later.projects[:] = [p for place, p in enumerate(later.projects) if place not in pairs]
    # They were checked against their own rows, which are no longer there.
    later.subtotals.clear()
    lost = f"；其中“{first}”没有的{'、'.join(left)}没有记入" if left else ""
    later.problems.append(
        Problem(
            "note",
            "listed_again",
            f"这里的{len(shared)}个项目在“{first}”已列过（名称、金额相同），按一份计，不重复相加{lost}",
            "确是不同项目的，请在项目名称或责任单位上写出区别",
            file,
            again,
        )
    )


def _rows(projects: Iterable[ProjectMonth]) -> set[int]:
    return {project.sheet_row for project in projects}


def _keys(project: ProjectMonth) -> Iterator[tuple[int, int, str]]:
    for text in (project.project_code.strip(), name_key(project.project_name)):
        if text:
            yield project.year, project.month, text


def _is_same(one: ProjectMonth, other: ProjectMonth) -> bool:
    """By code; else by name, if neither unit, place nor size speaks against it."""
    if one.project_code and other.project_code:
        return one.project_code.strip() == other.project_code.strip()
    units = [p.unit_label for p in (one, other) if "unit_label" in dict(p.cells)]
    if one.region_code != other.region_code or len({name_key(unit) for unit in units}) > 1:
        return False
    agreeing = [gap == 0 for _, gap in _gaps(one, other)]
    return len(agreeing) == 0 or any(agreeing)


def _gaps(one: ProjectMonth, other: ProjectMonth) -> Iterator[tuple[str, object]]:
    """What both print, by how far they lie apart."""
    for name in _COMPARED:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None:
            yield name, in_unit(theirs, other.money_unit, one.money_unit) - mine


def _differences(file: str, one: ProjectMonth, other: ProjectMonth) -> Iterator[Problem]:
    for name, gap in _gaps(one, other):
        if gap:
            yield Problem(
                "warning",
                "listed_differently",
                f"“{other.project_name}”的{NAMES[name]}在这里是{getattr(other, name):f}"
                f"{other.money_unit}，在“{one.sheet}”第{one.sheet_row}行是{getattr(one, name):f}"
                f"{one.money_unit}，按后者计",
                "请核对两张表，改成一致后重新上传",
                file,
                other.sheet,
                dict(other.cells)[name],
            )
