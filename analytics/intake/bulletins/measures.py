"""What kind of number a cell holds and in which unit: column, row, section, title.

Owns who outranks whom when several of them speak; a unit nobody prints stays blank.
"""

from __future__ import annotations

import re

from analytics.intake.bulletins.heading import Heading
from analytics.intake.bulletins.row import Row
from analytics.intake.bulletins.understood import Understood
from analytics.intake.reading import MEASURES, Observation
from analytics.intake.text import COUNT_UNITS, find_units, pick_unit
from analytics.intake.words import measure_of

# What sql/0_formulas counts in 万元.
_LARGE = ("百亿元", "十亿元", "亿元", "千万元", "百万元", "十万元", "万元")
MONEY = frozenset((*_LARGE, "千元", "百元", "元"))
PERCENT = ("%", "‰")
_AREA_OR_COUNT = re.compile("平方米|公顷|亩|[个项家户人套]$")
# 回落3.3 under 同比增长 is how far the rate moved.
_OF_A_RATE = re.compile("比?上?[月期年]?(回落|提高|加快|放缓|收窄|扩大|回升|提升|趋缓)")
_AMOUNT = re.compile("[额]$|投资$|产值$|收入$")
_COLUMN_DECIDES = frozenset(("yoy_pct", "rank", "share_pct", "change", "other"))
_RATE = re.compile("率|比重|占比|进度|[占为].{0,6}(目标|计划)|完成.{0,4}(目标|计划)")
_COUNT_NAME = re.compile("个数|项目数|单位数|户数|数$|面积")


def measure_of_cell(
    known: Understood, row: Row, heading: Heading, label: str, printed_unit: str
) -> str:
    """level, yoy_pct, rank …: the column's word, else the name's, else the title's."""
    if heading.measure in _COLUMN_DECIDES or heading.meaning:
        return heading.measure
    own = measure_of(row.says or row.label) or ("" if row.label else measure_of(label))
    if own:
        return own
    if heading.measure:
        return heading.measure
    if heading.is_level:
        return "level"
    if (answer := known.answers.get("measure", "")) in MEASURES:
        return answer
    units = row.units or heading.units or known.context.units
    by_title = measure_of(known.context.title)
    if by_title in ("yoy_pct", "share_pct") and (
        printed_unit == "%" or not units or units[0] in PERCENT
    ):
        return by_title
    if by_title in ("index", "rank") and not known.has_indicator_rows:
        return by_title
    return "level"


def unit_of_cell(
    known: Understood,
    row: Row,
    heading: Heading,
    label: str,
    measure: str,
    printed_unit: str,
) -> str:
    """The unit as printed, from the nearest place that names one; "" where none does."""
    if measure == "rank":
        return ""
    if printed_unit and printed_unit != "倍":
        return printed_unit
    if heading.measure == "index":
        # 105.4 of 上年=100 beside 固定资产投资（亿元） is no money.
        return next(iter(heading.units), "")
    is_percent = measure in ("yoy_pct", "share_pct")
    is_count = bool(_COUNT_NAME.search(label)) or (
        row.is_of_which and bool(_COUNT_NAME.search(row.parent))
    )
    if measure == "change" and "百分点" in "".join((*heading.units, *row.units)):
        return "百分点"
    is_rate = measure == "other" and bool(_RATE.search("".join(heading.texts)))
    if is_rate and not (heading.units or row.units):
        return "%"
    is_amount = measure in ("level", "count")
    given = (row.units, heading.units) if is_amount else (heading.units, row.units)
    for units in (*given, row.inherited_units, known.context.units):
        unit = pick_unit(units, is_percent=is_percent, is_count=is_count)
        if not unit:
            continue
        # A heading in 万平方米 must not lend its unit to the 销售额 below it.
        borrowed = units is row.inherited_units
        names = (find_units(label)[1], row.parent)
        if borrowed and _AREA_OR_COUNT.search(unit) and any(map(_AMOUNT.search, names)):
            continue
        if measure == "change" and unit in PERCENT:
            return "百分点"
        return unit
    if is_percent:
        return "%"
    if is_amount and label.endswith("个数"):
        return "个"
    if measure == "change" and "百分点" in "".join(heading.texts):
        return "百分点"
    return known.answers.get("unit", "") if measure in ("level", "change") else ""


def contradicts(row: Observation, printed_unit: str, of_column: tuple[str, ...]) -> bool:
    """Whether a cell prints what its column cannot hold: 12.5亿元 or 第3 under 同比增长（%）."""
    is_amount = row.measure in ("level", "count", "change")
    if row.measure == "yoy_pct" and _OF_A_RATE.match(row.printed):
        return True
    if row.printed.endswith("持平") and row.measure in ("level", "count"):
        return True
    if row.printed.startswith(("第", "并列第")):
        return is_amount or row.measure in ("yoy_pct", "share_pct")
    if printed_unit in ("位", "名") and is_amount:
        return bool(of_column) and printed_unit not in of_column
    if row.measure in ("yoy_pct", "share_pct"):
        return bool(printed_unit) and printed_unit not in (*PERCENT, "倍")
    return is_amount and printed_unit == "倍"


def fitted(measure: str, unit: str) -> str:
    """The measure its unit allows: an amount in 个 is a count, one in % is no amount.

    >>> fitted("level", "个"), fitted("level", "%"), fitted("count", "万元")
    ('count', 'other', 'level')
    """
    if measure == "level" and unit in COUNT_UNITS:
        return "count"
    if measure == "count" and unit and unit not in COUNT_UNITS:
        return "level"
    return "other" if measure == "level" and unit in PERCENT else measure
