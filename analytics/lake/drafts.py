"""Words of a person about a draft: edits of its paragraphs, and drafts signed off.

Owns how they are kept (every save is a new row, the newest counts) and read again; what
an edit means for a text is analytics/documents/editing.py's business.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.basics.edits import Edit
from analytics.basics.moments import now_utc
from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.lake.said import Row, note_answers


@dataclass(frozen=True)
class DraftKey:
    """Which draft: one kind of document about one region and period."""

    region_code: str
    period: Period
    kind: str

    @property
    def values(self) -> dict[str, str]:
        return {
            "region_code": self.region_code,
            "period_code": self.period.code,
            "kind": self.kind,
        }


@dataclass(frozen=True)
class FrozenDraft:
    """A draft as it was signed off. frozen_at: naive UTC, also the moment of its numbers."""

    draft_id: str
    key: DraftKey
    title: str
    content: str
    frozen_at: datetime


def keep_edits(lake: Lake, key: DraftKey, edits: Sequence[Edit], *, by: str = "") -> None:
    """Keep what a person did to some paragraphs; the newest word on each counts."""
    note_answers(
        lake,
        "draft_edit",
        [
            key.values
            | {
                "paragraph_id": edit.paragraph_id,
                "text": edit.text,
                "is_on": edit.is_on,
                "position": edit.position,
                "figures": json.dumps(edit.figures, ensure_ascii=False),
                "noted_by": by,
            }
            for edit in edits
        ],
    )


def kept_edits(lake: Lake, key: DraftKey) -> dict[str, Edit]:
    """The newest edit of each paragraph by its id."""
    found = lake.query_arrow(
        """
        select * from lake.draft_edit
        where region_code = $region_code
            and period_code = $period_code
            and kind = $kind
        qualify row_number() over (
            partition by paragraph_id order by noted_at desc
        ) = 1
        """,
        **key.values,
    )
    return {
        row["paragraph_id"]: Edit(
            paragraph_id=row["paragraph_id"],
            text=row["text"],
            is_on=row["is_on"],
            position=row["position"],
            figures=tuple((fact, text) for fact, text in json.loads(row["figures"])),
        )
        for row in found.to_pylist()
    }


def freeze(lake: Lake, key: DraftKey, title: str, content: str, *, by: str = "") -> FrozenDraft:
    """Sign a draft off; it can be read again as it was, whatever comes in later."""
    draft_id = f"{now_utc():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
    row: Row = {
        **key.values,
        "draft_id": draft_id,
        "title": title,
        "content": content,
        "noted_by": by,
    }
    moment = note_answers(lake, "frozen_draft", [row])
    return FrozenDraft(draft_id, key, title, content, moment)


def frozen_drafts(lake: Lake, key: DraftKey) -> list[FrozenDraft]:
    """The drafts signed off for one region, period and kind, the newest first."""
    found = lake.query_arrow(
        """
        select * from lake.frozen_draft
        where region_code = $region_code
            and period_code = $period_code
            and kind = $kind
        order by noted_at desc
        """,
        **key.values,
    )
    return [
        FrozenDraft(row["draft_id"], key, row["title"], row["content"], row["noted_at"])
        for row in found.to_pylist()
    ]
