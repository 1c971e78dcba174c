"""What a page says, and rows that pages are tried with."""

from __future__ import annotations

import json
from pathlib import Path

from tests.lake_rows import NATION, SHUANGQING, XINSHAO, level, observation

ROOT = Path(__file__).parents[2]


def words(test):
    parts = [*test.title, *test.header, *test.markdown, *test.caption, *test.info]
    parts += [*test.success, *test.warning, *test.error]
    said = " ".join(part.value.replace("\\", "") for part in parts)
    cards = " ".join(f"{metric.label} {metric.value}" for metric in test.metric)
    return f"{said} {cards}"


def figures(test):
    """Every chart of the page, as the browser is handed it."""
    mounted = [each.proto for each in test.get("bidi_component")]
    return [json.loads(each.bytes) for each in mounted if each.component_name == "chart"]


def growth_only():
    return [
        observation("-9.9", period="2025-09"),
        observation("-0.9", period="2025-08"),
        observation("-51.6", label="第一产业"),
        observation("-0.5", label="第二产业"),
        observation("-15.8", label="第三产业"),
        observation("12.1", region=XINSHAO),
        observation("-2.3", region=SHUANGQING),
    ]


def with_levels():
    rows = []
    for period, parts in (("2024-09", ("9", "41", "50")), ("2025-09", ("10", "40", "55"))):
        names = ("第一产业", "第二产业", "第三产业")
        rows.append(level(str(sum(map(int, parts))), period=period, region=NATION))
        rows += [
            level(part, period=period, region=NATION, label=name)
            for name, part in zip(names, parts, strict=True)
        ]
    return [*rows, observation("3.1", region=NATION)]
