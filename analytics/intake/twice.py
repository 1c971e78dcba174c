"""One quantity that a file prints twice with two values: asked which of them counts.

Owns what is the same by its printed words; names that only the list of indicators knows to be
one are the check printed_twice_differently's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from analytics.intake.ledgers.values import PER_10K, in_unit
from analytics.intake.questions import variant
from analytics.intake.reading import Hints, Observation, Question
from analytics.intake.text import tight
from analytics.reference.regions import full_name

ABOUT, NEITHER = "twice", "都不收"
_MEASURES = {"level": "总量", "yoy_pct": "增速"}
# Bureaus print one rate with one decimal here and two there.
_RATE_GAP_PP = Decimal("0.1")
_NAMED = 3

# The same quantity as its places print it, in the order of the file.
Torn = tuple[Observation, ...]


def settled(rows: Sequence[Observation], hints: Hints) -> tuple[list[Observation], list[Question]]:
    """The rows without those that another contradicts, and a question for each set of places.

    Of rows the answer names a place for, those of that place stay.
    """
    left_out: set[tuple[str, str]] = set()
    questions = []
    for found in _by_places(_contradictions(rows)):
        choices = tuple(map(_choice, zip(*found, strict=True)))
        print_ = variant(ABOUT, "|".join(choices))
        answer = hints.answers.get((print_, ABOUT), "")
        kept = choices.index(answer) if answer in choices else None
        left_out |= {
            (row.sheet, row.cell)
            for torn in found
            for number, row in enumerate(torn)
            if number != kept
        }
        if answer not in (*choices, NEITHER):
            prompt = f"{_said(found)}，同一份文件里印了几个不同的数。以哪里的为准"
            sheet = found[0][0].sheet
            questions.append(Question(ABOUT, sheet, print_, prompt, (*choices, NEITHER)))
    return [row for row in rows if (row.sheet, row.cell) not in left_out], questions


def _contradictions(rows: Iterable[Observation]) -> list[Torn]:
    by_meaning: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.statistic == "investment" and row.measure in _MEASURES and row.region_code:
            names = (tight(row.label), tight(row.section), tight(row.parent), row.is_of_which)
            by_meaning[*names, row.region_code, row.period, row.span, row.measure].append(row)
    return [tuple(own) for own in by_meaning.values() if len(own) > 1 and _is_torn(own)]


def _is_torn(rows: Sequence[Observation]) -> bool:
    """Whether the values differ by more than the coarser one's last digit."""
    if rows[0].measure == "yoy_pct":
        values = [row.value for row in rows]
        return max(values) - min(values) > _RATE_GAP_PP
    units = {row.unit for row in rows}
    if len(units) > 1 and not units <= PER_10K.keys():
        return False
    values = [in_unit(row.value, row.unit, "万元") for row in rows]
    digits = [in_unit(_last_digit(row.value), row.unit, "万元") for row in rows]
    return max(values) - min(values) > max(digits)


def _last_digit(value: Decimal) -> Decimal:
    """0.01 of 88.58: what one of its last digit is worth."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _by_places(found: Iterable[Torn]) -> list[list[Torn]]:
    """Contradictions between the same tables' columns, asked about together."""
    groups: dict[tuple[tuple[str, ...], ...], list[Torn]] = defaultdict(list)
    for torn in found:
        places = tuple((r.sheet, r.table_title, r.cell.rstrip("0123456789")) for r in torn)
        groups[places].append(torn)
    return list(groups.values())


def _choice(rows: Sequence[Observation]) -> str:
    """One place: its first figure, and how many more it prints."""
    first = rows[0]
    where = f"{first.sheet}!{first.cell}" if first.sheet else first.cell
    unit = "" if first.printed.endswith(first.unit) else first.unit
    more = f" 等 {len(rows)} 个" if len(rows) > 1 else ""
    return f"{where} 的 {first.printed}{unit}{more}"


def _said(found: Sequence[Torn]) -> str:
    names = [
        f"{full_name(row.region_code) or row.region_label}{row.period.label}{row.label}"
        f"{_MEASURES[row.measure]}"
        for row, *_ in found
    ]
    return f"{'、'.join(names[:_NAMED])}{f'等 {len(names)} 个' if len(names) > _NAMED else ''}"
