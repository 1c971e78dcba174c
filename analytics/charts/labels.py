"""Text on a chart: its width, its line breaks, its escape, and room between labels.

Plotly measures nothing before it draws, so margins are reckoned here: a Han character
is one em wide in every Chinese font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape

_NARROW_EM = 0.58  # digits and Latin letters of Noto Sans SC, a little generous
_UNBROKEN = re.compile(r"[A-Za-z0-9.%+/_!:()\-−—]+|.", re.DOTALL)
# GB/T 15834: these never begin a line.
_NEVER_FIRST = "，。；：、）》”’！？·…%"


def text_px(text: str, size: float) -> float:
    """How wide a line of text is drawn.

    >>> text_px("新邵县", 14), round(text_px("12.1", 14), 1)
    (42, 32.5)
    """
    return sum(size if _is_wide(char) else size * _NARROW_EM for char in text)


def wrapped(text: str, width_px: float, size: float) -> list[str]:
    """Lines no wider than width_px; a run without a Han character stays whole if it can.

    >>> wrapped("电力、热力、燃气及水的生产和供应业", 140, 14)
    ['电力、热力、燃气及水', '的生产和供应业']
    """
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split(" ")), width_px, size):
        is_full = text_px(line + piece, size) > width_px
        if line and is_full and piece not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line else lines


def plain(text: str) -> str:
    """Text from a sheet as Plotly must draw it: no tag, no link, no line of its own.

    >>> plain("<a href='x'>合计</a>")
    "&lt;a href='x'&gt;合计&lt;/a&gt;"
    """
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return escape(printable, quote=False)


def paragraph(text: str, width_px: float, size: float) -> str:
    """Wrapped and escaped, with Plotly's line breaks."""
    return "<br>".join(plain(line) for line in wrapped(text, width_px, size))


def spread(centres: Sequence[float], heights: Sequence[float], room_px: float) -> list[float]:
    """Label centres, counted in pixels from the top, moved apart until none overlap.

    >>> spread([10, 12, 80], [20, 20, 20], 100)
    [10, 30.0, 80]
    >>> spread([95, 95], [20, 20], 100)
    [70.0, 90.0]
    """
    order = sorted(range(len(centres)), key=lambda index: centres[index])
    placed = [float(centre) for centre in centres]
    bottom = float("-inf")
    for index in order:
        top = max(placed[index] - heights[index] / 2, bottom, 0.0)
        placed[index] = top + heights[index] / 2
        bottom = top + heights[index]
    ceiling = max(room_px, sum(heights))
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling - heights[index] / 2)
        ceiling = placed[index] - heights[index] / 2
    return [
        centre if abs(centre - moved) < 1e-9 else moved
        for centre, moved in zip(centres, placed, strict=True)
    ]


def _pieces(text: str, width_px: float, size: float) -> list[str]:
    pieces: list[str] = []
    for run in _UNBROKEN.findall(text):
        fits = text_px(run, size) <= width_px
        pieces.extend([run] if fits else run)
    return pieces


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA" and char not in "−·"
