"""Whose growth changed most since the period before, up and down?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import rounded, shown, with_unit
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.columns import kept, numbers, point_keys, require, texts
from analytics.charts.kit.diverging import Side, Sides
from analytics.charts.kit.marks import hover
from analytics.charts.statistics.findings import joined, those_at
from analytics.speech.grammar.wording import movement, points

COLUMNS = ("region_name", "indicator_name", "period_code", "yoy_pct", "yoy_change_pp", "source")
# What the bureau says of a change: of growth, and of a decline that stays one.
VERBS = {"提高": "增速提高", "回落": "增速回落", "收窄": "降幅收窄", "扩大": "降幅扩大"}
FORMULA = "变动＝本期同比－上期同比，均按一位小数"
NOTHING = "没有可与上期比较的增速"
_Moved = tuple[Side, Decimal]


class MoverBars(Sides):
    """The parts or districts that moved most: at most five up and five down.

    rows: mart_growth of one region's breakdown, or mart_ranking of one region and
    indicator, for one period; a total among the parts is left out.
    """

    def __init__(
        self, rows: pd.DataFrame, caption: Caption, *, previous_label: str = "上期", most: int = 5
    ) -> None:
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
        moved = ((side, side.value) for side in every if side.value is not None)
        compared = sorted(moved, key=lambda pair: -pair[1])
        ups = [pair for pair in compared if pair[1] > 0]
        downs = [pair for pair in compared if pair[1] < 0]
        drawn = [side for side, _ in (*ups[:most], *downs[-most:])]
        super().__init__(
            rows,
            caption,
            _finding(ups, downs, len(compared), counted),
            _left_out(every, compared, ups, downs, len(drawn), previous_label),
            is_blank=not drawn,
        )
        self.read(drawn)


def _sides(
    rows: pd.DataFrame, caption: Caption, name_column: str, previous_label: str
) -> list[Side]:
    read = zip(
        texts(rows, name_column),
        numbers(rows, "yoy_change_pp"),
        numbers(rows, "yoy_pct"),
        point_keys(rows, "yoy_change_pp", caption.place, caption.period.code),
        texts(rows, "yoy_source" if "yoy_source" in rows.columns else "source"),
        texts(rows, "previous_yoy_source"),
        strict=True,
    )
    sides = []
    for name, moved, now, key, source, previous_source in read:
        change = None if moved is None else rounded(moved)
        label = "" if change is None else _moved(change, rounded(now))
        lines = [
            f"同比 {with_unit(shown(now), '%')}",
            f"较{previous_label}{label}个百分点",
            FORMULA,
        ]
        cited = "；".join(dict.fromkeys(each for each in (source, previous_source) if each))
        tip = hover(name, lines, cited)
        sides.append(Side(name, change, label, shown(now), key, cited, tip))
    return sides


def _moved(change: Decimal, now_pct: Decimal) -> str:
    """A change of growth in a word and a number; across zero it turned.

    >>> _moved(Decimal("3.2"), Decimal("5.0")), _moved(Decimal("-31.5"), Decimal("-1.1"))
    ('提高3.2', '由增转降（差31.5）')
    >>> _moved(Decimal("2.0"), Decimal("-28.8")), _moved(Decimal("-4.6"), Decimal("-15.8"))
    ('收窄2.0', '扩大4.6')
    """
    word = movement(now_pct, now_pct - change)
    if word.startswith("由"):
        return f"{word}（差{abs(change)}）"
    return f"{word[2:]}{abs(change)}" if change else word


def _verb_of(side: Side) -> str:
    return side.label[:4] if side.label.startswith("由") else VERBS[side.label[:2]]


def _verb(moved: list[_Moved]) -> str:
    """The bureau's verb where one fits all the sides; empty where none does."""
    verbs = {_verb_of(side) for side, _ in moved}
    return verbs.pop() if len(verbs) == 1 else ""


def _finding(ups: list[_Moved], downs: list[_Moved], compared: int, counted: str) -> str:
    if not compared:
        return NOTHING
    if not ups and not downs:
        return f"{compared}{counted}增速均与上期持平"
    if compared == 1:
        [(only, change)] = ups or downs
        verb = _verb_of(only)
        return f"{only.name}{verb}{'，相差' if verb.startswith('由') else ''}{points(change)}"
    for moved, otherwise in ((ups, "增速均高于上期"), (downs, "增速均低于上期")):
        if len(moved) == compared:
            verb = _verb(moved)
            turned = f"均{verb}" if verb.startswith("由") else f"{verb[:2]}均{verb[2:]}"
            said = turned if verb else otherwise
            return f"{compared}{counted}{said}，{_most(moved, counted, is_named=bool(verb))}"
    return "，".join(_most(moved, counted) for moved in (ups, downs) if moved)


def _most(moved: list[_Moved], counted: str, *, is_named: bool = False) -> str:
    """The farthest of one side; is_named: whose verb it is has been said."""
    pairs = [(side.name, change) for side, change in moved]
    far = max((change for _, change in moved), key=abs)
    verb = _verb([pair for pair in moved if pair[1] == far]) or "增速变动"
    if verb.startswith("由"):
        said = "变动" if is_named else f"{verb}，变动" if len(moved) > 1 else verb
    else:
        said = verb[2:] if is_named else verb
    most = "最多" if len(moved) > 1 else ""
    return f"{joined(those_at(pairs, far), counted)}{said}{most}（{points(far)}）"


def _left_out(
    every: list[Side],
    compared: list[_Moved],
    ups: list[_Moved],
    downs: list[_Moved],
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
