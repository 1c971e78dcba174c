"""The gate: what a file would do to the lake, weighed before it is accepted.

Owns which findings an upload brings and that a red one stops it unless a reason is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.lake import trial, uploads
from analytics.lake.checks import CheckResult, run_check, run_checks
from analytics.lake.connection import Lake
from analytics.lake.loading import Prepared
from analytics.lake.said import mapping_rows
from analytics.lake.upload_log import ROUTINE
from analytics.lake.uploads import Receipt
from analytics.reference.checks import GOALS, LEDGER, STATISTICS, Check

# What a row is measured by and where it stands: it is the same row when these change.
_CONTEXT = ("source", "usual_yoy_pct", "usual_distance_pp", "value_count")


@dataclass(frozen=True)
class Finding:
    """One row that breaks a check since the upload came in. cells: those of its own file."""

    check: Check
    row: Mapping[str, object] = field(repr=False)
    source: str
    cells: tuple[tuple[str, str], ...]  # sheet, cell

    @property
    def cell(self) -> str:
        """The first cell of the file it concerns, as sheet!cell; "" where it has none."""
        return "!".join(filter(None, self.cells[0])) if self.cells else ""


@dataclass(frozen=True)
class Weighed:
    """A prepared file with what would be; worst finding first.

    lake: the lake as it would be; moment: the last one before the upload, there.
    """

    prepared: Prepared
    mappings: Mapping[str, str]
    lake: Lake
    moment: datetime
    findings: tuple[Finding, ...]

    @property
    def reds(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.check.is_red)

    def marks_of(self, sheet: str) -> dict[str, str]:
        """Cell to red or amber, for one sheet; the worst where a cell has several."""
        return {
            cell: "red" if one.check.is_red else "amber"
            for one in reversed(self.findings)
            for place, cell in one.cells
            if place == sheet
        }

    @property
    def is_stopped(self) -> bool:
        """Whether it is accepted only with a reason."""
        return bool(self.reds)

    @property
    def refusal(self) -> RefusedError:
        """What is said where it is stopped and there is no reason."""
        return RefusedError(
            f"{self.prepared.reading.file}：{len(self.reds)} 处红色体检没有通过，没有入库。"
            "请改正后再传；确认无误的，请写明原因"
        )

    def settled(self) -> list[CheckResult]:
        """What breaks a check now and would no more."""
        return [
            result
            for before in run_checks(self.lake, self.moment, groups_of(self.prepared))
            if not (result := _beyond(before, run_check(self.lake, before.check))).is_passed
        ]


def weigh(lake: Lake, prepared: Prepared, mappings: Mapping[str, str] | None = None) -> Weighed:
    """What accepting the file, but for sheets with open questions, would do.

    mappings: label to indicator code, as they will be accepted.
    """
    left_out = {question.sheet for question in prepared.reading.questions}
    would_be = trial.Trial(
        lake,
        prepared.reading,
        left_out,
        sender=prepared.sender.strip(),
        region_code=prepared.region_code,
    )
    moment = would_be.bring_in(
        uploads.note_for(
            prepared.reading,
            sha256="",
            sender=prepared.sender.strip(),
            region_code=prepared.region_code,
            reason=ROUTINE,
            uploaded_by="",
            answers=prepared.answers,
            left_out=sorted(left_out),
            mappings=_usable(mappings or {}),
        )
    )
    findings = []
    for after in run_checks(would_be, groups=groups_of(prepared)):
        if not after.is_passed:
            new = _beyond(after, run_check(would_be, after.check, as_of=moment))
            findings += [_finding(prepared, after.check, row) for row in _records(new.rows)]
    return Weighed(prepared, mappings or {}, would_be, moment, tuple(findings))


def accept(
    lake: Lake,
    weighed: Weighed,
    *,
    note: str = "",
    reason: str = ROUTINE,
    uploaded_by: str = "",
    is_leaving_out_unanswered: bool = False,
) -> Receipt:
    """Store the file; note is why its red findings are right, kept with each of them.

    Raises RefusedError where there are some and no note; see accept_upload for the rest.
    """
    if weighed.is_stopped and not note.strip():
        raise weighed.refusal
    return weighed.prepared.accept(
        lake,
        reason=reason,
        uploaded_by=uploaded_by,
        is_leaving_out_unanswered=is_leaving_out_unanswered,
        mappings=weighed.mappings,
        check_notes=[(one.check.name, one.cell, note.strip()) for one in weighed.reds],
    )


def groups_of(prepared: Prepared) -> set[str]:
    """Which checks a file can break: those of what is in it."""
    reading = prepared.reading
    groups = set()
    if reading.rows:
        groups.add(STATISTICS)
    if reading.projects or reading.units:
        groups.add(LEDGER)
    if reading.targets or groups:
        groups.add(GOALS)
    return groups


def _usable(mappings: Mapping[str, str]) -> Mapping[str, str]:
    """None where two spellings of one name mean two indicators: accepting says so."""
    try:
        mapping_rows(mappings, "")
    except RefusedError:
        return {}
    return mappings


def _beyond(after: CheckResult, before: CheckResult) -> CheckResult:
    """The rows of one that are not among the other's; where they stand does not matter."""
    known = {_identity(row) for row in _records(before.rows)}
    is_new = [_identity(row) not in known for row in _records(after.rows)]
    return CheckResult(after.check, after.rows[pd.Series(is_new, after.rows.index, dtype=bool)])


def _identity(row: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in row.items() if name not in _CONTEXT)


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _finding(prepared: Prepared, check: Check, row: Mapping[str, object]) -> Finding:
    source = str(row.get("source") or "")
    return Finding(check, row, source, tuple(cells_in(source, prepared.reading.file)))


def cells_in(source: str, file: str) -> list[tuple[str, str]]:
    """The cells of one file that a source names, as sheet and cell.

    >>> cells_in("a.xlsx!表1!B2 → b.xlsx!表1!B3；b.xlsx!C4", "b.xlsx")
    [('表1', 'B3'), ('', 'C4')]
    """
    place = re.compile(re.escape(file) + r"!(?:([^!；]*)!)?([A-Z]+[0-9]+)")
    return [(found[1] or "", found[2]) for found in place.finditer(source)]
