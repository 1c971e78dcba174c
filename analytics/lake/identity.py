"""Answers to "is this one project under two names?": kept for ever, never guessed.

Owns what such an answer means; office_answers keeps it, mart_project_question asks.
"""

from __future__ import annotations

from analytics.basics.errors import RefusedError
from analytics.lake.connection import Lake
from analytics.lake.said import Row, note_answers


def note_identity(
    lake: Lake, project_key: str, same_as_key: str, *, is_same: bool, by: str = ""
) -> None:
    """Say that project_key is the project known as same_as_key, or that it is not.

    An answer reaches every period and may be taken back by the opposite one.
    Raises RefusedError when the two are one key already.
    """
    root = _known_as(lake, same_as_key)
    if root == project_key:
        raise RefusedError("这两个名称已经是同一个项目。无需再合并")
    # Names that led to project_key lead on to its new root, so that no chain arises.
    followers = _led_to(lake, project_key) if is_same else []
    rows: list[Row] = [
        {"project_key": key, "same_as_key": root, "is_same": is_same, "noted_by": by}
        for key in (project_key, *followers)
    ]
    note_answers(lake, "project_identity", rows)


def _known_as(lake: Lake, key: str) -> str:
    found = lake.query(
        "select same_as_key from stg_project_identity where project_key = $key", key=key
    )
    return key if found.empty else str(found.same_as_key.iloc[0])


def _led_to(lake: Lake, key: str) -> list[str]:
    found = lake.query(
        "select project_key from stg_project_identity where same_as_key = $key", key=key
    )
    return [str(one) for one in found.project_key]
