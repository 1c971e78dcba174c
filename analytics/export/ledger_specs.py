"""The native twins of the charts of ledgers: completion, statuses, places, stages.

Takes what the screen's charts take and says the same finding; None where the screen
shows a blank. A status is colour, pattern and mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import shown
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import flags, numbers, texts, whole_numbers
from analytics.charts.kit.theme import NOT_JUDGED, STATUS_MARKS, status_label
from analytics.charts.ledger import findings as project_findings
from analytics.charts.ledger.completion import SCHEDULE
from analytics.charts.ledger.funnel import CONVERSION
from analytics.charts.ledger.league import SMALL_BASE
from analytics.charts.ledger.rows import footer_with_rule, period_of, unit_names
from analytics.charts.statistics.ranking import place_change
from analytics.export.chart_spec import (
    BARS,
    EARLIER,
    GROWTH,
    ChartSpec,
    Column,
    Formula,
    Mark,
    Series,
)
from analytics.export.spec_words import (
    amount_column,
    count_column,
    described,
    given,
    number_column,
    one_mark,
)

_RATE, _DONE, _PLAN = "完成率", "累计完成", "年度计划"
_FUNNEL_NOTE = f"条形为已到达该阶段的项目数；{CONVERSION}：到达本阶段÷到达上一行阶段"
_MARKS_SAID = "　".join(f"{mark}{status}" for status, mark in STATUS_MARKS.items())


def completion_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Units by their gap to the schedule, the furthest behind on top."""
    if rows.empty:
        return None
    foot = f"{_MARKS_SAID}　{footer_with_rule(rows, caption)}"
    period_of(rows, caption)
    gaps, rates = numbers(rows, "schedule_gap_pp"), numbers(rows, "completion_rate_pct")
    order = sorted(
        range(len(rows)),
        key=lambda row: (
            rates[row] is None,
            gaps[row] is None,
            gaps[row] or 0,
            rates[row] or 0,
        ),
    )
    ordered = rows.iloc[order]
    statuses = texts(ordered, "status")
    names = [
        f"{STATUS_MARKS.get(status, '○')} {name}"
        for name, status in zip(unit_names(ordered), statuses, strict=True)
    ]
    schedules = numbers(ordered, "schedule_progress_pct")
    columns = _amounts(ordered)
    return described(
        BARS,
        names,
        [_rate_series(ordered, [_tone(status) for status in statuses], columns)],
        caption,
        caption.title or project_findings.completion_finding(rows),
        foot=foot,
        mark=_schedule(schedules),
        extras=given(
            *columns,
            number_column(ordered, "schedule_progress_pct", "序时进度", "%"),
            _gap_column(ordered),
            Column("状态", tuple(_tone(status) for status in statuses)),
        ),
    )


def league_spec(
    rows: pd.DataFrame, caption: Caption, *, is_within_league: bool = False
) -> ChartSpec | None:
    """Units in the order of the rows; a small base is grey and says so."""
    if rows.empty:
        return None
    place, move = (
        ("league_place", "league_place_change") if is_within_league else ("place", "place_change")
    )
    smalls = flags(rows, "is_small_base")
    names = [
        f"{name}（{SMALL_BASE}）" if is_small else name
        for name, is_small in zip(unit_names(rows), smalls, strict=True)
    ]
    columns = _amounts(rows)
    tones = [EARLIER if is_small else GROWTH for is_small in smalls]
    moves = tuple(place_change(change) for change in whole_numbers(rows, move))
    return described(
        BARS,
        names,
        [_rate_series(rows, tones, columns)],
        caption,
        caption.title or project_findings.league_finding(rows, place),
        extras=given(*columns, count_column(rows, place, "位次"), Column("较上期位次", moves)),
    )


def status_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """One bar a status, 较快 first: mark, word and share in its name."""
    if rows.empty:
        return None
    foot = footer_with_rule(rows, caption)
    order, known = list(STATUS_MARKS), texts(rows, "status")
    rows = rows.iloc[
        sorted(
            range(len(rows)),
            key=lambda row: order.index(known[row]) if known[row] in order else len(order),
        )
    ]
    statuses, shares = texts(rows, "status"), numbers(rows, "share_pct")
    names = [
        f"{status_label(status)}（{shown(share)}%）"
        for status, share in zip(statuses, shares, strict=True)
    ]
    counts = Series(
        "项目数",
        tuple(numbers(rows, "project_count")),
        "个",
        0,
        tuple(texts(rows, "source")),
        tones=tuple(_tone(status) for status in statuses),
    )
    total = sum((value for value in counts.values if isinstance(value, Decimal)), Decimal(0))
    whole = Column("合计", (total,) * len(rows), "个", 0)
    share = Column("占比", tuple(shares), "%", formula=Formula("share", "项目数", "合计"))
    finding = caption.title or project_findings.status_finding(rows)
    return described(BARS, names, [counts], caption, finding, foot=foot, extras=[whole, share])


def funnel_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Stages from 谋划 down, each with the projects that reached it or went beyond."""
    if rows.empty:
        return None
    rows = rows.sort_values("stage_order", kind="stable")
    reached, rates = numbers(rows, "reached_count"), numbers(rows, "conversion_pct")
    names = [
        stage if rate is None else f"{stage}（{CONVERSION}{shown(rate)}%）"
        for stage, rate in zip(texts(rows, "stage"), rates, strict=True)
    ]
    before = (None, *reached[:-1])
    series = Series("已到达", tuple(reached), "个", 0, tuple(texts(rows, "source")), tone=GROWTH)
    formula = Formula("share", "已到达", "上一阶段到达")
    return described(
        BARS,
        names,
        [series],
        caption,
        caption.title or project_findings.funnel_finding(rows),
        foot=f"{caption.footer}　{_FUNNEL_NOTE}",
        extras=given(
            count_column(rows, "standing_count", "现处本阶段", "个"),
            Column("上一阶段到达", before, "个", 0),
            Column(CONVERSION, tuple(rates), "%", formula=formula),
        ),
    )


def _amounts(rows: pd.DataFrame) -> tuple[Column, ...]:
    return given(
        amount_column(rows, "ytd_cny_10k", _DONE),
        amount_column(rows, "annual_plan_cny_10k", _PLAN),
    )


def _rate_series(rows: pd.DataFrame, tones: Sequence[str], columns: Sequence[Column]) -> Series:
    """完成率 = 完成 ÷ 计划, where both are there for a reader to check."""
    is_checkable = {column.name for column in columns} >= {_DONE, _PLAN}
    return Series(
        _RATE,
        tuple(numbers(rows, "completion_rate_pct")),
        sources=tuple(texts(rows, "source")),
        formula=Formula("share", _DONE, _PLAN) if is_checkable else None,
        tones=tuple(tones),
    )


def _gap_column(rows: pd.DataFrame) -> Column | None:
    """Progress gaps come from unrounded values."""
    column = number_column(rows, "schedule_gap_pp", "较序时", "个百分点")
    if column is None:
        return None
    formula = Formula("difference", _RATE, "序时进度")
    return Column(column.name, column.values, column.unit, formula=formula)


def _schedule(schedules: list[Decimal | None]) -> Mark | None:
    known = {value for value in schedules if value is not None}
    if len(known) == 1:
        return one_mark(SCHEDULE, known.pop(), len(schedules), "%")
    return Mark(f"各自{SCHEDULE}", tuple(schedules)) if known else None


def _tone(status: str) -> str:
    return status if status in STATUS_MARKS else NOT_JUDGED
