"""The office's screens: completion by unit, statuses, league, problems to raise.

Owns their figures and what stands behind them; every number is a mart's, in 发改口径.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import UNDEFINED, shown
from analytics.charts.kit.columns import numbers, texts, whole_numbers
from analytics.charts.ledger.completion import completion_bars
from analytics.charts.ledger.league import league_bars
from analytics.charts.ledger.problems import problem_bars
from analytics.charts.ledger.status import status_bars
from analytics.meeting import answers
from analytics.meeting.asked import Asked
from analytics.meeting.screen import FIGURES, Figure, Screen, screen
from analytics.tables import ledger as ledger_tables

_WATCHED = ("滞后", "预警")


def ledger_screens(asked: Asked) -> list[Screen]:
    if asked.ledger is None:
        return []
    made = [_completion(asked), _status(asked), _league(asked), _problems(asked)]
    return [one for one in made if one is not None]


def _completion(asked: Asked) -> Screen | None:
    side = asked.ledger
    if side.units.empty:
        return None
    cards = ledger_tables.completion_cards(side.totals.iloc[0], side.pace)
    units = side.units[side.units.schedule_gap_pp.notna()]
    return screen(
        asked,
        "completion",
        side.units,
        "年度计划完成率",
        [Figure(card.label.removeprefix("年度计划"), card.value) for card in cards],
        lambda words, height, colours: completion_bars(
            side.units, words, colours=colours, height=height
        ),
        [
            ("最慢的", _ends_of(units.head(FIGURES))),
            ("最快的", _ends_of(units.tail(FIGURES).iloc[::-1])),
            _ledger_revision(asked),
        ],
        "card.gap",
    )


def _status(asked: Asked) -> Screen | None:
    rows = asked.ledger.statuses
    if rows.empty:
        return None
    counts = dict(zip(texts(rows, "status"), whole_numbers(rows, "project_count"), strict=True))
    figures = [Figure("项目", f"{sum(counts.values())}个")]
    figures += [Figure(status, f"{counts.get(status, 0)}个") for status in _WATCHED]
    return screen(
        asked,
        "status",
        rows,
        "重点项目状态",
        figures,
        lambda words, height, colours: status_bars(rows, words, colours=colours, height=height),
        [_ledger_revision(asked)],
        "card.status",
        unit="个",
    )


def _league(asked: Asked) -> Screen | None:
    rows = asked.ledger.league
    if rows.empty:
        return None
    first, last = rows.iloc[0], rows.iloc[-1]
    figures = [
        Figure(f"居首：{first.unit}", f"{_percent(first.completion_rate_pct)}"),
        Figure(f"居末：{last.unit}", f"{_percent(last.completion_rate_pct)}"),
        Figure("参排单位", f"{len(rows)}个"),
    ]
    changes = list(zip(texts(rows, "unit"), whole_numbers(rows, "place_change"), strict=True))
    lines = [
        ("位次上升", _moves([(name, by) for name, by in changes if by and by > 0], "上升")),
        ("位次下降", _moves([(name, -by) for name, by in changes if by and by < 0], "下降")),
        _ledger_revision(asked),
    ]
    return screen(
        asked,
        "league",
        rows,
        "年度计划完成率排名",
        figures,
        lambda words, height, colours: league_bars(rows, words, colours=colours, height=height),
        lines,
        "card.lowest",
    )


def _problems(asked: Asked) -> Screen | None:
    rows = asked.ledger.problems
    is_open = rows.is_open.fillna(False).astype(bool)
    if not is_open.any():
        return None
    now = rows[is_open]
    overdue = int(now.is_overdue.fillna(False).astype(bool).sum())
    figures = [
        Figure("未解决的问题", f"{len(now)}个"),
        Figure("已超过时限", f"{overdue}个"),
        Figure("本期解决", f"{len(rows) - len(now)}个"),
    ]
    said = [
        (name, f"{problem}（{unit}，提请{level}）")
        for name, problem, unit, level in zip(
            texts(now, "project_name"),
            texts(now, "problem_text"),
            texts(now, "unit"),
            texts(now, "escalation"),
            strict=True,
        )
    ]
    return screen(
        asked,
        "problems",
        now,
        "未解决问题已拖的月数",
        figures,
        lambda words, height, colours: problem_bars(rows, words, colours=colours, height=height),
        said[:FIGURES],
        "card.open",
        unit="个月",
    )


def _ledger_revision(asked: Asked) -> tuple[str, str]:
    side = asked.ledger
    return answers.revision_line(
        side.before, side.projects, "project_key", "project_name", "completion_rate_pct"
    )


def _ends_of(units: pd.DataFrame) -> str:
    return "；".join(
        f"{unit}{ledger_tables.gap_words(gap)}"
        for unit, gap in zip(texts(units, "unit"), numbers(units, "schedule_gap_pp"), strict=True)
    )


def _moves(changes: list[tuple[str, int]], verb: str) -> str:
    ordered = sorted(changes, key=lambda change: -change[1])[:FIGURES]
    return "；".join(f"{name}{verb}{by}位" for name, by in ordered) or "没有"


def _percent(value: object) -> str:
    return UNDEFINED if pd.isna(value) else f"{shown(Decimal(repr(float(value))))}%"
