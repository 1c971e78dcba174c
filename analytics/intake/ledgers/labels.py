"""What the rows of a table without projects are: districts, units, kinds, industries.

Owns the label columns and the scope a table counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.intake.bulletins.tables import Table
from analytics.intake.cells import TEXT, Cells
from analytics.intake.ledgers.columns import LedgerColumn
from analytics.intake.ledgers.rows import core
from analytics.intake.text import is_unit, shown_label, tight
from analytics.intake.words import column_role, is_note
from analytics.reference import place_names

BY = {
    "project_kind": "按性质",
    "industry_label": "按行业",
    "stage": "按阶段",
    "priority_level": "按级别",
    "league": "按组别",
}
_OFFICE = re.compile(
    "(局|委|办|部|厅|公司|中心|集团|政府|街道|镇|乡|县|市|区|院|校|处|本级|管委会|直|园区|州直)$"
)
_FIELD = re.compile(
    "产业|[工农林牧渔商]业|服务业|制造|设施|事业|民生|交通|水利|能源|电力|文化|旅游|文旅|教育|卫生|医疗|市政|城建"
    "|城镇|生态|环保|环境|商贸|物流|社会|房地产|住房|保障|信息|领域"
)
_SCOPE = re.compile(
    "((?:(?:(?<!全)(?:国家|省市县?|省)|[市县区](?=级))级?)?(?:重点|重大)"
    "(?:建设|工程|产业|前期|在建|预备)?项目)"
)
_FIXED = re.compile("固定资产投资|固投")
_WHOLE = re.compile("^(合计|总计|总数|共计|全[国省市县区州])")


@dataclass(frozen=True)
class Label:
    """One row's label. kind: region, unit or another column's field."""

    row: int
    text: str
    column: int
    is_whole: bool
    is_of_which: bool
    region_code: str


def is_whole(text: str) -> bool:
    """Whether a row is the total of the others.

    >>> is_whole("合  计"), is_whole("全市合计"), is_whole("市直")
    (True, True, False)
    """
    return place_names.is_whole(text) or bool(_WHOLE.match(tight(text)))


def is_office(text: str) -> bool:
    """Whether a label names a unit or a district.

    >>> is_office("县水利局"), is_office("市本级"), is_office("产业发展")
    (True, True, False)
    """
    return bool(_OFFICE.search(text)) or place_names.is_place(text)


def label_columns(cells: Cells, table: Table, columns: Sequence[LedgerColumn]) -> list[int]:
    """The columns that name the rows, outermost first; numbers of rows are none."""
    fields = {c.column: c.field for c in columns}
    texts = {c.column: c.text for c in columns}
    return [
        column
        for column in table.labels
        if fields.get(column) != "sequence"
        and column_role(texts.get(column, "")) not in ("sequence", "note", "code")
        and any(
            cells.kind(row, column) == TEXT and not is_unit(cells.text(row, column))
            for row in table.body
        )
    ]


def read_labels(
    cells: Cells, table: Table, columns: Sequence[LedgerColumn], home: str
) -> tuple[list[Label], str]:
    """Every labelled row and what the rows are: region, unit, or a column's field."""
    where = label_columns(cells, table, columns)
    if not where:
        return [], ""
    fields = {c.column: c.field for c in columns}
    found: list[Label] = []
    for row in table.body:
        texts = [(c, cells.text(row, c)) for c in where if cells.text(row, c)]
        if not texts or is_note(texts[0][1]):
            continue
        column, text = texts[-1]
        of_which = any(tight(t).startswith(("其中", "#")) for _, t in texts)
        name = core(text) or shown_label(text)
        if tight(text) == "小计" and len(texts) > 1:
            column, name = texts[-2][0], core(texts[-2][1])
        code = "" if is_whole(text) else place_names.resolve(name, home)
        whole = is_whole(text) and len(texts) < 3
        found.append(Label(row, name, column, whole, of_which, code))
    inner = fields.get(where[-1], "")
    if inner in BY:
        return found, inner
    return found, _kind(found, inner)


def _kind(labels: Sequence[Label], field: str) -> str:
    parts = [label for label in labels if not label.is_whole]
    places = sum(bool(label.region_code) for label in parts)
    if field == "region" or (parts and places * 2 >= len(parts)):
        return "region"
    offices = sum(bool(_OFFICE.search(label.text)) for label in parts)
    if field in ("unit_label", "owner") or (parts and offices * 2 >= len(parts)):
        return "unit"
    return "other"


def is_field(label: str) -> bool:
    """Whether a heading names a field of the economy, not who answers for it.

    >>> is_field("基础设施"), is_field("社会事业"), is_field("县水利局"), is_field("城南片")
    (True, True, False, False)
    """
    return bool(_FIELD.search(label)) and not is_office(label)


def scope_of(titles: Sequence[str], columns: Sequence[LedgerColumn]) -> str:
    """What is counted: 省重点项目, 固定资产投资, or "" where nothing says it."""
    texts = [*(t for t in titles if not is_note(t)), *(c.text for c in columns)]
    for text in texts:
        if match := _SCOPE.search(tight(text)):
            return match[1]
    return "固定资产投资" if any(_FIXED.search(tight(text)) for text in texts) else ""
