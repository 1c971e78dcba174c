"""What the log says as begun: its writer was cut short, before or after the commit.

Owns the judgement whether it was made; asks the lake.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from analytics.lake import said
from analytics.lake.connection import Lake
from analytics.lake.writing import BEGUN, settled


def settle_begun(lake: Lake) -> None:
    """Keep of what was begun what the lake knows as made; the rest nobody was told of."""
    for path in sorted(lake.log.glob(f"*{BEGUN}")):
        # Damaged, or settled by its writer meanwhile: not ours to judge.
        with contextlib.suppress(ValueError, OSError):
            if _was_made(lake, json.loads(path.read_text(encoding="utf-8"))):
                path.replace(settled(path))


def _was_made(lake: Lake, entry: Mapping[str, Any]) -> bool:
    if "rows" in entry:
        moment = datetime.fromisoformat(entry["rows"][0]["noted_at"])
        return any(row["noted_at"] == moment for _, row in said.stored_answers(lake))
    moment = datetime.fromisoformat([entry["uploaded_at"], *_times(entry)][-1])
    found = lake.query_arrow(
        "select 1 from lake.upload_event where upload_id = $upload_id and changed_at = $moment",
        upload_id=entry["upload_id"],
        moment=moment,
    )
    return bool(found.num_rows)


def _times(entry: Mapping[str, Any]) -> list[str]:
    return [event["at"] for event in entry["events"]]
