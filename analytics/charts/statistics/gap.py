"""Which districts grow faster than the whole, which slower, and by how much?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import UNDEFINED, rounded, shown, with_unit
from analytics.charts.kit.caption import SEPARATOR, Caption
from analytics.charts.kit.columns import fastest_first, numbers, point_keys, require, texts
from analytics.charts.kit.diverging import Side, Sides
from analytics.charts.kit.marks import hover
from analytics.charts.statistics.findings import joined, those_at
from analytics.speech.grammar.wording import growth, points, whole

COLUMNS = (
    "region_name",
    "period_code",
    "yoy_pct",
    "parent_yoy_pct",
    "gap_to_parent_pp",
    "source",
)
FORMULA = "差距＝本地区同比－全域同比，均按一位小数"
COUNTED = "个地区"


class GapBars(Sides):
    """Districts by their distance from the growth of the whole, the farthest above first.

    rows: mart_ranking of one region, indicator and period; a district without a gap
    stands last with —. parent_label: 全市; by the name of the place where none is given.
    """

    def __init__(self, rows: pd.DataFrame, caption: Caption, *, parent_label: str = "") -> None:
        require(rows, COLUMNS)
        if rows.period_code.nunique() > 1:
            raise ValueError(f"rows of one period a chart, got {rows.period_code.nunique()}")
        parent_label = parent_label or whole(caption.place)
        sides = _sides(rows, caption, parent_label)
        is_blank = all(side.value is None for side in sides)
        super().__init__(rows, caption, _finding(sides, parent_label), is_blank=is_blank)
        self.read(sides)
        self.zero_label = parent_label
        parent = next((v for v in numbers(rows, "parent_yoy_pct") if v is not None), None)
        if parent is not None:
            self.subtitle += f"{SEPARATOR}{parent_label}{growth(parent)}"
            self.zero_label = f"{parent_label} {shown(parent)}%"


def _sides(rows: pd.DataFrame, caption: Caption, parent_label: str) -> list[Side]:
    gaps = [None if v is None else rounded(v) for v in numbers(rows, "gap_to_parent_pp")]
    read = list(
        zip(
            texts(rows, "region_name"),
            gaps,
            [shown(value) for value in numbers(rows, "yoy_pct")],
            point_keys(rows, "gap_to_parent_pp", caption.place, caption.period.code),
            texts(rows, "source"),
            texts(rows, "parent_source"),
            strict=True,
        )
    )
    sides = []
    for row in fastest_first(gaps):
        name, gap, now, key, source, parent_source = read[row]
        lines = [
            f"同比 {with_unit(now, '%')}",
            f"与{parent_label}相比：{_beside(gap, '个百分点')}",
            FORMULA,
        ]
        cited = "；".join(dict.fromkeys(each for each in (source, parent_source) if each))
        sides.append(Side(name, gap, _beside(gap), now, key, cited, hover(name, lines, cited)))
    return sides


def _beside(gap: Decimal | None, unit: str = "") -> str:
    """A gap in a word and a number.

    >>> _beside(Decimal("22.0")), _beside(Decimal("-0.6")), _beside(Decimal("0.0"))
    ('高22.0', '低0.6', '持平')
    """
    if gap is None:
        return UNDEFINED
    if gap == 0:
        return "持平"
    return f"{'高' if gap > 0 else '低'}{abs(gap)}{unit}"


def _finding(sides: list[Side], parent_label: str) -> str:
    known = [(side.name, side.value) for side in sides if side.value is not None]
    average = f"{parent_label}平均水平"
    if not known:
        return f"尚无各地区与{parent_label}增速之差"
    above = [pair for pair in known if pair[1] > 0]
    below = [pair for pair in known if pair[1] < 0]
    if len(known) == 1:
        only, gap = known[0]
        where = "高于" if above else "低于"
        said = f"{where}{average}{points(gap)}" if above or below else f"与{average}持平"
        return f"{only}{said}"
    if len(above) == len(known):
        return f"{len(known)}{COUNTED}均高于{average}，{_farthest(above, '高出')}"
    if len(below) == len(known):
        return f"{len(known)}{COUNTED}均低于{average}，{_farthest(below, '低')}"
    if not above:
        return f"没有地区高于{average}，{_farthest(below, '低')}" if below else f"均与{average}持平"
    counted = f"{len(known)}{COUNTED}中高于{average}的有{len(above)}个"
    return f"{counted}，{_farthest(above, '高出')}"


def _farthest(pairs: list[tuple[str, Decimal]], verb: str) -> str:
    far = max((gap for _, gap in pairs), key=abs)
    names = joined(those_at(pairs, far), COUNTED)
    if len(pairs) == 1:
        return f"{names}{verb}{points(far)}"
    return f"{names}{verb}最多（{points(far)}）"
