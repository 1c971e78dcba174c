"""Whose growth changed most since the period before, up and down?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.blank import blank
from analytics.charts.caption import Caption
from analytics.charts.columns import kept, numbers, point_keys, require, texts
from analytics.charts.diverging import KIND, Side, draw_sides
from analytics.charts.findings import joined, those_at
from analytics.charts.marks import hover
from analytics.numbers import rounded, shown
from analytics.speech.phrases import points

COLUMNS = ("region_name", "indicator_name", "period_code", "yoy_pct", "yoy_change_pp", "source")
UP, DOWN = "提高", "回落"
IN_DECLINE = "增速为负的，提高即降幅收窄，回落即降幅扩大"
FORMULA = "变动＝本期同比－上期同比，均按一位小数"
NOTHING = "没有可与上期比较的增速"


def mover_bars(
    rows: pd.DataFrame,
    caption: Caption,
    *,
    previous_label: str = "上期",
    most: int = 5,
    is_dark: bool = False,
    height: int | None = None,
) -> go.Figure:
    """The parts or districts that moved most: at most five up and five down.

    rows: mart_growth of one region's breakdown, or mart_ranking of one region and
    indicator, for one period; a total among the parts is left out.
    """
    require(rows, COLUMNS)
    if rows.period_code.nunique() > 1:
        raise ValueError(f"rows of one period a chart, got {rows.period_code.nunique()}")
    if "breakdown" in rows.columns:
        rows = kept(rows, [kind != "total" for kind in texts(rows, "breakdown")])
    are_districts = rows.region_name.nunique() > 1 or rows.indicator_name.nunique() <= 1
    name_column, counted = (
        ("region_name", "个地区") if are_districts else ("indicator_name", "个分项")
    )
    every = _sides(rows, caption, name_column, previous_label)
    compared = sorted((side for side in every if side.value is not None), key=lambda s: -s.value)
    ups = [side for side in compared if side.value > 0]
    downs = [side for side in compared if side.value < 0]
    title = caption.title or _finding(ups, downs, len(compared), counted)
    drawn = [*ups[:most], *downs[-most:]]
    notes = _left_out(every, compared, ups, downs, len(drawn), previous_label)
    if any(side.growth.startswith("−") for side in drawn):
        notes.append(IN_DECLINE)
    footer = "　".join([caption.footer, *notes])
    if not drawn:
        return blank(caption, KIND, title, is_dark=is_dark)
    words = (title, caption.subtitle, footer)
    return draw_sides(drawn, caption, words, is_dark=is_dark, height=height)


def _sides(
    rows: pd.DataFrame, caption: Caption, name_column: str, previous_label: str
) -> list[Side]:
    changes = [None if v is None else rounded(v) for v in numbers(rows, "yoy_change_pp")]
    read = zip(
        texts(rows, name_column),
        changes,
        [shown(value) for value in numbers(rows, "yoy_pct")],
        point_keys(rows, "yoy_change_pp", caption.place, caption.period.code),
        texts(rows, "yoy_source" if "yoy_source" in rows.columns else "source"),
        texts(rows, "previous_yoy_source"),
        strict=True,
    )
    sides = []
    for name, change, now, key, source, previous_source in read:
        label = "" if change is None else _moved(change)
        lines = [f"同比 {now}%", f"较{previous_label}{label}个百分点", FORMULA]
        cited = "；".join(dict.fromkeys(each for each in (source, previous_source) if each))
        sides.append(Side(name, change, label, now, key, cited, hover(name, lines, cited)))
    return sides


def _moved(change: Decimal) -> str:
    """A change of growth in a word and a number.

    >>> _moved(Decimal("3.2")), _moved(Decimal("-31.5"))
    ('提高3.2', '回落31.5')
    """
    return f"{UP if change > 0 else DOWN}{abs(change)}"


def _finding(ups: list[Side], downs: list[Side], compared: int, counted: str) -> str:
    if not compared:
        return NOTHING
    if not ups and not downs:
        return f"{compared}{counted}增速均与上期持平"
    if len(ups) == compared > 1:
        return f"{compared}{counted}增速均提高，{_most(ups, counted, UP)}"
    if len(downs) == compared > 1:
        return f"{compared}{counted}增速均回落，{_most(downs, counted, DOWN)}"
    if compared == 1:
        only = (ups or downs)[0]
        return f"{only.name}增速{UP if ups else DOWN}{points(only.value)}"
    said = [_most(ups, counted, f"增速{UP}")] if ups else []
    if downs:
        said.append(_most(downs, counted, DOWN if ups else f"增速{DOWN}"))
    return "，".join(said)


def _most(sides: list[Side], counted: str, verb: str) -> str:
    pairs = [(side.name, side.value) for side in sides]
    far = max(sides, key=lambda side: abs(side.value)).value
    most = "最多" if len(sides) > 1 else ""
    return f"{joined(those_at(pairs, far), counted)}{verb}{most}（{points(far)}）"


def _left_out(
    every: list[Side],
    compared: list[Side],
    ups: list[Side],
    downs: list[Side],
    drawn: int,
    previous_label: str,
) -> list[str]:
    smaller = len(ups) + len(downs) - drawn
    level = len(compared) - len(ups) - len(downs)
    unknown = len(every) - len(compared)
    said = [
        f"{smaller}个变动较小" if smaller else "",
        f"{level}个与{previous_label}持平" if level else "",
        f"{unknown}个没有可比的{previous_label}增速" if unknown else "",
    ]
    told = "、".join(part for part in said if part)
    return [f"{told}，未画"] if told else []
