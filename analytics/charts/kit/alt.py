"""What a chart says to a reader who cannot see it: kind, finding, scope, the numbers."""

from __future__ import annotations

from collections.abc import Sequence

# More numbers than this are no longer listened to; the table beside the chart has all.
READ_OUT = 12


def alt_text(kind: str, title: str, subtitle: str, readings: Sequence[tuple[str, str]]) -> str:
    """One paragraph; of many readings the first and the last half are said.

    >>> alt_text("条形图", "新邵县居首", "同比 · 邵阳市", [("新邵县", "12.1")])
    '条形图。新邵县居首。同比 · 邵阳市。数值：新邵县12.1。'
    """
    said = [f"{name}{value}" for name, value in readings]
    if len(said) > READ_OUT:
        half = READ_OUT // 2
        left_out = f"其间{len(said) - READ_OUT}个从略"
        said = [*said[:half], left_out, *said[-half:]]
    values = f"数值：{'，'.join(said)}。" if said else "没有数据。"
    return f"{kind}。{title}。{subtitle}。{values}"
