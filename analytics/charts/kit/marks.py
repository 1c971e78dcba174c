"""What a point carries besides its place: hover text and the way to its source.

customdata of every point is [key, source]; the key is that of columns.point_keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts.kit.labels import paragraph, plain

_HOVER_PX, _HOVER_SIZE = 420, 14
NO_POINT = ["", ""]


def hover(name: str, lines: Sequence[str], source: str) -> str:
    """Name, one line a value, and where the number stands."""
    said = [f"<b>{plain(name)}</b>", *(plain(line) for line in lines)]
    if source:
        said.append(paragraph(f"出处：{source}", _HOVER_PX, _HOVER_SIZE))
    return "<br>".join(said)


def points(keys: Sequence[str], sources: Sequence[str]) -> list[list[str]]:
    """customdata of a trace."""
    return [[key, source] for key, source in zip(keys, sources, strict=True)]
