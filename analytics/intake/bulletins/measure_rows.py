"""Rows that measure the row above them: 固定资产投资 | 增长 | 上年同期.

Owns whose measure such a row is; a table of nothing else speaks of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.intake.bulletins.row import Row, named_after
from analytics.intake.periods import find_when, merged, without_when
from analytics.intake.text import find_units, tight
from analytics.intake.words import is_level_word, is_only_measure, measure_of


def with_subjects(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each bare measure under the name of what it measures."""
    labelled = [row for row in rows if row.label]
    if labelled and all(_is_bare(row) for row in labelled):
        # 1—5月完成 | 同比增长 | 上年同期: the columns say of what.
        is_measured = any(_is_measure(row) for row in labelled)
        return tuple(_said_of(row, _outer(row)) for row in rows) if is_measured else tuple(rows)
    found: list[Row] = []
    above: Row | None = None
    said = {row.label for row in labelled if _is_measure(row)}
    for row in rows:
        row = _not_under(row, said)
        if _is_bare(row) and not _is_measure(row) and row.chain:
            # 当月 and 累计 below a line 固定资产投资 that has no figures.
            name, *chain = row.chain
            row = _said_of(row, replace(row, label=name, chain=tuple(chain), says=""))
            above = row
            found.append(row)
            continue
        if above is not None and _is_measure(row) and row.region == above.region:
            found.append(_said_of(row, above))
            continue
        if row.label and not _is_measure(row):
            above = row
        found.append(row)
    return tuple(found)


def _outer(row: Row) -> Row:
    """What an outer label column names: 固定资产投资 | 累计值."""
    return replace(row, label=row.parent, parent="", chain=row.chain[1:], says="")


def _not_under(row: Row, said: set[str]) -> Row:
    """其中：民间投资 below 同比增长（%） is no part of the growth."""
    if not said.intersection(row.chain):
        return row
    chain = tuple(name for name in row.chain if name not in said)
    parent = next(iter(chain), "") if row.parent in said else row.parent
    return replace(row, chain=chain, parent=parent, inherited_units=())


def _said_of(row: Row, above: Row) -> Row:
    when = find_when(row.label)
    units = row.units or (() if measure_of(row.label) else above.units)
    return replace(
        named_after(row, above),
        units=units,
        when=merged((row.when, replace(when, word=""))) if when else row.when,
        says=row.label,
    )


def _is_measure(row: Row) -> bool:
    """增长, 同比下降（%）, 上年同期: a measure or another year, of nothing named."""
    bare = tight(find_units(row.label)[1])
    if not bare or row.frequency:
        return False
    says = measure_of(row.label) or find_when(bare).is_last_year
    return bool(says) and is_only_measure(without_when(bare))


def _is_bare(row: Row) -> bool:
    return _is_measure(row) or is_level_word(without_when(find_units(row.label)[1]))
