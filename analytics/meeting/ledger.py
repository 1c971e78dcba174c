"""The office's screens: completion by unit, statuses, league, problems to raise.

Owns their figures and what stands behind them; every number is a mart's, in 发改口径.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.key_figure import KeyFigure
from analytics.basics.numbers import UNDEFINED, shown
from analytics.charts import recipes
from analytics.charts.kit.columns import numbers, texts, whole_numbers
from analytics.meeting import answers
from analytics.meeting.asked import LedgerSide, MeetingFacts
from analytics.meeting.screen import FIGURES, Content
from analytics.tables import ledger as ledger_tables

_WATCHED = ("滞后", "预警")


def completion(asked: MeetingFacts) -> Content | None:
    side = asked.ledger
    if side is None or side.units.empty:
        return None
    cards = ledger_tables.completion_cards(side.totals.iloc[0], side.pace)
    units = side.units[side.units.schedule_gap_pp.notna()]
    figures = [KeyFigure(card.label.removeprefix("年度计划"), card.value) for card in cards]
    lines = [
        ("最慢的", _ends_of(units.head(FIGURES))),
        ("最快的", _ends_of(units.tail(FIGURES).iloc[::-1])),
        _revision(side),
    ]
    return Content(side.units, figures, lines, recipes.COMPLETION)


def status(asked: MeetingFacts) -> Content | None:
    side = asked.ledger
    if side is None:
        return None
    rows = side.statuses
    if rows.empty:
        return None
    every = zip(texts(rows, "status"), whole_numbers(rows, "project_count"), strict=True)
    counts = {status: count or 0 for status, count in every}
    figures = [KeyFigure("项目", f"{sum(counts.values())}个")]
    figures += [KeyFigure(status, f"{counts.get(status, 0)}个") for status in _WATCHED]
    return Content(rows, figures, [_revision(side)], recipes.STATUSES)


def league(asked: MeetingFacts) -> Content | None:
    side = asked.ledger
    if side is None:
        return None
    rows = side.league
    if rows.empty:
        return None
    first, last = rows.iloc[0], rows.iloc[-1]
    figures = [
        KeyFigure(f"居首：{first.unit}", f"{_percent(first.completion_rate_pct)}"),
        KeyFigure(f"居末：{last.unit}", f"{_percent(last.completion_rate_pct)}"),
        KeyFigure("参排单位", f"{len(rows)}个"),
    ]
    changes = list(zip(texts(rows, "unit"), whole_numbers(rows, "place_change"), strict=True))
    lines = [
        ("位次上升", _moves([(name, by) for name, by in changes if by and by > 0], "上升")),
        ("位次下降", _moves([(name, -by) for name, by in changes if by and by < 0], "下降")),
        _revision(side),
    ]
    return Content(rows, figures, lines, recipes.LEAGUE)


def problems(asked: MeetingFacts) -> Content | None:
    if asked.ledger is None:
        return None
    rows = asked.ledger.problems
    is_open = rows.is_open.fillna(False).astype(bool)
    if not is_open.any():
        return None
    now = rows[is_open]
    overdue = int(now.is_overdue.fillna(False).astype(bool).sum())
    figures = [
        KeyFigure("未解决的问题", f"{len(now)}个"),
        KeyFigure("已超过时限", f"{overdue}个"),
        KeyFigure("本期解决", f"{len(rows) - len(now)}个"),
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
    return Content(now, figures, said[:FIGURES], recipes.PROBLEMS, drawn=rows)


def _revision(side: LedgerSide) -> tuple[str, str]:
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


def _percent(value: float | None) -> str:
    return UNDEFINED if pd.isna(value) else f"{shown(Decimal(repr(float(value))))}%"
