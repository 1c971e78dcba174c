"""What a table was understood as: the words the page shows beside its picture.

Owns the summing up of rows that are read; reads nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.meanings import ANOTHER, FALL, LEFT_OUT, MEANINGS, abouts
from analytics.intake.bulletins.understood import Understood
from analytics.intake.files.sheets import address, position
from analytics.intake.reading import ColumnUnderstood, Observation, TableUnderstood
from analytics.reference.regions import full_name

_LABELS_KEPT = 200


def summary(
    known: Understood,
    print_: str,
    rows: Sequence[Observation],
    columns: tuple[ColumnUnderstood, ...],
) -> TableUnderstood:
    """One table as understood; columns: what each was read as."""
    statistics = [row.statistic for row in rows]
    periods = sorted({row.period for row in rows})
    spread = [p.code for p in (periods[:1] + periods[-1:])]
    names = dict.fromkeys(full_name(r.region_code) or r.region_label for r in rows)
    shown = [name for name in names if name]
    return TableUnderstood(
        sheet=known.cells.sheet.name,
        title=known.context.title or known.context.indicator,
        box=known.table.box,
        header=known.table.header_box,
        fingerprint=print_,
        statistic=max(set(statistics), key=statistics.count) if statistics else "other",
        periods="—".join(dict.fromkeys(spread)),
        units="、".join(dict.fromkeys(row.unit for row in rows if row.unit)),
        regions="、".join(shown[:3]) + (f"等{len(shown)}个" if len(shown) > 3 else ""),
        row_count=len(rows),
        columns=columns,
        labels=tuple(row.label or row.region for row in known.rows[:_LABELS_KEPT]),
    )


def columns_of(
    headings: Sequence[Heading], rows: Sequence[Observation], guesses: Mapping[int, str]
) -> tuple[ColumnUnderstood, ...]:
    """Every column of figures with its head and what it was read as, or is proposed as."""
    own = by_column(rows)
    names = abouts(heading.texts for heading in headings)
    return tuple(
        ColumnUnderstood(
            address(0, one.column)[:-1],
            " ".join(one.texts),
            about,
            one.meaning or guesses.get(one.column) or _meaning_of(one, own.get(one.column, [])),
        )
        for one, about in zip(headings, names, strict=True)
    )


def by_column(rows: Sequence[Observation]) -> dict[int, list[Observation]]:
    """The rows by their column."""
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in rows:
        found[position(row.cell)[1]].append(row)
    return found


def _meaning_of(heading: Heading, rows: Sequence[Observation]) -> str:
    """The commonest measure and span of a column, by the name a user would choose."""
    if not rows:
        return ""
    [((measure, span), _)] = Counter((row.measure, row.span) for row in rows).most_common(1)
    if heading.is_down and measure == "yoy_pct":
        return FALL
    named = {
        (meaning.measure, meaning.span): name
        for name, meaning in reversed(MEANINGS.items())
        if name not in (ANOTHER, LEFT_OUT) and not meaning.of
    }
    return named.get((measure, span)) or named.get((measure, ""), "")
