"""From a workbook's sheets to a Reading: the order in which the layout is understood.

Owns the walk over sheets, whose region the workbook is, and what is said about sheets
that give nothing. One bad sheet never costs the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from analytics.basics.errors import Problem, ReferenceDataError
from analytics.intake import twice, warnings
from analytics.intake.bulletins.context import contested_place, is_of_the_bureau, read_context
from analytics.intake.bulletins.databases import is_export
from analytics.intake.bulletins.differences import without_derived_growth
from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.headings import read_headings
from analytics.intake.bulletins.meanings import told
from analytics.intake.bulletins.measure_rows import with_subjects
from analytics.intake.bulletins.observations import read_observations
from analytics.intake.bulletins.place_rows import settled
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.rows import read_roles, read_rows
from analytics.intake.bulletins.summary import columns_of, summary
from analytics.intake.bulletins.tables import Found, Table, find_tables
from analytics.intake.bulletins.unclear import find_unclear
from analytics.intake.bulletins.understood import Understood
from analytics.intake.bulletins.years import KnownYears, read_known_years
from analytics.intake.cells import Cells
from analytics.intake.files.sheets import Workbook, position
from analytics.intake.ledgers.find import Ledger, find_ledgers, find_list, rest_of
from analytics.intake.ledgers.forms import Form, find_forms
from analytics.intake.ledgers.lists import read_lists
from analytics.intake.ledgers.read import printed_regions, title_of
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.summaries import read_units
from analytics.intake.ledgers.targets import read_targets
from analytics.intake.periods import find_when, merged
from analytics.intake.questions import (
    answers_for,
    column_questions,
    fingerprint,
    printed_in,
    questions_of,
    region_question,
)
from analytics.intake.reading import (
    Hints,
    Observation,
    Question,
    Reading,
    TableUnderstood,
)
from analytics.intake.text import find_units
from analytics.reference import place_names, regions
from analytics.reference.regions import COUNTRY


@dataclass
class _Draft:
    """A table whose words are read but whose region and year are still open."""

    cells: Cells
    table: Table
    roles: dict[int, str]
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]


@dataclass
class _Result:
    rows: list[Observation] = field(default_factory=list)
    tables: list[TableUnderstood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    ledgers: LedgerResult = field(default_factory=LedgerResult)

    def add(self, found: LedgerResult) -> None:
        """What a ledger, a table by unit or a table of goals gave."""
        self.ledgers.add(found)
        self.tables += found.tables
        self.problems += found.problems
        self.questions += found.questions
        self.unplaced += found.unplaced


def read_sheets(workbook: Workbook, hints: Hints) -> Reading:
    """Every printed number of the visible sheets that can be explained, and the rest said."""
    regions.know(hints.regions)
    result = _Result()
    sheets: list[tuple[Cells, Found]] = []
    drafts: list[_Draft] = []
    ledgers: list[tuple[Cells, Ledger]] = []
    forms: list[tuple[Cells, Form]] = []
    for sheet in workbook.sheets:
        if note := warnings.passed_over(workbook.file, sheet):
            result.problems.append(note)
            continue
        try:
            cells = Cells(sheet)
            own = find_ledgers(cells)
            if not own and (own_forms := find_forms(cells)):
                forms += [(cells, form) for form in own_forms]
                continue
            ledgers += [(cells, ledger) for ledger in own]
            top = None if own else find_list(cells)
            if top is not None:
                result.problems.append(warnings.project_list(workbook.file, sheet.name, top))
            rest = rest_of(cells, own, top) if own or top is not None else sheet
            if rest is None:
                sheets.append((cells, _dated_by(own)))
                continue
            cells = cells if rest is sheet else Cells(rest)
            found = find_tables(cells)
            drafts += [_draft(cells, table) for table in found.tables]
        except ReferenceDataError:
            raise
        except Exception as error:
            result.problems.append(warnings.unreadable(workbook.file, sheet.name, error))
            continue
        sheets.append((cells, found))
        sheets += [(cells, _dated_by(own))] if own else []
        if found.tables or not own:
            result.problems += warnings.about_found(workbook.file, sheet.name, found)
    inferred = _inferred(drafts, ledgers)
    home = _home(hints.region_code, inferred, drafts)
    if hints.region_code and home != hints.region_code:
        result.problems.append(warnings.other_home(workbook.file, hints.region_code, home))
    years = read_known_years(workbook.file, sheets)
    for draft in drafts:
        try:
            _understand(workbook.file, draft, hints, home, years, result)
        except ReferenceDataError:
            raise
        except Exception as error:
            name = draft.cells.sheet.name
            result.problems.append(warnings.unreadable(workbook.file, name, error))
    for one in read_lists(workbook.file, (*ledgers, *forms), hints, home, years):
        result.add(one)
    rows, torn = twice.settled(result.rows, hints)
    result.questions += torn
    if result.unplaced:
        result.questions.append(region_question(result.unplaced, inferred, hints))
    return Reading(
        file=workbook.file,
        sha256="",
        kind=workbook.kind,
        rows=tuple(rows),
        tables=tuple(result.tables),
        pictures=(),
        problems=tuple(dict.fromkeys(result.problems)),
        questions=tuple({(q.about, q.fingerprint): q for q in result.questions}.values()),
        region_suggestion=inferred,
        projects=tuple(result.ledgers.projects),
        project_subtotals=tuple(result.ledgers.subtotals),
        units=tuple(result.ledgers.units),
        targets=tuple(result.ledgers.targets),
    )


def _dated_by(ledgers: Sequence[Ledger]) -> Found:
    """A ledger's titles, to date the workbook's other tables by."""
    return Found([Table(ledger.titles, (), (), (), ()) for ledger in ledgers])


def _inferred(drafts: Sequence[_Draft], ledgers: Sequence[tuple[Cells, Ledger]]) -> str:
    """The region whose parts are printed; else the one a ledger's title names."""
    names = _printed_regions(drafts)
    for cells, ledger in ledgers:
        names |= printed_regions(cells, ledger)
    titled = {place_names.region_in(title_of(ledger)) for _, ledger in ledgers} - {""}
    return place_names.infer_home(names) or (titled.pop() if len(titled) == 1 else "")


