"""Text on a chart: its width, its line breaks, its escape, and room between labels.

Plotly measures nothing before it draws, so margins are reckoned here: a Han character
is one em wide in every Chinese font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape

_BROAD = "%·"
_NARROW_EM = 0.58  # digits and Latin letters of Noto Sans SC, a little generous
_UNBROKEN = re.compile(r"[A-Za-z0-9.%+/_!:()\-−—]+|.", re.DOTALL)
# GB/T 15834: these never begin a line.
_NEVER_FIRST = "，。；：、）》”’！？·…%　 "
_BREAK_AFTER = "，；。、和　 "


def text_px(text: str, size: float) -> float:
    """How wide a line of text is drawn.

    >>> text_px("新邵县", 14), round(text_px("12.1", 14), 1)
    (42.0, 32.5)
    """
    return sum(size * _em(char) for char in text)


def wrapped(text: str, width_px: float, size: float) -> list[str]:
    """Lines no wider than width_px, broken after a mark or 和 where one is near.

    >>> wrapped("电力、热力、燃气及水的生产和供应业", 200, 14)
    ['电力、热力、燃气及水的生产和', '供应业']
    >>> wrapped("全国同比下降0.5%，1—8月为增长0.5%", 200, 14)
    ['全国同比下降0.5%，', '1—8月为增长0.5%']
    """
    lines: list[str] = []
    line: list[str] = []
    for piece in _pieces(text, width_px, size):
        is_full = text_px("".join([*line, piece]).rstrip(), size) > width_px
        if line and is_full and piece not in _NEVER_FIRST:
            cut = _best_cut(line, width_px, size)
            lines.append("".join(line[:cut]).rstrip())
            line = line[cut:]
        if line or piece.strip():
            line.append(piece)
    return [*lines, "".join(line).rstrip()] if line else lines


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


def _best_cut(line: list[str], width_px: float, size: float) -> int:
    half = width_px / 2
    for cut in range(len(line), 0, -1):
        if text_px("".join(line[:cut]), size) < half:
            break
        if line[cut - 1] in _BREAK_AFTER or line[cut : cut + 1] == ["（"]:
            return cut
    return len(line)


def _pieces(text: str, width_px: float, size: float) -> list[str]:
    pieces: list[str] = []
    for run in _UNBROKEN.findall(text):
        fits = text_px(run, size) <= width_px
        pieces.extend([run] if fits else run)
    return pieces


def _em(char: str) -> float:
    if char in _BROAD or unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return _NARROW_EM
