"""Districts on screens: their ranking, their periods, their lines, who changed places.

Owns their figures and what stands behind them; every number is a mart's.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.key_figure import KeyFigure
from analytics.basics.numbers import rounded, shown
from analytics.charts import recipes
from analytics.charts.kit.columns import fastest_first, numbers, texts
from analytics.charts.statistics.history import read_history
from analytics.charts.statistics.history_findings import place_finding
from analytics.meeting import answers
from analytics.meeting.asked import MeetingFacts, StatisticsSide
from analytics.meeting.screen import FIGURES, Content
from analytics.speech.grammar import wording

# Names one below the other: those who moved most either way say what changed.
_MOVERS = 2
# Periods stand over two lines below the places, with air above and under them.
_PERIOD_ROWS = 4
# Beside the figures a longer name takes two lines.
_LONGEST_IN_ONE_LINE = 5


def ranking(asked: MeetingFacts) -> Content | None:
    side = asked.statistics
    if side is None:
        return None
    rows = side.districts
    if not rows.yoy_pct.notna().any():
        return None
    whole = wording.whole(asked.selection.region.name)
    first, last = first_and_last(rows, "region_name", "yoy_pct")
    gaps = [gap for gap in numbers(rows, "gap_to_parent_pp") if gap is not None]
    above = sum(rounded(gap) > 0 for gap in gaps)
    figures = [
        KeyFigure(f"居首：{first[0]}", f"{shown(first[1])}%"),
        KeyFigure(f"居末：{last[0]}", f"{shown(last[1])}%"),
    ]
    if gaps:
        figures.append(KeyFigure(f"高于{whole}", f"{above}个"))
    lines = _card_lines(asked, side, [first[0], last[0]])
    return Content(rows, figures, lines, recipes.DISTRICTS)


def heat(asked: MeetingFacts) -> Content | None:
    side = asked.statistics
    if side is None or not _are_over_time(side.past_districts):
        return None
    whole = wording.whole(asked.selection.region.name)
    values = [rounded(v) for v in numbers(side.districts, "yoy_pct") if v is not None]
    figures = [
        KeyFigure("增长的地区", f"{sum(value > 0 for value in values)}个"),
        KeyFigure("下降的地区", f"{sum(value < 0 for value in values)}个"),
        *_of_whole(side, whole),
    ]
    return Content(
        side.past_districts, figures, _card_lines(asked, side, []), recipes.DISTRICT_HEAT
    )


def lines(asked: MeetingFacts) -> Content | None:
    side = asked.statistics
    if side is None or not _are_over_time(side.past_districts):
        return None
    whole = wording.whole(asked.selection.region.name)
    changes = [rounded(v) for v in numbers(side.districts, "yoy_change_pp") if v is not None]
    figures = [
        KeyFigure("比上期提高", f"{sum(change > 0 for change in changes)}个"),
        KeyFigure("比上期回落", f"{sum(change < 0 for change in changes)}个"),
        *_of_whole(side, whole),
    ]
    return Content(
        side.past_districts, figures, _card_lines(asked, side, []), recipes.DISTRICT_LINES
    )


def places(asked: MeetingFacts) -> Content | None:
    """Places since the first period known; of many districts those that moved most."""
    side = asked.statistics
    if side is None or not _are_over_time(side.past_districts):
        return None
    rows = side.past_districts
    placed = rows[rows["rank"].notna()]
    if placed.empty:
        return None
    first, last = placed.period_code.min(), placed.period_code.max()
    moves = _moves(placed, first, last)
    if last != asked.selection.period.code or first == last or not any(by for _, by in moves):
        return None
    drawn, measure = placed, "投资累计同比位次"
    if len(moves) > 2 * _MOVERS:
        ends = (*moves[:_MOVERS], *moves[-_MOVERS:])
        named = {name for name, by in ends if by}
        drawn = placed[placed.region_name.isin(named)]
        measure = f"位次变动最大的{len(named)}个地区，投资累计同比位次"
    figures = [
        KeyFigure("位次前移", f"{sum(by > 0 for _, by in moves)}个"),
        KeyFigure("位次后退", f"{sum(by < 0 for _, by in moves)}个"),
        KeyFigure("位次未变", f"{sum(by == 0 for _, by in moves)}个"),
    ]
    lines = [
        ("前移最多", _listed([(name, by) for name, by in moves if by > 0], "前移")),
        ("后退最多", _listed([(name, -by) for name, by in reversed(moves) if by < 0], "后退")),
        _revision(side),
    ]
    names = drawn.region_name.unique()
    return Content(
        rows,
        figures,
        lines,
        recipes.PLACES,
        drawn=drawn,
        measure=measure,
        title=place_finding(
            read_history(placed, asked.selection.period, asked.selection.region.name)
        ),
        least_rows=_PERIOD_ROWS + sum(1 + (len(name) > _LONGEST_IN_ONE_LINE) for name in names),
    )


def _are_over_time(rows: pd.DataFrame) -> bool:
    """Several districts in several periods."""
    known = rows[rows.yoy_pct.notna()]
    return known.period_code.nunique() > 1 and known.region_name.nunique() > 1


def _moves(placed: pd.DataFrame, first: str, last: str) -> list[tuple[str, int]]:
    """By how many places who moved forward since the first period, those furthest first."""
    opening, now = (placed[placed.period_code == code] for code in (first, last))
    before = dict(zip(texts(opening, "region_name"), opening["rank"], strict=True))
    moves = [
        (name, int(before[name] - rank))
        for name, rank in zip(texts(now, "region_name"), now["rank"], strict=True)
        if name in before
    ]
    return sorted(moves, key=lambda move: -move[1])


def _listed(moves: list[tuple[str, int]], verb: str) -> str:
    return "；".join(f"{name}{verb}{by}位" for name, by in moves[:FIGURES]) or "没有"


def _of_whole(side: StatisticsSide, whole: str) -> list[KeyFigure]:
    known = [v for v in numbers(side.districts, "parent_yoy_pct") if v is not None]
    return [KeyFigure(whole, f"{shown(known[0])}%")] if known else []


def _card_lines(
    asked: MeetingFacts, side: StatisticsSide, ends: list[str]
) -> list[tuple[str, str]]:
    """Who moved most, the same months a year ago of those named, what was revised."""
    past = side.last_year_districts
    lines = [*answers.moving_lines(side.districts, "region_name"), _revision(side)]
    if ends:
        past = past[past.region_name.isin(ends)]
        lines.insert(2, answers.base_line(asked, past, "region_name"))
    return lines


def _revision(side: StatisticsSide) -> tuple[str, str]:
    return answers.revision_line(
        side.before_districts, side.districts, "region_code", "region_name", "yoy_pct"
    )


def first_and_last(
    rows: pd.DataFrame, name: str, value: str
) -> tuple[tuple[str, Decimal], tuple[str, Decimal]]:
    names, values = texts(rows, name), numbers(rows, value)
    ordered = [
        (names[row], known) for row in fastest_first(values) if (known := values[row]) is not None
    ]
    return ordered[0], ordered[-1]
