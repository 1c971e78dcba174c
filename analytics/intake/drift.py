"""How a table's columns and rows differ from those its sender sent last time.

Owns which earlier table is the same one, what counts as new, gone, moved and renamed, and
what is proposed for a head that is new; keeps nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from analytics.basics.period import Period, parse_period_code
from analytics.intake.periods import undated
from analytics.intake.reading import ColumnUnderstood, TableUnderstood

_ENOUGH, _ENOUGH_UNTITLED = 0.6, 1.4


@dataclass(frozen=True)
class Layout:
    """A table of an accepted upload; upload: 0 is the newest."""

    upload: int
    table: TableUnderstood

    @property
    def period(self) -> Period | None:
        """The last period the table was read for."""
        last = self.table.periods.rsplit("—", 1)[-1]
        return parse_period_code(last) if last else None


@dataclass(frozen=True)
class LayoutChange:
    """One column or row that is not as last time; before: its head or label then.

    kind: new, gone, moved, renamed, or meaning (one head, read as something else). means:
    what it is read as, or for one that is new or renamed what is proposed.
    """

    what: str
    kind: str
    name: str
    about: str = ""
    before: str = ""
    means: str = ""
    meant: str = ""


@dataclass(frozen=True)
class Drift:
    """What changed in one table since the sender's last one."""

    sheet: str
    title: str
    fingerprint: str
    since: Layout
    changes: tuple[LayoutChange, ...]


def find_before(table: TableUnderstood, layouts: Sequence[Layout]) -> Layout | None:
    """The sender's last table of this kind; None where there was none."""
    scored = [(_likeness(table, one.table), one) for one in layouts]
    alike = [
        (score, is_titled, one)
        for (score, is_titled), one in scored
        if score >= (_ENOUGH if is_titled else _ENOUGH_UNTITLED)
    ]
    best = max(alike, key=lambda one: (one[1], -one[2].upload, one[0]), default=None)
    return best[2] if best else None


def _likeness(one: TableUnderstood, other: TableUnderstood) -> tuple[float, bool]:
    """How much of heads and labels both have, and whether their titles are the same."""
    if (one.statistic == "projects") != (other.statistic == "projects"):
        return 0.0, False
    heads = _shared([c.about for c in one.columns], [c.about for c in other.columns])
    labels = _shared(one.labels, other.labels) if one.labels or other.labels else heads
    is_titled = bool(one.title) and undated(one.title) == undated(other.title)
    return heads + labels, is_titled


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    every = set(one) | set(other)
    return len(set(one) & set(other)) / len(every) if every else 0.0


def drift_of(table: TableUnderstood, before: Layout) -> Drift:
    """Every column and row that is not as it was."""
    then, now = _heads(before.table), _heads(table)
    changes = [
        *(
            _of_column(kind, then.get(old), now.get(new))
            for kind, old, new in _changed(list(then), list(now))
        ),
        *(
            LayoutChange("column", "meaning", one.head, about, "", one.means, then[about].means)
            for about, one in now.items()
            if about in then and one.means and then[about].means not in ("", one.means)
        ),
        *(
            LayoutChange("row", kind, new or old, "", old if kind == "renamed" else "")
            for kind, old, new in _changed(_names(before.table.labels), _names(table.labels))
        ),
    ]
    return Drift(table.sheet, table.title, table.fingerprint, before, tuple(changes))


def _heads(table: TableUnderstood) -> dict[str, ColumnUnderstood]:
    """The columns by their heads; a series that gets a column a month is one head."""
    return {one.about: one for one in table.columns if "#" not in one.about}


def _names(labels: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(label for label in labels if label))


def _of_column(
    kind: str, old: ColumnUnderstood | None, new: ColumnUnderstood | None
) -> LayoutChange:
    head, was = new.head if new else "", old.head if old else ""
    about, meant = new.about if new else "", old.means if old else ""
    means = (new.means if new else "") or (meant if kind == "renamed" else "")
    return LayoutChange("column", kind, head or was, about, was if new else "", means, meant)


def _changed(then: Sequence[str], now: Sequence[str]) -> list[tuple[str, str, str]]:
    """(kind, then, now): what stands where another stood is that one renamed."""
    found: list[tuple[str, str, str]] = []
    gone = [one for one in then if one not in now]
    new = [one for one in now if one not in then]
    for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old = [one for one in then[a:b] if one in gone]
        fresh = [one for one in now[c:d] if one in new]
        if len(old) == len(fresh):
            found += [("renamed", *pair) for pair in zip(old, fresh, strict=True)]
            continue
        found += [("gone", one, "") for one in old] + [("new", "", one) for one in fresh]
    kept = [one for one in now if one in then]
    order = [one for one in then if one in now]
    steady = SequenceMatcher(None, order, kept, autojunk=False).get_matching_blocks()
    stayed = {one for block in steady for one in kept[block.b : block.b + block.size]}
    return found + [("moved", one, one) for one in kept if one not in stayed]


def next_period(period: Period) -> Period:
    """The period the next month's file is about; January is not published.

    >>> next_period(Period(2025, 9)).code, next_period(Period(2025, 12)).code
    ('2025-10', '2026-02')
    """
    return (
        Period(period.year, period.month + 1) if period.month < 12 else Period(period.year + 1, 2)
    )
