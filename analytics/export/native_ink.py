"""A meaning's colour and pattern in a native chart: the screen's ink, legible in a grey copy."""

from __future__ import annotations

from analytics.charts.kit.spec import COMPUTED, DECLINE, EARLIER, GROWTH, PLANNED, WHOLE
from analytics.charts.kit.theme import DASHES, LIGHT, NOT_JUDGED, STATUS_MARKS, SYMBOLS

FONT = "微软雅黑"
TEXT, MUTED, GRID, GROUND = LIGHT.text, LIGHT.muted, LIGHT.grid, LIGHT.background
# WHOLE is what parts are compared with: the total of a waterfall, the city among its districts.
_COLOURS = {
    GROWTH: LIGHT.growth,
    DECLINE: LIGHT.decline,
    WHOLE: LIGHT.series[4],
    EARLIER: LIGHT.earlier,
    COMPUTED: LIGHT.series[3],
    PLANNED: LIGHT.muted,
    NOT_JUDGED: LIGHT.earlier,
    **dict(zip(STATUS_MARKS, LIGHT.statuses, strict=True)),
}
_PATTERNS = {
    EARLIER: "wide_upward_diagonal",
    NOT_JUDGED: "light_horizontal",
    "正常": "wide_downward_diagonal",
    "预警": "large_grid",
    "滞后": "large_check",
}
_PART_PATTERNS = (
    "",
    "wide_upward_diagonal",
    "large_check",
    "large_grid",
    "wide_downward_diagonal",
    "light_vertical",
)
# The screen's dashes and symbols, as XlsxWriter calls them.
_DASH = {"dot": "round_dot", "dashdot": "dash_dot", "longdash": "long_dash"}
_SYMBOL = {"triangle-up": "triangle"}


def colour(tone: str, number: int = 0) -> str:
    """The ink of a meaning; without one, that of the series at this place."""
    return _COLOURS.get(tone) or LIGHT.series[number % len(LIGHT.series)]


def fill(tone: str, number: int = 0, *, is_part: bool = False) -> dict[str, dict[str, str]]:
    """The area of a bar; is_part: parts of one bar differ by pattern too."""
    ink = colour(tone, number)
    pattern = _PART_PATTERNS[number % len(_PART_PATTERNS)] if is_part else _PATTERNS.get(tone)
    if not pattern:
        return {"fill": {"color": ink}, "border": {"color": ink}}
    striped = {"pattern": pattern, "fg_color": ink, "bg_color": GROUND}
    return {"pattern": striped, "border": {"color": ink}}


def dash(number: int) -> str:
    name = DASHES[number % len(DASHES)]
    return _DASH.get(name, name)


def symbol(number: int) -> str:
    name = SYMBOLS[number % len(SYMBOLS)]
    return _SYMBOL.get(name, name)
