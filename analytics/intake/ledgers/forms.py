"""Forms whose heads stand left of what they say: one project's card, or a ledger turned over.

Owns turning them into a ledger of one row a project, each value keeping its own cell; a
card is counted only where the office says so, for its project may stand in a ledger too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analytics.basics.errors import Problem
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import TEXT, Cells
from analytics.intake.files.sheets import Sheet, address, position
from analytics.intake.ledgers.columns import word_field
from analytics.intake.ledgers.find import find_ledgers, name_heads
from analytics.intake.ledgers.read import read_ledger
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.questions import answers_for, fingerprint
from analytics.intake.reading import Hints, Question
from analytics.intake.text import tight

ABOUT, COUNTED, LEFT = "card", "作为一个项目计入", "不计入"
_LONGEST = 100
_SIZES = frozenset(("planned_total", "annual_plan", "plan", "done", "ytd", "invested_before"))
_Place = tuple[int, int]


@dataclass(frozen=True)
class Form:
    """Heads with a value for each project, and the lines above them."""

    titles: tuple[_Place, ...]
    heads: tuple[_Place, ...]
    values: tuple[tuple[_Place, ...], ...]

    @property
    def is_card(self) -> bool:
        return len(self.values[0]) == 1


def find_forms(cells: Cells) -> list[Form]:
    """Every form of a sheet; none where no project's name stands right of its head."""
    names = {
        head: values
        for row in dict.fromkeys(row for row, _ in name_heads(cells))
        for head, values in _pairs(cells, row)
        if _is_name(cells, head, values)
    }
    found: list[Form] = []
    stops = (*(row for row, _ in list(names)[1:]), cells.height)
    for (row, column), stop in zip(names, stops, strict=False):
        rows = range(row, min(stop, row + _LONGEST))
        texts = [cells.text(one, column) for one in rows if cells.kind(one, column) == TEXT]
        if sum(bool(word_field(text)) for text in texts) * 2 <= len(texts):
            # Names stand below their head: a list.
            continue
        pairs = [
            (head, values)
            for one in rows
            for head, values in _pairs(cells, one)
            if len(values) == len(names[row, column])
        ]
        fields = {word_field(cells.text(*head)) for head, _ in pairs}
        # A bulletin's 项目 | 数值 says nothing in words.
        has_words = any(
            cells.kind(*values[0]) == TEXT and not _is_name(cells, head, values)
            for head, values in pairs
        )
        if has_words and fields & _SIZES and len({head[0] for head, _ in pairs}) > 1:
            top, _ = min(names)
            titles = tuple((r, c) for r in range(top) for c in sorted(cells.kinds[r]))
            heads, values = zip(*pairs, strict=True)
            found.append(Form(titles, heads, values))
    return found


def _pairs(cells: Cells, row: int) -> Iterator[tuple[_Place, tuple[_Place, ...]]]:
    """Each head of a row with what stands right of it, up to the next head."""
    head: _Place | None = None
    values: list[_Place] = []
    for column, kind in sorted(cells.kinds[row].items()):
        is_head = kind == TEXT and bool(word_field(cells.text(row, column)))
        if not is_head:
            values.append((row, column))
            continue
        if head and values:
            yield head, tuple(values)
        head, values = (row, column), []
    if head and values:
        yield head, tuple(values)


def _is_name(cells: Cells, head: _Place, values: tuple[_Place, ...]) -> bool:
    text = cells.text(*head)
    is_text = all(cells.kind(*place) == TEXT for place in values)
    return is_text and "名称" in tight(text) and word_field(text) == "project_name"


def read_form(
    file: str, cells: Cells, form: Form, hints: Hints, home: str, years: KnownYears
) -> LedgerResult:
    """The projects of a form; of a card one, once the office says it counts."""
    titles = [cells.text(*place) for place in form.titles]
    heads = [cells.text(*place) for place in form.heads]
    name = next(i for i, head in enumerate(heads) if word_field(head) == "project_name")
    project = cells.text(*form.values[name][0])
    sheet = cells.sheet.name
    print_ = fingerprint(next(iter(titles), ""), heads, [], [])
    answer = answers_for(hints, print_).get(ABOUT, "")
    where = address(*form.heads[name])
    result = LedgerResult()
    if form.is_card and answer != COUNTED:
        what = f"这是项目“{project}”的登记卡，不是统计表，其中的数没有作为统计数读"
        remedy = "要计入的，请在提问处选择，或填进项目台账（一行一个项目）后上传"
        result.problems.append(Problem("note", "project_card", what, remedy, file, sheet, where))
        if not answer:
            prompt = f"{what}。它已在项目台账中的，请选“{LEFT}”，以免重复"
            result.questions.append(Question(ABOUT, sheet, print_, prompt, (LEFT, COUNTED), LEFT))
        return result
    turned = _turned(cells, form)
    small = Cells(turned)
    for ledger in find_ledgers(small):
        found = read_ledger(file, small, ledger, hints, home, years)
        places = _places(form, len(titles))
        found.projects = [
            replace(
                one,
                sheet_row=position(places[dict(one.cells)["project_name"]])[0] + 1,
                cells=tuple((name, places[cell]) for name, cell in one.cells),
            )
            for one in found.projects
        ]
        found.problems = [
            replace(one, cell=places.get(one.cell, where) if one.cell else "")
            for one in found.problems
        ]
        result.add(found)
    if not result.tables:
        what = f"项目“{project}”等的表，每个项目一列，没有读懂"
        remedy = "请把它转成一行一个项目、带总投资和年度计划的台账后上传"
        result.problems.append(Problem("warning", "form_unread", what, remedy, file, sheet, where))
    return result


def _turned(cells: Cells, form: Form) -> Sheet:
    """The form as a ledger: titles, heads across, one row a project."""
    lines = [[place] for place in form.titles] + [list(form.heads)]
    lines += [list(row) for row in zip(*form.values, strict=True)]
    width = len(form.heads)
    rows = [[cells.value(*place) for place in line] for line in lines]
    padded = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return Sheet(cells.sheet.name, padded)


def _places(form: Form, above: int) -> dict[str, str]:
    """From a cell of the turned sheet to the cell of the form."""
    return {
        address(above + row, column): address(*place)
        for row, line in enumerate((form.heads, *zip(*form.values, strict=True)))
        for column, place in enumerate(line)
    }
