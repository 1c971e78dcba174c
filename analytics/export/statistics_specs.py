"""The native twins of the charts of statistics: a frame of one mart in, a ChartSpec out.

Takes what the screen's charts take and says the same finding; None where the screen
shows a blank. Same order of rows, same colours, same reference lines.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import rounded
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import fastest_first, kept, numbers, texts, whole_numbers
from analytics.charts.kit.theme import MOST_SERIES
from analytics.charts.statistics import findings
from analytics.charts.statistics.breakdown import TOTAL_LABEL
from analytics.charts.statistics.mix import change_label, missing_note
from analytics.charts.statistics.pull_findings import pull_finding
from analytics.charts.statistics.pulls import (
    Pull,
    are_all_safe,
    one_set,
    read_pulls,
    safe_only,
    total_growth,
)
from analytics.charts.statistics.ranking import place_change
from analytics.charts.statistics.waterfall import TOTAL
from analytics.export.chart_spec import (
    BARS,
    DECLINE,
    EARLIER,
    GROWTH,
    WATERFALL,
    WHOLE,
    ChartSpec,
    Column,
    Formula,
    Series,
)
from analytics.export.spec_words import (
    amount_column,
    by_sign,
    count_column,
    described,
    given,
    number_column,
    one_mark,
)

_GROWTH = "同比增速"


def ranking_spec(
    rows: pd.DataFrame, caption: Caption, *, parent_label: str = "全市"
) -> ChartSpec | None:
    """Districts by place, the parent as a line."""
    if rows.empty:
        return None
    values, ranks = numbers(rows, "yoy_pct"), whole_numbers(rows, "rank")
    last = len(rows) + max((rank or 0 for rank in ranks), default=0)
    order = sorted(
        range(len(rows)),
        key=lambda row: (values[row] is None, ranks[row] or last, -(values[row] or 0)),
    )
    ordered = rows.iloc[order]
    growths = numbers(ordered, "yoy_pct")
    parent = next((v for v in numbers(rows, "parent_yoy_pct") if v is not None), None)
    moves = [place_change(move) for move in whole_numbers(ordered, "rank_change")]
    return described(
        BARS,
        texts(ordered, "region_name"),
        [_signed_series(_GROWTH, growths, texts(ordered, "source"))],
        caption,
        caption.title or findings.ranking_finding(rows),
        mark=one_mark(parent_label, parent, len(growths)),
        extras=given(
            count_column(ordered, "rank", "位次"),
            Column("较上期位次", tuple(moves)),
            *_gap_columns(growths, parent, parent_label),
            amount_column(ordered, "ytd_cny_10k", "累计完成投资"),
        ),
    )


def breakdown_spec(
    rows: pd.DataFrame, caption: Caption, *, previous_label: str = "上期"
) -> ChartSpec | None:
    """Growth of the parts, fastest first, against the total's line."""
    is_total = [kind == "total" for kind in texts(rows, "breakdown")]
    parts = kept(rows, [not is_whole for is_whole in is_total])
    if parts.empty:
        return None
    parts = parts.iloc[fastest_first(numbers(parts, "yoy_pct"))]
    total = next(iter(numbers(kept(rows, is_total), "yoy_pct")), None)
    growths = numbers(parts, "yoy_pct")
    before = number_column(parts, "previous_yoy_pct", f"{previous_label}增速", "%")
    # The bureau subtracts what it printed, one decimal from one decimal.
    change = None
    if before is not None:
        formula = Formula("difference", _GROWTH, before.name)
        changes = _differences(growths, before.values)
        change = Column("变动", changes, "个百分点", 1, formula=formula)
    return described(
        BARS,
        texts(parts, "indicator_name"),
        [_signed_series(_GROWTH, growths, texts(parts, "source"))],
        caption,
        caption.title or findings.breakdown_finding(rows),
        mark=one_mark(TOTAL_LABEL, total, len(growths)),
        extras=given(before, change, amount_column(parts, "ytd_cny_10k", "累计完成投资")),
    )