def _draft(cells: Cells, table: Table) -> _Draft:
    roles = read_roles(cells, table)
    rows = with_subjects(read_rows(cells, table, roles))
    return _Draft(cells, table, roles, rows, read_headings(cells, table))


def _printed_regions(drafts: Iterable[_Draft]) -> set[str]:
    return {
        name
        for draft in drafts
        for name in (*(r.region for r in draft.rows), *(h.region for h in draft.headings))
        if name
    }


def _home(said: str, inferred: str, drafts: Sequence[_Draft]) -> str:
    """The region 全市 means: the sender's, unless the districts are another region's.

    A county may send its city's bulletin: its 全市 and districts then name the city.
    """
    if not said or not inferred or said == inferred:
        return said or inferred
    wholes = {
        place_names.resolve(name, inferred)
        for name in _printed_regions(drafts)
        if place_names.folded(name).startswith("全")
    }
    return inferred if inferred in wholes and inferred != COUNTRY else said


def _understand(
    file: str, draft: _Draft, hints: Hints, home: str, years: KnownYears, result: _Result
) -> None:
    cells, table = draft.cells, draft.table
    goals = read_targets(file, cells, table, hints, home, years)
    units = LedgerResult() if goals.tables else read_units(file, cells, table, hints, home, years)
    for found in (goals, units):
        result.add(found)
    context = read_context(table, home, cells.sheet.name)
    sources = {
        s for s in (*(r.source for r in draft.rows), *(h.source for h in draft.headings)) if s
    }
    is_database = context.is_database or is_export(cells, table, draft.roles)
    from_the_bureau = context.is_of_the_bureau or is_of_the_bureau(file, sources)
    if from_the_bureau and not context.region:
        context = replace(context, region=COUNTRY, region_text="全国")
    heads = [
        cells.text(row, column)
        for row in table.header
        for column in table.labels
        if column in cells.kinds[row]
    ]
    print_ = fingerprint(
        context.title,
        [text for heading in draft.headings for text in heading.texts],
        heads,
        [row.label for row in draft.rows if row.label],
    )
    # 2025年1-9月 may stand in the corner, above the labels.
    corner = next(filter(None, (find_units(head)[0] for head in heads)), ())
    context = replace(
        context,
        when=merged((*map(find_when, heads), context.when)),
        units=context.units or corner,
    )
    # 全县, 合计 and the townships of a table of 新邵县 in its city's bulletin are 新邵县's.
    is_below = home in {up.code for up in regions.ancestors(context.region)}
    figures = printed_in(cells, table) if hints.answers else ""
    answers = answers_for(hints, print_, figures)
    meanings = told({one.column: one.texts for one in draft.headings}, answers)
    known = Understood(
        cells,
        table,
        context,
        read_headings(cells, table, meanings) if meanings else draft.headings,
        settled(draft.rows, answers["whose"]),
        draft.roles,
        is_database,
        context.region if is_below else home,
        answers,
        years,
        contested_place(context, file, hints, home),
    )
    rows, gaps = read_observations(known)
    claimed = goals.claimed | units.claimed
    if claimed:
        result.problems = [
            problem
            for problem in result.problems
            if not (problem.code == "leftover_figures" and problem.sheet == cells.sheet.name)
            or problem.cell not in claimed
        ]
        rows = [row for row in rows if row.cell not in claimed]
        gaps = [gap for gap in gaps if gap.cell not in claimed]
        if not rows and not gaps:
            return
    name = cells.sheet.name
    unclear = find_unclear(known, rows, gaps)
    open_ = {one.column: one.guess for one in unclear}
    columns = columns_of(known.headings, rows, open_)
    rows = [row for row in rows if position(row.cell)[1] not in open_]
    gaps = [gap for gap in gaps if position(gap.cell)[1] not in open_ or gap.about == "year"]
    rows, questions = without_derived_growth(rows, answers.get("measure", ""), name, print_)
    result.rows += rows
    result.questions += questions_of(known, print_, rows, gaps) + questions
    result.questions += column_questions(name, context.title, print_, unclear)
    if not known.contested and any(not row.region_code and not row.region_label for row in rows):
        result.unplaced.append((name, print_))
    result.problems += warnings.about_rows(file, known, rows, gaps)
    result.problems += warnings.unread(file, known, frozenset(claimed))
    result.tables.append(summary(known, print_, rows, columns))
