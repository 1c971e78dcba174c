"""From a file to an accepted upload: the steps the upload page and `load` share.

Owns their order (read, compare, accept) and the first start's sample; draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analytics.basics.errors import RefusedError
from analytics.basics.folders import SAMPLE
from analytics.intake.drift import Drift
from analytics.intake.files.sandbox import read_in_child
from analytics.intake.reading import Hints, Reading, SheetPicture
from analytics.lake import layouts, uploads
from analytics.lake.connection import Lake
from analytics.lake.difference import bulletin_difference, ledger_difference
from analytics.lake.merging import is_scattered, tidy
from analytics.lake.names import find_region
from analytics.lake.office_lists import office_regions
from analytics.lake.reference_tables import row_key
from analytics.lake.upload_log import CheckNote
from analytics.lake.uploads import Receipt, accept_upload
from analytics.reference import place_names, regions, titled_places
from analytics.reference.rows import Filled, read_rows

CELL_STATES = ("new", "changed", "equal")


@dataclass(frozen=True)
class SampleFile:
    """A file of the sample, and as whose and why it is accepted."""

    file: Filled
    sender: Filled
    region_code: Filled
    reason: Filled


@dataclass(frozen=True)
class Prepared:
    """A file read and compared with the lake, not stored."""

    data: bytes = field(repr=False)
    reading: Reading
    sender: str
    region_code: str
    answers: dict[tuple[str, str], str]
    difference: pd.DataFrame
    ledger_difference: pd.DataFrame
    # How its tables differ from the sender's last, and what was answered from them.
    drifts: tuple[Drift, ...] = ()
    carried: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def states(self) -> dict[str, int]:
        """How many numbers are new, changed and equal against the lake."""
        counts = self.difference.state.value_counts()
        return {state: int(counts.get(state, 0)) for state in CELL_STATES}

    def states_of(self, sheet: str) -> dict[str, str]:
        """Cell to new, changed or equal, for one sheet."""
        kept = ["sheet", "cell", "state"]
        every = pd.concat([self.difference[kept], self.ledger_difference[kept]])
        rows = every[(every.sheet == sheet) & every.cell.notna() & every.state.isin(CELL_STATES)]
        return dict(zip(rows.cell, rows.state, strict=True))

    @property
    def is_first_ledger(self) -> bool:
        """Whether the lake knows nothing this ledger could be compared with."""
        return bool((self.ledger_difference.state == "new").all())

    def known_upload(self, lake: Lake) -> str | None:
        """The upload that accepting this file would only repeat, if there is one."""
        return uploads.unchanged_upload(
            lake,
            uploads.sha256_of(self.data),
            self.reading,
            sender=self.sender.strip(),
            region_code=self.region_code,
            answers=self.answers,
            left_out={question.sheet for question in self.reading.questions},
        )

    def accept(
        self,
        lake: Lake,
        *,
        reason: str = "例行更新",
        uploaded_by: str = "",
        is_leaving_out_unanswered: bool = False,
        mappings: Mapping[str, str] | None = None,
        check_notes: Sequence[CheckNote] = (),
    ) -> Receipt:
        """Store it; see accept_upload for what is refused."""
        receipt = accept_upload(
            lake,
            self.data,
            self.reading,
            sender=self.sender,
            region_code=self.region_code,
            reason=reason,
            uploaded_by=uploaded_by,
            answers=self.answers,
            is_leaving_out_unanswered=is_leaving_out_unanswered,
            mappings=mappings,
            check_notes=check_notes,
        )
        if is_scattered(lake):  # who sends a file waits for it, never who looks at one
            tidy(lake)
        return receipt


def prepare(
    lake: Lake,
    data: bytes,
    file: str,
    sender: str,
    region: str = "",
    answers: dict[tuple[str, str], str] | None = None,
) -> Prepared:
    """Read a file as this sender's, with what this sender answered before.

    region: a name or code; "" takes what is remembered of the sender, else what its
    name says, else what the workbook's districts say. Raises IntakeError, RefusedError.
    """
    added = office_regions(lake)
    regions.know(added)
    region_code = find_region(lake, region).code if region else ""
    named = titled_places.of_sender(sender)
    of_region = place_names.region_of_sender(sender)
    region_code = region_code or uploads.sender_region(lake, sender) or of_region
    known = uploads.remembered_answers(lake, sender) | (answers or {})
    before = layouts.layouts_of(lake, sender)
    reading = read_in_child(data, file, Hints(region_code, known, named, added))
    since = layouts.drifts(reading, before)
    carried: dict[tuple[str, str], str] = {}
    # An answer may bring further questions: columns are asked about once the year is known.
    while more := layouts.carried_over(reading.questions, since, known):
        if more.keys() <= carried.keys():
            break
        carried |= more
        known |= more
        reading = read_in_child(data, file, Hints(region_code, known, named, added))
        since = layouts.drifts(reading, before)
    open_ = tuple(layouts.proposed(one, since, known) for one in reading.questions)
    reading = replace(reading, questions=open_)
    region_code = region_code or reading.region_suggestion
    return Prepared(
        data,
        reading,
        sender,
        region_code,
        known,
        bulletin_difference(lake, reading.rows),
        ledger_difference(lake, reading, region_code=region_code, sender=sender),
        tuple(drift for drift in since if drift.changes),
        carried,
    )


def unknown_labels(lake: Lake, reading: Reading) -> list[str]:
    """Investment labels that mean no indicator yet, in the order they were printed."""
    known = set(
        lake.query(
            "select label_key from ref_alias union select label_key from lake.indicator_mapping "
            "union select label_key from lake.office_indicator"
        ).label_key
    )
    labels = (
        row.label
        for row in reading.rows
        if row.statistic == "investment" and row_key(row) not in known
    )
    return list(dict.fromkeys(labels))


def original_bytes(lake: Lake, sha256: str) -> bytes:
    """An accepted file as it was sent. Raises RefusedError when it is gone."""
    try:
        return uploads.original_path(lake, sha256).read_bytes()
    except OSError as error:
        raise RefusedError(
            "原始文件不在了。请运行 python -m analytics verify，并从备份恢复"
        ) from error


def original_picture(lake: Lake, sha256: str, file: str, sheet: str) -> SheetPicture | None:
    """The picture of one sheet of an accepted file; None where there is none."""
    reading = read_in_child(original_bytes(lake, sha256), file, Hints())
    return next((one for one in reading.pictures if one.name == sheet), None)


def load_sample_if_empty(lake: Lake, progress: Callable[[str], None]) -> int:
    """Fill an empty lake from data/sample; returns how many files were loaded."""
    if not lake.query("select upload_id from lake.upload limit 1").empty:
        return 0
    entries = read_rows(SAMPLE / "manifest.csv", SampleFile)
    for number, entry in enumerate(entries, 1):
        progress(f"装入示例 {number}/{len(entries)}：{entry.file}")
        prepared = prepare(
            lake,
            (SAMPLE / entry.file).read_bytes(),
            entry.file,
            entry.sender,
            entry.region_code,
        )
        prepared.accept(lake, reason=entry.reason, uploaded_by="示例数据")
    return len(entries)