def mix_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Shares of this year beside the same months of last year, largest first."""
    if rows.empty:
        return None
    rows = rows.iloc[fastest_first(numbers(rows, "share_pct"))]
    now, before = numbers(rows, "share_pct"), numbers(rows, "share_last_year_pct")
    label, earlier = caption.period.label, caption.period.last_year.label
    level = amount_column(rows, "ytd_cny_10k", "本期投资")
    whole = amount_column(rows, "total_cny_10k", "总计")
    formula = Formula("share", level.name, whole.name) if level and whole else None
    series = [
        Series(label, tuple(now), sources=_cited(rows, "source"), formula=formula, tone=GROWTH)
    ]
    moves = None
    if any(share is not None for share in before):
        sources = _cited(rows, "last_year_source")
        series.append(Series(earlier, tuple(before), sources=sources, tone=EARLIER))
        changes = tuple(numbers(rows, "share_change_pp"))
        moves = Column(
            "占比变动", changes, "个百分点", formula=Formula("difference", label, earlier)
        )
    note = missing_note(now)
    finding = caption.title or findings.mix_finding(rows)
    foot = f"{note}　{caption.footer}" if note else caption.footer
    names = texts(rows, "indicator_name")
    if len(series) > 1:
        said = [change_label(move) for move in numbers(rows, "share_change_pp")]
        names = [f"{n}（{m}）" if m else n for n, m in zip(names, said, strict=True)]
    extras = given(level, whole, moves)
    return described(BARS, names, series, caption, finding, foot=foot, extras=extras)


def waterfall_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Pulls that add up to the published growth; silent where the mart says so."""
    one_set(rows)
    total = total_growth(rows)
    if rows.empty or total is None or not are_all_safe(rows):
        return None
    pulls = read_pulls(rows, caption.place, caption.period.code)
    added = sum((pull.pp for pull in pulls), Decimal(0))
    if len(pulls) < len(rows) or added != rounded(total):
        return None
    if sum(not pull.is_residual for pull in pulls) >= MOST_SERIES:
        pulls = sorted(pulls, key=lambda pull: (pull.is_residual, -pull.pp))
    source = next(iter(texts(rows, "total_source")), "") or caption.source
    series = Series(
        "拉动",
        (*(pull.pp for pull in pulls), rounded(total)),
        unit="个百分点",
        sources=(*(pull.source for pull in pulls), source),
        tones=(*(_pull_tone(pull) for pull in pulls), WHOLE),
    )
    return described(
        WATERFALL,
        [*(pull.name for pull in pulls), TOTAL],
        [series],
        caption,
        caption.title or pull_finding(pulls, total),
        extras=_pull_columns(pulls, 1),
    )


def pull_bars_spec(rows: pd.DataFrame, caption: Caption) -> ChartSpec | None:
    """Pulls of parts that overlap, each for itself."""
    one_set(rows)
    pulls = read_pulls(safe_only(rows), caption.place, caption.period.code)
    pulls = sorted((p for p in pulls if not p.is_residual), key=lambda pull: -pull.pp)
    if not pulls:
        return None
    values = [pull.pp for pull in pulls]
    series = _signed_series("拉动", values, [pull.source for pull in pulls])
    left_out = len(rows) - len(safe_only(rows))
    foot = f"{caption.footer}　各分项有交叉，不相加"
    if left_out:
        foot += f"；{left_out}个分项不能可靠算出，未画"
    return described(
        BARS,
        [pull.name for pull in pulls],
        [replace(series, unit="个百分点")],
        caption,
        caption.title or pull_finding(pulls, total_growth(rows)),
        foot=foot,
        extras=_pull_columns(pulls, 0),
    )


def _signed_series(name: str, values: list[Decimal | None], sources: list[str]) -> Series:
    return Series(name, tuple(values), sources=tuple(sources), tones=by_sign(values))


def _cited(rows: pd.DataFrame, name: str) -> tuple[str, ...]:
    return tuple(texts(rows, name))


def _gap_columns(
    values: list[Decimal | None], parent: Decimal | None, parent_label: str
) -> tuple[Column, ...]:
    """What a reader would subtract: a district's growth and the parent's."""
    if parent is None:
        return ()
    parents = (parent,) * len(values)
    head = f"{parent_label}增速"
    formula = Formula("difference", _GROWTH, head)
    gaps = _differences(values, parents)
    return (
        Column(head, parents, "%"),
        Column(f"与{parent_label}之差", gaps, "个百分点", formula=formula),
    )


def _differences(
    first: list[Decimal | None], second: tuple[Decimal | str | None, ...]
) -> tuple[Decimal | None, ...]:
    """Of published growth: one decimal minus one decimal, as the bureau does."""
    return tuple(
        rounded(one) - rounded(other) if one is not None and isinstance(other, Decimal) else None
        for one, other in zip(first, second, strict=True)
    )


def _pull_tone(pull: Pull) -> str:
    if pull.is_residual:
        return EARLIER
    return DECLINE if pull.pp < 0 else GROWTH


def _pull_columns(pulls: list[Pull], after: int) -> tuple[Column, ...]:
    rest = (None,) * after
    rates = (*(pull.contribution_pct for pull in pulls), *rest)
    growths = (*(pull.yoy_pct for pull in pulls), *rest)
    columns = (Column("贡献率", rates, "%"), Column("本身同比", growths, "%"))
    return tuple(c for c in columns if any(value is not None for value in c.values))


__all__ = [
    "breakdown_spec",
    "mix_spec",
    "pull_bars_spec",
    "ranking_spec",
    "waterfall_spec",
]
